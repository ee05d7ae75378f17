"""Where articles give different numbers, or days, for the same thing.

``disagreements(sentences)`` compares sentences of different articles: two of them that share a
name and most of their words, in which the same noun is counted, or the same thing dated, and
the figures cannot both be right ("more than 165 attacks", "at least 150 attacks").
Deliberately shy, since a false alarm costs the reader more than a missed one: nothing is said of
sentences that name different people, places, times or units, that have several such figures, or
that share only a few words. Which figure is right, or newer, is not judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import NamedTuple

from index.articles import Sentence
from qa.bounds import with_bound
from qa.facts import Facts, Token, facts
from qa.library import Published
from qa.numerals import Quantity
from qa.relative_dates import Mention, mentions

_SHARED = 4  # content words, the counted noun among them
_OVERLAP = 0.5  # of the shorter sentence's content words
_AFTER = 3  # words after a number in which what it counts is found


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One thing that sentences of different articles put differently."""

    what: str  # the words they share, as the first of them writes them
    values: tuple[tuple[int, str], ...]  # position in the sentences, the figure as written


class _Figure(NamedTuple):
    """A number and the nouns that it may count."""

    token: Token
    quantity: Quantity
    counted: tuple[Token, ...]  # the words after it, nearest first


class _Read(NamedTuple):
    at: int
    facts: Facts
    words: dict[str, Token]  # content words but numbers and dates, by key
    names: frozenset[str]
    figures: tuple[_Figure, ...]
    days: tuple[Mention, ...]


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
    found: dict[str, tuple[str, dict[int, str]]] = {}
    for one, other in combinations(read, 2):
        if sentences[one.at].article_id != sentences[other.at].article_id:
            for key, what, first, second in _differing(one, other):
                values = found.setdefault(key, (what, {}))[1]
                values.setdefault(one.at, first)
                values.setdefault(other.at, second)
    return tuple(Disagreement(what, tuple(sorted(v.items()))) for what, v in found.values())


def _read(at: int, sentence: Sentence, day: date | None, language: str) -> _Read:
    text = facts(sentence.text, language)
    content = [t for t in text.tokens if t.kind in {"word", "name"}]
    return _Read(
        at=at,
        facts=text,
        words={t.key: t for t in content if t.quantity is None},
        names=frozenset(t.key for t in content if t.kind == "name"),
        figures=tuple(_figures(text)),
        days=tuple(m for m in mentions(sentence.text, day) if m.first == m.last) if day else (),
    )


def _figures(text: Facts) -> Iterator[_Figure]:
    for at, token in enumerate(text.tokens):
        quantity = token.quantity
        if quantity is None or token.kind != "number" or quantity.ordinal or _is_date(text, at):
            continue
        after = text.tokens[at + 1 : at + 1 + _AFTER]
        stop = next((n for n, t in enumerate(after) if t.kind in {"stop", "number"}), len(after))
        yield _Figure(token, quantity, tuple(t for t in after[:stop] if t.kind == "word"))


def _is_date(text: Facts, at: int) -> bool:
    token = text.tokens[at]
    beside = (*text.tokens[max(0, at - 1) : at], *text.tokens[at + 1 : at + 2])
    year = len(token.raw) == 4 and token.raw.isdecimal() and token.raw[:2] in {"19", "20"}
    return year or any(t.kind == "date" for t in beside)


def _differing(one: _Read, other: _Read) -> Iterator[tuple[str, str, str, str]]:
    """The key, the shared words and both figures, for each thing the two put differently."""
    shared = [t for key, t in one.words.items() if key in other.words]
    if not _same_event(one, other, shared):
        return
    for noun, first, second in _counts(one, other):
        if not _compatible(first.quantity, second.quantity):
            yield noun, _what(shared), _written(one, first.token), _written(other, second.token)


def _same_event(one: _Read, other: _Read, shared: Sequence[Token]) -> bool:
    """Whether both tell the same of the same: enough words, a name, and no name instead."""
    shorter = min(len(one.words), len(other.words))
    if len(shared) < _SHARED or len(shared) < _OVERLAP * shorter:
        return False
    ours, theirs = one.names - other.words.keys(), other.names - one.words.keys()
    return bool(one.names & other.names) and not (ours and theirs)


def _counts(one: _Read, other: _Read) -> Iterator[tuple[str, _Figure, _Figure]]:
    """Figures of both that count the same noun, where each has only one of it."""
    for figure in one.figures:
        for noun in figure.counted[:2]:
            ours = [f for f in one.figures if noun.key in _keys(f)]
            theirs = [f for f in other.figures if noun.key in _keys(f)]
            if len(ours) == len(theirs) == 1:
                yield noun.key, figure, theirs[0]
                break


def _keys(figure: _Figure) -> list[str]:
    return [t.key for t in figure.counted[:2]]


def _compatible(one: Quantity, other: Quantity) -> bool:
    """Whether both figures can be right, or are of different things."""
    return one.unit != other.unit or one.value == other.value or one.agrees(other) or (
        other.agrees(one)
    )  # fmt: skip


def _written(read: _Read, token: Token) -> str:
    return with_bound(read.facts.text, token.start, token.end)


def _what(shared: Sequence[Token]) -> str:
    ordered = sorted(shared, key=lambda t: t.start)
    return " ".join(t.raw for t in ordered[:8])
