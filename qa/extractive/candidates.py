"""Every sentence of the retrieved passages, with what speaks for its answering the question.

``candidates`` measures each sentence by a few features, all of them 0 to 1, higher is better but
for ``asks`` and ``label``; ``agree`` adds one that needs all sentences scored once. What each
feature is worth is said where they are weighed (`qa.extractive`).
Deliberately no choice among the sentences, and nothing remembered from one question to the next.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from index.articles import Passage, Sentence
from qa.extractive.questions import Question
from qa.extractive.readings import Reading, read_sentence

DEFAULT_LANGUAGE = "en"

_DAY = timedelta(days=1)
_AGE_UNIT = 7.0  # days: a week makes news old
_OLDEST = 3650.0  # days: older articles are all equally old
_UNDATED = 365.0  # days: the age taken for an article without a date

Terms = frozenset[int]  # indices into the question's terms


@dataclass(frozen=True, slots=True)
class Features:
    """What speaks for one sentence; a share is that of the question's words by their weight."""

    passage: float  # its passage's score, of the best passage's
    around: float  # share that its passage and the headline have
    asked: float  # share of the asking sentence's words that it has
    told: float  # share of the words other than names that it has (of all, where all are names)
    early: float  # 1 for an article's first sentence, 1/2 for its second, …
    fresh: float  # 1 for the newest article found, falling with the logarithm of its age
    figure: float  # 1 where it has a figure of the kind asked for; 0 where no figure is asked
    asks: float  # 1 where it is itself a question
    label: float  # 1 where it is a byline, a note of the source, or the headline again


@dataclass(frozen=True, slots=True)
class Candidate:
    """One sentence in its passage, with what of the question is found where."""

    sentence: Sentence
    passage: Passage
    reading: Reading
    own: Terms  # in it
    near: Terms  # in it, its neighbours, the headline and the year of publication
    around: Terms  # in its passage, the headline and the year of publication
    answers: frozenset[str]  # keys of names, numbers or dates that the question does not have
    features: Features


def candidates(
    question: Question, passages: Sequence[Passage], weights: Sequence[float]
) -> list[Candidate]:
    """Every sentence of ``passages``, in their order; ``weights`` are those of the terms.

    Of sentences of the same words only the first is kept: a syndicated article says nothing twice.
    """
    best = max((p.score for p in passages), default=0.0)
    dates = [p.article.published for p in passages if p.article.published]
    newest = max(dates, default=None)
    found: dict[tuple[str, ...], Candidate] = {}
    for passage in passages:
        standing = (passage.score / best if best > 0 else 1.0, freshness(passage, newest))
        for candidate in _of_passage(question, passage, weights, standing):
            found.setdefault(candidate.reading.keys, candidate)
    return list(found.values())


def share(found: Terms, weights: Sequence[float], of: Terms | None = None) -> float:
    """The share, by weight, of all terms (or of ``of``) that are in ``found``; 0 of none."""
    total = sum(weights) if of is None else sum(weights[i] for i in of)
    return sum(weights[i] for i in found if of is None or i in of) / total if total else 0.0


def freshness(passage: Passage, newest: datetime | None) -> float:
    """1 for the newest article, 0 for one ten years older, by its age's logarithm."""
    published = passage.article.published
    age = _UNDATED if newest is None or published is None else (newest - published) / _DAY
    return max(0.0, 1 - math.log1p(age / _AGE_UNIT) / math.log1p(_OLDEST / _AGE_UNIT))


def agree(found: Sequence[Candidate], scores: Sequence[float], fall: float) -> list[float]:
    """How far other articles bring up the same possible answers, 0 to 1 for each candidate.

    Each article votes once for every possible answer in its sentences, by the best of them: a
    vote counts e times less with every ``fall`` that its sentence's score lies below the best
    score. A candidate has the votes of its most voted answer, of the most that any answer has.
    """
    best = max(scores, default=0.0)
    votes: dict[str, dict[str, float]] = {}
    for candidate, score in zip(found, scores, strict=True):
        vote = math.exp((score - best) / fall)
        for answer in candidate.answers:
            cast = votes.setdefault(answer, {})
            voter = candidate.passage.article.id
            cast[voter] = max(cast.get(voter, 0.0), vote)
    totals = {answer: sum(cast.values()) for answer, cast in votes.items()}
    most = max(totals.values(), default=1.0)
    return [max((totals[a] for a in c.answers), default=0.0) / most for c in found]


def _of_passage(
    question: Question, passage: Passage, weights: Sequence[float], standing: tuple[float, float]
) -> Iterator[Candidate]:
    language = passage.article.language or DEFAULT_LANGUAGE
    index = {key: i for i, key in enumerate(question.keys(language))}
    headline = read_sentence(passage.article.title, language)
    title = _terms_in(headline, index)
    readings = [read_sentence(s.text, language) for s in passage.sentences]
    own = [_terms_in(reading, index) for reading in readings]
    outside = title | _dated(question, passage)
    around = outside.union(*own)
    asked = frozenset(i for i, term in enumerate(question.terms) if term.is_asked)
    others = _others(question)
    covered = share(around, weights)
    for n, (sentence, reading) in enumerate(zip(passage.sentences, readings, strict=True)):
        features = Features(
            passage=standing[0],
            around=covered,
            asked=share(own[n], weights, asked),
            told=share(own[n], weights, others),
            early=1 / (1 + sentence.ordinal),
            fresh=standing[1],
            figure=_has_figure(question, reading, index),
            asks=float(reading.asks),
            label=float(reading.is_label or reading.keys == headline.keys),
        )
        near = outside.union(*own[max(0, n - 1) : n + 2])
        answers = _answers(question, reading, index)
        yield Candidate(sentence, passage, reading, own[n], near, around, answers, features)


def _others(question: Question) -> Terms:
    """The terms but for names; all where there are only names, or every noun has a capital."""
    every = frozenset(range(len(question.terms)))
    if question.is_german:
        return every
    return every - {i for i in every if question.terms[i].is_name} or every


def _dated(question: Question, passage: Passage) -> Terms:
    """The terms that are the year the article appeared in: an article seldom says its own."""
    published = passage.article.published
    year = str(published.year) if published else None
    return frozenset(i for i, term in enumerate(question.terms) if term.raw == year)


def _terms_in(reading: Reading, index: Mapping[str, int]) -> Terms:
    return frozenset(index[key] for key in reading.keys if key in index)


def _answers(question: Question, reading: Reading, index: Mapping[str, int]) -> frozenset[str]:
    """Keys of what could be the answer: numbers, dates or names that the question does not have."""
    if question.wanted in {"money", "percentage", "number"}:
        offered: Iterable[str] = reading.numbers
    elif question.wanted == "date":
        offered = reading.dates
    else:
        offered = (key for run in reading.names for key in run)
    return frozenset(key for key in offered if key not in index)


def _has_figure(question: Question, reading: Reading, index: Mapping[str, int]) -> float:
    if question.wanted == "number":
        return float(any(key not in index for key in reading.numbers))
    return float(question.wanted in reading.shapes)
