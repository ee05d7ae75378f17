"""What is said of a model's part in a briefing: what it may use, how far it is, what became of it.

All on standard error. Deliberately not here: the briefing and where it goes (`briefing`,
`destination`).
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import typer

from qa.commands.options import columns, say
from qa.rendering.printable import printable

if TYPE_CHECKING:
    from qa.answers import Translated, Written
    from qa.briefing.authoring import Author, Estimate
    from qa.messages import Usage


def agreed_by(author: Author | None, sure: bool) -> Callable[[Estimate], bool]:
    """Says what it will use at most, and on a terminal asks before anything is sent."""
    from qa.commands.replying import dollars

    def agreed(most: Estimate) -> bool:
        cost = author.model.cost(most.usage) if author else None
        stories = "1 story" if most.stories == 1 else f"{most.stories} stories"
        if not most.stories:
            return True  # nothing is sent, and why is said afterwards
        within = ", within the limit" if author and author.budget else ""
        say(f"at most {most.tokens:,} tokens for {stories}, {dollars(cost)}{within}")
        if sure or not (sys.stdin.isatty() and sys.stderr.isatty()):
            return True
        going_on = _confirmed()
        if not going_on:
            say("no model is asked: these are source sentences")
        return going_on

    return agreed


def _confirmed() -> bool:
    try:
        return typer.confirm("go on?", default=False, err=True)
    except typer.Abort:
        raise KeyboardInterrupt from None


def progress() -> Callable[[int, Usage], None]:
    """Shows how far it is, on a terminal."""
    if not sys.stderr.isatty():
        return lambda _done, _usage: None

    def show(done: int, usage: Usage) -> None:
        from qa.commands.replying import spent

        told = f"{done} stories noted · {spent(usage)}"[: columns(sys.stderr) - 1]
        typer.echo(f"\r\x1b[K{printable(told)}", err=True, nl=False)

    return show


def tell_written(written: Written) -> None:
    """What there is to say about a model's part."""
    from qa.commands.replying import of_briefing

    if sys.stderr.isatty():
        typer.echo("\r\x1b[K", err=True, nl=False)
    for line in of_briefing(written):
        say(line)


def tell_translated(told: Translated) -> None:
    """How much of a model's words is not in the language that was wanted."""
    if told.failure:
        say(f"groundwire: {told.failure}")
    left = len(told.faults)
    if left:
        what = "1 statement is" if left == 1 else f"{left} statements are"
        it = "its" if left == 1 else "their"
        say(f"note: {what} shown in the original: no translation into {told.name} kept {it} sense")
