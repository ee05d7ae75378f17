"""The file that sessions are kept in: its tables, and what goes out of it with an article.

Deliberately not here: reading and writing sessions (`sessions`), and when articles go
(`index.write_access`).
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from pathlib import Path

from index.database import Database
from index.errors import IndexDamaged, IndexFolderError
from index.kept.files import empty_log, open_kept
from index.kept.replies import Digests
from index.kept.session_turns import WORDING

SESSIONS = "sessions.sqlite3"

_TABLES = (
    "CREATE TABLE IF NOT EXISTS sessions (key INTEGER PRIMARY KEY, name TEXT UNIQUE NOT NULL,"
    " begun INTEGER NOT NULL, used INTEGER NOT NULL)",
    "CREATE TABLE IF NOT EXISTS turns (session INTEGER NOT NULL REFERENCES sessions"
    " ON DELETE CASCADE, place INTEGER NOT NULL, question TEXT NOT NULL,"
    " about TEXT NOT NULL, lost INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (session, place))"
    " WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS statements (key INTEGER PRIMARY KEY, session INTEGER NOT NULL,"
    " turn INTEGER NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, about TEXT NOT NULL,"
    " numbers TEXT NOT NULL, FOREIGN KEY (session, turn) REFERENCES turns ON DELETE CASCADE)",
    "CREATE INDEX IF NOT EXISTS statements_turn ON statements (session, turn)",
    "CREATE TABLE IF NOT EXISTS rests (article TEXT NOT NULL, statement INTEGER NOT NULL"
    " REFERENCES statements ON DELETE CASCADE, PRIMARY KEY (article, statement)) WITHOUT ROWID",
    "CREATE INDEX IF NOT EXISTS rests_statement ON rests (statement)",
    "CREATE TABLE IF NOT EXISTS citations (session INTEGER NOT NULL REFERENCES sessions"
    " ON DELETE CASCADE, number INTEGER NOT NULL, article TEXT, revision INTEGER NOT NULL,"
    ' sentence INTEGER NOT NULL, "start" INTEGER NOT NULL, "end" INTEGER NOT NULL,'
    " digest TEXT NOT NULL, PRIMARY KEY (session, number)) WITHOUT ROWID",
    "CREATE INDEX IF NOT EXISTS citations_article ON citations (article)",
)


def forget_cited(folder: Path, digests: Digests, also: Iterable[str] = ()) -> None:
    """Remove from all sessions what rests on articles that are not in the index any more.

    And what rests on ``also``, articles that are about to go. Raises ``IndexFolderError`` where
    the file cannot be used, since it may hold words of theirs.
    """
    path = folder / SESSIONS
    if not path.is_file():
        return
    try:
        db = open_file(path)
        try:
            _forget(db, digests, set(also))
        finally:
            db.close()
    except IndexDamaged as error:
        raise IndexFolderError(
            f"sessions in {path} cannot be cleaned of removed articles: {error.__cause__ or error}",
            "see that the file can be written; if it is damaged, remove it",
        ) from error


def open_file(path: Path) -> Database:
    """The file at ``path``, made where it is missing. Raises ``IndexDamaged``."""
    return open_kept(path, _TABLES)


def _forget(db: Database, digests: Digests, also: set[str]) -> None:
    with db.transaction():
        gone = forget_gone(db, digests, also)
    if gone:
        empty_log(db)


def forget_gone(db: Database, digests: Digests, also: Set[str] = frozenset()) -> list[str]:
    """Remove what rests on articles that ``digests`` does not know, or ``also``; their ids.

    In a transaction, so that an article that goes after it takes with it what was written in it.
    """
    rows = db.all(
        "SELECT article FROM citations WHERE article IS NOT NULL UNION SELECT article FROM rests"
    )
    named = {article for (article,) in rows}
    gone = sorted((named - set(digests(named))) | (named & also))
    for article in gone:
        _forget_article(db, article)
    return gone


def _forget_article(db: Database, article: str) -> None:
    resting = "SELECT statement FROM rests WHERE article = ?1"
    db.run(
        "UPDATE turns SET lost = lost + (SELECT count(*) FROM statements m WHERE"
        f" m.session = turns.session AND m.turn = turns.place AND m.kind <> ?2"
        f" AND m.key IN ({resting})) WHERE (session, place) IN"
        f" (SELECT session, turn FROM statements WHERE key IN ({resting}))",
        article, WORDING,
    )  # fmt: skip
    db.run(f"DELETE FROM statements WHERE key IN ({resting})", article)
    db.run("UPDATE citations SET article = NULL, digest = '' WHERE article = ?1", article)
