"""One file, or standard input: which reader takes it, and what becomes of its errors.

Deliberately goes by the name's ending, and by content only for standard input, which has no name.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from index.articles import Skipped
from index.errors import SourceError
from index.reading.cleaning import clean_name
from index.reading.formats import KINDS, Found, kind_of, read_pieces
from index.reading.streams import Origin, Readable, blocks, of_system, open_file, unpacked

STANDARD_INPUT = "-"

_GZIP = b"\x1f\x8b"
_ENOUGH_TO_TELL = 4096  # bytes


def read_file(path: Path, limit: int) -> Found:
    """The articles in a file whose ending is one of ``KINDS``, plain or with .gz."""
    origin = Origin(clean_name(str(path)), os.path.abspath(path), limit)
    ending = ending_of(path)
    if ending is None:
        return iter([_skipped(origin, f"has none of the endings that are read: {endings()}")])
    return _reported(_of_file(path, ending, origin), origin)


def read_stream(stream: Readable, limit: int) -> Found:
    """The articles in a stream without a name, known by its first bytes, packed or not."""
    origin = Origin("standard input", None, limit)
    return _reported(_of_stream(stream, origin), origin)


def ending_of(path: Path) -> str | None:
    """The ending that says what is in a file, without .gz; None if it is not one we read."""
    name = path.name.lower().removesuffix(".gz")
    return next((kind for kind in KINDS if name.endswith(kind)), None)


def endings() -> str:
    """The endings that are read, for a message."""
    return ", ".join(KINDS) + ", each also with .gz"


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
        yield from read_pieces(pieces, ending, origin)


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
    yield from read_pieces(pieces, kind_of(head), origin)


def _peeked(pieces: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """The first bytes, enough to tell what they are, and all pieces."""
    held = [next(pieces, b"")]
    while sum(map(len, held)) < _ENOUGH_TO_TELL and (piece := next(pieces, b"")):
        held.append(piece)
    return b"".join(held), chain(held, pieces)
