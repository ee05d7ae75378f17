"""What articles and citations are called wherever they are shown.

Deliberately plain text: whoever shows it escapes it.
"""

from __future__ import annotations

from datetime import datetime

from index.articles import Article
from qa.answers import Citation

_CELL = 300  # characters: five of six sentences of news have fewer
ID_LENGTH = 8  # of 16; `show` and `remove` take any beginning that only one article has


def short(quote: str) -> str:
    """A sentence for a cell of a table: whole, or its beginning where it is very long."""
    told = " ".join(quote.split())
    if len(told) <= _CELL:
        return told
    return told[:_CELL].rpartition(" ")[0] + " …"


def headline(article: Article) -> str:
    """Its headline, or that it has none."""
    return article.title or "(no headline)"


def about(article: Article) -> list[str]:
    """Outlet, date and place of an article, as far as they are known."""
    where = article.url or article.source
    return [part for part in (article.outlet, day(article.published), where) if part]


def day(published: datetime | None) -> str:
    """The date of publication (UTC), "" where it is not known."""
    return "" if published is None else published.strftime("%Y-%m-%d")


def place(citation: Citation) -> str:
    """Where a sentence stands: revision and page where there are any, article, its number."""
    article = citation.article
    page = article.page(citation.start)
    changed = ", changed since" if citation.replaced_by else ""
    told = [
        *([f"revision {article.revision}{changed}"] if article.revision > 1 or changed else []),
        *([f"page {page}"] if page else []),
        f"{article.id[:ID_LENGTH]} sentence {citation.sentence + 1}",
    ]
    return " · ".join(told)
