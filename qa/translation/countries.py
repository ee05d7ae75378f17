"""Countries and their people in a translation: those of its original, and no others.

The names of countries are those of Unicode's CLDR (by babel); who lives there is told by the same
letters ("Chilean", "chilena", "Chile"), or by a row of `_PEOPLE`. Deliberately no countries whose
names are of several words, but for two: their words stand in other names, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from qa.evidence.facts import Facts
from qa.translation.languages import primary
from qa.translation.letters import alike, folded
from qa.translation.name_words import TRANSLATED

_ENGLISH = {
    "us": "US", "u.s": "US", "american": "US", "americans": "US", "uk": "GB", "british": "GB",
    "britain": "GB", "england": "GB", "briton": "GB", "britons": "GB", "dutch": "NL",
    "dutchman": "NL", "french": "FR", "frenchman": "FR", "spanish": "ES", "spaniard": "ES",
    "greek": "GR", "danish": "DK", "dane": "DK", "danes": "DK", "irish": "IE", "welsh": "GB",
    "swiss": "CH", "polish": "PL", "turkish": "TR", "turkey": "TR", "turk": "TR", "turks": "TR",
    "korean": "KR", "iraqi": "IQ",
}  # fmt: skip
# The beginnings of words for a country and its people that its name there does not begin with.
_PEOPLE: dict[str, dict[str, str]] = {
    "de": {"US": "us|amerik|vereinigte", "GB": "brit|gross|engl|wali|uk", "NL": "holl",
           "MM": "burm"},
    "fr": {"US": "us|americ|etats", "GB": "brit|grand|angl|gall|royaume", "NL": "neerl|holl",
           "MM": "birm"},
    "es": {"US": "us|estad|americ|norteam|eeuu|ee", "GB": "brit|gran|ingl|gal|reino",
           "NL": "neer|holand", "GR": "grie", "DK": "dan", "PT": "lus", "JP": "nip",
           "MX": "mej", "MM": "birm"},
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_SHARED = 3  # letters of a country's name that its people's begins with: "Ungarn", "ungarisch"
_LONG = 4  # letters: shorter names are words of something else


def is_country(name: str) -> bool:
    """Whether a word, in lower case, is for a country or its people: "russian"."""
    return name in _ENGLISH or name in _territory_words() or bool(codes_of(name))


def added(read: Facts, translated: str, target: str) -> str | None:
    """A country that the translation names and the original does not."""
    english = territories("en")
    own = [_bare(t.raw) for t in read.tokens]
    there = {_ENGLISH[word] for word in own if word in _ENGLISH}
    for code, name in territories(target).items():
        if len(name) < _LONG or code in there:
            continue
        told = english.get(code, "").lower().split()
        if not re.search(rf"\b{re.escape(name)}s?\b", translated):
            continue
        if not any(_shares(word, part) or alike(word, name) for word in own for part in told):
            return f"adds {name}"
    return None


def lacking(read: Facts, translated: str, target: str) -> str | None:
    """A country of an English original, or its people, that the translation lacks."""
    if primary(target) not in _PEOPLE:
        return None
    others = [t.raw for t in read.tokens if t.kind == "name" and not codes_of(_bare(t.raw))]
    words = [
        folded(word)
        for word in _WORD.findall(translated)
        if word.islower() or not any(alike(word, other) for other in others)
    ]
    for token in read.tokens:
        name = _bare(token.raw)
        codes = codes_of(name) if token.raw[:1].isupper() else ()
        if not codes:
            continue
        if not any(_has(word, start) for word in words for start in _starts(name, target)):
            return f"lacks {token.raw}"
    return None


def _starts(name: str, target: str) -> list[str]:
    """How words for a country, named in lower case, or its people begin in a language."""
    codes, people = codes_of(name), _PEOPLE.get(primary(target), {})
    starts = [folded(territories(target).get(code, ""))[:_SHARED] for code in codes]
    starts += [start for code in codes for start in people.get(code, "").split("|")]
    return [start for start in (*starts, folded(name)) if start]


def places(name: str, translated: str, target: str) -> list[int]:
    """Where a translation has a country, or its people."""
    starts = _starts(_bare(name), target)
    words = ((match.start(), folded(match.group())) for match in _WORD.finditer(translated))
    return [at for at, word in words if any(_has(word, start) for start in starts)]


def _bare(name: str) -> str:
    return name.lower().rstrip(".")


def _has(word: str, start: str) -> bool:
    """Whether a word begins so, or joins it to another: "afroamerikanisch"."""
    return word.startswith(start) or (len(start) > _LONG and start in word)


def is_state(name: str) -> bool:
    """Whether a word is a country's name, not its people's: "Iran", not "Iranian"."""
    english = {country.lower() for country in territories("en").values()}
    return name.lower() in english | {"turkey", "britain", "england"}


def codes_of(name: str) -> Sequence[str]:
    """The countries that a word, in lower case, may be for."""
    if name in TRANSLATED:
        return ()
    if name in _ENGLISH:
        return (_ENGLISH[name],)
    return tuple(_codes(name))


def _codes(name: str) -> Iterator[str]:
    for code, country in territories("en").items():
        lower = country.lower()
        if " " not in lower and len(lower) >= _LONG and _shares(name, lower):
            yield code


def _shares(name: str, country: str) -> bool:
    """Whether a name is a country's or its people's: "Russian" for Russia."""
    length = max(_LONG, len(country) - 2)
    return name[:length] == country[:length]


@cache
def _territory_words() -> frozenset[str]:
    return frozenset(
        word.lower()
        for name in territories("en").values()
        for word in _WORD.findall(name)
        if len(word) >= _LONG
    )


@cache
def territories(tag: str) -> dict[str, str]:
    """The names of all countries in a language, by code; none where they are not known."""
    from babel import Locale, UnknownLocaleError

    try:
        found = Locale.parse(tag, sep="-").territories
    except (UnknownLocaleError, ValueError):
        return {}
    return {code: name for code, name in found.items() if len(code) == 2 and code.isalpha()}
