"""What one sentence offers to a question: its words in order, and candidate answers by kind.

``read_sentence`` is asked for every sentence of every passage, so it is made once a text and kept.
Deliberately blind to the question, which decides elsewhere (`qa.extractive`) what of this it
needs; no parsing, and no list of people or places: a name is what has a capital.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from index.words import STOPWORDS, Word, iter_words
from qa.extractive.kinds import Wanted

_DATES = frozenset(
    (
        "january february march april may june july august september october november december "
        "jan feb mar apr jun jul aug sep sept oct nov dec "
        "monday tuesday wednesday thursday friday saturday sunday"
    ).split()
)
_NUMBERS = frozenset(
    (
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
        "hundred hundreds thousand thousands million millions billion trillion dozen dozens half "
        "twice none nobody zero"
    ).split()
)
_CJK_NUMERALS = frozenset("零〇一二三四五六七八九十百千万萬亿億兆両两兩")

_MONEY = re.compile(
    r"[$£€¥₹₩]\s?\d|\d\s?[€£]|\b\d[\d.,]*\s?(?:\w+\s)?(?:dollars?|pounds?|euros?|cents?|yen|yuan|"
    r"rupees|rub(?:les)?|francs?|pence|p(?!\.))\b|\d[\d.,万億亿]*(?:元|円|美元)",
    re.IGNORECASE,
)
_PERCENTAGE = re.compile(
    r"\d\s?[%％]|\bper\s?cent\b|\bpercentage\b|\bprozent\b|\b(?:third|half|quarter)s?\b",
    re.IGNORECASE,
)
FORMED: dict[Wanted, re.Pattern[str]] = {"money": _MONEY, "percentage": _PERCENTAGE}
_YEAR = re.compile(r"(?<![\d,.])(?:1[5-9]|20)\d\d(?![\d,.]\d)|\d年|\d月")

# "By Jane Doe", "Von Jürgen Müller", "Source: Reuters": a whole short sentence and no verb, which
# shows as every word after the first being capitalised, or as a colon.
_NAME = r"[A-ZÀ-ÖØ-Þ][\w.’'-]*"
_LABEL = re.compile(
    rf"\W*(?:(?i:by|von|par|por|di|door|af|av)\s+{_NAME}(?:(?:,|\s+(?i:and|und|et|y|e|en|&))?\s+{_NAME})*"
    r"(?:\s*[,|/].{0,40})?|(?i:sources?|quellen?|fuentes?|fonti?|bron|photos?|foto|image|credit)"
    r"\s*[:：].*)\W*$"
)
_LABEL_WORDS = 12
_BESIDE = 3  # words on either side of a number say what it counts: "7.5 million new users"


Kind = Literal["name", "number", "date"]


class Offer(NamedTuple):
    """A name, a number or a date: what could be an answer."""

    key: str
    raw: str  # as written, in lower case
    kind: Kind
    told: tuple[str, ...]  # in lower case, what says of what kind it is: itself, or what it counts


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence, read. Keys are those of `index.words`, of the article's language."""

    keys: tuple[str, ...]  # every word, in order
    words: frozenset[str]  # the same as written, in lower case
    offers: tuple[Offer, ...]  # in order, each name word by word
    forms: frozenset[Wanted]  # kinds of figure that it has the written form of
    asks: bool  # ends with a question mark
    is_label: bool  # a byline or a note of the source, which tells nothing


@lru_cache(maxsize=50_000)
def read_sentence(text: str, language: str) -> Reading:
    """Read ``text``, one sentence in any language (BCP 47). Never fails."""
    words = list(iter_words(text, language))
    return Reading(
        keys=tuple(w.key for w in words),
        words=frozenset(w.raw.lower() for w in words),
        offers=tuple(filter(None, (_offer(words, n) for n in range(len(words))))),
        forms=frozenset(wanted for wanted, form in FORMED.items() if form.search(text)),
        asks=text.rstrip("\"”’')] ").endswith(("?", "？", "؟")),
        is_label=len(words) <= _LABEL_WORDS and bool(_LABEL.match(text)),
    )


def _is_number(raw: str) -> bool:
    return raw[0].isdecimal() or raw in _CJK_NUMERALS or raw.lower() in _NUMBERS


def _is_amount(words: Sequence[Word], place: int) -> bool:
    raw = words[place].raw
    if not _is_number(raw) or _YEAR.fullmatch(raw):
        return False
    beside = (*words[max(0, place - 1) : place], *words[place + 1 : place + 2])
    return not (len(raw) <= 2 and any(_is_day(w.raw) for w in beside))


def _is_day(raw: str) -> bool:
    return raw[0].isupper() and raw.lower() in _DATES


def _offer(words: Sequence[Word], place: int) -> Offer | None:
    word, lower = words[place], words[place].raw.lower()
    if _is_amount(words, place):
        beside = (w.raw.lower() for w in words[max(0, place - _BESIDE) : place + 1 + _BESIDE])
        return Offer(word.key, lower, "number", tuple(beside))
    if _is_day(word.raw) or _YEAR.fullmatch(word.raw):
        return Offer(word.key, lower, "date", (lower,))
    return Offer(word.key, lower, "name", (lower,)) if _has_capital(word.raw) else None


def _has_capital(raw: str) -> bool:
    lower = raw.lower().replace("’", "'")
    return raw[0].isupper() and len(raw) > 1 and (lower not in STOPWORDS) and lower not in _DATES
