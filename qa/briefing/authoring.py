"""A model as the author of a briefing: what it may cost, and what it would use at most.

Deliberately no calls: what is written, and by which prompts, is in `noting` and `drafting`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from index.article_index import ArticleIndex
from qa.briefing.by_story import story_count
from qa.briefing.noting import AFTER, Page, Progress, fitting, pages
from qa.briefing.spending import UNLIMITED, UNSURE, Budget, Purse
from qa.briefing.survey import Survey
from qa.briefing.translating import reserve
from qa.llm import Model
from qa.messages import Usage
from qa.translation.languages import Language

SHARE = 0.6  # of a briefing's words are the model's; the rest is quoted
_TOKENS_A_WORD = 3  # of a reply, with its numbers, in most languages
_ROOM = 300  # tokens for a model that reasons a little


@dataclass(frozen=True, slots=True)
class Author:
    """A model, what it may cost, and who is told how far it is."""

    model: Model
    budget: Budget = UNLIMITED
    progress: Progress = lambda _done, _usage: None
    tongue: Language | None = None  # that the statements are translated into; None: none


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a briefing would use at most."""

    stories: int  # that can be noted within the budget
    usage: Usage

    @property
    def tokens(self) -> int:
        """In and out together."""
        return _tokens(self.usage)


def estimate(pages: Sequence[Page], words: int, author: Author) -> Estimate:
    """How many stories, heaviest first, the budget has room for, and what all of it may use."""
    purse, after = Purse(author.model, author.budget), later(words, author)
    first = _first(pages, author.model)
    bearable = first is None or not author.budget or purse.bears(pages[first].cost + after)
    if not bearable or not purse.promise(after):
        return Estimate(0, Usage())
    costs = (AFTER if _is_kept(page, author.model) else page.cost for page in pages)
    count = next((n for n, cost in enumerate(costs) if not purse.promise(cost)), len(pages))
    return Estimate(count, purse.promised)


def no_room(pages: Sequence[Page], words: int, author: Author) -> str:
    """Why a budget lets no call be made, and what would."""
    cheapest = min(_tokens(page.cost + later(words, author)) for page in pages)
    return (
        "the limit has no room for notes and the briefing itself: it would take"
        f" {ceil(UNSURE * cheapest):,} tokens or more, as a server may count four times the"
        " estimate until it is known how it counts"
    )


def _tokens(usage: Usage) -> int:
    return (usage.tokens_in or 0) + (usage.tokens_out or 0)


def _is_kept(page: Page, model: Model) -> bool:
    """Whether the reply about a story is there from an earlier time."""
    return model.kept(page.request.messages, max_tokens=page.request.max_tokens) is not None


def later(words: int, author: Author) -> Usage:
    """What comes after the notes: the briefing itself, but for the notes in its prompt."""
    return Usage(_ROOM, reply_tokens(words)) + reserve(int(SHARE * words), author.tongue)


def reply_tokens(words: int) -> int:
    """What a briefing of so many words may take of a reply."""
    return _ROOM + int(SHARE * words) * _TOKENS_A_WORD


def plan_pages(articles: ArticleIndex, found: Survey, author: Author) -> list[Page]:
    """What the model would be asked about each story.

    Under a budget the first call that is made leaves room for the briefing itself, though both may
    be counted fourfold. Without a topic only stories that the briefing will tell are asked about.
    """
    order, lines = found.order, found.lines
    planned = list(pages(articles, lines, order.topic, author.model.name))
    planned = planned if order.topic else planned[: story_count(order.words)]
    first = _first(planned, author.model)
    if author.budget and first is not None:
        purse = Purse(author.model, author.budget)
        after = AFTER + later(order.words, author)

        def fits(most: Usage) -> bool:
            return purse.bears(most + after)

        planned[first] = fitting(planned[first], fits, author.model.name) or planned[first]
    return planned


def _first(planned: Sequence[Page], model: Model) -> int | None:
    """The first page that is not answered from an earlier time."""
    return next((n for n, page in enumerate(planned) if not _is_kept(page, model)), None)
