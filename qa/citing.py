"""Sentences to citations: each gets a number when it is first cited, and keeps it.

Deliberately no judgement of what a sentence supports (`evidence`).
"""

from __future__ import annotations

from collections.abc import Sequence

from index.article_index import ArticleIndex
from index.articles import Article, Sentence
from index.errors import ArticleNotFound
from qa.answers import Citation, cite


class Citer:
    """Numbers citations from 1. A sentence that is cited again is the same citation."""

    def __init__(self, articles: ArticleIndex) -> None:
        self._articles = articles
        self._cited: dict[tuple[str, int, int], Citation] = {}

    def cite(self, article: Article, sentence: Sentence) -> Citation:
        """The citation of one of the article's sentences, in its surroundings."""
        place = (article.id, article.revision, sentence.ordinal)
        if place not in self._cited:
            near = self._surroundings(article, sentence)
            self._cited[place] = cite(len(self._cited) + 1, article, near, sentence.ordinal)
        return self._cited[place]

    def _surroundings(self, article: Article, sentence: Sentence) -> Sequence[Sentence]:
        """The sentence and its neighbours, which may stand outside the passage."""
        ordinal = sentence.ordinal
        try:
            return self._articles.sentences(article, max(0, ordinal - 1), ordinal + 2)
        except ArticleNotFound:  # replaced since it was retrieved: cited is what was retrieved
            return [sentence]
