"""Reads articles from folders, files, standard input and the web, one source after the other.

Deliberately stores nothing, and knows no kind of file or page: those are the other rooms'.
"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from index.articles import Article, Skipped, Unchanged
from index.reading.cleaning import clean_name
from index.reading.files import STANDARD_INPUT, ending_of, endings, read_file, read_stream
from index.reading.folders import files_in
from index.reading.streams import Readable
from index.reading.web import Web

if TYPE_CHECKING:
    from index.reading.web.visiting import Visitor

LIMIT = 20_000_000  # bytes, unpacked: ten novels; nothing longer is a news article
_MOST_KINDS = 5  # endings named of the files that were passed over
_BARE = re.compile(r"www\.|[\w-]+(?:\.[\w-]+)+/\S+$")  # an address without its scheme
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


def read(
    *sources: str | os.PathLike[str],
    limit: int = LIMIT,
    without: Collection[str | os.PathLike[str]] = (),
    stdin: Readable | None = None,
    web: Web | None = None,
) -> Iterator[Article | Skipped | Unchanged]:
    """Yield every article in ``sources``, and what could not be read as ``Skipped``.

    A source is a folder (read with all below it), a file, the address of a page, a feed or a
    sitemap, or ``-`` for standard input (or ``stdin``, for tests). ``web`` says how the web is
    read; only where it has a memory is something ``Unchanged``. ``limit`` is in bytes, unpacked:
    of a file or a reply, or where a file holds one article a line, of a line. ``without`` are
    folders and files to leave out. Articles are read as they are asked for, and none is held.
    Never raises for what is in a source. Files of other kinds in a folder are counted in one
    ``Skipped`` after its articles.
    """
    left_out = [Path(path) for path in without]
    with closing(_Addresses(limit, web or Web())) as addresses:
        for source in sources:
            name = os.fspath(source)
            if name == STANDARD_INPUT:
                yield from read_stream(stdin or sys.stdin.buffer, limit)
            elif _ADDRESS.match(name):
                yield from addresses.read(name)
            else:
                yield from _read_path(Path(name), limit, left_out)


class _Addresses:
    """Reads from the web; connects, and imports what does, when there is an address to read."""

    def __init__(self, limit: int, web: Web) -> None:
        self._limit, self._web = limit, web
        self._visitor: Visitor | None = None

    def read(self, name: str) -> Iterator[Article | Skipped | Unchanged]:
        if self._visitor is None:
            from index.reading.web.visiting import Visitor

            self._visitor = Visitor(self._limit, self._web)
        return self._visitor.read(name)

    def close(self) -> None:
        if self._visitor is not None:
            self._visitor.close()


def _read_path(path: Path, limit: int, without: Collection[Path]) -> Iterator[Article | Skipped]:
    reason = _absence(path)
    if reason:
        yield Skipped(clean_name(str(path)), reason)
    elif path.is_dir():
        yield from _read_folder(path, limit, without)
    else:
        yield from read_file(path, limit)


def _absence(path: Path) -> str | None:
    try:
        path.stat()
    except FileNotFoundError:
        hint = "; an address on the web begins with https://" if _BARE.match(str(path)) else ""
        return f"does not exist{hint}"
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        return f"cannot be read: {getattr(error, 'strerror', None) or error}"
    return None


def _read_folder(path: Path, limit: int, without: Collection[Path]) -> Iterator[Article | Skipped]:
    found, others = False, Counter[str]()
    for file in files_in(path, without):
        if isinstance(file, Skipped):
            found = True
            yield Skipped(clean_name(file.source), clean_name(file.reason))
        elif ending_of(file) is None:
            others[file.suffix.lower()] += 1
        else:
            found = True
            yield from read_file(file, limit)
    if not found:
        yield Skipped(clean_name(str(path)), f"holds no file that is read: {endings()}")
    elif others:
        yield Skipped(clean_name(str(path)), _passed_over(others))


def _passed_over(others: Counter[str]) -> str:
    count = others.total()
    files = "1 file of a kind that is" if count == 1 else f"{count:,} files of kinds that are"
    kinds = [clean_name(ending) or "no ending" for ending, _ in others.most_common(_MOST_KINDS)]
    more = ", …" if len(others) > _MOST_KINDS else ""
    verb = "was" if count == 1 else "were"
    return f"{files} not read {verb} passed over ({', '.join(kinds)}{more})"
