"""One SQLite file: opening, transactions, and its errors made ours. No table's meaning is here."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index.errors import IndexDamaged

_WAIT_SECONDS = 30  # for another writer of the file, whose transactions are short
_LOG_MILLISECONDS = 1_000  # for readers, whose snapshots last for one search
_MARKS = 500  # placeholders in one statement; SQLite takes at least 999


class Database:
    """A SQLite file in WAL mode, made where it is missing. Not to be shared between threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with self.errors():
            self._db = sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = FULL")
            self._db.execute("PRAGMA foreign_keys = ON")
            self._db.execute("PRAGMA secure_delete = ON")  # removed text is overwritten

    def close(self) -> None:
        """Close the file. Nothing that was committed is lost without it."""
        self._db.close()

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Turn SQLite's errors into ``IndexDamaged``."""
        try:
            yield
        except sqlite3.OperationalError as error:
            raise IndexDamaged(
                f"the catalog {self.path} cannot be used: {error}",
                "see that the folder can be read and written and the disk is not full",
            ) from error
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            raise IndexDamaged(
                f"the catalog {self.path} is damaged: {error}",
                "restore the folder from a copy, or remove it and add the articles again",
            ) from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written within is committed together, or not at all."""
        with self.errors():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            finally:  # a full disk has rolled back already
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read within is of one moment, whatever a writer commits meanwhile."""
        with self.errors():
            self._db.execute("BEGIN")
            try:
                yield
            finally:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")

    def empty_log(self) -> bool:
        """Write the WAL back and empty it; False if a reader is in the way, who is not waited for."""
        with self.errors():
            self._db.execute(f"PRAGMA busy_timeout = {_LOG_MILLISECONDS}")
            busy = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            self._db.execute(f"PRAGMA busy_timeout = {_WAIT_SECONDS * 1000}")
        return not busy

    def run(self, statement: str, *values: Any) -> int | None:
        """Execute one statement; the key of the row it inserted."""
        with self.errors():
            return self._db.execute(statement, values).lastrowid

    def run_many(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """Execute one statement for each row of values."""
        with self.errors():
            self._db.executemany(statement, rows)

    def one(self, query: str, *values: Any) -> Any:
        """The first row; None where there is none."""
        with self.errors():
            return self._db.execute(query, values).fetchone()

    def all(self, query: str, *values: Any) -> list[Any]:
        """All rows."""
        with self.errors():
            return self._db.execute(query, values).fetchall()

    def all_of(self, query: str, keys: Iterable[str]) -> Iterator[Any]:
        """Rows of a query with ``{}`` for a list of keys, in as many statements as it takes."""
        todo = list(keys)
        for i in range(0, len(todo), _MARKS):
            part = todo[i : i + _MARKS]
            yield from self.all(query.format(",".join("?" * len(part))), *part)
