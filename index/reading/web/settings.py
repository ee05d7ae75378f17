"""How the web is read: what is allowed, how long is waited, what is remembered from before.

Deliberately only values: nothing here opens a connection or imports what does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    import httpx

Kind = Literal["page", "feed", "sitemap"]


@dataclass(frozen=True, slots=True)
class Validators:
    """What tells later whether a page has changed, as it stood there."""

    etag: str | None = None
    last_modified: str | None = None
    listed: str | None = None  # when it last changed, by the feed or sitemap that lists it


class Memory(Protocol):
    """What was read before. Asked and told in the thread that reads, never in another."""

    def validators(self, url: str) -> Validators | None:
        """Those of the last reply from ``url``; None if nothing from there is kept."""
        ...

    def remember(self, url: str, validators: Validators) -> None:
        """Keep those of a reply, after everything that was in it has been taken."""
        ...


@dataclass(frozen=True)
class Web:
    """The settings of one reading of the web."""

    allow_private: bool = False  # addresses inside this network and on this machine
    obey_robots: bool = True
    timeout: float = 20.0  # seconds without an answer
    per_host: int = 2  # requests at once
    pause: float = 0.2  # seconds between two requests to one host, and the unit of back-off
    most_pages: int = 1000  # of one feed or sitemap
    client: httpx.Client | None = None  # instead of our own; it connects where it likes
    memory: Memory | None = None
    on_source: Callable[[str, Kind], None] | None = None  # what a given URL turned out to be
