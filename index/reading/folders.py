"""The files in a folder and in those below it, in the order of their names.

Deliberately enters nothing hidden, nothing it was told to leave out, and no folder twice, so
that links in a circle do no harm; nor does it look into files to tell their kind.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterator
from pathlib import Path

from index.articles import Skipped
from index.reading.streams import of_system

_Identity = tuple[int, int]  # device and number: the same by whatever path it is reached


def files_in(folder: Path, without: Collection[Path] = ()) -> Iterator[Path | Skipped]:
    """Every file that is not hidden, each once; what cannot be opened as ``Skipped``."""
    seen = {identity for path in without if (identity := _identity(path))}
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        try:
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
