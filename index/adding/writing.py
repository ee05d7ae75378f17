"""The writer's half of an index: from new or removed articles to a published generation.

Order is everything here. Rows are committed as pending first; then both derived stores are
brought up to date in a generation of their own; then one transaction marks the rows and names
the generation. Killed before that transaction, the next opening applies what is pending again;
killed after it, everything is done. Deliberately not here: reading sources, and searching.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import islice

from index.articles import Article
from index.catalog import Catalog, Entry
from index.chunks import chunk
from index.embedding import Embedder
from index.errors import IndexDamaged
from index.sentences import split
from index.stores.generations import Generations
from index.stores.stage import Stage, batches

# Articles applied to the derived stores in one go when they come from the catalog.
_BATCH = 256

# Articles after which a long addition is published, so that readers see it and a kill does not
# cost more than some 20 seconds at the next opening; or half as many as there are, if that is
# more, since each publication copies the stores: all copies together are three times their size.
_PUBLISH = 5_000


class Writer:
    """Brings an index from one generation to the next. Used under the writer's lock only."""

    def __init__(self, catalog: Catalog, generations: Generations, embedder: Embedder) -> None:
        self._catalog = catalog
        self._generations = generations
        self._embedder = embedder
        self._stage: Stage | None = None
        self._since_publication = 0  # articles

    def recover(self) -> None:
        """Apply again whatever an earlier writer left unfinished, or an older program undone."""
        if self._catalog.meta("log") is not None:
            self._empty_log()
        pending, removing = self._catalog.unfinished()
        if removing:
            self._erase_for_good(removing)
        for ids in batches(pending, _BATCH):
            stage = self._staged(much=len(pending) > _BATCH)
            entries = list(self._catalog.entries(ids, "pending"))
            _apply(stage, entries, self._catalog.chunk_ids_of(ids))
        self.publish()
        self._catalog.syndication.compare_missing()

    def write(self, articles: Sequence[Article], now: datetime, *, much: bool) -> None:
        """Write these articles as pending and apply them; ``publish`` makes them ready.

        ``now`` is when they came in; ``much`` says that more are likely to follow.
        """
        new = self._catalog.meta("embedder") is None
        if new:  # a server that is not there must be noticed before anything depends on it
            _ = self._embedder.dimensions
        stage = self._staged(much=much)  # first: its process starts while this one derives
        entries = self._derive(articles)
        before = self._catalog.chunk_ids_of([article.id for article in articles])
        with self._catalog.transaction():
            self._catalog.write_pending(entries, now)
            if new:
                self._catalog.set_meta("embedder", self._embedder.name)
        _apply(stage, entries, before)
        self._since_publication += len(entries)
        if self._since_publication >= max(_PUBLISH, self._catalog.counts()["articles"] // 2):
            self.publish()

    def remove(self, article_ids: Sequence[str], *, by_hand: bool = False) -> None:
        """Remove these articles from everywhere, on disk too. By hand: a sync leaves them out."""
        with self._catalog.transaction():
            if by_hand:
                self._catalog.note_removals(article_ids)
            self._catalog.mark_removing(article_ids)
        self._erase_for_good(article_ids)
        self.publish()

    def rebuild(self, progress: Callable[[int], None]) -> None:
        """Make both derived stores anew from the catalog, with this writer's embedder.

        Chunks follow from the embedder's tokens, so they are made anew too, in the transaction
        that publishes: readers keep what they have until then.
        """
        articles = self._catalog.counts()["articles"]
        stage = self._begin(copy=False, much=articles > _BATCH)
        with self._catalog.transaction():
            self._catalog.settle()
            for ids in batches(self._catalog.article_ids(), _BATCH):
                entries = self._derive([entry.article for entry in self._catalog.entries(ids)])
                for entry in entries:
                    self._catalog.replace_chunks(entry.article.id, entry.chunks)
                stage.add(entries)
                progress(len(entries))
            self._catalog.syndication.compare_all()
            self._settle(stage)
        self._clean_up(stage)

    def publish(self) -> None:
        """Make what was applied visible to readers, in one transaction."""
        self._since_publication = 0
        if self._stage is not None:
            stage = self._stage
            with self._catalog.transaction():
                self._catalog.settle()
                self._settle(stage)
            self._clean_up(stage)

    def abandon(self) -> None:
        """Give up what is not published. What is pending stays so, for the next opening."""
        if self._stage is not None:
            stage, self._stage = self._stage, None
            with suppress(IndexDamaged):  # which may be why it is given up
                stage.abandon()
            self._generations.discard(stage.name)

    def _derive(self, articles: Sequence[Article]) -> list[Entry]:
        """Sentences and chunks of articles; the tokens of all are counted in one go."""
        split_articles = [split(article) for article in articles]
        texts = [sentence.text for sentences in split_articles for sentence in sentences]
        counts = iter(self._embedder.count(texts))
        return [
            Entry(
                article, sentences, chunk(article, sentences, list(islice(counts, len(sentences))))
            )
            for article, sentences in zip(articles, split_articles, strict=True)
        ]

    def _erase_for_good(self, article_ids: Sequence[str]) -> None:
        """Erase articles, and the words that tantivy keeps until it happens to merge its files."""
        stage = self._staged(much=False)
        stage.erase(article_ids, self._catalog.chunk_ids_of(article_ids))
        stage.renew_words(self._catalog.entries(self._catalog.article_ids()))

    def _staged(self, *, much: bool) -> Stage:
        return self._stage or self._begin(copy=True, much=much)

    def _begin(self, *, copy: bool, much: bool) -> Stage:
        current = self._catalog.meta("generation") if copy else None
        if current and not self._generations.exists(current):
            raise IndexDamaged("the derived stores are missing", "run 'groundwire rebuild'")
        name = self._generations.begin(current)
        try:
            self._stage = Stage(
                self._generations, name, self._embedder, create=current is None, much=much
            )
        except BaseException:
            self._generations.discard(name)
            raise
        return self._stage

    def _settle(self, stage: Stage) -> None:
        """Close the stage and name it as what readers use, the last step of a transaction."""
        stage.close()
        self._stage = None
        self._catalog.set_meta("generation", stage.name)
        self._catalog.set_meta("embedder", self._embedder.name)

    def _clean_up(self, stage: Stage) -> None:
        self._empty_log()
        self._generations.sweep(stage.name)

    def _empty_log(self) -> None:
        """Leave no removed text in SQLite's log; where a reader is in the way, remember to."""
        emptied = self._catalog.forget_log()
        if emptied and self._catalog.meta("log") is not None:
            self._catalog.set_meta("log", None)
        elif not emptied:
            self._catalog.set_meta("log", "full")


def _apply(stage: Stage, entries: Sequence[Entry], before: Sequence[str]) -> None:
    """Put articles into the derived stores in place of the chunks they had ``before``."""
    stale = set(before) - {chunk.id for entry in entries for chunk in entry.chunks}
    if stale:
        stage.erase([entry.article.id for entry in entries], sorted(stale))
    stage.add(entries)
