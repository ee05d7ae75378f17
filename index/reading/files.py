"""One file, or standard input: which reader takes it, and what becomes of its errors.

Deliberately goes by the name's ending, and by content only for standard input, which has no name.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

from index.articles import Article, Skipped
from index.errors import SourceError
from index.reading.cleaning import clean_name
from index.reading.decoding import decode
from index.reading.drafts import Draft, finish
from index.reading.json_lines import read_json
from index.reading.markdown import draft_of_markdown
from index.reading.streams import Origin, Readable, blocks, of_system, open_file, unpacked, whole
from index.reading.text import draft_of_text

Found = Iterator[Article | Skipped]
STANDARD_INPUT = "-"
ENDINGS = (".txt", ".md", ".html", ".htm", ".json", ".jsonl")

_GZIP = b"\x1f\x8b"
_JSON = re.compile(rb"\{\s*[\"}]|\[\s*[{\"\[\]]")
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|main|div|p)\b", re.IGNORECASE)
_MARKS = b"\xef\xbb\xbf\xfe\xff \t\r\n\0"  # before the first sign, in any encoding
_SNIFF = 1024  # bytes


def read_file(path: Path, limit: int) -> Found:
    """The articles in a file whose ending is one of ``ENDINGS``, plain or with .gz."""
    origin = Origin(clean_name(str(path)), os.path.abspath(path), limit)
    ending = ending_of(path)
    if ending is None:
        return iter([_skipped(origin, f"has none of the endings that are read: {endings()}")])
    return _reported(_of_file(path, ending, origin), origin)


def read_stream(stream: Readable, limit: int) -> Found:
    """The articles in a stream without a name: JSON, a web page or text, packed or not."""
    origin = Origin("standard input", None, limit)
    return _reported(_of_stream(stream, origin), origin)


def ending_of(path: Path) -> str | None:
    """The ending that says what is in a file, without .gz; None if it is not one we read."""
    name = path.name.lower().removesuffix(".gz")
    return next((ending for ending in ENDINGS if name.endswith(ending)), None)


def endings() -> str:
    """The endings that are read, for a message."""
    return ", ".join(ENDINGS) + ", each also with .gz"


def _reported(found: Found, origin: Origin) -> Found:
    """What a reader finds, and where it breaks off the reason."""
    try:
        yield from found
    except SourceError as error:
        yield _skipped(origin, error.message)


def _skipped(origin: Origin, reason: str) -> Skipped:
    return Skipped(origin.name, reason)


def _of_file(path: Path, ending: str, origin: Origin) -> Found:
    if not _is_regular(path):
        raise SourceError("is not a file")
    with open_file(path) as stream:
        pieces = unpacked(blocks(stream)) if path.suffix.lower() == ".gz" else blocks(stream)
        if ending in (".json", ".jsonl"):
            yield from read_json(pieces, origin, by_line=ending == ".jsonl")
        else:
            yield _alone(_DRAFTS[ending], whole(pieces, origin.limit), origin)


def _is_regular(path: Path) -> bool:
    """Whether opening it cannot wait for ever, as a pipe's would."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError as error:
        raise SourceError(of_system(error)) from None


def _of_stream(stream: Readable, origin: Origin) -> Found:
    head, pieces = _peeked(blocks(stream))
    if head.startswith(_GZIP):
        head, pieces = _peeked(unpacked(pieces))
    start = head.lstrip(_MARKS)[:_SNIFF].replace(b"\0", b"")
    if _JSON.match(start):
        yield from read_json(pieces, origin, by_line=False)
    else:
        draft = _draft_of_page if _HTML.search(start) else _draft_of_text
        yield _alone(draft, whole(pieces, origin.limit), origin)


def _peeked(pieces: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """The first piece, and all of them."""
    head = next(pieces, b"")
    return head, chain([head], pieces)


def _alone(draft: Callable[[bytes], Draft], data: bytes, origin: Origin) -> Article:
    if not data.strip():
        raise SourceError("is empty")
    return finish(draft(data), origin.name, origin.path)


def _draft_of_text(data: bytes) -> Draft:
    return draft_of_text(decode(data))


def _draft_of_markdown(data: bytes) -> Draft:
    return draft_of_markdown(decode(data))


def _draft_of_page(data: bytes) -> Draft:
    from index.reading.html import draft_of_page

    return draft_of_page(decode(data, declares=True))


_DRAFTS: dict[str, Callable[[bytes], Draft]] = {
    ".txt": _draft_of_text,
    ".md": _draft_of_markdown,
    ".html": _draft_of_page,
    ".htm": _draft_of_page,
}
