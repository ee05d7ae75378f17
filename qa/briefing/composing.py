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
from typing import NamedTuple

from qa.briefing.lines import OPENING, Line

# Two lines that share so much of the shorter one's words say the same. Set by eye: in briefings
# on a dozen topics no two lines told the same. It is strict, since a line lost is easily replaced.
_SAME = 0.5
_BELOW = 0.92  # of the words: so much is filled before it is looked for what fits
MARGIN = 0.1  # above or below; 15 % are promised
# Of the words, at most, while other parts still want some.
_SAID, _DATED, _UNKNOWN = 0.16, 0.16, 0.10
_FAIR = 0.6  # of the best line's salience in its story: what is less is not worth a place
_WORTH = 0.3  # salience below which a line of no part is shown

Wanted = Callable[[Line], bool]


class Given(NamedTuple):
    """A headline or point that somebody else has written."""

    story: int  # from 0
    words: int
    keys: AbstractSet[str]  # of its words


@dataclass(slots=True)
class Plan:
    """Which lines stand in which part, in the order of reading."""

    words: int  # that were asked for
    headline: Line | None = None
    points: list[Line] = field(default_factory=list)
    said: list[Line] = field(default_factory=list)
    dated: list[Line] = field(default_factory=list)  # for the timeline, besides the points
    unknown: list[Line] = field(default_factory=list)
    told: list[AbstractSet[str]] = field(default_factory=list)  # keys of what is said already
    used: int = 0  # words
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
        """Whether what is said already says this."""
        return any(alike(line.keys, keys) for keys in self.told)

    def take(self, part: list[Line], line: Line) -> None:
        """Put a line into one of the parts."""
        part.append(line)
        self.note(line.words, line.keys)

    def note(self, words: int, keys: AbstractSet[str]) -> None:
        """From now on this is said."""
        self.used += words
        self.told.append(keys)


def alike(one: AbstractSet[str], other: AbstractSet[str]) -> bool:
    """Whether two lines with these words say the same."""
    return len(one & other) >= _SAME * max(1, min(len(one), len(other)))


def compose(
    stories: Sequence[Sequence[Line]],
    words: int,
    told: Iterable[AbstractSet[str]] = (),
    holds: Wanted = lambda _: True,
    given: Sequence[Given] = (),
) -> Plan:
    """The parts of a briefing of ``words`` words from the lines of each story, best first.

    ``told`` are the words of lines that are not to be said again, and ``given`` are headline and
    points that are written already; only a line that ``holds`` is shown.
    """
    plan = Plan(words, told=list(told), holds=holds)
    for each in given:
        plan.note(each.words, each.keys)
        plan.counts[each.story] += 1
    shown = [[line for line in lines if line.new] for lines in stories]
    if not given:
        _headline(plan, shown)
    everything = sorted((line for lines in shown for line in lines), key=lambda x: -x.salience)
    _points(plan, shown, until=1 - _SAID - _DATED - _UNKNOWN)
    _some(plan, plan.unknown, [x for x in everything if x.is_unknown], _UNKNOWN)
    _some(plan, plan.said, [x for x in everything if x.speaker], _SAID, lambda x: x.speaker)
    stated = [x for x in everything if x.when and x.when.stated]
    _some(plan, plan.dated, stated, _DATED, lambda x: x.when and x.when.day)
    _points(plan, shown, until=_BELOW)
    _fill(plan, everything)
    return plan


def _headline(plan: Plan, stories: Sequence[Sequence[Line]]) -> None:
    """The best line of the heaviest story that has any which fits."""
    for lines in stories:
        found = _best(plan, lines, first=True)
        if found:
            plan.headline = found
            plan.note(found.words, found.keys)
            plan.counts[found.story] += 1
            return


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
