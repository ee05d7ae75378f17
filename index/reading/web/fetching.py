"""An address to its bytes: over redirects, as far as robots.txt allows, and only if it changed.

Every step of a redirect is judged like the first. Deliberately does not look into what it fetched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin

import httpx

from index.errors import SourceError
from index.reading.cleaning import clean_line
from index.reading.streams import unpacked, whole
from index.reading.web import robots
from index.reading.web.addresses import Refused, checked
from index.reading.web.connecting import client_of
from index.reading.web.politeness import Politeness
from index.reading.web.requesting import Answer, Limit, Requester
from index.reading.web.settings import Validators, Web

_MOST_REDIRECTS = 10  # RFC 9110 leaves it open; browsers give up after 20
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_GONE = frozenset({404, 410})
_GZIP = b"\x1f\x8b"
_REASONS = {
    401: "asks for a name and a password",
    402: "asks for payment",
    403: "does not let this program read it (403 Forbidden)",
    404: "is not there (404 Not Found)",
    410: "is gone for good (410 Gone)",
    429: "says that too much was asked of it (429); try again later",
    451: "is kept back for legal reasons (451)",
}
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)


_NONE = Validators()


class Gone(SourceError):
    """What was asked for is no more, by its server's own word."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What an address gave."""

    url: str  # after redirects
    data: bytes = b""  # unpacked
    media_type: str = ""  # as the server says, in small letters: "text/html"
    charset: str | None = None  # as the server says
    validators: Validators = _NONE
    unchanged: bool = False  # since it was last fetched; then without data


class Fetcher:
    """Fetches for one reading of the web. Safe to be used by several threads."""

    def __init__(self, web: Web, limit: int) -> None:
        self._web, self._limit = web, Limit(limit)
        self._client = web.client or client_of(web)
        self._politeness = Politeness(web.per_host, web.pause)
        self._requester = Requester(web, self._client, self._politeness)
        self._robots = robots.Robots(self._robots_txt, self._politeness.slow_down)

    def close(self) -> None:
        """Give all connections back, and let no thread wait for its turn any longer."""
        self._politeness.stop()
        if self._web.client is None:
            self._client.close()

    def fetch(self, url: str, known: Validators | None = None) -> Reply:
        """What ``url`` gives, or that it has not changed since ``known``.

        Raises ``SourceError`` with the reason where there is nothing to be had.
        """
        headers = _conditions(known)
        for _ in range(_MOST_REDIRECTS + 1):
            self._judge(url)
            if self._web.obey_robots:
                self._robots.check(url)
            answer = self._requester.ask(url, headers, self._limit)
            if (target := _redirected(url, answer)) is None:
                return _reply(url, answer, self._limit.size)
            url = target
        raise SourceError(f"leads on and on: more than {_MOST_REDIRECTS} redirects")

    def _judge(self, url: str) -> None:
        checked(url, allow_private=self._web.allow_private)

    def _robots_txt(self, url: str) -> robots.Answer:
        limit = Limit(robots.LIMIT, cut=True)
        try:
            for _ in range(_MOST_REDIRECTS + 1):
                self._judge(url)
                answer = self._requester.ask(url, {}, limit)
                if (target := _redirected(url, answer)) is None:
                    return _rules(answer)
                url = target
        except Refused:
            return robots.Answer("")  # it leads inside: nothing that was said to us
        except SourceError as error:
            return robots.Answer("", f"{error.message} (asked for its robots.txt)")
        return robots.Answer("")


def _conditions(known: Validators | None) -> dict[str, str]:
    stated = {
        "If-None-Match": known and known.etag,
        "If-Modified-Since": known and known.last_modified,
    }
    return {name: value for name, value in stated.items() if value}


def _redirected(url: str, answer: Answer) -> str | None:
    """Where an answer leads; None if it is one itself."""
    target: str = answer.headers.get("Location", "").strip()
    if answer.status not in _REDIRECTS or not target:
        return None
    try:
        return urljoin(url, target)
    except ValueError:  # a broken IPv6 address
        raise SourceError(f"leads to what is no address: {clean_line(target)[:80]}") from None


def _rules(answer: Answer) -> robots.Answer:
    """RFC 9309: where there is no robots.txt all is allowed, where a server fails nothing is."""
    if answer.status >= 500 or answer.status == 429:
        return robots.Answer("", f"is not read: robots.txt there answers {answer.status}")
    return robots.Answer(answer.data.decode("utf-8", "replace"))


def _reply(url: str, answer: Answer, limit: int) -> Reply:
    if answer.status == httpx.codes.NOT_MODIFIED:
        return Reply(url, unchanged=True)
    if answer.status != httpx.codes.OK:
        raise (Gone if answer.status in _GONE else SourceError)(_refusal(answer.status))
    stated = answer.headers.get("Content-Type", "")
    charset = _CHARSET.search(stated)
    return Reply(
        url=url,
        data=_unpacked(answer.data, limit),
        media_type=stated.partition(";")[0].strip().lower(),
        charset=charset and charset[1],
        validators=Validators(answer.headers.get("ETag"), answer.headers.get("Last-Modified")),
    )


def _unpacked(data: bytes, limit: int) -> bytes:
    """What is in a .gz file; anything else as it is."""
    return whole(unpacked(iter([data])), limit) if data.startswith(_GZIP) else data


def _refusal(status: int) -> str:
    if status in _REASONS:
        return _REASONS[status]
    if status >= 500:
        return f"cannot be had: its server has an error ({status}); try again later"
    return f"cannot be had: its server answers {status}"
