"""Who may write to an index: one at a time, with nothing of an earlier writer left to do.

And in the end nothing is left of articles that are gone, in any file kept beside them.
Deliberately not here: what is written, and in which order (`adding`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from index.adding.writing import Writer
from index.catalog import Catalog
from index.embedding import Embedder
from index.errors import GroundwireError, IndexLocked
from index.interrupts import uninterrupted
from index.kept.briefings import forget_briefed
from index.kept.replies import forget_quoting
from index.kept.session_file import forget_cited
from index.lock import WAIT_SECONDS, writer_lock
from index.opening import embedder_for
from index.stores.generations import Generations


class WriteAccess:
    """Writers of an index folder, each under its lock."""

    def __init__(
        self, folder: Path, catalog: Catalog, generations: Generations, embedder: Embedder
    ) -> None:
        self.unfinished: str | None = None  # why what was left pending could not be applied
        self._folder = folder
        self._catalog = catalog
        self._generations = generations
        self._embedder = embedder

    def recover(self) -> None:
        """Do what an earlier writer left undone, unless another process is writing."""
        if not any(self._catalog.unfinished()):
            return
        try:
            with self.resumed(wait=0):
                pass
        except IndexLocked:
            pass  # they belong to the writer that is at work
        except GroundwireError as error:  # reading goes on without them
            self.unfinished = error.message

    @contextmanager
    def begun(self, wait: float = WAIT_SECONDS) -> Iterator[Writer]:
        """A writer under the lock; whatever it has not published in the end is given up.

        Raises ``IndexLocked`` after ``wait`` seconds.
        """
        with writer_lock(self._folder, wait):
            writer = Writer(self._catalog, self._generations, self._embedder)
            try:
                yield writer
            finally:
                writer.abandon()
            self.forget()

    @contextmanager
    def resumed(self, wait: float = WAIT_SECONDS) -> Iterator[Writer]:
        """The same, with nothing of an earlier writer left to do. Raises ``EmbedderMismatch``."""
        with self.begun(wait) as writer:
            embedder_for(self._catalog, self._embedder, any_one=False)  # somebody may have rebuilt
            with uninterrupted():
                writer.recover()
            yield writer

    def forget(self, also: Sequence[str] = ()) -> None:
        """Leave nothing of articles that are gone, or about to go, in what is kept beside them."""
        forget_quoting(self._folder, self._catalog.digests, also)
        forget_cited(self._folder, self._catalog.digests, also)
        forget_briefed(self._folder, self._catalog.digests, also)
