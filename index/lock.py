"""One writer at a time: a file lock that says who holds it. Readers need none.

Only a lock of the system will do, which ends with its process. Deliberately no lock by a file's
mere existence, which filelock falls back to: it would survive a process that was killed.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import IndexFolderError, IndexLocked

if TYPE_CHECKING:
    from filelock import BaseFileLock

# Long enough for a short write of another process to end, short enough not to look hung.
WAIT_SECONDS = 5.0


@contextmanager
def writer_lock(folder: Path, wait: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the writer's lock of an index folder; it is freed when the process ends, however.

    Raises ``IndexLocked``, which names the holder, after ``wait`` seconds, and
    ``IndexFolderError`` where no lock can be had.
    """
    lock = _acquired(folder, wait)
    try:
        _sign(folder)
        yield
    finally:
        with suppress(OSError):
            (folder / "holder.json").unlink(missing_ok=True)
        with suppress(OSError):  # it ends with the process at the latest
            lock.release()


def _acquired(folder: Path, wait: float) -> BaseFileLock:
    from filelock import FileLock, Timeout

    try:
        lock = FileLock(folder / "lock", fallback_to_soft=False)
        lock.acquire(timeout=wait, poll_interval=0.1)
    except Timeout:
        raise IndexLocked(
            f"{_holder(folder)} is writing to the index {folder}",
            "wait until it has finished, then try again",
        ) from None
    except PermissionError as error:
        raise IndexFolderError(
            f"the index {folder} cannot be written: no permission for its file 'lock'",
            "see that you may write in the folder, or name another with --index",
        ) from error
    except (OSError, NotImplementedError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise IndexFolderError(
            f"the index {folder} cannot be locked for writing: {reason}",
            "its file system may have no locks, as some network folders:"
            " put the index on a local disk (--index)",
        ) from error
    return lock


def _sign(folder: Path) -> None:
    """Leave a note of who writes, for the messages of others; nothing depends on it."""
    command = " ".join([Path(sys.argv[0]).name, *sys.argv[1:2]])
    since = datetime.now().astimezone().strftime("%H:%M:%S")
    holder = {"pid": os.getpid(), "command": command, "since": since}
    with suppress(OSError):
        (folder / "holder.json").write_text(json.dumps(holder), encoding="utf-8")


def _holder(folder: Path) -> str:
    try:
        held = json.loads((folder / "holder.json").read_text(encoding="utf-8"))
        return f"process {held['pid']} ({held['command']}, since {held['since']})"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"
