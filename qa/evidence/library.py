"""Sentences made ready to be checked against: their words, word pairs, names, and how rare each is.

``shelve(sentences)`` analyses a set of sentences once and remembers it, so that checking many
statements against the same sentences costs little; ``coverage`` and ``missing`` say how much of a
text its words cover. Sentences of several articles may stand side by side: each knows its article,
its neighbours there, and when it was published.
Deliberately no judgement of what counts as support (see `qa.evidence`).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from index.articles import Sentence
from qa.evidence.facts import Facts, Kind, Token, facts, kind_of
from qa.evidence.quantities import plain
from qa.evidence.quotations import spoken

Idf = Callable[[str], float]
Pair = tuple[str, str]
Published = Mapping[str, datetime]  # article id → when it was published, aware

_BEFORE, _AFTER = 2, 1  # sentences around one that tell whom "he" and where "there" is
_SPACE = 1  # code points between two sentences of one paragraph


class Place(NamedTuple):
    """Where a sentence stands."""

    article_id: str  # "" for a plain string
    ordinal: int  # in the article; of plain strings, in the order given
    published: datetime | None
    start: int = 0  # in its article, code points
    end: int = 0  # half open; of plain strings both are 0


@dataclass(frozen=True, slots=True)
class Library:
    """Analysed sentences, and in how many of them a word stands."""

    sentences: tuple[Facts, ...]
    places: tuple[Place, ...]
    around: tuple[tuple[int, ...], ...]  # of each sentence: those that stand beside it
    keys: tuple[frozenset[str], ...]  # of each sentence
    pairs: tuple[frozenset[Pair], ...]  # of each sentence: keys that follow one another
    spread: dict[str, int]  # in how many sentences a key stands
    names: frozenset[str]  # keys written with a capital where only names have one
    spoken: tuple[
        str, ...
    ]  # of each sentence: what stands in quotation marks (`qa.evidence.quotations`)
    language: str

    def idf(self, key: str) -> float:
        """How telling a word is among these sentences: log((n + 1) / (df + 0.5)), at least 0.1."""
        return max(0.1, math.log((len(self.sentences) + 1) / (self.spread.get(key, 0) + 0.5)))

    def day(self, at: int) -> date | None:
        """When the article of sentence ``at`` was published."""
        published = self.places[at].published
        return published.date() if published else None

    def beside(self, at: int) -> list[int]:
        """Sentence ``at`` and those around it, in order."""
        return sorted({at, *self.around[at]})

    def next_to(self, at: int, step: int) -> str:
        """The sentence before (-1) or after (1) sentence ``at`` in its paragraph; "" without one.

        Of sentences whose places in the article are not known, every one is of one paragraph.
        """
        place = self.places[at]
        for n in self.around[at]:
            other = self.places[n]
            if other.ordinal - place.ordinal == step:
                gap = other.start - place.end if step > 0 else place.start - other.end
                return self.sentences[n].text if gap <= _SPACE else ""
        return ""

    def kind(self, token: Token) -> Kind:
        """The token's kind, knowing which words these sentences use as names."""
        return kind_of(token, self.names)


def shelve(
    sentences: Sequence[str | Sentence], language: str = "en", published: Published | None = None
) -> Library:
    """Analyse sentences once; the result for the same sentences is found again."""
    dates = published or {}
    places = [
        Place(s.article_id, s.ordinal, dates.get(s.article_id), s.start, s.end)
        if isinstance(s, Sentence)
        else Place("", at, dates.get(""))
        for at, s in enumerate(sentences)
    ]
    texts = tuple(s if isinstance(s, str) else s.text for s in sentences)
    return prepare(texts, tuple(places), language)


@lru_cache(maxsize=512)
def prepare(texts: tuple[str, ...], places: tuple[Place, ...], language: str = "en") -> Library:
    """`shelve` for texts and as many places."""
    analysed = [facts(text, language) for text in texts]
    whole = tuple(_rejoined(analysed, places, language))
    keys = tuple(evidence_keys(each) for each in whole)
    spread: dict[str, int] = {}
    for each in keys:
        for key in each:
            spread[key] = spread.get(key, 0) + 1
    return Library(
        sentences=whole,
        places=places,
        around=_neighbours(places),
        keys=keys,
        pairs=tuple(frozenset(pairs(each.tokens)) for each in whole),
        spread=spread,
        names=frozenset(t.key for each in whole for t in each.tokens if t.kind == "name"),
        spoken=spoken(texts, [place.article_id for place in places]),
        language=language,
    )


def _neighbours(places: Sequence[Place]) -> tuple[tuple[int, ...], ...]:
    at = {(place.article_id, place.ordinal): n for n, place in enumerate(places)}
    steps = [step for step in range(-_BEFORE, _AFTER + 1) if step]
    beside = [[at.get((p.article_id, p.ordinal + step)) for step in steps] for p in places]
    return tuple(tuple(n for n in each if n is not None) for each in beside)


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


def _rejoined(analysed: Sequence[Facts], places: Sequence[Place], language: str) -> Iterator[Facts]:
    """Sentences that were cut inside a number ("1." / "7 million") know what it was."""
    for at, each in enumerate(analysed):
        last = at + 1 == len(analysed) or places[at + 1].article_id != places[at].article_id
        following = "" if last else analysed[at + 1].text
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
