"""What the commands have in common: their options, the index they open, what they write to.

Deliberately no command.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from index.errors import UsageError
from qa.config import Config, resolve

if TYPE_CHECKING:
    from index.article_index import ArticleIndex
    from qa.rendering.page import Page

# Exit codes that no error carries (those of errors are in `index.errors`).
NOT_ANSWERED = 3
INTERRUPTED = 130
# Columns: lines that are longer are hard to read; what a terminal that says nothing is taken for.
_WIDEST, _USUAL = 100, 80

Since = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Published on DATE or later (2024-04-23, 7d, yesterday)."),
]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="Published on DATE or earlier.")]
Outlet = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME", help="Published by this outlet. Can be given several times."),
]
ModelName = Annotated[
    str | None,
    typer.Option(
        "--model",
        metavar="NAME",
        help="The language model that writes [environment: GROUNDWIRE_MODEL, OPENAI_BASE_URL,"
        " OPENAI_API_KEY].",
    ),
]
NoModel = Annotated[
    bool, typer.Option("--no-model", help="Ask no language model, whatever is configured.")
]
Fresh = Annotated[
    bool, typer.Option("--fresh", help="Ask the model again, whatever it replied before.")
]
Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Embedder = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Embedding model: static-minilm-256 (bundled) or openai:MODEL."
        " An index keeps the one it was made with.",
    ),
]


def config(context: typer.Context, **flags: Any) -> Config:
    """The settings of this run. Raises ``UsageError``."""
    if flags.get("model") is not None and flags.get("no_model"):
        raise UsageError("--model and --no-model do not go together", "give one of them")
    return resolve(os.environ, Path.cwd(), index=context.obj, **flags)


@contextmanager
def opened(context: typer.Context) -> Iterator[ArticleIndex]:
    """The index that is meant, which must exist; closed afterwards."""
    from index.article_index import ArticleIndex

    with ArticleIndex.open(config(context).existing_index(), create=False) as articles:
        if articles.unfinished:
            say(f"note: some articles are not finished yet: {articles.unfinished}")
        yield articles


def filters(since: str | None, until: str | None, outlet: list[str] | None) -> dict[str, Any]:
    """What a search is limited to, as ``ArticleIndex.search`` takes it. Raises ``UsageError``."""
    from qa.commands.dates import first_day, last_day

    today = date.today()
    first = None if since is None else first_day(since, "--since", today)
    last = None if until is None else last_day(until, "--until", today)
    if first and last and first > last:
        raise UsageError(f"--since {since} is after --until {until}", "no day lies between them")
    outlets = tuple(readable(name, "--outlet") for name in outlet or ())
    return {"since": first, "until": last, "outlets": outlets}


def readable(text: str, what: str) -> str:
    """``text`` from the command line. Raises ``UsageError`` where it is not valid UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise UsageError(
            f"{what} is not valid UTF-8", "see that the terminal and what is pasted are UTF-8"
        ) from None
    return text


def page() -> Page:
    """What standard output can show."""
    return _page_on(sys.stdout)


def say(message: str) -> None:
    """Lines of notes, on standard error; whatever is quoted in it can do a terminal no harm."""
    shown = _page_on(sys.stderr)
    for line in message.split("\n"):
        text = line.lstrip(" ")
        typer.echo(shown.line(text, line[: len(line) - len(text)]), err=True)


def _page_on(stream: TextIO | None) -> Page:
    from qa.rendering.page import Page

    if stream is None or not stream.isatty():
        return Page()
    colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Page(width=min(_WIDEST, columns(stream)), colour=colour)


def columns(stream: TextIO) -> int:
    """How wide a terminal is: what COLUMNS says, as elsewhere, else what it says itself."""
    said = os.environ.get("COLUMNS", "")
    if said.isdecimal() and int(said):
        return int(said)
    try:
        return os.get_terminal_size(stream.fileno()).columns or _USUAL
    except OSError:  # one that has no size
        return _USUAL
