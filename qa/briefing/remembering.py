"""What a briefing was made from, kept for the next one that wants only what is new.

Kept are the articles that matched, the sentences that were shown, and those that wait: that there
was no room for. The first briefing leaves to the next what a long one would have told besides, a
later one every line of a new article that nothing told says. Deliberately not here: where it is
kept (`index.kept.briefings`), and what of it is told again (`news`, `known`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from index.article_index import ArticleIndex
from index.kept.briefings import Briefed, Shown
from qa.answers import Briefing
from qa.briefing.by_story import composed
from qa.briefing.composing import tellable
from qa.briefing.known import is_known
from qa.briefing.lines import Line
from qa.briefing.plan import WORTH
from qa.briefing.stories import Story
from qa.briefing.survey import LENGTHS, Survey, read_for


def remember(articles: ArticleIndex, found: Survey, made: Briefing) -> None:
    """Keep what a briefing was made from, once it is out."""
    shown = {Shown(c.article_id, c.sentence, c.article.revision) for c in made.citations()}
    waiting = set(_waiting(found, shown))
    seen = set(found.seen)
    seen -= {(x.article_id, x.revision) for story in _unread(found) for x in story.every if x.new}
    if found.last:  # news add to what is known
        read = {x.article_id for story in found.stories[: len(found.lines)] for x in story.every}
        waiting |= {each for each in found.last.waiting if each.article_id not in read}
        shown |= found.last.shown
        seen |= found.last.seen
    now = datetime.now(UTC)
    kept = Briefed(now, frozenset(seen), frozenset(shown), frozenset(waiting - shown))
    articles.briefings.keep(found.order.key, kept)


def _unread(found: Survey) -> Sequence[Story]:
    """The stories that wait as a whole: at first those that a long briefing would look at."""
    until = len(found.stories) if found.last else read_for(LENGTHS["long"])
    return found.stories[len(found.lines) : until]


def _waiting(found: Survey, shown: Iterable[Shown]) -> Iterator[Shown]:
    """The sentences that there was no room for."""
    revisions = dict(found.seen)
    places = {(x.article_id, x.sentence) for x in shown}
    new = [line for lines in tellable(found.lines) for line in lines if line.worth >= WORTH]
    told = [*found.told, *(x.said for x in new if _place(x) in places)]
    for line in new if found.last else _of_a_long_one(found):
        if _place(line) not in places and not any(is_known(line.said, each) for each in told):
            yield Shown(*_place(line), revisions[line.sentence.article_id])


def _place(line: Line) -> tuple[str, int]:
    return line.sentence.article_id, line.sentence.ordinal


def _of_a_long_one(found: Survey) -> Iterator[Line]:
    words = max(LENGTHS["long"], found.order.words)
    return composed(replace(found, order=replace(found.order, words=words))).lines()
