"""A question to passages, in whatever generation of the stores is the current one.

Deliberately not here: ranking (`retrieval`), and writing: what is opened is only read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

from index.articles import Filters, Passage
from index.catalog import Catalog
from index.embedding import Embedder
from index.errors import IndexDamaged
from index.interrupts import uninterrupted
from index.reader import Reader
from index.retrieval import Ranked, retrieve
from index.retrieval.passages import PASSAGE_CHARACTERS, widen
from index.stores.generations import Generations
from index.words import has_words

T = TypeVar("T")


class Searcher:
    """Keeps the stores of the current generation open, and follows when a writer publishes."""

    def __init__(self, catalog: Catalog, generations: Generations, embedder: Embedder) -> None:
        self._catalog = catalog
        self._generations = generations
        self._embedder = embedder
        self._reader: Reader | None = None

    def search(self, question: str, limit: int, filters: Filters) -> list[Passage]:
        """The ``limit`` best passages, best first; none for a question without a word."""
        if not has_words(question):
            return []
        return self.ask(lambda reader: self._search(reader, question, limit, filters)) or []

    def _search(self, reader: Reader, question: str, limit: int, filters: Filters) -> list[Passage]:
        return self._passages(retrieve(question, limit, reader, filters))

    def ask(self, use: Callable[[Reader], T]) -> T | None:
        """What ``use`` makes of the current generation; None while there is none.

        Catalog and stores are of the same moment. A writer may sweep the stores away between
        looking up their name and opening them: then the name has changed, and the next is tried.
        """
        while True:
            with self._catalog.snapshot():
                generation = self._catalog.meta("generation")
                if generation is None:
                    return None
                try:
                    return use(self._reader_of(generation))
                except IndexDamaged as error:
                    self.close()
                    failure = error
            if self._catalog.meta("generation") == generation:
                raise failure

    def _reader_of(self, generation: str) -> Reader:
        if self._reader is None or self._reader.generation != generation:
            self.close()
            with uninterrupted():  # half opened, Chroma stays so for as long as the process lives
                self._reader = Reader(self._catalog, self._generations, generation, self._embedder)
        return self._reader

    def close(self) -> None:
        """Let go of the stores."""
        if self._reader is not None:
            reader, self._reader = self._reader, None
            reader.close()

    def _passages(self, ranked: Sequence[Ranked]) -> list[Passage]:
        chunk_ids = [r.chunk_id for r in ranked]
        chunks = self._catalog.chunks(chunk_ids)
        articles = self._catalog.articles({chunk.article_id for chunk in chunks.values()})
        spans = self._catalog.surroundings(chunk_ids, PASSAGE_CHARACTERS)
        found = [(chunks[i], articles[chunks[i].article_id], spans[i]) for i in chunk_ids]
        return [
            Passage(chunk, article, sentences, score, found_by, copies)
            for (chunk, article, _), sentences, (_, score, found_by, copies) in zip(
                found, widen(found), ranked, strict=True
            )
        ]


def beginning(day: date | None) -> datetime | None:
    """The first moment of a day (UTC), or the moment itself."""
    if day is None or isinstance(day, datetime):
        return day if day is None or day.tzinfo else day.replace(tzinfo=UTC)
    return datetime.combine(day, time.min, UTC)


def ending(day: date | None) -> datetime | None:
    """The first moment after a day (UTC), or the moment itself."""
    if day is None or isinstance(day, datetime):
        return beginning(day)
    if day == date.max:
        return datetime.max.replace(tzinfo=UTC)
    return datetime.combine(day + timedelta(days=1), time.min, UTC)
