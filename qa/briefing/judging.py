"""Lines judged by the reports beside them: how far they are told again, and what is left of them.

Where all stories are on one topic, the reports of all of them are looked through, else those of the
same story. Deliberately no measure of its own: see `retelling`, `lateness` and `tolls`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from qa.briefing.lateness import aged
from qa.briefing.lines import Line
from qa.briefing.retelling import retold
from qa.briefing.tolls import Count, of_one_place, tolls


class Judged(NamedTuple):
    """The lines of each story, best first, and the counts in them that grew."""

    stories: tuple[tuple[Line, ...], ...]
    chains: tuple[tuple[Count, ...], ...] = ()  # of a topic; the latest count first


def judged(stories: Sequence[Sequence[Line]]) -> Judged:
    """The lines of each story with what they are worth beside the others, best first."""
    everything = [line for lines in stories for line in lines]
    if not any(line.topic for line in everything):
        return Judged(tuple(_best_first(aged(retold(lines))) for lines in stories))
    repeated = retold(everything)
    counted = tolls(repeated)
    rated = iter(aged(repeated, {line for toll in counted for line in toll.outgrown}))
    found = tuple(_best_first([next(rated) for _ in lines]) for lines in stories)
    return Judged(found, tuple(toll.counts for toll in of_one_place(counted)))


def _best_first(lines: Sequence[Line]) -> tuple[Line, ...]:
    return tuple(sorted(lines, key=lambda line: -line.worth))
