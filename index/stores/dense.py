"""Texts of chunks to stored vectors: embedding here, the vector store here or in another process.

Chroma holds Python's lock for as long as it writes, so that nothing else goes on beside it in
one process. With vectors written by a process of their own, reading, splitting, embedding and
the lexical index go on meanwhile: adding 4,886 articles takes two thirds of the time. That pays
for more than a batch only, since such a process takes half a second to start. Deliberately
write-only, and no server: one parent, one folder, one pipe each way.
"""

from __future__ import annotations

import gc
import os
import pickle
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from index import errors
from index.embedding import Embedder
from index.errors import GroundwireError, IndexDamaged, IndexFolderError
from index.stores.vectors import VectorEntry, VectorStore

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class DenseWriter:
    """Embeds chunks and puts them into a vector store."""

    def __init__(self, store: VectorStore | VectorProcess, embedder: Embedder) -> None:
        self._store = store
        self._embedder = embedder
        self.erase = store.erase
        self.close = store.close
        self.abandon = store.abandon

    def add(self, entries: Sequence[VectorEntry], texts: Sequence[str]) -> None:
        """Embed the texts and store a vector for each entry. Idempotent."""
        self._store.add(entries, self._embedder.embed(texts))


def dense_writer(folder: Path, embedder: Embedder, *, create: bool, much: bool) -> DenseWriter:
    """A writer for the vectors in ``folder``; for ``much``, one that works beside the caller."""
    store = VectorProcess(folder, create=create) if much else VectorStore(folder, create=create)
    return DenseWriter(store, embedder)


class VectorProcess:
    """A vector store in a process of its own. Errors come with the call after."""

    def __init__(self, folder: Path, *, create: bool) -> None:
        self._folder = folder
        # -P: nothing is imported from the folder that the user happens to be in.
        command = [sys.executable, "-P", "-m", "index.stores.dense", str(folder), str(int(create))]
        path = os.pathsep.join(entry for entry in sys.path if Path(entry).is_absolute())
        try:
            self._child = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, "PYTHONPATH": path},
                start_new_session=True,  # Ctrl-C is this process's business
            )
        except OSError as error:
            raise IndexFolderError(f"no process for vectors can be started: {error}") from error
        self._awaited = 0

    def add(self, entries: Sequence[VectorEntry], vectors: NDArray[np.float32]) -> None:
        """See ``VectorStore``; returns as soon as the request before it is carried out."""
        self._send("add", [tuple(entry) for entry in entries], vectors)

    def erase(self, chunk_ids: Sequence[str]) -> None:
        """See ``VectorStore``; returns as soon as the request before it is carried out."""
        self._send("erase", list(chunk_ids))

    def close(self) -> None:
        """Wait until everything is carried out and the folder is let go of. Once is enough."""
        if self._child.stdin is None or self._child.stdin.closed:
            return
        try:
            self._send("close")
            self._receive()
        finally:
            self.abandon()

    def abandon(self) -> None:
        """End the process, whatever it is at."""
        self._child.kill()
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):  # what it was not sent, it does not miss
                    pipe.close()
        self._child.wait()

    def _send(self, *request: Any) -> None:
        self._receive()
        assert self._child.stdin is not None
        try:
            pickle.dump(request, self._child.stdin, pickle.HIGHEST_PROTOCOL)
            self._child.stdin.flush()
        except OSError as error:
            raise self._ended() from error
        self._awaited += 1

    def _receive(self) -> None:
        if not self._awaited:
            return
        self._awaited = 0
        assert self._child.stdout is not None
        try:
            failure = pickle.load(self._child.stdout)  # our own process
        except (EOFError, pickle.UnpicklingError) as error:
            raise self._ended() from error
        if failure is not None:
            kind, message, hint = failure
            raise getattr(errors, kind)(message, hint)

    def _ended(self) -> IndexDamaged:
        return IndexDamaged(
            f"the process that writes the vectors in {self._folder} has ended unexpectedly",
            "add again; if it happens again, see whether there is enough memory",
        )


def serve(folder: Path, create: bool, requests: BinaryIO, replies: BinaryIO) -> None:
    """Carry out requests, a reply for each: None, or the error as (kind, message, hint).

    Ends after ``close``, or when the parent is gone.
    """
    store: VectorStore | None = None
    name = ""
    while name != "close":
        try:
            name, *arguments = pickle.load(requests)  # our own parent
        except EOFError:
            return
        failure = None
        try:
            store = store or VectorStore(folder, create=create)
            getattr(store, name)(*_entries(arguments))
        except GroundwireError as error:
            failure = (type(error).__name__, error.message, error.hint)
        try:
            pickle.dump(failure, replies)
            replies.flush()
        except BrokenPipeError:  # the parent is gone
            return


def _entries(arguments: list[Any]) -> list[Any]:
    """Arguments as they were before they were made plain for the pipe."""
    if len(arguments) == 2:
        arguments[0] = [VectorEntry(*entry) for entry in arguments[0]]
    return arguments


if __name__ == "__main__":
    gc.set_threshold(100_000, 50, 100)  # as `qa.cli.run` does, for the same reason
    own_replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not stand among the replies
    serve(Path(sys.argv[1]), sys.argv[2] == "1", sys.stdin.buffer, own_replies)
