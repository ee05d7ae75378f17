"""A limit to how long a whole reply may take, however steadily it drips.

A client's own timeouts are for each read: a server that sends one byte a second never reaches
them. Deliberately per thread, since a connection is used for many requests, one after the other.
"""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpcore

from index.errors import SourceError

_this_thread = threading.local()


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Let what this thread does in the block take no longer than ``seconds``."""
    _this_thread.end, _this_thread.seconds = time.monotonic() + seconds, seconds
    try:
        yield
    finally:
        _this_thread.end = None


def time_left() -> float | None:
    """Seconds that are left; None without a limit. Raises ``SourceError`` at its end."""
    end = getattr(_this_thread, "end", None)
    if end is None:
        return None
    left = float(end - time.monotonic())
    if left <= 0:
        raise SourceError(f"takes longer than {_this_thread.seconds:g} seconds to arrive")
    return left


class Timed(httpcore.NetworkStream):
    """A connection that keeps to the limit of the thread that uses it."""

    def __init__(self, stream: httpcore.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """At most so many bytes, no later than the limit."""
        return self._stream.read(max_bytes, _shorter(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all of this, no later than the limit."""
        self._stream.write(buffer, _shorter(timeout))

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """The same connection, encrypted."""
        return Timed(self._stream.start_tls(ssl_context, server_hostname, _shorter(timeout)))

    def get_extra_info(self, info: str) -> Any:
        """What httpcore asks about the connection."""
        return self._stream.get_extra_info(info)


def _shorter(timeout: float | None) -> float | None:
    left = time_left()
    return min((seconds for seconds in (timeout, left) if seconds is not None), default=None)
