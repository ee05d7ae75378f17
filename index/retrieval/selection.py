"""All articles that are about a topic: not the ten best passages, but everything that matches.

Words and meaning decide. BM25 gives the chunks that have any of the topic's words: how much of the
topic's weight stands in one place of an article, in its opening and in its headline, since news say
first what they are about. Vectors say how near its nearest chunk is to the topic, held against the
nearest of all, so that "attacks on US forces" finds those on soldiers, too, whatever cosines an
embedder gives. Deliberately no ranking for showing:
`relevance` says how much, not how good. No I/O: the stores are given.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from index.articles import Filters
from index.retrieval import Stores
from index.retrieval.rescoring import Asked

# On 13 topics over 4,878 articles ("inflation", "rail strike", "Twitter layoffs"), where an article
# counts as about one that names it, or a word for it, in its headline or in three sentences:
# precision .69, recall .73, and by words alone .69 and .60.
ABOUT = 0.6
_MEANING = 0.6  # what the nearness of its best chunk weighs, of 1; the rest are words
_WORDS = 0.3  # of the topic an article must have at least, however near it is
# Of the topic: enough by itself, however far away it is; at .65 precision is .65.
_WHOLE = 0.7
_NEAREST = 2_000  # chunks; what is further away counts as being as near as the last of them
# One country goes by two words, of which a topic has one.
_ALSO = {"US": "American", "U.S.": "American", "American": "US"}
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
    awaited = stores.nearest(topic, max(1, min(_NEAREST, stores.size())), filters)
    words: dict[str, float] = {}
    for spelled in dict.fromkeys((topic, _spelled_otherwise(topic))):
        for article_id, share in _by_words(spelled, stores, filters):
            words[article_id] = max(words.get(article_id, 0.0), share)
    near = _Nearness(awaited(), stores)
    relevance = {
        article_id: max(
            _MEANING * near.of(article_id) + (1 - _MEANING) * share,
            share if share >= _WHOLE else 0.0,
        )
        for article_id, share in words.items()
        if share >= _WORDS
    }
    ranked = sorted(relevance.items(), key=lambda each: (-each[1], each[0]))
    return [Relevant(*each) for each in ranked if each[1] >= ABOUT]


def _spelled_otherwise(topic: str) -> str:
    return " ".join(_ALSO.get(word, word) for word in topic.split())


def _by_words(topic: str, stores: Stores, filters: Filters) -> Iterator[tuple[str, float]]:
    """Articles with words of the topic, and how much of it they have, for each way to weigh it."""
    size = stores.size()
    ways = [frozenset[str](), names] if (names := _names(topic)) else [frozenset[str]()]
    chunk_ids = [i for i, _ in stores.matching(topic, min(_MOST, max(1, size)), filters)]
    for heavy in ways:
        asked = Asked(topic, stores.frequencies, size, heavy)
        for article_id, found in _found(asked, chunk_ids, stores).items():
            yield article_id, found.relevance


class _Nearness:
    """How near articles are to a topic in meaning, 0 to 1, of the nearest one."""

    def __init__(self, nearest: Sequence[tuple[str, float]], stores: Stores) -> None:
        cosines = dict(nearest)
        self._best: dict[str, float] = {}
        for chunk_id, chunk in stores.candidates(cosines).items():
            best = self._best.get(chunk.article_id, 0.0)
            self._best[chunk.article_id] = max(best, cosines[chunk_id])
        self._most = max(self._best.values(), default=0.0)
        self._least = max(0.0, min(cosines.values(), default=0.0))

    def of(self, article_id: str) -> float:
        """Of an article, by its nearest chunk; 1 where no vector says anything."""
        if self._most <= 0.0:
            return 1.0
        return self._best.get(article_id, self._least) / self._most


def _found(asked: Asked, chunk_ids: Sequence[str], stores: Stores) -> dict[str, _Found]:
    """What the articles of these chunks have of the topic, until no more of them are about it."""
    found: dict[str, _Found] = {}
    about = 0
    for batch in _batches(chunk_ids):
        _look(batch, asked, stores, found)
        now = sum(each.relevance >= _WORDS for each in found.values())
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
