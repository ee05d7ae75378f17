"""The headline: the main fact of a story, the heavier and the newer the rather.

Deliberately no judgement of a single line, which is `Line.is_fact` and `Line.eventful`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import chain

from qa.briefing.lines import OPENING, Line
from qa.briefing.plan import Plan, alike, worthy

# Of the best one's worth: what is newer may be so much less. Set by eye on 34 headlines.
_NEWEST = 0.85
_AGREED, _MOST_AGREEING = 0.05, 3  # of salience, for each report that opens with the same
_SAME_DAYS = timedelta(days=3)
# Of the worth of a headline, for each story that is heavier; how many are looked at. Set by eye on
# 20 topics: with .93, or with all stories, five of them are headed by something beside the matter.
_LIGHTER, _HEAVIEST = 0.7, 3


def headline(plan: Plan, stories: Sequence[Sequence[Line]]) -> Line | None:
    """The main fact of one of the heaviest stories; else the best line of the heaviest."""
    whole = [[line for line in lines if not line.parts] for lines in stories]
    facts = (_event(plan, whole, dated) for dated in (True, False))
    best = (plan.best(lines, first=True) for lines in whole)
    return next((found for found in chain(facts, best) if found), None)


def _event(plan: Plan, stories: Sequence[Sequence[Line]], dated: bool) -> Line | None:
    """The best of the main facts of the stories."""
    facts = (_fact(plan, lines, dated) for lines in stories[:_HEAVIEST])
    rated = [(worth * _LIGHTER**n, fact) for n, (worth, fact) in enumerate(facts) if fact]
    return max(rated, key=lambda each: each[0])[1] if rated else None


def _fact(plan: Plan, lines: Sequence[Line], dated: bool) -> tuple[float, Line | None]:
    """The newest of a story's best lines that tells what has happened, and how good it is."""
    facts = [x for x in worthy(lines) if x.is_fact or (not dated and x.is_event)]
    rated = [
        (x.worth * x.eventful + _AGREED * _agreeing(x, lines), x) for x in facts if plan.fits(x)
    ]
    best = max((worth for worth, _ in rated), default=0.0)
    near = [each for each in rated if each[0] >= _NEWEST * best]
    stated = [each for each in near if each[1].when and each[1].when.stated]
    return max(stated or near, key=lambda each: _day(each[1]), default=(0.0, None))


def _day(line: Line) -> date:
    return line.when.day if line.when else line.day or date.min


def _agreeing(line: Line, lines: Sequence[Line]) -> int:
    """How many other reports of the same days open with much the same, as far as they count."""
    days = [x for x in lines if x.day and line.day and abs(x.day - line.day) <= _SAME_DAYS]
    near = (x for x in days if x.sentence.ordinal < OPENING and alike(x.keys, line.keys))
    return min(_MOST_AGREEING, len({x.origin for x in near} - {line.origin}))
