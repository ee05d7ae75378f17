"""A briefing as text for a terminal or a pipe: every line with its numbers, the sources below.

Deliberately no originals of what was translated: those are in the other forms.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from qa.answers import Briefing, Citation, Point
from qa.rendering import terminal
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
from qa.rendering.labels import day, headline, short
from qa.rendering.page import PLAIN, Page


def as_text(shown: Briefing, page: Page = PLAIN) -> str:
    """For a terminal or a pipe."""
    blocks = [[page.line(title(shown), style="strong"), page.line(covered(shown), style="faint")]]
    if made := translated(shown):
        blocks[0].append(page.line(f"{made} (originals: --format html, md, json)", style="faint"))
    stories = shown.stories()
    if shown.headline and not stories:
        blocks.append([page.line(_told(shown.headline))])
    blocks += [list(_story(n, shown, points, page)) for n, points in enumerate(stories, 1)]
    blocks += [[page.line(name, style="strong"), *lines] for name, lines in _parts(shown, page)]
    cited = shown.citations()
    blocks.append([page.line(SOURCES, style="strong"), "", terminal.citations(cited, page)])
    return "\n\n".join("\n".join(lines) for lines in blocks)


def _story(number: int, shown: Briefing, points: Sequence[Point], page: Page) -> Iterator[str]:
    """Its heading, how much there is to it, and its points."""
    heading, *others = points
    label = f"{number}. "
    yield page.line(f"{heading.text} {_numbers(heading)}", style="strong", label=label)
    yield page.line(f"({story_mark(shown, heading)})", " " * len(label), style="faint")
    yield from (page.line(_told(point), " " * len(label), label="- ") for point in others)


def _parts(shown: Briefing, page: Page) -> Iterator[tuple[str, list[str]]]:
    above = places(shown)
    placed = {**dated(shown), **above}
    points = () if shown.stories() else shown.points
    parts = (
        (POINTS, [page.line(_told(p), label=f"{n}. ") for n, p in enumerate(points, 1)]),
        (TIMELINE, [_item(f"{when(e)}: {_placed(e.point, above)}", page) for e in shown.timeline]),
        (SAID, [_item(f"{s.speaker}: {_placed(s.point, placed)}", page) for s in shown.said]),
        (DISPUTES, list(_figures(shown, page))),
        (UNKNOWN, [_item(_told(point), page) for point in shown.unknown]),
    )
    return ((name, lines) for name, lines in parts if lines)


def _figures(shown: Briefing, page: Page) -> Iterator[str]:
    """Counts that grew, and where outlets differ."""
    if shown.figures:
        yield page.line(GREW)
        yield from _sides(shown.figures, page)
    for each in shown.disputes:
        yield page.line("Outlets differ:")
        yield from _sides(each.sides, page)


def _sides(sides: Sequence[tuple[Citation, str]], page: Page) -> Iterator[str]:
    """The figure, outlet and date of each, and under it its sentence."""
    for cited, value in sides:
        article = cited.article
        told = (value, article.outlet or headline(article), day(article.published))
        yield _item(f"{' · '.join(filter(None, told))} [{cited.number}]", page)
        yield page.line(short(cited.quote), "  ")


def _item(told: str, page: Page) -> str:
    return page.line(told, label="- ")


def _told(point: Point) -> str:
    """A line with its numbers, and how many say it."""
    return f"{point.text} {_numbers(point)} ({origin_mark(point)})"


def _placed(point: Point, above: Mapping[Point, str]) -> str:
    """The line itself, or where it stands further up."""
    return f"{above[point]} {_numbers(point)}" if point in above else _told(point)


def _numbers(point: Point) -> str:
    return "".join(f"[{citation.number}]" for citation in point.claim.citations)
