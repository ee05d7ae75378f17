"""Numbers of citations as people type them: "[1, 2]", "[1-3]", "#3", "3?", each as "[3]".

Deliberately no look at which numbers there are (`talk`), and no number within a sentence but in
brackets: "What happened to the 3?" and "the #1 song" are about something else.
"""

from __future__ import annotations

import re

_GROUP = re.compile(r"\[\s*(\d{1,100}(?:\s*(?:[-–,;&]|and)\s*\d{1,100})*)\s*\]")
_RANGE = re.compile(r"(\d+)\s*[-–]\s*(\d+)|(\d+)")
# Nothing but a number. One of four digits is a year rather than a citation.
_BARE = re.compile(
    r"(?P<lead>(?:and|what\s+about|how\s+about)\s+)?(?:(?:number|no\.?)\s+|#)?"
    r"\(?(?P<number>\d{1,3}|\d{5,100})\)?\s*(?P<mark>[?.!]*)",
    re.IGNORECASE,
)
_MOST = 20  # of a range; of a longer one its ends are meant


def spelled_out(question: str) -> str:
    """``question`` with every citation that it names as "[3]"; else as it is."""
    bare = _BARE.fullmatch(question.strip())
    if bare:
        return f"{bare['lead'] or ''}[{int(bare['number'])}]{bare['mark']}"
    return _GROUP.sub(lambda group: _each(group[1]), question)


def _each(numbers: str) -> str:
    found: list[int] = []
    for first, last, one in _RANGE.findall(numbers):
        start, end = sorted((int(first or one), int(last or one)))
        found += range(start, end + 1) if end - start < _MOST else (start, end)
    return " ".join(f"[{number}]" for number in dict.fromkeys(found))
