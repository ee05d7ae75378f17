"""What a catalog holds, looked up: articles, sentence spans, chunks, counts.

What is ready, unless another state is asked for. Deliberately not here: writing (`catalog`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from index.articles import Article, Chunk, Sentence
from index.database import Database
from index.schema import ARTICLE_COLUMNS, to_article

_CHUNKS = (
    'SELECT c.id, a.id, c.first, c.last, c."start", c."end", c.token_count FROM chunks c'
    " JOIN articles a ON a.key = c.article"
)

# The + keeps SQLite from going through all ready articles instead of through the ids.
_THESE = " WHERE +a.state = 'ready' AND c.id IN ({})"


class Entry(NamedTuple):
    """An article with what was derived from its text, as it is written and read."""

    article: Article
    sentences: list[Sentence]
    chunks: list[Chunk]


class Candidate(NamedTuple):
    """A chunk as retrieval sees it before it is decided which are shown."""

    chunk_id: str
    article_id: str
    title: str
    language: str | None
    text: str
    first: int  # ordinal of its first sentence
    published: int | None  # Unix seconds


class Summary(NamedTuple):
    """One article in a listing."""

    id: str
    title: str
    outlet: str | None
    published: int | None  # Unix seconds
    url: str | None
    source: str | None
    sentences: int


class Lookup:
    """The reading half of a `catalog.Catalog`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def digests(self, article_ids: Iterable[str]) -> dict[str, str]:
        """Digest of each of these articles that there is; of the pending text if it has two."""
        query = (
            "SELECT id, digest FROM articles WHERE state != 'removing' AND id IN ({})"
            " ORDER BY state DESC"
        )
        return dict(self._db.all_of(query, article_ids))

    def unfinished(self) -> tuple[list[str], list[str]]:
        """Ids of the articles that are pending, and of those that are being removed."""
        rows = self._db.all("SELECT id, state FROM articles WHERE state != 'ready' ORDER BY key")
        pending = [article_id for article_id, state in rows if state == "pending"]
        return pending, [article_id for article_id, state in rows if state == "removing"]

    def chunk_ids_of(self, article_ids: Iterable[str]) -> list[str]:
        """Ids of all chunks that these articles have, in whatever state."""
        query = (
            "SELECT DISTINCT c.id FROM chunks c JOIN articles a ON a.key = c.article"
            " WHERE a.id IN ({})"
        )
        return [chunk_id for (chunk_id,) in self._db.all_of(query, article_ids)]

    def entries(self, article_ids: Iterable[str], state: str = "ready") -> Iterator[Entry]:
        """These articles with their sentences and chunks."""
        for article_id in article_ids:
            article = self.article(article_id, state)
            if article is not None:
                sentences = self.sentences(article, state=state)
                yield Entry(article, sentences, self._chunks(article_id, state))

    def article(self, article_id: str, state: str = "ready") -> Article | None:
        """The article of that id."""
        query = f"SELECT {ARTICLE_COLUMNS} FROM articles WHERE id = ? AND state = ?"
        row = self._db.one(query, article_id, state)
        return None if row is None else to_article(row)

    def articles(self, article_ids: Iterable[str]) -> dict[str, Article]:
        """These ready articles, by id."""
        query = f"SELECT {ARTICLE_COLUMNS} FROM articles WHERE state = 'ready'" + " AND id IN ({})"
        return {row[0]: to_article(row) for row in self._db.all_of(query, article_ids)}

    def newest(self) -> int | None:
        """When the latest article was published, in Unix seconds."""
        found = self._db.one("SELECT max(published) FROM articles WHERE state = 'ready'")[0]
        return None if found is None else int(found)

    def digest(self, article_id: str) -> str | None:
        """Digest of a ready article."""
        query = "SELECT digest FROM articles WHERE id = ? AND state = 'ready'"
        row = self._db.one(query, article_id)
        return None if row is None else row[0]

    def article_ids(self, prefix: str = "") -> list[str]:
        """Ids of the ready articles that begin with ``prefix``, newest first."""
        rows = self._db.all(
            "SELECT id FROM articles WHERE state = 'ready' AND substr(id, 1, ?) = ?"
            " ORDER BY published IS NULL, published DESC, key",
            len(prefix),
            prefix,
        )
        return [article_id for (article_id,) in rows]

    def summaries(self, since: int | None = None, until: int | None = None) -> list[Summary]:
        """Ready articles without their texts, newest first; published in [since, until)."""
        rows = self._db.all(
            "SELECT id, title, outlet, published, url, source,"
            " (SELECT count(*) FROM sentences s WHERE s.article = a.key)"
            " FROM articles a WHERE state = 'ready'"
            " AND (?1 IS NULL OR published >= ?1) AND (?2 IS NULL OR published < ?2)"
            " ORDER BY published IS NULL, published DESC, key",
            since,
            until,
        )
        return [Summary(*row) for row in rows]

    def sentences(
        self, article: Article, first: int = 0, last: int = 1 << 40, state: str = "ready"
    ) -> list[Sentence]:
        """Sentences ``first`` to ``last`` (half open) of an article of this catalog."""
        rows = self._db.all(
            'SELECT s.ordinal, s."start", s."end" FROM sentences s JOIN articles a'
            " ON a.key = s.article WHERE a.id = ? AND a.state = ? AND s.ordinal >= ?"
            " AND s.ordinal < ? ORDER BY s.ordinal",
            article.id,
            state,
            first,
            last,
        )
        return [Sentence(article.id, n, i, j, article.text[i:j]) for n, i, j in rows]

    def _chunks(self, article_id: str, state: str) -> list[Chunk]:
        query = f"{_CHUNKS} WHERE a.id = ? AND a.state = ? ORDER BY c.first"
        return [Chunk(*row) for row in self._db.all(query, article_id, state)]

    def chunks(self, chunk_ids: Iterable[str]) -> dict[str, Chunk]:
        """These chunks, those of ready articles only."""
        query = _CHUNKS + _THESE
        return {row[0]: Chunk(*row) for row in self._db.all_of(query, chunk_ids)}

    def surroundings(
        self, chunk_ids: Iterable[str], reach: int
    ) -> dict[str, list[tuple[int, int, int]]]:
        """Spans (ordinal, start, end) of the sentences of each chunk, of a ready article.

        With those around it that may stand in a passage of ``reach`` characters with it.
        """
        query = (
            'SELECT c.id, s.ordinal, s."start", s."end" FROM chunks c'
            " JOIN articles a ON a.key = c.article JOIN sentences s ON s.article = c.article"
            f"{_THESE} AND (s.ordinal BETWEEN c.first AND c.last - 1"
            f' OR s."start" >= c."end" - {reach} AND s."end" <= c."start" + {reach})'
        )
        spans: dict[str, list[tuple[int, int, int]]] = {}
        for chunk_id, *span in self._db.all_of(query, chunk_ids):
            spans.setdefault(chunk_id, []).append((span[0], span[1], span[2]))
        return spans

    def candidates(self, chunk_ids: Iterable[str]) -> dict[str, Candidate]:
        """These chunks with their texts, those of ready articles only."""
        query = (
            "SELECT c.id, a.id, a.title, a.language,"
            ' substr(a.text, c."start" + 1, c."end" - c."start"), c.first,'
            f" a.published FROM chunks c JOIN articles a ON a.key = c.article{_THESE}"
        )
        return {row[0]: Candidate(*row) for row in self._db.all_of(query, chunk_ids)}

    def chunk_ids(self) -> set[str]:
        """Ids of all chunks of ready articles."""
        rows = self._db.all(
            "SELECT c.id FROM chunks c JOIN articles a ON a.key = c.article WHERE a.state = 'ready'"
        )
        return {chunk_id for (chunk_id,) in rows}

    def counts(self) -> dict[str, int]:
        """How many ready articles, sentences and chunks there are, and how many are unfinished."""
        names = ("articles", "sentences", "chunks", "unfinished")
        row = self._db.one(
            "SELECT (SELECT count(*) FROM articles WHERE state = 'ready'),"
            " (SELECT count(*) FROM sentences s JOIN articles a ON a.key = s.article"
            " WHERE state = 'ready'), (SELECT count(*) FROM chunks c JOIN articles a"
            " ON a.key = c.article WHERE state = 'ready'),"
            " (SELECT count(*) FROM articles WHERE state != 'ready')"
        )
        return dict(zip(names, row, strict=True))

    def outlets(self) -> list[tuple[str | None, int, int | None, int | None]]:
        """Outlet, number of articles, first and last date (Unix seconds); largest first."""
        return self._db.all(
            "SELECT outlet, count(*), min(published), max(published) FROM articles"
            " WHERE state = 'ready' GROUP BY outlet ORDER BY count(*) DESC, outlet"
        )

    def problems(self) -> list[str]:
        """What SQLite itself and the spans say is wrong with the file; empty when all is well."""
        found = [row[0] for row in self._db.all("PRAGMA quick_check") if row[0] != "ok"]
        outside = self._db.one(
            "SELECT count(*) FROM sentences s JOIN articles a ON a.key = s.article"
            ' WHERE s."end" > length(a.text) OR s."start" >= s."end"'
        )[0]
        return found + ([f"{outside} sentences lie outside their article"] if outside else [])
