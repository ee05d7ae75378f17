"""A stream of articles into an index, batch by batch: what is new, what has changed, what has not.

Where the stream says which source an article comes from, that is kept, too. Deliberately not
here: how a batch is written (`writing`), who may write (`turns`), what is gone
(`index.provenance.syncing`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from index.adding.batching import BATCH_ARTICLES, Batch, batched
from index.adding.turns import Turns
from index.adding.writing import Writer
from index.articles import Article
from index.catalog import Catalog
from index.interrupts import uninterrupted
from index.lock import WAIT_SECONDS
from index.provenance.shrinking import is_from_web, shrunk
from index.provenance.sources import Shown
from index.provenance.visits import Begun, Ended, Item, Visit, Visits
from index.reports import AddReport
from index.schema import article_digest


@dataclass(frozen=True)
class Hooks:
    """Whom to tell while it goes on."""

    progress: Callable[[int], None] = lambda _: None  # read since the last call, in pieces
    stopping: Callable[[], None] = lambda: None  # Ctrl-C came; may run in a signal's handler


@dataclass(frozen=True)
class Wishes:
    """What is not taken unless asked for."""

    removed: bool = True  # articles that were removed by hand before
    shrunk: bool = False  # web pages that are much shorter than the text that was added


class Addition:
    """One run of adding. Without turns to write it only finds out what one would do."""

    def __init__(
        self, catalog: Catalog, turns: Turns | None, now: datetime, hooks: Hooks, wishes: Wishes
    ) -> None:
        self.visits = Visits(catalog.sources.held)
        self._catalog = catalog
        self._turns = turns
        self._now = now
        self._hooks = hooks
        self._wishes = wishes
        self._report = AddReport()
        self._written: set[str] = set()  # ids
        self._read_from: dict[str, str] = {}  # addresses of articles that are written, to ids

    def run(self, items: Iterable[Item]) -> AddReport:
        """Add what is new and replace what has changed, until the stream ends or Ctrl-C comes."""
        try:
            for batch in batched(self.visits.articles(self._watched(items)), self._interrupted):
                writer = self._turns.take() if self._turns else None
                with uninterrupted(self._hooks.stopping):
                    self._add(batch, writer)
                    if any(is_from_web(article) for article, _ in batch):
                        self._release()
        except KeyboardInterrupt:
            self._interrupted()
        self._count()
        if self._turns is not None:
            wait = {"wait": WAIT_SECONDS} if self._report.interrupted else {}
            self._finish(self._turns.take(**wait))
        self._catalog.memory.drop()
        return self._report

    def _interrupted(self) -> None:
        self._report.interrupted = True
        self._hooks.stopping()

    def _watched(self, items: Iterable[Item]) -> Iterator[Item]:
        for item in items:
            if isinstance(item, Begun) and not item.source.is_path:
                self._release()  # for as long as the web takes
            yield item
            if not isinstance(item, Begun | Ended):
                self._hooks.progress(1)

    def _release(self) -> None:
        if self._turns is not None:
            self._turns.release()

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

    def _add(self, batch: Batch, writer: Writer | None) -> None:
        batch = self._by_their_names([(_placed(a, visit), visit) for a, visit in batch], writer)
        batch = self._without_removed(batch)
        for article, visit in batch:
            visit.show(article.id, Shown(article.source or "", article_digest(article)))
        latest = {article.id: (article, visit) for article, visit in batch}
        known = self._catalog.digests(latest)
        kept = self._keep_shrunk(latest, known)
        news = [a for a, visit in latest.values() if self._is_news(a.id, known, visit)]
        news = [article for article in news if article.id not in kept]
        if writer is not None:
            self._write(writer, news, len(batch))
            self._note_addresses(a for a, _ in latest.values() if a.id not in kept)
        self._tell(news, known)
        self._report.unchanged += len(batch) - len(news) - len(kept)

    def _tell(self, news: list[Article], known: Mapping[str, str]) -> None:
        changed = [article for article in news if article.id in known]
        self._report.changed += changed
        self._report.added += len(news) - len(changed)
        if self._turns is None:
            new = (article for article in news if article.id not in known)
            self._report.planned += [replace(article, text="") for article in new]

    def _by_their_names(self, batch: Batch, writer: Writer | None) -> Batch:
        """Files' articles as the index calls them, which is not by their paths if they moved."""
        in_files = [a for a, visit in batch if visit.source is not None and visit.source.is_path]
        found = self._catalog.moves.resolve(in_files)
        if writer is not None and (found.fresh or found.paths):
            with self._catalog.transaction():
                self._catalog.moves.note(found)
        renamed = [(replace(a, id=found.names.get(a.id, a.id)), visit) for a, visit in batch]
        self._report.moved += [a for a, _ in renamed if a.id in found.paths]
        return renamed

    def _without_removed(self, batch: Batch) -> Batch:
        """Without what was removed by hand before, unless it is asked for."""
        if self._wishes.removed:
            return batch
        removed = self._catalog.removals.among({article.id for article, _ in batch})
        for article, visit in batch:
            if article.id in removed:
                visit.passed_over.add(article.source or "")
        self._report.left_out += sum(article.id in removed for article, _ in batch)
        return [(article, visit) for article, visit in batch if article.id not in removed]

    def _keep_shrunk(
        self, latest: Mapping[str, tuple[Article, Visit]], known: Mapping[str, str]
    ) -> set[str]:
        """Ids of articles of which the earlier text is kept, since little is left of it."""
        if self._wishes.shrunk:
            return set()
        offered = {i: a for i, (a, visit) in latest.items() if self._is_news(i, known, visit)}
        web = [i for i, article in offered.items() if i in known and is_from_web(article)]
        kept = set()
        for article_id, earlier in self._catalog.articles(web).items():
            skipped = shrunk(earlier, offered[article_id])
            if skipped is not None:
                visit = latest[article_id][1]
                visit.skipped.append(skipped)
                visit.passed_over.add(skipped.source)
                visit.shown[article_id] = visit.shown[article_id]._replace(digest=None)
                kept.add(article_id)
        return kept

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
            writer.write(news, self._now, much=offered >= BATCH_ARTICLES)
            self._written |= {article.id for article in news}

    def _note_addresses(self, articles: Iterable[Article]) -> None:
        self._read_from |= {a.source: a.id for a in articles if a.source and is_from_web(a)}
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
                self._catalog.memory.drop(visit.to_be_asked_again())
            if not self._report.interrupted:
                self._catalog.memory.write_rest()


def _placed(article: Article, visit: Visit) -> Article:
    """With the place where it always is, whatever folder the user was in."""
    if visit.source is None or article.source is None:
        return article
    return replace(article, source=visit.source.place(article.source))
