"""In what two lines differ that tell of the same: figures, names, times, denials, hedges, roles.

Deliberately no judgement whether they tell of the same, and whether one says all of the other
(`sameness`).
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Literal

from qa.briefing.contents import Content
from qa.evidence.hedging import Mood
from qa.evidence.quantities import Quantity
from qa.evidence.swaps import reversals, swaps
from qa.evidence.vocabulary import contrary

Way = Literal["figure", "name", "time", "denial", "hedge", "speaker", "opposite", "roles"]

_PREFIX = 4  # letters: "fire brigade" and "firefighters"


def ways(one: Content, other: Content) -> Iterator[Way]:
    """In what two lines differ on the same."""
    if lacking(one, other) and lacking(other, one):
        yield "figure"
    if strangers(one, other) and strangers(other, one):
        yield "name"
    if other_times(one, other):
        yield "time"
    if one.back != other.back or _turned(one, other):
        yield "denial"
    elif _surer(one, other):
        yield "hedge"
    if other_speaker(one, other):
        yield "speaker"
    if _opposite(one, other):
        yield "opposite"


def other_roles(one: Content, other: Content) -> bool:
    """Whether two names changed places: who did it to whom."""
    names = frozenset(key for read in (one, other) for run in read.names for key in run)
    return any(swaps(one.facts, other.facts, names)) or any(
        reversals(one.facts, other.facts, names)
    )


def lacking(one: Content, other: Content) -> list[Quantity]:
    """Numbers of a line that another does not have."""
    return [n for n in one.numbers if not any(_fits(n, m) for m in other.numbers)]


def _fits(one: Quantity, other: Quantity) -> bool:
    """Whether both can be the same count, one rounded or bounded."""
    opposed = {one.bound[:1], other.bound[:1]} == {"<", ">"}
    if one.value == other.value and one.unit == other.unit and one.ordinal == other.ordinal:
        return not opposed
    return one.agrees(other) or other.agrees(one)


def strangers(one: Content, other: Content) -> list[tuple[str, ...]]:
    """Names of a line of which another has no part; a title or first name by itself is none."""
    known = {t.key for t in other.facts.tokens} | other.facts.initials
    return [
        run for run in one.names if known.isdisjoint(run[1:] or run) and _initials(run) not in known
    ]


def _initials(run: tuple[str, ...]) -> str:
    return "".join(key[:1] for key in run) if len(run) > 1 else ""


def other_times(one: Content, other: Content) -> bool:
    """Whether each names a time, and none of the one can be one of the other."""
    return bool(one.times and other.times) and not any(
        a.first <= b.last and b.first <= a.last for a in one.times for b in other.times
    )


def _turned(one: Content, other: Content) -> bool:
    """Whether a word that both have is negated, or denied, in one of them only."""
    shared = one.words.keys() & other.words.keys()
    return any((one.moods[k] == Mood.DENIED) != (other.moods[k] == Mood.DENIED) for k in shared)


def _surer(one: Content, other: Content) -> bool:
    """Whether one of them states as a fact a word that the other only plans or supposes."""
    shared = (key for key in one.words.keys() & other.words.keys())
    return any(
        one.moods[key] != other.moods[key] and Mood.FACT in (one.moods[key], other.moods[key])
        for key in shared
        if one.words[key].kind == "word"
    )


def other_speaker(one: Content, other: Content) -> bool:
    """Whether somebody else says it: of two with a name, one whose name has nothing of it."""
    for mine, theirs in ((one.speaker, other.speaker), (one.called, other.called)):
        if mine and theirs and not akin(mine, theirs):
            return True
    return False


def akin(one: AbstractSet[str], other: AbstractSet[str]) -> bool:
    """Whether two speakers may be one, by the keys of their names."""
    return any(a == b or a[:_PREFIX] == b[:_PREFIX] for a in one for b in other)


def _opposite(one: Content, other: Content) -> bool:
    mine, theirs = one.words.keys() - other.words.keys(), other.words.keys() - one.words.keys()
    return any(contrary(one.words[a].key, other.words[b].key) for a in mine for b in theirs)
