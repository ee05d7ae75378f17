"""The lines of a briefing that deny or withdraw what others of it tell.

What takes back what is read in `qa.evidence.withdrawals`.
Deliberately no judgement who is right: what somebody denies stands beside the denial.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from qa.evidence.withdrawals import answers

if TYPE_CHECKING:
    from qa.briefing.lines import Line


def denials(lines: Sequence[Line], told: Sequence[Line]) -> Iterator[tuple[Line, Line]]:
    """Those of ``lines`` that deny or withdraw something, each with what of ``told`` it denies."""
    for line in lines:
        if line.takes_back:
            yield from ((line, other) for other in told if _takes_back(line, other))


def _takes_back(line: Line, other: Line) -> bool:
    if line is other or other.takes_back or (line.day and other.day and line.day < other.day):
        return False
    return answers(line.keys, other.keys, other.text, line.topic_keys)
