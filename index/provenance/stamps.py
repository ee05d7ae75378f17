"""Whether a file is the one that was read before, without reading it.

By its size, its number and its times, of which no program can set the last (that of any change).
A file that was touched while it was read, or shortly before, gets no stamp: what was read of it
may be older than it is. Deliberately not here: what is in a file.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Mapping

from index.provenance.sources import Shown

# Clocks of file systems are this coarse at most (FAT), and this far from ours.
_SLACK = 2_000_000_000  # nanoseconds

_WITHIN = re.compile(r"(?::\d+)?(?:#\d+)?$")  # "a.jsonl:12", "a.json#3": within the file before it


def file_of(place: str) -> str:
    """The file that a place is, or is in."""
    return _WITHIN.sub("", place)


def stamp(path: str, before: int | None = None) -> str | None:
    """What tells the file from any other and any later; None without a file.

    Nor is there one if it was touched after ``before`` (nanoseconds since 1970), or shortly before.
    """
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    touched = max(status.st_mtime_ns, status.st_ctime_ns)
    if before is not None and touched > before - _SLACK:
        return None
    return f"{status.st_size} {status.st_ino} {status.st_mtime_ns} {status.st_ctime_ns}"


def unchanged_files(held: Mapping[str, Shown]) -> list[str]:
    """The files of a source that are as they were when all their articles were read from them."""
    stamps: defaultdict[str, set[str | None]] = defaultdict(set)
    for shown in held.values():
        stamps[file_of(shown.place)].add(shown.stamp)
    return [path for path, known in stamps.items() if None not in known and known == {stamp(path)}]
