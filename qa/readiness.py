"""What answers need is imported while the first question is typed.

In a thread of its own, since half of numpy or chromadb cannot be imported again in one process:
Ctrl-C reaches the main thread only, which waits for this one before it answers. Deliberately
nothing is opened or sent here.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module
from threading import Event, Thread

_FOR_QUESTIONS = ("numpy", "tantivy", "chromadb", "index.embedding.static", "qa.briefing")
_FOR_MODELS = ("httpx2", "openai", "tiktoken")


class Readiness:
    """Imports, once each, beside whatever else is going on."""

    def __init__(self) -> None:
        self._over = Event()
        self._thread: Thread | None = None
        self._done: frozenset[str] = frozenset()

    def begin(self, *, with_model: bool) -> None:
        """Begin to import what questions need, and with a model what models need."""
        wanted = (*_FOR_QUESTIONS, *(_FOR_MODELS if with_model else ()))
        todo = [name for name in wanted if name not in self._done]
        if todo:
            self._done |= frozenset(todo)
            self._thread = Thread(target=self._import, args=(todo, self._thread), daemon=False)
            self._thread.start()

    def wait(self, *, with_model: bool) -> None:
        """Wait until all that is there. Ctrl-C ends the waiting, not the importing."""
        self.begin(with_model=with_model)
        if self._thread is not None:
            self._thread.join()

    def end(self) -> None:
        """Import nothing more; what is being imported is waited for, so that no exit races it."""
        self._over.set()
        if self._thread is not None:
            self._thread.join()

    def _import(self, names: Iterable[str], before: Thread | None) -> None:
        if before is not None:
            before.join()
        for name in names:
            if self._over.is_set():
                return
            with suppress(ImportError):  # whoever needs it says what is missing
                import_module(name)
