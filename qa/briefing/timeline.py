"""The day of what a sentence tells: the one it names, else the day it was published.

Deliberately no guess: a sentence that names two days has none of its own, and a bare weekday that
would be still to come is not taken for one, since "will" may stand beside what is over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from qa.evidence.relative_dates import mentions

# "Russia's Feb. 24 invasion", told in September, is nearer to the next February. What is to come
# is told days before; further off, a day without a year is not taken for the future.
_TO_COME = timedelta(days=60)
# "Tuesday" in an article of a Monday is rather the day after, in what was added to it since.
_OTHER_WEEK = timedelta(days=6)
_WEEKDAY = re.compile(r"(?:Last |last )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")


class Dated(NamedTuple):
    """A day, and whether the sentence names it itself."""

    day: date
    stated: bool  # False: it is the day of publication


def dated(sentence: str, published: date | None, topic: str = "") -> Dated | None:
    """When what ``sentence`` tells happened, in an article ``published`` then; None: not known.

    A day that is part of the ``topic`` ("January 6 hearings") is a name and no date.
    """
    named = tuple(topic[m.start : m.end].casefold() for m in mentions(topic, published))
    found = [
        (m.first, sentence[m.start : m.end])
        for m in mentions(sentence, published)
        if m.first == m.last and not sentence[m.start : m.end].casefold().startswith(named)
    ]
    days = {day for day, _ in found}
    day = days.pop() if len(days) == 1 else None
    if day and not (published and _doubtful([words for _, words in found], day - published)):
        return Dated(day, stated=True)
    return Dated(published, stated=False) if published else None


def _doubtful(written: Sequence[str], ahead: timedelta) -> bool:
    """Whether a day may be another: far ahead, or a bare weekday that is not one of the last."""
    elsewhere = ahead > timedelta(0) or ahead <= -_OTHER_WEEK
    return ahead > _TO_COME or (elsewhere and all(map(_WEEKDAY.fullmatch, written)))
