"""Progress on standard error: a count and a rate on a terminal, in a pipe only that it stops.

Part of the command line, apart from it so that rich is imported only here. Deliberately no total:
what is read as it comes has none.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def counting(what: str) -> Iterator[Callable[[int], None]]:
    """A function to call with the number of things done since the last call."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.completed:,.0f} " + what),
        TextColumn("{task.fields[rate]} a second"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None, rate="0")

        def advance(count: int) -> None:
            bar.update(task, advance=count)
            done = bar.tasks[0]
            bar.update(task, rate=_rate(done.completed / max(done.elapsed or 0.0, 0.1)))

        yield advance


def _rate(number: float) -> str:
    """What comes from the web comes at a few a second, what lies on a disk at hundreds."""
    return f"{number:,.0f}" if number >= 10 else f"{number:.1f}"


def stopping() -> Callable[[], None]:
    """A function that says once, at once, that Ctrl-C was heard. It may be a signal's handler."""
    said = False

    def say() -> None:
        nonlocal said
        if not said:  # past Python's buffers, which the signal may have found in the middle of use
            start = b"\r\x1b[K" if sys.stderr.isatty() else b""
            os.write(2, start + b"stopping after this batch...\n")
        said = True

    return say
