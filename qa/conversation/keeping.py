"""The command that writes a conversation to a file of the person's own.

Deliberately nothing of how the file looks (`qa.rendering.transcript`), and no other file.
"""

from __future__ import annotations

import os
from pathlib import Path

from index.errors import GroundwireError, UsageError
from qa.conversation.chatting import Chat
from qa.rendering.transcript import FORMATS

_QUOTES = "\"'"


def save(chat: Chat, argument: str) -> None:
    """Write the conversation, questions and briefings, in the format of the file's ending."""
    path = Path(os.path.expanduser(argument.strip(_QUOTES)))
    render = FORMATS.get(path.suffix.lower())
    if render is None:
        raise UsageError(
            f"/save takes a file that ends in {', '.join(FORMATS)}", "such as /save talk.html"
        )
    if not chat.talk.conversation.entries:
        raise UsageError("there is nothing to save yet", "ask a question first")
    text = render(_title(chat), chat.talk.conversation)
    try:
        _write(text, path, over=path.absolute() in chat.written)
    except FileExistsError as error:
        raise UsageError(f"{path} exists already", "give another name") from error
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        why = error.strerror if isinstance(error, OSError) else error
        raise GroundwireError(
            f"{path} cannot be written: {why}", "give another name or folder"
        ) from error
    chat.written.add(path.absolute())
    chat.screen.note(f"saved {path}")


def _write(text: str, path: Path, *, over: bool) -> None:
    with path.open("w" if over else "x", encoding="utf-8") as file:
        file.write(text)


def _title(chat: Chat) -> str:
    asked = chat.talk.conversation.entries[0].question
    return f"{asked} ({chat.keeper.name})" if chat.keeper.name else asked
