"""A topic, or dates, to a briefing: survey, compose, cite, check, remember.

Without a model every line is a source sentence, to the letter; with one, the headline and the key
points are its words. Deliberately not here: how the steps are done (`survey`, `composing`,
`confirming`), and the model's part (`noting`, `drafting`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from index.article_index import ArticleIndex
from qa.answering.citing import Citer
from qa.answers import (
    Abstention,
    Briefing,
    Coverage,
    Event,
    Point,
    Saying,
    Size,
)
from qa.briefing.authoring import Author, Estimate, estimate, plan_pages
from qa.briefing.by_story import composed
from qa.briefing.confirming import Confirmer, holds
from qa.briefing.disputing import disputes, grown
from qa.briefing.drafting import Authored, write
from qa.briefing.lines import Line
from qa.briefing.ordering import in_order, settled
from qa.briefing.plan import MARGIN, Plan
from qa.briefing.remembering import remember
from qa.briefing.salience import content
from qa.briefing.sayings import speaker
from qa.briefing.survey import Order, Survey, survey
from qa.briefing.timeline import Dated, dated
from qa.extractive.candidates import DEFAULT_LANGUAGE

_LIKE = 3  # outlets that are named where one is not known


def brief(
    articles: ArticleIndex,
    order: Order | str,
    author: Author | None = None,
    agreed: Callable[[Estimate], bool] = lambda _: True,
    citer: Citer | None = None,
) -> Briefing | Abstention:
    """A briefing; what it was made from is remembered. ``citer`` has numbers given before.

    See `draft`.
    """
    found, made = draft(articles, order, author, agreed, citer)
    if isinstance(made, Briefing):
        remember(articles, found, made)
    return made


def draft(
    articles: ArticleIndex,
    order: Order | str,
    author: Author | None = None,
    agreed: Callable[[Estimate], bool] = lambda _: True,
    citer: Citer | None = None,
) -> tuple[Survey, Briefing | Abstention]:
    """A briefing, and what to `remember` once somebody has it.

    A topic will do for an ``order``. Without an ``author`` it is all source sentences, and so
    where the estimate is not ``agreed`` to. Raises ``UsageError`` where neither topic nor dates
    nor outlets are given, or a cost limit cannot be kept.
    """
    order = Order(order) if isinstance(order, str) else order
    found = survey(articles, order)
    confirmer = Confirmer(articles, citer or Citer(articles, limited=order.limited), found)
    authored = None
    if author and any(found.lines):
        asked = plan_pages(articles, found, author)
        if agreed(estimate(asked, order.words, author)):
            authored = write(found, asked, author, confirmer)
    made = assemble(found, confirmer, authored)
    return found, made if made.lines() else nothing(articles, found)


def assemble(found: Survey, confirmer: Confirmer, authored: Authored | None) -> Briefing:
    """The briefing, every line cited and checked, numbered in the order of reading.

    What a model wrote comes first; source sentences fill the parts and words that it leaves.
    """
    wrote = authored.points if authored else []
    given = authored.given if authored else []
    plan = composed(found, holds, given)
    points = {line: point for line in plan.lines() if (point := confirmer.point(line))}
    stated = [line for line in plan.said if line.when and line.when.stated]
    timeline = _timeline(wrote, points, [plan.headline, *plan.points, *plan.dated, *stated])
    if not found.order.topic:
        timeline = _of_several_days(timeline)
    quoted = [*plan.points, *([] if timeline else plan.dated)]
    head, shown = _in_order(found, wrote, points.get(plan.headline) if plan.headline else None,
                            [points[line] for line in quoted if line in points])  # fmt: skip
    quoting = [points[line] for line in plan.said if line in points]
    told = {line.story for line in points} | {point.story - 1 for point in wrote}
    return Briefing(
        topic=found.order.topic,
        since=found.order.since,
        until=found.order.until,
        headline=head,
        points=tuple(shown),
        timeline=timeline,
        said=tuple(_said([head, *shown] if head else shown, quoting)),
        figures=grown(found, confirmer),
        disputes=disputes(found, [*points], sorted(told), confirmer),
        unknown=tuple(points[line] for line in plan.unknown if line in points),
        coverage=_coverage(found, told, plan),
        written=authored.written if authored else None,
        translated=authored.translated if authored else None,
    )


def _coverage(found: Survey, told: AbstractSet[int], plan: Plan) -> Coverage:
    each = [(number, found.stories[number]) for number in sorted(told)]
    stories, full = len(found.stories), plan.used >= (1 - MARGIN) * plan.words
    return Coverage(
        articles=found.articles,
        origins=found.origins,
        stories=stories,
        told=len(told),
        uncovered=found.lacking,
        further=stories - len(told) if full else 0,
        sizes=tuple(Size(number + 1, x.articles, len(x.leads)) for number, x in each),
    )


def _in_order(
    found: Survey, wrote: Sequence[Point], head: Point | None, quoted: Sequence[Point]
) -> tuple[Point | None, list[Point]]:
    """The headline and the points after it; without a topic story by story."""
    if found.order.topic:
        return (wrote[0], [*wrote[1:], *quoted]) if wrote else (head, [*quoted])
    told = sorted([*wrote, *quoted], key=lambda point: point.story)
    return (told[0], told[1:]) if told else (None, [])


def _timeline(
    wrote: Iterable[Point], points: dict[Line, Point], lines: Iterable[Line | None]
) -> tuple[Event, ...]:
    """What happened when, in order; nothing where all that is known is one day of publication.

    By publication only the first line of a story: later ones tell what was before, or around it.
    """
    days = [(point, when_of(point)) for point in wrote]
    days += [(points[line], line.when) for line in lines if line in points]
    events = []
    placed: set[int] = set()
    known = [(point, when) for point, when in days if when]
    stands = settled([(_keys(point), when) for point, when in known])
    for (point, when), stand in zip(known, stands, strict=True):
        if stand and (when.stated or point.story not in placed):
            events.append(Event(when.day, when.stated, point, when.words))
        placed.add(point.story)
    several = len({event.day for event in events}) > 1
    return in_order(events) if several or any(event.stated for event in events) else ()


def _of_several_days(events: Iterable[Event]) -> tuple[Event, ...]:
    """Of stories that have nothing to do with each other: only days that sentences give, once."""
    first = {(x.day, x.point.story): x for x in reversed([*events]) if x.stated}
    stated = in_order(first.values())
    return stated if len({event.day for event in stated}) > 1 else ()


def _keys(point: Point) -> AbstractSet[str]:
    language = point.claim.citations[0].article.language or DEFAULT_LANGUAGE
    return content(point.claim.text, language).keys()


def _said(shown: Iterable[Point], quoting: Iterable[Point]) -> Iterator[Saying]:
    """Who says what: of the lines further up, and of those that stand here alone."""
    for point in (*shown, *quoting):
        who = speaker(point.claim.text)
        if who:
            yield Saying(who, point)


def when_of(point: Point) -> Dated | None:
    """The day of a statement, by the date of the first article it rests on."""
    published = point.claim.citations[0].article.published
    return dated(point.claim.text, published.date() if published else None)


def nothing(articles: ArticleIndex, found: Survey) -> Abstention:
    """That there is nothing to brief on, and why."""
    return Abstention(
        question=found.order.topic,
        reason=_reason(articles, found),
        uncovered=found.lacking,
        nearest=(),
        passages=(),
        answerable=0.0,
    )


def _reason(articles: ArticleIndex, found: Survey) -> str:
    if not articles.chunk_count():
        return "the index holds no articles yet"
    if not found.articles:
        return _unmatched(articles, found.order)
    if found.last:
        return f"nothing is new since the last briefing of {found.last.written:%Y-%m-%d %H:%M} UTC"
    if any(found.lines):
        return f"no sentence that can stand by itself fits into {found.order.words} words"
    return "no sentence of the articles that match tells of it by itself"


def _unmatched(articles: ArticleIndex, order: Order) -> str:
    known = {name.casefold(): name for name in articles.outlets()}
    for asked in order.outlets:
        if asked.casefold() not in known:
            like = [name for low, name in known.items() if asked.casefold() in low][:_LIKE]
            return f"there is no outlet '{asked}'" + (f", but {' and '.join(like)}" if like else "")
    if order.topic and order.limited:
        return "no article within the dates and outlets is about it"
    return "no article matches" + (" the dates and outlets" if order.limited else "")
