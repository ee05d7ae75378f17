"""A briefing as text, Markdown or HTML: every line with its numbers, the sources below.

What only one report says is marked in words. Deliberately nothing that the briefing does not say,
and no writing of files. The schema of the JSON is ``briefing.schema.json``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from qa.answers import Briefing, Citation, Event, Point
from qa.rendering import html, markdown, terminal
from qa.rendering.briefing_records import as_json
from qa.rendering.labels import day, headline, short
from qa.rendering.terminal import PLAIN, Page
from qa.translation.names import is_latin

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


def places(shown: Briefing) -> dict[Point, str]:
    """Where a line that stands further up is to be found."""
    first = {shown.headline: "above"} if shown.headline else {}
    return {**first, **{p: f"key point {n}" for n, p in enumerate(shown.points, 1)}}


# --- terminal ------------------------------------------------------------------------------------


def as_text(shown: Briefing, page: Page = PLAIN) -> str:
    """For a terminal or a pipe."""
    blocks = [[page.line(title(shown), style="strong"), page.line(covered(shown), style="faint")]]
    if made := translated(shown):
        blocks[0].append(page.line(f"{made} (originals: --format html, md, json)", style="faint"))
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
    """The figure, outlet and date of each, and under it the sentence with its number."""
    rows = [
        (value, c.article.outlet or headline(c.article), day(c.article.published))
        for c, value in sides
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row, (cited, _) in zip(rows, sides, strict=True):
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        yield page.line("  ".join(cells).rstrip(), "  ")
        yield page.line(f"{short(cited.quote)} [{cited.number}]", "    ")


def _line(point: Point, page: Page, label: str) -> str:
    numbers = "".join(f"[{c.number}]" for c in point.claim.citations)
    return page.line(f"{label}{point.text} {numbers} ({origin_mark(point)})")


def _placed(point: Point, above: Mapping[Point, str], page: Page, label: str) -> str:
    """The line itself, or where it stands further up."""
    if point not in above:
        return _line(point, page, label)
    numbers = "".join(f"[{c.number}]" for c in point.claim.citations)
    return page.line(f"{label}{above[point]} {numbers}")


# --- Markdown ------------------------------------------------------------------------------------


def as_markdown(shown: Briefing) -> str:
    """A page in Markdown with footnotes."""
    notes = markdown.footnotes(shown.citations())
    return "\n\n".join([*markdown_parts(shown), f"## {SOURCES}", notes]) + "\n"


def markdown_parts(shown: Briefing, level: int = 1) -> list[str]:
    """The same without its sources; its title is a heading of ``level``."""
    above, marks = places(shown), "#" * level
    parts = [f"{marks} {markdown.text(title(shown))}", f"*{markdown.text(covered(shown))}*"]
    if made := translated(shown):
        parts.append(f"*{markdown.text(made)}*")
    if shown.headline:
        parts.append(f"**{markdown.text(shown.headline.text)}**{_noted(shown.headline)}")
        parts += [_original(shown.headline)] if shown.headline.translation else []
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
    told = [f"{marks}# {name}\n\n" + "\n".join(lines) for name, lines in sections if any(lines)]
    return [*parts, *told]


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
        yield markdown.figures(shown.figures)
    yield from map(markdown.dispute, shown.disputes)


def _noted(point: Point) -> str:
    return f"{markdown.numbers(point.claim.citations)} *({origin_mark(point)})*"


# --- HTML ----------------------------------------------------------------------------------------


def as_html(shown: Briefing) -> str:
    """One HTML file without scripts."""
    sources = [html.heading(SOURCES), html.footnotes(shown.citations())]
    return html.page(title(shown), [*html_parts(shown), *sources])


def html_parts(shown: Briefing, level: int = 1) -> list[str]:
    """The same without its sources; its title is a heading of ``level``.

    On a page of its own (level 1) what stands further up is linked to; ids are unique only there.
    """
    own = level == 1
    above = {point: _place(name, own) for point, name in places(shown).items()}
    body = [html.heading(title(shown), level), html.faint(covered(shown))]
    if made := translated(shown):
        body.append(html.faint(made))
    if shown.headline:
        place = {"id": "above"} if own else {}
        body.append(html.element("p", _html(shown.headline), class_="lead", **place))
    sections = (
        (POINTS, html.element("ol", _points(shown.points, own)), shown.points),
        (TIMELINE, html.element("ul", _items(_labelled(when(e), _html(e.point, above))
                                             for e in shown.timeline)), shown.timeline),
        (SAID, html.element("ul", _items(_labelled(s.speaker, _html(s.point, above))
                                         for s in shown.said)), shown.said),
        (DISPUTES, (html.figures(shown.figures) if shown.figures else "")
         + "".join(map(html.dispute, shown.disputes)), (*shown.figures, *shown.disputes)),
        (UNKNOWN, html.element("ul", _items(map(_html, shown.unknown))), shown.unknown),
    )  # fmt: skip
    for name, markup, there in sections:
        body += [html.heading(name, level + 1), markup] if there else []
    return body


def _items(lines: Iterator[str]) -> str:
    return "\n".join(html.element("li", line) for line in lines)


def _points(points: Sequence[Point], own: bool) -> str:
    """Key points, on a page of their own each a place that others lead to."""
    return "\n".join(
        html.element("li", _html(point), **({"id": f"p{n}"} if own else {}))
        for n, point in enumerate(points, 1)
    )


def _place(name: str, own: bool) -> str:
    """Where a line stands further up, in markup: "above", "key point 3"."""
    number = name.rpartition(" ")[2]
    return html.link(name, f"p{number}" if number.isdigit() else name) if own else html.text(name)


def _labelled(label: str, markup: str) -> str:
    return f"{html.element('strong', html.text(label))}: {markup}"


def _html(point: Point, above: Mapping[Point, str] | None = None) -> str:
    if above and point in above:
        return above[point] + html.numbers(point.claim.citations)
    mark = html.element("span", html.text(f" ({origin_mark(point)})"), class_="faint")
    return _worded(point) + html.numbers(point.claim.citations) + mark


def _worded(point: Point) -> str:
    """The statement in its language; of a translation with its original behind it."""
    article = point.claim.citations[0].article
    if not point.translation:
        return html.spoken(point.text, article.language)
    told = html.spoken(point.text, point.translation.language)
    return f"{told} {html.behind('original', point.claim.text, article.language)}"


FORMATS: Mapping[str, Callable[[Briefing], str]] = {
    "md": as_markdown,
    "html": as_html,
    "json": as_json,
}
ENDINGS = {".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".json": "json"}
