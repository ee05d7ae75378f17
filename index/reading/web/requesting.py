"""One request and its answer: who we are, what we take, when we try again.

Bytes are counted after unpacking and while they come, so that what is packed to burst stops at
the limit. Errors of httpx become ``SourceError`` here. Deliberately follows no redirect.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from typing import NamedTuple
from urllib.parse import urlsplit

import httpx

from index.errors import SourceError
from index.reading.cleaning import clean_line
from index.reading.streams import too_large, unpacked, whole
from index.reading.web.deadlines import time_left, within
from index.reading.web.politeness import Politeness
from index.reading.web.settings import Web

_TRIES = 3
_RETRIED = frozenset({429, 502, 503, 504})
_LONGEST_WAIT = 30.0  # seconds that a server may ask us to wait before we try again
_WHOLE_REPLY = 6  # times the timeout, for all of a reply
OTHER = re.compile(  # types that are not fetched
    r"(?:image|video|audio|font)/|(?:text|application)/(?:x-)?(?:css|csv|javascript)\b",
    re.IGNORECASE,
)
_MOST_SHOWN = 120  # characters of an error's own words
_HEADERS = {
    # No browser's name: a site can see who asks, and refuse.
    "User-Agent": f"groundwire/{version('groundwire')} (command-line reader of news articles)",
    "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8",
    "Accept-Encoding": "gzip",  # what can be unpacked piece by piece, with a limit to each
}


class Answer(NamedTuple):
    """What one request brought."""

    status: int
    headers: httpx.Headers
    data: bytes  # unpacked; b"" unless the status is 200, and for other types


class Limit(NamedTuple):
    """How many bytes are taken, and what becomes of more."""

    size: int  # bytes, unpacked
    cut: bool = False  # the rest is left; otherwise there is nothing


class Requester:
    """Asks, politely. Safe to be used by several threads."""

    def __init__(self, web: Web, client: httpx.Client, politeness: Politeness) -> None:
        self._web, self._client, self._politeness = web, client, politeness

    def ask(self, url: str, headers: Mapping[str, str], limit: Limit) -> Answer:
        """The answer to one request, tried again where that may help.

        Raises ``SourceError`` with the reason where there is none.
        """
        with self._politeness.turn(urlsplit(url).hostname or ""):
            for attempt in range(1, _TRIES):
                answer = self._attempt(url, headers, limit)
                if isinstance(answer, Answer) and answer.status not in _RETRIED:
                    return answer
                self._politeness.wait(max(self._web.pause * 2**attempt, _asked_to_wait(answer)))
            answer = self._attempt(url, headers, limit)
        if isinstance(answer, httpx.HTTPError):
            raise SourceError(_reason(answer))
        return answer

    def _attempt(
        self, url: str, headers: Mapping[str, str], limit: Limit
    ) -> Answer | httpx.HTTPError:
        """The answer, or an error after which it may help to try again."""
        try:
            with within(_WHOLE_REPLY * self._web.timeout):
                return self._once(url, {**_HEADERS, **headers}, limit)
        except (httpx.NetworkError, httpx.ConnectTimeout, httpx.RemoteProtocolError) as error:
            return error
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
            raise SourceError(_reason(error)) from None

    def _once(self, url: str, headers: Mapping[str, str], limit: Limit) -> Answer:
        with self._client.stream("GET", url, headers=dict(headers)) as reply:
            wanted = reply.status_code == httpx.codes.OK and not _is_other(reply)
            data = _body(reply, limit) if wanted else b""
            return Answer(reply.status_code, reply.headers, data)


def _is_other(reply: httpx.Response) -> bool:
    return bool(OTHER.match(reply.headers.get("Content-Type", "")))


def _body(reply: httpx.Response, limit: Limit) -> bytes:
    assert isinstance(reply.stream, httpx.SyncByteStream)
    # As it came: httpx would unpack without a limit.
    pieces = _arriving(iter(reply.stream), limit.size)
    coding = reply.headers.get("Content-Encoding", "").strip().lower()
    if coding in ("gzip", "x-gzip"):
        pieces = unpacked(pieces)
    elif coding not in ("", "identity"):
        raise SourceError(f"is packed as {clean_line(coding)[:20]}, which was not asked for")
    return _beginning(pieces, limit.size) if limit.cut else whole(pieces, limit.size)


def _arriving(pieces: Iterator[bytes], most: int) -> Iterator[bytes]:
    """The pieces as long as there is time; what is packed may be many bytes of nothing, too."""
    size = 0
    for piece in pieces:
        time_left()
        yield piece
        size += len(piece)
        if size > most:
            raise SourceError(too_large(most))


def _beginning(pieces: Iterator[bytes], size: int) -> bytes:
    held = bytearray()
    for piece in pieces:
        held += piece
        if len(held) >= size:
            break
    return bytes(held[:size])


def _asked_to_wait(answer: Answer | httpx.HTTPError) -> float:
    """Seconds that a server asks us to wait. Raises ``SourceError`` if that is too long."""
    stated = answer.headers.get("Retry-After", "").strip() if isinstance(answer, Answer) else ""
    seconds = float(stated) if stated.isdecimal() else _until(stated)
    if seconds > _LONGEST_WAIT:
        raise SourceError(f"asks to be left alone for {seconds:.0f} seconds; try again later")
    return seconds


def _until(date: str) -> float:
    try:
        moment = parsedate_to_datetime(date)
        return moment.replace(tzinfo=moment.tzinfo or UTC).timestamp() - time.time()
    except (ValueError, OverflowError, OSError):
        return 0.0


def _reason(error: Exception) -> str:
    words = clean_line(str(error))[:_MOST_SHOWN]
    if isinstance(error, httpx.TimeoutException):
        return "did not answer in time"
    if isinstance(error, httpx.InvalidURL | UnicodeError):  # the latter of names in Punycode
        return f"is no web address: {words}"
    if isinstance(error, httpx.ConnectError):
        return f"cannot be reached: {words}"
    return f"could not be fetched: {words or type(error).__name__}"
