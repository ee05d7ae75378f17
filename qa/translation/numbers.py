"""Whether a translation has its original's numbers, in its own notation, and no others.

"1,234.5" is "1.234,5" in German, "three" may be "3" or "drei", "1.2 billion" is "1,2 Milliarden"
and never "1,2 Billionen". Deliberately no number words beyond `foreign_words`: a translator is
asked for digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from qa.evidence.facts import Facts, Token
from qa.evidence.numerals import SCALES as ENGLISH_SCALES
from qa.evidence.numerals import parse_digits
from qa.translation.foreign_words import NUMBERS, OFTEN_NO_NUMBERS, SCALES
from qa.translation.languages import primary

_SPACE = "[ \u00a0\u202f\u2009]"
_DIGITS = re.compile(rf"\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)|\d+(?:[.,'’]\d+)*")
_ARABIC = str.maketrans({"٫": ".", "٬": None})
# What German joins to a number: "dreimal", "dreijährig".
_JOINED = r"(?:(?:mal|fach|jährig|monatig|wöchig|tägig|stündig|minütig|köpfig|stöckig|teilig)\w*)?"
_YEARS = range(1500, 2200)
_AFTERNOON = re.compile(r":\d\d ?p\.?m\b", re.IGNORECASE)
_OCLOCK = re.compile(r"\s?(?:uhr|heures?|horas?)\b", re.IGNORECASE)
_NOON = 12  # "2 p.m." is 14 o'clock elsewhere
_IMPLIED = {"both": 2, "couple": 2, "pair": 2, "twice": 2, "half": 2, "second": 2, "third": 3,
            "triple": 3, "quarter": 4, "fifth": 5, "tenth": 10}  # fmt: skip
# Where numbers stand in another order than in English: "3 of 40" is "40, of which 3".
_OTHER_ORDER = frozenset({"ja", "ko", "tr", "zh", "hi", "ur", "fa", "eu", "hu", "fi"})


class Given(NamedTuple):
    """A number of a translation."""

    value: Decimal
    digits: Decimal  # without "million" behind it
    start: int
    word: str  # as it stands; empty: in digits


def fault(read: Facts, translated: str, target: str) -> str | None:
    """What is wrong with the numbers of a translation of ``read``; None: nothing."""
    stated = [_by_the_clock(t, read.text) for t in read.tokens if t.quantity]
    given = list(_given(translated.translate(_ARABIC), target))
    lacking = [t for t in stated if t.kind == "number" and not _carried(t, given, target)]
    lacking = [t for t in lacking if not _in_other_words(t, translated, target)]
    if lacking:
        return f"lacks the number {lacking[0].raw}"
    extra = [g for g in given if not _known(g, stated, read, target)]
    if extra:
        return f"has another number: {extra[0].value}"
    if primary(target) not in _OTHER_ORDER and not _in_order(read, given, target):
        return "has the numbers in another order"
    return None


def _by_the_clock(token: Token, text: str) -> Token:
    """The 4 of "4:12 p.m.", which is 16 elsewhere, as such."""
    if token.quantity and _AFTERNOON.match(text, token.end):
        return token._replace(quantity=token.quantity._replace(unit="pm"))
    return token


def _given(text: str, target: str) -> Iterator[Given]:
    point = _decimal_point(target)
    for match in _DIGITS.finditer(text):
        clock = _OCLOCK.match(text, match.end())
        for value in _values(match.group().replace(".", ":") if clock else match.group(), point):
            yield Given(value * _scale(text[match.end() :], target), value, match.start(), "")
    taken: set[int] = set()
    # The longest first, as far as they are joined: "dix-sept" is neither "dix" nor "sept".
    for number, words in reversed(NUMBERS.get(primary(target), {}).items()):
        for match in re.finditer(rf"\b(?:{words}){_JOINED}\b", text, re.IGNORECASE):
            if match.start() not in taken:
                taken |= set(range(*match.span()))
                value = Decimal(number)
                scale = _scale(text[match.end() :], target)
                yield Given(value * scale, value, match.start(), match.group())


def _decimal_point(target: str) -> str:
    from babel import Locale, UnknownLocaleError

    try:
        symbols = Locale.parse(target, sep="-").number_symbols
    except (UnknownLocaleError, ValueError):
        return "."
    return str(symbols.get("latn", {}).get("decimal", "."))


def _values(raw: str, point: str) -> list[Decimal]:
    """What digits with separators say; several where they are a date, such as 24.2.2022."""
    raw = re.sub(rf"{_SPACE}|['’]", "", raw)
    if ":" in raw:
        return [Decimal(part) for part in raw.split(":")]
    groups = re.split(r"[.,]", raw)
    marks = [c for c in raw if c in ".,"]
    if len(marks) > 1 and len(set(marks)) == 1:
        thousands = len(groups[-1]) == 3 and all(len(g) in (2, 3) for g in groups[1:-1])
        return [Decimal("".join(groups))] if thousands else [Decimal(g) for g in groups]
    if len(marks) > 1:  # of the two marks the last one is the point
        return [Decimal("".join(groups[:-1]) + "." + groups[-1])]
    if not marks:
        return [Decimal(raw)]
    whole = len(groups[1]) == 3 and len(groups[0]) <= 3 and groups[0] != "0" and marks[0] != point
    return [Decimal("".join(groups) if whole else ".".join(groups))]


def _scale(following: str, target: str) -> int:
    near = following.lstrip(" \u00a0\u202f")
    for words, factor in SCALES.get(primary(target), []):
        if re.match(words, near, re.IGNORECASE):
            return factor
    return 1


def _carried(stated: Token, given: Sequence[Given], target: str) -> bool:
    return any(_same(stated, each, target) for each in given)


def _same(stated: Token, given: Given, target: str) -> bool:
    quantity = stated.quantity
    if quantity is None:
        return False
    values = {quantity.value, *quantity.also}
    if quantity.unit == "pm":
        values.add(quantity.value + _NOON)
    if given.value in values:
        return True
    scaled = primary(target) not in SCALES and stated.raw[0].isdecimal()
    return scaled and parse_digits(re.split(r"[^\d.,]", stated.raw)[0]) == given.digits


def _known(given: Given, stated: Sequence[Token], read: Facts, target: str) -> bool:
    """Whether the original has a number of the translation, or a word that it may stand for."""
    if given.value == 1 or any(_same(each, given, target) for each in stated):
        return True
    if given.word[:1].isupper() and any(t.raw == given.word for t in read.tokens):
        return True  # of a name: "Tres Ríos"
    if given.value <= _NOON and any(t.kind == "date" for t in read.tokens):
        return not given.word  # months are numbers in some languages
    words = {word.rstrip("s") for word in read.plain}
    vague = {Decimal(n) for word, n in ENGLISH_SCALES.items() if word in words}
    vague |= {Decimal(n) for word, n in _IMPLIED.items() if word in words}
    return given.value in vague


def _in_other_words(stated: Token, translated: str, target: str) -> bool:
    words = OFTEN_NO_NUMBERS.get(primary(target), {})
    meant = [words[n] for n in words if stated.quantity and stated.quantity.value == n]
    return any(re.search(rf"\b(?:{each})\b", translated, re.IGNORECASE) for each in meant)


def _in_order(read: Facts, given: Sequence[Given], target: str) -> bool:
    """Whether counts stand in the original's order: else 3 dead and 40 hurt may have changed."""
    places = []
    for at, token in enumerate(read.tokens):
        if token.kind != "number" or _is_date(read.tokens, at):
            continue
        found = [g.start for g in given if _same(token, g, target)]
        if len(found) == 1:
            places.append(found[0])
    return places == sorted(places)


def _is_date(tokens: Sequence[Token], at: int) -> bool:
    beside = (*tokens[max(0, at - 2) : at], *tokens[at + 1 : at + 2])
    quantity = tokens[at].quantity
    year = quantity is not None and quantity.value in _YEARS
    return year or any(token.kind == "date" for token in beside)
