"""Which sentences of the retrieved passages answer a question, and whether any does.

``choose`` scores every sentence by the weighted mean of the features of `candidates` and takes
one to three of the best that do not repeat one another. Apart from that it says how far the
passages cover the question at all (``answerable``), which words of it nothing covers, and which
sentences come nearest: what an abstention shows. Every sentence chosen is one of the passages',
to the letter, and states something that stands (`telling`).

Deliberately no model and no rewriting of sentences. Whether to answer or to abstain is the
caller's: it holds ``answerable`` against ``ANSWERABLE``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.articles import Passage, Sentence
from qa.extractive.candidates import Candidate, Features, Terms, agree, candidates, share
from qa.extractive.questions import Question, Term, read_question
from qa.extractive.telling import tells

Idf = Callable[[str], float]  # a word as written, in lower case → its inverse document frequency

# What each feature is worth. Measured by `tests/benchmarks/answer_quality.py` on RealTime QA 2022:
# the answer stands in the first sentence of .456 of the 399 questions, in one of at most three of
# .619 (half A, tuned on: .462, .603; half B: .450, .635). The comments say what is left without
# the feature; one question is .0025. With every weight changed by up to 40 % at random the means
# are .445, .615 (at worst .429, .596): the features count, the weights are round.
_WEIGHTS = Features(
    passage=5.0,  # .439, .604
    around=3.0,  # .456, .617
    told=2.0,  # .409, .596
    fresh=2.0,  # .439, .596
    figure=2.0,  # .454, .624: few scored questions ask for one. It is right on the seed articles
    early=1.5,  # .414, .594
    asked=1.0,  # .451, .612
    asks=-2.5,  # .451, .614
    label=-5.0,  # any figure that keeps bylines last
)
_AGREEMENT = 1.0  # .434, .604
_FALL = 0.11  # of the score. Half of it: .461, .614; twice: .451, .617
_TOTAL = 17.5  # of the positive weights, so that scores are 0 to 1
# Tried and left out, since none was worth a question: the headline's own coverage, the most
# covered 15 words in a row, a name where a name is asked for, the likeness of static vectors, the
# sentence's length, the article's other passages.

_MOST = 3  # sentences
# Sentences that share so much of their words say the same: of an agency report that two outlets
# carry with small edits, one is cited. Costs one question (.619 for .622).
_SAME = 0.7
# A sentence that scores less, of the best one's score, is not cited beside it. Most questions to
# a large index keep three (2.87 on average); at .75 they keep 2.96 and .003 more of the answers.
_KEEP = 0.8

# Added to each word's rarity. In an index of ten articles a word that is missing would else weigh
# four times one that is everywhere, and one synonym be enough to abstain. On a large index the
# AUROC is .950 with 1 and with 2, .951 with 0.
_COMMON = 1.0
# How much of `answerable` are the names that one passage has whole, the rest being the share of
# all words. AUROC .933 with none, .947 with .2, .950 with 1/3 and with 1/2.
_NAMES = 1 / 3

# A question of so few words or names must find them in the sentence and beside it, since a passage
# has any two by chance; of one that has more, the passage counts. Scattered AUROC .907, with 3
# .877. (Figures here are of `answer_quality.py`, all 413 + 412 + 49 questions.)
_FEW = 2.0
# How much of that the sentence itself must have. With 0 the scattered AUROC is .878.
_OWN = 0.4
# How much of `answerable` is about the sentence cited first; the rest is the best of all. With 1
# the AUROC is .924 and .887 scattered, with 0 .954 and .900, with .4 .946 and .907: it costs a
# little, and what is refused then agrees with what would be quoted.
_QUOTED = 0.4
# What covering a short question counts when sentences are chosen, for the same agreement. With 0
# the scattered AUROC is .912, with .15 .877; it should stay small.
_COVERING = 0.05
# What is taken off where the cited sentence, with what stands beside it, lacks a name of a short
# question (without it .896 scattered) or a year asked for (without it another year's event is an
# answer; at .25 the AUROC is .945).
_NAME_LACKING = 0.4
_YEAR_LACKING = 0.15
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
# A sentence of another article that covers less, of what the first one does, adds nothing.
_WEAK = 0.9

_MOST_UNCOVERED = 8  # words or names shown as covered by nothing
_LONGEST = 40  # characters of each of them

# Below this the articles do not answer. Of the 413 answerable questions of RealTime QA 2022
# 6.5 % are lost (half B: 9 %); of the 412 swapped and later ones 82 % are refused, of the scattered
# ones 74 % (90 % in an index of 500 articles). At .63: 5 %, 79 %, 71 %; at .69: 10 %, 84 %, 76 %.
ANSWERABLE = 0.67


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence with its score, 0 to 1, and the passage that it stands in."""

    sentence: Sentence
    passage: Passage
    score: float


@dataclass(frozen=True, slots=True)
class Choice:
    """What the passages have to say to a question."""

    sentences: tuple[Scored, ...]  # one to three, best first; none where there is no sentence
    answerable: float  # 0 to 1: how far the passages cover the question
    uncovered: tuple[str, ...]  # words and whole names of the question that no passage has
    nearest: tuple[Scored, ...]  # at most three that cover most of the question, best first


def choose(question: str, passages: Sequence[Passage], idf: Idf | None = None) -> Choice:
    """Choose one to three sentences of ``passages`` (best first) that answer ``question``.

    ``idf`` tells how rare a word is in the index (0 and more); without it a longer word counts as
    rarer. A question without a word that matters is covered by nothing: ``answerable`` is 0.
    """
    read = read_question(question)
    weights = [_weight(term, idf) for term in read.terms]
    found = candidates(read, passages, weights)
    coverage = [_coverage(read, c, weights) for c in found]
    chosen = _chosen(found, coverage, _tightness(read))
    return Choice(
        sentences=tuple(Scored(found[n].sentence, found[n].passage, s) for n, s in chosen),
        answerable=_answerable(read, found, coverage, chosen),
        uncovered=_uncovered(read, found),
        nearest=_nearest(found, weights),
    )


def _weight(term: Term, idf: Idf | None) -> float:
    rarity = idf(term.raw.lower()) if idf else math.log1p(len(term.raw))
    return _COMMON + max(rarity, 0.0)


def _chosen(
    found: Sequence[Candidate], coverage: Sequence[float], tightness: float
) -> list[tuple[int, float]]:
    """Which candidates, best first, and the score of each, 0 to 1."""
    scores = [s + _COVERING * tightness * c for s, c in zip(_scores(found), coverage, strict=True)]
    ranked = sorted(range(len(found)), key=lambda n: -scores[n])
    chosen: list[int] = []
    for n in ranked:
        if len(chosen) == _MOST or scores[n] < _KEEP * scores[ranked[0]]:
            break
        if any(_same(found[n], found[m]) for m in chosen) or not _tells(found[n]):
            continue
        if not chosen or _adds(found[n], coverage[n], found[chosen[0]], coverage[chosen[0]]):
            chosen.append(n)
    return [(n, min(max(scores[n] / (1 + _COVERING * tightness), 0.0), 1.0)) for n in chosen]


def _tells(one: Candidate) -> bool:
    following = [s.text for s in one.passage.sentences if s.ordinal == one.sentence.ordinal + 1]
    return tells(one.sentence, "".join(following), one.passage.article)


def _adds(one: Candidate, covers: float, first: Candidate, best: float) -> bool:
    """Whether it is of the first sentence's article, or covers nearly as much as that one."""
    return one.passage.article.id == first.passage.article.id or covers >= _WEAK * best


def _scores(found: Sequence[Candidate]) -> list[float]:
    alone = [_alone(candidate.features) for candidate in found]
    agreed = agree(found, alone, _FALL)
    return [s + _AGREEMENT * a / _TOTAL for s, a in zip(alone, agreed, strict=True)]


def _alone(f: Features) -> float:
    w = _WEIGHTS
    return (
        w.passage * f.passage + w.around * f.around + w.told * f.told + w.fresh * f.fresh
        + w.figure * f.figure + w.early * f.early + w.asked * f.asked + w.asks * f.asks
        + w.label * f.label
    ) / _TOTAL  # fmt: skip


def _same(one: Candidate, other: Candidate) -> bool:
    a, b = set(one.reading.keys), set(other.reading.keys)
    return len(a & b) >= _SAME * len(a | b)


def _answerable(
    question: Question,
    found: Sequence[Candidate],
    coverage: Sequence[float],
    chosen: Sequence[tuple[int, float]],
) -> float:
    if not chosen or all(term.raw[0].isdecimal() for term in question.terms):
        return 0.0  # a number alone asks nothing
    first = chosen[0][0]
    covered = _QUOTED * coverage[first] + (1 - _QUOTED) * max(coverage)
    return covered * (1 - _missing(question, found[first]))


def _missing(question: Question, quoted: Candidate) -> float:
    """What a whole name or a number that the quoted passage lacks takes from ``answerable``."""
    years = {i for i, term in enumerate(question.terms) if _YEAR.fullmatch(term.raw)}
    wrong = _YEAR_LACKING if years - quoted.near else 0.0
    return max(wrong, _NAME_LACKING * _tightness(question) * (1 - _whole(question, quoted.near)))


def _tightness(question: Question) -> float:
    """How closely the words must stand together, 1 to 0: a few are in any passage by chance."""
    words = sum(not term.is_name for term in question.terms) + len(question.names)
    return min(1.0, (_FEW / max(words, 1)) ** 2)


def _coverage(question: Question, one: Candidate, weights: Sequence[float]) -> float:
    """How far a sentence, with what stands around it, speaks of the question, 0 to 1."""
    tight = _tightness(question)
    near = (1 - _OWN) * share(one.near, weights) + _OWN * share(one.own, weights)
    words = tight * near + (1 - tight) * share(one.around, weights)
    numbers = frozenset(i for i, t in enumerate(question.terms) if t.raw[0].isdecimal())
    beside = (one.around - numbers) | (one.near & numbers)
    names = tight * _whole(question, one.near) + (1 - tight) * _whole(question, beside)
    return (1 - _NAMES) * words + _NAMES * names


def _whole(question: Question, found: Terms) -> float:
    """The share of the question's names that are in ``found`` to the last word; 1 of none."""
    whole = [found.issuperset(name) for name in question.names]
    return sum(whole) / len(whole) if whole else 1.0


def _uncovered(question: Question, found: Sequence[Candidate]) -> tuple[str, ...]:
    covered = frozenset[int]().union(*(c.around for c in found))
    missing = question.whole([i for i in range(len(question.terms)) if i not in covered])
    return tuple(map(_cut, missing[:_MOST_UNCOVERED]))


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def _nearest(found: Sequence[Candidate], weights: Sequence[float]) -> tuple[Scored, ...]:
    """The sentence that covers most of the question in each of the three nearest articles."""
    scored = [Scored(c.sentence, c.passage, share(c.near, weights)) for c in found]
    best: dict[str, Scored] = {}
    for one in sorted(scored, key=lambda s: -s.score):
        best.setdefault(one.sentence.article_id, one)
    return tuple(best.values())[:_MOST]
