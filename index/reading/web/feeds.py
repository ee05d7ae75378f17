"""RSS 0.9x, 1.0 and 2.0, Atom and JSON Feed: the entries of a feed.

feedparser reads what is XML, broken XML too; it is given bytes and fetches nothing, and strips
declarations of entities. Deliberately takes no outlet from a feed's title ("News - World", or a
planet of many outlets), and no teaser for an article: only what is marked as the content.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from time import struct_time
from typing import Any
from urllib.parse import urljoin

from index.errors import SourceError
from index.reading.cleaning import clean_line
from index.reading.drafts import Draft
from index.reading.identity import valid_url
from index.reading.streams import too_large
from index.reading.web.listings import Entry, Listing, in_utf8, json_feed

# feedparser takes 5 seconds and more for a megabyte that is made to be slow; the feeds of a hundred
# whole articles have one.
_LARGEST = 5_000_000  # bytes
_TAIL = 4096  # bytes; servers add comments at the end
_END = re.compile(rb"</(?:\w+:)?(?:rss|rdf|feed)\s*>", re.IGNORECASE)
_HTML = ("text/html", "application/xhtml+xml")


def entries_of_feed(data: bytes, url: str, charset: str | None = None) -> Listing:
    """What a feed lists that came from ``url``. Raises ``SourceError`` if it is too broken.

    ``charset`` is what the server says, if it says so.
    """
    data, charset = in_utf8(data, charset)
    value = json_feed(data)
    if value is not None:
        return Listing(list(_json_entries(value, url)), rolls=True)
    return _xml_entries(data, url, charset)


def _media_type(charset: str | None) -> str:
    """What keeps feedparser from taking a feed for ASCII, as an old rule for text/xml has it."""
    return f"application/xml; charset={charset}" if charset else "application/xml"


def _xml_entries(data: bytes, url: str, charset: str | None) -> Listing:
    import feedparser

    if len(data) > _LARGEST:
        raise SourceError(too_large(_LARGEST))
    try:
        feed = feedparser.parse(
            io.BytesIO(data),  # of other types, feedparser might open a file of that name
            response_headers={"content-location": url, "content-type": _media_type(charset)},
            sanitize_html=False,  # its pages go through the same reader as all others
        )
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        # feedparser promises no errors of its own for what is badly broken
        raise SourceError(f"is too broken a feed to be read ({type(error).__name__})") from None
    language = feed.feed.get("language")
    entries = [_xml_entry(entry, url, language) for entry in feed.entries]
    if feed.bozo and not entries:
        raise SourceError("is too broken a feed to be read")
    whole = not feed.bozo or _END.search(data[-_TAIL:])
    return Listing(
        entries, rolls=True, broken=None if whole else "is a feed that breaks off before its end"
    )


def _xml_entry(entry: Any, url: str, language: object) -> Entry:
    stated = entry.get("updated") if "updated" in entry else None
    modified = stated and _moment(entry.get("updated_parsed"))
    return Entry(
        draft=Draft(
            text="",
            title=_plain(entry.get("title")),
            authors=_names(entry.get("authors", ())),
            url=_address(entry.get("feedburner_origlink") or entry.get("link"), url),
            published=_moment(entry.get("published_parsed")) or modified,
            modified=modified,
            language=language,
        ),
        page=_content(entry.get("content", ())),
        listed=_string(stated),
    )


def _moment(parsed: struct_time | None) -> datetime | None:
    """A moment that feedparser made out, in UTC; it knows the many ways in which feeds put it."""
    try:
        return datetime(*parsed[:6], tzinfo=UTC) if parsed else None
    except ValueError:
        return None


def _names(authors: Iterable[Any]) -> tuple[str, ...]:
    names = (author.get("name") for author in authors if isinstance(author, dict))
    return tuple(name for name in names if isinstance(name, str) and name.strip())


def _content(contents: Iterable[Any]) -> str:
    """The longest content that is HTML or text."""
    from html import escape

    pages = [
        value if content.get("type") in _HTML else f"<p>{escape(value)}</p>"
        for content in contents
        if isinstance(value := content.get("value"), str)
    ]
    return max(pages, key=len, default="")


def _plain(title: object) -> str | None:
    """A title without mark-up, which feeds may put into it."""
    from lxml.etree import LxmlError
    from lxml.html import fromstring

    if not isinstance(title, str) or not title.strip():
        return None
    if "<" not in title and "&" not in title:
        return title
    try:
        return clean_line(fromstring(f"<div>{title}</div>").text_content()) or None
    except (LxmlError, ValueError):
        return title


def _json_entries(feed: dict[str, object], url: str) -> Iterator[Entry]:
    items = feed.get("items")
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict):
            yield _json_entry(item, feed, url)


def _json_entry(item: dict[str, Any], feed: dict[str, object], url: str) -> Entry:
    modified = _string(item.get("date_modified"))
    authors = item.get("authors") or feed.get("authors")  # version 1.1; 1.0 has one author
    listed = authors if isinstance(authors, list) else [item.get("author")]
    return Entry(
        draft=Draft(
            text="",
            title=_string(item.get("title")),
            authors=_names(author for author in listed if author),
            url=_address(item.get("url"), url),
            published=_string(item.get("date_published")),
            modified=modified,
            language=item.get("language") or feed.get("language"),
        ),
        page=_json_content(item),
        listed=modified,
    )


def _json_content(item: dict[str, Any]) -> str:
    from html import escape

    page, text = _string(item.get("content_html")), _string(item.get("content_text"))
    if page or not text:
        return page or ""
    return "".join(f"<p>{escape(part)}</p>" for part in text.split("\n") if part.strip())


def _address(stated: object, base: str) -> str | None:
    if not isinstance(stated, str) or not stated.strip():
        return None
    try:
        return valid_url(urljoin(base, stated.strip()))
    except ValueError:  # a broken IPv6 address
        return None


def _string(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None
