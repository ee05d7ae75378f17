"""A briefing as a page in Markdown, or as a part of one: every line with its footnotes.

Deliberately nothing that the briefing does not say, and no writing of files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from qa.answers import Briefing, Point
from qa.rendering import markdown
from qa.rendering.briefing_labels import (
    DISPUTES,
    GREW,
    POINTS,
    SAID,
    SOURCES,
    TIMELINE,
    UNKNOWN,
    covered,
    dated,
    origin_mark,
    places,
    story_mark,
    title,
    translated,
    when,
)


def as_markdown(shown: Briefing) -> str:
    """A page in Markdown with footnotes."""
    notes = markdown.footnotes(shown.citations())
    return "\n\n".join([*parts(shown), f"## {SOURCES}", notes]) + "\n"


def parts(shown: Briefing, level: int = 1) -> list[str]:
    """The same without its sources; its title is a heading of ``level``."""
    above, marks = places(shown), "#" * level
    placed = {**dated(shown), **above}
    told = [f"{marks} {markdown.text(title(shown))}", f"*{markdown.text(covered(shown))}*"]
    if made := translated(shown):
        told.append(f"*{markdown.text(made)}*")
    stories = shown.stories()
    if shown.headline and not stories:
        told.append(f"**{markdown.text(shown.headline.text)}**{_noted(shown.headline)}")
        told += [_original(shown.headline)] if shown.headline.translation else []
    told += ["\n\n".join(_story(n, shown, level, of)) for n, of in enumerate(stories, 1)]
    points = () if stories else shown.points
    sections = (
        (POINTS, [f"{n}. {_markdown(point)}" for n, point in enumerate(points, 1)]),
        (TIMELINE, [f"- **{when(e)}:** {_markdown(e.point, above)}" for e in shown.timeline]),
        (
            SAID,
            [f"- **{markdown.text(s.speaker)}:** {_markdown(s.point, placed)}" for s in shown.said],
        ),
        (DISPUTES, ["\n\n".join(_markdown_figures(shown))]),
        (UNKNOWN, [f"- {_markdown(point)}" for point in shown.unknown]),
    )
    named = [f"{marks}# {name}\n\n" + "\n".join(lines) for name, lines in sections if any(lines)]
    return [*told, *named]


def _story(number: int, shown: Briefing, level: int, points: Sequence[Point]) -> Iterator[str]:
    """Its heading, how much there is to it, and its points."""
    heading, *others = points
    cited = heading.claim.citations
    yield f"{'#' * level}# {number}. {markdown.text(heading.text)}{markdown.numbers(cited)}"
    if heading.translation:
        yield _original(heading)
    yield f"*{story_mark(shown, heading)}*"
    if others:
        yield "\n".join(f"- {_markdown(point)}" for point in others)


def _markdown(point: Point, above: Mapping[Point, str] | None = None) -> str:
    if above and point in above:
        return f"{above[point]}{markdown.numbers(point.claim.citations)}"
    original = f"  \n   {_original(point)}" if point.translation else ""
    return f"{markdown.text(point.text)}{_noted(point)}{original}"


def _original(point: Point) -> str:
    """What was translated, and checked."""
    return f"*original: {markdown.text(point.claim.text)}*"


def _markdown_figures(shown: Briefing) -> Iterator[str]:
    if shown.figures:
        yield f"{GREW}\n\n{markdown.figures(shown.figures)}"
    yield from map(markdown.dispute, shown.disputes)


def _noted(point: Point) -> str:
    return f"{markdown.numbers(point.claim.citations)} *({origin_mark(point)})*"
