"""Whether a translation has its original's months and weekdays, and no others.

In languages that join words a name may be part of one: "Februartage", "Dienstagabend". Where an
evening or a night is told, German, French and Spanish may name the day that it leads to: "in der
Nacht zum Freitag". Deliberately no dates in digits beyond a month's number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from qa.evidence.facts import Facts
from qa.translation.languages import primary

DENSE = frozenset({"zh", "ja", "ko", "yue", "wuu"})  # a character is a word
_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_JOINING = frozenset({"de", "lb", "nl", "sv", "da", "no", "nn", "is", "fi", "et", "hu"})
_JOINED = 4  # letters of what is joined to a name of four: "Julihälfte", but "Julian"
_LONG = 5  # letters: such a name has endings of its own
_ALSO = {"de": (("sonnabend", 5),)}  # beside CLDR's names
_NIGHT = re.compile(r"\b(?:(?:over|mid)?nights?|late|evening|early)\b", re.IGNORECASE)
_LEADING_TO = {
    "de": r"nacht (?:zum?|auf)(?: den)? ({})",
    "fr": r"nuit d[eu] (?:\w+) (?:à|au) ({})",
    "es": r"(?:noche del? \w+ al|madrugada del?) ({})",
}


def fault(read: Facts, translated: str, source: str, target: str) -> str | None:
    """The month or weekday that a translation of ``read`` lacks or adds; None: none."""
    dates = {token.key for token in read.tokens if token.kind == "date"}
    text = _without_names(read, translated).lower()
    for what, english in (("months", _MONTHS), ("days", _WEEKDAYS)):
        told = {n for n, name in enumerate(english) if name in dates}
        if primary(source) != "en":
            told |= _found(_forms(what, source) or (), read.text.lower(), primary(source))
        forms = _forms(what, target)
        if forms is None:
            continue
        if what == "days" and _NIGHT.search(read.text):
            text = _night_before(text, forms, told, primary(target))
        there = _found(forms, text, primary(target))
        numbered = {n for n in told if what == "months" and _has_number(translated, n + 1)}
        if told - there - numbered:
            return f"lacks {english[min(told - there - numbered)].title()}"
        if there - told:
            return f"adds {english[min(there - told)].title()}"
    return None


def _without_names(read: Facts, translated: str) -> str:
    """A translation without names that it has as they were: "Lund" is no "lundi"."""
    names = {re.escape(token.raw) for token in read.tokens if token.kind == "name"}
    return re.sub(rf"\b(?:{'|'.join(names)})\b", " ", translated) if names else translated


def _has_number(text: str, number: int) -> bool:
    return any(int(digits) == number for digits in re.findall(r"\d+", text))


def _forms(what: str, target: str) -> list[tuple[str, int]] | None:
    """Names of months or weekdays, the longest first, with their numbers from 0; None: unknown."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(target, sep="-")
    except (UnknownLocaleError, ValueError):
        return None
    table = locale.months if what == "months" else locale.days
    widths = ("wide", "abbreviated") if primary(target) in DENSE else ("wide",)
    forms = {
        (str(name).lower(), int(number) - (what == "months"))
        for use in ("format", "stand-alone")
        for width in widths
        for number, name in table[use].get(width, {}).items()
    }
    if any(name.startswith("m") and name[1:].isdigit() for name, _ in forms):  # CLDR has none
        return None
    forms |= set(_ALSO.get(primary(target), ())) if what == "days" else set()
    return sorted(forms, key=lambda each: -len(each[0]))


def _night_before(
    text: str, forms: Iterable[tuple[str, int]], told: Iterable[int], code: str
) -> str:
    """A text in which "the night to Friday" is Thursday's, where the original has Thursday."""
    pattern = _LEADING_TO.get(code)
    days = dict(forms) if pattern else {}
    for name, day in days.items():
        before = next((other for other, n in days.items() if n == (day - 1) % 7), "")
        if pattern and (day - 1) % 7 in told and day not in told:
            text = re.sub(pattern.format(name), before, text)
    return text


def _found(forms: Iterable[tuple[str, int]], text: str, code: str) -> set[int]:
    """The numbers of the names that a text has, each place but once."""
    found = set()
    for name, number in forms:
        text, count = re.subn(_pattern(name, code), " ", text)
        if count:
            found.add(number)
    return found


def _pattern(name: str, code: str) -> str:
    if code in DENSE:
        return rf"(?<!\d){re.escape(name)}"
    stem = re.escape(name if len(name) < _LONG else name[:-1])
    if code in _JOINING and len(name) >= _LONG:
        return rf"\w*{stem}\w*"
    if code in _JOINING and len(name) == _LONG - 1:
        return rf"\b{stem}(?:s|\w{{{_JOINED},}})?\b"
    return rf"\b{stem}\w{{0,3}}\b" if len(name) >= _LONG else rf"\b{stem}\b"
