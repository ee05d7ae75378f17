"""One SQLite file: opening, transactions, and its errors made ours. No table's meaning is here."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from index.errors import IndexDamaged

_WAIT_SECONDS = 30  # for another writer of the file, whose transactions are short
_LOG_MILLISECONDS = 1_000  # for readers, whose snapshots last for one search
_MARKS = 500  # placeholders in one statement; SQLite takes at least 999
_MAGIC = b"SQLite format 3\x00"  # https://www.sqlite.org/fileformat.html#the_database_header


class Database:
    """A SQLite file in WAL mode, made where it is missing. Not to be shared between threads.

    Where the file or its folder cannot be written, it is opened for reading only. ``create`` is
    False for a file that must be there already: a missing or empty one is ``IndexDamaged``.
    """

    def __init__(self, path: Path, *, create: bool = True) -> None:
        self.path = path
        with self.errors():
            try:
                if not create and not (path.is_file() and path.stat().st_size):
                    raise sqlite3.DatabaseError("the file is missing or empty")
                self._db = self._connected() if writable(path) else read_only(path)
            except OSError as error:
                raise sqlite3.OperationalError(error.strerror) from error

    def _connected(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=_WAIT_SECONDS, isolation_level=None)
        try:
            if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA secure_delete = ON")  # removed text is overwritten
        except (sqlite3.Error, UnicodeDecodeError):
            connection.close()
            raise
        return connection

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
        """Write the WAL back and empty it; False if a reader is in the way, not waited for."""
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


def read_only(path: Path) -> sqlite3.Connection:
    """A connection that writes nothing, not even beside the file. Raises ``sqlite3.Error``."""
    log = path.with_name(f"{path.name}-wal")
    address = f"{path.absolute().as_uri()}?mode=ro"
    connection = _reading(address)
    try:
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        # To read a file in WAL mode, SQLite makes others beside it, unless told that nobody
        # writes. So nobody must have left anything in the log, which would be passed over.
        if writable(path) or (log.exists() and log.stat().st_size):
            raise
        return _reading(f"{address}&immutable=1")
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def _reading(address: str) -> sqlite3.Connection:
    return sqlite3.connect(address, uri=True, timeout=_WAIT_SECONDS, isolation_level=None)


def writable(path: Path) -> bool:
    """Whether SQLite may write the file and, as it must for that, files beside it."""
    effective = os.access in os.supports_effective_ids
    todo = [path.parent, path] if path.exists() else [path.parent]
    return all(os.access(each, os.W_OK, effective_ids=effective) for each in todo)


def faults(path: Path) -> list[str]:
    """What SQLite finds wrong with a file, in its words; empty when all is well. Writes nothing."""
    try:
        with closing(read_only(path)) as connection:
            told = connection.execute("PRAGMA quick_check(3)").fetchall()
    except (sqlite3.Error, UnicodeDecodeError, OSError) as error:
        return [str(error)]
    return [" ".join(str(line).split()) for (line,) in told if line != "ok"]


def fault_at_once(path: Path, tables: Iterable[str]) -> str | None:
    """What can be found wrong in a millisecond: header, size, schema, the rows of small tables.

    None when all of that is well. Raises ``OSError``.
    """
    fault = _header_fault(path)
    if fault:
        return fault
    try:
        with closing(read_only(path)) as connection:
            for table in ("sqlite_master", *tables):
                connection.execute(f'SELECT * FROM "{table}"').fetchall()
    except (sqlite3.Error, UnicodeDecodeError) as error:
        return f"{path.name} is damaged: {error}"
    return None


def _header_fault(path: Path) -> str | None:
    with path.open("rb") as file:
        head = file.read(100)
    if len(head) < 100 or not head.startswith(_MAGIC):
        return f"{path.name} is not a database"
    page = int.from_bytes(head[16:18], "big")
    pages = int.from_bytes(head[28:32], "big")
    size = path.stat().st_size
    counted = head[24:28] == head[92:96]  # else the number of pages is an old program's
    log = path.with_name(f"{path.name}-wal")
    if counted and not log.exists() and size < pages * (65_536 if page == 1 else page):
        return f"{path.name} is cut short"
    return None
