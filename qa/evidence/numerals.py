"""Numbers in running text: "three", "1.2 million", "$5bn", "87 per cent", "21st", "twenty-five".

``read_quantity`` reads the number that begins at one word, with its unit; what bounds it ("more
than") stands before it and is read by `qa.evidence.bounds`.
Number words are English; digits are read in every language. Deliberately no fractions, no
conversion between units and no arithmetic: "half of 10" is not 5, and 3 feet are not 1 yard.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation

from index.words import Word
from qa.evidence.quantities import CONSUMED, Quantity

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()
_ORDINAL_TENS = (
    "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth".split()
)

CARDINALS = {word: n for n, word in enumerate(_UNITS)} | {
    word: 10 * n for n, word in enumerate(_TENS, 2)
}
ORDINALS = {word: n for n, word in enumerate(_ORDINALS)} | {
    word: 10 * n for n, word in enumerate(_ORDINAL_TENS, 2)
}
SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9,
    "trillion": 10**12, "mln": 10**6, "bn": 10**9, "tn": 10**12, "lakh": 10**5, "crore": 10**7,
}  # fmt: skip
_LETTER_SCALES = {"k": 10**3, "m": 10**6, "b": 10**9}  # only glued to digits: "10k", "$5m"
_SUFFIXES = frozenset({"st", "nd", "rd", "th"})

# Languages that write thousands with a point, and regions that do not though they speak one
# (Unicode CLDR, numbers: symbols of group and decimal).
_POINT_LANGUAGES = frozenset("bs ca da de el es eu gl hr id is it mk nl pt ro sl sr tr vi".split())
_POINT_REGIONS = frozenset("CH CR DO GT HN LI MX NI PA PE PR SV US".split())
_POINT_BEFORE_THREE = re.compile(r"[1-9]\d{0,2}\.\d{3}(?:,\d+)?")

CURRENCY_SIGNS = {"$": "$", "£": "£", "€": "€", "¥": "¥", "₹": "₹", "₽": "₽", "₩": "₩"}
UNIT_WORDS = {
    "percent": "%", "pct": "%", "percentage": "%", "dollar": "$", "dollars": "$", "usd": "$",
    "pounds": "£", "gbp": "£", "euro": "€", "euros": "€", "eur": "€", "yen": "¥", "yuan": "yuan",
    "rupees": "₹", "rubles": "₽", "roubles": "₽", "won": "₩",
    "am": "am", "a.m": "am", "pm": "pm", "p.m": "pm",
    "km": "km", "kilometers": "km", "kilometres": "km", "kilometer": "km", "kilometre": "km",
    "mile": "mi", "miles": "mi", "mph": "mph", "kg": "kg", "kilograms": "kg",
    "meters": "m", "metres": "m", "metre": "m", "meter": "m", "feet": "ft", "foot": "ft",
    "minute": "minutes", "minutes": "minutes", "hour": "hours", "hours": "hours",
    "day": "days", "days": "days", "week": "weeks", "weeks": "weeks",
    "month": "months", "months": "months", "year": "years", "years": "years",
}  # fmt: skip


def parse_digits(raw: str, language: str = "en") -> Decimal:
    """The value of digits with separators: "1,200" is 1200, "3,5" and "3.5" are three and a half.

    A comma before exactly three digits separates thousands, and so does a point where there are
    two, where a decimal comma follows, and where ``language`` (BCP 47) writes thousands with it:
    "14.000" is fourteen in English and fourteen thousand in German.
    """
    groups = raw.split(",")
    if len(groups) > 1 and all(len(g.split(".")[0]) == 3 for g in groups[1:]):
        text = raw.replace(",", "")
    elif _has_points_in_thousands(raw, language):
        text = raw.replace(".", "").replace(",", ".")
    else:
        text = raw.replace(",", ".", 1).replace(",", "")
    try:
        return Decimal(text)
    except InvalidOperation:
        return Decimal("".join(c for c in raw if c.isdecimal()) or "0")


def _has_points_in_thousands(raw: str, language: str) -> bool:
    if raw.count(".") > 1:
        return True
    if not _POINT_BEFORE_THREE.fullmatch(raw):
        return False
    spoken, *regions = language.split("-")
    return "," in raw or (spoken in _POINT_LANGUAGES and not _POINT_REGIONS & {*regions})


def read_quantity(
    words: Sequence[Word], at: int, text: str, language: str = "en"
) -> tuple[Quantity, int]:
    """The number that begins at ``words[at]``, and the position after its last word."""
    if words[at].raw[0].isdecimal():
        value, ordinal, end = _digits(words, at, language)
    else:
        value, ordinal, end = _spelled(words, at)
    unit, end = _unit(words, at, end, text)
    return Quantity(value, unit, "", False, ordinal, _others(value, words, at, end)), end


def _digits(words: Sequence[Word], at: int, language: str) -> tuple[Decimal, bool, int]:
    value, end = parse_digits(words[at].raw, language), at + 1
    if end < len(words):
        follower = words[end].raw.lower()
        glued = words[end].start == words[at].end
        if glued and follower in _SUFFIXES:
            return value, True, end + 1
        if glued and follower in _LETTER_SCALES:
            return value * _LETTER_SCALES[follower], False, end + 1
        if follower in SCALES and words[end].start - words[at].end <= 1:
            return value * SCALES[follower], False, end + 1
    return value, False, end


def _spelled(words: Sequence[Word], at: int) -> tuple[Decimal, bool, int]:
    total = current = 0
    end = at
    while end < len(words):
        word = words[end].raw.lower()
        if word in CARDINALS:
            # "two three" are two numbers, "twenty three" and "hundred three" are one
            if end > at and not _continues(current, CARDINALS[word]):
                break
            current += CARDINALS[word]
        elif word in ORDINALS and (end == at or _continues(current, ORDINALS[word])):
            return Decimal(total + current + ORDINALS[word]), True, end + 1
        elif word in SCALES and end > at:
            if SCALES[word] > 100:
                total, current = total + max(current, 1) * SCALES[word], 0
            else:
                current = max(current, 1) * SCALES[word]
        elif not (word == "and" and current >= 100 and _number_follows(words, end)):
            break
        end += 1
    return Decimal(total + current), False, end


def _continues(current: int, addend: int) -> bool:
    if addend < 10:
        return current == 0 or (current % 10 == 0 and current % 100 != 10)
    return current % 100 == 0


def _number_follows(words: Sequence[Word], at: int) -> bool:
    return at + 1 < len(words) and words[at + 1].raw.lower() in CARDINALS


def _unit(words: Sequence[Word], at: int, end: int, text: str) -> tuple[str, int]:
    before = text[max(0, words[at].start - 2) : words[at].start].strip()
    if before[-1:] in CURRENCY_SIGNS:
        return CURRENCY_SIGNS[before[-1]], end
    last = words[end - 1].end
    after = text[last : last + 2].strip()
    if after[:1] == "%" or after[:1] in CURRENCY_SIGNS:
        return ("%" if after[0] == "%" else CURRENCY_SIGNS[after[0]]), end
    return _unit_word(words, end)


def _unit_word(words: Sequence[Word], end: int) -> tuple[str, int]:
    if end >= len(words):
        return "", end
    word = words[end].raw.lower().rstrip(".")
    if word == "percentage" and end + 1 < len(words) and words[end + 1].raw.lower()[:5] == "point":
        return "points", end + 2
    if word == "per" and end + 1 < len(words) and words[end + 1].raw.lower() == "cent":
        return "%", end + 2
    unit = UNIT_WORDS.get(word, "")
    return unit, end + 1 if unit in CONSUMED else end


def _others(value: Decimal, words: Sequence[Word], at: int, end: int) -> tuple[Decimal, ...]:
    if not words[at].raw[0].isdecimal() or value >= 1000:
        return ()
    return (*_scaled(value, words, end), *_joined(words, at))


def _scaled(value: Decimal, words: Sequence[Word], end: int) -> Iterator[Decimal]:
    """For "3 to 5 million" and "3-5 million": what the first number may mean."""
    joined = end < len(words) and words[end].raw.lower() in {"to", "and", "or"}
    at = end + 1 if joined else end
    if at + 1 < len(words) and words[at].raw[0].isdecimal():
        scale = SCALES.get(words[at + 1].raw.lower())
        if scale:
            yield value * scale


def _joined(words: Sequence[Word], at: int) -> Iterator[Decimal]:
    """Thousands that were typed, or cut from a page, with spaces: "1, 600", "12 500"."""
    digits = words[at].raw
    while at + 1 < len(words) and len(words[at + 1].raw) == 3 and words[at + 1].raw.isdecimal():
        if not 1 <= words[at + 1].start - words[at].end <= 2:
            return
        at += 1
        digits += words[at].raw
        yield Decimal(digits) if digits.isdecimal() else parse_digits(digits)
