"""How far a sentence, with what stands around it, covers a question; what of it is lacking.

A short question hangs on each of its names and words: "Who opened Al-Asad Air Base?" is not
answered by a sentence in which nothing is opened, however well it covers the rest. Of a long one,
which brings more words than any answer has, the share that is covered counts. Deliberately no
judgement of which sentence answers best (`choosing`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.extractive.candidates import Candidate, Terms, share
from qa.extractive.questions import Question

# How much of what is covered are the names that one passage has whole, the rest being the share of
# all words. AUROC .933 with none, .947 with .2, .950 with 1/3 and with 1/2.
_NAMES = 1 / 3
# A question of so few words or names must find them in the sentence and beside it, since a passage
# has any two by chance; of one that has more, the passage counts. Scattered AUROC .907, with 3
# .877. (Figures here are of `answer_quality.py`, all 413 + 412 + 49 questions.)
_FEW = 2.0
# How much of that the sentence itself must have. With 0 the scattered AUROC is .878.
_OWN = 0.4

# What is taken off where the cited sentence, with what stands beside it, lacks a name of a short
# question (without it .896 scattered), a word of it (without it 8 of the 40 of `crux.txt` that
# nothing answers are refused, with it 30; at .4 27), or a year asked for (without it another
# year's event is an answer; at .25 the AUROC is .945).
_NAME_LACKING = 0.4
_WORD_LACKING = 0.5
_YEAR_LACKING = 0.15
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")


def coverage(question: Question, one: Candidate, weights: Sequence[float]) -> float:
    """How far a sentence, with what stands around it, speaks of the question, 0 to 1."""
    tight = tightness(question)
    near = (1 - _OWN) * share(one.near, weights) + _OWN * share(one.own, weights)
    words = tight * near + (1 - tight) * share(one.around, weights)
    numbers = frozenset(i for i, t in enumerate(question.terms) if t.raw[0].isdecimal())
    beside = (one.around - numbers) | (one.near & numbers)
    names = tight * _whole(question, one.near) + (1 - tight) * _whole(question, beside)
    return (1 - _NAMES) * words + _NAMES * names


def missing(question: Question, one: Candidate, weights: Sequence[float]) -> float:
    """What a name, a word or a year that is not near a sentence takes from what it covers."""
    years = {i for i, term in enumerate(question.terms) if _YEAR.fullmatch(term.raw)}
    tight = tightness(question)
    return max(
        _YEAR_LACKING if years - one.near else 0.0,
        _NAME_LACKING * tight * (1 - _whole(question, one.near)),
        _WORD_LACKING * tight * _lacks_word(question, one, weights),
    )


def tightness(question: Question) -> float:
    """How closely the words must stand together, 1 to 0: a few are in any passage by chance."""
    words = sum(not term.is_name for term in question.terms) + len(question.names)
    return min(1.0, (_FEW / max(words, 1)) ** 2)


def about(question: Question, one: Candidate) -> bool:
    """Whether a sentence, with what stands beside it, has every name of the question."""
    return _whole(question, one.near) == 1.0


def _lacks_word(question: Question, one: Candidate, weights: Sequence[float]) -> float:
    """How far the word that is lacking most is lacking, 0 to 1; of words that are no names.

    A rare word counts whole, a common one ("people") as much less as it weighs less.
    """
    words = [i for i, term in enumerate(question.terms) if not term.is_name]
    heaviest = max((weights[i] for i in words), default=1.0)
    return max((weights[i] * (1 - one.degrees[i]) / heaviest for i in words), default=0.0)


def _whole(question: Question, found: Terms) -> float:
    """The share of the question's names that are in ``found`` to the last word; 1 of none."""
    whole = [found.issuperset(name) for name in question.names]
    return sum(whole) / len(whole) if whole else 1.0
