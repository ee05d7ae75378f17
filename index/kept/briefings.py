"""What the last briefing on each topic was made from, kept in the index folder.

A file of its own, ``briefings.sqlite3``: which articles were there, and where the sentences stand
that were shown, or that there was no room for, but none of their words. It goes with the articles:
what rests on one that is removed is removed. Deliberately not here: what a briefing makes of it
(`qa.briefing`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from index.database import Database
from index.errors import IndexDamaged
from index.kept.files import cleaned, empty_log, open_kept
from index.kept.replies import Digests

BRIEFINGS = "briefings.sqlite3"

_TABLES = (
    "CREATE TABLE IF NOT EXISTS briefings (key INTEGER PRIMARY KEY, topic TEXT UNIQUE NOT NULL,"
    " written INTEGER NOT NULL)",
    "CREATE TABLE IF NOT EXISTS seen (briefing INTEGER NOT NULL REFERENCES briefings"
    " ON DELETE CASCADE, article TEXT NOT NULL, revision INTEGER NOT NULL,"
    " PRIMARY KEY (briefing, article, revision)) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS shown (briefing INTEGER NOT NULL REFERENCES briefings"
    " ON DELETE CASCADE, article TEXT NOT NULL, sentence INTEGER NOT NULL,"
    " revision INTEGER NOT NULL, PRIMARY KEY (briefing, article, sentence, revision))"
    " WITHOUT ROWID",
)
# Apart, as files of earlier versions do not have it.
_WAITING = (
    "CREATE TABLE IF NOT EXISTS waiting (briefing INTEGER NOT NULL REFERENCES briefings"
    " ON DELETE CASCADE, article TEXT NOT NULL, sentence INTEGER NOT NULL,"
    " revision INTEGER NOT NULL, PRIMARY KEY (briefing, article, sentence, revision))"
    " WITHOUT ROWID"
)


class Shown(NamedTuple):
    """A sentence that a briefing showed, or that waits for the next one."""

    article_id: str
    sentence: int  # ordinal
    revision: int


@dataclass(frozen=True, slots=True)
class Briefed:
    """What a briefing was made from."""

    written: datetime  # aware, UTC
    seen: frozenset[tuple[str, int]]  # articles that matched, with the revision they had
    shown: frozenset[Shown]
    waiting: frozenset[Shown] = frozenset()  # that there was no room for

    @property
    def done(self) -> frozenset[tuple[str, int]]:
        """Articles of which nothing waits, with the revision they had."""
        waiting = {each.article_id for each in self.waiting}
        return frozenset(each for each in self.seen if each[0] not in waiting)


class Briefings:
    """The last briefings of an index, by topic.

    A file that cannot be used must not stop a briefing: ``note`` then says so, and what to do.
    """

    def __init__(self, folder: Path) -> None:
        self.note: str | None = None
        self._path = folder / BRIEFINGS
        self._db: Database | None = None

    def last(self, topic: str) -> Briefed | None:
        """The last briefing on ``topic``; None where there was none, or it cannot be read."""
        if self._db is None and not self._path.is_file():
            return None
        try:
            return self._read(self._opened(), topic)
        except IndexDamaged as error:
            self._give_up(f"what the last briefing showed is not known: {self._why(error)}")
            return None

    def _read(self, db: Database, topic: str) -> Briefed | None:
        with db.snapshot():
            row = db.one("SELECT key, written FROM briefings WHERE topic = ?", _plain(topic))
            if row is None:
                return None
            seen = db.all("SELECT article, revision FROM seen WHERE briefing = ?", row[0])
            query = "SELECT article, sentence, revision FROM {} WHERE briefing = ?"
            shown, waiting = (db.all(query.format(x), row[0]) for x in ("shown", "waiting"))
        return Briefed(
            datetime.fromtimestamp(row[1], UTC),
            frozenset((article, revision) for article, revision in seen),
            frozenset(Shown(*each) for each in shown),
            frozenset(Shown(*each) for each in waiting),
        )

    def keep(self, topic: str, briefed: Briefed) -> None:
        """Remember a briefing in the place of the last one on ``topic``."""
        try:
            self._write(self._opened(), topic, briefed)
            self.note = None
        except IndexDamaged as error:
            self._give_up(self.note or f"this briefing is not remembered: {self._why(error)}")

    def _give_up(self, note: str) -> None:
        self.close()
        self.note = note

    def _why(self, error: IndexDamaged) -> str:
        return (
            f"{self._path} cannot be used ({error.__cause__ or error}). If it is damaged, remove"
            " it: it holds only what briefings showed, for --new, and no article"
        )

    def _write(self, db: Database, topic: str, briefed: Briefed) -> None:
        with db.transaction():
            db.run("DELETE FROM briefings WHERE topic = ?", _plain(topic))
            insert = "INSERT INTO briefings (topic, written) VALUES (?, ?)"
            key = db.run(insert, _plain(topic), int(briefed.written.timestamp()))
            rows = [(key, *each) for each in sorted(briefed.seen)]
            db.run_many("INSERT INTO seen VALUES (?, ?, ?)", rows)
            for table, lines in (("shown", briefed.shown), ("waiting", briefed.waiting)):
                kept = [(key, *each) for each in sorted(lines)]
                db.run_many(f"INSERT INTO {table} VALUES (?, ?, ?, ?)", kept)

    def close(self) -> None:
        """Let go of the file."""
        if self._db:
            self._db.close()
            self._db = None

    def _opened(self) -> Database:
        if self._db is None:
            self._db = open_kept(self._path, _TABLES)
            self._db.run(_WAITING)
        return self._db


def forget_briefed(folder: Path, digests: Digests, also: Iterable[str] = ()) -> None:
    """Remove what rests on articles that are not in the index any more, and on ``also``.

    A file that cannot be used is removed as a whole. Raises ``IndexFolderError`` if it stays.
    """
    cleaned(folder / BRIEFINGS, _TABLES, lambda db: _forget(db, digests, set(also)))


def _plain(topic: str) -> str:
    return " ".join(topic.casefold().split())


def _forget(db: Database, digests: Digests, also: set[str]) -> None:
    with db.transaction():
        db.run(_WAITING)
        rows = db.all("SELECT article FROM seen UNION SELECT article FROM shown")
        named = {article for (article,) in rows}
        gone = sorted((named - set(digests(named))) | (named & also))
        for table in ("seen", "shown", "waiting"):
            db.run_many(f"DELETE FROM {table} WHERE article = ?", [(each,) for each in gone])
    if gone:
        empty_log(db)
