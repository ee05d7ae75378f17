"""Which articles have their text in common: compared as they are added, kept in the catalog.

Candidates by MinHash and locality-sensitive hashing, one minimum a band (Broder, 1997; Leskovec,
Rajaraman and Ullman, "Mining of Massive Datasets", chapter 3), then each pair measured exactly.
What is kept of a pair follows from its two texts alone, so the order of adding does not matter,
and rows go with the texts they belong to. Deliberately not here: which pairs make one origin and
which of its articles that is (`origins`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from index.database import Database
from index.syndication.origins import PART_OF_LONG, Pair, one_report
from index.syndication.templates import one_event

if TYPE_CHECKING:
    from index.syndication.signatures import Hashes

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

# Stubs and notices below this have a line of an outlet's own in common, and no report.
WORDS = 40

_ALIKE = 3  # minima in common that make a candidate
_MOST = 50  # articles looked at for one minimum: more have it only where it is boilerplate
_NOTHING = -1  # in place of the minima of a text that is too short to have any
_BATCH = 256  # articles compared in one go when all are

_PAIRS = (
    "SELECT a.id, b.id, s.share, t.share FROM articles a JOIN shared s ON s.article = a.key"
    " JOIN articles b ON b.key = s.other JOIN shared t ON t.article = b.key AND t.other = a.key"
    " WHERE +a.state = 'ready' AND +b.state = 'ready'"
)


class _Text(NamedTuple):
    id: str
    title: str
    text: str

    @property
    def whole(self) -> str:
        return f"{self.title}\n{self.text}"


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
        from index.syndication.signatures import minima, shingles

        texts = self._texts(keys)
        hashes = {key: shingles(text.text) for key, text in texts.items()}
        rows = [(h, key) for key, own in hashes.items() for h in minima(own) or [_NOTHING]]
        self._db.run_many("INSERT OR IGNORE INTO minhashes VALUES (?, ?)", sorted(rows))
        pairs = self._candidates(keys)
        missing = {key for pair in pairs for key in pair} - texts.keys()
        for key, text in self._texts(missing).items():
            texts[key] = text
            hashes[key] = shingles(text.text)
        for one, other in pairs:
            if texts[one].id != texts[other].id:  # not the text that it will replace
                shares = self._measured(one, other, hashes)
                if shares and one_event(texts[one].whole, texts[other].whole):
                    self._db.run_many("INSERT OR REPLACE INTO shared VALUES (?, ?, ?)", shares)

    def _texts(self, keys: Iterable[int]) -> dict[int, _Text]:
        query = "SELECT key, id, title, text FROM articles WHERE key IN ({})"
        return {key: _Text(*row) for key, *row in self._db.all_of(query, map(str, keys))}

    def _candidates(self, keys: Sequence[int]) -> set[tuple[int, int]]:
        query = (
            "SELECT n.article, o.article FROM minhashes n JOIN minhashes o ON o.hash = n.hash"
            " AND o.article IN (SELECT article FROM minhashes WHERE hash = n.hash"
            f" ORDER BY article LIMIT {_MOST}) WHERE n.article IN ({{}}) AND n.hash != {_NOTHING}"
            f" AND o.article != n.article GROUP BY 1, 2 HAVING count(*) >= {_ALIKE}"
        )
        found = self._db.all_of(query, map(str, keys))
        return {(min(pair), max(pair)) for pair in found}

    def _measured(
        self, one: int, other: int, hashes: dict[int, Hashes]
    ) -> list[tuple[int, int, float]]:
        """The rows of a pair that has enough in common; none for another."""
        from index.syndication.signatures import share, word_count

        if len(hashes[one]) < len(hashes[other]):
            one, other = other, one
        there = share(hashes[one], hashes[other])  # of the longer, which most often decides
        back = share(hashes[other], hashes[one]) if there >= PART_OF_LONG else 0.0
        if one_report(there, back) and back * word_count(hashes[other]) >= WORDS:
            return [(one, other, there), (other, one, back)]
        return []

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
