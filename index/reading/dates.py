"""What newspapers write as a date, as an aware moment in UTC.

Deliberately never guesses: "03/04/2024" can mean two days and gives None, as does anything that
needs today's date ("yesterday", "2 hours ago"). Months are read in English, German, French,
Spanish, Italian, Portuguese and Dutch.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from enum import IntEnum
from unicodedata import normalize
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_NAMES_OF_MONTHS = (
    "january february march april may june july august september october november december",
    "januar februar marz april mai juni juli august september oktober november dezember",
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "janner feber maerz apr mai jun jul aug sept okt nov dez",  # Austrian, and without umlauts
    "jan feb mrt apr mei jun jul aug sep okt nov dec",
)
_SHORTEST = 3  # letters that a month may be shortened to


def _months() -> dict[str, int]:
    """Months by their names and by every beginning of one that can be no other month's."""
    meant: dict[str, set[int]] = {}
    for names in _NAMES_OF_MONTHS:
        for number, name in enumerate(names.split(), start=1):
            for length in range(_SHORTEST, len(name) + 1):
                meant.setdefault(name[:length], set()).add(number)
    return {name: min(numbers) for name, numbers in meant.items() if len(numbers) == 1}


_MONTHS = _months()
_ZONES = {  # hours from UTC, of names that mean one offset all the year round
    "utc": 0, "gmt": 0, "z": 0, "bst": 1, "cet": 1, "cest": 2, "eet": 2, "eest": 3,
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
    "jst": 9, "kst": 9, "hkt": 8, "sgt": 8, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13,
    "wet": 0, "west": 1, "msk": 3,
}  # fmt: skip
_SUMMER_AND_WINTER = {  # names that mean one of two offsets, by the day
    "et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver",
    "pt": "America/Los_Angeles",
}  # fmt: skip
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
    return Exactness.ZONED if time["zone"] and _zone(time["zone"]) else Exactness.LOCAL


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
        return _MONTHS.get(_plain(name), 0), int(parts["day"] or 0)
    if parts.get("either") is not None:
        one, two = int(parts["either"] or 0), int(parts["other"] or 0)
        if one <= 12 and two <= 12 and one != two:
            raise ValueError("day and month could be either way round")
        return (two, one) if one > 12 else (one, two)
    return int(parts["month"] or 0), int(parts["day"] or 0)


def _plain(name: str) -> str:
    """The name in small letters without accents: "März", "août", "FÉVR"."""
    letters = normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if letter.isalpha())


def _with_time(day: datetime, rest: str) -> datetime:
    match = _TIME.search(rest)
    zone: tzinfo | None = _zone(match["zone"]) if match else None
    if match is None or zone is None:
        return day
    hour = int(match["hour"])
    if half := match["half"]:
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    try:
        seconds = int(match["second"] or 0)
        return day.replace(hour=hour, minute=int(match["minute"]), second=seconds, tzinfo=zone)
    except ValueError:
        return day


def _zone(name: str | None) -> tzinfo | None:
    if name is None:
        return UTC
    if name.lower() in _SUMMER_AND_WINTER:
        return _by_day(_SUMMER_AND_WINTER[name.lower()])
    if name[0] in "+-":
        hours, minutes = int(name[1:3]), int(name[-2:])
        sign = -1 if name[0] == "-" else 1
        return timezone(sign * timedelta(hours=min(hours, 23), minutes=min(minutes, 59)))
    hours_east = _ZONES.get(name.lower())
    return None if hours_east is None else timezone(timedelta(hours=hours_east))


def _by_day(name: str) -> ZoneInfo | None:
    """A zone with its summer time; None on a machine that has no table of zones."""
    try:
        return ZoneInfo(name)
    except ZoneInfoNotFoundError:
        return None
