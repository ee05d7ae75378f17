"""The command of briefings: parse, call, render, exit code, as in `cli`, which takes it in.

Deliberately not here: what is said of a model's part (`authorship`), and where a briefing goes
(`destination`).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from index.errors import UsageError
from qa.commands.authorship import agreed_by, progress, tell_translated, tell_written
from qa.commands.destination import Format, destination, put, put_nothing
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
    from qa.translation.languages import Language

commands = typer.Typer()

_FEWEST, _MOST = 20, 5_000  # words of a briefing


@commands.command(short_help="Write a briefing from many articles, every line cited.")
def brief(
    context: typer.Context,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[TOPIC]...", help="What it is to be about.")
    ] = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    length: Annotated[
        str,
        typer.Option(
            metavar="LENGTH",
            help="short (150 words), medium (400), long (900), or N: of its statements, without"
            " labels, figures and sources.",
        ),
    ] = "medium",
    new: Annotated[
        bool,
        typer.Option(
            "--new", help="Only what was not in the last briefing on the topic: the index keeps it."
        ),
    ] = False,
    model: ModelName = None,
    no_model: NoModel = False,
    budget: Annotated[
        int | None,
        typer.Option(
            metavar="TOKENS",
            min=1,
            help="The most tokens a model may use, in and out; the rest is quoted.",
        ),
    ] = None,
    max_cost: Annotated[
        float | None,
        typer.Option(
            metavar="DOLLARS",
            min=0.0,
            help="The most that a model may cost; its price must be known.",
        ),
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Do not ask about a model's cost.")
    ] = False,
    language: Annotated[
        str | None,
        typer.Option(
            metavar="LANG", help="Translate a model's words (de, German); quotations stay."
        ),
    ] = None,
    fresh: Fresh = False,
    form: Annotated[
        Format | None, typer.Option("--format", help="Instead of text for a terminal.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write it there (.md, .html, .json), in the place of what is.",
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Write a briefing: what happened, who says so, what is disputed, what is not known.

    Every line is cited and checked; how many independent reports say it stands behind it. Without
    a language model all are source sentences; with one, headline and key points are in its words,
    and what the articles do not carry is left out. Without a topic it tells what is new in the
    dates, by story. Exit code 3: nothing to tell; 1: the model could not be had, and these are
    source sentences.

    \b
    Examples:
      groundwire brief "attacks on US forces" --since 2024-01-01
      groundwire brief --since yesterday --length short
      groundwire brief "attacks on US forces" --new -o briefing.html
    """
    from qa.answers import Abstention
    from qa.briefing import draft, remember
    from qa.briefing.authoring import Author
    from qa.briefing.spending import Budget
    from qa.briefing.survey import Order
    from qa.llm import model_of

    topic = readable(" ".join(words or ()), "the topic").strip()
    count = _words(length)
    to = destination(form, output, as_json)
    order = Order(topic, words=count, new=new, **filters(since, until, outlet))
    settings = config(context, model=model, no_model=no_model)
    limit = Budget(budget, max_cost)
    tongue = _tongue(language)
    with opened(context) as articles:
        llm = model_of(settings, articles.replies, fresh=fresh)
        if tongue and llm is None:
            raise UsageError(
                "--language is for a model's words, and no model is configured: quotations stay in"
                " their own language",
                "give --model NAME as well, or leave --language out",
            )
        author = Author(llm, limit, progress(), tongue) if llm else None
        if limit and llm is None:
            say("note: no model is configured, so there is nothing to limit")
        surveyed, found = draft(articles, order, author, agreed_by(author, yes))
        told = articles.briefings.note
        if told:
            say(f"note: {told}")
        if found.written:
            tell_written(found.written)
        if isinstance(found, Abstention):
            put_nothing(found, to)
            raise typer.Exit(NOT_ANSWERED)
        if found.translated:
            tell_translated(found.translated)
        put(found, to)
        remember(articles, surveyed, found)  # not before it is out
        if articles.briefings.note != told:
            say(f"note: {articles.briefings.note}")
    if found.written and found.written.interrupted:
        raise typer.Exit(INTERRUPTED)
    if found.written and found.written.failure:
        raise typer.Exit(found.written.failure.exit_code)


def _tongue(stated: str | None) -> Language | None:
    """The language that is wanted. Raises ``UsageError``."""
    if stated is None:
        return None
    from qa.translation.languages import language

    return language(readable(stated, "--language"))


def _words(length: str) -> int:
    """How many words are meant. Raises ``UsageError``."""
    from qa.briefing.survey import LENGTHS

    wanted = LENGTHS.get(length.strip().lower())
    if wanted is None and length.strip().isdecimal():
        wanted = int(length)
    if wanted is None or not _FEWEST <= wanted <= _MOST:
        raise UsageError(
            f"--length '{length}' is not known",
            f"give short, medium, long, or a number of words from {_FEWEST} to {_MOST:,}",
        )
    return wanted
