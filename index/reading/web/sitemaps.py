"""Sitemaps (sitemaps.org): lists of pages, of further sitemaps, and plain lists of addresses.

Of Google's news extension, titles, dates and languages are taken. lxml reads them without
entities, declarations or network. Deliberately ignores priority and frequency.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.errors import SourceError
from index.reading.cleaning import clean_line
from index.reading.drafts import Draft
from index.reading.identity import valid_url
from index.reading.web.listings import Entry, Listing, in_utf8

if TYPE_CHECKING:
    from lxml.etree import _Element

_NEWS_SPACE = "{http://www.google.com/schemas/sitemap-news/"
_NEWS = {"title": "title", "publication_date": "published", "language": "language"}


def entries_of_sitemap(data: bytes) -> Listing:
    """What a sitemap lists. Raises ``SourceError`` if nothing can be made out."""
    data, encoding = in_utf8(data)
    if data.lstrip()[:4].lower() == b"http":
        return Listing([_entry({"loc": line}) for line in data.decode("utf-8", "replace").split()])
    root = _root(data, encoding)
    pages, sitemaps = list[Entry](), list[Entry]()
    for element in root:
        entry = _entry(_stated(element))
        if entry.draft.url:
            (sitemaps if _name(element) == "sitemap" else pages).append(entry)
    return Listing(pages, sitemaps, rolls=_NEWS_SPACE[1:].encode() in data)


def _root(data: bytes, encoding: str | None) -> _Element:
    from lxml import etree

    parser = etree.XMLParser(
        encoding=encoding,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        recover=True,
        remove_comments=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise SourceError("is too broken a sitemap to be read")
    return root


def _stated(element: _Element) -> dict[str, str]:
    """Address and date of an element, and what the news extension says: the first of each."""
    found: dict[str, str] = {}
    for child in element:
        if _name(child) in ("loc", "lastmod") and child.text:
            found.setdefault(_name(child), clean_line(child.text))
    for child in element.iterdescendants():
        if isinstance(child.tag, str) and child.tag.startswith(_NEWS_SPACE) and child.text:
            found.setdefault(_NEWS.get(_name(child), ""), clean_line(child.text))
    return found


def _name(element: _Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _entry(stated: dict[str, str]) -> Entry:
    return Entry(
        draft=Draft(
            text="",
            title=stated.get("title"),
            url=valid_url(stated.get("loc")),
            published=stated.get("published"),
            language=stated.get("language"),
        ),
        listed=stated.get("lastmod"),
    )
