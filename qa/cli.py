"""The command line: the commands put together, and how the program ends.

Deliberately no command: each of `qa.commands` parses, calls, renders and says its exit code.
Results go to standard output; progress, notes and errors to standard error. Exit codes: 0 done,
1 could not, 2 wrong use, 3 the articles do not answer, 130 stopped. Nothing heavy is imported
before a command needs it, so that ``--help`` answers at once.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from index.errors import GroundwireError
from qa.commands import asking, briefing, collecting, looking, sessions, talking, upkeep
from qa.commands.options import INTERRUPTED, say

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
        sys.exit(INTERRUPTED)


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


for room in (asking, briefing, talking, sessions, looking, collecting, upkeep):
    app.add_typer(room.commands)

if __name__ == "__main__":
    run()
