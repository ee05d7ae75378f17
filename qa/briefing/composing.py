"""Lines of all stories to the parts of a briefing, within a number of words.

Stories come in order of weight, one key point each before any gets a second; no line repeats
another (as in maximal marginal relevance, Carbonell and Goldstein, 1998, with a bound in place of
a trade-off). Deliberately blind to where words come from: lines are lines, whoever wrote them.
What is on no topic is composed `by_story`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta

from qa.briefing.heading import headline
from qa.briefing.lateness import STALE
from qa.briefing.lines import Line
from qa.briefing.plan import MARGIN, WORTH, Given, Plan, Wanted
from qa.briefing.sameness import Said, compare
from qa.briefing.tallies import comparable
from qa.briefing.withdrawals import denials

BELOW = 0.92  # of the words: so much is filled before it is looked for what fits
# Of the words, at most, while other parts still want some.
_SAID, _DATED, _UNKNOWN = 0.16, 0.16, 0.10
_RETOLD, _MOST_RETOLD = 0.05, 4  # of salience, for each other report that tells of the same day
_MAIN = 0.35  # of later reports, that repeat what is a main fact whatever story it is of
_STILL = timedelta(days=7)  # before the last report: what was not known may be known since


def compose(
    stories: Sequence[Sequence[Line]],
    words: int,
    told: Iterable[Said] = (),
    holds: Wanted = lambda _: True,
    given: Sequence[Given] = (),
) -> Plan:
    """The parts of a briefing of ``words`` words from the lines of each story, as `judged`.

    ``told`` are lines that are not to be said again, and ``given`` are headline and
    points that are written already; only a line that ``holds`` is shown.
    """
    plan = Plan(words, earlier=tuple(told), holds=holds)
    for each in given:
        plan.note(each.words, each.said)
        plan.counts[each.story] += 1
    shown = tellable(stories)
    if not given:
        _head(plan, shown)
        _main_fact(plan, shown)
    everything = sorted((line for lines in shown for line in lines), key=lambda x: -x.worth)
    _points(plan, shown, until=1 - _SAID - _DATED - _UNKNOWN)
    answer(plan, everything)
    _some(plan, plan.unknown, _unknown(everything), _UNKNOWN)
    _some(plan, plan.said, [x for x in everything if x.speaker], _SAID, lambda x: x.speaker)
    _some(plan, plan.dated, _dated(everything), _DATED, lambda x: x.when and x.when.day)
    _points(plan, shown, until=BELOW)
    _fill(plan, everything)
    plan.roomy = True
    _fill(plan, everything)
    answer(plan, everything)
    plan.points = _beside(plan)
    return plan


def tellable(stories: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The new lines of each story that nothing later has settled, best first."""
    return [[x for x in lines if x.new and x.left >= STALE] for lines in stories]


def _head(plan: Plan, stories: Sequence[Sequence[Line]]) -> None:
    found = headline(plan, stories)
    if found:
        plan.headline = found
        plan.note(found.words, found.said)
        plan.counts[found.story] += 1


def _main_fact(plan: Plan, stories: Sequence[Sequence[Line]]) -> None:
    """The first key point: what most later reports look back to, if the headline is not that."""
    lines = (line for each in stories for line in each)
    facts = (x for x in lines if x.is_event and x.retold >= _MAIN and x.worth >= WORTH)
    main = next(
        filter(plan.fits, sorted(facts, key=lambda x: -x.retold * x.worth * x.covers)), None
    )
    if main:
        plan.take(plan.points, main)
        plan.counts[main.story] += 1


def _dated(lines: Sequence[Line]) -> list[Line]:
    """Lines with a day of their own, those of a day that many reports tell of first.

    That a day is told of often, and looked back to, is what best tells it from another (Tran,
    Alrifai and Nguyen, "Predicting relevant news events for timeline summaries", 2013).
    """
    stated = [(x, x.when.day) for x in lines if x.when and x.when.stated]
    reports = Counter(day for day, _ in {(day, x.origin) for x, day in stated})
    rated = [(x.worth + _RETOLD * min(_MOST_RETOLD, reports[day] - 1), x) for x, day in stated]
    return [x for _, x in sorted(rated, key=lambda each: -each[0])]


def _unknown(lines: Sequence[Line]) -> list[Line]:
    """What is not known by the last reports."""
    last = max((x.day for x in lines if x.day), default=date.max)
    return [x for x in lines if x.is_unknown and (x.day is None or x.day >= last - _STILL)]


def answer(plan: Plan, lines: Sequence[Line]) -> None:
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
            if comparable(line, other):
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
        found = plan.best(stories[at], first=not plan.counts[at])
        if found:
            plan.take(plan.points, found)
            plan.counts[at] += 1
        else:
            left.remove(at)


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
        if line.worth < WORTH or used >= share * plan.words:
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
            plan.take(_part(plan, line), line)


def _part(plan: Plan, line: Line) -> list[Line]:
    """Where one more line of a story that is told stands: by who says it, or when it was."""
    if line.is_unknown or line.speaker:
        return plan.unknown if line.is_unknown else plan.said
    return plan.dated if line.when and line.when.stated else plan.points
