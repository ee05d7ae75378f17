"""What is kept of a conversation, as values: turns in parts, and the places that they cite.

Deliberately no file (`session_file`, `sessions`), and nothing of what the parts mean
(`qa.conversation.session_parts`).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

# What of a turn is no statement: it goes with an article, but nobody misses it.
WORDING = "wording"


class StoredCitation(NamedTuple):
    """Where a sentence stands. ``article`` is None where it has been removed."""

    number: int  # from 1, in its session
    article: str | None
    revision: int
    sentence: int  # ordinal
    start: int  # code points
    end: int  # half open
    digest: str  # of the quoted text, to see that it is the same


class StoredStatement(NamedTuple):
    """One part of a turn that is made of words of articles, and which it must go with."""

    kind: str
    text: str
    about: dict[str, Any]
    numbers: tuple[int, ...]  # of its citations
    rests_on: frozenset[str] = frozenset()  # ids of articles


class StoredTurn(NamedTuple):
    """One question, or command, and what came of it, in parts that can go."""

    question: str  # as typed
    about: dict[str, Any]  # figures, names of models: nothing of any article
    statements: tuple[StoredStatement, ...]
    lost: int = 0  # statements that went with their articles


class StoredSession(NamedTuple):
    """One session in a listing."""

    name: str
    begun: datetime  # aware, UTC
    used: datetime
    turns: int  # questions
    first: str  # its first question, or command
