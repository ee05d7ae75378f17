"""What is known: from a source to a ranked passage. Imports nothing of ``qa``.

``ArticleIndex`` is the folder, ``read`` the way in, the rest are the values that pass between.
Each is imported when it is first asked for, so that a command that needs none starts at once.

The index as callers see it:
- `article_index`: the folder, opened, added to, searched and mended; the only meeting of its stores
- `holdings`, `finding`, `reader`: its reading halves: what there is, what fits, the open stores
- `opening`: the folder found or made, with its catalog and its embedder
- `checking`: what is wrong with it
- `write_access`, `lock`, `interrupts`: one writer at a time, and no stop half-way

What passes between rooms:
- `articles`: articles, sentences, chunks, passages
- `reports`: what an index says of itself and of what was added
- `errors`: all errors, drawn as a tree

Texts and tables:
- `sentences`, `chunks`: a text to sentences with spans, these to chunks within a budget of tokens
- `words`, `irregular`, `tokens`: words for comparing texts, and English ones that no stemmer knows
  to be one; tokens as remote models count them
- `schema`, `database`: the catalog's tables; one SQLite file, its errors made ours
- `lazy`: the late imports of this page

In folders of their own: on the way in `reading`, `embedding` (bundled: `model`), `syndication`,
`adding`, `provenance`; what is kept in `catalog`, `stores`, `kept`; on the way out `retrieval`;
`service` for any OpenAI-compatible server.
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
