"""The command of conversations: parse, call, render, exit code, as in `cli`, which takes it in.

Deliberately not here: which session is meant, and their listing (`sessions`).
"""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from index.errors import GroundwireError, UsageError
from qa.commands.options import (
    Fresh,
    ModelName,
    NoModel,
    Outlet,
    Since,
    Until,
    config,
    filters,
    opened,
    page,
    say,
)
from qa.commands.sessions import named, taken_up

if TYPE_CHECKING:
    from index.article_index import ArticleIndex
    from qa.conversation.chatting import Chat, Screen
    from qa.conversation.sessions import Keeper
    from qa.conversation.talk import Talk
    from qa.llm import Model

commands = typer.Typer()


@commands.command(short_help="Talk with the articles: follow-ups, sources, filters.")
def chat(
    context: typer.Context,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    model: ModelName = None,
    no_model: NoModel = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Leave out what is not supported, marked otherwise.")
    ] = False,
    fresh: Fresh = False,
    go_on: Annotated[
        bool, typer.Option("--continue", help="Go on with the session that was used last.")
    ] = False,
    session: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Go on with the session NAME, or begin it."),
    ] = None,
) -> None:
    """Ask one question after another; each may lean on those before it.

    What is typed is answered as 'groundwire ask' answers; /help lists the commands. The session is
    saved in the index folder as it goes. In a pipe each line is a question, and a transcript comes
    out; the exit code is 3 if the articles answered nothing that was asked, and that of the first
    error if a line could not be carried out.

    \b
    Examples:
      groundwire chat
      groundwire chat --continue
      groundwire chat < questions.txt
    """
    from qa.llm import model_of
    from qa.repl import converse, transcribe

    if go_on and session is not None:
        raise UsageError("--continue and --session do not go together", "give one of them")
    _see_streams()
    limits = filters(since, until, outlet)
    settings = config(context, model=model, no_model=no_model)
    with opened(context) as articles:
        limits["outlets"] = _known_outlets(articles, limits["outlets"])
        llm = model_of(settings, articles.replies, fresh=fresh)
        talking = _talk(articles, llm, strict, limits)
        keeper = taken_up(articles, talking, named(articles.sessions, go_on, session))

        def models(name: str | None) -> Model | None:
            return model_of(config(context, model=name), articles.replies, fresh=fresh)

        chatting = _chat(talking, keeper, models)
        _greet(chatting, no_model)
        if sys.stdin.isatty() and sys.stdout.isatty():
            converse(chatting, os.environ)
            if keeper.name:
                say(f"kept as session {keeper.name}; 'groundwire chat --continue' goes on with it")
        else:
            transcribe(chatting, _readable_lines())
            if chatting.exit_code:
                raise typer.Exit(chatting.exit_code)


def _known_outlets(articles: ArticleIndex, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """These outlets as the articles name them. Raises ``UsageError`` for one that has none."""
    if not wanted:
        return ()
    from qa.conversation.filtering import known_outlet

    return tuple(known_outlet(name, articles.outlets()) for name in wanted)


def _see_streams() -> None:
    """Raises ``GroundwireError`` where there is nothing to read from or to write to.

    Before a file of the index takes the number of a stream that is closed.
    """
    for stream, what in ((sys.stdin, "input"), (sys.stdout, "output")):
        if stream is None:
            raise GroundwireError(
                f"standard {what} is closed", "start it in a terminal, or give it a file"
            )


def _readable_lines() -> TextIO:
    """Standard input, where a line that is not valid UTF-8 is refused and not the end."""
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="surrogateescape")
    return sys.stdin


def _talk(
    articles: ArticleIndex, model: Model | None, strict: bool, limits: dict[str, Any]
) -> Talk:
    from qa.conversation.limits import Limits
    from qa.conversation.talk import Talk

    return Talk(articles, model, strict, Limits(**limits))


def _chat(talking: Talk, keeper: Keeper, models: Any) -> Chat:
    from qa.conversation.chatting import Chat

    return Chat(talking, keeper, _screen(), models)


def _screen() -> Screen:
    from qa.conversation.chatting import Screen

    def tell(text: str) -> None:
        typer.echo(text)
        sys.stdout.flush()

    return Screen(tell, say, page)


def _greet(chatting: Chat, no_model: bool) -> None:
    from qa.commands.replying import NO_MODEL

    if chatting.talk.model is None and not no_model:
        say(NO_MODEL)
    if sys.stdin.isatty() and sys.stdout.isatty():
        say("ask a question, or /help; Ctrl-D leaves")
