"""Jobs done by several threads at once, their results in the order of the jobs.

Threads are daemons, so that Ctrl-C need not wait for a server that does not answer.
Deliberately holds only a few results: who takes none makes the threads wait.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Thread
from typing import TypeVar

_Job = TypeVar("_Job")
_Result = TypeVar("_Result")
_Queue = SimpleQueue[tuple[_Job, Future[_Result]] | None]

THREADS = 8  # waiting for servers, so more than there are processors
_HELD = 16  # jobs begun before the first is taken


def in_order(
    work: Callable[[_Job], _Result], jobs: Iterable[_Job]
) -> Iterator[tuple[_Job, Future[_Result]]]:
    """Each job with its result, which raises what the work raised.

    ``jobs`` is iterated in the caller's thread, ``_HELD`` jobs ahead of what is taken.
    """
    queue: _Queue[_Job, _Result] = SimpleQueue()
    begun: deque[tuple[_Job, Future[_Result]]] = deque()
    threads = 0
    try:
        for job in jobs:
            if threads < THREADS:
                Thread(target=_serve, args=(work, queue), daemon=True).start()
                threads += 1
            begun.append((job, Future()))
            queue.put(begun[-1])
            if len(begun) == _HELD:
                yield _waited(begun.popleft())
        while begun:
            yield _waited(begun.popleft())
    finally:
        for _, future in begun:
            future.cancel()
        for _ in range(threads):
            queue.put(None)


def _waited(entry: tuple[_Job, Future[_Result]]) -> tuple[_Job, Future[_Result]]:
    entry[1].exception()
    return entry


def _serve(work: Callable[[_Job], _Result], queue: _Queue[_Job, _Result]) -> None:
    while (entry := queue.get()) is not None:
        job, future = entry
        if not future.set_running_or_notify_cancel():
            continue
        try:
            future.set_result(work(job))
        except BaseException as error:  # noqa: BLE001 — raised again where the result is taken
            future.set_exception(error)
