"""The headline: what has happened that later reports most tell of, not what led to it.

Deliberately no judgement of a single line, which is `Line.is_event` and `Line.eventful`, and none
of how often it is told again, which is `retelling`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qa.briefing.lines import Line
from qa.briefing.plan import Plan

# Of the worth of a headline, for each story that is heavier, without and with a topic.
_LIGHTER, _BESIDE = 0.7, 0.98
# Where only the day of publication is known, and where nobody knows on which day it was.
_PUBLISHED, _UNDATED = 0.9, 0.8


def headline(plan: Plan, stories: Sequence[Sequence[Line]]) -> Line | None:
    """The main fact of all stories; else the best line of the heaviest."""
    whole = [[line for line in lines if not line.parts] for lines in stories]
    rated = sorted(_events(whole), key=lambda each: -each[0])
    event = next((line for _, line in rated if plan.fits(line)), None)
    best = (plan.best(lines, first=True) for lines in whole)
    return event or next((line for line in best if line), None)


def _events(stories: Sequence[Sequence[Line]]) -> Iterator[tuple[float, Line]]:
    """What has happened, with what speaks for it as the headline."""
    for number, lines in enumerate(stories):
        for line in lines:
            if line.is_event:
                lighter = (_BESIDE if line.topic else _LIGHTER) ** number
                yield line.worth * line.eventful * line.retold * lighter * _dated(line), line


def _dated(line: Line) -> float:
    if line.when is None:
        return _UNDATED
    return 1.0 if line.when.stated else _PUBLISHED
