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

from index.words import STOPWORDS, Word, iter_words
from qa.extractive.questions import Wanted

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
    r"rupees|rub(?:les)?|francs?|pence|p)\b|\d[\d.,万億亿]*(?:元|円|美元)",
    re.IGNORECASE,
)
_PERCENTAGE = re.compile(
    r"\d\s?[%％]|\bper\s?cent\b|\bpercentage\b|\bprozent\b|\b(?:third|half|quarter)s?\b",
    re.IGNORECASE,
)
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


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence, read. Keys are those of `index.words`, of the article's language."""

    keys: tuple[str, ...]  # every word, in order
    words: frozenset[str]  # the same as written, in lower case
    names: tuple[tuple[str, ...], ...]  # runs of capitalised words, but a lone one at the start
    numbers: frozenset[str]  # keys of digits and number words, but days of a month and years
    dates: frozenset[str]  # keys of years, months and days of the week
    shapes: frozenset[Wanted]  # kinds whose written form it has: money, percentage, date
    asks: bool  # ends with a question mark
    is_label: bool  # a byline or a note of the source, which tells nothing


@lru_cache(maxsize=50_000)
def read_sentence(text: str, language: str) -> Reading:
    """Read ``text``, one sentence in any language (BCP 47). Never fails."""
    words = list(iter_words(text, language))
    return Reading(
        keys=tuple(w.key for w in words),
        words=frozenset(w.raw.lower() for w in words),
        names=tuple(tuple(w.key for w in run) for run in _name_runs(words, text)),
        numbers=frozenset(w.key for n, w in enumerate(words) if _is_amount(words, n)),
        dates=frozenset(w.key for w in words if _is_day(w.raw) or _YEAR.fullmatch(w.raw)),
        shapes=frozenset(_shapes(words, text)),
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


def _shapes(words: Sequence[Word], text: str) -> list[Wanted]:
    found: list[Wanted] = []
    if _MONEY.search(text):
        found.append("money")
    if _PERCENTAGE.search(text):
        found.append("percentage")
    if _YEAR.search(text) or any(_is_day(w.raw) for w in words):
        found.append("date")
    return found


def _is_day(raw: str) -> bool:
    return raw[0].isupper() and raw.lower() in _DATES


def _name_runs(words: Sequence[Word], text: str) -> list[list[Word]]:
    runs: list[list[Word]] = []
    for place, word in enumerate(words):
        if not _has_capital(word.raw):
            continue
        if runs and runs[-1][-1] is words[place - 1] and word.start - words[place - 1].end <= 1:
            runs[-1].append(word)
        else:
            runs.append([word])
    return [run for run in runs if len(run) > 1 or not _opens(run[0], text)]


def _has_capital(raw: str) -> bool:
    lower = raw.lower().replace("’", "'")
    return raw[0].isupper() and len(raw) > 1 and (lower not in STOPWORDS) and lower not in _DATES


def _opens(word: Word, text: str) -> bool:
    """Whether nothing but punctuation stands before it: there a capital says nothing."""
    return not text[: word.start].strip("“\"‘’'«([-–— ")
