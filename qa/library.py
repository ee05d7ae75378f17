"""Sentences made ready to be checked against: their words, word pairs, names, and how rare each is.

``prepare(texts)`` analyses a set of sentences once and remembers it, so that checking many
statements against the same sentences costs little; ``coverage`` and ``missing`` say how much of a
text its words cover. Deliberately no judgement of what counts as support (see `qa.evidence`).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from qa.facts import Facts, Kind, Token, facts
from qa.numerals import plain

Idf = Callable[[str], float]
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Library:
    """Analysed sentences, and in how many of them a word stands."""

    sentences: tuple[Facts, ...]
    keys: tuple[frozenset[str], ...]  # of each sentence
    pairs: tuple[frozenset[Pair], ...]  # of each sentence: keys that follow one another
    spread: dict[str, int]  # in how many sentences a key stands
    names: frozenset[str]  # keys written with a capital where only names have one
    running: str  # every word as written, lower-cased, one space between, to find quotations in

    def idf(self, key: str) -> float:
        """How telling a word is among these sentences: log((n + 1) / (df + 0.5)), at least 0.1."""
        return max(0.1, math.log((len(self.sentences) + 1) / (self.spread.get(key, 0) + 0.5)))

    def kind(self, token: Token) -> Kind:
        """The token's kind, knowing which words these sentences use as names."""
        return "name" if token.key in self.names and token.raw[:1].isupper() else token.kind


@lru_cache(maxsize=512)
def prepare(texts: tuple[str, ...], language: str = "en") -> Library:
    """Analyse sentences once; the result for the same sentences is found again."""
    analysed = tuple(_rejoined([facts(text, language) for text in texts], language))
    keys = tuple(evidence_keys(each) for each in analysed)
    spread: dict[str, int] = {}
    for each in keys:
        for key in each:
            spread[key] = spread.get(key, 0) + 1
    return Library(
        sentences=analysed,
        keys=keys,
        pairs=tuple(frozenset(pairs(each.tokens)) for each in analysed),
        spread=spread,
        names=frozenset(t.key for each in analysed for t in each.tokens if t.kind == "name"),
        running=f" {' '.join(word for each in analysed for word in each.plain)} ",
    )


def pairs(tokens: Sequence[Token]) -> list[Pair]:
    """The keys of each two tokens that follow one another."""
    return [(a.key, b.key) for a, b in pairwise(tokens)]


def evidence_keys(analysed: Facts) -> frozenset[str]:
    """Every key a sentence can answer to: its tokens', and the initials of its names."""
    also = {plain(n) for t in analysed.tokens if t.quantity for n in t.quantity.also}
    return frozenset({t.key for t in analysed.tokens} | analysed.initials | also)


def coverage(words: Iterable[str], keys: AbstractSet[str], idf: Idf | None = None) -> float:
    """The idf-weighted share, 0 to 1, of ``words`` (keys of tokens) that ``keys`` has.

    Without ``idf`` every word weighs the same. No words at all are covered: 1.0.
    """
    weights = [(word in keys, idf(word) if idf else 1.0) for word in words]
    total = sum(weight for _, weight in weights)
    return sum(weight for found, weight in weights if found) / total if total else 1.0


def missing(text: str, keys: AbstractSet[str], language: str = "en") -> tuple[str, ...]:
    """The words, numbers and names of ``text``, as written, that ``keys`` does not have."""
    silent = {"stop", "negation"}
    return tuple(
        t.raw for t in facts(text, language).tokens if t.kind not in silent and t.key not in keys
    )


def _rejoined(analysed: Sequence[Facts], language: str) -> Iterator[Facts]:
    """Sentences that were cut inside a number ("1." / "7 million") know what it was."""
    for at, each in enumerate(analysed):
        following = analysed[at + 1].text if at + 1 < len(analysed) else ""
        if following[:1].isdecimal() and each.text.endswith(".") and each.tokens:
            yield _with_decimals(each, following, language)
        else:
            yield each


def _with_decimals(cut: Facts, following: str, language: str) -> Facts:
    last = cut.tokens[-1]
    whole = facts(f"{last.raw}.{following[:40]}", language).tokens[0].quantity
    if last.quantity is None or whole is None:
        return cut
    also = last.quantity._replace(also=(*last.quantity.also, whole.value))
    return replace(cut, tokens=(*cut.tokens[:-1], last._replace(quantity=also)))
