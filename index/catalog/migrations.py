"""The tables of a catalog: made in a new file, brought up to date in one of an older program.

Deliberately no way back: a program that knows only the older format refuses the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from index.database import Database, writable
from index.errors import IndexFormatError
from index.schema import ARTICLE_COLUMNS, FORMAT, article_digest, to_article


def prepare(database: Database, tables: Iterable[str]) -> None:
    """See that the file has these tables in this program's format. Raises ``IndexFormatError``.

    Whether a file is new or old, it is changed in one transaction, so that a program killed
    meanwhile leaves it as it was, and one that comes second finds it done.
    """
    if not database.one("SELECT 1 FROM sqlite_master"):
        with database.transaction():
            _make(database, tables)
            _set_format(database)
    found = _format(database)
    if found in _STEPS and writable(database.path):
        with database.transaction():
            _upgrade(database, tables)
    elif found != str(FORMAT):
        raise _refused(database.path.parent, found)


def _make(database: Database, tables: Iterable[str]) -> None:
    for statement in ";".join(tables).split(";"):
        database.run(statement)


def _upgrade(database: Database, tables: Iterable[str]) -> None:
    while step := _STEPS.get(_format(database)):
        step(database)
        database.run("UPDATE meta SET value = value + 1 WHERE key = 'format'")
    _make(database, tables)


def _format(database: Database) -> str | None:
    row = database.one("SELECT value FROM meta WHERE key = 'format'")
    return None if row is None else row[0]


def _set_format(database: Database) -> None:
    database.run("INSERT INTO meta VALUES ('format', ?)", str(FORMAT))


def _refused(folder: Path, found: str | None) -> IndexFormatError:
    message = f"the index {folder} has format {found}, this program uses {FORMAT}"
    if found in _STEPS:
        return IndexFormatError(
            f"{message}, and the folder cannot be written to bring it up to date",
            "run 'groundwire status' once as somebody who may write there, or use a copy",
        )
    return IndexFormatError(
        message, "use the version of groundwire that made it, or add the articles to a new index"
    )


def _from_1(database: Database) -> None:
    """Articles learn when they were modified, where pages begin and which revision they are.

    The digests cover the first two, so that without new ones all would seem to have changed.
    """
    for column in (
        "modified INTEGER",
        "pages TEXT NOT NULL DEFAULT '[]'",
        "revision INTEGER NOT NULL DEFAULT 1",
        "added INTEGER",
    ):
        database.run(f"ALTER TABLE articles ADD COLUMN {column}")
    for (key,) in database.all("SELECT key FROM articles"):
        row = database.one(f"SELECT {ARTICLE_COLUMNS} FROM articles WHERE key = ?", key)
        digest = article_digest(to_article(row))
        database.run("UPDATE articles SET digest = ? WHERE key = ?", digest, key)


def _from_2(database: Database) -> None:
    """Sources learn what may be read for their sake. Format 1 knew no sources."""
    if database.one("SELECT 1 FROM sqlite_master WHERE name = 'sources'"):
        for column in ("allow_private", "ignore_robots"):
            database.run(f"ALTER TABLE sources ADD COLUMN {column} INTEGER NOT NULL DEFAULT 0")


_STEPS: dict[str | None, Callable[[Database], None]] = {"1": _from_1, "2": _from_2}
