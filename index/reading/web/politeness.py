"""Not too much at once: seats per host, a pause between two requests, waits that can be broken off.

Deliberately asks nothing of a server; who takes a seat does.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Event, Lock

from index.errors import SourceError

_LONGEST_PAUSE = 5.0  # seconds; robots.txt may ask for minutes, and then a feed would take hours


class _Host:
    def __init__(self, seats: int, pause: float) -> None:
        self.seats = BoundedSemaphore(seats)
        self.pause = pause
        self.next = 0.0  # time.monotonic() of the earliest next request


class Politeness:
    """Who may ask which host when. Shared by all threads of one reading."""

    def __init__(self, per_host: int, pause: float) -> None:
        self._per_host, self._pause = per_host, pause
        self._hosts: dict[str, _Host] = {}
        self._lock = Lock()
        self._stopped = Event()

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """A seat at ``host``, when one is free and the pause since the last request is over."""
        place = self._place(host)
        with place.seats:
            with self._lock:
                start = max(time.monotonic(), place.next)
                place.next = start + place.pause
            self.wait(start - time.monotonic())
            yield

    def slow_down(self, host: str, pause: float) -> None:
        """Pause for this many seconds between requests to ``host``, within reason."""
        place = self._place(host)
        place.pause = max(place.pause, min(pause, _LONGEST_PAUSE))

    def wait(self, seconds: float) -> None:
        """Wait, unless everything has been stopped: then raises ``SourceError``."""
        if self._stopped.wait(max(0.0, seconds)):
            raise SourceError("was not read: stopped")

    def stop(self) -> None:
        """Let nobody wait any longer."""
        self._stopped.set()

    def _place(self, host: str) -> _Host:
        with self._lock:
            if host not in self._hosts:
                self._hosts[host] = _Host(self._per_host, self._pause)
            return self._hosts[host]
