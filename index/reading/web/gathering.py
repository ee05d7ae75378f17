"""All pages that a feed or a sitemap lists, over the sitemaps that it names, up to a number.

Deliberately reads none of the pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from index.articles import Skipped
from index.errors import SourceError
from index.reading.identity import normal_url
from index.reading.web.feeds import entries_of_feed
from index.reading.web.fetching import Reply
from index.reading.web.listings import Entry, Kind, Listing, latest_first, newest
from index.reading.web.sitemaps import entries_of_sitemap

_MOST_SITEMAPS = 200  # below one; sites that have kept one a month since 2010 have about as many


@dataclass
class Gathered:
    """What was found so far."""

    entries: list[Entry] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    sitemaps: set[str] = field(default_factory=set)  # addresses of those below that were asked for
    left: bool = False  # some of these were not asked for
    rolls: bool = False  # what is not new goes from it


def listing_of(reply: Reply, kind: Kind) -> Listing:
    """What a reply lists. Raises ``SourceError`` if it is too broken."""
    if kind == "feed":
        return entries_of_feed(reply.data, reply.url, reply.charset)
    return entries_of_sitemap(reply.data)


def gather(name: str, listing: Listing, fetch: Callable[[str], Reply], most: int) -> Gathered:
    """The entries of ``listing`` and of the sitemaps it names, each address once.

    At most ``most``, the latest if there are dates. What is wrong, or was left, is in ``skipped``.
    """
    found = Gathered()
    if listing.broken:
        found.skipped.append(Skipped(name, listing.broken))
    listed = _each_once(_all(name, listing, fetch, found))
    entries = list(islice(listed, most + 1) if listing.sitemaps else listed)
    found.entries = list(newest(entries, most))
    if len(entries) > most:
        number = f"more than {most:,}" if listing.sitemaps else f"{len(entries):,}"
        found.skipped.append(Skipped(name, f"lists {number} pages; {most:,} of them are read"))
    elif found.left:
        what = f"leads to over {_MOST_SITEMAPS} sitemaps; the rest is left"
        found.skipped.append(Skipped(name, what))
    elif not entries and not found.skipped:
        found.skipped.append(Skipped(name, "lists nothing"))
    return found


def _all(
    name: str, listing: Listing, fetch: Callable[[str], Reply], found: Gathered
) -> Iterator[Entry]:
    found.rolls = found.rolls or listing.rolls
    yield from listing.entries
    for sitemap in latest_first(listing.sitemaps):
        url = sitemap.draft.url or ""
        if url in found.sitemaps:
            continue
        if len(found.sitemaps) == _MOST_SITEMAPS:
            found.left = True
            return
        found.sitemaps.add(url)
        try:
            below = entries_of_sitemap(fetch(url).data)
        except SourceError as error:
            found.skipped.append(Skipped(name, f"names the sitemap {url}, which {error.message}"))
        else:
            yield from _all(name, below, fetch, found)


def _each_once(entries: Iterator[Entry]) -> Iterator[Entry]:
    seen: set[str] = set()
    for entry in entries:
        url = normal_url(entry.draft.url or "")
        if not url or url not in seen:
            seen.add(url)
            yield entry
