"""Articles, sentence spans, chunks and their state in SQLite: the truth of an index.

Opening and writing; looking up is the other half (`lookup`). Deliberately not here: vectors and
words (derived, see `index.stores`), locking (one writer at a time is `index.article_index`'s
business; readers need no lock, thanks to the WAL).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from index import schema
from index.articles import Article, Chunk
from index.catalog.lookup import Candidate, Entry, Lookup, Summary
from index.catalog.migrations import prepare
from index.database import Database
from index.provenance import memory, moves, removals, revisions, sources
from index.provenance.memory import WebMemory
from index.provenance.moves import Moves
from index.provenance.removals import Removals
from index.provenance.revisions import Revisions
from index.provenance.sources import Sources
from index.schema import ARTICLE_COLUMNS, article_digest, article_row
from index.syndication import Syndication
from index.syndication import pairs as syndication

__all__ = ["Candidate", "Catalog", "Entry", "Summary"]

_TABLES = (
    schema.TABLES,
    revisions.TABLES,
    sources.TABLES,
    memory.TABLES,
    removals.TABLES,
    moves.TABLES,
    syndication.TABLES,
)


class Catalog(Lookup):
    """The SQLite file of an index. Not safe to share between threads."""

    def __init__(self, path: Path, *, create: bool = True) -> None:
        super().__init__(Database(path, create=create))
        self.folder = path.parent
        self.transaction = self._db.transaction
        self.snapshot = self._db.snapshot
        self.close = self._db.close
        self.revisions = Revisions(self._db)
        self.sources = Sources(self._db)
        self.memory = WebMemory(self._db)
        self.removals = Removals(self._db)
        self.moves = Moves(self._db)
        self.syndication = Syndication(self._db)
        prepare(self._db, _TABLES)

    def meta(self, key: str) -> str | None:
        """A setting of the index, such as its embedder; None where it has none."""
        row = self._db.one("SELECT value FROM meta WHERE key = ?", key)
        return None if row is None else row[0]

    def set_meta(self, key: str, value: str | None) -> None:
        """Remember a setting, or forget it."""
        if value is None:
            self._db.run("DELETE FROM meta WHERE key = ?", key)
        else:
            self._db.run("INSERT OR REPLACE INTO meta VALUES (?, ?)", key, value)

    def write_pending(self, entries: Sequence[Entry], now: datetime) -> None:
        """Write articles as pending, beside what they had before. In a transaction."""
        for entry in entries:
            article = entry.article
            self._db.run("DELETE FROM articles WHERE id = ? AND state = 'pending'", article.id)
            key = self._write_article(article, int(now.timestamp()))
            self._db.run_many(
                "INSERT INTO sentences VALUES (?, ?, ?, ?)",
                [(key, s.ordinal, s.start, s.end) for s in entry.sentences],
            )
            self._write_chunks(key, entry.chunks)
        self.removals.clear(entry.article.id for entry in entries)
        self.syndication.compare_new()

    def _write_article(self, article: Article, now: int) -> int | None:
        number, added = self.revisions.numbered(article, now)
        row = article_row(replace(article, revision=number))
        values = (*row, article_digest(article), "pending", added)
        marks = ",".join("?" * len(values))
        columns = f"{ARTICLE_COLUMNS}, digest, state, added"
        return self._db.run(f"INSERT INTO articles ({columns}) VALUES ({marks})", *values)

    def _write_chunks(self, key: int | None, chunks: Sequence[Chunk]) -> None:
        self._db.run_many(
            "INSERT INTO chunks VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(c.id, key, c.first, c.last, c.start, c.end, c.token_count) for c in chunks],
        )

    def replace_chunks(self, article_id: str, chunks: Sequence[Chunk]) -> None:
        """Give a ready article other chunks (another embedding model). In a transaction."""
        query = "SELECT key FROM articles WHERE id = ? AND state = 'ready'"
        (key,) = self._db.one(query, article_id)
        self._db.run("DELETE FROM chunks WHERE article = ?", key)
        self._write_chunks(key, chunks)

    def mark_removing(self, article_ids: Iterable[str]) -> None:
        """From now on these articles are shown nowhere. In a transaction."""
        for article_id in article_ids:
            self._db.run("UPDATE articles SET state = 'removing' WHERE id = ?", article_id)

    def note_removals(self, article_ids: Sequence[str]) -> None:
        """Remember that these were removed by hand. In a transaction, before they are gone.

        The feeds and sitemaps that list them are read in full next time, or an addition would
        not come upon them.
        """
        self.removals.note([*article_ids, *self.moves.names(article_ids)])
        self.memory.forget(self.sources.of(article_ids))

    def settle(self) -> None:
        """All pending articles are ready, all removing ones are gone. In a transaction."""
        self.revisions.keep_replaced()
        for kept in (self.revisions, self.sources, self.memory, self.moves):
            kept.forget_removed()
        self._db.run(
            "DELETE FROM articles WHERE state = 'ready'"
            " AND id IN (SELECT id FROM articles WHERE state = 'pending')"
        )
        self._db.run("UPDATE articles SET state = 'ready' WHERE state = 'pending'")
        self._db.run("DELETE FROM articles WHERE state = 'removing'")

    def forget_log(self) -> bool:
        """Empty the log, so that no removed text stays in it; False if a reader is in the way."""
        return self._db.empty_log()
