"""What a briefing was made from, kept for the next one that wants only what is new.

Known are the articles that matched and the sentences that were shown. A new article that there was
no room for stays new, until something of it is told. Deliberately not here: where it is kept
(`index.kept.briefings`), and what of it is told again (`sameness`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime

from index.article_index import ArticleIndex
from index.kept.briefings import Briefed, Shown
from qa.answers import Briefing
from qa.briefing.lines import Line
from qa.briefing.sameness import compare
from qa.briefing.survey import Survey


def remember(articles: ArticleIndex, found: Survey, made: Briefing) -> None:
    """Keep what a briefing was made from, once it is out."""
    cited = {c for point in made.lines() for c in point.claim.citations}
    shown = {Shown(c.article_id, c.sentence, c.article.revision) for c in cited}
    seen = set(found.seen)
    if found.last:  # news add to what is known
        seen -= set(_left_for_next(found, {(c.article_id, c.sentence) for c in cited}))
        shown |= found.last.shown
        seen |= found.last.seen
    now = datetime.now(UTC)
    articles.briefings.keep(found.order.key, Briefed(now, frozenset(seen), frozenset(shown)))


def _left_for_next(found: Survey, cited: AbstractSet[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """New articles of which nothing is told, here or before, though they have something to tell."""
    lines = [line for story in found.lines for line in story]
    waiting = set(_untold(found, lines, cited))
    waiting |= {x.article_id for story in found.stories[len(found.lines) :] for x in story.leads}
    waiting -= {article_id for article_id, _ in cited}
    for story in found.stories:
        for lead in story.leads:
            if lead.new and lead.article_id in waiting:
                yield lead.article_id, lead.revision


def _untold(
    found: Survey, lines: Iterable[Line], cited: AbstractSet[tuple[str, int]]
) -> Iterator[str]:
    """Articles that have a new line which nothing that was told says."""
    new = [line for line in lines if line.new]
    shown = [x.said for x in new if (x.sentence.article_id, x.sentence.ordinal) in cited]
    told = [*found.told, *shown]
    for line in new:
        if not any(compare(line.said, each).repeats for each in told):
            yield line.sentence.article_id
