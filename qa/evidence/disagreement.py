"""Where articles give different numbers, or days, for the same thing.

``disagreements(sentences)`` compares sentences of different articles: two of them that share a
name and most of their words, in which the same noun is counted, or the same thing dated, and
the figures cannot both be right ("more than 165 attacks", "at least 150 attacks").
Deliberately shy, since a false alarm costs the reader more than a missed one: nothing is said of
sentences that may tell of different things (`qa.evidence.tellings`), have other units, or several
such figures. Which figure is right, or newer, is not judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from index.articles import Sentence
from qa.evidence.bounds import with_bound
from qa.evidence.facts import Token
from qa.evidence.figures import Figure
from qa.evidence.library import Published
from qa.evidence.quantities import Quantity
from qa.evidence.tellings import (
    Telling,
    far_apart,
    of_opposites,
    same_event,
    same_once,
    same_times,
    tell,
)

_FOR_DAYS = 0.7  # of the longer one's where a day differs: no noun ties it to what happened
_ROUNDING = Decimal("0.05")  # of the larger one: "more than 18 million" of 18.5 million
_WORDS = 8  # shown of what they share


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One thing that sentences of different articles put differently."""

    what: str  # the words they share, as the first of them writes them
    values: tuple[tuple[int, str], ...]  # position in the sentences, the figure as written


class _Found(NamedTuple):
    what: str
    values: dict[int, str]


def disagreements(
    sentences: Sequence[Sentence], *, published: Published | None = None
) -> tuple[Disagreement, ...]:
    """What sentences of different articles put differently; positions are those in ``sentences``.

    ``published`` dates the articles by id: without it, days are not compared. English only.
    """
    dates = published or {}
    read = [tell(at, s, dates.get(s.article_id)) for at, s in enumerate(sentences)]
    found: dict[tuple[str, frozenset[str]], _Found] = {}
    for one, other in combinations(read, 2):
        if one.article != other.article and not far_apart(one, other):
            for key, first, second in _differing(one, other):
                shared = one.names & other.names
                what = _what(t for key, t in one.words.items() if key in other.words)
                values = found.setdefault((key, shared), _Found(what, {})).values
                values.setdefault(one.at, first)
                values.setdefault(other.at, second)
    return tuple(
        Disagreement(each.what, tuple(sorted(each.values.items()))) for each in found.values()
    )


def _differing(one: Telling, other: Telling) -> Iterator[tuple[str, str, str]]:
    """What is counted, and both figures, for each thing the two put differently."""
    shared = [t for key, t in one.words.items() if key in other.words]
    if same_once(one, other, shared):
        yield from _years(one, other)
    if not same_event(one, other, shared) or "respect" in one.words or of_opposites(one, other):
        return
    if same_times(one, other):
        for noun, first, second in _counts(one, other):
            if not _compatible(first.quantity, second.quantity) and _alone(
                one, other, first, second
            ):
                yield noun, _written(one, first.token), _written(other, second.token)
    elif len(shared) >= _FOR_DAYS * max(len(one.words), len(other.words)):
        yield from _days(one, other)


def _years(one: Telling, other: Telling) -> Iterator[tuple[str, str, str]]:
    """The one year that each of them names, where those differ."""
    mine, theirs = (
        [m for m in read.times if (m.first.month, m.last.month) == (1, 12)] for read in (one, other)
    )
    if len(mine) == len(theirs) == 1 and mine[0].first != theirs[0].first:
        first, second = mine[0], theirs[0]
        yield (
            "",
            one.facts.text[first.start : first.end],
            other.facts.text[second.start : second.end],
        )


def _days(one: Telling, other: Telling) -> Iterator[tuple[str, str, str]]:
    """The one day that each of them names, where those differ."""
    if one.figures or other.figures or not len(one.times) == len(other.times) == 1:
        return  # a figure changes with the day it is told on
    mine, theirs = one.times[0], other.times[0]
    if mine.form == theirs.form and mine.first == mine.last and theirs.first == theirs.last:
        if (
            one.published
            and other.published
            and (mine.first - one.published == theirs.first - other.published)
        ):
            return  # each tells of its own day
        first, second = (r.facts.text[r.times[0].start : r.times[0].end] for r in (one, other))
        if first.lower() != second.lower():
            yield "", first, second


def _counts(one: Telling, other: Telling) -> Iterator[tuple[str, Figure, Figure]]:
    """Figures of both that count the same noun, where each has only one of it."""
    for figure in one.figures:
        for noun in figure.counted:
            ours = [f for f in one.figures if noun in f.counted]
            theirs = [f for f in other.figures if noun in f.counted]
            if len(ours) == len(theirs) == 1:
                yield noun, figure, theirs[0]
                break


def _alone(one: Telling, other: Telling, first: Figure, second: Figure) -> bool:
    """Whether nothing else is counted differently, and neither figure is the other's of something.

    With two figures that differ, what is told is another time or case: "70% in six months".
    """
    ours = {t.quantity.value for t in one.facts.tokens if t.quantity}
    theirs = {t.quantity.value for t in other.facts.tokens if t.quantity}
    if first.quantity.value in theirs or second.quantity.value in ours:
        return False
    return not (ours - theirs - {first.quantity.value} and theirs - ours - {second.quantity.value})


def _compatible(one: Quantity, other: Quantity) -> bool:
    """Whether both figures can be right, or are of different things.

    "More than 160" and 165 can; "more than 165" and "at least 150" cannot be all that is known.
    """
    if one.unit != other.unit or one.value == other.value:
        return True
    if one.bound and other.bound:
        return abs(one.value - other.value) <= _ROUNDING * max(one.value, other.value)
    return one.agrees(other) or other.agrees(one)


def _written(read: Telling, token: Token) -> str:
    return with_bound(read.facts.text, token.start, token.end)


def _what(shared: Iterable[Token]) -> str:
    ordered = sorted(shared, key=lambda t: t.start)
    return " ".join(t.raw for t in ordered[:_WORDS])
