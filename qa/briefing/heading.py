"""The headline: what has happened that tells most of the topic, and later reports most tell of.

What a line is worth is weighed by how many of the topic's words it has, by how far later reports
repeat it, and a little by how late it is told: an outcome before what led to it. Deliberately no
reading of sentences, which is `Line.is_event`, and none of other reports, which is `retelling`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from qa.briefing.lines import Line
from qa.briefing.plan import Plan

# Of 43 topics that have a line which tells the outcome, by eye, 38 have such a one on top, and 37
# to 39 with an exponent of 2/3 and with .6 or .8 for the earliest. With another factor for what the
# first clause has of the topic 34 have; that a name is in it, or none quoted, changes nothing.
# Of 12 other topics, held out until the end, 11 had a headline that was good or would do.
_TELLING = 0.5
_EARLIEST = 0.7
_SECOND = 0.9  # what does not open its article
# Of the worth of a headline, for each story that is heavier, without and with a topic.
_LIGHTER, _BESIDE = 0.7, 0.98
# Where only the day of publication is known, and where nobody knows on which day it was.
_PUBLISHED, _UNDATED = 0.9, 0.8


def headline(plan: Plan, stories: Sequence[Sequence[Line]]) -> Line | None:
    """The main fact of all stories; else the best line of the heaviest."""
    whole = [[line for line in lines if not line.parts] for lines in stories]
    event = next(filter(plan.fits, by_weight(whole)), None)
    best = (plan.best(lines, first=True) for lines in whole)
    return event or next((line for line in best if line), None)


def by_weight(stories: Sequence[Sequence[Line]]) -> list[Line]:
    """What has happened, in the order of what speaks for it as the headline."""
    days = sorted({x.origin: x.day or date.min for lines in stories for x in lines}.values())
    rated = sorted(_events(stories, days), key=lambda each: -each[0])
    return [line for _, line in rated]


def _events(
    stories: Iterable[Iterable[Line]], days: Sequence[date]
) -> Iterator[tuple[float, Line]]:
    for number, lines in enumerate(stories):
        for line in lines:
            if line.is_event:
                lighter = (_BESIDE if line.topic else _LIGHTER) ** number
                telling = (line.covers * line.retold) ** _TELLING
                yield line.worth * telling * lighter * _late(line, days) * _dated(line), line


def _late(line: Line, days: Sequence[date]) -> float:
    """How many reports are not later, and whether it opens its own."""
    before = bisect_right(days, line.day or date.min) / len(days)
    opens = 1.0 if line.sentence.ordinal == 0 else _SECOND
    return (_EARLIEST + (1 - _EARLIEST) * before) * opens


def _dated(line: Line) -> float:
    if line.when is None:
        return _UNDATED
    return 1.0 if line.when.stated else _PUBLISHED
