"""An address to articles: a page's own, or those of all pages that a feed or a sitemap lists.

Pages that are listed are fetched several at a time and given in their order. Where a page cannot
be had, but the feed carries the article, that is taken, and the article's source says so.
Deliberately follows no other link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import replace

from index.articles import Article, Skipped, Unchanged
from index.errors import SourceError
from index.reading.cleaning import clean_line, clean_name
from index.reading.drafts import Draft
from index.reading.identity import without_tracking
from index.reading.web.addresses import Refused
from index.reading.web.ahead import in_order
from index.reading.web.fetching import Fetcher, Gone, Reply
from index.reading.web.gathering import gather, listing_of
from index.reading.web.listings import Entry, Listing, kind_of_listing
from index.reading.web.pages import articles_of, carried
from index.reading.web.settings import Kind, Validators, Web

Found = Iterator[Article | Skipped | Unchanged]
_SECRETS = re.compile(r"(?<=:)//[^/?#]*@")  # a name and a password before the host
_MOST_NAMED = 3  # entries
_LONGEST_TITLE = 60  # characters
_Job = tuple[Entry, Validators | None]


class Visitor:
    """Visits addresses, one after the other, with one set of connections and rules.

    ``limit`` is in bytes, of each reply.
    """

    def __init__(self, limit: int, web: Web) -> None:
        self._web, self._fetcher = web, Fetcher(web, limit)

    def read(self, name: str) -> Found:
        """Everything that the address ``name`` leads to."""
        url = without_tracking(name.strip())
        try:
            yield from _Visit(url, self._fetcher, self._web).found(name)
        except SourceError as error:
            yield _skipped(url, error)

    def close(self) -> None:
        """Give all connections back. What is still being fetched is left."""
        self._fetcher.close()


def _skipped(url: str, error: SourceError) -> Skipped:
    shown = clean_name(_SECRETS.sub("//", url))
    return Skipped(shown, error.message, gone=isinstance(error, Gone))


def _without_address(entries: Sequence[Entry]) -> str:
    """What is said of entries that have no address, or none that can be fetched."""
    titles = [clean_line(entry.draft.title or "") or "untitled" for entry in entries[:_MOST_NAMED]]
    count = len(entries)
    what = "1 entry" if count == 1 else f"{count:,} entries"
    named = ", ".join(f"“{title[:_LONGEST_TITLE]}”" for title in titles)
    return f"lists {what} without a usable address ({named}{', …' if count > _MOST_NAMED else ''})"


class _Visit:
    """The visit to one address that was given."""

    def __init__(self, url: str, fetcher: Fetcher, web: Web) -> None:
        self._url, self._fetcher, self._web = url, fetcher, web
        self._complete = True  # nothing was skipped, or left

    def found(self, name: str) -> Found:
        """What is there; ``name`` is how the address was given."""
        known = self._known(self._url)
        reply = self._fetcher.fetch(self._url, known)
        if reply.unchanged:
            yield Unchanged(self._url)
            return
        kind = kind_of_listing(reply.data)
        if kind is not None:
            yield from self._listed(name, reply, listing_of(reply, kind))
            return
        self._tell(name, "page")
        yield from articles_of(reply, Draft(text=""), self._url)
        self._remember(self._url, reply.validators)

    def _listed(self, name: str, reply: Reply, listing: Listing) -> Found:
        gathered = gather(self._url, listing, self._fetcher.fetch, self._web.most_pages)
        self._tell(name, "feed" if gathered.rolls else "sitemap")
        nameless: list[Entry] = []  # there is nothing to go to
        for (entry, known), future in in_order(self._fetched, self._jobs(gathered.entries)):
            for item in self._entry(entry, known, future):
                if entry.draft.url is None and isinstance(item, Skipped):
                    nameless.append(entry)
                    continue
                self._complete = self._complete and not isinstance(item, Skipped)
                yield item
        yield from gathered.skipped
        if nameless:
            self._complete = False
            yield Skipped(clean_name(_SECRETS.sub("//", self._url)), _without_address(nameless))
        if self._complete and not gathered.skipped and not listing.sitemaps:
            self._remember(self._url, reply.validators)

    def _jobs(self, entries: list[Entry]) -> Iterator[_Job]:
        for entry in entries:
            url = entry.draft.url
            yield entry, self._known(without_tracking(url)) if url else None

    def _fetched(self, job: _Job) -> Reply:
        """What a listed page gives. Called in several threads."""
        entry, known = job
        if entry.draft.url is None:
            raise SourceError("is listed without an address")
        url = without_tracking(entry.draft.url)
        if known and known.listed and known.listed == entry.listed:
            return Reply(url, validators=known, unchanged=True)
        return self._fetcher.fetch(url, known)

    def _entry(self, entry: Entry, known: Validators | None, future: Future[Reply]) -> Found:
        source = without_tracking(entry.draft.url or self._url)
        try:
            reply = future.result()
            if reply.unchanged:
                yield Unchanged(source)
                validators = known or reply.validators
            else:
                yield from articles_of(reply, entry.draft, source)
                validators = reply.validators
            self._remember(source, replace(validators, listed=entry.listed))
        except SourceError as error:
            yield self._instead(entry, error, source)

    def _instead(self, entry: Entry, error: SourceError, source: str) -> Article | Skipped:
        """The article as the feed carries it, where its page is there and cannot be had."""
        try:
            if isinstance(error, Refused | Gone):
                raise error
            return carried(entry, self._url)
        except SourceError:
            return _skipped(source, error)

    def _tell(self, name: str, kind: Kind) -> None:
        if self._web.on_source is not None:
            self._web.on_source(name, kind)

    def _known(self, url: str) -> Validators | None:
        memory = self._web.memory
        return None if memory is None else memory.validators(url)

    def _remember(self, url: str, validators: Validators) -> None:
        if self._web.memory is not None and validators != Validators():
            self._web.memory.remember(url, validators)
