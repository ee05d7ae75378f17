"""The commands of a chat: what begins with a stroke. Each is a function of the chat and the rest.

Deliberately no reading and no printing but through the chat's screen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from index.errors import GroundwireError, UsageError
from qa.answers import Citation
from qa.commands.dates import first_day, last_day
from qa.commands.replying import spent
from qa.conversation import Conversation
from qa.conversation.chatting import Chat
from qa.rendering import chat as rendering
from qa.rendering.transcript import FORMATS

Run = Callable[[Chat, str], None]
NO_MODEL = "none"
# What a model may use for one briefing of a chat, in and out, without being asked: 400 words on
# ten stories take 20,000.
BRIEFING_TOKENS = 25_000


class Command(NamedTuple):
    """One command: what it takes, what it does."""

    run: Run
    takes: str
    does: str


def is_command(text: str) -> bool:
    """Whether a line is a command and no question."""
    return text.startswith("/")


def run(chat: Chat, text: str) -> None:
    """Carry out a command. Raises ``UsageError`` for one that there is not, with the nearest."""
    name, _, rest = text[1:].partition(" ")
    name = _ALSO.get(name.lower(), name.lower())
    if name not in COMMANDS:
        near = get_close_matches(name, COMMANDS, n=1, cutoff=0.5)
        hint = f"did you mean /{near[0]}?" if near else "/help lists the commands"
        raise UsageError(f"there is no command /{name}", hint)
    COMMANDS[name].run(chat, rest.strip())


def _help(chat: Chat, _: str) -> None:
    width = max(len(f"/{name} {command.takes}") for name, command in COMMANDS.items())
    for name, command in COMMANDS.items():
        chat.screen.tell(f"{f'/{name} {command.takes}':{width}}  {command.does}")
    chat.screen.tell("Alt-Enter or a \\ at its end: the line goes on. Ctrl-C stops an answer.")


def _sources(chat: Chat, _: str) -> None:
    cited = chat.talk.conversation.citations()
    if cited:
        chat.screen.tell(rendering.sources(cited, (), chat.screen.page()))
    else:
        chat.screen.note("nothing has been cited so far")


def _open(chat: Chat, argument: str) -> None:
    chat.screen.tell(rendering.opened(_citation(chat, argument), chat.screen.page()))


def _citation(chat: Chat, argument: str) -> Citation:
    digits = argument.strip("[]")
    cited = {citation.number: citation for citation in chat.talk.conversation.citations()}
    if not digits.isdecimal():
        raise UsageError("/open takes the number of a citation", "such as /open 3")
    number = int(digits)
    if number not in cited:
        removed = 0 < number <= chat.talk.citer().given
        what = "its article, its question or its briefing is gone" if removed else "none has it"
        raise UsageError(f"there is no citation [{number}]: {what}", "/sources lists them")
    return cited[number]


def _since(chat: Chat, argument: str) -> None:
    since = first_day(argument, "/since", date.today()) if argument else None
    _limit_days(chat, since, chat.talk.limits.until)
    _filters(chat, "")


def _until(chat: Chat, argument: str) -> None:
    until = last_day(argument, "/until", date.today()) if argument else None
    _limit_days(chat, chat.talk.limits.since, until)
    _filters(chat, "")


def _limit_days(chat: Chat, since: date | None, until: date | None) -> None:
    if since and until and since > until:
        raise UsageError(f"{since} is after {until}", "no day lies between them")
    chat.talk.limits = replace(chat.talk.limits, since=since, until=until)


def _outlet(chat: Chat, argument: str) -> None:
    if argument:
        same = known_outlet(argument, outlets(chat))
        chosen = tuple(dict.fromkeys((*chat.talk.limits.outlets, same)))
    else:
        chosen = ()
    chat.talk.limits = replace(chat.talk.limits, outlets=chosen)
    _filters(chat, "")


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
    return [name for name, _ in chat.talk.articles.status().outlets if name]


def _filters(chat: Chat, _: str) -> None:
    limits = chat.talk.limits
    told = [
        *([f"since {limits.since}"] if limits.since else []),
        *([f"until {limits.until}"] if limits.until else []),
        *([f"outlet {' or '.join(limits.outlets)}"] if limits.outlets else []),
    ]
    chat.screen.tell(f"limited to: {', '.join(told)}" if told else "not limited: all articles")


def _brief(chat: Chat, argument: str) -> None:
    from qa.answers import Abstention
    from qa.briefing import brief
    from qa.briefing.authoring import Author
    from qa.briefing.spending import Budget
    from qa.briefing.survey import LENGTHS, Order
    from qa.rendering.briefings import as_text

    talk, limits = chat.talk, chat.talk.limits
    topic = argument or talk.conversation.earlier().topic
    order = Order(topic, limits.since, limits.until, limits.outlets, LENGTHS["short"])
    author = Author(talk.model, Budget(tokens=BRIEFING_TOKENS)) if talk.model else None
    found = brief(talk.articles, order, author, citer=talk.citer())
    if isinstance(found, Abstention):
        raise GroundwireError(f"no briefing: {found.reason}", "give another topic, or /filters")
    chat.screen.tell(as_text(found, chat.screen.page()))
    cited = found.citations()
    talk.cite(cited)
    chat.shown |= {citation.number for citation in cited}
    chat.keeper.cite(cited)
    if found.written:
        chat.screen.note(f"{found.written.model}: {spent(found.written.usage)}")


def _model(chat: Chat, argument: str) -> None:
    if argument:
        chat.talk.model = None if argument.lower() == NO_MODEL else chat.models(argument)
    model = chat.talk.model
    if model is None:
        chat.screen.tell("no model: answers are source sentences")
    else:
        chat.screen.tell(f"{model.name} at {model.address}")


def _why(chat: Chat, _: str) -> None:
    turns = chat.talk.conversation.turns
    if not turns:
        raise UsageError("nothing has been asked so far", "ask a question first")
    chat.screen.tell(rendering.why(turns[-1], chat.screen.page()))
    usage = turns[-1].usage
    if usage is not None:
        chat.screen.tell(spent(usage))


def _save(chat: Chat, argument: str) -> None:
    path = Path(argument).expanduser()
    render = FORMATS.get(path.suffix.lower())
    if not argument or render is None:
        raise UsageError(
            f"/save takes a file that ends in {', '.join(FORMATS)}", "such as /save talk.html"
        )
    if not chat.talk.conversation.turns:
        raise UsageError("there is nothing to save yet", "ask a question first")
    if path.exists() and path.resolve() not in chat.written:
        raise UsageError(f"{path} exists already", "give another name")
    text = render(_title(chat), chat.talk.conversation)
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise GroundwireError(
            f"{path} cannot be written: {error.strerror}", "give another name or folder"
        ) from error
    chat.written.add(path.resolve())
    chat.screen.note(f"saved {path}")


def _title(chat: Chat) -> str:
    asked = chat.talk.conversation.turns[0].question
    return f"{asked} ({chat.keeper.name})" if chat.keeper.name else asked


def _new(chat: Chat, _: str) -> None:
    chat.talk.begin(Conversation())
    chat.keeper.begin()
    chat.shown.clear()
    chat.screen.note("a new conversation; numbers begin at 1")


def _undo(chat: Chat, _: str) -> None:
    turn = chat.talk.undo()
    if turn is None:
        raise UsageError("there is nothing to take back", "ask a question first")
    chat.keeper.undo()
    chat.screen.note(f"taken back: {turn.question}")


def _quit(chat: Chat, _: str) -> None:
    chat.over = True


COMMANDS: dict[str, Command] = {
    "help": Command(_help, "", "lists the commands"),
    "sources": Command(_sources, "", "lists every sentence cited so far"),
    "open": Command(_open, "N", "shows sentence [N] in its paragraph, and where to read on"),
    "since": Command(_since, "[DATE]", "only articles of DATE or later; without DATE: of any day"),
    "until": Command(_until, "[DATE]", "only articles of DATE or earlier"),
    "outlet": Command(_outlet, "[NAME]", "only this outlet, and those named before; or all again"),
    "filters": Command(_filters, "", "shows what articles are limited to"),
    "brief": Command(_brief, "[TOPIC]", "writes a short briefing, on what was asked or on TOPIC"),
    "model": Command(_model, "[NAME]", f"shows or changes the language model ('{NO_MODEL}': off)"),
    "why": Command(_why, "", "shows what was retrieved for the last answer, and what it cost"),
    "save": Command(_save, "FILE", "writes the conversation as .md, .html or .json"),
    "new": Command(_new, "", "begins a new conversation"),
    "undo": Command(_undo, "", "takes back the last question and its answer"),
    "quit": Command(_quit, "", "leaves, as Ctrl-D does"),
}
_ALSO = {"exit": "quit", "q": "quit", "?": "help", "h": "help"}
