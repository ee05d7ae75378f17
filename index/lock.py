"""One writer at a time: a file lock that says who holds it. Readers need none."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from index.errors import IndexLocked

# Long enough for a short write of another process to end, short enough not to look hung.
WAIT_SECONDS = 5.0


@contextmanager
def writer_lock(folder: Path, wait: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the writer's lock of an index folder; it is freed when the process ends, however.

    Raises ``IndexLocked``, which names the holder, after ``wait`` seconds.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(folder / "lock")
    try:
        lock.acquire(timeout=wait, poll_interval=0.1)
    except Timeout:
        raise IndexLocked(
            f"{_holder(folder)} is writing to the index {folder}",
            "wait until it has finished, then try again",
        ) from None
    try:
        _sign(folder)
        yield
    finally:
        (folder / "holder.json").unlink(missing_ok=True)
        lock.release()


def _sign(folder: Path) -> None:
    command = " ".join([Path(sys.argv[0]).name, *sys.argv[1:2]])
    since = datetime.now().astimezone().strftime("%H:%M:%S")
    holder = {"pid": os.getpid(), "command": command, "since": since}
    (folder / "holder.json").write_text(json.dumps(holder), encoding="utf-8")


def _holder(folder: Path) -> str:
    try:
        held = json.loads((folder / "holder.json").read_text(encoding="utf-8"))
        return f"process {held['pid']} ({held['command']}, since {held['since']})"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"
