"""Keeping Ctrl-C out of a step that must be finished or not begun."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def uninterrupted(told: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold Ctrl-C back until the block is done, then raise ``KeyboardInterrupt``.

    ``told`` is called at once when it comes, from within the handler of the signal.
    A second Ctrl-C is not held back: whatever is half done is finished at the next opening.
    Outside the main thread, which gets no signals, it does nothing.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []

    def hold(number: int, _frame: FrameType | None) -> None:
        if came:
            raise KeyboardInterrupt
        came.append(number)
        told()

    before = signal.signal(signal.SIGINT, hold)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if came:
        raise KeyboardInterrupt
