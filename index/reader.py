"""The reader's half of an index: one generation of the derived stores, open for searching.

Never writes. A writer may publish a newer generation at any time and sweep this one away; the
index notices, and opens a reader of the new one. Deliberately not here: ranking (`retrieval`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import cached_property

from index.articles import Filters
from index.catalog import Candidate, Catalog
from index.embedding import Embedder
from index.stores.borrowing import stores
from index.stores.generations import Generations
from index.stores.lexical import LexicalIndex
from index.stores.vectors import VectorStore


class Reader:
    """Both stores of one generation, and the catalog: all that retrieval asks of an index."""

    def __init__(
        self, catalog: Catalog, generations: Generations, generation: str, embedder: Embedder
    ) -> None:
        self.generation = generation
        self._catalog = catalog
        self._embedder = embedder
        with ExitStack() as borrowed:
            vectors, words = stores(generations, generation, borrowed)
            self._vectors = VectorStore(vectors, create=False)
            borrowed.callback(self._vectors.close)
            self._words = LexicalIndex.open(words, create=False)
            self._borrowed = borrowed.pop_all()
        self._beside = ThreadPoolExecutor(max_workers=1)

    def nearest(
        self, question: str, limit: int, filters: Filters
    ) -> Callable[[], list[tuple[str, float]]]:
        """Begin to look for the chunks nearest in meaning; the call waits: (id, cosine)."""
        return self._beside.submit(self.dense, question, limit, filters).result

    def dense(self, question: str, limit: int, filters: Filters) -> list[tuple[str, float]]:
        """The chunks nearest in meaning, best first: (id, cosine)."""
        vector = self._embedder.embed([question])[0]
        return self._vectors.query(vector, limit, filters)

    def matching(self, question: str, limit: int, filters: Filters) -> list[tuple[str, float]]:
        """The chunks with the question's words, best first: (id, BM25)."""
        return self._words.search(question, limit, filters)

    def candidates(self, chunk_ids: Iterable[str]) -> dict[str, Candidate]:
        """The texts of these chunks, as far as they are shown to readers."""
        return self._catalog.candidates(chunk_ids)

    def copies(self, article_ids: Iterable[str]) -> set[tuple[str, str]]:
        """Which of these articles have their text in common with which."""
        return self._catalog.syndication.among(article_ids)

    def frequencies(self, words: Sequence[str]) -> list[int]:
        """In how many chunks each of these words occurs."""
        return self._words.frequencies(words)

    def size(self) -> int:
        """How many chunks there are."""
        return self._words.count()

    def newest(self) -> int | None:
        """When the latest article was published, in Unix seconds."""
        return self._newest

    @cached_property
    def _newest(self) -> int | None:
        """The same as long as the generation is: what is published changes both."""
        return self._catalog.newest()

    def close(self) -> None:
        """Let go of both stores."""
        self._beside.shutdown()
        try:
            self._borrowed.close()
        finally:
            self._words.close()
