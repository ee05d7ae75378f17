"""The files of a Chroma folder that is closed: whether they are whole, and what must not stay.

Deliberately nothing that Chroma does itself: that is `vectors`.
"""

from __future__ import annotations

import sqlite3
import struct
from contextlib import closing
from pathlib import Path

from index.database import faults
from index.stores.vectors import STORE_FILE, store_error

# header.bin of Chroma's HNSW: version, offset, capacity, elements, bytes of an element.
_HEADER = struct.Struct("<iQQQQ")


def vacuum(folder: Path) -> None:
    """Rewrite the SQLite file of a closed store, so that nothing deleted is left in its pages.

    Raises ``IndexDamaged``.
    """
    try:
        with closing(sqlite3.connect(folder / STORE_FILE, isolation_level=None)) as connection:
            connection.execute("VACUUM")
    except sqlite3.Error as error:
        raise store_error(folder, error) from error


def blank_unused(folder: Path) -> None:
    """Overwrite what Chroma's HNSW writes beyond its elements: memory as it happened to be.

    In one of twenty removals the removed vector stood there. Raises ``IndexDamaged``.
    """
    try:
        for header in folder.glob("*/header.bin"):
            _blank_unused(header, header.with_name("data_level0.bin"))
    except (OSError, struct.error) as error:
        raise store_error(folder, error) from error


def _blank_unused(header: Path, data: Path) -> None:
    _, _, _, elements, size = _HEADER.unpack_from(header.read_bytes())
    unused = data.stat().st_size - elements * size
    if unused > 0:
        with data.open("r+b") as file:
            file.seek(elements * size)
            file.write(bytes(unused))


def damage(folder: Path) -> str | None:
    """What is wrong with the store's SQLite file, if it is there, without opening the store.

    None when all is well. Reads the whole file.
    """
    found = faults(folder / STORE_FILE) if (folder / STORE_FILE).is_file() else []
    return f"the vector store {folder} is damaged: {found[0][:200]}" if found else None
