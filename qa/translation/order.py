"""Whether those who act stand in their original's order: "Israel said that Iran …" turned round.

Names and bodies that stand as subject or object, with no preposition before them, come in the same
order in German, French and Spanish, but for who says it: a translator may put that first or last.
Deliberately no grammar: what an object first or a passive turns round is refused, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from qa.evidence.facts import Facts
from qa.translation import countries
from qa.translation.contrasts import first
from qa.translation.glossary import AGENTS, LANGUAGES
from qa.translation.languages import primary
from qa.translation.letters import alike

_NAME = r"[A-Z][\w.]*(?:['’](?!s)\w+)?"
_RUN = re.compile(rf"(?<![\w-])(?!The ){_NAME}(?:[ -]{_NAME})*(?:['’]s?(?!\w))?")
_WAY = re.compile(
    rf"\bfrom (?:the )?({_RUN.pattern}),? (?:\w+ ){{0,2}}?(?:to|towards?|into) "
    rf"(?:\w+ ){{0,3}}?({_RUN.pattern})"
)
_PREPOSITION = re.compile(
    r"\b(?:in|at|on|near|of|from|to|by|with|off|over|under|against|for|into|across|through|around|"
    r"between|among|outside|inside|towards?|beside|behind|during|after|before|via|as|and|or)"
    r"(?:\s+(?!that\b)\S+){0,3}\s*$",
    re.IGNORECASE,
)
_SAYING = (
    r"(?:said|says|told|announced|reported|reports|warned|claimed|stated|added|wrote|explained|"
    r"found|confirmed|noted)\b"
)
_SAYS = re.compile(rf"\s*{_SAYING}")
_SPEAKER_LAST = re.compile(
    rf",\s+[^,;]*{_SAYING}[^,;]*$|,?\s+according to\b[^,;]*(?:$|(?=[,;]))|,\s+{_SAYING}.*$"
)
_ACCORDING = re.compile(r"^According to ")
_CLAUSE = re.compile(r"[,;:]\s")
_LEAST = 3  # letters of a word that tells a name


class _Agent(NamedTuple):
    """Who acts or says, and where: in the original, and in the translation."""

    name: str
    at: int
    there: int
    speaks: bool


def fault(read: Facts, translated: str, target: str) -> str | None:
    """Two that stand the other way round; None where none do, or a language was not tried."""
    if primary(target) not in LANGUAGES:
        return None
    agents = sorted(_agents(read, translated, primary(target)), key=lambda each: each.at)
    kept = [each for each in agents if not (each.speaks and _is_last(each, agents, translated))]
    ways = _ways(read.text, translated, primary(target))
    for one, other in (*pairwise(kept), *ways):
        if one.there > other.there:
            return f"has {other.name} before {one.name}"
    return None


def _ways(text: str, translated: str, code: str) -> Iterator[tuple[_Agent, _Agent]]:
    """From one place to another: in this order in these languages."""
    for match in _WAY.finditer(text):
        start, end = (_place(name, translated, code) for name in match.groups())
        if start is not None and end is not None:
            yield (
                _Agent(match[1], match.start(1), start, False),
                _Agent(match[2], match.start(2), end, False),
            )


def _agents(read: Facts, translated: str, code: str) -> Iterator[_Agent]:
    text = _SPEAKER_LAST.sub("", read.text.rstrip(' .”"'))
    names = {token.start for token in read.tokens if token.kind == "name"}
    told = set()
    for match in _RUN.finditer(text):
        named = any(match.start() <= start < match.end() for start in names)
        named = named or countries.is_state(match.group())
        there = _place(match.group(), translated, code) if named else None
        told |= set(range(*match.span())) if there is not None else set()
        if not match.group().endswith(("'s", "’s", "'", "’")):
            yield from _agent(text, match, there)
    for concept in AGENTS:
        ours, theirs = first(concept, text, "en"), first(concept, translated, code)
        if ours and theirs and ours.start() not in told:
            yield from _agent(text, ours, theirs.start())


def _agent(text: str, match: re.Match[str], there: int | None) -> Iterator[_Agent]:
    """Who stands at a match, unless behind a preposition."""
    before = _ACCORDING.sub("", text[: match.start()])
    clause = _CLAUSE.split(before)[-1]
    if there is not None and not _PREPOSITION.search(clause):
        speaks = not before.strip() and bool(_SAYS.match(text, match.end()))
        yield _Agent(match.group(), match.start(), there, speaks)


def _place(name: str, translated: str, target: str) -> int | None:
    """Where the last word of a name that can be found by its letters stands, if only once."""
    if countries.is_state(name):
        there = countries.places(name, translated, target)
        return there[0] if len(there) == 1 else None
    for word in reversed(re.split(r"[ -]", name)):
        if len(word) < _LEAST or (countries.is_country(word.lower()) and word != name):
            continue
        found = [m for m in re.finditer(r"[^\W\d_]+", translated) if _same(word, m.group())]
        if len(found) == 1:
            return found[0].start()
    return None


def _same(word: str, other: str) -> bool:
    return other[:1].isupper() and alike(word, other)


def _is_last(speaker: _Agent, agents: list[_Agent], translated: str) -> bool:
    """Whether who says it stands in the last clause of a translation, with nobody else."""
    start = max((m.start() for m in re.finditer(r"[,;]", translated)), default=len(translated))
    return start < speaker.there and not any(start < x.there for x in agents if x != speaker)
