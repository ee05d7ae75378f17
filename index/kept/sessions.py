"""Conversations, kept in the index folder: what was asked, what was answered, where it stands.

A file of its own, ``sessions.sqlite3``. A citation is kept as a place (article, revision, sentence,
offsets) and never as text, and a statement or rewritten question knows the articles whose words may
be in it: when one of them is removed, it goes with it. What the user typed stays as it was typed.
Deliberately not here: its tables and what goes with an article (`session_file`), and what a turn
means (`qa.conversation.sessions`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from index.database import Database
from index.errors import IndexDamaged, UsageError
from index.kept.files import empty_log
from index.kept.replies import Digests
from index.kept.session_file import SESSIONS, forget_gone, open_file
from index.kept.session_turns import StoredCitation, StoredSession, StoredStatement, StoredTurn
from index.schema import moment, seconds


class Sessions:
    """The sessions of an index folder. Raises ``IndexDamaged`` where the file cannot be used.

    Not to be shared between threads.
    """

    def __init__(self, folder: Path, digests: Digests) -> None:
        """``digests`` tells which articles are in the index, as ``Catalog.digests``."""
        self._path = folder / SESSIONS
        self._digests = digests
        self._db: Database | None = None

    def close(self) -> None:
        """Let go of the file."""
        if self._db:
            self._db.close()
            self._db = None

    def listing(self) -> list[StoredSession]:
        """All sessions that have a turn, the one used last first."""
        rows = self._all(
            "SELECT name, begun, used, sum(question NOT LIKE '/%'), question FROM sessions s"
            " JOIN turns t ON t.session = s.key GROUP BY s.key HAVING place = min(place)"
            " ORDER BY used DESC, s.key DESC"
        )
        return [StoredSession(n, _when(b), _when(u), c, q) for n, b, u, c, q in rows]

    def has(self, name: str) -> bool:
        """Whether there is a session of that name."""
        return bool(self._all("SELECT 1 FROM sessions WHERE name = ?", name))

    def count(self, name: str) -> int:
        """How many turns a session has; 0 where there is none of that name."""
        query = "SELECT count(*) FROM turns t JOIN sessions s ON s.key = t.session WHERE name = ?"
        found = self._all(query, name)
        return int(found[0][0]) if found else 0

    def names(self, beginning: str) -> list[str]:
        """Names of all sessions that begin so."""
        query = "SELECT name FROM sessions WHERE substr(name, 1, ?) = ?"
        return [name for (name,) in self._all(query, len(beginning), beginning)]

    def turns(self, name: str) -> list[StoredTurn]:
        """The turns of a session, oldest first."""
        query = (
            "SELECT place, question, t.about, lost FROM turns t JOIN sessions s"
            " ON s.key = t.session WHERE name = ? ORDER BY place"
        )
        return [
            StoredTurn(question, json.loads(about), self._statements(name, place), lost)
            for place, question, about, lost in self._all(query, name)
        ]

    def _statements(self, name: str, place: int) -> tuple[StoredStatement, ...]:
        query = (
            "SELECT kind, text, m.about, numbers, group_concat(article) FROM statements m"
            " JOIN sessions s ON s.key = m.session LEFT JOIN rests ON statement = m.key"
            " WHERE name = ? AND turn = ? GROUP BY m.key ORDER BY m.key"
        )
        return tuple(
            StoredStatement(
                kind, text, json.loads(about), tuple(json.loads(numbers)),
                frozenset(rests.split(",")) if rests else frozenset(),
            )
            for kind, text, about, numbers, rests in self._all(query, name, place)
        )  # fmt: skip

    def citations(self, name: str) -> list[StoredCitation]:
        """All sentences that ever had a number in a session."""
        query = (
            'SELECT number, article, revision, sentence, "start", "end", digest FROM citations c'
            " JOIN sessions s ON s.key = c.session WHERE name = ? ORDER BY number"
        )
        return [StoredCitation(*row) for row in self._all(query, name)]

    def append(
        self, name: str, turn: StoredTurn, citations: Sequence[StoredCitation], now: datetime
    ) -> None:
        """Add a turn to a session, which is made where it is missing; all of it or nothing.

        ``citations`` are all that the turn shows; one that has its number already stays.
        """
        db = self._opened()
        with db.transaction():
            session, place = self._place(name, now)
            db.run(
                "INSERT INTO turns (session, place, question, about, lost) VALUES (?, ?, ?, ?, ?)",
                session, place, turn.question, _json(turn.about), turn.lost,
            )  # fmt: skip
            for statement in turn.statements:
                self._write(session, place, statement)
            self._cite(session, citations)
            forget_gone(db, self._digests)

    def _cite(self, session: int, citations: Sequence[StoredCitation]) -> None:
        rows = [(session, *citation) for citation in citations]
        insert = "INSERT OR IGNORE INTO citations VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        self._opened().run_many(insert, rows)

    def _place(self, name: str, now: datetime) -> tuple[int, int]:
        """Key of a session, made where it is missing, and the place of its next turn."""
        db = self._opened()
        insert = "INSERT OR IGNORE INTO sessions (name, begun, used) VALUES (?1, ?2, ?2)"
        db.run(insert, name, seconds(now))
        db.run("UPDATE sessions SET used = ? WHERE name = ?", seconds(now), name)
        query = (
            "SELECT key, coalesce(max(place) + 1, 0) FROM sessions s LEFT JOIN turns t"
            " ON t.session = s.key WHERE name = ?"
        )
        session, place = db.one(query, name)
        return session, place

    def _write(self, session: int, place: int, statement: StoredStatement) -> None:
        db = self._opened()
        key = db.run(
            "INSERT INTO statements (session, turn, kind, text, about, numbers)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            session, place, statement.kind, statement.text, _json(statement.about),
            _json(statement.numbers),
        )  # fmt: skip
        rows = [(article, key) for article in sorted(statement.rests_on)]
        db.run_many("INSERT INTO rests VALUES (?, ?)", rows)

    def undo(self, name: str) -> None:
        """Take back the last turn of a session."""
        db = self._opened()
        with db.transaction():
            db.run(
                "DELETE FROM turns WHERE session = (SELECT key FROM sessions WHERE name = ?1)"
                " AND place = (SELECT max(place) FROM turns t JOIN sessions s ON s.key = t.session"
                " WHERE name = ?1)",
                name,
            )
        empty_log(db)

    def remove(self, name: str) -> None:
        """Remove a session, on disk too. Raises ``UsageError`` where there is none."""
        if not self.has(name):
            raise no_session(name)
        db = self._opened()
        with self._told():
            with db.transaction():
                db.run("DELETE FROM sessions WHERE name = ?", name)
            empty_log(db)

    def _opened(self) -> Database:
        if self._db is None:
            with self._told():
                self._db = open_file(self._path)
        return self._db

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Say that it is this file that is damaged, and that no article is in it."""
        try:
            yield
        except IndexDamaged as error:
            raise IndexDamaged(
                f"the sessions in {self._path} cannot be used: {error.__cause__ or error}",
                "if the file is damaged, remove it: only conversations are lost, no article",
            ) from error.__cause__

    def _all(self, query: str, *values: Any) -> list[Any]:
        if self._db is None and not self._path.is_file():
            return []
        with self._told():
            return self._opened().all(query, *values)


def no_session(name: str) -> UsageError:
    """That there is no session of that name."""
    return UsageError(
        f"there is no session '{name}'", "'groundwire sessions' lists those that there are"
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _when(unix: int) -> datetime:
    found = moment(unix)
    assert found is not None
    return found
