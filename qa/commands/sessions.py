"""The sessions of a chat: which one is meant, how it is taken up, and the command that lists them.

Deliberately not here: the conversation itself (`talking`), and how it is kept
(`qa.conversation.sessions`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from index.errors import UsageError
from qa.commands.options import Json, opened, readable, say
from qa.rendering.printable import printable

if TYPE_CHECKING:
    from index.article_index import ArticleIndex
    from index.kept.session_turns import StoredSession
    from index.kept.sessions import Sessions
    from qa.conversation.sessions import Keeper
    from qa.conversation.talk import Talk

commands = typer.Typer()

_LONGEST_NAME = 100  # characters
_MOST_SHOWN = 100  # characters of a session's first question in the listing; --json has all


def named(kept: Sessions, go_on: bool, session: str | None) -> str | None:
    """The session that is meant; None for a new one. Raises ``UsageError``."""
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


def taken_up(articles: ArticleIndex, talking: Talk, name: str | None) -> Keeper:
    """What keeps the session; one that is there is taken up, as far as its articles are."""
    from qa.conversation.sessions import Keeper, take_up

    kept = articles.sessions
    if name is not None and kept.has(name):
        taken = take_up(kept, name, articles)
        talking.begin(taken.conversation, taken.given, taken.quoted)
        _told(name, talking)
    elif name is not None:
        _begun(name, [each.name for each in kept.listing()])
    return Keeper(kept, name)


def _begun(name: str, others: list[str]) -> None:
    """Say that a session is new, and which one may have been meant."""
    from difflib import get_close_matches

    near = get_close_matches(name, others, n=1)
    meant = f"; did you mean '{near[0]}'?" if near else ""
    say(f"note: there is no session '{name}' yet: this is a new one{meant}")


def _told(name: str, talking: Talk) -> None:
    """Say how far a session has come, and what has become of its articles since."""
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
