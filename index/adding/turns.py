"""Whose turn it is to write: the writer's lock, taken when there is something to write, and let go.

Who reads from the web waits for servers most of the time; meanwhile others may write. Whatever
was written is published before the lock is let go, so that there is nothing to come back for.
Deliberately not here: the lock itself (`lock`), and when it is let go (`adding`).
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from types import TracebackType
from typing import Self

from index.adding.writing import Writer
from index.lock import WAIT_SECONDS

# For somebody else's turn to end while we hold what was read from the web: adding 5,000 files
# takes half a minute.
_PATIENCE = 300.0


class Turns:
    """A writer for as long as it is needed. A context manager, which begins with a turn."""

    def __init__(self, begin: Callable[[float], AbstractContextManager[Writer]]) -> None:
        self._begin = begin  # is given the seconds to wait for the lock
        self._turn = ExitStack()
        self._writer: Writer | None = None

    def __enter__(self) -> Self:
        self.take(WAIT_SECONDS)  # whoever cannot write is to know before anything is read
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._writer = None
        self._turn.__exit__(kind, error, trace)

    def take(self, wait: float = _PATIENCE) -> Writer:
        """The writer, under the lock. Raises ``IndexLocked`` after ``wait`` seconds."""
        if self._writer is None:
            self._writer = self._turn.enter_context(self._begin(wait))
        return self._writer

    def release(self) -> None:
        """Publish what was written and let go of the lock, until it is taken again."""
        if self._writer is not None:
            self._writer.publish()
            self._writer = None
            self._turn.close()
