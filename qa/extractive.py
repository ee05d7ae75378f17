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
from qa.candidates import Candidate, Features, Terms, agree, candidates, share
from qa.questions import Question, Term, read_question

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
# a large index keep three (2.97 on average); at .85 they keep 2.65, and .607 of the answers.
_KEEP = 0.75

# Added to each word's rarity. In an index of ten articles a word that is missing would else weigh
# four times one that is everywhere, and one synonym be enough to abstain. On a large index the
# AUROC is .950 with 1 and with 2, .951 with 0.
_COMMON = 1.0
# How much of `answerable` are the names that one passage has whole, the rest being the share of
# all words. AUROC .933 with none, .947 with .2, .950 with 1/3 and with 1/2.
_NAMES = 1 / 3

# Below this the articles do not answer. Of the 399 answerable questions 4 % are lost, of 398
# unanswerable ones 76 % refused (half B: 3 % and 78 %). At .60: 1.5 % and 65 %; at .70: 5 % and
# 80 %; at .75: 8.5 % and 85 %. Of 13 questions to the seed articles 2 are lost (both say "blame",
# which no article does), of 13 that these do not answer all are refused, none above .48.
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
    return Choice(
        sentences=_chosen(found),
        answerable=max((_coverage(read, c.around, weights) for c in found), default=0.0),
        uncovered=_uncovered(read, found),
        nearest=_nearest(found, weights),
    )


def _weight(term: Term, idf: Idf | None) -> float:
    rarity = idf(term.raw.lower()) if idf else math.log1p(len(term.raw))
    return _COMMON + max(rarity, 0.0)


def _chosen(found: Sequence[Candidate]) -> tuple[Scored, ...]:
    ranked = sorted(zip(_scores(found), found, strict=True), key=lambda pair: -pair[0])
    chosen: list[tuple[float, Candidate]] = []
    for score, candidate in ranked:
        if len(chosen) == _MOST or score < _KEEP * ranked[0][0]:
            break
        if not any(_same(candidate, other) for _, other in chosen):
            chosen.append((score, candidate))
    return tuple(Scored(c.sentence, c.passage, min(max(s, 0.0), 1.0)) for s, c in chosen)


def _scores(found: Sequence[Candidate]) -> list[float]:
    alone = [_alone(candidate.features) for candidate in found]
    agreed = agree(found, alone, _FALL)
    return [s + _AGREEMENT * a / _TOTAL for s, a in zip(alone, agreed, strict=True)]


def _alone(f: Features) -> float:
    w = _WEIGHTS
    return (
        w.passage * f.passage + w.around * f.around + w.told * f.told + w.fresh * f.fresh
        + w.figure * f.figure + w.early * f.early + w.asked * f.asked + w.asks * f.asks
    ) / _TOTAL  # fmt: skip


def _same(one: Candidate, other: Candidate) -> bool:
    a, b = set(one.reading.keys), set(other.reading.keys)
    return len(a & b) >= _SAME * len(a | b)


def _coverage(question: Question, around: Terms, weights: Sequence[float]) -> float:
    if not weights:
        return 0.0
    whole = [around.issuperset(name) for name in question.names]
    names = sum(whole) / len(whole) if whole else 1.0
    return (1 - _NAMES) * share(around, weights) + _NAMES * names


def _uncovered(question: Question, found: Sequence[Candidate]) -> tuple[str, ...]:
    covered = frozenset[int]().union(*(c.around for c in found))
    return question.whole([i for i in range(len(question.terms)) if i not in covered])


def _nearest(found: Sequence[Candidate], weights: Sequence[float]) -> tuple[Scored, ...]:
    """The sentence that covers most of the question in each of the three nearest articles."""
    scored = [Scored(c.sentence, c.passage, share(c.near, weights)) for c in found]
    best: dict[str, Scored] = {}
    for one in sorted(scored, key=lambda s: -s.score):
        best.setdefault(one.sentence.article_id, one)
    return tuple(best.values())[:_MOST]
