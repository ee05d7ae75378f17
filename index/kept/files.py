"""A SQLite file beside the catalog, for what can be thrown away: replies, sessions, briefings.

Opening it, and leaving no removed text in it. Deliberately not here: what is in it, and what a
file that cannot be used means to those who keep something there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from index.database import Database
from index.errors import IndexDamaged, IndexFolderError

_UNFINISHED = "CREATE TABLE IF NOT EXISTS unfinished (what TEXT PRIMARY KEY)"


def open_kept(path: Path, tables: Sequence[str]) -> Database:
    """The file at ``path``, made with ``tables`` where it is missing. Raises ``IndexDamaged``."""
    db = Database(path)
    try:
        if not db.one("SELECT 1 FROM sqlite_master WHERE name = 'unfinished'"):
            with db.transaction():
                for statement in (*tables, _UNFINISHED):
                    db.run(statement)
        if db.one("SELECT 1 FROM unfinished"):
            empty_log(db)
    except IndexDamaged:
        db.close()
        raise
    return db


def empty_log(db: Database) -> None:
    """Leave no removed text in SQLite's log; where a reader is in the way, remember to."""
    if db.empty_log():
        db.run("DELETE FROM unfinished")
    else:
        db.run("INSERT OR IGNORE INTO unfinished VALUES ('log')")


def cleaned(path: Path, tables: Sequence[str], clean: Callable[[Database], None]) -> None:
    """Have ``clean`` take out of the file, if there is one, what must not stay in it.

    A file that cannot be used is removed as a whole. Raises ``IndexFolderError`` if it stays.
    """
    if not path.is_file():
        return
    try:
        db = open_kept(path, tables)
        try:
            clean(db)
        finally:
            db.close()
    except IndexDamaged:
        _remove(path)


def _remove(path: Path) -> None:
    try:
        for end in ("", "-wal", "-shm"):
            path.with_name(path.name + end).unlink(missing_ok=True)
    except OSError as error:
        raise IndexFolderError(
            f"{path.stem} in {path} cannot be removed: {error.strerror}", "remove the file yourself"
        ) from error
