"""What a site's robots.txt lets a program read (RFC 9309), asked once a host.

Deliberately does not follow the sitemaps that it names: what is read is what was asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from index.errors import SourceError
from index.reading.cleaning import clean_line

if TYPE_CHECKING:
    from protego import Protego

LIMIT = 512_000  # bytes that are read: RFC 9309 asks for 500 KiB at least; the rest is cut off
AGENT = "groundwire"  # the name that robots.txt can address us by


class Answer(NamedTuple):
    """What was had for robots.txt: its text, or why not."""

    text: str  # "" where there is none, so that everything is allowed
    fault: str | None = None  # why it cannot be known, so that nothing is


class Robots:
    """The rules of all hosts that were asked. Shared by all threads of one reading."""

    def __init__(self, ask: Callable[[str], Answer], slow_down: Callable[[str, float], None]):
        self._ask, self._slow_down = ask, slow_down
        self._sites: dict[str, _Site] = {}
        self._lock = Lock()

    def check(self, url: str) -> None:
        """Raise ``SourceError`` if ``url`` must not be read."""
        parts = urlsplit(url)
        root = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            site = self._sites.setdefault(root, _Site())
        with site.lock:  # the second of two threads waits for what the first asks
            if site.rules is None and site.fault is None:
                self._learn(site, root, parts.hostname or "")
        if site.fault is not None:
            raise SourceError(site.fault)
        if site.rules is not None and not site.rules.can_fetch(url, AGENT):
            raise SourceError(
                f"may not be read by programs, says {clean_line(root)}/robots.txt;"
                " --ignore-robots reads it all the same"
            )

    def _learn(self, site: _Site, root: str, host: str) -> None:
        from protego import Protego

        answer = self._ask(f"{root}/robots.txt")
        if answer.fault is not None:
            site.fault = answer.fault
            return
        site.rules = Protego.parse(answer.text)
        if delay := site.rules.crawl_delay(AGENT):
            self._slow_down(host, delay)


class _Site:
    def __init__(self) -> None:
        self.lock = Lock()
        self.rules: Protego | None = None
        self.fault: str | None = None
