"""What an article said before: its earlier texts, kept when a changed one takes their place.

An earlier text is never searched and never cited anew; it is there so that what was quoted from
it can still be shown to the letter. So any change of headline or text makes a revision, were it a
space; a change of what is said of an article (outlet, date, authors) makes none. Deliberately
not here: what the difference is (`qa.differences`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from index.articles import Article
from index.database import Database
from index.schema import ARTICLE_COLUMNS, moment, to_article

TABLES = """
CREATE TABLE IF NOT EXISTS revisions (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    outlet TEXT,
    authors TEXT NOT NULL,
    url TEXT,
    published INTEGER,
    modified INTEGER,
    language TEXT,
    source TEXT,
    pages TEXT NOT NULL,
    revision INTEGER NOT NULL,
    added INTEGER,
    text TEXT NOT NULL,
    UNIQUE (id, revision)
);
"""


@dataclass(frozen=True, slots=True)
class Revision:
    """One text of an article, and when it was the one to cite."""

    article: Article  # as it was; `article.revision` counts from 1
    added: datetime | None  # aware, UTC; None where a program of format 1 added it
    replaced: datetime | None  # None: it is the current one


class Revisions:
    """The earlier texts in a catalog."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def numbered(self, article: Article, now: int) -> tuple[int, int | None]:
        """The revision that ``article`` is beside the ready one, and when it came (Unix seconds).

        The ready one's, unless headline or text differ; 1 and ``now`` where there is none.
        """
        row = self._db.one(
            "SELECT revision, added, title = ? AND text = ? FROM articles"
            " WHERE id = ? AND state = 'ready'",
            article.title, article.text, article.id,
        )  # fmt: skip
        number, added, same = row or (0, None, False)
        return (number, added) if same else (number + 1, now)

    def keep_replaced(self) -> None:
        """Keep the ready texts that a pending one is about to replace. In a transaction."""
        columns = f"{ARTICLE_COLUMNS}, added"
        self._db.run(
            f"INSERT OR REPLACE INTO revisions ({columns}) SELECT {columns} FROM articles earlier"
            " WHERE state = 'ready' AND EXISTS (SELECT 1 FROM articles later WHERE"
            " later.id = earlier.id AND state = 'pending' AND later.revision > earlier.revision)"
        )

    def forget_removed(self) -> None:
        """Drop what articles that are being removed said before. In a transaction."""
        self._db.run(
            "DELETE FROM revisions WHERE id IN (SELECT id FROM articles WHERE state = 'removing')"
        )

    def of(self, article_id: str) -> list[Revision]:
        """All texts of a ready article, the first one first, the current one last."""
        rows = self._db.all(
            f"SELECT {ARTICLE_COLUMNS}, added FROM revisions WHERE id = ?1 UNION ALL"
            f" SELECT {ARTICLE_COLUMNS}, added FROM articles WHERE id = ?1 AND state = 'ready'"
            " ORDER BY revision",
            article_id,
        )
        added = [moment(row[-1]) for row in rows]
        articles = [to_article(row[:-1]) for row in rows]
        return [
            Revision(article, came, went)
            for article, came, went in zip(articles, added, [*added[1:], None], strict=True)
        ]

    def has(self, article: Article) -> bool:
        """Whether this is an earlier text, as it is kept here."""
        query = "SELECT text FROM revisions WHERE id = ? AND revision = ?"
        row = self._db.one(query, article.id, article.revision)
        return row is not None and row[0] == article.text

    def count(self) -> int:
        """How many earlier texts are kept."""
        return int(self._db.one("SELECT count(*) FROM revisions")[0])
