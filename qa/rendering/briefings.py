"""A briefing as text, Markdown or HTML: every line with its numbers, the sources below.

What only one report says is marked in words. Deliberately nothing that the briefing does not say,
and no writing of files. The schema of the JSON is ``briefing.schema.json``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from qa.answers import Briefing, Citation, Event, Point
from qa.rendering import html, markdown, terminal
from qa.rendering.briefing_records import as_json
from qa.rendering.labels import day, headline
from qa.rendering.terminal import PLAIN, Page

POINTS, TIMELINE, SAID = "Key points", "Timeline", "Who says what"
DISPUTES, UNKNOWN, SOURCES = "Figures and disagreements", "What is not known", "Sources"


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
    )
    return " · ".join(told)


def _many(count: int, what: str, *verbs: str, several: str = "") -> str:
    name = what if count == 1 else several or f"{what}s"
    return " ".join([f"{count:,}", name, *(verbs[-1:] if count == 1 else verbs[:1])])


def origin_mark(point: Point) -> str:
    """How many independent reports say it, of those that tell the story; or that only one does."""
    says = point.claim.origins
    return "single source" if says == 1 else f"{says} of {max(says, point.reports)} reports"


def when(event: Event) -> str:
    """The day of an event, and how it is known."""
    return f"{event.day} ({'by its date' if event.stated else 'by publication'})"


def places(shown: Briefing) -> dict[Point, str]:
    """Where a line that stands further up is to be found."""
    first = {shown.headline: "above"} if shown.headline else {}
    return {**first, **{p: f"key point {n}" for n, p in enumerate(shown.points, 1)}}


# --- terminal ------------------------------------------------------------------------------------


def as_text(shown: Briefing, page: Page = PLAIN) -> str:
    """For a terminal or a pipe."""
    blocks = [[page.line(title(shown), style="strong"), page.line(covered(shown), style="faint")]]
    if shown.headline:
        blocks.append([_line(shown.headline, page, "")])
    blocks += [[page.line(name, style="strong"), *lines] for name, lines in _parts(shown, page)]
    cited = shown.citations()
    blocks.append([page.line(SOURCES, style="strong"), "", terminal.citations(cited, page)])
    return "\n\n".join("\n".join(lines) for lines in blocks)


def _parts(shown: Briefing, page: Page) -> Iterator[tuple[str, list[str]]]:
    above = places(shown)
    parts = (
        (POINTS, [_line(p, page, f"{n}. ") for n, p in enumerate(shown.points, 1)]),
        (TIMELINE, [_placed(e.point, above, page, f"- {when(e)}: ") for e in shown.timeline]),
        (SAID, [_placed(s.point, above, page, f"- {s.speaker}: ") for s in shown.said]),
        (DISPUTES, list(_figures(shown, page))),
        (UNKNOWN, [_line(point, page, "- ") for point in shown.unknown]),
    )
    return ((name, lines) for name, lines in parts if lines)


def _figures(shown: Briefing, page: Page) -> Iterator[str]:
    """Figures of the lines, and where outlets differ, as tables."""
    yield from _table(shown.figures, page)
    for each in shown.disputes:
        yield page.line("Outlets differ:")
        yield from _table(each.sides, page)


def _table(sides: Sequence[tuple[Citation, str]], page: Page) -> Iterator[str]:
    """The figure, outlet, date and number of the sentence of each."""
    rows = [
        (value, c.article.outlet or headline(c.article), day(c.article.published), f"[{c.number}]")
        for c, value in sides
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        yield page.line("  ".join(cells).rstrip(), "  ")


def _line(point: Point, page: Page, label: str) -> str:
    numbers = "".join(f"[{c.number}]" for c in point.claim.citations)
    return page.line(f"{label}{point.claim.text} {numbers} ({origin_mark(point)})")


def _placed(point: Point, above: Mapping[Point, str], page: Page, label: str) -> str:
    """The line itself, or where it stands further up."""
    if point not in above:
        return _line(point, page, label)
    numbers = "".join(f"[{c.number}]" for c in point.claim.citations)
    return page.line(f"{label}{above[point]} {numbers}")


# --- Markdown ------------------------------------------------------------------------------------


def as_markdown(shown: Briefing) -> str:
    """A page in Markdown with footnotes."""
    above = places(shown)
    parts = [f"# {markdown.text(title(shown))}", f"*{markdown.text(covered(shown))}*"]
    if shown.headline:
        parts.append(f"**{markdown.text(shown.headline.claim.text)}**{_noted(shown.headline)}")
    sections = (
        (POINTS, [f"{n}. {_markdown(point)}" for n, point in enumerate(shown.points, 1)]),
        (TIMELINE, [f"- **{when(e)}:** {_markdown(e.point, above)}" for e in shown.timeline]),
        (
            SAID,
            [f"- **{markdown.text(s.speaker)}:** {_markdown(s.point, above)}" for s in shown.said],
        ),
        (DISPUTES, ["\n\n".join(_markdown_figures(shown))]),
        (UNKNOWN, [f"- {_markdown(point)}" for point in shown.unknown]),
    )
    parts += [f"## {name}\n\n" + "\n".join(lines) for name, lines in sections if any(lines)]
    notes = markdown.footnotes(shown.citations())
    return "\n\n".join([*parts, f"## {SOURCES}", notes]) + "\n"


def _markdown(point: Point, above: Mapping[Point, str] | None = None) -> str:
    if above and point in above:
        return f"{above[point]}{markdown.numbers(point.claim.citations)}"
    return f"{markdown.text(point.claim.text)}{_noted(point)}"


def _markdown_figures(shown: Briefing) -> Iterator[str]:
    if shown.figures:
        yield markdown.figures(shown.figures)
    yield from map(markdown.dispute, shown.disputes)


def _noted(point: Point) -> str:
    return f"{markdown.numbers(point.claim.citations)} *({origin_mark(point)})*"


# --- HTML ----------------------------------------------------------------------------------------


def as_html(shown: Briefing) -> str:
    """One HTML file without scripts."""
    above = places(shown)
    body = [html.heading(title(shown), 1), html.faint(covered(shown))]
    if shown.headline:
        body.append(html.element("p", _html(shown.headline), class_="lead"))
    sections = (
        (POINTS, html.element("ol", _items(map(_html, shown.points))), shown.points),
        (TIMELINE, html.element("ul", _items(_labelled(when(e), _html(e.point, above))
                                             for e in shown.timeline)), shown.timeline),
        (SAID, html.element("ul", _items(_labelled(s.speaker, _html(s.point, above))
                                         for s in shown.said)), shown.said),
        (DISPUTES, (html.figures(shown.figures) if shown.figures else "")
         + "".join(map(html.dispute, shown.disputes)), (*shown.figures, *shown.disputes)),
        (UNKNOWN, html.element("ul", _items(map(_html, shown.unknown))), shown.unknown),
    )  # fmt: skip
    for name, markup, there in sections:
        body += [html.heading(name), markup] if there else []
    body += [html.heading(SOURCES), html.footnotes(shown.citations())]
    return html.page(title(shown), body)


def _items(lines: Iterator[str]) -> str:
    return "\n".join(html.element("li", line) for line in lines)


def _labelled(label: str, markup: str) -> str:
    return f"{html.element('strong', html.text(label))}: {markup}"


def _html(point: Point, above: Mapping[Point, str] | None = None) -> str:
    if above and point in above:
        return html.text(above[point]) + html.numbers(point.claim.citations)
    mark = html.element("span", html.text(f" ({origin_mark(point)})"), class_="faint")
    return html.text(point.claim.text) + html.numbers(point.claim.citations) + mark


FORMATS: Mapping[str, Callable[[Briefing], str]] = {
    "md": as_markdown,
    "html": as_html,
    "json": as_json,
}
ENDINGS = {".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".json": "json"}
