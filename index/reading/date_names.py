"""Names of months and of zones as newspapers write them.

Months in English, German, French, Spanish, Italian, Portuguese and Dutch. Deliberately not
all zones of the world: those that stand beside dates in the news.
"""

from __future__ import annotations

from datetime import UTC, timedelta, timezone, tzinfo
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


def month(name: str) -> int:
    """The number of the month that ``name`` is, in full or short; 0 where it is none."""
    return _MONTHS.get(_plain(name), 0)


def _plain(name: str) -> str:
    """The name in small letters without accents: "März", "août", "FÉVR"."""
    letters = normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if letter.isalpha())


def zone(name: str | None) -> tzinfo | None:
    """The zone that ``name`` ("CET", "ET", "+02:00") is, UTC for no name; None if not known."""
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
