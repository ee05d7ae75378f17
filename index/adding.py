"""A stream of articles into an index, batch by batch: what is new, what has changed, what has not.

Where the stream says which source an article comes from, that is kept, too. Deliberately not
here: how a batch is written (`writing`), who may write (`article_index`), what is gone (`syncing`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from index.articles import Article
from index.catalog import Catalog
from index.interrupts import uninterrupted
from index.reports import AddReport
from index.schema import article_digest
from index.sources import Shown
from index.visits import Begun, Ended, Item, Visit, Visits
from index.writing import Writer

# A batch is what one transaction writes: enough for the stores to be quick, little enough that
# Ctrl-C is answered within a second.
_BATCH_ARTICLES = 256
_BATCH_CHARACTERS = 4_000_000
_BATCH_SECONDS = 10.0  # what comes slowly, as from the web, is not put at risk for longer


Batch = list[tuple[Article, Visit]]


@dataclass(frozen=True)
class Hooks:
    """Whom to tell while it goes on."""

    progress: Callable[[int], None] = lambda _: None  # read since the last call, in pieces
    stopping: Callable[[], None] = lambda: None  # Ctrl-C came; may run in a signal's handler


class Addition:
    """One run of adding. Without a writer it only finds out what one would do."""

    def __init__(
        self, catalog: Catalog, writer: Writer | None, now: datetime, hooks: Hooks
    ) -> None:
        self.visits = Visits(catalog.sources.held)
        self._catalog = catalog
        self._writer = writer
        self._now = now
        self._hooks = hooks
        self._report = AddReport()
        self._written: set[str] = set()  # ids
        self._read_from: dict[str, str] = {}  # addresses of articles that are written, to ids

    def run(self, items: Iterable[Item]) -> AddReport:
        """Add what is new and replace what has changed, until the stream ends or Ctrl-C comes."""
        stopping = self._hooks.stopping
        try:
            for batch in _batched(self.visits.articles(self._counted(items))):
                with uninterrupted(stopping):
                    self._add(batch)
        except KeyboardInterrupt:
            self._report.interrupted = True
            stopping()
        self._count()
        if self._writer is not None:
            self._finish(self._writer)
        self._catalog.memory.drop()
        return self._report

    def _counted(self, items: Iterable[Item]) -> Iterator[Item]:
        for item in items:
            yield item
            if not isinstance(item, Begun | Ended):
                self._hooks.progress(1)

    def _finish(self, writer: Writer) -> None:
        """Publish. Ctrl-C that comes meanwhile comes too late to leave anything of this undone."""
        finished = False
        try:
            with uninterrupted(self._hooks.stopping):
                writer.publish()
                self._note_sources()
                finished = True
        except KeyboardInterrupt:
            if not finished:
                raise
            self._report.interrupted = True

    def _add(self, batch: Batch) -> None:
        for article, visit in batch:
            place = visit.source.place(article.source or "") if visit.source else ""
            visit.show(article.id, Shown(place, article_digest(article)))
        latest = {article.id: (article, visit) for article, visit in batch}
        known = self._catalog.digests(latest)
        news = [a for a, visit in latest.values() if self._is_news(a.id, known, visit)]
        if self._writer is not None:
            self._write(self._writer, news, len(batch))
            self._note_addresses(article for article, _ in latest.values())
        changed = [article for article in news if article.id in known]
        self._report.changed += changed
        self._report.added += len(news) - len(changed)
        self._report.unchanged += len(batch) - len(news)

    def _is_news(self, article_id: str, known: Mapping[str, str], visit: Visit) -> bool:
        """Whether an article is other than known.

        What its source showed last time, too, is not: another source has changed since, such as
        a page of which a folder holds an old copy.
        """
        digest = visit.shown[article_id].digest
        if article_id not in known or article_id in self._written:
            return known.get(article_id) != digest
        was = visit.held.get(article_id)
        return digest not in (known[article_id], was and was.digest)

    def _write(self, writer: Writer, news: list[Article], offered: int) -> None:
        if news:
            writer.write(news, self._now, much=offered >= _BATCH_ARTICLES)
            self._written |= {article.id for article in news}

    def _note_addresses(self, articles: Iterable[Article]) -> None:
        self._read_from |= {a.source: a.id for a in articles if a.source and "://" in a.source}
        if self._catalog.memory.has_news:
            with self._catalog.transaction():
                self._catalog.memory.write(self._read_from)

    def _count(self) -> None:
        """Find the articles behind what was not read again; count it, and what was skipped."""
        for visit in self.visits:
            unchanged = self._unchanged(visit)
            self._report.unchanged += len(unchanged)
            visit.show_also(unchanged)
            self._report.skipped += visit.skipped

    def _unchanged(self, visit: Visit) -> dict[str, Shown]:
        found = visit.in_files()
        for address in visit.addresses:
            article_id = self._catalog.memory.article(address)
            if article_id is not None:
                found[article_id] = Shown(address, None)
            elif visit.source and address == visit.source.name:  # all it lists is still there
                found |= visit.held
            else:
                visit.unresolved = True
        return found

    def _note_sources(self) -> None:
        with self._catalog.transaction():
            for visit in self.visits:
                if visit.source is not None and visit.shown:
                    completed = self._now if visit.ended else None
                    self._catalog.sources.remember(replace(visit.source, completed=completed))
                    shown = visit.shown if self._report.interrupted else visit.stamped()
                    self._catalog.sources.attach(visit.source.name, shown)
                self._catalog.memory.drop(skipped.source for skipped in visit.skipped)
            if not self._report.interrupted:
                self._catalog.memory.write_rest()


def _batched(articles: Iterable[tuple[Article, Visit]]) -> Iterator[Batch]:
    """Batches of articles by number, length and time."""
    batch: Batch = []
    length, since = 0, time.monotonic()
    for article, visit in articles:
        batch.append((article, visit))
        length += len(article.text)
        full = len(batch) >= _BATCH_ARTICLES or length >= _BATCH_CHARACTERS
        if full or time.monotonic() - since > _BATCH_SECONDS:
            yield batch
            batch, length, since = [], 0, time.monotonic()
    if batch:
        yield batch
