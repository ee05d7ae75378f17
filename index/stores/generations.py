"""The folders of the derived stores: one generation after another, each published whole.

Chroma is not safe when one process writes a folder that another has open, and a process killed
while Chroma writes leaves its files torn. So a writer never touches the folder that readers use:
it copies it, works on the copy, and the catalog then names the copy as the current generation in
the same transaction that marks the articles as ready. Until that moment nothing has happened;
whatever a killed writer left is swept away by the next one.

Deliberately not here: what is in the stores.
"""

from __future__ import annotations

import secrets
import shutil
from pathlib import Path

from index.errors import IndexFolderError


class Generations:
    """The folders below ``stores/`` of an index, each named once and never again.

    A name is not used twice because Chroma remembers a folder by its name for as long as the
    process lives, whatever has become of it.
    """

    def __init__(self, index_folder: Path) -> None:
        self._root = index_folder / "stores"

    def vectors(self, name: str) -> Path:
        """Where the vectors of a generation live, whether they are there or not."""
        return self._root / name / "vectors"

    def words(self, name: str) -> Path:
        """Where its words live."""
        return self._root / name / "words"

    def exists(self, name: str) -> bool:
        """Whether both stores of a generation have a folder."""
        return self.vectors(name).is_dir() and self.words(name).is_dir()

    def begin(self, copied: str | None) -> str:
        """Make the folder of a new generation, as a copy of another or empty; its name."""
        name = secrets.token_hex(8)
        try:
            if copied is not None:
                shutil.copytree(self._root / copied, self._root / name)
            else:
                self.vectors(name).mkdir(parents=True)
                self.words(name).mkdir()
        except OSError as error:  # shutil.Error is one, and holds a list of all that failed
            self.discard(name)
            raise IndexFolderError(
                f"the stores in {self._root} cannot be written: {_reason(error)}",
                "see that the folder can be written and the disk has room for a copy of them",
            ) from error
        return name

    def discard(self, name: str) -> None:
        """Remove a generation that was begun and not published."""
        shutil.rmtree(self._root / name, ignore_errors=True)

    def sweep(self, current: str) -> None:
        """Remove all generations but the current one.

        A reader that still has an older one open goes on with what it has read, and turns to the
        current one when a file is missing.
        """
        for folder in self._root.iterdir():
            if folder.name != current:
                shutil.rmtree(folder, ignore_errors=True)


def _reason(error: OSError) -> str:
    failed = error.args[0] if error.args and isinstance(error, shutil.Error) else None
    return str(failed[0][2] if failed else error.strerror or error)
