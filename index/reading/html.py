"""Web pages: the body as paragraphs, and what the page says about itself.

The body is found by trafilatura; what a reader of the page does not see (hidden elements,
comments in the source) is taken out before. Deliberately runs no script and fetches nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from index.errors import SourceError
from index.reading.cleaning import clean_line, without_controls
from index.reading.drafts import Draft
from index.reading.invitations import without_invitation
from index.reading.signs import Signs, boxes_of, signs_of
from index.reading.substance import fault

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_MAYBE_HIDDEN = (
    "//*[@hidden or @aria-hidden or contains(@style, ':') or self::template"
    " or contains(@class, 'hidden') or contains(@class, 'sr-only')"
    " or contains(@class, 'screen-reader')]"
)
_HIDDEN_STYLE = re.compile(
    r"(?:^|;)(?:display:none|visibility:(?:hidden|collapse)|opacity:0(?:\.0+)?(?=;|!|$)"
    r"|font-size:0(?:\.0+)?[a-z%]*(?=;|!|$)|content-visibility:hidden)",
)
# Numbers of characters below space, of Windows-1252's in the place of C1, of surrogates and the
# like: lxml reads what no tree may hold, and browsers show 150 as a dash.
_REFERENCE = re.compile(r"&#(?:[xX]0*([0-9a-fA-F]{1,4})|0*(\d{1,5}));?")
_HIDDEN_CLASSES = frozenset({"sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text"})

# Where trafilatura finds no article it takes all there is, and that would be these.
_NAVIGATION = "//body//nav | //body//footer[not(ancestor::article)]"

# Whole pages are hidden until a script has run, and their main part is hidden from screen readers
# while a notice about cookies lies above it: pages are saved in both states.
_PAGE = frozenset({"html", "body"})
_MAIN = frozenset({"main", "article"})

_BLOCKS = frozenset({"p", "head", "quote", "code", "item", "row", "list", "table", "body", "div"})
_CLOSE = frozenset({"item", "row"})  # lines, not paragraphs: one "\n" between two of them


def draft_of_page(page: str, url: str | None = None) -> Draft:
    """The draft of the article on a page. Raises ``SourceError`` where there is no text.

    Where there is some, but no article's, its ``fault`` says so. ``url`` is where the page came
    from, if that is known.
    """
    with broken_pages():
        draft, lines, signs = _read(_tree(page), url)
    title = clean_line(draft.title or "").casefold()
    if lines and lines[0][0].casefold() == title:
        lines = lines[1:]
    own = without_invitation([line for line, _ in lines])
    text = "".join(gap + line for line, (_, gap) in zip(own.lines, lines, strict=True) if line)
    lack = fault(signs, draft.title or "", own.lines, walled=own.walled)
    if not text.strip():
        raise SourceError(lack or "is a page without an article's text")
    return replace(draft, text=text, fault=lack)


@contextmanager
def broken_pages() -> Iterator[None]:
    """lxml and trafilatura promise no errors of their own for pages that are badly broken."""
    from lxml.etree import LxmlError

    try:
        yield
    except (LxmlError, ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise SourceError(f"is too broken a page to be read ({type(error).__name__})") from None


def shown_tree(page: str) -> HtmlElement:
    """The tree of a page without what a reader of it does not see."""
    tree = _tree(page)
    _remove_hidden(tree)
    return tree


def signs_of_page(page: str) -> Signs:
    """The signs in a page of what it is."""
    with broken_pages():
        return _signs(_tree(page))


def _signs(tree: HtmlElement) -> Signs:
    """The signs in a tree, of which then only what may be an article's is left."""
    signs = signs_of(tree)
    _remove_hidden(tree)
    for element in tree.xpath(_NAVIGATION):
        element.drop_tree()
    return signs._replace(boxes=boxes_of(tree))


def _read(tree: HtmlElement, url: str | None) -> tuple[Draft, list[tuple[str, str]], Signs]:
    from index.reading.html_metadata import metadata_of

    draft, signs = metadata_of(tree, url), _signs(tree)
    body = _body(tree)
    return draft, [] if body is None else list(_lines(body)), signs


def _without_controls(page: str) -> str:
    return without_controls(_REFERENCE.sub(_referred, page) if "&#" in page else page)


def _referred(match: re.Match[str]) -> str:
    """The character that a reference stands for, if it is one that a tree cannot hold."""
    number = int(match[1], 16) if match[1] else int(match[2])
    if 0x80 <= number <= 0x9F:
        return bytes([number]).decode("cp1252", "ignore")
    unfit = number < 0x20 or 0xD800 <= number <= 0xDFFF or number in (0x7F, 0xFFFE, 0xFFFF)
    return chr(number) if unfit else match[0]


def _tree(page: str) -> HtmlElement:
    from trafilatura import load_html

    tree = load_html(_without_controls(page))
    if tree is None:
        raise SourceError("is not a web page")
    return tree


def _remove_hidden(tree: HtmlElement) -> None:
    for element in tree.xpath(_MAYBE_HIDDEN):
        if element.tag not in _PAGE and element.getparent() is not None and _is_hidden(element):
            element.drop_tree()


def _is_hidden(element: HtmlElement) -> bool:
    style = re.sub(r"\s", "", element.get("style", "")).lower()
    return bool(
        element.tag == "template"
        or element.get("hidden") is not None
        or (element.get("aria-hidden", "").strip().lower() == "true" and element.tag not in _MAIN)
        or _HIDDEN_STYLE.search(style)
        or not _HIDDEN_CLASSES.isdisjoint(element.get("class", "").split())
    )


def _body(tree: HtmlElement) -> _Element | None:
    """The article's part of the page, in trafilatura's own few elements.

    Measured on the 91 pages of article-extraction-benchmark, four-word shingles: F1 .975 with
    ``favor_precision``, .965 without it, .966 with ``favor_recall``; .968 without tables,
    .972 when fast; ``deduplicate`` changes nothing.
    """
    from trafilatura import bare_extraction

    document = bare_extraction(tree, favor_precision=True, include_comments=False)
    body: _Element | None = getattr(document, "body", None)
    return body


def _lines(body: _Element) -> Iterator[tuple[str, str]]:
    """The lines of the body, each with the gap before it."""
    before = ""
    for kind, pieces in _pieces(body):
        line = clean_line("".join(pieces))
        if line:
            yield line, "\n" if kind == before and kind in _CLOSE else "\n\n"
            before = kind


def _pieces(element: _Element, kind: str = "p") -> Iterator[tuple[str, list[str]]]:
    """Runs of text in order, each with the kind of block that it stands in."""
    run: list[str] = [element.text or ""]
    for child in element:
        tag = str(child.tag)
        if tag in _BLOCKS or tag == "lb":
            yield kind, run
            yield from _pieces(child, _kind(child, tag) if tag in _BLOCKS else kind)
            run = [child.tail or ""]
        elif tag == "cell":
            run += [" | " if "".join(run).strip() else "", " ".join(child.itertext())]
        else:
            run += ["".join(child.itertext()), child.tail or ""]
    yield kind, run


def _kind(element: _Element, tag: str) -> str:
    """The kind of a block: a row of one cell is layout, as in newsletters, and a paragraph."""
    return "p" if tag == "row" and len(element) == 1 else tag
