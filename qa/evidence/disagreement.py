"""Where articles give different numbers, or days, for the same thing.

``disagreements(sentences)`` compares sentences of different articles: two of them that share a
name and most of their words, in which the same noun is counted, or the same thing dated, and
the figures cannot both be right ("more than 165 attacks", "at least 150 attacks").
Deliberately shy, since a false alarm costs the reader more than a missed one: nothing is said of
sentences that name different people, places, times or units, that have several such figures, or
that share only a few words. Which figure is right, or newer, is not judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from index.articles import Sentence
from index.words import stem
from qa.evidence.bounds import with_bound
from qa.evidence.facts import Facts, Token, facts
from qa.evidence.figures import Figure, figures
from qa.evidence.library import Published
from qa.evidence.numerals import Quantity
from qa.evidence.relative_dates import Mention, mentions
from qa.evidence.vocabulary import canonical, contrary

# Outlets seldom differ in the development data: in the first 20 sentences of all the articles of
# 810 questions six disagreements are found. Five are of the same thing (two of those on two days
# in a row), one counts "two people familiar" with a search. With half the shorter sentence's words
# three of seven were right, without the rules on names, days and other figures a third of 60.
_SHARED = 4  # content words, the counted noun among them
_OF_SHORTER = 0.7  # of the shorter sentence's content words
_DATED = 0.5  # the same where they share two dates
_OF_LONGER = 0.35
_FOR_DAYS = 0.7  # of the longer one's where a day differs: no noun ties it to what happened
_PLAIN = 3  # of the shared words that are no names, dates, or what is counted
_OTHER_NAMES = 2  # names of one sentence that the other does not have
_SAME_DATES = 2  # so many shared dates make it the same, whoever else is named
_APART = timedelta(days=2)  # later, a count has grown rather than been put differently
_ROUNDING = Decimal("0.05")  # of the larger one: "more than 18 million" of 18.5 million
_ALL = 3  # so many words, where the sentences have no others, need no name
# What happens once, so that two years for it are one too many.
_ONCE = frozenset(
    canonical(stem(word))
    for word in "bought founded born died opened closed built married launched created established "
    "sank sunk collapsed abolished signed".split()
)
_WORDS = 8  # shown of what they share


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One thing that sentences of different articles put differently."""

    what: str  # the words they share, as the first of them writes them
    values: tuple[tuple[int, str], ...]  # position in the sentences, the figure as written


class _Found(NamedTuple):
    what: str
    values: dict[int, str]


class _Read(NamedTuple):
    at: int
    article: str
    facts: Facts
    words: dict[str, Token]  # content words and dates, by key
    names: frozenset[str]
    published: date | None
    figures: tuple[Figure, ...]
    times: tuple[Mention, ...]


def disagreements(
    sentences: Sequence[Sentence], *, published: Published | None = None, language: str = "en"
) -> tuple[Disagreement, ...]:
    """What sentences of different articles put differently; positions are those in ``sentences``.

    ``published`` dates the articles by id: without it, days are not compared. English only.
    """
    dates = published or {}
    read = [
        _read(at, s, dates[s.article_id].date() if s.article_id in dates else None, language)
        for at, s in enumerate(sentences)
    ]
    found: dict[tuple[str, frozenset[str]], _Found] = {}
    for one, other in combinations(read, 2):
        if one.article != other.article and not _far_apart(one, other):
            for key, first, second in _differing(one, other):
                shared = one.names & other.names
                what = _what(t for key, t in one.words.items() if key in other.words)
                values = found.setdefault((key, shared), _Found(what, {})).values
                values.setdefault(one.at, first)
                values.setdefault(other.at, second)
    return tuple(
        Disagreement(each.what, tuple(sorted(each.values.items()))) for each in found.values()
    )


def _read(at: int, sentence: Sentence, day: date | None, language: str) -> _Read:
    text = facts(sentence.text, language)
    content = [t for t in text.tokens if t.kind in {"word", "name", "date"}]
    return _Read(
        at=at,
        article=sentence.article_id,
        facts=text,
        words={t.key: t for t in content if t.quantity is None},
        names=frozenset(t.key for t in content if t.kind == "name"),
        published=day,
        figures=figures(text),
        times=mentions(sentence.text, day),
    )


def _far_apart(one: _Read, other: _Read) -> bool:
    return bool(one.published and other.published and abs(one.published - other.published) > _APART)


def _differing(one: _Read, other: _Read) -> Iterator[tuple[str, str, str]]:
    """What is counted, and both figures, for each thing the two put differently."""
    shared = [t for key, t in one.words.items() if key in other.words]
    if _same_once(one, other, shared):
        yield from _years(one, other)
    if not _same_event(one, other, shared) or "respect" in one.words or _contrary(one, other):
        return
    if _same_times(one, other):
        for noun, first, second in _counts(one, other):
            if not _compatible(first.quantity, second.quantity) and _alone(
                one, other, first, second
            ):
                yield noun, _written(one, first.token), _written(other, second.token)
    elif len(shared) >= _FOR_DAYS * max(len(one.words), len(other.words)):
        yield from _days(one, other)


def _contrary(one: _Read, other: _Read) -> bool:
    """Whether one tells of the opposite: killed and injured, opened and closed."""
    mine, theirs = one.words.keys() - other.words.keys(), other.words.keys() - one.words.keys()
    return any(contrary(a, b) for a in mine for b in theirs)


def _same_once(one: _Read, other: _Read, shared: Sequence[Token]) -> bool:
    """Whether all that the shorter one says of something that happens once, the longer says too."""
    shorter = min(one, other, key=lambda read: len(read.words))
    return (
        len(shared) == len(shorter.words) >= _ALL
        and not shorter.figures
        and any(t.raw[:1].isupper() for t in shared)
        and any(t.key in _ONCE for t in shared)
    )


def _years(one: _Read, other: _Read) -> Iterator[tuple[str, str, str]]:
    """The one year that each of them names, where those differ."""
    mine, theirs = (
        [m for m in read.times if (m.first.month, m.first.day) == (1, 1) != (m.last.month, 1)]
        for read in (one, other)
    )
    if len(mine) == len(theirs) == 1 and mine[0].first != theirs[0].first:
        first, second = mine[0], theirs[0]
        yield (
            "",
            one.facts.text[first.start : first.end],
            other.facts.text[second.start : second.end],
        )


def _same_event(one: _Read, other: _Read, shared: Sequence[Token]) -> bool:
    """Whether both tell of the same: enough words, a name, and no name instead."""
    shorter, longer = sorted((len(one.words), len(other.words)))
    if len(shared) == len(one.words) == len(other.words) >= _ALL:
        return True
    plain = sum(t.kind == "word" for t in shared)
    dated = sum(t.kind == "date" for t in shared) >= _SAME_DATES
    share = _DATED if dated else _OF_SHORTER
    if plain < _PLAIN or len(shared) < max(_SHARED, share * shorter, _OF_LONGER * longer):
        return False
    if dated:
        return True
    ours, theirs = one.names - other.words.keys(), other.names - one.words.keys()
    return bool(one.names & other.names) and min(len(ours), len(theirs)) == 0 and (
        max(len(ours), len(theirs)) <= _OTHER_NAMES
    )  # fmt: skip


def _same_times(one: _Read, other: _Read) -> bool:
    """Whether no two times that they name exclude one another."""
    if not one.times or not other.times:
        return True
    return any(a.first <= b.last and b.first <= a.last for a in one.times for b in other.times)


def _days(one: _Read, other: _Read) -> Iterator[tuple[str, str, str]]:
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


def _counts(one: _Read, other: _Read) -> Iterator[tuple[str, Figure, Figure]]:
    """Figures of both that count the same noun, where each has only one of it."""
    for figure in one.figures:
        for noun in figure.counted:
            ours = [f for f in one.figures if noun in f.counted]
            theirs = [f for f in other.figures if noun in f.counted]
            if len(ours) == len(theirs) == 1:
                yield noun, figure, theirs[0]
                break


def _alone(one: _Read, other: _Read, first: Figure, second: Figure) -> bool:
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


def _written(read: _Read, token: Token) -> str:
    return with_bound(read.facts.text, token.start, token.end)


def _what(shared: Iterable[Token]) -> str:
    ordered = sorted(shared, key=lambda t: t.start)
    return " ".join(t.raw for t in ordered[:_WORDS])
