"""The commands that limit a conversation to days and outlets.

Deliberately no reading and no printing but through the chat's screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from difflib import get_close_matches

from index.errors import UsageError
from qa.commands.dates import first_day, last_day
from qa.conversation.chatting import Chat
from qa.rendering.transcript import limited

_QUOTES = " \"'“”"


def since(chat: Chat, argument: str) -> None:
    """Only articles of that day or later; of any without an argument."""
    day = first_day(argument, "/since", date.today()) if argument else None
    _limit_days(chat, day, chat.talk.limits.until)
    filters(chat, "")


def until(chat: Chat, argument: str) -> None:
    """Only articles of that day or earlier; of any without an argument."""
    day = last_day(argument, "/until", date.today()) if argument else None
    _limit_days(chat, chat.talk.limits.since, day)
    filters(chat, "")


def _limit_days(chat: Chat, since: date | None, until: date | None) -> None:
    if since and until and since > until:
        raise UsageError(f"{since} is after {until}", "no day lies between them")
    chat.talk.limits = replace(chat.talk.limits, since=since, until=until)


def outlet(chat: Chat, argument: str) -> None:
    """This outlet, or several with commas, beside those named before; all without an argument."""
    chosen: tuple[str, ...] = ()
    if argument:
        known = outlets(chat)
        one = argument.strip(_QUOTES).casefold() in map(str.casefold, known)
        wanted = [argument] if one else argument.split(",")
        named = [known_outlet(name.strip(_QUOTES), known) for name in wanted if name.strip(_QUOTES)]
        chosen = tuple(dict.fromkeys((*chat.talk.limits.outlets, *named)))
    chat.talk.limits = replace(chat.talk.limits, outlets=chosen)
    filters(chat, "")


def known_outlet(wanted: str, known: Sequence[str]) -> str:
    """The outlet of that name, as it is written in ``known``. Raises ``UsageError``."""
    same = next((name for name in known if name.casefold() == wanted.casefold()), None)
    if same is not None:
        return same
    near = [name for name in known if wanted.casefold() in name.casefold()]
    near = near or get_close_matches(wanted, known, n=1, cutoff=0.5)
    hint = f"did you mean '{near[0]}'?" if near else "'groundwire status' lists them"
    raise UsageError(f"no article is from the outlet '{wanted}'", hint)


def outlets(chat: Chat) -> list[str]:
    """The outlets of the index, those with most articles first."""
    return chat.talk.articles.outlets()


def filters(chat: Chat, _: str) -> None:
    """What articles are limited to."""
    chat.screen.tell(limited(chat.talk.limits))
