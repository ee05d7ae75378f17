"""A briefing as a page in HTML, or as a part of one: every line with its sentences behind it.

Deliberately nothing that the briefing does not say, and no writing of files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from qa.answers import Briefing, Point
from qa.rendering import html
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

_STORY = "story"  # begins its id


def as_html(shown: Briefing) -> str:
    """One HTML file without scripts."""
    sources = [html.heading(SOURCES), html.footnotes(shown.citations())]
    return html.page(title(shown), [*parts(shown), *sources])


def parts(shown: Briefing, level: int = 1) -> list[str]:
    """The same without its sources; its title is a heading of ``level``.

    On a page of its own (level 1) what stands further up is linked to; ids are unique only there.
    """
    own = level == 1
    above = {point: _place(name, own) for point, name in places(shown).items()}
    placed = {**{point: html.text(name) for point, name in dated(shown).items()}, **above}
    body = [html.heading(title(shown), level), html.faint(covered(shown))]
    if made := translated(shown):
        body.append(html.faint(made))
    stories = shown.stories()
    if shown.headline and not stories:
        place = {"id": "above"} if own else {}
        body.append(html.element("p", _html(shown.headline), class_="lead", **place))
    body += [_story(n, shown, level + 1, of) for n, of in enumerate(stories, 1)]
    points = () if stories else shown.points
    sections = (
        (POINTS, html.element("ol", _points(points, own)), points),
        (TIMELINE, html.element("ul", _items(_labelled(when(e), _html(e.point, above))
                                             for e in shown.timeline)), shown.timeline),
        (SAID, html.element("ul", _items(_labelled(s.speaker, _html(s.point, placed))
                                         for s in shown.said)), shown.said),
        (DISPUTES, (_grown(shown) if shown.figures else "")
         + "".join(map(html.dispute, shown.disputes)), (*shown.figures, *shown.disputes)),
        (UNKNOWN, html.element("ul", _items(map(_html, shown.unknown))), shown.unknown),
    )  # fmt: skip
    for name, markup, there in sections:
        body += [html.heading(name, level + 1), markup] if there else []
    return body


def _grown(shown: Briefing) -> str:
    return html.element("p", html.text(GREW)) + html.figures(shown.figures)


def _items(lines: Iterator[str]) -> str:
    return "\n".join(html.element("li", line) for line in lines)


def _points(points: Sequence[Point], own: bool) -> str:
    """Key points, on a page of their own each a place that others lead to."""
    return "\n".join(
        html.element("li", _html(point), **({"id": f"p{n}"} if own else {}))
        for n, point in enumerate(points, 1)
    )


def _story(number: int, shown: Briefing, level: int, points: Sequence[Point]) -> str:
    """Its heading, how much there is to it, and its points."""
    heading, *others = points
    place = {"id": f"{_STORY}{number}"} if level == 2 else {}
    worded = f"{number}. {_worded(heading)}{html.numbers(heading.claim.citations)}"
    told = [html.element(f"h{level}", worded, **place), html.faint(story_mark(shown, heading))]
    told += [html.element("ul", _items(map(_html, others)))] if others else []
    return "\n".join(told)


def _place(name: str, own: bool) -> str:
    """Where a line stands further up, in markup: "above", "key point 3", "story 3"."""
    what, _, number = name.rpartition(" ")
    to = f"{_STORY if what == 'story' else 'p'}{number}" if number.isdigit() else name
    return html.link(name, to) if own else html.text(name)


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
