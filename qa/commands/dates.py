"""Days as people type them on a command line: 2024-04-23, 2024-04, yesterday, 7d.

Deliberately no guessing: 03/04/2024 is refused, since it is another day in another country.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from index.errors import UsageError

_FORMS = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?")
_AGO = re.compile(r"(?P<count>\d{1,5})\s*(?P<unit>d|days?|w|weeks?)(?:\s+ago)?")


def first_day(text: str, setting: str, today: date) -> date:
    """The day that ``text`` means, or the first day of the month or year that it means.

    Raises ``UsageError`` that names ``setting``.
    """
    return _period(text, setting, today)[0]


def last_day(text: str, setting: str, today: date) -> date:
    """The day that ``text`` means, or the last day of the month or year that it means."""
    return _period(text, setting, today)[1]


def _period(text: str, setting: str, today: date) -> tuple[date, date]:
    words = text.strip().lower()
    relative = {"today": 0, "yesterday": 1}
    try:
        if words in relative:
            return (day := today - timedelta(days=relative[words])), day
        if match := _AGO.fullmatch(words):
            weeks = match["unit"].startswith("w")
            day = today - timedelta(days=int(match["count"]) * (7 if weeks else 1))
            return day, day
        if match := _FORMS.fullmatch(words):
            return _calendar_period(match)
    except (ValueError, OverflowError):
        pass
    raise UsageError(
        f"{setting} '{text}' is not a date", "write it as 2024-04-23, 2024-04, yesterday or 7d"
    )


def _calendar_period(match: re.Match[str]) -> tuple[date, date]:
    year, month, day = int(match["year"]), match["month"], match["day"]
    if day:
        return (only := date(year, int(month), int(day))), only
    if month:
        first = date(year, int(month), 1)
        return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return date(year, 1, 1), date(year, 12, 31)
