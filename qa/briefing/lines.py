"""A story's articles to lines: the sentences that a briefing may be made of, best first.

Articles are read one at a time and let go; of each only the best lines are kept. Deliberately no
choice for a briefing (`composing`) and nothing cited yet (`making`).
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from index.article_index import ArticleIndex
from index.articles import Article, Sentence
from index.errors import ArticleNotFound
from index.words import idf
from qa.briefing.salience import Scale, content, salience, scale, word_count
from qa.briefing.sameness import Said
from qa.briefing.sayings import speaker
from qa.briefing.stories import Lead, Story
from qa.briefing.timeline import Dated, dated, is_kept
from qa.briefing.unknowns import is_unknown
from qa.briefing.verbs import has_happened, main_clause
from qa.briefing.withdrawals import Kind, is_doubted, length_with, takes_back
from qa.extractive.candidates import DEFAULT_LANGUAGE

OPENING = 3  # sentences of an article that it is grouped by
# Kept of each article, for memory. In briefings of 900 words on 12 topics, 98 of 100 lines are
# among the best twelve of their article, the last one is its nineteenth.
_KEPT = 20
_LONGEST = 3  # sentences of one statement
_JUDGED = 2  # sentences on either side of a claim, in which it may be called false
_QUOTES = re.compile('[“"«„]')
# A headline's worth: what its main clause does not tell of the topic, what quotes or opens with a
# clause of circumstances, and what does not open its article, is less of one. Set by eye on 20.
_BESIDE_TOPIC, _ASIDE, _SECOND = 0.8, 0.85, 0.9
_MISSING = 0.5  # for all words of the topic that it lacks
_OPENS_ASIDE = re.compile(
    r"\W*(?:While|When|As|After|Before|Despite|Although|Though|Since|If|At|Amid|With|One|Some|Many|"
    r"Most|Several|A few)\b"
)
_ARGUES = re.compile(
    r"\b(?:has|have) (?:\w+ly )?(?:argued|said|suggested|called|urged|warned|claimed|questioned)\b|"
    r"\bwas supposed to\b"
)
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
    outlet: str | None = None
    kept: bool = True  # its article is as it was on the day it was published
    # Of what is told and taken back right after: ``sentence`` spans them all.
    parts: tuple[Sentence, ...] = ()

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
    def said(self) -> Said:
        """What it is compared with others by."""
        return Said(self.text, self.keys, self.language, self.day)

    @cached_property
    def when(self) -> Dated | None:
        """The day of what it tells; that of publication only of what an article opens with."""
        if self.parts:
            return None
        found = dated(self.text, self.day, self.topic, sure=self.kept)
        return found if found and (found.stated or self._is_news) else None

    @cached_property
    def speaker(self) -> str | None:
        """Who says it."""
        return None if self.parts else speaker(self.text)

    @cached_property
    def is_fact(self) -> bool:
        """Whether it opens an article and tells of the topic what has happened: a headline."""
        return self.is_event and self.when is not None

    @cached_property
    def is_event(self) -> bool:
        """The same, of whatever day."""
        asked = 2 * len(self.keys & self.topic_keys) >= len(self.topic_keys)
        quoted = self.speaker and _QUOTES.search(self.text)
        return self._is_news and asked and not quoted and not _ARGUES.search(self.text)

    @cached_property
    def eventful(self) -> float:
        """How much it tells of the topic as an event, by itself: what a headline is, 0 to 1."""
        told = content(main_clause(self.text), self.language).keys()
        event = 1.0 if told & self.topic_keys or not self.topic_keys else _BESIDE_TOPIC
        aside = _ASIDE if _QUOTES.search(self.text) or _OPENS_ASIDE.match(self.text) else 1.0
        missing = len(self.topic_keys - self.keys) / max(1, len(self.topic_keys))
        return (
            event
            * aside
            * (1 - _MISSING * missing)
            * (1.0 if self.sentence.ordinal == 0 else _SECOND)
        )

    @property
    def _is_news(self) -> bool:
        """Whether it opens an article, and what it tells has happened."""
        told = not self.parts and (self.language[:2] != "en" or has_happened(self.text))
        return self.sentence.ordinal < OPENING and told

    @cached_property
    def is_unknown(self) -> bool:
        """Whether it says that something is not known."""
        return not self.parts and is_unknown(self.text)

    @cached_property
    def topic_keys(self) -> frozenset[str]:
        """Of the words of the topic."""
        return frozenset(content(self.topic, DEFAULT_LANGUAGE))

    @cached_property
    def takes_back(self) -> Kind:
        """Whether it denies or withdraws something."""
        return "denies" if self.parts else takes_back(self.text)


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
                lines = self._lines(read, measure, lead, number)
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
        self, found: tuple[Article, list[Sentence]], measure: Scale, lead: Lead, number: int
    ) -> Iterator[Line]:
        article, sentences = found
        read = [frozenset(content(sentence.text, lead.language)) for sentence in sentences]
        day = lead.published.date() if lead.published else None
        kept = is_kept((sentence.text for sentence in sentences), day)
        for at, sentence in enumerate(sentences):
            parts = _statement(sentences[at:])
            beside = (x.text for x in sentences[max(0, at - _JUDGED) : at + _JUDGED + 1])
            doubted = len(parts) == 1 and is_doubted(sentence.text, beside)
            if doubted or not measure.near(read[max(0, at - _BESIDE) : at + _BESIDE + 1]):
                continue
            keys = read[at]
            worth = salience(sentence, keys, lead.language, measure)
            if worth > 0.0:
                yield Line(
                    sentence=_span(article, parts), origin=lead.origin, published=lead.published,
                    language=lead.language, story=number, salience=worth, keys=keys, new=lead.new,
                    topic=self.topic, outlet=article.outlet, kept=kept,
                    parts=parts if len(parts) > 1 else (),
                )  # fmt: skip


def _statement(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The first sentence, with those that take it back."""
    return tuple(sentences[: length_with([x.text for x in sentences[:_LONGEST]])])


def _span(article: Article, parts: Sequence[Sentence]) -> Sentence:
    """Sentences that follow each other as one."""
    if len(parts) == 1:
        return parts[0]
    start, end = parts[0].start, parts[-1].end
    return replace(parts[0], end=end, text=article.text[start:end])


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
