"""A question to an answer or an abstention: retrieve, then quote or write, check, cite.

Without a model the answer is made of source sentences (`quoting`), with one it is written
(`writing`), and every statement of it is checked. Deliberately no I/O of its own: the index and
the model are given.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from index.article_index import ArticleIndex
from qa.answering.asking import look_up
from qa.answering.quoting import quote
from qa.answers import Result

if TYPE_CHECKING:
    from qa.answering.writing import Writer


def ask(
    articles: ArticleIndex,
    question: str,
    *,
    writer: Writer | None = None,
    since: date | None = None,
    until: date | None = None,
    outlets: Sequence[str] = (),
) -> Result:
    """Answer ``question`` from the articles, limited as in ``ArticleIndex.search``.

    Without a ``writer`` an ``Answer`` has one to three sentences as claims, best first; with one,
    the statements that its model wrote. An ``Abstention`` says what is missing. Where the model
    fails, the sentences are given, and ``written.failure`` says why. Raises ``UsageError`` for a
    question without a word.
    """
    asked = look_up(articles, question, since=since, until=until, outlets=outlets)
    if writer is None:
        return quote(asked)
    from qa.answering.writing import write

    return write(asked, writer)
