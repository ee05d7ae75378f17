"""``ArticleIndex``: a folder of articles that can be added to, searched and mended.

The three stores meet here and nowhere else. Deliberately not here: reading sources (`reading`),
ranking (`retrieval`), the order of writing (`writing`), and anything about answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from index.adding import add_all
from index.articles import Article, Filters, Passage, Sentence, Skipped
from index.catalog import Catalog, Summary
from index.embedding import BUNDLED, Embedder, embedder_named
from index.errors import (
    ArticleNotFound,
    EmbedderMismatch,
    GroundwireError,
    IndexFolderError,
    IndexLocked,
    IndexNotFound,
    UsageError,
)
from index.generations import Generations
from index.interrupts import uninterrupted
from index.lock import WAIT_SECONDS, writer_lock
from index.reports import AddReport, IndexStatus
from index.schema import article_digest, moment, seconds
from index.searching import Searcher, beginning, ending
from index.writing import Writer

CATALOG = "catalog.sqlite3"


class ArticleIndex:
    """Articles in a folder: add, remove, search, rebuild. A context manager.

    Readers need no lock and see what a writer added once it has finished. Not safe to share
    between threads.
    """

    def __init__(self, folder: Path, catalog: Catalog, embedder: Embedder) -> None:
        self._folder = folder
        self._catalog = catalog
        self._embedder = embedder
        self._generations = Generations(folder)
        self._searcher = Searcher(catalog, self._generations, embedder)
        self.unfinished: str | None = None  # why what was left pending could not be applied

    @classmethod
    def open(
        cls, folder: str | Path, *, embedder: str | Embedder | None = None, create: bool = True
    ) -> Self:
        """Open the index in ``folder``, or make one there.

        ``embedder`` is a name (see `embedding`) or an ``Embedder``; an index that exists goes on
        with its own. Raises ``IndexNotFound``, ``EmbedderMismatch``, ``IndexFormatError`` and
        ``IndexDamaged``. What an earlier writer left unfinished is applied now, unless another
        process is writing.
        """
        index = cls._opened(Path(folder), embedder, create=create, any_embedder=False)
        index._recover()
        return index

    @classmethod
    def rebuild(
        cls,
        folder: str | Path,
        *,
        embedder: str | Embedder | None = None,
        progress: Callable[[int], None] = lambda _: None,
    ) -> Self:
        """Make both derived stores of the index in ``folder`` anew, and open it.

        The one operation that may change the embedder, and the one that needs neither of the
        derived stores. ``progress`` is called with the number of articles done since its last
        call.
        """
        index = cls._opened(Path(folder), embedder, create=False, any_embedder=True)
        with index._closed_on_failure(), index._writing() as writer:
            writer.rebuild(progress)
        return index

    @contextmanager
    def _closed_on_failure(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self.close()
            raise

    @classmethod
    def _opened(
        cls, folder: Path, embedder: str | Embedder | None, *, create: bool, any_embedder: bool
    ) -> Self:
        if isinstance(embedder, str):
            embedder = embedder_named(embedder)
        if not (folder / CATALOG).is_file():
            if not create:
                raise IndexNotFound(
                    f"there is no index in {folder}", "make one with 'groundwire add SOURCE'"
                )
            _make_folder(folder)
        catalog = Catalog(folder / CATALOG, create=create)
        own = catalog.meta("embedder")
        embedder = embedder or embedder_named(own or BUNDLED)
        if own not in (None, embedder.name) and not any_embedder:
            catalog.close()
            raise EmbedderMismatch(
                f"the index {folder} was made with the embedder {own}, not {embedder.name}",
                f"leave --embedder away, or run 'groundwire rebuild --embedder {embedder.name}'",
            )
        return cls(folder, catalog, embedder)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the folder."""
        self._searcher.close()
        self._catalog.close()

    # --- writing ---------------------------------------------------------------------------------

    def _recover(self) -> None:
        if not any(self._catalog.unfinished()):
            return
        try:
            with self._recovered(wait=0):
                pass
        except IndexLocked:
            pass  # they belong to the writer that is at work
        except GroundwireError as error:  # reading goes on without them
            self.unfinished = error.message

    @contextmanager
    def _writing(self, wait: float = WAIT_SECONDS) -> Iterator[Writer]:
        """A writer under the lock; whatever it has not published in the end is given up."""
        with writer_lock(self._folder, wait):
            writer = Writer(self._catalog, self._generations, self._embedder)
            try:
                yield writer
            finally:
                writer.abandon()

    @contextmanager
    def _recovered(self, wait: float = WAIT_SECONDS) -> Iterator[Writer]:
        """The same, with nothing of an earlier writer left to do."""
        with self._writing(wait) as writer:
            with uninterrupted():
                writer.recover()
            yield writer

    def add(
        self,
        articles: Iterable[Article | Skipped],
        *,
        progress: Callable[[int], None] = lambda _: None,
    ) -> AddReport:
        """Add what is new, replace what has changed, leave the rest alone.

        ``progress`` is called with the number of articles dealt with since its last call.
        Ctrl-C stops between batches; the report says what was kept. Raises ``IndexLocked``.
        """
        with self._recovered() as writer:
            return add_all(articles, self._catalog, writer, progress)

    def remove(self, article_ids: Sequence[str]) -> int:
        """Remove articles so that nothing of them is left in any file; how many there were.

        Raises ``ArticleNotFound`` if one is not there, before anything is removed.
        """
        with self._recovered() as writer:
            todo = list(dict.fromkeys(self.article(article_id).id for article_id in article_ids))
            if todo:
                with uninterrupted():
                    writer.remove(todo)
        return len(todo)

    # --- looking up ------------------------------------------------------------------------------

    def articles(self) -> Iterator[Article]:
        """Every article, newest first, one at a time."""
        for article_id in self._catalog.article_ids():
            article = self._catalog.article(article_id)
            if article is not None:
                yield article

    def summaries(
        self,
        *,
        since: date | None = None,
        until: date | None = None,
        outlets: Sequence[str] = (),
    ) -> list[Summary]:
        """Articles without their texts, newest first; filtered as in ``search``."""
        found = self._catalog.summaries(seconds(beginning(since)), seconds(ending(until)))
        wanted = {outlet.casefold() for outlet in outlets}
        return [s for s in found if not wanted or (s.outlet or "").casefold() in wanted]

    def article(self, article_id: str) -> Article:
        """The article whose id is, or alone begins with, ``article_id``. ``ArticleNotFound``."""
        exact = self._catalog.article(article_id)
        if exact is not None:
            return exact
        found = self._catalog.article_ids(article_id.lower()) if article_id else []
        article = self._catalog.article(found[0]) if len(found) == 1 else None
        if article is None:
            several = (
                f"{len(found)} articles have ids that begin with"
                if found
                else "no article has the id"
            )
            raise ArticleNotFound(
                f"{several} '{article_id}'", "'groundwire list' shows the ids of all articles"
            )
        return article

    def sentences(
        self, article: Article, first: int = 0, last: int | None = None
    ) -> list[Sentence]:
        """Sentences of an article of this index, in order: all, or ``first`` to before ``last``.

        Raises ``ArticleNotFound`` if the article has changed or gone since it was looked up:
        sentences of another text would be none of this one's.
        """
        if self._catalog.digest(article.id) != article_digest(article):
            raise ArticleNotFound(
                f"the article {article.id} has changed or gone meanwhile", "look it up again"
            )
        return self._catalog.sentences(article, first, (1 << 40) if last is None else last)

    def status(self) -> IndexStatus:
        """Counts, outlets, dates, size and model."""
        counts = self._catalog.counts()
        outlets = self._catalog.outlets()
        dates = [day for row in outlets for day in row[2:] if day is not None]
        return IndexStatus(
            folder=self._folder,
            **counts,
            outlets=[(name, count) for name, count, *_ in outlets],
            first=moment(min(dates, default=None)),
            last=moment(max(dates, default=None)),
            embedder=self._catalog.meta("embedder") or self._embedder.name,
            size=sum(f.stat().st_size for f in self._folder.rglob("*") if f.is_file()),
        )

    def problems(self) -> list[str]:
        """What is missing, damaged or out of step; empty when all is well."""
        from index.checking import problems

        return problems(self._catalog, self._generations, self._embedder)

    # --- searching -------------------------------------------------------------------------------

    def search(
        self,
        question: str,
        limit: int = 10,
        *,
        since: date | None = None,
        until: date | None = None,
        outlets: Sequence[str] = (),
    ) -> list[Passage]:
        """The ``limit`` passages that fit the question best, best first.

        ``since`` and ``until`` are days, both included, or moments, the second excluded. Raises
        ``UsageError`` for a limit under 1, ``IndexDamaged`` when a store cannot be used.
        """
        if limit < 1:
            raise UsageError(f"the limit must be at least 1, not {limit}")
        filters = Filters(beginning(since), ending(until), tuple(outlets))
        return self._searcher.search(question, limit, filters)

    def frequencies(self, words: Sequence[str]) -> list[int]:
        """In how many chunks each of these words occurs, in any of its forms."""
        found = self._searcher.ask(lambda reader: reader.frequencies(words))
        return [0] * len(words) if found is None else found

    def chunk_count(self) -> int:
        """How many chunks there are."""
        return self._searcher.ask(lambda reader: reader.size()) or 0


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise IndexFolderError(
            f"the index folder {folder} cannot be made: {error.strerror}",
            "name another with --index or GROUNDWIRE_INDEX",
        ) from error
