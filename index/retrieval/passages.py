"""Ranked chunks to passages: each with the sentences around it, none of them shown twice.

Deliberately not here: looking anything up. The spans are given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from index.articles import Article, Chunk, Sentence

# A chunk is widened by whole sentences, now one before, now one after it, while it stays within
# this many characters: 983 on average then, for chunks of 850. On the 2022 questions this brings
# hit@1 from .646 to .673, hit@4 from .806 to .821, hit@10 from .877 to .886: what a sentence is
# about often stands just outside its chunk.
PASSAGE_CHARACTERS = 1_080

Span = tuple[int, int, int]  # ordinal, start, end


def widen(found: Iterable[tuple[Chunk, Article, Iterable[Span]]]) -> list[tuple[Sentence, ...]]:
    """The sentences of each chunk and around it, best chunk first.

    Given with each are the spans of its sentences, and of those around it that may fit. A
    sentence that an earlier passage shows is not added to a later one, though a chunk is never
    cut.
    """
    shown: set[tuple[str, int]] = set()
    widened = []
    for chunk, article, spans in found:
        free = {
            ordinal: (start, end)
            for ordinal, start, end in spans
            if chunk.first <= ordinal < chunk.last or (article.id, ordinal) not in shown
        }
        ordinals = range(*_grown(chunk, free))
        shown.update((article.id, ordinal) for ordinal in ordinals)
        widened.append(tuple(_sentence(article, ordinal, *free[ordinal]) for ordinal in ordinals))
    return widened


def _sentence(article: Article, ordinal: int, start: int, end: int) -> Sentence:
    return Sentence(article.id, ordinal, start, end, article.text[start:end])


def _grown(chunk: Chunk, free: Mapping[int, tuple[int, int]]) -> tuple[int, int]:
    """Ordinals of the first sentence and, half open, the last."""
    first, last = chunk.first, chunk.last
    start, end = chunk.start, chunk.end
    grew = True
    while grew:
        grew = False
        before = free.get(first - 1)
        if before is not None and end - before[0] <= PASSAGE_CHARACTERS:
            first, start, grew = first - 1, before[0], True
        after = free.get(last)
        if after is not None and after[1] - start <= PASSAGE_CHARACTERS:
            last, end, grew = last + 1, after[1], True
    return first, last
