"""A question to ranked chunks: two lists, one from meaning and one from words, fused and re-scored.

Measured on the 399 questions of RealTime QA 2022 (see tests/benchmarks/retrieval_quality.py).
Deliberately not here: any input or output. The stores are given, and whoever calls makes
passages of what comes back.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from index.articles import Filters, FoundBy
from index.retrieval.rescoring import Asked
from index.syndication.repeats import Pairs, repeats

# Chunks taken from the lists at least. With 10 to 100 of meaning and 20 to 100 of words no figure
# changes by more than two questions of 399, and re-scoring takes its time by the chunk.
_DEEP_IN_MEANING = 10
_DEEP_IN_WORDS = 25

# Weights beside BM25 (a share of its list's best, weight 1). Together they bring hit@1 from .571
# to .619, hit@4 from .764 to .784, hit@10 from .845 to .857, MRR@10 from .664 to .700. Without:
MEANING = 0.2  # no figure changes here; but it is all there is where no word is shared
TOGETHER = 0.2  # hit@1 .614, MRR .699; words in one place are more likely about one thing
HEADLINE = 0.2  # hit@1 .602, MRR .691; an article about it is better than one that mentions it
PAIRS = 0.2  # hit@1 .604, MRR .691; names and phrases as units
OPENING = 0.1  # hit@1 .604, MRR .687; news begin with what happened
FRESH = 0.15  # see `_freshness`; with it hit@1 rises by .010, MRR by .006, on both halves

# Beside the score, from the second place on (see `_ordered`). Together, and with 25 instead of
# 20 chunks of words, they bring hit@4 from .818 to .831 and hit@10 from .884 to .893; on neither
# half does any figure fall.
COVERS = 1.0  # hit@4 .826, hit@10 .889 by itself; .8 to 1.5 do the same
LENGTH = 0.1  # the end of an article is short, which BM25 takes for better; to .2 it is the same
_USUAL = 850  # characters of a chunk
# Tried and left out, none of them better than chance on both halves: words of the whole article,
# BM25 of the article, its other chunks, quoted strings and runs of capitals, names weighted more,
# words of a similar vector, single sentences' vectors, words that the best five share, three
# words in a row, leaving filler words out of the question, one chunk of an article only. Linear
# weights learned on 35 such features gave .609 to .622 for hit@1 on the half not learned from.


_WEEK = 7 * 24 * 3600  # seconds
_TEN_YEARS = 522  # weeks


class Found(Protocol):
    """A chunk that may be shown, with what is looked at to rank it."""

    @property
    def chunk_id(self) -> str:
        """Its id."""

    @property
    def article_id(self) -> str:
        """Id of its article."""

    @property
    def title(self) -> str:
        """Headline of its article."""

    @property
    def language(self) -> str | None:
        """BCP 47, of its article."""

    @property
    def text(self) -> str:
        """The chunk's text."""

    @property
    def first(self) -> int:
        """Ordinal of its first sentence."""

    @property
    def published(self) -> int | None:
        """When its article was published, in Unix seconds."""


class Stores(Protocol):
    """What retrieval asks of an index."""

    def nearest(
        self, question: str, limit: int, filters: Filters
    ) -> Callable[[], Sequence[tuple[str, float]]]:
        """Begin to look for the chunks nearest in meaning; the call waits: (id, cosine)."""

    def matching(self, question: str, limit: int, filters: Filters) -> Sequence[tuple[str, float]]:
        """The chunks with the question's words, best first: (id, BM25)."""

    def candidates(self, chunk_ids: Iterable[str]) -> Mapping[str, Found]:
        """These chunks, as far as they may be shown."""

    def copies(self, article_ids: Iterable[str]) -> Pairs:
        """Which of these articles have their text in common with which."""

    def frequencies(self, words: Sequence[str]) -> Sequence[int]:
        """In how many chunks each of these words occurs."""

    def size(self) -> int:
        """How many chunks there are."""

    def newest(self) -> int | None:
        """When the latest article was published, in Unix seconds."""


class Ranked(NamedTuple):
    """A chunk in its place among the results."""

    chunk_id: str
    score: float  # higher is better; comparable within one retrieval only
    found_by: FoundBy
    copies: tuple[str, ...] = ()  # ids of articles whose chunk of the same text was left out


def retrieve(question: str, limit: int, stores: Stores, filters: Filters) -> list[Ranked]:
    """The ``limit`` best chunks for ``question``, best first; fewer where fewer are found."""
    if limit < 1 or not question.strip():
        return []
    deep_in_meaning, deep_in_words = max(_DEEP_IN_MEANING, limit), max(_DEEP_IN_WORDS, 2 * limit)
    # Most of the work is done on the chunks of words while those of meaning are looked for.
    nearest = stores.nearest(question, deep_in_meaning, filters)
    lexical = dict(stores.matching(question, deep_in_words, filters))
    asked = Asked(question, stores.frequencies, stores.size())
    fits = _fits(lexical, asked, stores)
    dense = dict(nearest())
    fits += _fits(dense.keys() - lexical.keys(), asked, stores)
    words, meaning = _Shares(lexical, deep_in_words), _Shares(dense, deep_in_meaning)
    scored = [
        fit._replace(score=fit.score + words[fit.chunk_id] + MEANING * meaning[fit.chunk_id])
        for fit in fits
    ]
    pairs = stores.copies({fit.article_id for fit in scored})
    return [
        Ranked(chunk_id, score, _found_by(chunk_id in dense, chunk_id in lexical), copies)
        for chunk_id, score, copies in _ordered(scored, limit, asked, pairs)
    ]


class _Scored(NamedTuple):
    chunk_id: str
    article_id: str
    text: str
    score: float
    length: float  # 1 for that of most chunks, less for remnants
    words: frozenset[str]  # of the question


def _fits(chunk_ids: Iterable[str], asked: Asked, stores: Stores) -> list[_Scored]:
    """How well chunks fit by themselves, wherever they stand in the lists."""
    newest = stores.newest()
    return [_fit(chunk, asked, newest) for chunk in stores.candidates(chunk_ids).values()]


def _fit(chunk: Found, asked: Asked, newest: int | None) -> _Scored:
    likeness = asked.likeness(chunk.title, chunk.text, chunk.language)
    score = (
        TOGETHER * likeness.together
        + HEADLINE * likeness.headline
        + PAIRS * likeness.pairs
        + FRESH * _freshness(chunk.published, newest)
        + (OPENING if chunk.first == 0 else 0.0)
    )
    length = min(1.0, len(chunk.text) / _USUAL)
    return _Scored(chunk.chunk_id, chunk.article_id, chunk.text, score, length, likeness.words)


def _ordered(
    scored: Iterable[_Scored], limit: int, asked: Asked, pairs: Pairs
) -> Iterator[tuple[str, float, tuple[str, ...]]]:
    """Ids, scores, and the articles that repeat it: the best first, then whatever is good and
    adds most to those before it. What repeats one of them is left out.

    Greedy, as in maximal marginal relevance (Carbonell and Goldstein, 1998), with the question's
    words in place of the passages' likeness. A score is never above the one before it.
    """
    rest = sorted(scored, key=lambda s: (-s.score, s.chunk_id))
    unseen, lowest = asked.words, math.inf
    while rest and limit > 0:
        best = rest[0] if lowest == math.inf else _worthiest(rest, asked, unseen)
        rest.remove(best)
        unseen, lowest, limit = unseen - best.words, min(lowest, best.score), limit - 1
        repeated = repeats(best, rest, pairs)
        rest = [other for other in rest if other not in repeated] if repeated else rest
        yield best.chunk_id, lowest, tuple(dict.fromkeys(r.article_id for r in repeated))


def _worthiest(rest: Sequence[_Scored], asked: Asked, unseen: frozenset[str]) -> _Scored:
    """The best of ``rest``, which is sorted by score, once more than the score counts."""
    most = COVERS * asked.share(unseen) + LENGTH  # that anything can add to its score
    best, highest = rest[0], -math.inf
    for chunk in rest:
        if chunk.score + most < highest:
            break
        worth = chunk.score + COVERS * asked.share(chunk.words & unseen) + LENGTH * chunk.length
        if worth > highest:
            best, highest = chunk, worth
    return best


class _Shares(dict[str, float]):
    """Scores as shares of their list's best; what a full list does not have has its last's share.

    That is the most it can have: a chunk that one list misses by a hair is not to fall behind as
    if it had nothing (taking 0 for the dense list costs 3 points of hit@1). What a list that is
    not full does not have, has nothing.
    """

    def __init__(self, scores: Mapping[str, float], full: int) -> None:
        best = max(scores.values(), default=0.0)
        super().__init__({i: max(0.0, score / best) for i, score in scores.items() if best > 0})
        self._last = min(self.values(), default=0.0) if len(scores) >= full else 0.0

    def __missing__(self, _: str) -> float:
        return self._last


def _freshness(published: int | None, newest: int | None) -> float:
    """How new an article is among those of the index: 1 for the newest, 0 from ten years on.

    Most questions about the news are about the latest of several similar events. The scale is
    logarithmic: half is lost in five months. An article without a date counts as that old.
    """
    if published is None or newest is None:
        return 0.5
    weeks = max(0, newest - published) / _WEEK
    return max(0.0, 1.0 - math.log1p(weeks) / math.log1p(_TEN_YEARS))


def _found_by(dense: bool, lexical: bool) -> FoundBy:
    if dense and lexical:
        return "both"
    return "dense" if dense else "lexical"
