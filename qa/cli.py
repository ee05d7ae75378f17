"""The command line: parse, call, render, exit code.

Results go to standard output; progress, notes and errors to standard error. Exit codes: 0 done,
1 could not, 2 wrong use, 3 the articles do not answer. Nothing heavy is imported before a
command needs it, so that ``--help`` answers at once.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from index.errors import GroundwireError, UsageError
from qa import upkeep
from qa.config import DEFAULT_MAX_SIZE_MB
from qa.options import (
    Embedder,
    Json,
    Outlet,
    Since,
    Until,
    config,
    filters,
    opened,
    page,
    readable,
    say,
)

NOT_ANSWERED = 3

app = typer.Typer(
    name="groundwire",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def run() -> None:
    """The command itself: `main` in a process that is its own, and soon over."""
    # Importing and adding make millions of values that stay; looking for cycles among them every
    # 700 values takes a tenth of the time.
    gc.set_threshold(100_000, 50, 100)
    try:
        main()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    # Everything is closed by now. Leaving at once spares a tenth of a second in which Chroma's
    # and numpy's modules are taken apart.
    try:
        sys.stdout.flush()
    except OSError as error:
        if not isinstance(error, BrokenPipeError):
            say(f"groundwire: standard output: {error.strerror}")
            code = 1
    sys.stderr.flush()
    os._exit(code)


def main() -> None:
    """Parse and carry out a command; ends in ``SystemExit``.

    Every error of ours is a line, a hint and an exit code of its own.
    """
    try:
        app()
        sys.exit(0)
    except GroundwireError as error:
        say(f"groundwire: {error.message}")
        if error.hint:
            say(f"  hint: {error.hint}")
        sys.exit(error.exit_code)
    except BrokenPipeError:  # the reader of our output has what it wanted
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:  # standard output on a full disk, and the like
        say(f"groundwire: {error.strerror or error}{_named(error)}")
        sys.exit(1)
    except KeyboardInterrupt:
        say("groundwire: stopped")
        sys.exit(130)


def _named(error: OSError) -> str:
    return f": {error.filename}" if error.filename else ""


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"groundwire {version('groundwire')}")
        raise typer.Exit


@app.callback()
def common(
    context: typer.Context,
    index: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="The index folder [environment: GROUNDWIRE_INDEX; default: the nearest"
            " .groundwire from here upwards].",
        ),
    ] = None,
    _show_version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Ask questions of news articles; every statement shows the sentence it rests on.

    \b
    Examples:
      groundwire add clippings/
      groundwire ask "Which base was attacked?"
    """
    context.obj = index


@app.command(short_help="Add articles from files, folders or standard input.")
def add(
    context: typer.Context,
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE...", help="Folders, files, or - for standard input."),
    ],
    embedder: Embedder = None,
    max_size: Annotated[
        float | None,
        typer.Option(
            metavar="MB",
            help="Skip files and articles larger than this"
            f" [environment: GROUNDWIRE_MAX_SIZE; default: {DEFAULT_MAX_SIZE_MB:.0f}].",
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Add articles: text, Markdown, HTML, JSON, JSON lines, each also .gz.

    What has not changed is left alone, what has changed is replaced, what cannot be read is
    reported and skipped.

    \b
    Examples:
      groundwire add clippings/ more.jsonl.gz
      curl -s https://example.org/article | groundwire add -
    """
    from index.article_index import ArticleIndex
    from index.reading import read
    from qa.progress import counting
    from qa.rendering import records

    settings = config(context, embedder=embedder, max_size_mb=max_size)
    folder = settings.index_to_add_to()
    with (
        ArticleIndex.open(folder, embedder=settings.embedder) as articles,
        counting("articles") as progress,
    ):
        report = articles.add(
            read(*sources, limit=settings.max_size, without=[folder]), progress=progress
        )
    for skipped in report.skipped:
        say(f"skipped {skipped.source}: {skipped.reason}")
    for article in report.changed:
        say(f"replaced {article.id[:8]} {article.title or article.source or ''}")
    if as_json:
        typer.echo(records.dumps(records.report(report)))
    else:
        typer.echo(_added(report, folder))
    if report.interrupted:
        say("stopped by Ctrl-C; what is counted above is kept, add the same again for the rest")
        raise typer.Exit(130)
    if not report.kept:
        say("groundwire: nothing could be added")
        raise typer.Exit(1)


def _added(report: Any, folder: Path) -> str:
    counts = {
        "added": report.added,
        "replaced": len(report.changed),
        "unchanged": report.unchanged,
        "skipped": len(report.skipped),
    }
    told = ", ".join(f"{count:,} {what}" for what, count in counts.items() if count)
    return f"{told or 'no articles found'} ({folder})"


@app.command(short_help="Answer a question, with the source sentences.")
def ask(
    context: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(metavar="QUESTION...", help="The question, best in quotes."),
    ],
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    as_json: Json = False,
) -> None:
    """Answer a question with one to three sentences of the articles, each with its source.

    Exit code 3 means that the articles do not answer it; what comes nearest is shown.

    \b
    Examples:
      groundwire ask "How many attacks were there since October?"
      groundwire ask "Which base was attacked?" --since 2024-04 --outlet "Gulf Courier"
    """
    from qa.answering import ask as answer
    from qa.answers import Abstention
    from qa.rendering import records, terminal

    question = readable(" ".join(words), "the question")
    limits = filters(since, until, outlet)
    with opened(context) as articles:
        found = answer(articles, question, **limits)
    if as_json:
        typer.echo(records.dumps(records.result(found)))
    else:
        typer.echo(terminal.result(found, page()))
    if isinstance(found, Abstention):
        raise typer.Exit(NOT_ANSWERED)


@app.command()
def search(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="Words or a question.")],
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many passages.")] = 10,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    as_json: Json = False,
) -> None:
    """Show the passages that fit best, without answering. Exit code 3: there are none.

    \b
    Example:
      groundwire search "drone attack in Jordan" --limit 5
    """
    from index.words import has_words
    from qa.rendering import records, terminal

    query = readable(" ".join(words), "what is searched for")
    if not has_words(query):
        raise UsageError("there are no words to search for", "give some in quotation marks")
    limits = filters(since, until, outlet)
    with opened(context) as articles:
        found = articles.search(query, limit, **limits)
    if as_json:
        typer.echo(records.dumps([records.passage(passage) for passage in found]))
    elif found:
        typer.echo(terminal.passages(found, page()))
    else:
        say("no article matches")
    if not found:
        raise typer.Exit(NOT_ANSWERED)


app.add_typer(upkeep.commands)

if __name__ == "__main__":
    run()
