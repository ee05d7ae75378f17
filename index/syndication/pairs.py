"""Which articles have their text in common: compared as they are added, kept in the catalog.

Candidates by MinHash and locality-sensitive hashing, one minimum a band (Broder, 1997; Leskovec,
Rajaraman and Ullman, "Mining of Massive Datasets", chapter 3), then each pair measured exactly.
What is kept of a pair follows from its two texts alone, so the order of adding does not matter
where fewer than ``_HOLDERS`` tell a report, and rows go with the texts they belong to. Deliberately
not here: which pairs make one origin and which of its articles that is (`origins`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby, islice
from typing import TYPE_CHECKING

from index.database import Database
from index.syndication.origins import Pair

if TYPE_CHECKING:
    from index.syndication.told import Told

# `minhashes` is the index of bands: an article has `signatures.MINIMA` rows, or one with NOTHING.
# `shared` has two rows for each pair: how much of `article` stands in `other`.
TABLES = """
CREATE TABLE IF NOT EXISTS minhashes (
    hash INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE,
    PRIMARY KEY (hash, article)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS minhashes_by_article ON minhashes (article);
CREATE TABLE IF NOT EXISTS shared (
    article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE,
    share REAL NOT NULL,
    PRIMARY KEY (article, other)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS shared_by_other ON shared (other)
"""

_ALIKE = 3  # minima in common that make a candidate
_HOLDERS = 50  # articles looked at for one minimum: more have it only where it is boilerplate
_MOST = 100  # articles that one is compared with
_NOTHING = -1  # in place of the minima of a text that is too short to have any
_BATCH = 256  # articles compared in one go when all are
_LAST = (1 << 63) - 1  # the greatest key there can be
_HELD = 512  # texts in memory at a time, with all that they are compared by

_PAIRS = (
    "SELECT a.id, b.id, s.share, t.share FROM articles a JOIN shared s ON s.article = a.key"
    " JOIN articles b ON b.key = s.other JOIN shared t ON t.article = b.key AND t.other = a.key"
    " WHERE +a.state = 'ready' AND +b.state = 'ready'"
)


class Syndication:
    """The tables of copies in a catalog's database."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def compare_new(self) -> None:
        """Compare pending articles that were not yet compared with all others. In a transaction."""
        self._compare(self._uncompared("state = 'pending'"))

    def compare_all(self) -> None:
        """Compare all articles anew. In a transaction."""
        self._db.run("DELETE FROM minhashes")
        self._db.run("DELETE FROM shared")
        keys = self._uncompared("true")
        for first in range(0, len(keys), _BATCH):
            self._compare(keys[first : first + _BATCH])

    def compare_missing(self) -> None:
        """Compare what an older program added and did not compare. In transactions of its own."""
        keys = self._uncompared("state = 'ready'")
        for first in range(0, len(keys), _BATCH):
            with self._db.transaction():
                self._compare(keys[first : first + _BATCH])

    def uncompared(self) -> int:
        """How many ready articles were not compared yet: the next writer does it."""
        return len(self._uncompared("state = 'ready'"))

    def _uncompared(self, where: str) -> list[int]:
        query = (
            f"SELECT key FROM articles WHERE {where}"
            " AND NOT EXISTS (SELECT 1 FROM minhashes WHERE article = key) ORDER BY key"
        )
        return [key for (key,) in self._db.all(query)]

    def _compare(self, keys: Sequence[int]) -> None:
        from index.syndication.signatures import minima

        told = lru_cache(_HELD)(self._told)
        rows = [(h, key) for key in keys for h in minima(told(key).shingles) or [_NOTHING]]
        self._db.run_many("INSERT OR IGNORE INTO minhashes VALUES (?, ?)", sorted(rows))
        for one, other in self._candidates(keys):
            if told(one).article_id != told(other).article_id:  # not the text that it will replace
                shares = told(one).shares(told(other))
                if shares:
                    pair = [(one, other, shares[0]), (other, one, shares[1])]
                    self._db.run_many("INSERT OR REPLACE INTO shared VALUES (?, ?, ?)", pair)

    def _told(self, key: int) -> Told:
        from index.syndication.told import Told

        return Told(*self._db.one("SELECT id, title, text FROM articles WHERE key = ?", key))

    def _candidates(self, keys: Sequence[int]) -> list[tuple[int, int]]:
        """Pairs to compare, in order: of each article those with most minima in common."""
        query = (
            "SELECT n.article, o.article, count(*) FROM minhashes n JOIN minhashes o"
            " ON o.hash = n.hash AND o.article <= ifnull((SELECT article FROM minhashes"
            f" WHERE hash = n.hash ORDER BY article LIMIT 1 OFFSET {_HOLDERS - 1}), {_LAST})"
            f" WHERE n.article IN ({{}}) AND n.hash != {_NOTHING} AND o.article != n.article"
            f" GROUP BY 1, 2 HAVING count(*) >= {_ALIKE} ORDER BY n.article, 3 DESC, o.article"
        )
        found = groupby(self._db.all_of(query, map(str, keys)), lambda row: row[0])
        nearest = (pair[:2] for _, others in found for pair in islice(others, _MOST))
        return sorted({(min(pair), max(pair)) for pair in nearest})

    def pairs(self, article_ids: Iterable[str]) -> list[Pair]:
        """All pairs that tie these ready articles to others, and those to others in turn."""
        query = f"{_PAIRS} AND a.id IN ({{}})"
        seen: set[str] = set()
        found: list[Pair] = []
        todo = set(article_ids)
        while todo:
            seen |= todo
            new = [Pair(*row) for row in self._db.all_of(query, todo)]
            found += new
            todo = {pair.other_id for pair in new} - seen
        return found

    def among(self, article_ids: Iterable[str]) -> set[tuple[str, str]]:
        """Which of these ready articles have their text in common, each pair from either side."""
        wanted = set(article_ids)
        found = self._db.all_of(f"{_PAIRS} AND a.id IN ({{}})", wanted)
        return {(one, other) for one, other, _, _ in found if other in wanted}

    def all_pairs(self) -> list[Pair]:
        """All pairs of ready articles, each seen from either side."""
        return [Pair(*row) for row in self._db.all(_PAIRS)]

    def problems(self) -> list[str]:
        """Articles that were never compared, in a line; empty when all is well."""
        number = self.uncompared()
        if not number:
            return []
        return [
            f"{number} articles were not compared for copies (the next 'groundwire add' or 'sync'"
            " does it)"
        ]
