"""What is known: from a source to a ranked passage. Imports nothing of ``qa``.

``ArticleIndex`` is the folder, ``read`` the way in, the rest are the values that pass between.
"""

from index.article_index import AddReport, ArticleIndex, IndexStatus
from index.articles import Article, Chunk, Filters, Passage, Sentence, Skipped
from index.errors import GroundwireError
from index.reading import read

__all__ = [
    "AddReport",
    "Article",
    "ArticleIndex",
    "Chunk",
    "Filters",
    "GroundwireError",
    "IndexStatus",
    "Passage",
    "Sentence",
    "Skipped",
    "read",
]
