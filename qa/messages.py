"""What passes between the house and a language model: messages, replies, what they used.

Deliberately not here: asking (`qa.llm`), and what the messages say (`prompts`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple


class Message(NamedTuple):
    """One message of a conversation with a model."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Usage:
    """What was used. Tokens are the server's own figures; None: it gave none."""

    tokens_in: int | None = 0
    tokens_out: int | None = 0
    cost: float | None = 0.0  # US dollars; None: the price or the tokens are unknown
    calls: int = 0  # requests that a server answered
    cached: int = 0  # replies that were found in the cache, and cost nothing

    def __add__(self, other: Usage) -> Usage:
        """Both together; unknown if either is."""
        return Usage(
            _sum(self.tokens_in, other.tokens_in),
            _sum(self.tokens_out, other.tokens_out),
            None if self.cost is None or other.cost is None else self.cost + other.cost,
            self.calls + other.calls,
            self.cached + other.cached,
        )


UNKNOWN = Usage(None, None, None, calls=1)


class Reply:
    """One reply. Iterate over it once for the pieces of its text; then the rest is known.

    ``text`` is what came so far, ``usage`` what it used, ``incomplete`` why there would have been
    more (None: it is whole), ``cached`` whether it was kept from an earlier time. Raises
    ``ServiceError`` while it is read if it breaks off before the first piece, or is empty.
    """

    def __init__(
        self,
        pieces: Iterable[str],
        *,
        cached: bool = False,
        ended: Callable[[Reply, bool], None] = lambda _reply, _whole: None,
    ) -> None:
        self.text = ""
        self.usage = Usage(cached=1) if cached else UNKNOWN
        self.incomplete: str | None = None
        self.cached = cached
        self._pieces = pieces
        self._ended = ended  # called when there is no more, with whether all was read

    def __iter__(self) -> Iterator[str]:
        whole = False
        try:
            for piece in self._pieces:
                self.text += piece
                yield piece
            whole = True
        finally:
            self._ended(self, whole)

    def read(self) -> Reply:
        """Wait for all of it."""
        for _ in self:
            pass
        return self


def _sum(a: int | None, b: int | None) -> int | None:
    return None if a is None or b is None else a + b
