"""All articles that are about a topic: not the ten best passages, but everything that matches.

Words decide, as in a search: BM25 gives the chunks that have any of the topic's words, and an
article is about it by how much of the topic's weight stands in one place of it, in its opening
and in its headline: news say first what they are about. Deliberately no ranking for showing:
`relevance` says how much, not how good. No I/O: the stores are given.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from index.articles import Filters
from index.retrieval import Stores
from index.retrieval.rescoring import Asked

# Read by eye on 21 topics over 4,878 articles, four articles of each tenth ("war in Ukraine" to
# "protests in Iran"): above .6 most are about the topic or a part of it; between .4 and .6 many
# only mention it ("5 things to know").
ABOUT = 0.6
# Chunks looked at in one go; where so many in a row bring no new article, neither would the rest,
# which BM25 has further down.
_BATCH = 1_000
_MOST = 50_000  # chunks: 4,000 articles in which every chunk has one of the words


class Relevant(NamedTuple):
    """An article that is about a topic."""

    article_id: str
    relevance: float  # 0 to 1


@dataclass(slots=True)
class _Found:
    """What of the topic's weight an article has, as shares."""

    anywhere: float = 0.0  # in the one place that has most
    opening: float = 0.0  # in its first chunk
    headline: float = 0.0

    @property
    def relevance(self) -> float:
        """The mean of the three."""
        return (self.anywhere + self.opening + self.headline) / 3


def relevant(topic: str, stores: Stores, filters: Filters) -> list[Relevant]:
    """The articles within ``filters`` that are about ``topic``, the most relevant first.

    By all of its words alike, or with those that are names weighing more, whichever is more.
    """
    size = stores.size()
    ways = [frozenset[str](), names] if (names := _names(topic)) else [frozenset[str]()]
    chunk_ids = [i for i, _ in stores.matching(topic, min(_MOST, max(1, size)), filters)]
    relevance: dict[str, float] = {}
    for heavy in ways:
        asked = Asked(topic, stores.frequencies, size, heavy)
        for article_id, found in _found(asked, chunk_ids, stores).items():
            relevance[article_id] = max(relevance.get(article_id, 0.0), found.relevance)
    ranked = sorted(relevance.items(), key=lambda each: (-each[1], each[0]))
    return [Relevant(*each) for each in ranked if each[1] >= ABOUT]


def _found(asked: Asked, chunk_ids: Sequence[str], stores: Stores) -> dict[str, _Found]:
    """What the articles of these chunks have of the topic, until no more of them are about it."""
    found: dict[str, _Found] = {}
    about = 0
    for batch in _batches(chunk_ids):
        _look(batch, asked, stores, found)
        now = sum(each.relevance >= ABOUT for each in found.values())
        if now == about:
            break
        about = now
    return found


def _names(topic: str) -> frozenset[str]:
    """The words with a capital, of the first one with no small letter: "war in Ukraine"."""
    words = topic.replace("-", " ").split()
    return frozenset(
        w.lower() for n, w in enumerate(words) if w[:1].isupper() and (n or w.isupper())
    )


def _batches(chunk_ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(chunk_ids), _BATCH):
        yield chunk_ids[start : start + _BATCH]


def _look(chunk_ids: Sequence[str], asked: Asked, stores: Stores, found: dict[str, _Found]) -> None:
    """Note what these chunks have of the topic."""
    for chunk in stores.candidates(chunk_ids).values():
        text = f"{chunk.title} {chunk.text}" if chunk.first == 0 else chunk.text
        likeness = asked.likeness(chunk.title, text, chunk.language)
        of = found.setdefault(chunk.article_id, _Found(headline=likeness.headline))
        of.anywhere = max(of.anywhere, likeness.together)
        if chunk.first == 0:
            of.opening = likeness.together
