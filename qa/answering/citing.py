"""Sentences to citations: each gets a number when it is first cited, and keeps it.

Of a report that several outlets carry, the origin is cited where the sentence stands there, too.
Deliberately not here: who else has the sentence (`carried`), and what it supports (`evidence`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from index.article_index import ArticleIndex
from index.articles import Article, Sentence
from index.errors import ArticleNotFound
from qa.answering.carried import Reports
from qa.answers import Citation


class Citer:
    """Numbers citations from 1. A sentence that is cited again is the same citation."""

    def __init__(self, articles: ArticleIndex, *, limited: bool = False) -> None:
        """``limited``: to outlets or dates, so that another outlet's original is not meant."""
        self._articles = articles
        self._limited = limited
        self._reports = Reports(articles)
        self._cited: dict[tuple[str, int, int], Citation] = {}
        self._given = 0  # the highest number that is not free any more

    def fork(self, *, limited: bool) -> Citer:
        """Another one that goes on from what this one has numbered so far."""
        other = Citer(self._articles, limited=limited)
        other._cited, other._given = dict(self._cited), self._given
        return other

    def keep(self, citations: Iterable[Citation], given: int = 0) -> None:
        """From now on these have the numbers they have, and none up to ``given`` is free."""
        for citation in citations:
            place = (citation.article_id, citation.article.revision, citation.sentence)
            self._cited[place] = citation
            self._given = max(self._given, citation.number)
        self._given = max(self._given, given)

    def cited(self) -> list[Citation]:
        """All that have a number, as they were cited last."""
        return list({citation.number: citation for citation in self._cited.values()}.values())

    @property
    def given(self) -> int:
        """The highest number that is not free any more."""
        return self._given

    def cite(self, article: Article, sentence: Sentence) -> Citation:
        """The citation of one of the article's sentences, in its surroundings."""
        origin = self._reports.origin(article.id)
        if origin and origin.id != article.id and not self._limited:
            original = self._reports.original(origin, sentence)
            article, sentence = original or (article, sentence)
        place = (article.id, article.revision, sentence.ordinal)
        if place not in self._cited:
            near = self._surroundings(article, sentence)
            self._given += 1
            made = cite(self._given, article, near, sentence.ordinal)
            self._cited[place] = self._reports.tell(made)
        return self._cited[place]

    def _surroundings(self, article: Article, sentence: Sentence) -> Sequence[Sentence]:
        """The sentence and its neighbours, which may stand outside the passage."""
        ordinal = sentence.ordinal
        try:
            return self._articles.sentences(article, max(0, ordinal - 1), ordinal + 2)
        except ArticleNotFound:  # replaced since it was retrieved: cited is what was retrieved
            return [sentence]


def cite(number: int, article: Article, sentences: Sequence[Sentence], ordinal: int) -> Citation:
    """The citation of sentence ``ordinal``; ``sentences`` holds it and its neighbours.

    Neighbours of another paragraph are not its surroundings and are left out.
    """
    near = {s.ordinal: s for s in sentences}
    cited = near[ordinal]
    before, after = near.get(ordinal - 1), near.get(ordinal + 1)
    return Citation(
        number=number,
        article=article,
        sentence=ordinal,
        start=cited.start,
        end=cited.end,
        quote=cited.text,
        before=before.text if before and _together(article, before, cited) else "",
        after=after.text if after and _together(article, cited, after) else "",
    )


def _together(article: Article, first: Sentence, second: Sentence) -> bool:
    return "\n\n" not in article.text[first.end : second.start]
