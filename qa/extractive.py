"""Which sentences of the retrieved passages answer a question, and whether any does.

``choose`` scores every sentence by the weighted mean of the features of `qa.candidates` and takes
one to three of the best that do not repeat one another. Apart from that it says how far the
passages cover the question at all (``answerable``), which words of it nothing covers, and which
sentences come nearest: what an abstention shows. Every sentence chosen is one of the passages',
to the letter.

Deliberately no model and no rewriting of sentences. Whether to answer or to abstain is the
caller's: it holds ``answerable`` against ``ANSWERABLE``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.articles import Passage, Sentence
from qa.candidates import Candidate, Features, agree, candidates, share
from qa.questions import Question, Term, read_question

Idf = Callable[[str], float]  # a word as written, in lower case → its inverse document frequency

_WEIGHTS = Features(
    passage=5.0, around=3.0, asked=1.0, told=2.0, early=1.5, fresh=2.0, wanted=1.0,
    figure=2.0, asks=-2.5,
)  # fmt: skip
_AGREEMENT = 1.0
_FLOOR = 1.0
_FALL = 0.11
_TOTAL = 18.5  # of the positive weights, so that scores are 0 to 1
_MOST = 3  # sentences
_SAME = 0.7
_KEEP = 0.75
_NAME_WEIGHT = 1.5
_NAMES_SHARE = 1 / 3

ANSWERABLE = 0.7


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

    ``idf`` tells how rare a word is in the index; without it a longer word counts as rarer. A
    question without a word that matters covers nothing: ``answerable`` is 0.
    """
    read = read_question(question)
    weights = [_weight(term, idf) for term in read.terms]
    found = candidates(read, passages, weights)
    scores = _scores(found)
    order = sorted(range(len(found)), key=lambda i: -scores[i])
    good = [found[i] for i in order if scores[i] >= _KEEP * scores[order[0]]]
    chosen = _distinct(good, _MOST)
    by_id = {id(c): s for c, s in zip(found, scores, strict=True)}
    return Choice(
        sentences=tuple(Scored(c.sentence, c.passage, by_id[id(c)]) for c in chosen),
        answerable=_answerable(read, found, weights),
        uncovered=_uncovered(read, found),
        nearest=_nearest(found, weights),
    )


def _weight(term: Term, idf: Idf | None) -> float:
    rarity = idf(term.raw.lower()) if idf else math.log1p(len(term.raw))
    return (max(rarity, 0.1) + _FLOOR) * (_NAME_WEIGHT if term.is_name else 1.0)


def _scores(found: Sequence[Candidate]) -> list[float]:
    first = [_weighted(c.features) for c in found]
    agreed = agree(found, first, _FALL)
    both = (s + _AGREEMENT * a / _TOTAL for s, a in zip(first, agreed, strict=True))
    return [min(max(score, 0.0), 1.0) for score in both]


def _weighted(f: Features) -> float:
    w = _WEIGHTS
    return (
        w.passage * f.passage + w.around * f.around + w.asked * f.asked
        + w.told * f.told + w.early * f.early + w.fresh * f.fresh + w.wanted * f.wanted
        + w.figure * f.figure
        + w.asks * f.asks
    ) / _TOTAL  # fmt: skip


def _distinct(best_first: Sequence[Candidate], most: int) -> list[Candidate]:
    chosen: list[Candidate] = []
    for candidate in best_first:
        if len(chosen) == most:
            break
        if not any(_same(candidate, other) for other in chosen):
            chosen.append(candidate)
    return chosen


def _same(one: Candidate, other: Candidate) -> bool:
    a, b = set(one.reading.keys), set(other.reading.keys)
    return len(a & b) >= _SAME * len(a | b)


def _answerable(question: Question, found: Sequence[Candidate], weights: Sequence[float]) -> float:
    return max((_coverage(question, c.around, weights) for c in found), default=0.0)


def _coverage(question: Question, around: frozenset[int], weights: Sequence[float]) -> float:
    if not weights:
        return 0.0
    whole = [around.issuperset(name) for name in question.names]
    names = sum(whole) / len(whole) if whole else 1.0
    return (1 - _NAMES_SHARE) * share(around, weights) + _NAMES_SHARE * names


def _uncovered(question: Question, found: Sequence[Candidate]) -> tuple[str, ...]:
    covered = frozenset[int]().union(*(c.around for c in found))
    return question.whole([i for i in range(len(question.terms)) if i not in covered])


def _nearest(found: Sequence[Candidate], weights: Sequence[float]) -> tuple[Scored, ...]:
    scored = [Scored(c.sentence, c.passage, share(c.near, weights)) for c in found]
    return tuple(sorted(scored, key=lambda s: -s.score)[:_MOST])
