"""What a line of a chat may go on as: commands, and the outlets, dates and numbers they take.

Deliberately no terminal, and nothing for questions: what a person wants to know is not guessed.
"""

from __future__ import annotations

from collections.abc import Callable

from qa.conversation.chatting import Chat
from qa.conversation.commands import COMMANDS, NO_MODEL, is_command
from qa.conversation.filtering import outlets
from qa.rendering.labels import day

_MONTHS = 24  # of the latest that there are articles of


def completions(chat: Chat, text: str) -> list[str]:
    """What ``text``, a line up to the cursor, may go on as: whole lines."""
    if not is_command(text) or "\n" in text:
        return []
    name, space, rest = text[1:].partition(" ")
    if not space:
        return [f"/{each}" for each in COMMANDS if each.startswith(name.lower())]
    argument = _ARGUMENTS.get(name.lower())
    found = argument(chat) if argument else []
    return [f"/{name} {each}" for each in found if each.casefold().startswith(rest.casefold())]


def _numbers(chat: Chat) -> list[str]:
    return [str(citation.number) for citation in chat.talk.conversation.citations()]


def _dates(chat: Chat) -> list[str]:
    """Days that can be said shortly, and the months that there are articles of, latest first."""
    status = chat.talk.articles.status()
    months: list[str] = []
    if status.first and status.last:
        first, last = day(status.first)[:7], day(status.last)[:7]
        year, month = map(int, last.split("-"))
        while len(months) < _MONTHS and f"{year:04}-{month:02}" >= first:
            months.append(f"{year:04}-{month:02}")
            year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return ["today", "yesterday", "7d", "30d", *months]


_ARGUMENTS: dict[str, Callable[[Chat], list[str]]] = {
    "open": _numbers,
    "since": _dates,
    "until": _dates,
    "outlet": outlets,
    "model": lambda _: [NO_MODEL],
    "help": lambda _: list(COMMANDS),
}
