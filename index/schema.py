"""The catalog's tables, and how rows become values and back. No I/O."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any

from index.articles import Article

# Goes up when an index made by an older program can no longer be used as it is.
FORMAT = 3

# An article is `pending` from the moment its rows are written until both derived stores hold it,
# `ready` from then on, `removing` from the moment its removal was asked for. A changed article has
# two rows until its new text is ready, so that readers keep the earlier one; chunks that both
# texts have in common have the same id. `added` is when this text came in (Unix seconds), unknown
# where a program of format 1 added it.
TABLES = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS articles (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    digest TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'ready', 'removing')),
    title TEXT NOT NULL,
    outlet TEXT,
    authors TEXT NOT NULL,
    url TEXT,
    published INTEGER,
    modified INTEGER,
    language TEXT,
    source TEXT,
    pages TEXT NOT NULL DEFAULT '[]',
    revision INTEGER NOT NULL DEFAULT 1,
    added INTEGER,
    text TEXT NOT NULL,
    UNIQUE (id, state)
);
CREATE INDEX IF NOT EXISTS articles_unfinished ON articles (state) WHERE state != 'ready';
CREATE INDEX IF NOT EXISTS articles_by_date ON articles (state, published);
CREATE TABLE IF NOT EXISTS sentences (
    article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (article, ordinal)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS chunks (
    id TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    token_count INTEGER NOT NULL,
    PRIMARY KEY (article, first)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS chunks_by_id ON chunks (id);
"""

ARTICLE_COLUMNS = (
    "id, title, text, outlet, authors, url, published, modified, language, source, pages, revision"
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def seconds(moment: datetime | None) -> int | None:
    """Unix seconds of an aware datetime, before 1970 too."""
    return None if moment is None else int((moment - _EPOCH).total_seconds())


def moment(unix: int | None) -> datetime | None:
    """The aware UTC datetime of Unix seconds."""
    return None if unix is None else _EPOCH + timedelta(seconds=unix)


def article_digest(article: Article) -> str:
    """What changes when an article has changed: its words and what is said of it, not its place."""
    told = [
        article.title, article.text, article.outlet, article.authors, article.url,
        seconds(article.published), seconds(article.modified), article.language, article.pages,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(told, ensure_ascii=True).encode()).hexdigest()


def article_row(article: Article) -> tuple[Any, ...]:
    """Values in the order of ``ARTICLE_COLUMNS``."""
    authors = json.dumps(article.authors, ensure_ascii=False)
    return (
        article.id, article.title, article.text, article.outlet, authors, article.url,
        seconds(article.published), seconds(article.modified), article.language, article.source,
        json.dumps(article.pages), article.revision,
    )  # fmt: skip


def to_article(row: tuple[Any, ...]) -> Article:
    """The article of a row in the order of ``ARTICLE_COLUMNS``."""
    (article_id, title, text, outlet, authors, url, published, modified, language, source,
     pages, revision) = row  # fmt: skip
    return Article(
        id=article_id, title=title, text=text, outlet=outlet, authors=tuple(json.loads(authors)),
        url=url, published=moment(published), modified=moment(modified), language=language,
        source=source, pages=tuple(json.loads(pages)), revision=revision,
    )  # fmt: skip
