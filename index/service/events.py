"""Server-sent events: the bytes of a streamed reply → the data of each event.

After https://html.spec.whatwg.org/multipage/server-sent-events.html, section 9.2.6. Deliberately
not here: names and ids of events, which no model server uses, and what the data mean.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from itertools import chain


def events(pieces: Iterable[bytes]) -> Iterator[str]:
    """The data of each event, however the bytes are cut. Raises ``UnicodeDecodeError``.

    The last event counts even where the empty line after it is missing, as some servers leave it.
    """
    data: list[str] = []
    for line in chain(_lines(pieces), [""]):
        if line.startswith("data:"):
            data.append(line[5:].removeprefix(" "))
        elif not line and data:
            yield "\n".join(data)
            data = []


def looks_like_events(start: bytes) -> bool:
    """Whether a body that begins so is a stream of events (and not JSON or a page)."""
    return start.lstrip(b"\xef\xbb\xbf\r\n ").startswith(
        (b"data:", b"event:", b"id:", b"retry:", b":")
    )


def _lines(pieces: Iterable[bytes]) -> Iterator[str]:
    """Lines that end in LF, CR or CRLF: ``str.splitlines`` knows more, which JSON may hold."""
    decode = codecs.getincrementaldecoder("utf-8-sig")().decode
    rest = ""
    for piece in pieces:
        rest += decode(piece)
        held = rest[-1:] if rest.endswith("\r") else ""  # a LF may follow
        *lines, rest = _plain(rest.removesuffix("\r")).split("\n")
        rest += held
        yield from lines
    yield from _plain(rest + decode(b"", final=True)).split("\n")


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
