"""``ArticleIndex``: a folder of articles that can be added to, searched and mended.

The three stores meet here and nowhere else. Its reading halves are `holdings`, what there is, and
`finding`, what fits. Deliberately not here: reading sources (`reading`), ranking (`retrieval`), the
order of writing (`adding`, under `write_access`), and anything about answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from index.adding import Addition, Hooks, Wishes
from index.adding.turns import Turns
from index.articles import Article
from index.catalog import Catalog
from index.embedding import Embedder, embedder_named
from index.finding import Finding
from index.interrupts import uninterrupted
from index.kept.briefings import Briefings
from index.kept.replies import Replies
from index.kept.sessions import Sessions
from index.opening import catalog_in, embedder_for
from index.provenance.sources import Source
from index.provenance.syncing import Pruning, forget, losing, sync_all
from index.provenance.visits import Item
from index.reports import AddReport, SyncReport
from index.retrieval.searching import Searcher
from index.stores.generations import Generations
from index.write_access import WriteAccess

_OF_SYNC = Wishes(removed=False)


class ArticleIndex(Finding):
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
        self.replies = Replies(folder, catalog.digests)  # of language models, kept with the index
        self.sessions = Sessions(folder, catalog.digests)  # conversations about these articles
        self.briefings = Briefings(folder)  # what the last ones were made from
        self._writing = WriteAccess(folder, catalog, self._generations, embedder)

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
        index._writing.recover()
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
        with index._closed_on_failure(), index._writing.begun() as writer:
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
        if isinstance(embedder, str):  # a wrong name must not leave a new folder behind
            embedder = embedder_named(embedder)
        catalog = catalog_in(folder, create=create)
        try:
            return cls(folder, catalog, embedder_for(catalog, embedder, any_one=any_embedder))
        except BaseException:
            catalog.close()
            raise

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
        self.replies.close()
        self.sessions.close()
        self.briefings.close()
        self._searcher.close()
        self._catalog.close()

    @property
    def unfinished(self) -> str | None:
        """Why what an earlier writer left pending could not be applied, if it could not."""
        return self._writing.unfinished

    def add(
        self,
        articles: Iterable[Item],
        *,
        now: datetime | None = None,
        progress: Callable[[int], None] = lambda _: None,
        stopping: Callable[[], None] = lambda: None,
        shrunk: bool = False,
    ) -> AddReport:
        """Add what is new, replace what has changed, leave the rest alone.

        A changed article keeps its earlier text as a revision, replaced at ``now`` (aware; the
        system's time by default). ``progress`` is called with the number of articles read since
        its last call. Ctrl-C stops after what was read so far, ``stopping`` is called at once (it
        may be within a signal's handler); the report says what was kept. A page that has shrunk
        to a stub is skipped and its earlier text kept, unless ``shrunk``. Others may write while
        the web is waited for. Raises ``IndexLocked``.
        """
        with Turns(self._writing.resumed) as turns:
            hooks, wishes = Hooks(progress, stopping), Wishes(shrunk=shrunk)
            return self._addition(turns, now, hooks, wishes).run(articles)

    def _addition(
        self, turns: Turns | None, now: datetime | None, hooks: Hooks, wishes: Wishes
    ) -> Addition:
        return Addition(self._catalog, turns, now or datetime.now(UTC), hooks, wishes)

    def sync(
        self,
        items: Iterable[Item],
        *,
        prune: bool = False,
        force: bool = False,
        now: datetime | None = None,
        hooks: Hooks = Hooks(),  # noqa: B008
    ) -> SyncReport:
        """Add what the sources hold now, and find what is gone; with ``prune``, remove that.

        With ``force`` even if so much of a site is gone at once that it may be a mistake.
        ``items`` as `syncing.visiting` makes them of ``sources()``. Otherwise as ``add``, but
        what was removed by hand is left out.
        """
        with Turns(self._writing.resumed) as turns:
            addition = self._addition(turns, now, hooks, _OF_SYNC)
            return sync_all(addition, self._catalog, turns, items, _pruning(prune, force))

    def compare(
        self,
        items: Iterable[Item],
        *,
        force: bool = False,
        hooks: Hooks = Hooks(),  # noqa: B008
    ) -> SyncReport:
        """What ``sync`` would do. Writes nothing."""
        addition = self._addition(None, None, hooks, _OF_SYNC)
        return sync_all(addition, self._catalog, None, items, _pruning(force, force))

    def held_alone(self, source: Source) -> list[Article]:
        """The articles that only this source holds: what forgetting it with ``prune`` removes."""
        return list(self._catalog.articles(losing(self._catalog, source)).values())

    def forget(self, source: Source, *, prune: bool = False) -> list[Article]:
        """Read a source no more; with ``prune``, remove the articles that only it held.

        Returns what was removed.
        """
        with self._writing.resumed() as writer, uninterrupted():
            return forget(self._catalog, writer, source, prune=prune)

    def remove(self, article_ids: Sequence[str]) -> int:
        """Remove articles so that nothing of them is left in any file; how many there were.

        But digests of ids, which tell ``sync`` not to bring them back; to add them explicitly does.
        Raises ``ArticleNotFound`` if one is not there, before anything is removed.
        """
        with self._writing.resumed() as writer:
            todo = list(dict.fromkeys(self.article(article_id).id for article_id in article_ids))
            if todo:
                with uninterrupted():
                    self._writing.forget(todo)
                    writer.remove(todo, by_hand=True)
        return len(todo)


def _pruning(prune: bool, force: bool) -> Pruning:
    return "no" if not prune else "force" if force else "yes"
