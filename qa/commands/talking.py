"""The commands of conversations: chat, sessions.

Parse, call, render, exit code, as in `cli`, which takes them in.
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
    from index.article_index import ArticleIndex
    from index.kept.session_turns import StoredSession
    from index.kept.sessions import Sessions
    from qa.conversation.chatting import Chat, Screen
    from qa.conversation.sessions import Keeper
    from qa.conversation.talk import Talk
    from qa.llm import Model

commands = typer.Typer()

_LONGEST_NAME = 100  # characters
_MOST_SHOWN = 100  # characters of a session's first question in the listing; --json has all


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
        keeper = _keeper(articles, talking, _named(articles.sessions, go_on, session))

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


def _named(kept: Sessions, go_on: bool, session: str | None) -> str | None:
    """The session that is meant; None for a new one."""
    if session is not None:
        return _session_name(session)
    if not go_on:
        return None
    listed = kept.listing()
    if not listed:
        say("note: there is no session yet; this is a new one")
    return listed[0].name if listed else None


def _session_name(typed: str) -> str:
    """A name for one line of a listing. Raises ``UsageError``."""
    name = readable(typed, "--session").strip()
    if not name or not name.isprintable() or len(name) > _LONGEST_NAME:
        raise UsageError(
            "a session's name is one line of letters, digits and marks",
            f"at most {_LONGEST_NAME} of them, such as --session iraq",
        )
    return name


def _keeper(articles: ArticleIndex, talking: Talk, name: str | None) -> Keeper:
    """What keeps the session; one that is there is taken up, as far as its articles are."""
    from qa.conversation.sessions import Keeper, take_up

    kept = articles.sessions
    if name is not None and kept.has(name):
        taken = take_up(kept, name, articles)
        talking.begin(taken.conversation, taken.given, taken.quoted)
        _taken_up(name, talking)
    elif name is not None:
        _begun(name, [each.name for each in kept.listing()])
    return Keeper(kept, name)


def _begun(name: str, others: list[str]) -> None:
    """Say that a session is new, and which one may have been meant."""
    from difflib import get_close_matches

    near = get_close_matches(name, others, n=1)
    meant = f"; did you mean '{near[0]}'?" if near else ""
    say(f"note: there is no session '{name}' yet: this is a new one{meant}")


def _taken_up(name: str, talking: Talk) -> None:
    from qa.rendering.transcript import changed, limited, lost

    turns = talking.conversation.turns
    many = "1 question" if len(turns) == 1 else f"{len(turns)} questions"
    last = f", the last one: {turns[-1].question}" if turns else ""
    say(f"session {name}: {many} so far{last}")
    gone, revised = talking.conversation.lost(), talking.revise()
    if gone:
        say(f"note: {lost(gone)}")
    if revised:
        say(f"note: {changed(revised)}")
    entries = talking.conversation.entries
    limits = entries[-1].limits if entries else None
    if limits and limits != talking.limits:
        say(f"note: it was limited to {limits}; now it is {limited(talking.limits)}")


def _greet(chatting: Chat, no_model: bool) -> None:
    from qa.commands.replying import NO_MODEL

    if chatting.talk.model is None and not no_model:
        say(NO_MODEL)
    if sys.stdin.isatty() and sys.stdout.isatty():
        say("ask a question, or /help; Ctrl-D leaves")


@commands.command(short_help="List the sessions of 'groundwire chat'.")
def sessions(
    context: typer.Context,
    remove: Annotated[
        str | None, typer.Option(metavar="NAME", help="Remove this session, on disk too.")
    ] = None,
    as_json: Json = False,
) -> None:
    """List the sessions kept in the index folder, the one used last first.

    \b
    Examples:
      groundwire sessions
      groundwire chat --session 2026-05-01
      groundwire sessions --remove 2026-05-01
    """
    with opened(context) as articles:
        if remove is not None:
            articles.sessions.remove(readable(remove, "the name"))
        found = articles.sessions.listing()
    if as_json:
        from qa.rendering import records

        typer.echo(records.dumps([_record(each) for each in found]))
    elif remove is not None:
        typer.echo(f"removed the session {printable(remove)}")
    elif found:
        for each in found:
            typer.echo(printable(_line(each)))
    else:
        say("no sessions")


def _record(found: StoredSession) -> dict[str, Any]:
    return {
        "name": found.name,
        "begun": found.begun.isoformat(),
        "used": found.used.isoformat(),
        "questions": found.turns,
        "first": found.first,
    }


def _line(found: StoredSession) -> str:
    used = found.used.astimezone().strftime("%Y-%m-%d %H:%M")
    first = " ".join(found.first.split())
    first = first if len(first) <= _MOST_SHOWN else f"{first[:_MOST_SHOWN]} …"
    return f"{found.name}\t{used}\t{found.turns}\t{first}"
