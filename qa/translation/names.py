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
from typing import NamedTuple

from qa.evidence.facts import Facts
from qa.translation import countries, places
from qa.translation.contrasts import is_agent
from qa.translation.languages import primary
from qa.translation.letters import alike
from qa.translation.name_words import CAPITALS, MEASURES, TITLES, TRANSLATED

_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_])*")
_OPENING = '.!?:„“”"«»‘¿¡([–—-'
_LONG = 6  # letters: a name that is translated may lose its capital ("cassation"); "den" is none
_MANY = 3  # capitals that one translated acronym may become: "Vereinigte Staaten von Amerika"


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
        added = next((w for w in foreign if not any(alike(w, k) for k in known)), None)
        return f"adds {added}" if added else None
    lost = list(_lost(read, words, target))
    wrong = next((name for name in lost if not _is_translated(name, target)), None)
    if wrong:
        return f"lacks the name {wrong}"
    return countries.added(read, translated, target) or _added(read, words, lost, target)


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
    letters = [c for c in text if c.isalpha()]
    latin = sum("LATIN" in unicodedata.name(c, "") for c in letters)
    return 2 * latin >= len(letters)


def _lost(read: Facts, words: Sequence[_Written], target: str) -> Iterator[str]:
    """Names of the original that no word of the translation is like."""
    for token in read.tokens:
        if token.kind != "name":
            continue
        for name in re.split(r"[\s-]+", re.sub(r"['’]s?\b", "", token.raw)):
            long = len(name) > 1 and name[0].isupper()
            there = [w.text for w in words if w.capital or len(w.text) >= _LONG]
            found = any(alike(word, name) for word in there)
            if long and not found and not places.is_there(name, there, target):
                yield name


def _is_translated(name: str, target: str) -> bool:
    lower = name.lower().rstrip(".")
    if lower in TRANSLATED or lower.rstrip("s") in TRANSLATED:
        return True
    return countries.is_country(lower) and places.own_name(lower, target) is None


def _added(read: Facts, words: Sequence[_Written], lost: Sequence[str], target: str) -> str | None:
    """A name that no word of the original is like, beyond those that stand for translated ones."""
    known = [t.raw for t in read.tokens]
    there = {own for name in known for own in _own_names(name, target)}
    new = [
        w.capital
        and not w.opens
        and not any(alike(w.text, k) for k in (*known, *there))
        and not _is_noun(w.text, primary(target))
        for w in words
    ]
    if primary(target) in {"de", "lb"}:
        added = [" ".join(run) for run in _runs(words, new)]
        room = len(lost)
    else:
        added = [w.text for w, is_new in zip(words, new, strict=True) if is_new]
        room = sum(map(_room, lost))
    return f"adds {added[-1]}" if len(added) > room else None


def _own_names(name: str, target: str) -> Iterator[str]:
    """What a city or country is called in a language."""
    city = places.own_name(name, target)
    codes = countries.codes_of(name.lower()) if name[:1].isupper() else ()
    countries_there = (countries.territories(target).get(code) for code in codes)
    yield from (own for own in (city, *countries_there) if own)


def _is_noun(word: str, code: str) -> bool:
    """Whether a word has a capital without being a name."""
    return word.lower() in CAPITALS.get(code, ()) or is_agent(word, code)


def _room(name: str) -> int:
    """How many capitals a translated name may have in another language."""
    lower = name.lower().rstrip(".")
    if lower in TITLES:
        return 0
    return _MANY if name.isupper() else 1 + countries.is_country(lower)


def _runs(words: Sequence[_Written], new: Sequence[bool]) -> Iterator[list[str]]:
    """Two and more new nouns side by side: in German a name, or a measure of something."""
    run: list[str] = []
    for word, is_new in zip(words, new, strict=True):
        fresh = is_new and not word.after_number and word.text.lower() not in MEASURES
        if run and not (fresh and word.joined):
            if len(run) > 1:
                yield run
            run = []
        if fresh:
            run.append(word.text)
    if len(run) > 1:
        yield run
