"""Figures on which outlets differ: which of them do, and how a table shows each.

``tally`` gives a figure with what bounds it and what it counts, "more than 165 times"; ``differ``
says whether figures that `qa.evidence.disagreement` found are of different outlets that speak of
one thing at one time. Deliberately shy: a price that rises from day to day, a toll that is still
counted, one outlet's own series, a range and a guess that was given up are no dispute.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from qa.briefing.lines import Line

_SAME_DAYS = timedelta(days=3)  # as where another report confirms a line

_NUMBER = r"[$£€¥]?\d[\d,.]*"
_RANGE = re.compile(rf"{_NUMBER}(?: \w+)?(?: to |[-–—]| and | or ){_NUMBER}")
# "As of Tuesday", "so far", "have died": another day has another figure.
_RUNNING = re.compile(
    r"\b(?:now|as of|so far|currently|to date|stands? at|stood at|average[sd]?|prices?|"
    r"until now|by "
    r"then|(?:has|have) (?:now |already |since |been )*(?:died|"
    r"killed|dead|injured|wounded|arrested|confirmed|reported|infected|identified|recorded|"
    r"risen|fallen|"
    r"grown|increased|dropped|gained|lost)|reached|topped|"
    r"surpassed|climbed|rose|fell|hit|jumped|dropped|passed|an? (?:day|week|month|year)|daily|rate|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day['’]s (?:count|reading|numbers|figures))\b",
    re.IGNORECASE,
)
# "First said 40,000, but later …": its own sentence gives it up.
_GIVEN_UP = re.compile(
    r"\b(?:first|initially|originally|earlier) (?:said|reported|estimated|put|thought)\b|\blater "
    r"(?:said|corrected|revised|lowered|raised)\b|\b(?:revised|corrected|down|up) from\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?: (?!(?:and|or) \d)(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)"
    r"(?!(?:in|on|at|to|of|for|from|with|by|as|that|which|who|were|was|are|is|"
    r"have|has|had|after|since|before|during|over|under|between|than|when|while|because|the|a|"
    r"an|his|"
    r"her|its|their|but|not|will|would|could|may)\b)[^\W\d][\w’'-]*(?![\w’'-])(?<!ed)){1,4}"
)


class Side(NamedTuple):
    """A figure as a sentence gives it."""

    value: str
    text: str
    outlet: str | None
    day: date | None


def comparable(one: Line, other: Line) -> bool:
    """Whether two outlets may count the same in these: of one story, or of the same days."""
    if one.outlet == other.outlet or one.parts or other.parts:
        return False
    near = one.day and other.day and abs(one.day - other.day) <= _SAME_DAYS
    return one.story == other.story or bool(near)


def tally(text: str, value: str) -> str:
    """``value`` of a sentence with the words that it counts, to the letter."""
    start = text.find(value)
    if start < 0:
        return value
    counted = _COUNTED.match(text, start + len(value))
    return (
        text[start : counted.end()].removesuffix(" or").removesuffix(" and") if counted else value
    )


def differ(sides: Sequence[Side]) -> bool:
    """Whether different outlets give different figures for one thing, as far as can be told."""
    if any(_GIVEN_UP.search(side.text) or _is_range(side) for side in sides):
        return False
    if len({side.day for side in sides}) > 1 and any(_RUNNING.search(side.text) for side in sides):
        return False
    outlets = {side.outlet for side in sides}
    return len(outlets) > 1 and all(len(_values(sides, outlet)) == 1 for outlet in outlets)


def _values(sides: Iterable[Side], outlet: str | None) -> set[str]:
    return {side.value for side in sides if side.outlet == outlet}


def _is_range(side: Side) -> bool:
    """Whether the figure is one end of "25,000 to 40,000"."""
    return any(found[0].find(side.value.split()[-1]) >= 0 for found in _RANGE.finditer(side.text))
