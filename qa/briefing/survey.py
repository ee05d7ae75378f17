"""What there is to brief on: the articles that match, grouped into stories, the best lines of each.

All articles that match are grouped by their openings; the heaviest stories are read, one article
at a time. Deliberately no choice of what is shown (`composing`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.article_index import ArticleIndex
from index.errors import UsageError
from index.kept.briefings import Briefed
from index.words import has_words
from qa.briefing.gleaning import Gleaner, leads
from qa.briefing.judging import judged
from qa.briefing.lines import Line
from qa.briefing.matching import matcher, searched
from qa.briefing.news import News, news
from qa.briefing.salience import content
from qa.briefing.sameness import Said
from qa.briefing.stories import Story, beginning, stories
from qa.briefing.subject import subject
from qa.briefing.tolls import Count
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
    chains: tuple[tuple[Count, ...], ...] = ()  # counts of one thing that grew, the latest first

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
    found = searched(articles, asked.text, order.since, order.until, order.outlets)
    fresh = news(articles, last) if last else None
    opened = list(leads(articles, found, last.done if last else frozenset()))
    reader = matcher(articles, asked, opened)
    opened = reader.matching(opened)
    grouped = stories(opened, articles.embed([lead.text for lead in opened])) if opened else []
    shown = fresh.first(grouped) if fresh else grouped
    gleaner = Gleaner(articles, asked.told, reader, beginning(opened) if asked.told else None)
    wanted = read_for(order.words)
    lines = tuple(_gleaned(gleaner, shown, wanted, fresh))
    if not any(lines):
        lines = tuple(_gleaned(replace(gleaner, begun=None), shown, wanted, fresh))
    beside = judged(lines)
    return Survey(
        order=order,
        articles=len(opened),
        stories=tuple(shown),
        lines=beside.stories,
        chains=beside.chains,
        seen=frozenset((lead.article_id, lead.revision) for lead in opened),
        last=last,
        told=fresh.told if fresh else (),
        lacking=asked.lacking,
    )


def read_for(words: int) -> int:
    """How many stories are read for a briefing of so many words."""
    return max(_FEWEST_STORIES, words // _WORDS_A_STORY)


def _gleaned(
    gleaner: Gleaner, shown: Sequence[Story], wanted: int, fresh: News | None
) -> Iterator[tuple[Line, ...]]:
    """The lines of the first stories, until so many have some that are new."""
    for number, story in enumerate(shown):
        if wanted <= 0:
            return
        lines = tuple(gleaner.glean(story, number))
        lines = tuple(fresh.marked(lines, story.every)) if fresh else lines
        wanted -= any(line.new for line in lines)
        yield lines
