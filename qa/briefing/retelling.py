"""How far later reports tell again what a line tells: its salience beyond its own article.

A report is looked through for the pairs of words that stand together in a line; what most reports
on a topic repeat is its main fact ("19 children and two teachers were killed"), and of two of them
the later one is it of which more of the reports since know. So an outcome is in front of what led
to it, however many told of that before (as frequent co-occurring words, "basic elements", mark
what belongs in a summary: Hovy, Lin and Zhou, 2005). Names count once, and who says it, and when,
do not. Deliberately no judgement whether two lines say the same, which is `sameness`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations

from qa.briefing.contents import read
from qa.briefing.lines import Line

Pair = tuple[str, str]

# Of a line's pairs the ones most told of: those of four words, which hold who did what to whom.
_CORE = 6
# What is expected of reports that are not there: the last one has none after it.
_UNSEEN, _EXPECTED = 4, 0.15
_WEIGHT = 0.25  # of salience, for what every later report repeats


def retold(lines: Sequence[Line]) -> list[Line]:
    """The lines, in order, with the share of later reports among them that repeat each, 0 to 1."""
    days = {line.origin: line.day or date.min for line in lines}
    pairs = [list(combinations(_words(line), 2)) for line in lines]
    told: defaultdict[Pair, set[str]] = defaultdict(set)
    for line, own in zip(lines, pairs, strict=True):
        for pair in own:
            told[pair].add(line.origin)
    return [_with(x, own, told, days) for x, own in zip(lines, pairs, strict=True)]


def _with(
    line: Line, own: Collection[Pair], told: Mapping[Pair, set[str]], days: Mapping[str, date]
) -> Line:
    """Of the reports that are not earlier, how many repeat the core of a line."""
    day = line.day or date.min
    later = {origin for origin in days if origin != line.origin and days[origin] >= day}
    counts = sorted((len(told[pair] & later) for pair in own), reverse=True)[:_CORE]
    share = sum(counts) / _CORE / (len(later) + _UNSEEN)
    expected = _UNSEEN * _EXPECTED / (len(later) + _UNSEEN)
    salience = min(1.0, line.salience + _WEIGHT * share)
    return replace(line, salience=salience, retold=share + expected)


def _words(line: Line) -> Iterator[str]:
    """What it tells, but for the words of the topic, sorted."""
    told = read(line.text, line.language, line.day)
    within = {key for run in told.names for key in run[:-1]}
    words = {key for key in told.words if key not in within}
    numbers = {f"{n.value}{n.unit}" for n in told.numbers}
    yield from sorted(words.union(numbers) - line.topic_keys)
