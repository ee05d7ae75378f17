"""Counts that grow: of the dead, the hurt, the missing, the ill, the arrested, of one place.

``tolls(lines)`` gives each count that later lines put higher, the latest first: of counts of one
kind and scope the longest chain in which each is later and larger, so that a count of a part of
them, or one of another event, falls out by itself. ``overtaken`` says which lines give an earlier
one. Deliberately no adding up, no judgement which outlet counts better (`tallies`), and nothing of
what is not such a count: prices rise and fall. English only.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from qa.briefing.lines import Line
from qa.briefing.verbs import clauses, masked
from qa.evidence.bounds import with_bound
from qa.evidence.facts import Facts, Token, facts
from qa.evidence.figures import Figure, figures
from qa.evidence.relative_dates import mentions
from qa.evidence.speaking import speaker

_KINDS = {
    "dead": r"dead|deaths?|died|killed|killing|fatalit(?:y|ies)|death toll|lives",
    "hurt": r"injured|wounded|hurt|injuries",
    "missing": r"missing|unaccounted",
    "ill": r"cases?|infections?|infected",
    "held": r"arrested|arrests|detained",
}
_KIND = re.compile("|".join(rf"\b(?P<{kind}>{words})\b" for kind, words in _KINDS.items()))
# A part of those who are counted, or a rate.
_PART = re.compile(
    r"\b(?:alone|including|among|first|another|others?|more|"
    r"additional|further|new|each|daily|a (?:day|week|year)|per|possible|suspected|potential|"
    r"feared|since)\b"
)
# "It swept through Cuba, killing three": they are of where the main clause is.
_HANGS = re.compile(r" [a-z]+ing\b")
_OF_THEM = re.compile(r"(?: \w+)? of (?:the|them|those|whom|which|these)\b")
# After "more than" and the like a number is whole again.
_MORE_THAN = re.compile(r"\bmore than\b")
_BODY = re.compile(r"^[A-Z]{2,}s?$")  # "the CDC": who counts, not where
_COUNTRY = frozenset({"us", "usa"})  # where no other is named, of the outlets that name none
_WORLD = re.compile(r"\b(?:worldwide|globally|global|countries|nations|around the world)\b")
_COUNTS = re.compile(r" (?:has|had|reported|recorded|confirmed|saw|counted)\b")
_PREFIX = 4  # letters: "Iran" and "Iranian"
_PEOPLE = re.compile(
    r"\s(?:(?!(?:in|of|on|the|an?|who|that|have|has|had|were|was|are|by|from|for|at|to)\b)"
    r"[A-Za-z-]+ ){0,4}?(?P<noun>people|dead|[a-z]{3,}s)\b"
)
_ANYBODY = frozenset(
    "people dead cases deaths infections arrests fatalities injuries residents persons "
    "lives protesters demonstrators".split()
)
_NOBODY = frozenset(
    "this was has others does thus less times always perhaps states countries nations counties "
    "cities rights".split()
)
# "The total has risen to about 2,900": what is counted stands before the number.
_REACHES = re.compile(
    r"\b(?:toll|total|number|deaths|cases|dead|infections)\b.* (?:to|at|was|is|were|are|reached|"
    r"hit|passed|topped|surpassed|exceeded|stands?|stood)(?: (?:at least|more than|about|around|"
    r"nearly|over|almost|some|as many as))?\s*$"
)
_FEWEST = 2  # reports of a chain
# Further apart, or so many times as many, it is a count of another thing. On 20 topics 7 chains are
# found, 5 of them of one thing by eye; with 45 days three more, two of them of other storms.
_APART = timedelta(days=21)
_LONG = timedelta(days=60)  # where both name what the topic names: "Iran", "Ian"
_LEAP = 20  # 5, 35, 378 dead in two months; 12,593 in one and 1.08 million in all are two things
_SHOWN = 5  # of them


class Count(NamedTuple):
    """A line's count of something."""

    line: Line
    day: date  # of the count
    value: Decimal
    thing: tuple[str, ...]  # kind, whom, and where: what is the same for all counts of one thing
    names: frozenset[str]  # in its sentence, the last word of each: Fiona is no Hurricane Ian
    main: bool = True  # whether it is what the line tells
    words: str = ""  # with what bounds the number, and what it counts: "killing at least nine"


class Toll(NamedTuple):
    """A count that grew."""

    counts: tuple[Count, ...]  # the latest first
    outgrown: frozenset[Line]  # that tell one which a later one has overtaken


def tolls(lines: Iterable[Line]) -> list[Toll]:
    """The counts of one thing that later lines put higher, the longest chain first."""
    grown = ((counts, _chain(counts)) for counts in _counted(lines).values())
    found = [_toll(counts, chain) for counts, chain in grown if _is_told(chain)]
    return sorted(found, key=lambda toll: -len(toll.counts))


def of_one_place(found: Sequence[Toll]) -> list[Toll]:
    """The first, and those of another kind with the same people and place: one table of them."""
    return [each for each in found if each.counts[0].thing[1:] == found[0].counts[0].thing[1:]]


def _is_told(chain: Sequence[Count]) -> bool:
    """Whether more than one report tells of it: a list of one article is no news of later."""
    return len({count.line.origin for count in chain}) >= _FEWEST


def _toll(counts: Iterable[Count], chain: Sequence[Count]) -> Toll:
    outgrown = (x.line for x in counts if x.main and any(_grows(x, y) for y in chain))
    return Toll(tuple(reversed(chain))[:_SHOWN], frozenset(outgrown))


def _counted(lines: Iterable[Line]) -> dict[tuple[str, ...], list[Count]]:
    found: defaultdict[tuple[str, ...], list[Count]] = defaultdict(list)
    for line in lines:
        for count in _counts(line):
            found[count.thing].append(count)
    return found


def _chain(counts: Sequence[Count]) -> list[Count]:
    """The longest chain of counts of which each is later and larger than the one before it."""
    ordered = sorted(counts, key=lambda x: (x.day, x.value))
    best: list[list[Count]] = []
    for count in ordered:
        before = [chain for chain in best if _grows(chain[-1], count)]
        best.append([*max(before, key=len, default=[]), count])
    return max(best, key=lambda chain: (len(chain), chain[-1].value, chain[-1].day), default=[])


def _grows(before: Count, after: Count) -> bool:
    near = timedelta(0) < after.day - before.day <= _longest(before, after)
    return near and _of_one(before, after) and before.value < after.value <= _LEAP * before.value


def _longest(one: Count, other: Count) -> timedelta:
    """How far apart two counts of one thing may be."""
    asked = one.line.topic_keys
    both = all(any(_akin(name, key) for name in x.names for key in asked) for x in (one, other))
    return _LONG if both else _APART


def _of_one(one: Count, other: Count) -> bool:
    """Whether both may be of one event: they share a name, or are of one story without any."""
    if one.names and other.names:
        return any(_akin(name, other_name) for name in one.names for other_name in other.names)
    return one.line.story == other.line.story


def _counts(line: Line) -> Iterator[Count]:
    if line.language[:2] != "en" or line.parts or not _KIND.search(line.text) or _is_old(line):
        return
    told, hidden = facts(line.text), masked(line.text)
    for clause in clauses(hidden):
        here = hidden[clause.start : clause.end]
        inside = [f for f in figures(told) if clause.start <= f.token.start < clause.end]
        found = [(f, whom) for f in inside if (whom := _whom(line.text, f)) is not None]
        if len(found) == 1 and not _PART.search(_MORE_THAN.sub(" ", here)):
            start = clause.start if _KIND.search(here) else 0  # "…, the total has risen to"
            kind, words = _counted_as(line.text, found[0][0], start, clause.end)
            if kind:
                where = 0 if _HANGS.match(here) else start
                thing = (kind, found[0][1], *_scope(line, told, where, clause.end))
                main = not clause.opener.isalpha()
                yield _count(line, told, found[0][0], thing)._replace(main=main, words=words)


def _is_old(line: Line) -> bool:
    """Whether it counts what was in another year, or nobody knows when."""
    if line.day is None:
        return True
    return any(m.last.year < line.day.year for m in mentions(line.text, line.day))


def _count(line: Line, told: Facts, figure: Figure, thing: tuple[str, ...]) -> Count:
    return Count(
        line=line,
        day=(line.when.day if line.when and line.when.stated else line.day) or date.min,
        value=figure.quantity.value,
        thing=thing,
        names=frozenset(run[-1] for run in told.names if run).union(_of_topic(line, told)),
    )


def _of_topic(line: Line, told: Facts) -> Iterator[str]:
    """The words of the topic that one with a capital is made from: "Iranian"."""
    first = (token for token in told.tokens if token.raw[:1].isupper())
    others = {token.key for token in first} - line.topic_keys
    yield from (k for k in line.topic_keys if any(_akin(k, other) for other in others))


def _whom(text: str, figure: Figure) -> str | None:
    """Who is counted, "" for people; None where it is not a whole number of somebody."""
    whole = not figure.quantity.unit and figure.quantity.value == int(figure.quantity.value)
    if not whole or _OF_THEM.match(text, figure.token.end):
        return None
    counted = _PEOPLE.match(text, figure.token.end)
    if counted and counted["noun"] not in _NOBODY:
        return "" if counted["noun"] in _ANYBODY else counted["noun"]
    return "" if _REACHES.search(text, 0, figure.token.start) else None


def _counted_as(text: str, figure: Figure, start: int, end: int) -> tuple[str | None, str]:
    """What a clause counts, with its words: "dead", "killing at least nine sailors".

    Where it counts more than one thing, what stands right beside the number; else None.
    """
    number = with_bound(text, figure.token.start, figure.token.end)
    first = text.rfind(number, 0, figure.token.end)
    named = _PEOPLE.match(text, figure.token.end)
    last = named.end("noun") if named else figure.token.end
    found = [*_KIND.finditer(text, start, end)]
    if len({each.lastgroup for each in found}) > 1:
        found = [x for x in found if not text[x.end() : first].strip() or x.end() == last]
    if not found:
        return None, ""
    nearest = min(found, key=lambda x: min(abs(x.start() - last), abs(first - x.end())))
    return nearest.lastgroup, text[min(first, nearest.start()) : max(last, nearest.end())]


def _scope(line: Line, told: Facts, start: int, end: int) -> list[str]:
    """The places that a clause names: names of no part of the topic, no body, and no speaker."""
    said = speaker(line.text, line.language) or frozenset()
    there = (t for t in told.tokens if start <= t.start < end and _is_place(t, told, said))
    names = {token.key for token in there}
    if _WORLD.search(line.text, start, end):
        return ["world"]
    return sorted(n for n in names if not any(_akin(n, key) for key in line.topic_keys))


def _is_place(token: Token, told: Facts, said: AbstractSet[str]) -> bool:
    if token is told.tokens[0] and _COUNTS.match(told.text, token.end):  # "Halden has 28 cases"
        return token.raw[:1].isupper()
    named = token.kind == "name" and token.key not in said | _COUNTRY
    return named and not _BODY.match(token.raw)


def _akin(one: str, other: str) -> bool:
    longer = max(len(one), len(other)) > _PREFIX
    return one == other or (longer and one[:_PREFIX] == other[:_PREFIX])
