"""One generation of the derived stores, open: both stores, filled and searched side by side.

Deliberately not here: which articles, and when a generation becomes the current one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from index.catalog import Entry
from index.embedding import Embedder
from index.errors import IndexDamaged
from index.schema import seconds
from index.stores.dense import dense_writer
from index.stores.generations import Generations
from index.stores.lexical import LexicalIndex, WordEntry
from index.stores.vector_files import blank_unused, vacuum
from index.stores.vectors import VectorEntry

T = TypeVar("T")


class Stage:
    """Both stores of the generation of that name.

    ``create``: the folders are empty as yet. ``much``: more than a batch will be added, so that
    a process of its own for the vectors pays.
    """

    def __init__(
        self,
        generations: Generations,
        name: str,
        embedder: Embedder,
        *,
        create: bool,
        much: bool,
    ) -> None:
        self.name = name
        self._vectors = generations.vectors(name)
        self._dense = dense_writer(self._vectors, embedder, create=create, much=much)
        try:
            self._words = LexicalIndex.open(generations.words(name), create=create)
        except IndexDamaged:
            self._dense.abandon()
            raise
        self._erased = False

    def add(self, entries: Sequence[Entry]) -> None:
        """Put the chunks of these articles into both stores. Idempotent."""
        texts = [e.article.text[c.start : c.end] for e in entries for c in e.chunks]
        vectors = [_vector_entry(e, chunk.id) for e in entries for chunk in e.chunks]
        self._dense.add(vectors, texts)
        self._words.delete_articles([entry.article.id for entry in entries])
        self._words.add(_word_entries(entries))

    def erase(self, article_ids: Sequence[str], chunk_ids: Sequence[str]) -> None:
        """Take these articles and all their chunks out of both stores."""
        self._dense.erase(chunk_ids)
        self._words.delete_articles(article_ids)
        self._erased = True

    def renew_words(self, entries: Iterable[Entry]) -> None:
        """Fill the lexical index anew, so that deleted words are in none of its files."""
        self._words.replace_all(_word_entries(entries))

    def abandon(self) -> None:
        """Let go of the folder, which will be thrown away."""
        self._dense.abandon()
        self._words.close()

    def close(self) -> None:
        """Write everything to disk and let go of the folder."""
        self._words.commit()
        self._words.close()
        self._dense.close()
        blank_unused(self._vectors)
        if self._erased:
            vacuum(self._vectors)


def batches(items: Iterable[T], size: int) -> Iterable[list[T]]:
    """Lists of up to ``size`` items, in order."""
    source = iter(items)
    while batch := list(islice(source, size)):
        yield batch


def _vector_entry(entry: Entry, chunk_id: str) -> VectorEntry:
    article = entry.article
    return VectorEntry(chunk_id, _key(article.outlet), seconds(article.published))


def _word_entries(entries: Iterable[Entry]) -> Iterator[WordEntry]:
    for article, _, chunks in entries:
        outlet, published = _key(article.outlet), seconds(article.published)
        for chunk in chunks:
            text = article.text[chunk.start : chunk.end]
            yield WordEntry(
                chunk.id, article.id, article.title, text, article.language, outlet, published
            )


def _key(outlet: str | None) -> str | None:
    return None if outlet is None else outlet.casefold()
