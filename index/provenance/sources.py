"""Where articles came from: what was given to `add`, and which article each of them held.

Kept so that all of it can be read again. Deliberately not here: reading it, and deciding what of
it is gone (`syncing`).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, NamedTuple

from index.database import Database
from index.schema import moment, seconds

# What an "address" is, is not known yet: it was not read, or had not changed when it was.
Kind = Literal["file", "folder", "address", "page", "feed", "sitemap"]

TABLES = """
CREATE TABLE IF NOT EXISTS sources (
    key INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    "limit" INTEGER,
    completed INTEGER,
    allow_private INTEGER NOT NULL DEFAULT 0,
    ignore_robots INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS article_sources (
    source INTEGER NOT NULL REFERENCES sources (key) ON DELETE CASCADE,
    article TEXT NOT NULL,
    place TEXT NOT NULL,
    digest TEXT,
    stamp TEXT,
    PRIMARY KEY (source, article)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS article_sources_by_article ON article_sources (article);
CREATE INDEX IF NOT EXISTS article_sources_by_digest ON article_sources (digest);
"""


@dataclass(frozen=True, slots=True)
class Source:
    """Something that articles are read from, and can be read from again."""

    name: str  # absolute path, or address
    kind: Kind
    limit: int | None = None  # bytes of what is read in one piece; None: as the program has it
    completed: datetime | None = None  # aware, UTC: when it was last read to its end
    articles: int = 0  # that it held
    allow_private: bool = False  # addresses inside this network are read for it, too
    ignore_robots: bool = False  # and what the site's robots.txt asks not to

    @property
    def is_path(self) -> bool:
        """Whether it lies on this machine."""
        return self.kind in ("file", "folder")

    def place(self, where: str) -> str:
        """``Article.source`` or ``Skipped.source`` as it is compared: paths are absolute."""
        return os.path.abspath(where) if self.is_path else where


def source_of(name: str, limit: int | None = None) -> Source:
    """The source of that name, as it is given to ``read``: a path, or an address.

    Of an address it is not known before it is read whether it is a feed or a sitemap.
    """
    if "://" in name:
        from index.reading.identity import without_tracking  # brings all that reads files

        return Source(without_tracking(name.strip()), "address", limit)
    path = os.path.abspath(name)
    return Source(path, "folder" if Path(path).is_dir() else "file", limit)


class Shown(NamedTuple):
    """What a source showed of an article."""

    place: str  # where in it; a path is absolute
    digest: str | None  # of what it showed there last; None: not known
    stamp: str | None = None  # of the file; None: it has to be read to know what is in it


class Sources:
    """The sources in a catalog. All that writes is to be called in a transaction."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def all(self) -> list[Source]:
        """Every source, in the order in which they were first added."""
        rows = self._db.all(
            'SELECT name, kind, "limit", completed, (SELECT count(*) FROM article_sources'
            " WHERE source = key), allow_private, ignore_robots FROM sources ORDER BY key"
        )
        return [
            Source(name, kind, limit, moment(completed), articles, bool(private), bool(robots))
            for name, kind, limit, completed, articles, private, robots in rows
        ]

    def remember(self, source: Source) -> None:
        """Keep a source, or what is new about it. What it held is kept."""
        self._db.run(
            'INSERT INTO sources (name, kind, "limit", completed, allow_private, ignore_robots)'
            " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET"
            " kind = iif(excluded.kind = 'address', kind, excluded.kind),"
            ' "limit" = excluded."limit", completed = coalesce(excluded.completed, completed),'
            " allow_private = excluded.allow_private, ignore_robots = excluded.ignore_robots",
            source.name, source.kind, source.limit, seconds(source.completed),
            source.allow_private, source.ignore_robots,
        )  # fmt: skip

    def attach(self, name: str, shown: Mapping[str, Shown]) -> None:
        """These articles (by id) came from the source of that name."""
        self._db.run_many(
            "INSERT INTO article_sources SELECT key, ?, ?, ?, ? FROM sources WHERE name = ?"
            " ON CONFLICT DO UPDATE SET place = excluded.place, stamp = excluded.stamp,"
            " digest = coalesce(excluded.digest, digest)",
            [(article_id, *each, name) for article_id, each in shown.items()],
        )

    def held(self, source: Source) -> dict[str, Shown]:
        """The articles that came from it, by id."""
        rows = self._db.all(
            "SELECT article, place, digest, stamp FROM article_sources"
            " WHERE source = (SELECT key FROM sources WHERE name = ?)",
            source.name,
        )
        return {article_id: Shown(*shown) for article_id, *shown in rows}

    def detach(self, name: str, article_ids: Iterable[str]) -> None:
        """These articles come from it no more."""
        self._db.run_many(
            "DELETE FROM article_sources WHERE article = ?"
            " AND source = (SELECT key FROM sources WHERE name = ?)",
            [(article_id, name) for article_id in article_ids],
        )

    def of(self, article_ids: Iterable[str]) -> list[str]:
        """Names of the sources that hold any of these articles."""
        query = (
            "SELECT DISTINCT name FROM sources JOIN article_sources ON source = key"
            " WHERE article IN ({})"
        )
        return list(dict.fromkeys(name for (name,) in self._db.all_of(query, article_ids)))

    def only(self, article_ids: Iterable[str], without: Mapping[str, set[str]]) -> list[str]:
        """Those of these articles that no source holds once ``without`` (name to ids) is taken."""
        query = (
            "SELECT article, name FROM article_sources JOIN sources ON key = source"
            " WHERE article IN ({})"
        )
        todo = list(dict.fromkeys(article_ids))
        kept = {
            article_id
            for article_id, name in self._db.all_of(query, todo)
            if article_id not in without.get(name, ())
        }
        return [article_id for article_id in todo if article_id not in kept]

    def forget(self, source: Source) -> None:
        """Drop a source. Its articles stay."""
        self._db.run("DELETE FROM sources WHERE name = ?", source.name)

    def forget_removed(self) -> None:
        """Drop what is known of articles that are being removed.

        And sources that were theirs alone: a file or a page, whose name tells of them.
        """
        self._db.run(
            "DELETE FROM article_sources WHERE article IN"
            " (SELECT id FROM articles WHERE state = 'removing')"
        )
        self.forget_empty()

    def forget_empty(self) -> None:
        """Drop files and pages that nothing comes from any more."""
        self._db.run(
            "DELETE FROM sources WHERE kind IN ('file', 'page')"
            " AND key NOT IN (SELECT source FROM article_sources)"
        )
