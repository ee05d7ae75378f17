"""What a feed or a sitemap lists: entries, each with its address and what is said of it.

Also tells a feed and a sitemap from everything else, by what they are and not by what a server or
an ending calls them. Deliberately fetches nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from index.reading.dates import parse_date
from index.reading.decoding import mark_of
from index.reading.drafts import Draft
from index.reading.streams import as_utf8

_MOST_BEFORE_ROOT = 20_000  # bytes of comments and declarations
_ROOT = re.compile(
    rb"(?s)\A(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)*+"
    rb"<(?:[A-Za-z][\w.-]*:)?([A-Za-z]+)[\s>/]",
    re.IGNORECASE,
)
_MARKS = b"\xef\xbb\xbf\xfe\xff"
_JSON_FEED = "https://jsonfeed.org/version/"

Kind = Literal["feed", "sitemap"]
_ROOTS: dict[str, Kind] = {
    "rss": "feed",
    "rdf": "feed",
    "feed": "feed",
    "urlset": "sitemap",
    "sitemapindex": "sitemap",
}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is listed."""

    draft: Draft  # what is said of it; ``url`` is its page's, ``text`` is empty
    page: str = ""  # the article itself as HTML, where the feed carries it
    listed: str | None = None  # when it last changed, as it stood there


@dataclass(frozen=True, slots=True)
class Listing:
    """What is listed together."""

    entries: Sequence[Entry] = ()
    sitemaps: Sequence[Entry] = ()  # further sitemaps, of an index
    rolls: bool = False  # it lists what is new, and what is not goes: feeds, sitemaps of news
    broken: str | None = None  # what is wrong with it, if it could be read in part only


def kind_of_listing(data: bytes) -> Kind | None:
    """Whether ``data`` is a feed or a sitemap; None if it is neither."""
    if root := root_of(data):
        return _ROOTS.get(root)
    if data.lstrip(_MARKS).lstrip().startswith(b"{"):
        return "feed" if json_feed(data) is not None else None
    return "sitemap" if _is_list_of_addresses(data) else None


def root_of(data: bytes) -> str | None:
    """The name of the element that all others stand in, in small letters; None without one."""
    match = _ROOT.match(data[:_MOST_BEFORE_ROOT].lstrip(_MARKS).replace(b"\0", b""))
    return match[1].decode("ascii").lower() if match else None


def _is_list_of_addresses(data: bytes) -> bool:
    words = data.replace(b"\0", b"").lstrip(_MARKS).split()
    return bool(words) and all(word.startswith((b"http://", b"https://")) for word in words)


def in_utf8(data: bytes, charset: str | None = None) -> tuple[bytes, str | None]:
    """``data`` in UTF-8 where a mark says that it is in another Unicode; and what it is in.

    A mark is right where declaration and server are not. Raises ``SourceError`` if it is broken.
    """
    return (b"".join(as_utf8(iter([data]))), "utf-8") if mark_of(data) else (data, charset)


def json_feed(data: bytes) -> dict[str, object] | None:
    """The JSON Feed in ``data``; None if it is other JSON, or none."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return None
    stated = value.get("version") if isinstance(value, dict) else None
    return value if isinstance(stated, str) and stated.startswith(_JSON_FEED) else None


def newest(entries: Sequence[Entry], most: int) -> Sequence[Entry]:
    """At most so many entries: all of them, or those that changed last, in their order."""
    if len(entries) <= most:
        return entries
    by_date = sorted(range(len(entries)), key=lambda place: _changed(entries[place]), reverse=True)
    return [entries[place] for place in sorted(by_date[:most])]


def latest_first(entries: Sequence[Entry]) -> Sequence[Entry]:
    """All entries, those that changed last first; as they stand where nothing is said of that."""
    return sorted(entries, key=_changed, reverse=True)


def _changed(entry: Entry) -> datetime:
    stated = (entry.listed, entry.draft.modified, entry.draft.published)
    return next((moment for value in stated if (moment := parse_date(value))), _EPOCH)
