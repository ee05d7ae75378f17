"""Web archives (.warc): the pages in them, each with the address it was fetched from.

Deliberately takes no date from the archive: when a page was fetched is not when it was published.
Replies that are errors, pictures, scripts and the like are counted.
"""

from __future__ import annotations

import io
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, redirect_stderr
from typing import TYPE_CHECKING

from index.articles import Article, Skipped
from index.errors import SourceError
from index.reading.cleaning import clean_line
from index.reading.drafts import finish
from index.reading.formats import draft_of, kind_of
from index.reading.streams import Origin, too_large

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

_TYPES = {"text/html": ".html", "application/xhtml+xml": ".html", "application/pdf": ".pdf"}
_BLOCK = 1 << 16  # bytes
_BROKEN_OFF = "is a broken web archive: what follows{} in it was not read"
# warcio promises one error of its own; for records that are badly broken it raises these as well.
_BROKEN = (AttributeError, EOFError, LookupError, OSError, TypeError, ValueError, zlib.error)


class _File:
    """Pieces as a file, which is what warcio reads; nothing but what was asked for is held.

    warcio reads headers line by line, however long the lines are, so their length is limited here.
    """

    def __init__(self, pieces: Iterator[bytes], limit: int) -> None:
        self._pieces = pieces
        self._rest = b""
        self._limit = limit
        self._since_line = 0  # bytes

    def read(self, size: int = -1) -> bytes:
        """At most ``size`` bytes; none at the end. Raises ``SourceError`` for an endless line."""
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            last = piece.rfind(b"\n")
            self._since_line = len(piece) - last - 1 + (self._since_line if last < 0 else 0)
            if self._since_line > self._limit:
                raise SourceError(f"has a line that {too_large(self._limit)}")
            self._rest = piece
        size = len(self._rest) if size < 0 else size
        data, self._rest = self._rest[:size], self._rest[size:]
        return data


def read_archive(pieces: Iterator[bytes], origin: Origin) -> Iterator[Article | Skipped]:
    """The pages of an archive one by one; each at most ``origin.limit`` bytes, unpacked."""
    others: Counter[str] = Counter()
    pages = 0
    for record in _records(pieces, origin.limit):
        if (kind := _kind(record, others)) is not None:
            pages += 1
            yield _article(record, kind, origin)
    if not pages and not others:
        raise SourceError("is not a web archive, or holds no pages")
    if others:
        yield Skipped(origin.name, _passed_over(others))


def _records(pieces: Iterator[bytes], limit: int) -> Iterator[ArcWarcRecord]:
    """The records one by one. Raises ``SourceError`` where the archive is broken."""
    from warcio.archiveiterator import WARCIterator
    from warcio.exceptions import ArchiveLoadFailed

    records = iter(WARCIterator(_File(pieces, limit)))
    url = ""  # of the last record
    while True:
        try:
            with _silence():
                record = next(records, None)
        except SourceError as error:
            raise SourceError(f"{error.message}{f', after {url}' if url else ''}") from None
        except (ArchiveLoadFailed, *_BROKEN):
            raise SourceError(_BROKEN_OFF.format(f" {url}" if url else "")) from None
        if record is None:
            return
        url = _url(record) or url
        yield record


def _silence() -> AbstractContextManager[object]:
    """warcio writes to standard error about what is odd in an archive."""
    return redirect_stderr(io.StringIO())


def _kind(record: ArcWarcRecord, others: Counter[str]) -> str | None:
    """The kind of page in a record; None where there is none, counted if it was a reply."""
    if record.rec_type != "response" or record.http_headers is None:
        return None
    status = record.http_headers.get_statuscode() or ""
    stated = (record.http_headers.get_header("Content-Type") or "").partition(";")[0]
    kind = _TYPES.get(stated.strip().lower())
    if not status.startswith("2"):
        others["that are no pages but errors or redirections"] += 1
    elif kind is None:
        others["of kinds that are not read"] += 1
    else:
        return kind
    return None


def _article(record: ArcWarcRecord, kind: str, origin: Origin) -> Article | Skipped:
    url = _url(record)
    place = url or origin.name
    try:
        data = _content(record, origin)
        if kind == ".html" and kind_of(data) == ".pdf":
            kind = ".pdf"
        charset = _charset(record)
        return finish(draft_of(data, kind, url=url or None, charset=charset), place)
    except SourceError as error:
        return Skipped(place, error.message)


def _url(record: ArcWarcRecord) -> str:
    return clean_line(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")


def _content(record: ArcWarcRecord, origin: Origin) -> bytes:
    """What the reply held, unpacked. Raises ``SourceError`` above the limit."""
    held, limit = bytearray(), origin.limit
    try:
        with _silence():
            stream = record.content_stream()
            while len(held) <= limit and (block := stream.read(_BLOCK)):
                held += block
    except (SourceError, *_BROKEN):
        raise SourceError(f"is broken, or breaks off, in {origin.name}") from None
    if len(held) > limit:
        raise SourceError(too_large(limit))
    return bytes(held)


def _charset(record: ArcWarcRecord) -> str | None:
    stated = (record.http_headers.get_header("Content-Type") or "").lower()
    return stated.partition("charset=")[2].partition(";")[0].strip(" \"'") or None


def _passed_over(others: Counter[str]) -> str:
    count = others.total()
    replies = "1 reply" if count == 1 else f"{count:,} replies"
    verb = "was" if count == 1 else "were"
    return f"{replies} {' or '.join(others)} {verb} passed over"
