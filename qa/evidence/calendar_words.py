"""Words that name a day: months, weekdays and their abbreviations, "yesterday".

``date_key`` tells whether a word is one, and gives "Jan." and "January" one key. Deliberately no
reckoning of which day is meant (`qa.evidence.relative_dates`). English only.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.words import Word

_MONTHS = {
    name: name
    for name in (
        "january february march april may june july august september october november december"
    ).split()
}
_MONTHS |= {name[:3]: name for name in _MONTHS} | {"sept": "september"}
_WEEKDAYS = {
    name: name for name in "monday tuesday wednesday thursday friday saturday sunday".split()
}
_WEEKDAYS |= {"tue": "tuesday", "tues": "tuesday", "wed": "wednesday", "thu": "thursday",
              "thur": "thursday", "thurs": "thursday", "fri": "friday"}  # fmt: skip
_RELATIVE_DAYS = frozenset({"yesterday", "today", "tomorrow", "tonight"})
# Months that are also words: dates only with a capital inside a sentence, or beside a number.
_AMBIGUOUS = frozenset({"may", "march", "mar", "dec", "jan", "jun", "sep", "wed", "fri"})


def beside_month(words: Sequence[Word], at: int, end: int) -> bool:
    """Whether a month stands before ``words[at]`` or within two words from ``words[end]``."""
    around = [*words[max(0, at - 1) : at], *words[end : end + 2]]
    return any(w.raw.lower().rstrip(".") in _MONTHS for w in around)


def date_key(words: Sequence[Word], at: int) -> str | None:
    """The key of the day or month that ``words[at]`` names; None where it is another word."""
    raw = words[at].raw
    lower = raw.lower().rstrip(".")
    key = _MONTHS.get(lower) or _WEEKDAYS.get(lower) or (lower if lower in _RELATIVE_DAYS else None)
    if key is None or (lower not in _AMBIGUOUS and key != lower and not raw[0].isupper()):
        return None
    if lower in _AMBIGUOUS or len(lower) <= 3:
        beside = [*words[max(0, at - 1) : at], *words[at + 1 : at + 2]]
        if not any(w.raw[0].isdecimal() for w in beside) and not (raw[0].isupper() and at > 0):
            return None
    return key
