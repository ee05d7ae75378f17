"""One statement laid against one sentence: what matches, and what stands in its place instead.

Where a statement has "Tuesday" between the same words between which the sentence has "Monday",
that is a contradiction and not merely a missing word. ``conflicts`` finds such places: other
numbers, dates, names and opposites in the same slot, names that changed places, a negation on one
side only.
Deliberately no parsing: slots are the gaps between the longest runs of words that both share.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import combinations, pairwise
from typing import Literal, NamedTuple

from index.words import stem
from qa.facts import CHECKED, Facts, Token
from qa.hedging import unhedged
from qa.vocabulary import contrary

# Verbs that carry a negation within them: "denied that it had" says "had not".
_NEGATIVE = frozenset(
    stem(word)
    for word in "deny refuse reject decline fail lack unable stop prevent avoid oppose ban end "
    "cease miss absent impossible unlikely neither few little rule".split()
)
_DETERMINERS = frozenset({"the", "a", "an"})
_SLOT = 6  # tokens: a wider gap is another clause, not another filling of the same place


Side = Literal["opening", "inner", "closing"]


class Gap(NamedTuple):
    """What stands on either side between two shared runs."""

    stated: tuple[Token, ...]
    found: tuple[Token, ...]
    side: Side  # which sides of it have shared words
    opens: bool  # whether nothing, or only a stop word or two, stands before it in the statement

    def slot(self) -> tuple[Token, ...]:
        """What stands in the sentence where the statement's words would stand."""
        if len(self.found) <= _SLOT:
            return self.found
        head, tail = self.found[: _SLOT // 2], self.found[-_SLOT // 2 :]
        return {"opening": tail, "inner": head + tail, "closing": head}[self.side]


class Alignment(NamedTuple):
    """Positions in the statement → positions in the sentence, and the gaps between."""

    matched: dict[int, int]
    gaps: tuple[Gap, ...]

    @property
    def opening(self) -> Gap | None:
        """What each side says before the first shared word that is more than "the", if both do."""
        first = self.gaps[0] if self.gaps else None
        return first if first and first.stated and first.found and first.opens else None


def align(stated: Facts, found: Facts) -> Alignment:
    """Longest shared runs first, in order (Ratcliff and Obershelp, through difflib)."""
    ours, theirs = [t.key for t in stated.tokens], [t.key for t in found.tokens]
    blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    matched: dict[int, int] = {}
    gaps: list[Gap] = []
    i = j = 0
    for a, b, size in blocks:
        if a > i or b > j:
            side: Side = "closing" if not size else "inner" if matched else "opening"
            opens = all(t.kind == "stop" for t in stated.tokens[:i])
            gaps.append(Gap(stated.tokens[i:a], found.tokens[j:b], side, opens))
        matched.update({a + k: b + k for k in range(size)})
        i, j = a + size, b + size
    return Alignment(matched, tuple(gaps))


def conflicts(
    stated: Facts, found: Facts, alignment: Alignment, names: frozenset[str]
) -> Iterator[str]:
    """What the sentence says otherwise, one line each; ``names``: keys known to be names."""
    for gap in alignment.gaps:
        if len(gap.stated) <= _SLOT:
            yield from _other_filling(gap, names)
    yield from _other_quantities(stated, found, alignment)
    yield from _negations(stated, found, alignment)
    yield from _swaps(stated, found, names)
    yield from _scrambled(stated, found, names)
    yield from unhedged(stated, found, alignment.matched)


def _kind(token: Token, names: frozenset[str]) -> str:
    known = token.key in names and token.raw[:1].isupper() and token.kind != "stop"
    return "name" if known else token.kind


def _other_filling(gap: Gap, names: frozenset[str]) -> Iterator[str]:
    slot = gap.slot()
    here, there = {t.key for t in gap.stated}, {t.key for t in slot}
    for token in gap.stated:
        kind = _kind(token, names)
        if token.key in there:
            continue
        rivals = [t for t in slot if t.key not in here]
        if kind in CHECKED:
            same = [t for t in rivals if _rivals(kind, _kind(t, names)) and not _same(token, t)]
            if same and not any(_same(token, t) for t in rivals):
                yield f"{token.raw} / {same[0].raw}"
        elif against := [t for t in rivals if _excludes(token, t)]:
            yield f"{token.raw} / {against[0].raw}"


def _rivals(one: str, other: str) -> bool:
    """Whether a token of one kind cannot stand in the place of one of the other."""
    return one in CHECKED and other in CHECKED


def _excludes(one: Token, other: Token) -> bool:
    if one.quantity and other.quantity:  # "first" and "second" are no more than words
        return not one.quantity.agrees(other.quantity)
    return contrary(one.key, other.key)


def _same(one: Token, other: Token) -> bool:
    if one.quantity and other.quantity:
        return one.quantity.agrees(other.quantity)
    return one.key == other.key


def _other_quantities(stated: Facts, found: Facts, alignment: Alignment) -> Iterator[str]:
    """The same digits of something else: 87% and 87 days, more than 5 and fewer than 5."""
    for i, j in alignment.matched.items():
        one, other = stated.tokens[i], found.tokens[j]
        if one.quantity and other.quantity and not one.quantity.agrees(other.quantity):
            yield f"{_written(stated, one)} / {_written(found, other)}"


def _written(facts: Facts, token: Token) -> str:
    return facts.text[max(0, token.start - 1) : token.end + 6].strip()


def _heads(tokens: Sequence[Token]) -> Iterator[tuple[int, int | None]]:
    """Each negation with the first content word in its reach, by position."""
    for at, token in enumerate(tokens):
        if token.kind == "negation":
            yield at, next((k for k in range(at + 1, len(tokens)) if tokens[k].negated), None)


def _negations(stated: Facts, found: Facts, alignment: Alignment) -> Iterator[str]:
    if _count(stated) > _count(found) + sum(t.key in _NEGATIVE for t in found.tokens):
        yield f"{next(t.raw for t in stated.tokens if t.kind == 'negation')} /"
    yield from _added(stated, found, alignment.matched)
    yield from _dropped(stated, found, {j: i for i, j in alignment.matched.items()})


def _count(facts: Facts) -> int:
    return sum(t.kind == "negation" for t in facts.tokens)


def _added(stated: Facts, found: Facts, matched: Mapping[int, int]) -> Iterator[str]:
    """Negations of the statement that the sentence does not have."""
    for at, head in _heads(stated.tokens):
        if head is None or at in matched:
            continue
        if head in matched:
            if not found.tokens[matched[head]].negated:
                yield f"{stated.tokens[at].raw} {stated.tokens[head].raw} /"
        elif not any(t.kind == "negation" or t.key in _NEGATIVE for t in found.tokens):
            yield f"{stated.tokens[at].raw} /"


def _dropped(stated: Facts, found: Facts, matched: Mapping[int, int]) -> Iterator[str]:
    """Negations of the sentence that the statement leaves out, though it says the rest."""
    for at, head in _heads(found.tokens):
        if at in matched:
            continue
        if head is None:  # "those who do not."
            if at - 1 in matched and at == len(found.tokens) - 1:
                yield f"/ {found.tokens[at].raw}"
        elif head in matched and (
            not stated.tokens[matched[head]].negated
            or matched[head] - matched.get(at - 1, -1) == head - at
        ):
            yield f"/ {found.tokens[at].raw} {found.tokens[head].raw}"


def _swaps(stated: Facts, found: Facts, names: frozenset[str]) -> Iterator[str]:
    """Two names, numbers or dates in the other order, each among other neighbours than before."""
    ours = _single_facts(stated, names)
    theirs = _single_facts(found, names)
    shared = [key for key in ours if key in theirs]
    for one, other in combinations(shared, 2):
        if theirs[one] < theirs[other]:
            continue
        if all(_moved(stated, ours[k], found, theirs[k]) for k in (one, other)):
            first, second = stated.tokens[ours[one]], stated.tokens[ours[other]]
            if _passive(stated, ours[one], ours[other]) == _passive(
                found, theirs[other], theirs[one]
            ):
                yield f"{first.raw} … {second.raw} / {second.raw} … {first.raw}"


def _scrambled(stated: Facts, found: Facts, names: frozenset[str]) -> Iterator[str]:
    """Two words of one name in the other order: "Hoggard Andrew"."""
    theirs = _single_facts(found, names)
    for one, other in pairwise(stated.tokens):
        together = _capital(one) and _capital(other) and stated.text[one.end : other.start] == " "
        if together and theirs.get(one.key, -1) > theirs.get(other.key, len(found.tokens)):
            yield f"{one.raw} {other.raw} / {other.raw} … {one.raw}"


def _single_facts(facts: Facts, names: frozenset[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    again: set[str] = set()
    for at, token in enumerate(facts.tokens):
        if _kind(token, names) in CHECKED:
            again.update({token.key} & places.keys())
            places[token.key] = at
    return {key: at for key, at in places.items() if key not in again}


def _moved(stated: Facts, i: int, found: Facts, j: int) -> bool:
    return all(_neighbour(stated, i, step) != _neighbour(found, j, step) for step in (-1, 1))


def _neighbour(facts: Facts, at: int, step: int) -> str:
    """The word before or after the whole name, with its title or "the port of", at that place."""
    at += step
    tokens = facts.tokens
    while 0 <= at < len(tokens):
        if step < 0 and tokens[at].raw == "of":
            at -= 1
        elif not (_capital(tokens[at]) or tokens[at].raw.lower() in _DETERMINERS):
            return tokens[at].key
        at += step
    return ""


def _capital(token: Token) -> bool:
    return token.raw[:1].isupper() and token.kind in {"name", "word"}


def _passive(facts: Facts, start: int, end: int) -> bool:
    return any(t.key == "by" for t in facts.tokens[start:end])
