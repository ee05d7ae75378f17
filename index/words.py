"""Words of a text for comparing texts: tokens with their places, stems, stop words.

Shared by retrieval and by the evidence check, so that both mean the same by "the same word".
Deliberately not a linguistic analysis: no tagging, no parsing, no models.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

# A word is a run of letters or digits; inner apostrophes, hyphens between letters are breaks,
# but "1,200", "3.5" and "U.S." stay whole, and no number begins within "than1,750". CJK
# characters are words of their own.
_CJK = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af"
_WORD = re.compile(
    rf"[{_CJK}]|\d+(?:[.,]\d+)*|(?:[A-Za-z]\.){{2,}}|[^\W_{_CJK}]+"
    rf"(?:(?<=\d)[.,]\d+)*(?:['’](?!s\b)[^\W_{_CJK}]+)*"
    r"(?P<possessive>['’]s\b)?"
)

_SNOWBALL = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish",
    "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian",
    "id": "indonesian", "it": "italian", "lt": "lithuanian", "ne": "nepali", "nl": "dutch",
    "no": "norwegian", "nb": "norwegian", "nn": "norwegian", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil",
    "tr": "turkish", "yi": "yiddish",
}  # fmt: skip

STOPWORDS = frozenset(
    """a about above after again against all also am an and any are aren't as at be because been
    before being below between both but by can can't cannot could couldn't did didn't do does
    doesn't doing don't down during each few for from further had hadn't has hasn't have haven't
    having he her here hers herself him himself his how i if in into is isn't it its itself just
    let's me more most my myself nor of off on once only or other our ours ourselves out over own
    same she should shouldn't so some such than that the their theirs them themselves then there
    these they this those through to too under until up us very was wasn't we were weren't what
    when where which while who whom whose why will with won't would wouldn't you your yours
    yourself yourselves""".split()
)


class Word(NamedTuple):
    """One word in its place: ``text[start:end]`` as written, ``key`` for comparing."""

    key: str  # stem of the lower-cased word
    start: int  # code points
    end: int  # half open
    raw: str  # as written


@cache
def _stemmer(language: str) -> object | None:
    import Stemmer

    name = _SNOWBALL.get(language.split("-")[0].lower())
    return Stemmer.Stemmer(name) if name in Stemmer.algorithms() else None


@lru_cache(maxsize=200_000)
def stem(word: str, language: str = "en") -> str:
    """The Snowball stem of one lower-cased word; the word itself where there is no stemmer."""
    stemmer = _stemmer(language)
    if stemmer is None or not word.isalpha():
        return word
    return stemmer.stemWord(word)  # type: ignore[attr-defined,no-any-return]


def iter_words(text: str, language: str = "en") -> Iterator[Word]:
    """Every word of ``text`` in order, with its span and comparison key."""
    for match in _WORD.finditer(text):
        start, end = match.start(), match.end()
        if match.group("possessive"):  # the word without its 's
            end -= 2
        raw = text[start:end]
        key = raw.lower().replace("’", "'")
        if key.endswith(".") and len(key) > 2:  # U.S. and US are one word
            key = key.replace(".", "")
        yield Word(stem(key, language), start, end, raw)


def has_words(text: str) -> bool:
    """Whether there is a letter or digit in ``text``: else nothing can be asked or searched."""
    return any(map(str.isalnum, text))


def idf(count: int, size: int) -> float:
    """How rare a word is that occurs in ``count`` of ``size`` chunks: BM25's inverse document
    frequency (Robertson and Zaragoza, 2009) with 1 added, so that it is never below 0.
    """
    return math.log(1 + (size - min(count, size) + 0.5) / (count + 0.5))
