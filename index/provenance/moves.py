"""Files that were moved or renamed: their article keeps its id, and with it what it said before.

The id of a file's article comes from its path. Where another path holds to the letter what an
article said whose file is there no more, that is the same article: the new path's id is noted as
another name of it, so that whatever was cited stays. Deliberately not here: what changed while it
moved, which is taken for a new article.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256

from index.articles import Article
from index.database import Database
from index.provenance.stamps import file_of
from index.schema import article_digest

TABLES = """
CREATE TABLE IF NOT EXISTS aliases (
    id TEXT PRIMARY KEY,
    article TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS aliases_by_article ON aliases (article);
"""


@dataclass(slots=True)
class Resolved:
    """What articles that were read from files are called in the index."""

    names: dict[str, str]  # by the id that comes from the path: the article's, where it is another
    fresh: dict[str, str] = field(default_factory=dict)  # those of them that are found out now
    paths: dict[str, str] = field(default_factory=dict)  # by article id: where it was moved to


class Moves:
    """The other names of articles. What writes needs a transaction."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def _aliases(self, article_ids: Iterable[str]) -> dict[str, str]:
        """Those of these ids under which an article has gone since, to the id it has."""
        return dict(
            self._db.all_of("SELECT id, article FROM aliases WHERE id IN ({})", article_ids)
        )

    def _places(self, article_ids: Iterable[str]) -> dict[str, str]:
        query = "SELECT id, coalesce(source, '') FROM articles WHERE id IN ({})"
        return dict(self._db.all_of(query, article_ids))

    def _moved(self, article_ids: Iterable[str]) -> set[str]:
        """Those of these articles that are no more where their id comes from."""
        query = "SELECT article FROM aliases WHERE article IN ({})"
        return {article_id for (article_id,) in self._db.all_of(query, article_ids)}

    def _gone_files(self, digests: Iterable[str]) -> dict[str, str]:
        """Articles that say this (by digest) and came from one file each, which is not there."""
        query = (
            "SELECT articles.digest, articles.id, place FROM article_sources"
            " JOIN articles ON articles.id = article AND state = 'ready'"
            " AND articles.digest = article_sources.digest WHERE article_sources.digest IN ({})"
        )
        places: dict[str, dict[str, set[str]]] = {}
        for digest, article_id, place in self._db.all_of(query, digests):
            places.setdefault(digest, {}).setdefault(article_id, set()).add(place)
        return {
            digest: article_id
            for digest, found in places.items()
            for article_id, where in found.items()
            if len(found) == 1 and all(_is_gone(place) for place in where)
        }

    def resolve(self, articles: Iterable[Article]) -> Resolved:
        """Which articles these are, read from files whose paths gave them their ids."""
        read = {article.id: article for article in articles if article.url is None}
        found = Resolved(self._aliases(read))
        places = self._places(read.keys() - found.names.keys())
        self._follow([a for i, a in read.items() if i not in found.names | places], found)
        for article_id in self._moved(places):
            article, place = read[article_id], places[article_id]
            if _is_gone(place):
                found.paths[article_id] = article.source or ""
            elif file_of(place) != file_of(article.source or ""):  # which took over its path
                found.fresh[article_id] = _other_id(article)
        found.names.update(found.fresh)
        return found

    def _follow(self, unknown: Iterable[Article], found: Resolved) -> None:
        """See which articles lay in another file before."""
        digests = {article.id: article_digest(article) for article in unknown}
        gone = self._gone_files(set(digests.values()))
        for article in unknown:
            moved = gone.pop(digests[article.id], None)
            if moved is not None:
                found.fresh[article.id] = moved
                found.paths[moved] = article.source or ""

    def note(self, found: Resolved) -> None:
        """Keep what is new of it. An article has one name beside its own: where it lies now."""
        targets = [(each,) for each in {*found.fresh.values(), *found.paths}]
        self._db.run_many("DELETE FROM aliases WHERE article = ?", targets)
        self._db.run_many("INSERT OR REPLACE INTO aliases VALUES (?, ?)", [*found.fresh.items()])
        self._db.run_many(
            "UPDATE articles SET source = ? WHERE id = ? AND state = 'ready'",
            [(path, article_id) for article_id, path in found.paths.items()],
        )

    def names(self, article_ids: Iterable[str]) -> list[str]:
        """The other names of these articles."""
        query = "SELECT id FROM aliases WHERE article IN ({})"
        return [name for (name,) in self._db.all_of(query, article_ids)]

    def forget_removed(self) -> None:
        """Drop the other names of articles that are being removed. In a transaction."""
        self._db.run(
            "DELETE FROM aliases WHERE article IN"
            " (SELECT id FROM articles WHERE state = 'removing')"
        )


def _is_gone(place: str) -> bool:
    """Whether a file is missing whose folder is there: no disk that is not mounted."""
    path = file_of(place)
    return not os.path.lexists(path) and os.path.isdir(os.path.dirname(path))


def _other_id(article: Article) -> str:
    return sha256(f"{article.id} taken\0{article_digest(article)}".encode()).hexdigest()[:16]
