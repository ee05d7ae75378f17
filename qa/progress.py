"""Progress on standard error: a count and a rate on a terminal, nothing in a pipe.

Part of the command line, apart from it so that rich is imported only here. Deliberately no total:
what is read as it comes has none.
"""

from __future__ import annotations

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
        TextColumn("{task.fields[rate]:,.0f} a second"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None, rate=0.0)

        def advance(count: int) -> None:
            bar.update(task, advance=count)
            done = bar.tasks[0]
            bar.update(task, rate=done.completed / max(done.elapsed or 0.0, 0.1))

        yield advance
