"""Lines of all stories to the parts of a briefing, within a number of words.

Stories come in order of weight, one key point each before any gets a second; no line repeats
another (as in maximal marginal relevance, Carbonell and Goldstein, 1998, with a bound in place of
a trade-off). Deliberately blind to where words come from: lines are lines, whoever wrote them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain
from typing import NamedTuple

from qa.briefing.lines import OPENING, Line
from qa.briefing.sameness import Said, compare
from qa.briefing.withdrawals import denials

# Of the shorter one's words: a line that shares so many with one that is told waits until there is
# nothing else to tell, though it says something more. Set by eye on a dozen topics.
_NEAR = 0.5
_BELOW = 0.92  # of the words: so much is filled before it is looked for what fits
MARGIN = 0.1  # above or below; 15 % are promised
# Of the words, at most, while other parts still want some.
_SAID, _DATED, _UNKNOWN = 0.16, 0.16, 0.10
_FAIR = 0.6  # of the best line's salience in its story: what is less is not worth a place
_WORTH = 0.3  # salience below which a line of no part is shown
# Of the best one's worth: what is newer may be so much less. Set by eye on 34 headlines.
_NEWEST = 0.85
_AGREED, _MOST_AGREEING = 0.05, 3  # of salience, for each report that opens with the same
_SAME_DAYS = timedelta(days=3)
# Of the worth of a headline, for each story that is heavier; how many are looked at. Set by eye on
# 20 topics: with .93, or with all stories, five of them are headed by something beside the matter.
_LIGHTER, _HEAVIEST = 0.7, 3
_STILL = timedelta(days=7)  # before the last report: what was not known may be known since

Wanted = Callable[[Line], bool]


class Given(NamedTuple):
    """A headline or point that somebody else has written."""

    story: int  # from 0
    words: int
    said: Said


@dataclass(slots=True)
class Plan:
    """Which lines stand in which part, in the order of reading."""

    words: int  # that were asked for
    headline: Line | None = None
    points: list[Line] = field(default_factory=list)
    said: list[Line] = field(default_factory=list)
    dated: list[Line] = field(default_factory=list)  # for the timeline, besides the points
    unknown: list[Line] = field(default_factory=list)
    earlier: Sequence[Said] = ()  # what an earlier briefing has said
    told: list[Said] = field(default_factory=list)  # what is said already
    used: int = 0  # words
    roomy: bool = False  # words are left: what has most of its words in common may be shown
    counts: Counter[int] = field(default_factory=Counter)  # headline and points of each story
    holds: Callable[[Line], bool] = lambda _: True

    def lines(self) -> Iterator[Line]:
        """Every line, in the order of reading."""
        yield from [self.headline] if self.headline else []
        yield from (*self.points, *self.dated, *self.said, *self.unknown)

    def fits(self, line: Line) -> bool:
        """Whether there is room for a line, and it says something new."""
        roomy = self.used + line.words <= (1 + MARGIN) * self.words
        return roomy and not self.repeats(line) and self.holds(line)

    def repeats(self, line: Line) -> bool:
        """Whether what is said already says this, or, while others wait, hardly less."""
        if any(compare(line.said, told).repeats for told in self.earlier):
            return True
        return any(self._has(line, told) for told in self.told)

    def _has(self, line: Line, told: Said) -> bool:
        found = compare(line.said, told)
        if self.roomy or found.repeats or not alike(line.keys, told.keys):
            return found.repeats
        return not (found.answers or line.takes_back or line.is_unknown)

    def take(self, part: list[Line], line: Line) -> None:
        """Put a line into one of the parts."""
        part.append(line)
        self.note(line.words, line.said)

    def note(self, words: int, said: Said) -> None:
        """From now on this is said."""
        self.used += words
        self.told.append(said)


def alike(one: AbstractSet[str], other: AbstractSet[str]) -> bool:
    """Whether two lines with these words are too near each other while others wait."""
    return len(one & other) >= _NEAR * max(1, min(len(one), len(other)))


def compose(
    stories: Sequence[Sequence[Line]],
    words: int,
    told: Iterable[Said] = (),
    holds: Wanted = lambda _: True,
    given: Sequence[Given] = (),
) -> Plan:
    """The parts of a briefing of ``words`` words from the lines of each story, best first.

    ``told`` are lines that are not to be said again, and ``given`` are headline and
    points that are written already; only a line that ``holds`` is shown.
    """
    plan = Plan(words, earlier=tuple(told), holds=holds)
    for each in given:
        plan.note(each.words, each.said)
        plan.counts[each.story] += 1
    shown = [[line for line in lines if line.new] for lines in stories]
    if not given:
        _headline(plan, shown)
    everything = sorted((line for lines in shown for line in lines), key=lambda x: -x.salience)
    _points(plan, shown, until=1 - _SAID - _DATED - _UNKNOWN)
    _denials(plan, everything)
    _some(plan, plan.unknown, _unknown(everything), _UNKNOWN)
    _some(plan, plan.said, [x for x in everything if x.speaker], _SAID, lambda x: x.speaker)
    stated = [x for x in everything if x.when and x.when.stated]
    _some(plan, plan.dated, stated, _DATED, lambda x: x.when and x.when.day)
    _points(plan, shown, until=_BELOW)
    _fill(plan, everything)
    plan.roomy = True
    _fill(plan, everything)
    _denials(plan, everything)
    plan.points = _beside(plan)
    return plan


def _headline(plan: Plan, stories: Sequence[Sequence[Line]]) -> None:
    """The main fact of a story, the heavier the rather; else the best line of the heaviest."""
    whole = [[line for line in lines if not line.parts] for lines in stories]
    best = (_best(plan, lines, first=True) for lines in whole)
    for found in chain([_event(plan, whole, dated=True), _event(plan, whole, dated=False)], best):
        if found:
            plan.headline = found
            plan.note(found.words, found.said)
            plan.counts[found.story] += 1
            return


def _event(plan: Plan, stories: Sequence[Sequence[Line]], dated: bool) -> Line | None:
    """The best of the main facts of the stories."""
    facts = (_fact(plan, lines, dated) for lines in stories[:_HEAVIEST])
    rated = [(worth * _LIGHTER**n, fact) for n, (worth, fact) in enumerate(facts) if fact]
    return max(rated, key=lambda each: each[0])[1] if rated else None


def _fact(plan: Plan, lines: Sequence[Line], dated: bool) -> tuple[float, Line | None]:
    """The newest of a story's best lines that tells what has happened, and how good it is."""
    facts = [x for x in lines if (x.is_fact or (not dated and x.is_event)) and _worth(x, lines)]
    rated = [
        (x.salience * x.eventful + _AGREED * _agreeing(x, lines), x) for x in facts if plan.fits(x)
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


def _unknown(lines: Sequence[Line]) -> list[Line]:
    """What is not known by the last reports."""
    last = max((x.day for x in lines if x.day), default=date.max)
    return [x for x in lines if x.is_unknown and (x.day is None or x.day >= last - _STILL)]


def _denials(plan: Plan, lines: Sequence[Line]) -> None:
    """What denies or withdraws something that is told, or counts it otherwise, right after it."""
    for line, told in [*denials(lines, [*plan.lines()]), *_counts(plan, lines)]:
        if line not in plan.lines() and plan.fits(line):
            at = plan.points.index(told) + 1 if told in plan.points else 0
            plan.points.insert(at, line)
            plan.note(line.words, line.said)


def _counts(plan: Plan, lines: Sequence[Line]) -> Iterator[tuple[Line, Line]]:
    """Lines of another outlet that have another figure for what is told, each with what it is."""
    told = [line for line in (plan.headline, *plan.points) if line and not line.is_unknown]
    for line in lines:
        for other in told:
            if line.outlet != other.outlet and line.story == other.story:
                found = compare(line.said, other.said)
                if found.answers and "figure" in found.ways:
                    yield line, other


def _beside(plan: Plan) -> list[Line]:
    """The points, where one that denies another, or counts otherwise, stands right after it."""
    head = [plan.headline] if plan.headline else []
    ordered = list(head)
    for line in plan.points:
        near = (n for n, x in enumerate(ordered, 1) if compare(line.said, x.said).answers)
        ordered.insert(next(near, len(ordered)), line)
    return ordered[len(head) :]


def _points(plan: Plan, stories: Sequence[Sequence[Line]], until: float) -> None:
    """One more of the story that has fewest, as long as they are worth it and words are left."""
    left = list(range(len(stories)))
    while left and plan.used < until * plan.words:
        at = min(left, key=lambda story: (plan.counts[story], story))
        found = _best(plan, stories[at], first=not plan.counts[at])
        if found:
            plan.take(plan.points, found)
            plan.counts[at] += 1
        else:
            left.remove(at)


def _best(plan: Plan, lines: Sequence[Line], first: bool) -> Line | None:
    """The best that can be a key point; the first of a story from an article's opening, if any."""
    worthy = [line for line in lines if _worth(line, lines)]
    if first:
        worthy.sort(key=lambda line: line.sentence.ordinal >= OPENING)
    return next(filter(plan.fits, worthy), None)


def _worth(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a line can be a key point: what is not known has a part of its own."""
    return not line.is_unknown and line.salience >= max(_WORTH, _FAIR * lines[0].salience)


def _some(
    plan: Plan,
    part: list[Line],
    lines: Sequence[Line],
    share: float,
    distinct: Callable[[Line], object] = lambda line: line.sentence,
) -> None:
    """The best of ``lines``, of different days or speakers, within a share of the words."""
    seen: set[object] = set()
    used = 0
    for line in lines:
        if line.salience < _WORTH or used >= share * plan.words:
            return
        short = used + line.words <= share * plan.words * 1.5
        if short and distinct(line) not in seen and plan.fits(line):
            seen.add(distinct(line))
            plan.take(part, line)
            used += line.words


def _fill(plan: Plan, lines: Sequence[Line]) -> None:
    """The best of what is left that fits, where the number of words is not reached yet."""
    for line in lines:
        if plan.used >= (1 - MARGIN) * plan.words:
            return
        if plan.fits(line):
            plan.take(plan.unknown if line.is_unknown else plan.points, line)
