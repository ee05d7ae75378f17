"""Every sentence of the retrieved passages, with what speaks for its answering the question.

``candidates`` measures each sentence by a few features, all of them 0 to 1, higher is better but
for ``asks`` and ``label``; ``agree`` adds one that needs all sentences scored once. What each
feature is worth is said where they are weighed (`qa.extractive`).
Deliberately no choice among the sentences, and nothing remembered from one question to the next.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from index.articles import Passage, Sentence
from qa.extractive.meaning import ALIKE, Degrees, Embed, Meaning
from qa.extractive.offering import Answers, Offering, Weigh
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
    around: Terms  # in its passage, the headline and the year of publication, in any form
    degrees: Degrees  # how far it, its neighbours and the headline have each term
    answers: Answers  # what may be the answer
    features: Features


def candidates(
    question: Question,
    passages: Sequence[Passage],
    weigh: Weigh,
    embed: Embed | None = None,
) -> list[Candidate]:
    """Every sentence of ``passages``, in their order; ``weigh`` says what a word weighs.

    Words are like one another by the vectors that ``embed`` gives them.
    Of sentences of the same words only the first is kept: a syndicated article says nothing twice.
    """
    best = max((p.score for p in passages), default=0.0)
    dates = [p.article.published for p in passages if p.article.published]
    newest = max(dates, default=None)
    words = (word for p in passages for reading in _readings(p) for word in reading.words)
    meaning = Meaning(question, words, embed)
    found: dict[tuple[str, ...], Candidate] = {}
    for passage in passages:
        standing = (passage.score / best if best > 0 else 1.0, freshness(passage, newest))
        for candidate in _Passage(meaning, question, passage, weigh).candidates(standing):
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
    vote counts what the answer does (`offering`), and e times less with every ``fall`` that its
    sentence's score lies below the best score. A candidate has the votes of the most voted answer
    that its words have, of the most that any answer has.
    """
    best = max(scores, default=0.0)
    votes: dict[str, dict[str, float]] = {}
    for candidate, score in zip(found, scores, strict=True):
        vote = math.exp((score - best) / fall)
        for answer, counts in candidate.answers.items():
            cast = votes.setdefault(answer, {})
            voter = candidate.passage.article.id
            cast[voter] = max(cast.get(voter, 0.0), vote * counts)
    totals = {answer: sum(cast.values()) for answer, cast in votes.items()}
    most = max(totals.values(), default=1.0)
    return [
        max((totals.get(key, 0.0) for key in c.reading.keys), default=0.0) / most for c in found
    ]


def _language(passage: Passage) -> str:
    return passage.article.language or DEFAULT_LANGUAGE


def _readings(passage: Passage) -> list[Reading]:
    """The headline, then the sentences."""
    texts = (passage.article.title, *(s.text for s in passage.sentences))
    return [read_sentence(text, _language(passage)) for text in texts]


class _Passage:
    """What of the question one passage has, and where."""

    def __init__(
        self, meaning: Meaning, question: Question, passage: Passage, weigh: Weigh
    ) -> None:
        self._offering = Offering(question, meaning, weigh)
        self._language = language = _language(passage)
        self._question = question
        self._passage = passage
        self._weights = [weigh(term.raw.lower()) for term in question.terms]
        self._headline, *self._sentences = _readings(passage)
        dated = _dated(question, passage)
        title, *self._own = (meaning.degrees(r, language) for r in _readings(passage))
        self._outside = tuple(1.0 if i in dated else d for i, d in enumerate(title))
        self._around = _most(self._outside, *self._own)
        self._asked = frozenset(i for i, term in enumerate(question.terms) if term.is_asked)
        self._others = _others(question)

    def candidates(self, standing: tuple[float, float]) -> Iterator[Candidate]:
        """Each of its sentences; ``standing`` is the passage's score and its freshness."""
        around, written = _alike(self._around), _alike(self._around, 1.0)
        for n, sentence in enumerate(self._passage.sentences):
            near = _most(self._outside, *self._own[max(0, n - 1) : n + 2])
            answers = self._offering.answers(self._sentences[n], self._language)
            yield Candidate(
                sentence,
                self._passage,
                self._sentences[n],
                own=_alike(self._own[n]),
                near=_alike(near),
                around=written,
                degrees=near,
                answers=answers,
                features=self._features(n, around, standing, answers),
            )

    def _features(
        self, n: int, around: Terms, standing: tuple[float, float], answers: Answers
    ) -> Features:
        reading, own, weights = self._sentences[n], _alike(self._own[n]), self._weights
        return Features(
            passage=standing[0],
            around=share(around, weights),
            asked=share(own, weights, self._asked),
            told=share(own, weights, self._others),
            early=1 / (1 + self._passage.sentences[n].ordinal),
            fresh=standing[1],
            figure=float(self._offering.wants_figure and bool(answers)),
            asks=float(reading.asks),
            label=float(reading.is_label or reading.keys == self._headline.keys),
        )


def _most(*degrees: Degrees) -> Degrees:
    """The highest degree of each term."""
    return tuple(map(max, zip(*degrees, strict=True)))


def _alike(degrees: Degrees, least: float = ALIKE) -> Terms:
    return frozenset(i for i, degree in enumerate(degrees) if degree >= least)


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
