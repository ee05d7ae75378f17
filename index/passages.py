"""Ranked chunks to passages: each with the sentences around it, none of them shown twice.

Deliberately not here: looking anything up. The sentences are given.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from index.articles import Article, Chunk, Sentence

# A chunk is widened by whole sentences, now one before, now one after it, while it stays within
# this many characters: 983 on average then, for chunks of 850. On the 2022 questions this brings
# hit@1 from .646 to .673, hit@4 from .806 to .821, hit@10 from .877 to .886: what a sentence is
# about often stands just outside its chunk.
PASSAGE_CHARACTERS = 1_080

# How many sentences may be asked for on either side; a chunk has room for some three.
REACH = 12

Lookup = Callable[[Article, int, int], list[Sentence]]


def widen(found: Sequence[tuple[Chunk, Article]], sentences: Lookup) -> list[tuple[Sentence, ...]]:
    """The sentences of each chunk and around it, best chunk first.

    ``sentences(article, first, last)`` gives those with ordinals in [first, last). A sentence
    that an earlier passage shows is not added to a later one, though a chunk is never cut.
    """
    shown: set[tuple[str, int]] = set()
    widened = []
    for chunk, article in found:
        near = sentences(article, max(0, chunk.first - REACH), chunk.last + REACH)
        by_ordinal = {s.ordinal: s for s in near if (article.id, s.ordinal) not in shown}
        by_ordinal |= {s.ordinal: s for s in near if chunk.first <= s.ordinal < chunk.last}
        first, last = _grown(chunk, by_ordinal)
        shown.update((article.id, ordinal) for ordinal in range(first, last))
        widened.append(tuple(by_ordinal[ordinal] for ordinal in range(first, last)))
    return widened


def _grown(chunk: Chunk, by_ordinal: dict[int, Sentence]) -> tuple[int, int]:
    """Ordinals of the first sentence and, half open, the last."""
    first, last = chunk.first, chunk.last
    start, end = chunk.start, chunk.end
    grew = True
    while grew:
        grew = False
        before = by_ordinal.get(first - 1)
        if before is not None and end - before.start <= PASSAGE_CHARACTERS:
            first, start, grew = first - 1, before.start, True
        after = by_ordinal.get(last)
        if after is not None and after.end - start <= PASSAGE_CHARACTERS:
            last, end, grew = last + 1, after.end, True
    return first, last
