"""The web page that a letter is: all its text, in order, as paragraphs.

Other than a site's page a newsletter has hardly anything around its text, and what looks like
navigation is its layout: tables in tables. So deliberately nothing is judged here; what is
hidden is left out, and what is about the letter itself `letters` takes away.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.reading.cleaning import clean_line
from index.reading.html import broken_pages, shown_tree

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp"
    " small span strike strong sub sup time tt u var wbr".split()
)
_UNSEEN = frozenset("head script style title noscript object svg math select option".split())


def text_of_letter(page: str) -> str:
    """The text of a letter's page. Raises ``SourceError`` where it is none or badly broken."""
    with broken_pages():
        lines = [clean_line("".join(run)) for run in _runs(shown_tree(page))]
    return "\n\n".join(line for line in lines if line)


def _runs(element: HtmlElement) -> Iterator[list[str]]:
    """Runs of text that no block begins or ends within."""
    run = [element.text or ""]
    for child in element.iterchildren():
        if child.tag in _INLINE:
            first, *others = _runs(child)
            run += first
            for other in others:
                yield run
                run = other
        elif isinstance(child.tag, str) and child.tag not in _UNSEEN:
            yield run
            yield from _runs(child)
            run = []
        run.append(child.tail or "")
    yield run
