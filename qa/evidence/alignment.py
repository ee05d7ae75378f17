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
from typing import Literal, NamedTuple

from index.words import stem
from qa.evidence.bounds import with_bound
from qa.evidence.facts import CHECKED, Facts, Token, kind_of
from qa.evidence.hedging import unhedged
from qa.evidence.swaps import reversals, scrambled, swaps
from qa.evidence.vocabulary import contrary

# Verbs that carry a negation within them: "denied that it had" says "had not".
NEGATIVE = frozenset(
    stem(word)
    for word in "deny refuse reject decline fail lack unable stop prevent avoid oppose ban end "
    "cease miss absent impossible unlikely neither few little rule".split()
)
_IDEOGRAPHS = "\u2e80"  # and after
_SLOT = 6  # tokens: a wider gap is another clause, not another filling of the same place


_NOTHING = "nothing of the kind"


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
    yield from swaps(stated, found, names)
    yield from reversals(stated, found, names)
    yield from scrambled(stated, found, names)
    yield from unhedged(stated, found, alignment.matched)


def _other_filling(gap: Gap, names: frozenset[str]) -> Iterator[str]:
    slot = gap.slot()
    here, there = {t.key for t in gap.stated}, {t.key for t in slot}
    for token in gap.stated:
        kind = kind_of(token, names)
        if token.key in there:
            continue
        rivals = [t for t in slot if t.key not in here]
        if kind in CHECKED:
            same = [t for t in rivals if _rivals(kind, kind_of(t, names)) and not _same(token, t)]
            if same and not any(_same(token, t) for t in rivals):
                yield f"{token.raw} / {same[0].raw}"
        elif against := [t for t in rivals if _excludes(token, t)]:
            yield f"{token.raw} / {against[0].raw}"


def _rivals(one: str, other: str) -> bool:
    """Whether a token of one kind cannot stand in the place of one of the other."""
    return one in CHECKED and one == other


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
    return with_bound(facts.text, token.start, token.end)


def _heads(tokens: Sequence[Token]) -> Iterator[tuple[int, int | None]]:
    """Each negation with the first content word in its reach, by position.

    Of a script without spaces, where a token is a character, with each of them.
    """
    for at, token in enumerate(tokens):
        if token.kind == "negation":
            reach = (k for k in range(at + 1, len(tokens)) if tokens[k].negated)
            if token.raw >= _IDEOGRAPHS:
                ends = next((k for k in range(at + 1, len(tokens)) if not tokens[k].negated), None)
                yield from ((at, k) for k in range(at + 1, ends or len(tokens)))
            else:
                yield at, next(reach, None)


def _negations(stated: Facts, found: Facts, alignment: Alignment) -> Iterator[str]:
    if _count(stated) > _count(found) + sum(t.key in NEGATIVE for t in found.tokens):
        yield f"{next(t.raw for t in stated.tokens if t.kind == 'negation')} / {_NOTHING}"
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
                yield _both(stated, at, head, dropped=False)
        elif not any(t.kind == "negation" or t.key in NEGATIVE for t in found.tokens):
            yield f"{stated.tokens[at].raw} / {_NOTHING}"


def _dropped(stated: Facts, found: Facts, matched: Mapping[int, int]) -> Iterator[str]:
    """Negations of the sentence that the statement leaves out, though it says the rest."""
    for at, head in _heads(found.tokens):
        if at in matched:
            continue
        if head is None:  # "those who do not."
            if at - 1 in matched and at == len(found.tokens) - 1:
                yield _both(found, at, at - 1, dropped=True)
        elif head in matched and (
            not stated.tokens[matched[head]].negated or _in_its_place(found, matched, at, head)
        ):
            yield _both(found, at, head, dropped=True)


def _in_its_place(found: Facts, matched: Mapping[int, int], at: int, head: int) -> bool:
    """Whether the statement has nothing where the sentence has its negation."""
    spaced = found.tokens[at].raw < _IDEOGRAPHS
    return spaced and matched[head] - matched.get(at - 1, -1) == head - at


def _both(facts: Facts, at: int, head: int, *, dropped: bool) -> str:
    """The negated word with and without what negates it."""
    last = max(at, head)
    first = min(at, head)
    whole = facts.text[facts.tokens[first].start : facts.tokens[last].end]
    bare = facts.tokens[head].raw
    return f"{bare} / {whole}" if dropped else f"{whole} / {bare}"
