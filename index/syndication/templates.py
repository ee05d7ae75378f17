"""Whether two texts that have much in common tell of one event, or fill in one form twice.

Bulletins of earthquakes, results, weather reports: whole paragraphs are the same, but where they
name somebody, something or a figure, they name others. A copy has a figure corrected at most.
Deliberately not here: how much two texts have in common (`signatures`). No I/O.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

# A text is of another event if, of its sentences that name or count something and that the other
# has in the same words, this share names or counts something else ...
_OTHERWISE = 0.3
# ... and so many different names, figures and dates are replaced: one that is put right stands in
# several sentences, too, and is replaced by the same each time. Of the pairs of
# tests/benchmarks/syndication.py that have enough in common, with .2 to .5 and 1 to 4 all of 747
# that fill in one form are told apart, and none of 288 made and 48 natural copies is.
_REPLACED = 3

# Of a text with more sentences of that kind so many are looked at, evenly spread, and so much of a
# text: tables and live blogs go on for thousands of lines.
_MOST = 400
_LONGEST = 1_000_000  # characters

# Two sentences are the same form if the longer has this share of its other words from the shorter.
_SAME_WORDS = 0.7
_WORDS = 3  # at least: a headline may have no more

_SENTENCE_ENDS = re.compile(r"\n+|(?<=[.!?])[\"”’»)\]]*\s+")
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|\w+")


class _Form(NamedTuple):
    words: frozenset[str]  # small ones, and the first, in small letters
    filled: frozenset[str]  # names, figures and dates


class Filled:
    """A text, headline first, as a form that was filled in: read once, compared with many."""

    def __init__(self, text: str) -> None:
        self._order = (len(text), text)
        self._distinct = dict.fromkeys(_forms(text[:_LONGEST]))
        self._forms = list(self._distinct)

    def one_event(self, other: Filled) -> bool:
        """Whether two texts with much in common name and count the same in what they share.

        The order of the two does not matter.
        """
        short, long = sorted((self, other), key=lambda filled: filled._order)
        forms = short._forms[:: max(1, math.ceil(len(short._forms) / _MOST))]
        rest = [form for form in forms if form not in long._distinct]
        return long._tells_of(rest, len(forms) - len(rest))

    def _tells_of(self, forms: Sequence[_Form], same: int) -> bool:
        """Whether these sentences tell of the event, too, after so many that are the same.

        Decided as soon as nothing that is still to come can change it: most often at once.
        """
        otherwise = 0
        gone: set[str] = set()
        come: set[str] = set()
        for left, form in zip(range(len(forms), 0, -1), forms, strict=True):
            if otherwise + left < _OTHERWISE * (same + otherwise + left):
                return True
            match = self._match(form)
            if match and form.filled - match.filled and match.filled - form.filled:
                otherwise += 1
                gone |= form.filled - match.filled
                come |= match.filled - form.filled
            replaced = min(len(gone), len(come))
            if replaced >= _REPLACED and otherwise >= _OTHERWISE * (same + otherwise):
                return False
        return True

    def _match(self, form: _Form) -> _Form | None:
        """The sentence that is filled in most alike, of those in the same words."""
        fitting = [
            other
            for other in self._suspects(form.words)
            if len(common := form.words & other.words) >= _WORDS
            and len(common) >= _SAME_WORDS * max(len(form.words), len(other.words))
        ]
        return max(fitting, key=lambda other: len(form.filled & other.filled), default=None)

    def _suspects(self, words: frozenset[str]) -> Iterator[_Form]:
        """The sentences that may have the same words: what has none of the rarest lacks too many.

        (Prefix filtering: Chaudhuri, Ganti and Kaushik, 2006.)
        """
        places = sorted((self._places.get(word, []) for word in words), key=len)
        rarest = places[: len(words) - math.ceil(_SAME_WORDS * len(words)) + 1]
        return map(self._forms.__getitem__, sorted(set(chain.from_iterable(rarest))))

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """For each word the sentences that have it."""
        places: dict[str, list[int]] = defaultdict(list)
        for place, form in enumerate(self._forms):
            for word in form.words:
                places[word].append(place)
        return places


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
