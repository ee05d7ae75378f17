"""Whether a translation has its original's names, and no others, as far as letters can tell.

A name must be there as it is, or inflected ("Bidens", "Moskau" for "Moscow"), unless it is one
that languages translate ("Supreme Court", "Germany"). Deliberately nothing where the translation is
in another script: there a name is spelled by its sound; only Latin words in it are looked at. In
German, where every noun has a capital, a single word that is added goes unnoticed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache
from typing import NamedTuple

from qa.evidence.facts import Facts
from qa.translation.languages import primary

# Names, and words in names, for which languages have words of their own. Countries are CLDR's.
_TRANSLATED = frozenset(
    """abbey academy administration africa african agency air alliance amendment american anglican
    antarctic arab arctic army asia asian assembly association atlantic attorney authority baltic
    bank basin battle bay beijing belarusian berlin bible bishop black blue board border bridge
    britain british brussels bureau business cabinet cairo cape cardinal castle cathedral catholic
    center central centre chair chairman chamber champions chief china chinese christian christmas
    church city civil coast college commander commission commissioner committee commons communist
    confederation conference congress conservative constitution convention corps council county
    court crown cup damascus danish day defence defense democrat democratic democrats department
    deputy desert development director district division duke dutch earth east easter eastern
    economic education embassy emergency emperor empire energy england english environment
    environmental epa eu europe european exchange executive fair federal federation festival
    finance first fleet food for force forces foreign forest former forum foundation france french
    friday front fund gallery game games gaza general geneva german global god gospel government
    governor grand great greek green ground group guard gulf half hall harbor harbour head health
    hebrew high highway hill hispanic holy home hospital hotel house human hurricane independence
    index indian industry institute intelligence interior international internet irish islam
    islamic islamist island islands israeli italian jewish jews judge judiciary justice king
    kingdom kremlin kyiv labor labour lake latin latino law league left liberal liberty library
    lieutenant lisbon london lord lords louvre major march market martial mayor medical
    mediterranean mexican middle military minister ministry mission monday monetary monkeypox moon
    moscow mosque mount mountain museum muslim muslims national nations native nato naval navy
    nazi new nobel north northeast northeastern northern northwest nuclear ocean office officer
    official olympic olympics open opera opposition order organisation organization orthodox oscar
    pacific palace palestinian papal parade paralympic paris parish park parliament partner party
    patriarch peace peninsula people people's pfister philharmonic plan plant pole police polish
    political pope population port prague premier president presidential press prime prince
    princess prize professor progressive project protestant province public queen rail railway red
    regiment region representatives republic republican republicans reserve resistance revolution
    revolutionary right rights river road roman rome royal rule russian saint school science
    scientific scotland scottish sea second secretary section security senate senator senators
    sergeant service services social socialist society soldier south southeast southeastern
    southern southwest soviet space spanish speaker special square st stadium star state states
    station stock strait street summer summit sun sunday super superior supreme swedish swiss
    switzerland team temple territory thanksgiving theater theatre third tower town trade
    transport treasury treaty trial tribunal tropical tuesday u.k u.n u.s uk ukrainian un union
    unit united university upper us usa valley vatican venice vice victory vienna village volcano
    wales wall war warsaw water wednesday week welsh west western white who winter women women's
    world year yom york young zone""".split()
)  # fmt: skip
_COUNTRIES = {"us": "US", "u.s": "US", "american": "US", "uk": "GB", "british": "GB",
              "britain": "GB", "england": "GB", "dutch": "NL", "french": "FR", "spanish": "ES",
              "greek": "GR", "danish": "DK", "irish": "IE", "welsh": "GB", "swiss": "CH",
              "polish": "PL", "turkish": "TR", "korean": "KR", "iraqi": "IQ"}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_])*")
_OPENING = '.!?:„“”"«»‘¿¡([–—-'
_SHORTEST = 3  # letters that a stem must share
_SHARED = 0.7  # of the longer word's letters, from the start
_LIKE = 0.75
_PLAIN = {ord("ß"): "ss", ord("ø"): "o", ord("ł"): "l", ord("đ"): "d", ord("ı"): "i"}
_MANY = 3  # capitals that one translated acronym may become: "Vereinigte Staaten von Amerika"
# Titles: without a capital in most languages, so that they make no room for another name.
_TITLES = frozenset(
    "mayor governor senator chairman chairwoman commissioner ambassador secretary general captain "
    "colonel sergeant lieutenant major attorney director officer speaker archbishop bishop "
    "cardinal representative congressman congresswoman gov sen rep col sgt lt capt spokesman "
    "spokeswoman justice judge minister president deputy chief rev".split()
)
# German nouns of measure, which stand before another noun.
_MEASURES = frozenset(
    "hunderte tausende dutzende millionen milliarden ende anfang mitte mehrheit anzahl reihe paar "
    "prozent jahre jahren tonnen liter kilometer meter dollar euro pfund uhr".split()
)


class _Written(NamedTuple):
    """A word of a translation."""

    text: str
    capital: bool
    opens: bool  # begins a sentence or quotation, where a capital says nothing
    after_number: bool
    joined: bool  # to the word before, by a space or hyphen


def fault(read: Facts, translated: str, target: str) -> str | None:
    """What is wrong with the names of a translation of ``read``; None: nothing."""
    words = list(_written(translated))
    if not is_latin(translated):
        known = [token.raw for token in read.tokens]
        foreign = [w.text for w in words if w.text.isascii() and len(w.text) > 1]
        added = next((w for w in foreign if not any(_alike(w, k) for k in known)), None)
        return f"adds {added}" if added else None
    lost = list(_lost(read, words))
    wrong = next((name for name in lost if not _is_translated(name)), None)
    if wrong:
        return f"lacks the name {wrong}"
    country = _other_country(read, translated, target)
    if country:
        return f"adds {country}"
    return _added(read, words, lost, target)


def _written(text: str) -> Iterator[_Written]:
    end = 0
    for match in _WORD.finditer(text):
        between = text[end : match.start()]
        before = text[: match.start()].rstrip()
        yield _Written(
            match.group(), match.group()[0].isupper(), not before or before[-1] in _OPENING,
            before[-1:].isdigit() or before[-1:] in "%$€£", end > 0 and between in (" ", "-"),
        )  # fmt: skip
        end = match.end()


def is_latin(text: str) -> bool:
    """Whether most letters of a text are Latin."""
    """Whether most letters of a text are Latin."""
    """Whether most letters of a text are Latin."""
    """Whether most letters of a text are Latin."""
    """Whether most letters of a text are Latin."""
    """Whether most letters of a text are Latin."""
    letters = [c for c in text if c.isalpha()]
    latin = sum("LATIN" in unicodedata.name(c, "") for c in letters)
    return 2 * latin >= len(letters)


def _lost(read: Facts, words: Sequence[_Written]) -> Iterator[str]:
    """Names of the original that no word of the translation is like."""
    for token in read.tokens:
        if token.kind != "name":
            continue
        for name in re.split(r"[\s-]+", re.sub(r"['’]s?\b", "", token.raw)):
            long = len(name) > 1 and name[0].isupper()
            if long and not any(_alike(w.text, name) for w in words):
                yield name


def _is_translated(name: str) -> bool:
    lower = name.lower().rstrip(".")
    if lower in _TRANSLATED or lower.rstrip("s") in _TRANSLATED:
        return True
    return any(_shares(lower, word) for word in _territory_words())


def _shares(name: str, country: str) -> bool:
    """Whether a name is a country's or its people's: "Russian" for Russia."""
    return name[: max(4, len(country) - 2)] == country[: max(4, len(country) - 2)]


@cache
def _territory_words() -> frozenset[str]:
    return frozenset(
        word.lower()
        for name in _territories("en").values()
        for word in _WORD.findall(name)
        if len(word) > _SHORTEST
    )


@cache
def _territories(tag: str) -> dict[str, str]:
    """The names of all countries in a language, by code; none where they are not known."""
    from babel import Locale, UnknownLocaleError

    try:
        found = Locale.parse(tag, sep="-").territories
    except (UnknownLocaleError, ValueError):
        return {}
    return {code: name for code, name in found.items() if len(code) == 2 and code.isalpha()}


def _other_country(read: Facts, translated: str, target: str) -> str | None:
    """A country that the translation names and the original does not."""
    english = _territories("en")
    own = [t.raw.lower().rstrip(".") for t in read.tokens]
    there = {_COUNTRIES[word] for word in own if word in _COUNTRIES}
    for code, name in _territories(target).items():
        if len(name) <= _SHORTEST or code in there:
            continue
        told = english.get(code, "").lower().split()
        if not re.search(rf"\b{re.escape(name)}s?\b", translated):
            continue
        if not any(_shares(word, part) or _alike(word, name) for word in own for part in told):
            return name
    return None


def _added(read: Facts, words: Sequence[_Written], lost: Sequence[str], target: str) -> str | None:
    """A name that no word of the original is like, beyond those that stand for translated ones."""
    known = [t.raw for t in read.tokens]
    new = [w.capital and not w.opens and not any(_alike(w.text, k) for k in known) for w in words]
    if primary(target) in {"de", "lb"}:
        added = [" ".join(run) for run in _runs(words, new)]
        room = len(lost)
    else:
        added = [w.text for w, is_new in zip(words, new, strict=True) if is_new]
        room = sum(map(_room, lost))
    return f"adds {added[-1]}" if len(added) > room else None


def _room(name: str) -> int:
    """How many capitals a translated name may have in another language."""
    lower = name.lower().rstrip(".")
    if lower in _TITLES:
        return 0
    return _MANY if name.isupper() else 1 + (lower in _COUNTRIES)


def _runs(words: Sequence[_Written], new: Sequence[bool]) -> Iterator[list[str]]:
    """Two and more new nouns side by side: in German a name, or a measure of something."""
    run: list[str] = []
    for word, is_new in zip(words, new, strict=True):
        fresh = is_new and not word.after_number and word.text.lower() not in _MEASURES
        if run and not (fresh and word.joined):
            if len(run) > 1:
                yield run
            run = []
        if fresh:
            run.append(word.text)
    if len(run) > 1:
        yield run


def _alike(one: str, other: str) -> bool:
    """Whether two words may be one name, inflected or in another language's spelling."""
    a, b = sorted((_folded(one), _folded(other)), key=len)
    if len(a) < _SHORTEST or (one.isupper() and other.isupper()):
        return a == b
    shared = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    if shared == len(a) or shared >= max(_SHORTEST + 1, _SHARED * len(b)):
        return True
    return SequenceMatcher(None, a, b).ratio() >= _LIKE


def _folded(word: str) -> str:
    bare = unicodedata.normalize("NFKD", re.sub(r"['’]s?$", "", word.replace(".", "")))
    kept = "".join(c for c in bare if not unicodedata.combining(c)).lower()
    return kept.translate(_PLAIN)
