"""What the web said of each page when it was last read, so that it need not be fetched again.

A `reading.web.Memory` over a catalog. What it is told it only keeps by it; the writer writes it
down once the articles themselves are written, so that a crash never leaves validators without
their article. Deliberately not here: any request.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from index.database import Database

if TYPE_CHECKING:
    from index.reading.web.settings import Validators

TABLES = """
CREATE TABLE IF NOT EXISTS validators (
    url TEXT PRIMARY KEY,
    article TEXT,
    etag TEXT,
    last_modified TEXT,
    listed TEXT
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS validators_by_article ON validators (article);
"""


class WebMemory:
    """The validators in a catalog, and those that are new."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._new: dict[str, Validators] = {}

    def validators(self, url: str) -> Validators | None:
        """Those of the last reply from ``url``; None once the article of it was removed."""
        from index.reading.web.settings import Validators

        row = self._db.one(
            "SELECT etag, last_modified, listed FROM validators WHERE url = ?"
            " AND (article IS NULL OR article IN (SELECT id FROM articles))",
            url,
        )
        return None if row is None else Validators(*row)

    def remember(self, url: str, validators: Validators) -> None:
        """Keep those of a reply until they are written down."""
        self._new[url] = validators

    def article(self, url: str) -> str | None:
        """Id of the article that was read from ``url``."""
        row = self._db.one("SELECT article FROM validators WHERE url = ?", url)
        return None if row is None else row[0]

    @property
    def has_news(self) -> bool:
        """Whether there is anything to write down."""
        return bool(self._new)

    def write(self, articles: Mapping[str, str]) -> None:
        """Write down what is new about these addresses (to article ids). In a transaction."""
        self._write({url: articles[url] for url in self._new if url in articles})

    def write_rest(self) -> None:
        """Write down what is new about feeds and sitemaps, once all is written of what they list.

        And about pages that were not fetched again. In a transaction.
        """
        self._write(dict.fromkeys(self._new))

    def drop(self, urls: Iterable[str] | None = None) -> None:
        """Forget what is new about these addresses, or about all."""
        for url in list(self._new) if urls is None else urls:
            self._new.pop(url, None)

    def _write(self, articles: Mapping[str, str | None]) -> None:
        rows = [
            (url, article_id, new.etag, new.last_modified, new.listed)
            for url, article_id in articles.items()
            if (new := self._new.pop(url))
        ]
        self._db.run_many(
            "INSERT INTO validators VALUES (?, ?, ?, ?, ?) ON CONFLICT (url) DO UPDATE SET"
            " article = coalesce(excluded.article, article), etag = excluded.etag,"
            " last_modified = excluded.last_modified, listed = excluded.listed",
            rows,
        )

    def forget(self, urls: Iterable[str]) -> None:
        """Forget what was written down about these addresses. In a transaction."""
        self._db.run_many("DELETE FROM validators WHERE url = ?", [(url,) for url in urls])

    def forget_removed(self) -> None:
        """Drop those of articles that are being removed. In a transaction."""
        self._db.run(
            "DELETE FROM validators WHERE article IN"
            " (SELECT id FROM articles WHERE state = 'removing')"
        )
