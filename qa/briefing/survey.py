"""What there is to brief on: the articles that match, grouped into stories, the best lines of each.

All articles that match are grouped by their openings; the heaviest stories are read, one article
at a time. Deliberately no choice of what is shown (`composing`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from index.article_index import ArticleIndex
from index.errors import ArticleNotFound, UsageError
from index.kept.briefings import Briefed
from index.words import has_words
from qa.briefing.gleaning import Gleaner, leads
from qa.briefing.lines import Line
from qa.briefing.salience import content
from qa.briefing.sameness import Said
from qa.briefing.stories import Story, beginning, stories
from qa.briefing.subject import subject
from qa.briefing.topicality import kindred
from qa.extractive.candidates import DEFAULT_LANGUAGE

LENGTHS = {"short": 150, "medium": 400, "long": 900}  # words
# Stories that are read for a briefing, for its words: a line takes 25 of them, some lines are of
# one story, and some stories have none that is worth a place.
_WORDS_A_STORY = 15
_FEWEST_STORIES = 8


@dataclass(frozen=True, slots=True)
class Order:
    """What a briefing is to be about, and how long."""

    topic: str = ""
    since: date | None = None
    until: date | None = None
    outlets: tuple[str, ...] = ()
    words: int = LENGTHS["medium"]
    new: bool = False  # only what was not in the last briefing on the topic

    @property
    def limited(self) -> bool:
        """Whether to dates or outlets."""
        return bool(self.since or self.until or self.outlets)

    @property
    def key(self) -> str:
        """What the last briefing on it is found by. Dates move on, the topic stays."""
        return " · ".join((self.topic, *sorted(self.outlets)))


@dataclass(frozen=True, slots=True)
class Survey:
    """What a briefing can be made of."""

    order: Order
    articles: int  # that match
    stories: tuple[Story, ...]  # heaviest first; for news only those with a new article
    lines: tuple[tuple[Line, ...], ...]  # of each of the first stories, best first
    seen: frozenset[tuple[str, int]]  # the articles that match, with their revisions
    last: Briefed | None  # the last briefing on the topic, where only news are wanted
    told: tuple[Said, ...] = ()  # what the last briefing said
    lacking: tuple[str, ...] = ()  # words of the topic that no article has

    @property
    def origins(self) -> int:
        """How many independent reports there are."""
        return sum(len(story.leads) for story in self.stories)


def survey(articles: ArticleIndex, order: Order) -> Survey:
    """Select, group and glean. Raises ``UsageError`` where nothing limits what is asked for."""
    if not has_words(order.topic) and not order.limited:
        raise UsageError(
            "there is neither a topic nor a date to brief on",
            "give a topic in quotation marks, or --since yesterday",
        )
    if has_words(order.topic) and not content(order.topic, DEFAULT_LANGUAGE):
        raise UsageError(
            f"the topic '{order.topic}' has no word that says what it is about",
            "name a person, a place or a thing",
        )
    last = articles.briefings.last(order.key) if order.new else None
    asked = subject(articles, order.topic)
    found = articles.about(asked.text, since=order.since, until=order.until, outlets=order.outlets)
    opened = list(leads(articles, found, last.seen if last else frozenset()))
    grouped = stories(opened, articles.embed([lead.text for lead in opened])) if opened else []
    shown = [story for story in grouped if any(lead.new for lead in story.leads)]
    openings = ((lead.text, lead.language) for lead in opened)
    kin = kindred(asked.told, openings, articles.embed_words)
    gleaner = Gleaner(articles, asked.told, beginning(opened), kin, asked.names)
    wanted = max(_FEWEST_STORIES, order.words // _WORDS_A_STORY)
    return Survey(
        order=order,
        articles=len(opened),
        stories=tuple(shown),
        lines=tuple(_gleaned(gleaner, shown, wanted)),
        seen=frozenset((lead.article_id, lead.revision) for lead in opened),
        last=last,
        told=tuple(_told(articles, last)) if last else (),
        lacking=asked.lacking,
    )


def _gleaned(gleaner: Gleaner, shown: Sequence[Story], wanted: int) -> Iterator[tuple[Line, ...]]:
    """The lines of the first stories, until so many have some."""
    for number, story in enumerate(shown):
        if wanted <= 0:
            return
        lines = tuple(gleaner.glean(story, number))
        wanted -= bool(lines)
        yield lines


def _told(articles: ArticleIndex, last: Briefed) -> Iterator[Said]:
    """The sentences that earlier briefings showed, as they were, where the article is there."""
    for article_id, ordinal, revision in sorted(last.shown):
        try:
            article = articles.article(article_id)
            if article.revision != revision:
                article = articles.revision(article, revision).article
            sentences = articles.sentences(article, ordinal, ordinal + 1)
        except (ArticleNotFound, UsageError):
            continue
        if sentences:
            text, language = sentences[0].text, article.language or DEFAULT_LANGUAGE
            day = article.published.date() if article.published else None
            yield Said(text, frozenset(content(text, language)), language, day)
