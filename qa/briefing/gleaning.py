"""A story's articles to lines: the sentences that a briefing may be made of, best first.

Articles are read one at a time and let go; of each only the best lines are kept. Deliberately no
choice for a briefing (`composing`) and nothing cited yet (`making`).
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime

from index.article_index import ArticleIndex
from index.articles import Article, Sentence
from index.errors import ArticleNotFound
from index.words import idf
from qa.briefing.captions import is_credit
from qa.briefing.editing import written_on
from qa.briefing.lines import OPENING, Line
from qa.briefing.matching import Matcher
from qa.briefing.naming import bare, surnames
from qa.briefing.salience import Scale, content, salience, scale
from qa.briefing.sameness import Said, compare
from qa.briefing.standing import without_head
from qa.briefing.stories import Lead, Story, is_before
from qa.evidence.withdrawals import is_doubted, length_with
from qa.extractive.candidates import DEFAULT_LANGUAGE

# Kept of each article, for memory. In briefings of 900 words on 12 topics, 98 of 100 lines are
# among the best twelve of their article, the last one is its nineteenth.
_KEPT = 20
_LONGEST = 3  # sentences of one statement
_JUDGED = 2  # sentences on either side of a claim, in which it may be called false


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
    matcher: Matcher
    begun: datetime | None = None  # what is older is of another time than the topic, and not told

    def glean(self, story: Story, number: int) -> list[Line]:
        """The best lines of a story, best first. ``number`` is its place among the stories."""
        measure = self._scale(story)
        copied = {lead.origin for lead in story.copies}
        there: dict[str, list[Said]] = {origin: [] for origin in copied}
        kept: list[Line] = []
        for lead in story.every:
            other = is_before(lead.published, self.begun)
            read = None if other else _read(self.articles, lead.article_id)
            if read is None:
                continue
            lines = list(self._lines(read, measure, lead, number))
            if lead.origin in copied:
                lines = self._own(lines, read, lead, there[lead.origin])
            kept += heapq.nlargest(_KEPT, lines, key=lambda line: line.salience)
        return sorted(kept, key=_rank)

    @staticmethod
    def _own(
        lines: Iterable[Line],
        found: tuple[Article, list[Sentence]],
        lead: Lead,
        there: list[Said],
    ) -> list[Line]:
        """The lines that no other copy has: it may be that another group claims the attack.

        ``there``: what the copies before it say; what this one does is added.
        """
        words = {_words(said.text) for said in there}
        new = [x for x in lines if _words(x.text) not in words]
        own = [x for x in new if not there or not any(compare(x.said, y).repeats for y in there)]
        day = lead.published.date() if lead.published else None
        there += [
            Said(x.text, frozenset(content(x.text, lead.language)), lead.language, day)
            for x in found[1]
        ]
        return own

    def _scale(self, story: Story) -> Scale:
        openings = [(lead.text, lead.language) for lead in story.leads]
        found = {w for told in openings for w in content(*told).values()}
        words = sorted(found)
        counts = dict(zip(words, self.articles.frequencies(words), strict=True))
        size = self.articles.chunk_count()

        def rarity(word: str) -> float:
            return idf(counts.get(word, 0), size)

        return scale(openings, self.matcher.asked.weights, rarity)

    def _lines(
        self, found: tuple[Article, list[Sentence]], measure: Scale, lead: Lead, number: int
    ) -> Iterator[Line]:
        article, sentences = found
        about = self.matcher.about(article, sentences)
        people = surnames(x.text for x in sentences) - frozenset(self.topic.split())
        day = lead.published.date() if lead.published else None
        after = written_on((sentence.text for sentence in sentences), day)
        for at, sentence in enumerate(sentences):
            parts = _statement(sentences[at:])
            beside = (x.text for x in sentences[max(0, at - _JUDGED) : at + _JUDGED + 1])
            doubted = len(parts) == 1 and is_doubted(sentence.text, beside)
            shown = at + 1 < len(sentences) and is_credit(sentences[at + 1].text)
            if doubted or shown or not about[at]:
                continue
            keys = frozenset(content(without_head(sentence.text), lead.language))
            worth = salience(sentence, keys, lead.language, measure)
            if worth > 0.0:
                yield Line(
                    sentence=_span(article, parts), origin=lead.origin, published=lead.published,
                    language=lead.language, story=number, salience=worth, keys=keys, new=lead.new,
                    topic=self.topic, outlet=article.outlet, written_on=after,
                    parts=parts if len(parts) > 1 else (),
                    bare=bare(sentence.text, people),
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


def _words(text: str) -> str:
    return " ".join(text.split())


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
