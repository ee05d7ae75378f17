"""What a briefing and its lines are called wherever they are shown: parts, days, how many say it.

Deliberately plain text: whoever shows it escapes it.
"""

from __future__ import annotations

from qa.answers import Briefing, Event, Point
from qa.rendering.labels import day
from qa.translation.names import is_latin

POINTS, TIMELINE, SAID = "Key points", "Timeline", "Who says what"
DISPUTES, UNKNOWN, SOURCES = "Figures and disagreements", "What is not known", "Sources"
_LONGER = "--length long, or a number of words"
GREW = "Counts that grew, the latest first:"


def title(shown: Briefing) -> str:
    """What it is about, and of what days."""
    return f"Briefing: {shown.topic or 'what is new'}{_days(shown)}"


def _days(shown: Briefing) -> str:
    since = f" from {shown.since}" if shown.since else ""
    until = f" until {shown.until}" if shown.until else ""
    return f"{',' if since or until else ''}{since}{until}"


def covered(shown: Briefing) -> str:
    """What it was made from."""
    found = shown.coverage
    told = (
        _many(found.articles, "article", "match", "matches"),
        _many(found.origins, "independent report"),
        f"{found.told} of {_many(found.stories, 'story', several='stories')} told below",
        *([f"{found.further} more: {_LONGER}"] if found.further and shown.stories() else []),
    )
    lacking = (f"nothing found about: {', '.join(found.uncovered)}",) if found.uncovered else ()
    return " · ".join(told + lacking)


def _many(count: int, what: str, *verbs: str, several: str = "") -> str:
    name = what if count == 1 else several or f"{what}s"
    return " ".join([f"{count:,}", name, *(verbs[-1:] if count == 1 else verbs[:1])])


def story_mark(shown: Briefing, heading: Point) -> str:
    """What stands under the heading of a story: that of the line, and how much there is to it."""
    found = next((x for x in shown.coverage.sizes if x.story == heading.story), None)
    if found is None or found.articles < 2:
        return origin_mark(heading)
    several = _many(found.articles, "article"), _many(found.origins, "independent report")
    return " · ".join((origin_mark(heading), *several))


def translated(shown: Briefing) -> str | None:
    """That statements are translations, by whom, and of what; None where none is."""
    told = shown.translated
    if not told or not told.statements:
        return None
    model = shown.written.model if shown.written else "a model"
    # In other scripts names are spelled by their sound, and cannot be compared.
    latin = all(is_latin(p.translation.text) for p in shown.lines() if p.translation)
    compared = "numbers, days and names are compared" if latin else "numbers and days are compared"
    return (
        f"translated into {told.name} by {model} from statements that were checked;"
        f" of the translations {compared}, not the wording"
    )


def origin_mark(point: Point) -> str:
    """When it was published, and in how many of the outlets that tell the story it was found.

    They may say it in words that were not recognised, so that it is never said to be the only one;
    where there is no other outlet, nothing was compared.
    """
    says, reports = point.says, max(point.says, point.reports)
    found = "1 outlet" if reports == 1 else f"found in {says} of {reports} outlets"
    return ", ".join(filter(None, (day(point.claim.citations[0].article.published), found)))


def when(event: Event) -> str:
    """The day of an event, and how it is known."""
    published = event.point.claim.citations[0].article.published
    if event.words and published:
        return f"{event.day} (“{event.words}”, reckoned from publication on {published:%Y-%m-%d})"
    return f"{event.day} ({'date in the sentence' if event.stated else 'by publication'})"


def dated(shown: Briefing) -> dict[Point, str]:
    """A line that stands in the timeline, and under which day."""
    return {event.point: f"timeline, {event.day}" for event in shown.timeline}


def places(shown: Briefing) -> dict[Point, str]:
    """Where a line that stands further up is to be found."""
    if told := shown.stories():
        return {p: f"story {n}" for n, points in enumerate(told, 1) for p in points}
    first = {shown.headline: "above"} if shown.headline else {}
    return {**first, **{p: f"key point {n}" for n, p in enumerate(shown.points, 1)}}
