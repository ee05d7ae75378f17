"""The stores of an index that may only be read: a copy of them for as long as they are searched.

Chroma and tantivy write beside what they read, and refuse a folder where they may not. The copy
lies in the system's folder for temporary files and goes with the reader. Deliberately not for
writers, who have no business there.
"""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from index.database import writable
from index.errors import IndexFolderError
from index.stores.generations import Generations
from index.stores.vectors import STORE_FILE


def stores(generations: Generations, name: str, borrowed: ExitStack) -> tuple[Path, Path]:
    """Folders of the vectors and the words of a generation, where they can be opened.

    A copy, if there is one, goes when ``borrowed`` is closed. Raises ``IndexFolderError``.
    """
    vectors, words = generations.vectors(name), generations.words(name)
    store = vectors / STORE_FILE
    if not store.is_file() or writable(store):
        return vectors, words
    try:
        folder = Path(borrowed.enter_context(TemporaryDirectory(prefix="groundwire-")))
        return _copied(vectors, folder / "vectors"), _copied(words, folder / "words")
    except OSError as error:
        borrowed.close()
        raise IndexFolderError(
            f"the stores {vectors.parent} may only be read, and cannot be copied: {error.strerror}",
            "see that the folder can be written, or that there is room for temporary files",
        ) from error


def _copied(folder: Path, to: Path) -> Path:
    """The files alone, without the permissions that they have."""
    to.mkdir()
    for path in sorted(folder.rglob("*")):
        if path.is_dir():
            (to / path.relative_to(folder)).mkdir()
        elif path.is_file() and not path.name.endswith(".lock"):
            shutil.copyfile(path, to / path.relative_to(folder))
    return to
