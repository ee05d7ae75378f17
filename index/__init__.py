"""What is known: from a source to a ranked passage. Imports nothing of ``qa``.

``ArticleIndex`` is the folder, ``read`` the way in, the rest are the values that pass between.
Each is imported when it is first asked for, so that a command that needs none starts at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.lazy import lazy

if TYPE_CHECKING:
    from index.article_index import ArticleIndex
    from index.articles import Article, Chunk, Filters, Passage, Sentence, Skipped
    from index.errors import GroundwireError
    from index.provenance.revisions import Revision
    from index.provenance.sources import Source, source_of
    from index.provenance.syncing import visiting
    from index.reading import read
    from index.reports import AddReport, IndexStatus, SyncReport

__all__ = [
    "AddReport",
    "Article",
    "ArticleIndex",
    "Chunk",
    "Filters",
    "GroundwireError",
    "IndexStatus",
    "Passage",
    "Revision",
    "Sentence",
    "Skipped",
    "Source",
    "SyncReport",
    "read",
    "source_of",
    "visiting",
]

_ROOMS = {
    "articles": ("Article", "Chunk", "Filters", "Passage", "Sentence", "Skipped"),
    "article_index": ("ArticleIndex",),
    "errors": ("GroundwireError",),
    "reading": ("read",),
    "reports": ("AddReport", "IndexStatus", "SyncReport"),
    "provenance.revisions": ("Revision",),
    "provenance.sources": ("Source", "source_of"),
    "provenance.syncing": ("visiting",),
}

__getattr__ = lazy("index", _ROOMS)
