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
from functools import cache

from index.articles import Passage, Sentence
from qa.extractive.bound import elsewhere, unsaid
from qa.extractive.candidates import Candidate, Features, agree, candidates, share
from qa.extractive.covering import about, coverage, missing, tightness
from qa.extractive.meaning import Embed
from qa.extractive.offering import Weigh
from qa.extractive.questions import Question, read_question
from qa.extractive.telling import tells

Idf = Callable[[str], float]  # a word as written, in lower case → its inverse document frequency

# What each feature is worth. Measured by `tests/benchmarks/answer_quality.py` on RealTime QA 2022:
# the answer stands in the first sentence of .511 of the 413 questions, in one of at most three of
# .651 (half A, tuned on: .510, .646; half B: .512, .657). The comments say what is left without
# the feature of .502, .641 in a trial on what was tuned on: half A and 123 questions of the data
# set that are not scored, since their answer stands in other articles. With any one weight halved
# or doubled it is .442 to .502, .612 to .655.
_WEIGHTS = Features(
    passage=5.0,  # .453, .594
    around=3.0,  # .480, .631
    figure=3.0,  # .495, .635
    told=2.0,  # .457, .625
    fresh=2.0,  # .476, .622
    early=1.5,  # .442, .635
    asked=1.0,  # .473, .646
    asks=-2.5,  # the same: few of the passages found ask
    label=-5.0,  # any figure that keeps bylines last
)
_AGREEMENT = 3.0  # .418, .582
# "Was anyone hurt?": no name or figure is the answer, so that what is told counts in their place.
_WHETHER = re.compile(
    r"(?:[^:]*: )?(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may"
    r"|might)\b",
    re.IGNORECASE,
)
_FALL = 0.09  # of the score. In a trial .06 cost .003 of the first sentences, .14 .012
_TOTAL = 20.5  # of the positive weights and the agreement, so that scores are 0 to 1
# Tried and left out, since none was worth a question: the headline's own coverage, the most
# covered 15 words in a row, a name where a name is asked for, the likeness of static vectors, the
# sentence's length, the article's other passages, small letters as offers ("eggs"), and a second
# sentence chosen for offering another answer than the first.

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
# How much of `answerable` is about that of the cited sentences which covers most; the rest is the
# best of all: what is refused then agrees with what would be quoted. Judged by the sentence cited
# first, at the same share of unanswerable questions refused, 1 % more are refused wrongly.
_QUOTED = 0.2
# What covering a short question counts when sentences are chosen, for the same agreement. With 0
# the scattered AUROC is .912, with .15 .877; it should stay small.
_COVERING = 0.05
# What telling the words of a short question itself counts beside what stands around it. With 0 one
# of at most three has the answer of .646, with .2 one of the 40 of `crux.txt` is lost.
_CARRIED = 0.1
# How much a sentence that lacks a name or a word of a short question falls behind. Without it the
# sentence beside the right one is as good: of the 40 of `crux.txt` that can be answered 28 are
# answered from the right sentence, with it 31 (with .15 30; with .5 the scattered AUROC is .870).
_LACKING = 0.25
# A sentence of another article that covers less, of what the first one does, adds nothing.
_WEAK = 0.9

# From this tightness on a question is short: three words or names, or fewer.
_SHORT = 0.4
_MOST_UNCOVERED = 8  # words or names shown as covered by nothing
_LONGEST = 40  # characters of each of them

# Below this the articles do not answer. Of the 413 answerable questions of RealTime QA 2022 5.6 %
# are lost; of the 412 swapped and later ones 83 % are refused, of the scattered ones 80 %, of those
# of `crux.txt` without their word 80 %, with it 12.5 %.
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


def choose(
    question: str, passages: Sequence[Passage], idf: Idf | None = None, embed: Embed | None = None
) -> Choice:
    """Choose one to three sentences of ``passages`` (best first) that answer ``question``.

    ``idf`` tells how rare a word is in the index (0 and more); without it a longer word counts as
    rarer. ``embed`` gives words vectors by which one is like another; without it only forms and
    known equivalents of a word count. A question without a word that matters is covered by
    nothing: ``answerable`` is 0.
    """
    read = read_question(question)
    weigh = _weighing(idf)
    weights = [weigh(term.raw.lower()) for term in read.terms]
    found = candidates(read, passages, weigh, embed)
    covers = [coverage(read, c, weights) for c in found]
    lacking = [missing(read, c, weights) for c in found]
    chosen = _chosen(read, found, covers, lacking)
    return Choice(
        sentences=tuple(Scored(found[n].sentence, found[n].passage, s) for n, s in chosen),
        answerable=_answerable(read, covers, lacking, chosen),
        uncovered=_uncovered(read, found, covers),
        nearest=_nearest(found, weights),
    )


def _weighing(idf: Idf | None) -> Weigh:
    """What a lower-case word weighs; each is looked up once."""
    return cache(lambda word: _COMMON + max(idf(word) if idf else math.log1p(len(word)), 0.0))


def _chosen(
    question: Question,
    found: Sequence[Candidate],
    covers: Sequence[float],
    lacking: Sequence[float],
) -> list[tuple[int, float]]:
    """Which candidates, best first, and the score of each, 0 to 1."""
    tight = tightness(question)
    alone = [
        _alone(candidate.features)
        + tight * (_COVERING * c + _CARRIED * candidate.features.told)
        - _LACKING * m
        for candidate, c, m in zip(found, covers, lacking, strict=True)
    ]
    whether = _WHETHER.match(question.text)
    agreed = [c.features.told for c in found] if whether else agree(found, alone, _FALL)
    scores = [s + _AGREEMENT * a / _TOTAL for s, a in zip(alone, agreed, strict=True)]
    ranked = sorted(range(len(found)), key=lambda n: -scores[n])
    chosen: list[int] = []
    for n in ranked:
        if len(chosen) == _MOST or (chosen and scores[n] < _KEEP * scores[chosen[0]]):
            break
        if any(_same(found[n], found[m]) for m in chosen) or not _tells(question.text, found[n]):
            continue
        if not chosen or _adds(found[n], covers[n], found[chosen[0]], covers[chosen[0]]):
            chosen.append(n)
    most = 1 + (_COVERING + _CARRIED) * tight
    return [(n, min(max(scores[n] / most, 0.0), 1.0)) for n in chosen]


def _tells(question: str, one: Candidate) -> bool:
    beside = {s.ordinal - one.sentence.ordinal: s.text for s in one.passage.sentences}
    before = beside.get(-1, "")
    if elsewhere(question, one.sentence.text, before) or unsaid(
        question, one.sentence.text, before
    ):
        return False
    return tells(one.sentence, beside.get(1, ""), one.passage.article)


def _adds(one: Candidate, covers: float, first: Candidate, best: float) -> bool:
    """Whether it is of the first sentence's article, or covers nearly as much as that one."""
    return one.passage.article.id == first.passage.article.id or covers >= _WEAK * best


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
    covers: Sequence[float],
    lacking: Sequence[float],
    chosen: Sequence[tuple[int, float]],
) -> float:
    if not chosen or all(term.raw[0].isdecimal() for term in question.terms):
        return 0.0  # a number alone asks nothing
    nearest = max((n for n, _ in chosen), key=lambda n: covers[n] * (1 - lacking[n]))
    covered = _QUOTED * covers[nearest] + (1 - _QUOTED) * max(covers)
    return covered * (1 - lacking[nearest])


def _uncovered(
    question: Question, found: Sequence[Candidate], covers: Sequence[float]
) -> tuple[str, ...]:
    """What no passage has; else, of a short question, what is not beside its names at best."""
    every = frozenset(range(len(question.terms)))
    lacking = every.difference(*(c.around | c.near for c in found))
    named = [n for n, c in enumerate(found) if about(question, c)]
    if named and not lacking and tightness(question) >= _SHORT:
        best = found[max(named, key=covers.__getitem__)]
        lacking = frozenset(i for i in every if best.degrees[i] < 1)
    return tuple(map(_cut, question.whole(sorted(lacking))[:_MOST_UNCOVERED]))


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def _nearest(found: Sequence[Candidate], weights: Sequence[float]) -> tuple[Scored, ...]:
    """The sentence that covers most of the question in each of the three nearest articles."""
    scored = [Scored(c.sentence, c.passage, share(c.near, weights)) for c in found]
    best: dict[str, Scored] = {}
    for one in sorted(scored, key=lambda s: -s.score):
        best.setdefault(one.sentence.article_id, one)
    return tuple(best.values())[:_MOST]
