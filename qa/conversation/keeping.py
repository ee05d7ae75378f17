"""The command that writes a conversation to a file of the person's own.

Deliberately nothing of how the file looks (`qa.rendering.transcript`), and no other file.
"""

from __future__ import annotations

from pathlib import Path

from index.errors import GroundwireError, UsageError
from qa.conversation.chatting import Chat
from qa.rendering.transcript import FORMATS


def save(chat: Chat, argument: str) -> None:
    """Write the conversation, questions and briefings, in the format of the file's ending."""
    path = Path(argument).expanduser()
    render = FORMATS.get(path.suffix.lower())
    if not argument or render is None:
        raise UsageError(
            f"/save takes a file that ends in {', '.join(FORMATS)}", "such as /save talk.html"
        )
    if not chat.talk.conversation.entries:
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
    asked = chat.talk.conversation.entries[0].question
    return f"{asked} ({chat.keeper.name})" if chat.keeper.name else asked
