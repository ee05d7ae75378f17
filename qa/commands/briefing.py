"""The command of briefings: parse, call, render, exit code, as in `cli`, which takes it in."""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from index.errors import UsageError
from qa.commands.options import (
    INTERRUPTED,
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
from qa.rendering.printable import printable

if TYPE_CHECKING:
    from qa.answers import Abstention, Briefing, Translated, Written
    from qa.briefing.authoring import Author, Estimate
    from qa.messages import Usage
    from qa.translation.languages import Language

commands = typer.Typer()

NOTHING = 3
_FEWEST, _MOST = 20, 5_000  # words of a briefing


class Format(StrEnum):
    """How a briefing is written."""

    MARKDOWN = "md"
    HTML = "html"
    JSON = "json"


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
        bool, typer.Option("--new", help="Only what was not in the last briefing on the topic.")
    ] = False,
    model: ModelName = None,
    no_model: NoModel = False,
    budget: Annotated[
        int | None,
        typer.Option(metavar="TOKENS", min=1, help="The most tokens a model may use, in and out."),
    ] = None,
    max_cost: Annotated[
        float | None,
        typer.Option(metavar="DOLLARS", min=0.0, help="The most that a model may cost."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask about the cost.")] = False,
    language: Annotated[
        str | None,
        typer.Option(metavar="LANG", help="For the model's words (de, German); quotes stay."),
    ] = None,
    fresh: Fresh = False,
    form: Annotated[
        Format | None, typer.Option("--format", help="Instead of text for a terminal.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write it there (.md, .html, .json)."),
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
    written = _format(form, None if output == Path("-") else output, as_json)
    order = Order(topic, words=count, new=new, **filters(since, until, outlet))
    settings = config(context, model=model, no_model=no_model)
    limit = Budget(budget, max_cost)
    output = None if output == Path("-") else output
    tongue = _tongue(language)
    with opened(context) as articles:
        llm = model_of(settings, articles.replies, fresh=fresh)
        if tongue and llm is None:
            raise UsageError(
                "--language is for a model's words, and no model is configured: quotations stay in"
                " their own language",
                "give --model NAME as well, or leave --language out",
            )
        author = Author(llm, limit, _progress(), tongue) if llm else None
        if limit and llm is None:
            say("note: no model is configured, so there is nothing to limit")
        surveyed, found = draft(articles, order, author, _agreed(author, yes))
        if articles.briefings.note:
            say(f"note: {articles.briefings.note}")
        if found.written:
            _notes(found.written)
        if isinstance(found, Abstention):
            _nothing(found, written)
            raise typer.Exit(NOTHING)
        if found.translated:
            _translation(found.translated)
        _put(found, written, output)
        remember(articles, surveyed, found)  # not before it is out
    if found.written and found.written.interrupted:
        raise typer.Exit(INTERRUPTED)
    if found.written and found.written.failure:
        raise typer.Exit(found.written.failure.exit_code)


def _agreed(author: Author | None, sure: bool) -> Callable[[Estimate], bool]:
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


def _tongue(stated: str | None) -> Language | None:
    """The language that is wanted. Raises ``UsageError``."""
    if stated is None:
        return None
    from qa.translation.languages import language

    return language(readable(stated, "--language"))


def _translation(told: Translated) -> None:
    """How much of a model's words is not in the language that was wanted."""
    if told.failure:
        say(f"groundwire: {told.failure}")
    left = len(told.faults)
    if left:
        what = "1 statement is" if left == 1 else f"{left} statements are"
        it = "its" if left == 1 else "their"
        say(f"note: {what} shown in the original: no translation into {told.name} kept {it} sense")


def _progress() -> Callable[[int, Usage], None]:
    """Shows how far it is, on a terminal."""
    if not sys.stderr.isatty():
        return lambda _done, _usage: None

    def show(done: int, usage: Usage) -> None:
        from qa.commands.replying import spent

        told = f"{done} stories noted · {spent(usage)}"
        typer.echo(f"\r\x1b[K{printable(told)}", err=True, nl=False)

    return show


def _notes(written: Written) -> None:
    """What there is to say about a model's part."""
    from qa.commands.replying import of_briefing

    if sys.stderr.isatty():
        typer.echo("\r\x1b[K", err=True, nl=False)
    for line in of_briefing(written):
        say(line)


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


def _format(form: Format | None, output: Path | None, as_json: bool) -> str | None:
    """How to write it; None for text. Raises ``UsageError``."""
    from qa.rendering.briefings import ENDINGS

    if as_json and form not in (None, Format.JSON):
        raise UsageError("--json and --format do not go together", "give one of them")
    if output is not None and not output.absolute().parent.is_dir():
        raise UsageError(f"there is no folder {output.parent}", "make it, or name another with -o")
    if as_json or form:
        return "json" if as_json else str(form)
    if output is None or output.suffix.lower() in ("", ".txt"):
        return None
    if output.suffix.lower() not in ENDINGS:
        raise UsageError(
            f"what '{output.name}' is to hold is not known",
            "end its name in .md, .html, .json or .txt, or say --format",
        )
    return ENDINGS[output.suffix.lower()]


def _nothing(found: Abstention, form: str | None) -> None:
    """Say why there is no briefing."""
    if form == "json":
        from qa.rendering.briefing_records import no_briefing

        sys.stdout.write(no_briefing(found))
    else:
        say(f"no briefing: {found.reason}")
        if found.uncovered:
            say(f"nothing found about: {', '.join(found.uncovered)}")


def _put(found: Briefing, form: str | None, output: Path | None) -> None:
    from qa.rendering.briefings import FORMATS, as_text

    if output is None:
        text = FORMATS[form](found) if form else as_text(found, page()) + "\n"
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    text = FORMATS[form](found) if form else as_text(found) + "\n"
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(
            f"{output} cannot be written: {error.strerror}", "give another file with -o"
        ) from error
    say(f"written to {output}")
