"""The commands of a chat: what begins with a stroke. Each is a function of the chat and the rest.

Those that limit it are in `filtering`, saving in `keeping`. Deliberately no reading and no printing
but through the chat's screen.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable
from difflib import get_close_matches
from typing import NamedTuple

from index.errors import GroundwireError, UsageError
from qa.answers import Citation
from qa.commands.replying import of_briefing, spent
from qa.conversation import Conversation, filtering
from qa.conversation.chatting import Chat
from qa.conversation.keeping import save
from qa.conversation.topic import kept, shown
from qa.rendering import chat as rendering
from qa.rendering.transcript import limited

Run = Callable[[Chat, str], None]
NO_MODEL = "none"
_NO_MODEL = {NO_MODEL, "off", "no", "-"}
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
    typed, *rest = text[1:].split(maxsplit=1) or [""]
    name = _named(typed)
    if rest and not COMMANDS[name].takes:
        raise UsageError(f"/{name} takes nothing more", f"just /{name}")
    COMMANDS[name].run(chat, "".join(rest).strip())


def _named(typed: str) -> str:
    name = _ALSO.get(typed.lower(), typed.lower())
    if name not in COMMANDS:
        begun = [known for known in COMMANDS if name and known.startswith(name)]
        near = begun or get_close_matches(name, COMMANDS, n=1, cutoff=0.5)
        hint = f"did you mean /{near[0]}?" if near else "/help lists the commands"
        raise UsageError(f"there is no command /{typed}", hint)
    return name


def entries(text: str) -> list[str]:
    """What was typed or pasted: each command by itself, the lines between them as one question."""
    found: list[list[str]] = []
    asking = False  # whether the entry before is a question, which goes on
    for line in text.strip().splitlines():
        command = is_command(line) and (not asking or _first(line) in {*COMMANDS, *_ALSO})
        if asking and not command:
            found[-1].append(line)
        elif line.strip():
            found.append([line])
            asking = not command
    return ["\n".join(lines) for lines in found]


def _first(line: str) -> str:
    return line[1:].partition(" ")[0].rstrip().lower()


def _help(chat: Chat, argument: str) -> None:
    names = [_named(argument.removeprefix("/"))] if argument else list(COMMANDS)
    rows = [(f"/{name} {COMMANDS[name].takes}".rstrip(), COMMANDS[name].does) for name in names]
    chat.screen.tell(rendering.table(rows, chat.screen.page()))
    if not argument:
        told = "Alt-Enter or a \\ at its end: the line goes on. Ctrl-C stops an answer."
        chat.screen.tell(chat.screen.page().line(told))


def _sources(chat: Chat, _: str) -> None:
    told = chat.talk.conversation
    cited, near = told.citations(), told.near()
    if cited:
        chat.screen.tell(rendering.sources(cited, chat.screen.page(), near))
    else:
        chat.screen.note("nothing has been cited so far")


def _open(chat: Chat, argument: str) -> None:
    chat.screen.tell(rendering.opened(_citation(chat, argument), chat.screen.page()))


def _citation(chat: Chat, argument: str) -> Citation:
    digits = argument.strip("[]()# ")
    if not digits.isdecimal():
        raise UsageError("/open takes the number of a citation", "such as /open 3")
    return chat.talk.cited(int(digits))


def _brief(chat: Chat, argument: str) -> None:
    from qa.answers import Abstention
    from qa.briefing import brief
    from qa.briefing.authoring import Author
    from qa.briefing.spending import Budget
    from qa.briefing.survey import LENGTHS, Order
    from qa.rendering.briefing_text import as_text

    talk, limits = chat.talk, chat.talk.limits
    topic = argument or shown(kept(talk.conversation.earlier().topic))
    order = Order(topic, limits.since, limits.until, limits.outlets, LENGTHS["short"])
    author = Author(talk.model, Budget(tokens=BRIEFING_TOKENS)) if talk.model else None
    if not (topic or limits.since or limits.until):
        raise UsageError("there is nothing to brief on yet", "/brief TOPIC, or /since 7d before it")
    with chat.waiting():
        found = brief(talk.articles, order, author, citer=talk.citer())
    if isinstance(found, Abstention):
        raise GroundwireError(f"no briefing: {found.reason}", "give another topic, or /filters")
    chat.screen.tell(as_text(found, chat.screen.page()))
    entry = talk.brief(f"/brief {argument}".rstrip(), found)
    chat.shown |= {citation.number for citation in entry.citations}
    chat.keep(entry)
    chat.count_failure(found.written)
    for line in of_briefing(found.written) if found.written else ():
        chat.screen.note(line)
    if found.written and found.written.interrupted:
        raise KeyboardInterrupt


def _model(chat: Chat, argument: str) -> None:
    if argument:
        chat.talk.model = None if argument.lower() in _NO_MODEL else chat.models(argument)
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


def _session(chat: Chat, _: str) -> None:
    name, note = chat.keeper.name, chat.keeper.note
    if note:
        chat.screen.tell(note)
    elif name is None:
        chat.screen.tell("a new session: it gets its name with the first answer")
    else:
        again = f"groundwire chat --session {shlex.quote(name)}"
        told = f"session {name}; to go on with it: {again}"
        chat.screen.tell(chat.screen.page().line(told))


def _new(chat: Chat, _: str) -> None:
    chat.talk.begin(Conversation())
    chat.keeper.begin()
    chat.shown.clear()
    chat.screen.note("a new conversation; numbers begin at 1")
    if chat.talk.limits:
        chat.screen.note(f"still {limited(chat.talk.limits)} (/since, /until, /outlet take it off)")


def _undo(chat: Chat, _: str) -> None:
    entry = chat.talk.undo()
    if entry is None:
        raise UsageError("there is nothing to take back", "ask a question first")
    chat.keeper.undo()
    chat.screen.note(f"taken back: {entry.question}")


def _quit(chat: Chat, _: str) -> None:
    chat.over = True


COMMANDS: dict[str, Command] = {
    "help": Command(_help, "[COMMAND]", "lists the commands"),
    "sources": Command(_sources, "", "lists every sentence cited so far"),
    "open": Command(_open, "N", "shows sentence [N] in its paragraph, and where to read on"),
    "since": Command(
        filtering.since, "[DATE]", "only articles of DATE or later; without DATE: of any day"
    ),
    "until": Command(filtering.until, "[DATE]", "only articles of DATE or earlier"),
    "outlet": Command(
        filtering.outlet, "[NAME]", "only this outlet, and those named before; or all again"
    ),
    "filters": Command(filtering.filters, "", "shows what articles are limited to"),
    "brief": Command(_brief, "[TOPIC]", "writes a short briefing, on what was asked or on TOPIC"),
    "model": Command(_model, "[NAME]", f"shows or changes the language model ('{NO_MODEL}': off)"),
    "why": Command(_why, "", "shows what was retrieved for the last answer, and what it cost"),
    "save": Command(save, "FILE", "writes the conversation as .md, .html or .json"),
    "session": Command(_session, "", "shows which session this is, to go on with it later"),
    "new": Command(_new, "", "begins a new conversation"),
    "undo": Command(_undo, "", "takes back the last question and its answer, or briefing"),
    "quit": Command(_quit, "", "leaves, as Ctrl-D does"),
}
_ALSO = {"exit": "quit", "q": "quit", "?": "help", "h": "help"}
