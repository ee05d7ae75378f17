"""A story's articles to lines: the sentences that a briefing may be made of, best first.

Articles are read one at a time and let go; of each only the best lines are kept. Deliberately no
choice for a briefing (`composing`) and nothing cited yet (`making`).
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import zip_longest

from index.article_index import ArticleIndex
from index.articles import Article, Sentence
from index.errors import ArticleNotFound
from index.words import idf
from qa.briefing.salience import Scale, content, is_taken_back, salience, scale, word_count
from qa.briefing.sayings import speaker
from qa.briefing.stories import Lead, Story
from qa.briefing.timeline import Dated, dated
from qa.briefing.unknowns import is_unknown
from qa.extractive.candidates import DEFAULT_LANGUAGE

OPENING = 3  # sentences of an article that it is grouped by
# Kept of each article, for memory. In briefings of 900 words on 12 topics, 98 of 100 lines are
# among the best twelve of their article, the last one is its nineteenth.
_KEPT = 20
_BESIDE = 3  # sentences on either side of one, in which the topic must be spoken of


@dataclass(frozen=True)
class Line:
    """A sentence that a briefing may show."""

    sentence: Sentence
    origin: str  # id of the report it is from
    published: datetime | None
    language: str
    story: int  # from 0, heaviest first
    salience: float  # 0 to 1
    keys: frozenset[str]  # of its words
    new: bool = True  # its article was not there when the last briefing was written
    topic: str = ""  # what the briefing is about

    @property
    def text(self) -> str:
        """As the article has it."""
        return self.sentence.text

    @property
    def day(self) -> date | None:
        """When its article was published."""
        return self.published.date() if self.published else None

    @cached_property
    def words(self) -> int:
        """How long it is."""
        return word_count(self.text)

    @cached_property
    def when(self) -> Dated | None:
        """The day of what it tells."""
        return dated(self.text, self.day, self.topic)

    @cached_property
    def speaker(self) -> str | None:
        """Who says it."""
        return speaker(self.text)

    @cached_property
    def is_unknown(self) -> bool:
        """Whether it says that something is not known."""
        return is_unknown(self.text)


def leads(
    articles: ArticleIndex,
    found: Sequence[tuple[str, float]],
    known: AbstractSet[tuple[str, int]] = frozenset(),
) -> Iterator[Lead]:
    """What articles (id, relevance) are grouped by. One that is gone meanwhile is left out.

    ``known``: ids and revisions of articles that are not new.
    """
    origins = articles.origins(article_id for article_id, _ in found)
    for article_id, relevance in found:
        read = _read(articles, article_id, OPENING)
        if read is not None:
            article, sentences = read
            opening = " ".join(sentence.text for sentence in sentences)
            yield Lead(
                article_id=article.id,
                text=f"{article.title}\n{opening}",
                published=article.published,
                relevance=relevance,
                origin=origins[article_id].id if article_id in origins else article_id,
                language=article.language or DEFAULT_LANGUAGE,
                revision=article.revision,
                new=(article.id, article.revision) not in known,
            )


@dataclass(frozen=True, slots=True)
class Gleaner:
    """Reads stories for one briefing."""

    articles: ArticleIndex
    topic: str

    def glean(self, story: Story, number: int) -> list[Line]:
        """The best lines of a story, best first. ``number`` is its place among the stories."""
        measure = self._scale(story)
        kept: list[Line] = []
        for lead in story.leads:
            read = _read(self.articles, lead.article_id)
            if read is not None:
                lines = self._lines(read[1], measure, lead, number)
                kept += heapq.nlargest(_KEPT, lines, key=lambda line: line.salience)
        return sorted(kept, key=_rank)

    def _scale(self, story: Story) -> Scale:
        openings = [(lead.text, lead.language) for lead in story.leads]
        found = {w for told in openings for w in content(*told).values()}
        words = sorted(found.union(content(self.topic, DEFAULT_LANGUAGE).values()))
        counts = dict(zip(words, self.articles.frequencies(words), strict=True))
        size = self.articles.chunk_count()
        return scale(openings, self.topic, lambda word: idf(counts.get(word, 0), size))

    def _lines(
        self, sentences: Sequence[Sentence], measure: Scale, lead: Lead, number: int
    ) -> Iterator[Line]:
        read = [frozenset(content(sentence.text, lead.language)) for sentence in sentences]
        for at, (sentence, following) in enumerate(zip_longest(sentences, sentences[1:])):
            taken_back = following and is_taken_back(following.text)
            if taken_back or not measure.near(read[max(0, at - _BESIDE) : at + _BESIDE + 1]):
                continue
            keys = read[at]
            worth = salience(sentence, keys, lead.language, measure)
            if worth > 0.0:
                yield Line(
                    sentence=sentence, origin=lead.origin, published=lead.published,
                    language=lead.language, story=number, salience=worth, keys=keys, new=lead.new,
                    topic=self.topic,
                )  # fmt: skip


def _rank(line: Line) -> tuple[float, str, int]:
    return -line.salience, line.sentence.article_id, line.sentence.ordinal


def _read(
    articles: ArticleIndex, article_id: str, last: int | None = None
) -> tuple[Article, list[Sentence]] | None:
    """An article with its sentences up to ``last``; None where it is gone."""
    try:
        article = articles.article(article_id)
        return article, articles.sentences(article, 0, last)
    except ArticleNotFound:
        return None
