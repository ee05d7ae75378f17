"""A conversation kept as it goes, and taken up again as far as its articles are still there.

Deliberately not here: the file (`index.kept.sessions`), the parts that a turn is kept in
(`session_parts`, `briefing_parts`), and which session is meant (`qa.commands.sessions`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from index.article_index import ArticleIndex
from index.errors import IndexDamaged, UsageError
from index.kept.session_turns import StoredTurn
from index.kept.sessions import Sessions
from qa.answers import Citation
from qa.conversation import Briefed, Conversation, Entry
from qa.conversation.briefing_parts import briefing_of, is_briefing, stored_briefing
from qa.conversation.session_parts import (
    Quoted,
    place_of,
    quoted_anew,
    stored_turn,
    turn_of,
)


@dataclass(frozen=True, slots=True)
class Taken:
    """A session taken up again."""

    conversation: Conversation
    given: int  # the highest citation number that is taken
    quoted: tuple[Citation, ...]  # of all that ever had a number, those still to be quoted


class Keeper:
    """Keeps one conversation as it goes. ``note`` says why it cannot be kept, if it cannot."""

    def __init__(self, sessions: Sessions, name: str | None = None) -> None:
        self.name = name  # None: given with the first turn
        self.note: str | None = None
        self._sessions = sessions
        self._count = sessions.count(name) if name else 0

    def append(self, entry: Entry, now: datetime | None = None) -> None:
        """Keep a turn or a briefing."""
        moment = now or datetime.now(UTC)
        places = [place_of(citation) for citation in entry.citations]

        def write() -> None:
            name = self._own_name(moment)
            self._sessions.append(name, _stored(entry), places, moment)
            self.name, self._count = name, self._count + 1

        self._attempt(write)

    def _own_name(self, now: datetime) -> str:
        """The session's name. Raises ``UsageError`` where somebody else has gone on with it."""
        if self.name and self._sessions.count(self.name) != self._count:
            raise UsageError("it has been gone on with elsewhere")
        return self.name or _new_name(self._sessions, now)

    def undo(self) -> None:
        """Take the last turn or briefing back, if it was kept."""

        def write() -> None:
            if self.name and self._count:
                self._sessions.undo(self.name)
                self._count -= 1

        self._attempt(write)

    def begin(self) -> None:
        """A new session from here on."""
        self.name, self._count, self.note = None, 0, None

    def _attempt(self, write: Callable[[], None]) -> None:
        if self.note is not None:
            return
        try:
            write()
        except (IndexDamaged, UsageError) as error:
            self.note = f"this session is not saved: {error.__cause__ or error.message}"


def _new_name(sessions: Sessions, now: datetime) -> str:
    """The day, and a number where there are several of it."""
    day = now.astimezone().strftime("%Y-%m-%d")
    taken = set(sessions.names(day))
    numbered = (f"{day}-{number}" for number in range(2, len(taken) + 3))
    return next(name for name in (day, *numbered) if name not in taken)


def take_up(sessions: Sessions, name: str, articles: ArticleIndex) -> Taken:
    """A session as far as its articles are still there."""
    kept = sessions.citations(name)
    quoted = quoted_anew(kept, articles)
    entries = [_entry(stored, quoted) for stored in sessions.turns(name)]
    given = max((c.number for c in kept), default=0)
    return Taken(Conversation(entries), given, tuple(quoted.values()))


def _stored(entry: Entry) -> StoredTurn:
    return stored_briefing(entry) if isinstance(entry, Briefed) else stored_turn(entry)


def _entry(stored: StoredTurn, quoted: Quoted) -> Entry:
    return briefing_of(stored, quoted) if is_briefing(stored) else turn_of(stored, quoted)
