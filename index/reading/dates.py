"""What newspapers write as a date, as an aware moment in UTC.

Deliberately never guesses: "03/04/2024" can mean two days and gives None, as does anything that
needs today's date ("yesterday", "2 hours ago"). Which names of months and zones are known is said
in `date_names`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import IntEnum

from index.reading.date_names import month, zone

_DAYS = tuple(
    re.compile(rf"(?<!\w){pattern}(?!\d)", re.IGNORECASE)
    for pattern in (
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})",
        r"(?P<name>[^\W\d_]{3,10})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})",
        r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|[.º°])?\s+(?:(?:day )?of\s+|de\s+)?"
        r"(?P<name>[^\W\d_]{3,10})\.?,?\s+(?:del?\s+)?(?P<year>\d{4})",
        r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})",
        r"(?P<either>\d{1,2})/(?P<other>\d{1,2})/(?P<year>\d{4})",
        r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日",
        r"(?P<year>\d{4})년\s?(?P<month>\d{1,2})월\s?(?P<day>\d{1,2})일",
    )
)
_TIME = re.compile(
    r"(?<![\d:])(?P<hour>\d{1,2})(?:[:.]|\s?h\s?)(?P<minute>\d{2})(?::(?P<second>\d{2}))?"
    r"(?:\s*(?:uhr|uur|hrs?|h)\b)?\s*(?P<half>[ap]\.?m\b\.?)?\s*(?P<zone>[a-z]{1,5}\b|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_AROUND = re.compile(
    r"\b(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend|mo|di|mi|do|fr|sa|so"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo"
    r"|(?:luned|marted|mercoled|gioved|venerd)[iì]|sabato|domenica"
    r"|(?:segunda|ter[cç]a|quarta|quinta|sexta)(?:-feira)?"
    r"|(?:maan|dins|woens|donder|vrij|zater|zon)dag"
    r"|published|posted|updated|ver[oö]ffentlicht|erschienen|aktualisiert|publi[eé]e?|mis [aà] jour"
    r"|publicad[oa]|actualizado|atualizado|pubblicato|aggiornato|gepubliceerd"
    r"|on|at|t|am|den|der|um|le|el|il|em|op|del?|[aà]s?|las|alle|ore|om)(?!\w)",
    re.IGNORECASE,
)
# A date that these stand before is when an article was changed, not when it was published.
UPDATED = re.compile(
    r"\b(?:(?:last )?(?:updated|modified|edited|revised)|aktualisiert|ge[aä]ndert|zuletzt"
    r"|mis [aà] jour|modifi[eé]e?|actualizad[oa]|atualizad[oa]|modificad[oa]|aggiornat[oa]"
    r"|modificato|bijgewerkt|gewijzigd)\b",
    re.IGNORECASE,
)
_LONGEST = 80  # characters; more is a sentence that mentions a date

# Dates before newspapers are markers for "unknown" (0001-01-01 in .NET, 1900 in spreadsheets is
# left: there are archives).
_FIRST_YEAR = 1600
_MILLISECONDS = 100_000_000_000  # epoch numbers above are in milliseconds: as seconds, year 5138


def parse_date(value: object) -> datetime | None:
    """The moment that ``value`` (text, or seconds or milliseconds since 1970) names, in UTC.

    A date alone is its midnight in UTC; a time without a zone is taken as UTC; a time in a zone
    that is not known is dropped. None where there is no one certain reading.
    """
    if isinstance(value, datetime):
        return _in_utc(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _from_epoch(value)
    if not isinstance(value, str) or not value.strip() or len(value) > _LONGEST:
        return None
    return _from_text(value.strip())


class Exactness(IntEnum):
    """How exactly a text names a moment."""

    DAY = 0
    LOCAL = 1  # a time, but not where
    ZONED = 2


def exactness(text: str) -> Exactness:
    """How exactly ``text``, which is a date, names its moment."""
    try:
        moment = datetime.fromisoformat(text.strip())
        if moment.tzinfo:
            return Exactness.ZONED
        return Exactness.LOCAL if ":" in text else Exactness.DAY
    except ValueError:
        pass
    rest = text
    for pattern in _DAYS:
        if match := pattern.search(text):
            rest = text[: match.start()] + " " + text[match.end() :]
            break
    time = _TIME.search(rest)
    if time is None:
        return Exactness.DAY
    return Exactness.ZONED if time["zone"] and zone(time["zone"]) else Exactness.LOCAL


def is_only_date(text: str) -> bool:
    """Whether ``text`` is a date and nothing else but a weekday, a time, or "Published"."""
    return beside_date(text) == ""


def beside_date(text: str) -> str | None:
    """What a text that names a date has beside it, a weekday, a time; None where it names none."""
    if parse_date(text) is None:
        return None
    rest = text
    for pattern in (*_DAYS, _TIME, _AROUND, UPDATED):
        rest = pattern.sub(" ", rest, count=1)
    rest = _AROUND.sub(" ", rest).strip()
    return rest if re.search(r"\w", rest) else ""


def dates_in(text: str) -> Iterator[datetime]:
    """The days that are named with their year anywhere in ``text``."""
    found = (match[0] for pattern in _DAYS for match in pattern.finditer(text))
    return (moment for stated in found if (moment := parse_date(stated)))


def _from_epoch(number: float) -> datetime | None:
    try:
        seconds = number / 1000 if abs(number) >= _MILLISECONDS else number
        return datetime.fromtimestamp(seconds, UTC) if seconds else None
    except (ValueError, OverflowError, OSError):
        return None


def _from_text(text: str) -> datetime | None:
    try:
        return _in_utc(datetime.fromisoformat(text))
    except ValueError:
        return _from_words(text)


def _in_utc(moment: datetime) -> datetime | None:
    if moment.year < _FIRST_YEAR:
        return None
    try:
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _from_words(text: str) -> datetime | None:
    for pattern in _DAYS:
        if match := pattern.search(text):
            break
    else:
        return None
    try:
        day = datetime(int(match["year"]), *_month_and_day(match.groupdict()))
    except ValueError:
        return None
    return _in_utc(_with_time(day, text[: match.start()] + " " + text[match.end() :]))


def _month_and_day(parts: dict[str, str | None]) -> tuple[int, int]:
    """Month and day of a match. Raises ``ValueError`` where they could be two different days."""
    if (name := parts.get("name")) is not None:
        return month(name), int(parts["day"] or 0)
    if parts.get("either") is not None:
        one, two = int(parts["either"] or 0), int(parts["other"] or 0)
        if one <= 12 and two <= 12 and one != two:
            raise ValueError("day and month could be either way round")
        return (two, one) if one > 12 else (one, two)
    return int(parts["month"] or 0), int(parts["day"] or 0)


def _with_time(day: datetime, rest: str) -> datetime:
    match = _TIME.search(rest)
    where = zone(match["zone"]) if match else None
    if match is None or where is None:
        return day
    hour = int(match["hour"])
    if half := match["half"]:
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    try:
        seconds = int(match["second"] or 0)
        return day.replace(hour=hour, minute=int(match["minute"]), second=seconds, tzinfo=where)
    except ValueError:
        return day
