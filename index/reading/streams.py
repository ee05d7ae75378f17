"""Bytes from a file, packed or not, without ever holding more than was allowed.

Deliberately knows nothing of what the bytes mean. Errors of the operating system and of zlib
become ``SourceError`` here and nowhere else.
"""

from __future__ import annotations

import codecs
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple, Protocol

from index.errors import SourceError
from index.reading.decoding import mark_of

_BLOCK = 1 << 16  # bytes
_GZIP_ONLY = 31  # zlib's number for: a gzip header, and the largest window
_BROKEN = "is a broken or incomplete gzip file"


class Readable(Protocol):
    """Whatever gives bytes: a file, a gzip stream, standard input."""

    def read(self, size: int = ..., /) -> bytes:
        """At most ``size`` bytes; none at the end."""
        ...


class Origin(NamedTuple):
    """Where bytes come from, and how many may be held at once."""

    name: str  # for showing
    path: str | None  # absolute; identifies an article that is alone in its file
    limit: int  # bytes
    url: str | None = None  # where they were fetched from


class Line(NamedTuple):
    """One line of a stream."""

    number: int  # from 1
    data: bytes | None  # without its line end; None when it is longer than the limit


def open_file(path: Path) -> IO[bytes]:
    """Open a file for reading. Raises ``SourceError`` where the system does not let us."""
    try:
        return path.open("rb")
    except OSError as error:
        raise SourceError(of_system(error)) from None


def blocks(stream: Readable) -> Iterator[bytes]:
    """What the stream holds, block by block."""
    while True:
        try:
            block = stream.read(_BLOCK)
        except OSError as error:
            raise SourceError(of_system(error)) from None
        if not block:
            return
        yield block


def unpacked(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """What a gzip stream of one or more members holds, block by block.

    Raises ``SourceError`` where the stream breaks off, after what came before that.
    """
    unpacker, member_ended = zlib.decompressobj(_GZIP_ONLY), True
    for piece in pieces:
        rest = piece
        while rest:
            if unpacker.eof:
                unpacker = zlib.decompressobj(_GZIP_ONLY)
            try:
                block = unpacker.decompress(rest, _BLOCK)
            except zlib.error:
                raise SourceError(_BROKEN) from None
            if block:
                yield block
            member_ended = unpacker.eof
            rest = unpacker.unused_data.lstrip(b"\0") if member_ended else unpacker.unconsumed_tail
    if not member_ended:
        raise SourceError(_BROKEN)


def whole(pieces: Iterator[bytes], limit: int) -> bytes:
    """All bytes together. Raises ``SourceError`` at the first byte above ``limit``."""
    held = bytearray()
    for piece in pieces:
        held += piece
        if len(held) > limit:
            raise SourceError(too_large(limit))
    return bytes(held)


def lines(pieces: Iterator[bytes], limit: int) -> Iterator[Line]:
    """The lines of a stream of UTF-8. One above ``limit`` bytes is passed over, not held."""
    number, held, size = 1, [b""], 0  # the line so far, and how long it has become
    for piece in pieces:
        first, *others = piece.split(b"\n")
        held, size = _longer(held, size, first, limit)
        for part in others:
            yield Line(number, _joined(held, size, limit))
            number, held, size = number + 1, [part], len(part)
    if size:
        yield Line(number, _joined(held, size, limit))


def _longer(held: list[bytes], size: int, part: bytes, limit: int) -> tuple[list[bytes], int]:
    size += len(part)
    if size > limit:
        return [], size
    held.append(part)
    return held, size


def _joined(held: list[bytes], size: int, limit: int) -> bytes | None:
    return b"".join(held) if size <= limit else None


def as_utf8(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same stream in UTF-8 without a mark, if a mark at its start says it is UTF-16 or 32."""
    head = next(pieces, b"")
    encoding, length = mark_of(head) or ("utf-8", 0)
    if encoding == "utf-8":
        yield head[length:]
        yield from pieces
        return
    try:
        decoder = codecs.getincrementaldecoder(encoding)()
        yield decoder.decode(head[length:]).encode()
        for piece in pieces:
            yield decoder.decode(piece).encode()
    except UnicodeDecodeError:
        raise SourceError(f"is marked as {encoding} but broken") from None


def too_large(limit: int) -> str:
    """The reason for passing over something that has more than ``limit`` bytes."""
    size = f"{limit / 1_000_000:g} MB" if limit >= 100_000 else f"{limit:,} bytes"
    return f"is larger than the limit of {size}"


def of_system(error: OSError) -> str:
    """The reason for passing over something that the system does not let us read."""
    return f"cannot be read: {error.strerror or error}"
