"""The command line: parse, call, render, exit code.

Results go to standard output; progress, notes and errors to standard error. Exit codes: 0 done,
1 could not, 2 wrong use, 3 the articles do not answer. Nothing heavy is imported before a
command needs it, so that ``--help`` answers at once.
"""

from __future__ import annotations

import gc
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from index.errors import GroundwireError, UsageError
from qa.commands import briefing as briefing_command
from qa.commands import collecting, talking, upkeep
from qa.commands.options import (
    Fresh,
    Json,
    ModelName,
    NoModel,
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

if TYPE_CHECKING:
    from qa.llm import Model

NOT_ANSWERED = 3
INTERRUPTED = 130

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
        if sys.stdout is not None:  # None where it was closed from the start
            sys.stdout.flush()
    except OSError as error:
        if not isinstance(error, BrokenPipeError):
            say(f"groundwire: standard output: {error.strerror}")
            code = 1
    if sys.stderr is not None:
        sys.stderr.flush()
    os._exit(code)


def main() -> None:
    """Parse and carry out a command; ends in ``SystemExit``.

    Every error of ours is a line, a hint and an exit code of its own.
    """
    try:
        _carry_out()
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


def _carry_out() -> None:
    """Run the command; typer ends the program itself at Ctrl-C or when nobody reads on."""
    try:
        app()
    except SystemExit as ended:
        if type(sys.stdout).__name__ == "PacifyFlushWrapper":  # the reader has what it wanted
            raise BrokenPipeError from None
        if ended.code == INTERRUPTED:
            raise KeyboardInterrupt from None
        raise


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


class Check(StrEnum):
    """Who checks a model's statements."""

    LOCAL = "local"
    MODEL = "model"


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
    model: ModelName = None,
    no_model: NoModel = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Leave out what is not supported, marked otherwise.")
    ] = False,
    check: Annotated[
        Check,
        typer.Option(help="'model': ask the model, too, where a statement is hardly supported."),
    ] = Check.LOCAL,
    fresh: Fresh = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show the prompt, its length and cost; send nothing.")
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Say what the model saw and what was dropped.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Answer a question, each statement with the sentences of the articles that it rests on.

    Without a language model the answer is one to three source sentences. With one, it is written
    by the model, and each statement is checked here; one that the articles do not carry is
    marked. Exit code 3 means that they do not answer; what comes nearest is shown.

    \b
    Examples:
      groundwire ask "How many attacks were there since October?"
      groundwire ask "Which base was attacked?" --since 2024-04 --outlet "Gulf Courier"
      groundwire ask "Which base was attacked?" --model gpt-4o-mini --strict
    """
    from qa.answering.asking import look_up
    from qa.answering.quoting import quote
    from qa.answering.writing import Writer, write
    from qa.answers import Abstention
    from qa.commands.replying import NO_MODEL, Printer, rehearse
    from qa.llm import model_of

    if model is not None and no_model:
        raise UsageError("--model and --no-model do not go together", "give one of them")
    question = readable(" ".join(words), "the question")
    limits = filters(since, until, outlet)
    settings = config(context, model=model, no_model=no_model)
    printer = Printer(as_json=as_json, verbose=verbose)
    with opened(context) as articles:
        asked = look_up(articles, question, **limits)
        llm = model_of(settings, articles.replies, fresh=fresh, waiting=say)
        if dry_run:
            return rehearse(asked, named(llm), as_json=as_json)
        if llm is None:
            found = quote(asked)
        else:
            found = write(asked, Writer(llm, strict, check is Check.MODEL, printer.show))
    printer.finish(found, articles.replies.note)
    if llm is None and not no_model:
        say(NO_MODEL)
    if llm is not None and found.written is None:
        say(f"{llm.name} was not asked: the passages do not cover the question")
    if found.written and found.written.interrupted:
        raise typer.Exit(INTERRUPTED)
    if found.written and found.written.failure:
        raise typer.Exit(found.written.failure.exit_code)
    if isinstance(found, Abstention):
        raise typer.Exit(NOT_ANSWERED)
    return None


def named(model: Model | None) -> Model:
    """The model that must be there. Raises ``UsageError``."""
    if model is None:
        raise UsageError("no model is configured", "name one with --model or GROUNDWIRE_MODEL")
    return model


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


app.add_typer(briefing_command.commands)
app.add_typer(talking.commands)
app.add_typer(collecting.commands)
app.add_typer(upkeep.commands)

if __name__ == "__main__":
    run()
