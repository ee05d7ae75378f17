"""Sentences to chunks: runs of whole sentences within a token budget.

Deliberately not here: counting tokens (the embedder's business) and text (a chunk is a span).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from index.articles import Article, Chunk, Sentence

# 200 tokens of the bundled model are about 850 characters of English: on the 2022 questions the
# length at which a passage still is about one thing and mostly holds the whole answer.
CHUNK_TOKENS = 200

# The last sentence of a chunk opens the next one too if it is at most this long: "He was 84."
# belongs to what comes after as much as to what came before.
OVERLAP_TOKENS = 40


def chunk(
    article: Article,
    sentences: Sequence[Sentence],
    counts: Sequence[int],
    budget: int = CHUNK_TOKENS,
) -> list[Chunk]:
    """Pack an article's sentences into chunks of at most ``budget`` tokens.

    ``counts[i]`` is the number of tokens of ``sentences[i]``. A sentence over the budget is a
    chunk alone. Ids are deterministic: the same article and text give the same chunks.
    """
    return [
        _chunk(article, sentences[first:last], sum(counts[first:last]))
        for first, last in _runs(counts, budget)
    ]


def _runs(counts: Sequence[int], budget: int) -> Iterator[tuple[int, int]]:
    first, last, total = 0, 0, 0
    while last < len(counts):
        if last > first and total + counts[last] > budget:
            yield first, last
            first, total = _next_start(counts, last, budget)
        total += counts[last]
        last += 1
    if last > first:
        yield first, last


def _next_start(counts: Sequence[int], last: int, budget: int) -> tuple[int, int]:
    """Where the chunk after ``last`` begins, and the tokens it begins with."""
    overlap = counts[last - 1]
    if overlap <= OVERLAP_TOKENS and overlap + counts[last] <= budget:
        return last - 1, overlap
    return last, 0


def _chunk(article: Article, sentences: Sequence[Sentence], token_count: int) -> Chunk:
    start, end = sentences[0].start, sentences[-1].end
    first, last = sentences[0].ordinal, sentences[-1].ordinal + 1
    key = f"{article.id}\0{start}\0{article.text[start:end]}"
    digest = hashlib.sha256(key.encode()).hexdigest()[:16]
    return Chunk(digest, article.id, first, last, start, end, token_count)
