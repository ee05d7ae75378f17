"""Names of a question typed in small letters, as the articles write them: "rust" as "Rust".

What is a name is told by capitals everywhere else (`phrases`, `leaning`, `pronouns`), and people
type without them. Deliberately no dictionary, and no change of a question that has a capital within
it: whoever typed that means the others as they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from index.words import iter_words
from qa.extractive.questions import read_question

# How many of the mentions of a word must have its capitals: a "base" is one in most sentences, and
# "Air Base" in some; titles of works are quoted without capitals now and then.
_MOSTLY = 0.8
_CAPITAL_WITHIN = re.compile(r"\S\s+\W*\w*[A-Z]")
_SENTENCE_START = re.compile(r"(?:^|[.!?:\n]|[,:.!?]\s*[“\"‘]|\s[—–-]|\([A-Z]{2,}\))\s*$|^\W+$")
_LONGEST_INITIALS = 6  # letters: "UNICEF"
_US = "us"  # a stop word, and a country
_SUBJECTS = frozenset("he i it she they we you".split())  # "What did he discover?": no magazine


def spelled(question: str, sentences: Iterable[str]) -> str:
    """``question`` with its names as ``sentences`` spell them, the same but for its capitals."""
    if _CAPITAL_WITHIN.search(question):
        return question
    words = list(iter_words(question))
    own = {term.raw.lower() for term in read_question(question).terms} | {_US}
    told = [_within(sentence) for sentence in sentences]
    forms = [_form(word.raw.lower(), told) if word.raw.lower() in own else "" for word in words]
    for at, (word, following) in enumerate(pairwise(words)):
        if word.raw.lower() in _SUBJECTS:
            forms[at + 1] = ""
        if forms[at + 1] and word.raw.lower() not in own:
            forms[at] = _before(word.raw.lower(), following.raw.lower(), told)
    parts, done = [], 0
    for word, form in zip(words, forms, strict=True):
        parts += [question[done : word.start], form or word.raw]
        done = word.end
    return "".join([*parts, question[done:]])


# A chat asks of the same sentences for each name of an answer.
@lru_cache(maxsize=4_000)
def _within(sentence: str) -> tuple[str, ...]:
    """Its words; "" for one that has a capital as the first."""
    return tuple(
        "" if _SENTENCE_START.search(sentence[: word.start]) else word.raw
        for word in iter_words(sentence)
    )


def _form(word: str, told: Iterable[Sequence[str]]) -> str:
    return _usual(Counter(raw for words in told for raw in words if raw.lower() == word))


def _before(word: str, name: str, told: Iterable[Sequence[str]]) -> str:
    """How a word is written that stands before a name: "will" before "Smith"."""
    pairs = (pair for words in told for pair in pairwise(words))
    return _usual(Counter(one for one, two in pairs if (one.lower(), two.lower()) == (word, name)))


def _usual(forms: Counter[str]) -> str:
    (form, count), *_ = forms.most_common(1) or [("", 0)]
    shouted = form.isupper() and len(form) > _LONGEST_INITIALS  # "MUST WATCH"
    named = form != form.lower() and count >= _MOSTLY * forms.total() and not shouted
    return form if named else ""
