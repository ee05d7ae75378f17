"""`groundwire ask`: its options, and what becomes of them.

Deliberately not here: what is printed while an answer comes and after it (`replying`).
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from index.errors import UsageError
from qa.commands.options import (
    INTERRUPTED,
    NOT_ANSWERED,
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
    readable,
    say,
)

if TYPE_CHECKING:
    from qa.answers import Result
    from qa.llm import Model

commands = typer.Typer()


class Check(StrEnum):
    """Who checks a model's statements."""

    LOCAL = "local"
    MODEL = "model"


@commands.command(short_help="Answer a question, with the source sentences.")
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
    from qa.commands.replying import NO_MODEL, Printer, rehearse
    from qa.llm import model_of

    question = readable(" ".join(words), "the question")
    limits = filters(since, until, outlet)
    settings = config(context, model=model, no_model=no_model)
    printer = Printer(as_json=as_json, verbose=verbose)
    with opened(context) as articles:
        asked = look_up(articles, question, **limits)
        llm = model_of(settings, articles.replies, fresh=fresh, waiting=say)
        if dry_run:
            return rehearse(asked, _named(llm), as_json=as_json)
        if llm is None:
            found = quote(asked)
        else:
            from qa.answering.writing import Writer, write

            found = write(asked, Writer(llm, strict, check is Check.MODEL, printer.show))
    printer.finish(found, articles.replies.note)
    if llm is None and not no_model:
        say(NO_MODEL)
    if llm is not None and found.written is None:
        say(f"{llm.name} was not asked: the passages do not cover the question")
    raise typer.Exit(_exit_code(found))


def _exit_code(found: Result) -> int:
    from qa.answers import Abstention

    if found.written and found.written.interrupted:
        return INTERRUPTED
    if found.written and found.written.failure:
        return found.written.failure.exit_code
    return NOT_ANSWERED if isinstance(found, Abstention) else 0


def _named(model: Model | None) -> Model:
    """The model that must be there. Raises ``UsageError``."""
    if model is None:
        raise UsageError("no model is configured", "name one with --model or GROUNDWIRE_MODEL")
    return model
