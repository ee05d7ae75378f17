"""What an address gave to articles: whose address it is, and what a listing adds to it.

Deliberately leaves reading itself to the readers of files: a page from the web and a saved one
are read alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from index.articles import Article, Skipped
from index.errors import SourceError
from index.reading.cleaning import clean_line, clean_name
from index.reading.decoding import decode
from index.reading.drafts import Draft, finish
from index.reading.formats import draft_of, kind_of, read_pieces
from index.reading.identity import valid_url, without_tracking
from index.reading.streams import Origin
from index.reading.substance import is_short
from index.reading.web.fetching import Reply
from index.reading.web.listings import Entry, root_of
from index.reading.web.requesting import OTHER

_SEVERAL = frozenset({".json", ".jsonl", ".mbox", ".warc"})  # kinds that may hold several articles
_XML = re.compile(rb"[\xef\xbb\xbf\xfe\xff\s]*<\?xml", re.IGNORECASE)
_SNIFF = 200  # bytes
_VARIANT = re.compile(r"^(?:www|m|mobile|amp)\.")
_FEED = re.compile(r"application/(?:rss\+xml|atom\+xml|feed\+json)", re.IGNORECASE)


def articles_of(reply: Reply, listed: Draft, source: str) -> Iterator[Article | Skipped]:
    """The articles that a reply holds; where they say nothing, what is ``listed`` of them.

    Raises ``SourceError`` where there is none.
    """
    kind = _kind(reply)
    if kind in _SEVERAL:
        origin = Origin(clean_name(source), None, len(reply.data), reply.url)
        yield from read_pieces(iter([reply.data]), kind, origin)
        return
    try:
        draft = draft_of(reply.data, kind, url=reply.url, charset=reply.charset)
        draft = replace(draft, url=own_address(draft.url, reply.url))
        yield finish(draft.filled(listed), source)
    except SourceError as error:
        raise SourceError(error.message + ("" if listed.url else _hint(reply, kind))) from None
    for what in draft.unread:
        yield Skipped(source, what)


def _kind(reply: Reply) -> str:
    """Which reader takes a reply. Raises ``SourceError`` if none does."""
    if OTHER.match(reply.media_type):
        raise SourceError(f"is of type {clean_line(reply.media_type)}, not an article")
    kind = kind_of(reply.data, reply.media_type)
    if _XML.match(reply.data[:_SNIFF].replace(b"\0", b"")) and root_of(reply.data) != "html":
        raise SourceError("is XML, but neither a page nor a feed nor a sitemap")
    if (
        kind in (".txt", ".md")
        and reply.data
        and is_short(decode(reply.data, charset=reply.charset))
    ):
        raise SourceError("has hardly any text, too little for an article")
    return kind


def carried(entry: Entry, feed: str) -> Article:
    """The article that a feed carries itself. Raises ``SourceError`` if it carries none.

    A feed speaks for its own site only: it could say that anybody had written anything.
    """
    if not entry.page or not _same_site(entry.draft.url or feed, feed):
        raise SourceError("is not in the feed")
    page = f"<html><body><article>{entry.page}</article></body></html>"
    draft = draft_of(page.encode("utf-8", "replace"), ".html", charset="utf-8")
    source = f"{entry.draft.url or 'an entry'} (text from the feed {feed})"
    stated = replace(entry.draft, url=without_tracking(entry.draft.url or "") or None)
    return finish(stated.filled(draft), source)


def own_address(stated: str | None, fetched: str) -> str:
    """The address that an article is known by: what its page states, if that can be believed.

    A page may speak for its own site only, or it could take the place of somebody else's article;
    and one that states its site's front page would be the same article as all others there.
    """
    stated = stated and without_tracking(stated)
    if not stated or not _same_site(stated, fetched):
        return without_tracking(fetched)
    if _is_front_page(stated) and not _is_front_page(fetched):
        return without_tracking(fetched)
    return stated


def _is_front_page(url: str) -> bool:
    parts = urlsplit(url)
    return not parts.path.strip("/") and not parts.query


def _same_site(one: str, other: str) -> bool:
    """Whether two hosts are one, or one is a part of the other."""
    first, second = (_VARIANT.sub("", urlsplit(url).hostname or "") for url in (one, other))
    return first == second or first.endswith(f".{second}") or second.endswith(f".{first}")


def _hint(reply: Reply, kind: str) -> str:
    """Where the page links to a feed, which may be what was meant."""
    feed = feed_of(reply) if kind == ".html" else None
    return f"; it links to a feed that can be added instead: {feed}" if feed else ""


def feed_of(reply: Reply) -> str | None:
    """The first feed that a page links to."""
    from lxml.etree import LxmlError
    from trafilatura import load_html

    try:
        tree = load_html(decode(reply.data, declares=True, charset=reply.charset))
        links = [] if tree is None else tree.xpath("//link[@href and @type and @rel]")
    except (LxmlError, ValueError, SourceError):
        return None
    for link in links:
        if "alternate" in link.get("rel").lower().split() and _FEED.match(link.get("type")):
            return valid_url(_joined(reply.url, link.get("href").strip()))
    return None


def _joined(base: str, url: str) -> str | None:
    try:
        return urljoin(base, url)
    except ValueError:  # a broken IPv6 address
        return None
