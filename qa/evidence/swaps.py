"""Two names, numbers or dates of a statement that stand the other way round in its sentence.

"Ruiz beat Haddad" is not "Haddad beat Ruiz", "to Selm" not "from Selm". Deliberately no parsing:
two that changed places count where each stands among other words than before, and a passive turns
them back.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from qa.evidence.facts import CHECKED, Facts, Token, kind_of
from qa.evidence.vocabulary import contrary

_DETERMINERS = frozenset({"the", "a", "an"})


def swaps(stated: Facts, found: Facts, names: frozenset[str]) -> Iterator[str]:
    """Two names, numbers or dates in the other order, each among other neighbours than before."""
    ours = _single_facts(stated, names)
    theirs = _single_facts(found, names)
    shared = [key for key in ours if key in theirs]
    for one, other in combinations(shared, 2):
        first, second = stated.tokens[ours[one]], stated.tokens[ours[other]]
        if theirs[one] < theirs[other] or kind_of(first, names) != kind_of(second, names):
            continue
        if _together(found, theirs[other], theirs[one]):
            continue
        turned = _passive(stated, ours[one], ours[other])
        if turned == _passive(found, theirs[other], theirs[one]) and all(
            _moved(stated, ours[k], found, theirs[k]) for k in (one, other)
        ):
            yield f"{first.raw} … {second.raw} / {second.raw} … {first.raw}"


def reversals(stated: Facts, found: Facts, names: frozenset[str]) -> Iterator[str]:
    """A name, number or date behind the opposite preposition: "to Selm", "from Selm"."""
    ours, theirs = _single_facts(stated, names), _single_facts(found, names)
    for key in ours.keys() & theirs.keys():
        one, other = _neighbour(stated, ours[key], -1), _neighbour(found, theirs[key], -1)
        if contrary(one, other):
            raw = stated.tokens[ours[key]].raw
            yield f"{one} {raw} / {other} {raw}"


def _together(found: Facts, start: int, end: int) -> bool:
    """Whether nothing but capitals stands between two tokens: "CEO Ana Ruiz"."""
    between = found.text[found.tokens[start].end : found.tokens[end].start]
    return all(word[:1].isupper() for word in between.split()) and "," not in between


def scrambled(stated: Facts, found: Facts, names: frozenset[str]) -> Iterator[str]:
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
        if kind_of(token, names) in CHECKED:
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
