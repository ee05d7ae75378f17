"""Lines to a briefing that goes by story: what is new, whatever it is about.

Each story has a heading, the line that says most of what the titles of its articles say, and
points under it, as many as its weight has words for; how many stories are told follows the words.
So a line that needs its story ("the material") has it above. Deliberately no parts besides: who
says what, and what is not known, stands under its story.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from qa.briefing.composing import BELOW, answer, compose, tellable
from qa.briefing.lines import Line
from qa.briefing.plan import FAIR, STATE, WORTH, Given, Plan, Wanted, worthy
from qa.briefing.salience import content
from qa.briefing.sameness import Said
from qa.briefing.stories import Story
from qa.briefing.survey import Survey

# A heading with a point or two under it: of more stories a reader learns too little of each.
_WORDS_A_STORY, _FEWEST = 40, 3
_BEGINS = 5  # words of a line that say whom or what it is about
# Likeness of a heading to the titles: with less it does not say what the story is about ("The
# Capitol is located at Washington Street"), and the story waits until the others are told. Seen on
# the 36 first stories of three days. (No heading is a title: of the 45 of three days 24 are cut
# off, and none passes the check against its own article, as it is quoted from no sentence.)
_ABOUT = 0.1
_SECOND = 0.9  # what does not open its article: as in `heading`
_OVER = 1.15  # of its share is what a story's last line may come to

Titles = Mapping[str, float]


def story_count(words: int) -> int:
    """How many stories a briefing of so many words tells, where these have enough to tell."""
    return max(_FEWEST, words // _WORDS_A_STORY)


def titles(story: Story) -> Titles:
    """The words of its articles' titles by key, each with the share of them that has it."""
    leads = story.leads
    found = Counter(key for x in leads for key in content(x.text.partition("\n")[0], x.language))
    return {key: count / len(leads) for key, count in found.items()}


def composed(found: Survey, holds: Wanted = lambda _: True, given: Sequence[Given] = ()) -> Plan:
    """The plan of a briefing: of what is on a topic in parts, else by story. See `compose`."""
    order = found.order
    if order.topic:
        return compose(found.lines, order.words, found.told, holds, given)
    titled = [titles(story) for story in found.stories[: len(found.lines)]]
    return compose_by_story(found.lines, titled, order.words, found.told, holds, given)


def compose_by_story(
    stories: Sequence[Sequence[Line]],
    titled: Sequence[Titles],
    words: int,
    told: Iterable[Said] = (),
    holds: Wanted = lambda _: True,
    given: Sequence[Given] = (),
) -> Plan:
    """The points of a briefing of ``words`` words, story by story, the heading of each first.

    See `compose`; ``titled`` are the `titles` of each story. The plan has no parts besides.
    """
    plan = Plan(words, earlier=tuple(told), holds=holds)
    for each in given:
        plan.note(each.words, each.said)
        plan.counts[each.story] += 1
    shown = tellable(stories)
    spent = Counter({each.story: each.words for each in given})
    _headings(plan, shown, titled, spent, story_count(words))
    answer(plan, _of(plan, shown))
    _under(plan, shown, spent, _OVER)
    _headings(plan, shown, titled, spent)
    _under(plan, shown, spent, math.inf)
    plan.roomy = True
    _under(plan, shown, spent, math.inf)
    answer(plan, _of(plan, shown))
    plan.points.sort(key=lambda line: line.story)
    return plan


def _headings(
    plan: Plan,
    stories: Sequence[Sequence[Line]],
    titled: Sequence[Titles],
    spent: Counter[int],
    most: int | None = None,
) -> None:
    """A heading for the first stories that have a good one, until so many are told; else any."""
    least = _ABOUT if most else 0.0
    for number, lines in enumerate(stories):
        if len(plan.counts) >= (most or len(stories)) or plan.used >= BELOW * plan.words:
            return
        if not plan.counts[number] and (found := _heading(plan, lines, titled[number], least)):
            _take(plan, found, spent)


def _heading(plan: Plan, lines: Sequence[Line], titled: Titles, least: float) -> Line | None:
    """The line that says best what a story is about."""
    able = (x for x in worthy(lines) if not x.parts and _likeness(x, titled) >= least)
    whole = sorted(able, key=lambda x: -_telling(x, titled))
    best = next(filter(plan.fits, whole), None)
    return best or next((line for line in whole if plan.fits(line, near=True)), None)


def _telling(line: Line, titled: Titles) -> float:
    told = line.worth * line.retold * (1 if line.is_event else STATE)
    told *= 1 if line.sentence.ordinal == 0 else _SECOND
    return told * _likeness(line, titled)


def _likeness(line: Line, titled: Titles) -> float:
    """How much of the titles a line says, and how much of what it begins with, 0 to 1."""
    begins = list(content(line.text, line.language))[:_BEGINS]
    whole = sum(titled.get(key, 0.0) for key in line.keys) / (sum(titled.values()) or 1.0)
    return (whole + sum(key in titled for key in begins) / _BEGINS) / 2


def _shares(plan: Plan, stories: Sequence[Sequence[Line]]) -> dict[int, float]:
    """The words that each story which is told may have, by how many reports there are of it."""
    reports = {number: len({line.origin for line in stories[number]}) for number in plan.counts}
    weights = {number: 1 + math.log2(1 + count) for number, count in reports.items()}
    total = sum(weights.values()) or 1.0
    return {number: plan.words * weight / total for number, weight in weights.items()}


def _under(plan: Plan, stories: Sequence[Sequence[Line]], spent: Counter[int], most: float) -> None:
    """One more line of the story that has least of its share, as long as there are any to tell.

    No story gets more than ``most`` times its share, and where there is a limit, only lines that
    are nearly as good as its best.
    """
    shares = _shares(plan, stories)
    left = set(shares)
    while left and plan.used < BELOW * plan.words:
        at = min(left, key=lambda story: (spent[story] / shares[story], story))
        lines = (x for x in stories[at] if x.worth >= WORTH and x not in plan.points)
        least = FAIR * stories[at][0].worth if most < math.inf else WORTH
        fitting = (line for line in lines if line.worth >= least and plan.fits(line))
        room = most * shares[at] - spent[at]
        found = next((line for line in fitting if line.words <= room), None)
        if found:
            _take(plan, found, spent)
        else:
            left.remove(at)


def _take(plan: Plan, line: Line, spent: Counter[int]) -> None:
    plan.take(plan.points, line)
    plan.counts[line.story] += 1
    spent[line.story] += line.words


def _of(plan: Plan, stories: Sequence[Sequence[Line]]) -> list[Line]:
    """The lines of the stories that are told."""
    return [line for number in sorted(plan.counts) for line in stories[number]]
