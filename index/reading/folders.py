"""The files in a folder and in those below it, in the order of their names.

Deliberately enters nothing hidden, nothing it was told to leave out, and no folder twice, so
that links in a circle do no harm; follows no link that leads out of the folder; nor does it look
into files to tell their kind.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterator
from pathlib import Path

from index.articles import Skipped
from index.reading.streams import of_system

_MOST_NAMED = 3  # links
_Identity = tuple[int, int]  # device and number: the same by whatever path it is reached


def files_in(folder: Path, without: Collection[Path] = ()) -> Iterator[Path | Skipped]:
    """Every file that is not hidden, each once; what cannot be opened as ``Skipped``.

    Links that lead out of the folder are counted in one ``Skipped`` at the end.
    """
    seen = {identity for path in without if (identity := _identity(path))}
    links = _Links(folder)
    waiting = [folder]
    while waiting or links.inside:
        path = waiting.pop() if waiting else links.inside.pop(0)
        try:
            if links.held(path):
                continue
            status = path.stat()
            identity = (status.st_dev, status.st_ino)
            if identity in seen:
                continue
            seen.add(identity)
            if stat.S_ISDIR(status.st_mode):
                waiting += _inside(path)
                continue
        except OSError as error:
            yield Skipped(str(path), of_system(error))
            continue
        if stat.S_ISREG(status.st_mode):
            yield path
    if links.outside:
        yield Skipped(str(folder), links.left_out())


class _Links:
    """The links in a folder: what they lead to in it goes by its own name, if it can."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._root = folder, folder.resolve()
        self._seen: set[Path] = set()
        self.inside: list[Path] = []  # to be followed when all else has been looked at
        self.outside: list[Path] = []

    def held(self, path: Path) -> bool:
        """Whether ``path`` is a link that is not to be followed, or not yet."""
        if path == self._folder or path in self._seen or not path.is_symlink():
            return False
        self._seen.add(path)
        broken = not path.exists()  # reported by whoever opens it
        within = broken or path.resolve().is_relative_to(self._root)
        (self.inside if within else self.outside).append(path)
        return True

    def left_out(self) -> str:
        """What is said of the links that lead out of the folder."""
        names = [str(link.relative_to(self._folder)) for link in self.outside[:_MOST_NAMED]]
        count = len(self.outside)
        what = "1 link that leads" if count == 1 else f"{count:,} links that lead"
        verb = "was" if count == 1 else "were"
        more = ", …" if count > _MOST_NAMED else ""
        return f"{what} out of the folder {verb} not followed ({', '.join(names)}{more})"


def _inside(folder: Path) -> list[Path]:
    """What to look at in a folder, the last name first."""
    with os.scandir(folder) as entries:
        names = sorted((entry.name for entry in entries if entry.name[0] != "."), reverse=True)
    return [folder / name for name in names]


def _identity(path: Path) -> _Identity | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
