"""The days of a timeline put in order: which lines stand, and which comes first on one day.

Deliberately no reading of sentences (`timeline`) and no choice of lines (`composing`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from datetime import date

from qa.answers import Event
from qa.briefing.timeline import Dated

_SAME = 0.4  # of the shorter line's words: so much two lines on one event have in common


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """By the day; on one day what happened then before what is the news of its evening."""
    return tuple(sorted(events, key=_place))


def _place(event: Event) -> tuple[date, bool, date]:
    published = event.point.claim.citations[0].article.published
    return event.day, not event.stated, published.date() if published else date.max


def settled(dates: Sequence[tuple[Set[str], Dated]]) -> list[bool]:
    """Which lines (keys of their words, days) stand: of two on one event the surer day does.

    Of two of the same day the first does.
    """
    stands = []
    for at, (keys, when) in enumerate(dates):
        others = [(n, d) for n, (k, d) in enumerate(dates) if n != at and _alike(k, keys)]
        surer = any(d.day != when.day and _sure(d) > _sure(when) for _, d in others)
        stands.append(not surer and not any(n < at and d.day == when.day for n, d in others))
    return stands


def _alike(one: Set[str], other: Set[str]) -> bool:
    return len(one & other) >= _SAME * max(1, min(len(one), len(other)))


def _sure(when: Dated) -> int:
    """A date is surer than a weekday, and that than the day of publication."""
    return when.stated + (when.stated and not when.words)
