"""Replies of language models, kept in the index folder so that the same prompt costs nothing twice.

A file of its own, ``replies.sqlite3``: it can be thrown away. A reply is found by a digest of all
that determines it, and knows which articles it quotes, so that removing an article removes it too.
Deliberately not here: what determines a reply (`qa.llm`), and when articles go
(`index.write_access`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from index.articles import Article
from index.database import Database
from index.errors import IndexDamaged
from index.kept.files import cleaned, empty_log, open_kept
from index.schema import article_digest

REPLIES = "replies.sqlite3"

# Oldest replies beyond these are dropped: some 20 MB of answers.
_MOST = 10_000

_TABLES = (
    "CREATE TABLE IF NOT EXISTS replies (number INTEGER PRIMARY KEY, key TEXT UNIQUE NOT NULL,"
    " text TEXT NOT NULL, sent INTEGER, received INTEGER, finish TEXT)",
    "CREATE TABLE IF NOT EXISTS quotes (article TEXT NOT NULL, digest TEXT NOT NULL,"
    " reply INTEGER NOT NULL REFERENCES replies ON DELETE CASCADE,"
    " PRIMARY KEY (article, digest, reply)) WITHOUT ROWID",
    "CREATE INDEX IF NOT EXISTS quotes_reply ON quotes (reply)",
)


# Ids of articles → digests of those that there are (`Catalog.digests`).
Digests = Callable[[Iterable[str]], Mapping[str, str]]


class StoredReply(NamedTuple):
    """A complete reply and what it used."""

    text: str
    sent: int | None  # tokens, by the server's figures; None where it gave none
    received: int | None
    finish: str | None  # the server's word for why it ended


class Replies:
    """The replies kept in an index folder. Never raises: a cache must not stop an answer.

    ``digests`` tells which articles are in the index as they are now; a reply that quotes any other
    is not kept. ``note`` says why the cache cannot be used, if it cannot. Not to be shared between
    threads.
    """

    def __init__(self, folder: Path, digests: Digests) -> None:
        self.note: str | None = None
        self._path = folder / REPLIES
        self._digests = digests
        self._db: Database | None = None

    def get(self, key: str) -> StoredReply | None:
        """The reply with this key; None where there is none, or none that can be read."""
        try:
            db = self._opened(create=False)
            query = "SELECT text, sent, received, finish FROM replies WHERE key = ?"
            row = db.one(query, key) if db else None
        except IndexDamaged as error:
            self._give_up(error)
            return None
        return None if row is None else StoredReply(*row)

    def put(self, key: str, reply: StoredReply, quoting: Iterable[Article] = ()) -> None:
        """Keep a reply in place of what was kept under this key, and which articles it quotes."""
        quotes = {(article.id, article_digest(article)) for article in quoting}
        try:
            db = self._opened(create=True)
            if db:
                self._write(db, key, reply, quotes)
        except IndexDamaged as error:
            self._give_up(error)

    def close(self) -> None:
        """Let go of the file."""
        if self._db:
            self._db.close()
            self._db = None

    def _write(
        self, db: Database, key: str, reply: StoredReply, quotes: set[tuple[str, str]]
    ) -> None:
        with db.transaction():
            # Looked at under the lock that forgetting takes, too: an article that goes after this
            # takes the reply with it.
            if not quotes <= set(self._digests(a for a, _ in quotes).items()):
                return
            db.run("DELETE FROM replies WHERE key = ?", key)
            insert = "INSERT INTO replies (key, text, sent, received, finish) VALUES (?,?,?,?,?)"
            number = db.run(insert, key, *reply) or 0
            rows = [(article_id, digest, number) for article_id, digest in quotes]
            db.run_many("INSERT INTO quotes VALUES (?, ?, ?)", rows)
            db.run("DELETE FROM replies WHERE number <= ?", number - _MOST)

    def _opened(self, *, create: bool) -> Database | None:
        if self._db is None and self.note is None and (create or self._path.is_file()):
            self._db = open_kept(self._path, _TABLES)
        return self._db

    def _give_up(self, error: IndexDamaged) -> None:
        self.close()
        self.note = f"replies are not kept: {self._path}: {error.__cause__ or error}"


def forget_quoting(folder: Path, digests: Digests, also: Iterable[str] = ()) -> None:
    """Remove all replies that quote what is not in the index any more, so that none is on disk.

    And those that quote ``also``, articles that are about to go. A file that cannot be used is
    removed as a whole. Raises ``IndexFolderError`` if it stays.
    """
    cleaned(folder / REPLIES, _TABLES, lambda db: _forget(db, digests, set(also)))


def _forget(db: Database, digests: Digests, also: set[str]) -> None:
    with db.transaction():
        quoted = db.all("SELECT DISTINCT article, digest FROM quotes")
        there = digests(article_id for article_id, _ in quoted)
        stale = [row for row in quoted if row[0] in also or there.get(row[0]) != row[1]]
        db.run_many(
            "DELETE FROM replies WHERE number IN"
            " (SELECT reply FROM quotes WHERE article = ? AND digest = ?)",
            stale,
        )
    if stale:
        empty_log(db)
