"""What later reports leave of a line: an event stays one, what was open then may be settled since.

A line is worth less the more of the reports are later than it: little less where it tells what has
happened, much less where it tells how things stood, what was expected, or what had not happened.
Deliberately no comparing of what they tell, which words decide too rarely: "NASA has two new dates
in mind" has none of "the rocket lifted off". English only; in other languages all are events.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date

from qa.briefing.lines import Line
from qa.briefing.tolls import overtaken
from qa.briefing.verbs import lasts
from qa.evidence.relative_dates import mentions

# Read by eye in the briefings of ten topics, and of ten others held out until the end: of 93 and
# 105 headlines and points 20 and 19 were overtaken by a later article before, and of 102 and 120
# now 4 and 8 are (what is told on its last day, "will sign today", and topics of seven articles).
# With .7 for what is open trifles of the past stand where a forecast stood before; what an event
# loses, 0 to .5, changes 5 of 32 headlines.
_AGED = 0.15  # of its salience is what an event loses, where all other reports are later
_SETTLED = 0.9  # what is open does
_PAST_DUE = 0.4  # of the rest, where the day that it looks ahead to has come since
_OUTGROWN = 0.5  # of the rest, where what it counts is more by now
# Of its salience: a line with less left is told no more. What is open is gone where two in five
# reports are later, what is an event never.
STALE = 0.65


def by_lateness(stories: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines of each story, best first, by what later reports leave of them.

    Later are those of all stories where they are on one topic, else those of the same story.
    """
    everything = [line for lines in stories for line in lines]
    days = _days(everything) if any(line.topic for line in everything) else None
    outgrown = overtaken(everything) if days is not None else set[Line]()
    return [_ranked(lines, _days(lines) if days is None else days, outgrown) for lines in stories]


def _days(lines: Iterable[Line]) -> list[date]:
    """When each report was published."""
    return list({line.origin: line.day for line in lines if line.day}.values())


def _ranked(lines: Iterable[Line], days: Sequence[date], outgrown: AbstractSet[Line]) -> list[Line]:
    grown = {True: _OUTGROWN, False: 1.0}
    rated = [replace(x, left=_left(x, days) * grown[x in outgrown]) for x in lines]
    return sorted(rated, key=lambda line: -line.worth)


def _left(line: Line, days: Sequence[date]) -> float:
    """How much of a line's worth is left, 0 to 1."""
    if line.day is None or not days:
        return 1.0
    later = sum(day > line.day for day in days) / len(days)
    if line.language[:2] != "en" or lasts(line.text):
        return 1 - _AGED * later
    due = _PAST_DUE if later and _is_due(line, line.day, max(days)) else 1.0
    return (1 - _SETTLED * later) * due


def _is_due(line: Line, day: date, last: date) -> bool:
    """Whether a day that it looks ahead to is over."""
    ahead = [m.last for m in mentions(line.text, day) if m.last > day]
    return bool(ahead) and max(ahead) < last
