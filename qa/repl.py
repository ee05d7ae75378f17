"""Where a chat's lines come from: a terminal with history and completion, or a pipe.

The only room that imports prompt_toolkit. What has been typed is kept in the user's state folder
(XDG_STATE_HOME, else ~/.local/state), since it belongs to the person and not to an index; what was
answered is kept with the index (`qa.conversation.sessions`). Deliberately no command and no
answer of its own.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.reading.cleaning import clean_line
from qa.conversation.chatting import Chat
from qa.conversation.completing import completions
from qa.readiness import Readiness

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import Completer
    from prompt_toolkit.history import History
    from prompt_toolkit.key_binding import KeyBindings

PROMPT = "> "
_CONTINUES = "\\"
_WAY_OUT = "(Ctrl-D or /quit leaves)"


def converse(chat: Chat, environment: Mapping[str, str]) -> None:
    """Talk on a terminal until Ctrl-D or /quit. Ctrl-C stops an answer, or empties the line."""
    session, getting_ready = _session(chat, environment), Readiness()
    getting_ready.begin(with_model=chat.talk.model is not None)
    try:
        while not chat.over and _entered(chat, session, getting_ready):
            pass
    finally:
        getting_ready.end()


def _entered(chat: Chat, session: PromptSession[str], getting_ready: Readiness) -> bool:
    """Carry out what is typed next; False where it is the end."""
    try:
        typed = session.prompt(PROMPT)
    except KeyboardInterrupt:
        chat.screen.note(_WAY_OUT)
        return True
    except EOFError:
        return False
    try:
        getting_ready.wait(with_model=chat.talk.model is not None)
        chat.enter(typed)
    except KeyboardInterrupt:
        chat.screen.note(f"stopped {_WAY_OUT}")
    return True


def transcribe(chat: Chat, lines: Iterable[str]) -> None:
    """Answer the lines of a pipe, each with what was asked before it."""
    for line in _joined(lines):
        if chat.over:
            return
        if line.strip():
            shown = line.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
            chat.screen.tell(f"{PROMPT}{clean_line(shown)}")
            chat.enter(line)


def _joined(lines: Iterable[str]) -> Iterator[str]:
    """Lines without their ends; one that ends in a backslash goes on in the next."""
    begun = ""
    for line in lines:
        text = begun + line.rstrip("\r\n")
        if text.endswith(_CONTINUES):
            begun = text.removesuffix(_CONTINUES) + " "
        else:
            begun = ""
            yield text
    if begun:
        yield begun


def _session(chat: Chat, environment: Mapping[str, str]) -> PromptSession[str]:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.output.color_depth import ColorDepth

    colourless = not chat.screen.page().colour
    return PromptSession(
        history=_history(environment),
        completer=_completer(chat),
        key_bindings=_keys(),
        multiline=True,
        enable_suspend=True,  # Ctrl-Z, as everywhere
        prompt_continuation=lambda width, *_: "." * (width - 1) + " ",
        color_depth=ColorDepth.DEPTH_1_BIT if colourless else None,
    )


def _keys() -> KeyBindings:
    """Enter sends; Alt-Enter, or Enter after a backslash, begins another line."""
    from prompt_toolkit.key_binding import KeyBindings

    keys = KeyBindings()

    @keys.add("enter")
    def _(event: Any) -> None:
        buffer = event.current_buffer
        if buffer.document.text_before_cursor.endswith(_CONTINUES):
            buffer.delete_before_cursor()
            buffer.insert_text("\n")
        else:
            buffer.validate_and_handle()

    @keys.add("escape", "enter")
    def _(event: Any) -> None:
        event.current_buffer.insert_text("\n")

    return keys


def _completer(chat: Chat) -> Completer:
    from prompt_toolkit.completion import Completer, Completion

    class Commands(Completer):
        """Commands, and what they take."""

        def get_completions(self, document: Any, _: Any) -> Iterator[Completion]:
            text = document.text_before_cursor
            for found in completions(chat, text):
                yield Completion(found, start_position=-len(text))

    return Commands()


def _history(environment: Mapping[str, str]) -> History:
    from prompt_toolkit.history import FileHistory, InMemoryHistory

    path = history_file(environment)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600))
    except OSError:  # a home that cannot be written: the history lasts as long as the chat
        return InMemoryHistory()
    return FileHistory(str(path))


def history_file(environment: Mapping[str, str]) -> Path:
    """Where typed lines are kept between chats."""
    state = environment.get("XDG_STATE_HOME")
    folder = Path(state) if state else Path.home() / ".local" / "state"
    return folder / "groundwire" / "history"
