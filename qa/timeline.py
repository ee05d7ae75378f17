"""The day of what a sentence tells: the one it names, else the day it was published.

Deliberately no guess: a sentence that names two days has none of its own, and a day of the week
that would be still to come is not taken for one, since "will" may stand beside what is over.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from qa.relative_dates import mentions

# "Russia's Feb. 24 invasion", told in September, is nearer to the next February. What is to come
# is told days before; further off, a day without a year is not taken for the future.
_TO_COME = timedelta(days=60)
_WEEKDAY = re.compile(r"\b(?<!next )(?<!coming )(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")


class Dated(NamedTuple):
    """A day, and whether the sentence names it itself."""

    day: date
    stated: bool  # False: it is the day of publication


def dated(sentence: str, published: date | None, topic: str = "") -> Dated | None:
    """When what ``sentence`` tells happened, in an article ``published`` then; None: not known.

    A day that is part of the ``topic`` ("January 6 hearings") is a name and no date.
    """
    named = tuple(topic[m.start : m.end].casefold() for m in mentions(topic, published))
    days = {
        m.first
        for m in mentions(sentence, published)
        if m.first == m.last and not sentence[m.start : m.end].casefold().startswith(named)
    }
    day = days.pop() if len(days) == 1 else None
    if day and not (published and day > published and _doubtful(sentence, day - published)):
        return Dated(day, stated=True)
    return Dated(published, stated=False) if published else None


def _doubtful(sentence: str, ahead: timedelta) -> bool:
    return ahead > _TO_COME or bool(_WEEKDAY.search(sentence))
