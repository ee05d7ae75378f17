"""Whether two texts that have much in common tell of one event, or fill in one form twice.

Bulletins of earthquakes, results, weather reports: whole paragraphs are the same, but where they
name somebody, something or a figure, they name others. A copy has a figure corrected at most.
Deliberately not here: how much two texts have in common (`signatures`). No I/O.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

# A text is of another event if, of its sentences that name or count something and that the other
# has in the same words, this share names or counts something else ...
_OTHERWISE = 0.3
# ... and so many different names, figures and dates are replaced: one that is put right stands in
# several sentences, too, and is replaced by the same each time. Of the pairs of
# tests/benchmarks/syndication.py that have enough in common, with .2 to .5 and 1 to 4 all of 747
# that fill in one form are told apart, and none of 288 made and 48 natural copies is.
_REPLACED = 3

# Two sentences are the same form if the longer has this share of its other words from the shorter.
_SAME_WORDS = 0.7
_WORDS = 3  # at least: a headline may have no more

_SENTENCE_ENDS = re.compile(r"\n+|(?<=[.!?])[\"”’»)\]]*\s+")
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|\w+")


class _Form(NamedTuple):
    words: frozenset[str]  # small ones, and the first, in small letters
    filled: frozenset[str]  # names, figures and dates


def one_event(one: str, other: str) -> bool:
    """Whether two texts with much in common name and count the same in what they have in common.

    Each begins with its headline. The order of the two does not matter.
    """
    short, long = sorted((one, other), key=lambda text: (len(text), text))
    theirs = dict.fromkeys(_forms(long))
    same, otherwise = 0, 0
    gone: set[str] = set()
    come: set[str] = set()
    for form in dict.fromkeys(_forms(short)):
        if form in theirs:
            same += 1
        elif (match := _match(form, theirs)) and form.filled - match.filled:
            new = match.filled - form.filled
            otherwise += bool(new)
            gone |= form.filled - match.filled if new else set()
            come |= new
    replaced = min(len(gone), len(come))
    return replaced < _REPLACED or otherwise < _OTHERWISE * (same + otherwise)


def _forms(text: str) -> Iterator[_Form]:
    """The sentences of a text that name or count something."""
    for sentence in _SENTENCE_ENDS.split(text):
        form = _form(_WORD.findall(sentence))
        if form.filled:
            yield form


def _form(words: Sequence[str]) -> _Form:
    filled = {word for word in words[1:] if word[0].isupper() or word[0].isdigit()}
    filled |= {word for word in words[:1] if word[0].isdigit()}
    return _Form(frozenset(w.casefold() for w in words if w not in filled), frozenset(filled))


def _match(form: _Form, others: Iterable[_Form]) -> _Form | None:
    """The sentence that is filled in most alike, of those in the same words."""
    fitting = [
        other
        for other in others
        if len(common := form.words & other.words) >= _WORDS
        and len(common) >= _SAME_WORDS * max(len(form.words), len(other.words))
    ]
    return max(fitting, key=lambda other: len(form.filled & other.filled), default=None)
