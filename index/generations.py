"""The folders of the derived stores: one generation after another, each published whole.

Chroma is not safe when one process writes a folder that another has open, and a process killed
while Chroma writes leaves its files torn. So a writer never touches the folder that readers use:
it copies it, works on the copy, and the catalog then names the copy as the current generation in
the same transaction that marks the articles as ready. Until that moment nothing has happened;
whatever a killed writer left is swept away by the next one.

Deliberately not here: what is in the stores.
"""

from __future__ import annotations

import shutil
from pathlib import Path


class Generations:
    """The numbered folders below ``stores/`` of an index."""

    def __init__(self, index_folder: Path) -> None:
        self._root = index_folder / "stores"

    def folder(self, number: int) -> Path:
        """Where generation ``number`` lives, whether it is there or not."""
        return self._root / f"{number:08d}"

    def vectors(self, number: int) -> Path:
        """Where its vectors live."""
        return self.folder(number) / "vectors"

    def words(self, number: int) -> Path:
        """Where its words live."""
        return self.folder(number) / "words"

    def exists(self, number: int) -> bool:
        """Whether both stores of a generation have a folder."""
        return self.vectors(number).is_dir() and self.words(number).is_dir()

    def begin(self, current: int, copy: bool) -> int:
        """Make the folder of the next generation, as a copy of the current one or empty."""
        number = current + 1
        shutil.rmtree(self.folder(number), ignore_errors=True)
        if copy and self.exists(current):
            shutil.copytree(self.folder(current), self.folder(number))
        else:
            self.vectors(number).mkdir(parents=True)
            self.words(number).mkdir()
        return number

    def discard(self, number: int) -> None:
        """Remove a generation that was begun and not published."""
        shutil.rmtree(self.folder(number), ignore_errors=True)

    def sweep(self, current: int) -> None:
        """Remove all generations but the current one.

        A reader that still has an older one open goes on with what it has read, and turns to the
        current one when a file is missing.
        """
        if self._root.is_dir():
            for folder in self._root.iterdir():
                if folder != self.folder(current):
                    shutil.rmtree(folder, ignore_errors=True)

    def size(self) -> int:
        """Bytes on disk of all generations."""
        return sum(path.stat().st_size for path in self._root.rglob("*") if path.is_file())
