"""The folder of an index: found or made, its catalog and its embedder.

Deliberately leaves alone what an earlier writer left unfinished (`article_index` sees to that).
"""

from __future__ import annotations

from pathlib import Path

from index.catalog import Catalog
from index.embedding import BUNDLED, Embedder, embedder_named
from index.errors import EmbedderMismatch, IndexFolderError, IndexNotFound

_CATALOG = "catalog.sqlite3"


def catalog_in(folder: Path, *, create: bool) -> Catalog:
    """The catalog of the index in ``folder``; a new one if ``create`` and there is none.

    Raises ``IndexNotFound``, ``IndexFormatError`` and ``IndexDamaged``.
    """
    if not (folder / _CATALOG).is_file():
        if not create:
            raise IndexNotFound(
                f"there is no index in {folder}", "make one with 'groundwire add SOURCE'"
            )
        _make_folder(folder)
    return Catalog(folder / _CATALOG, create=create)


def embedder_for(catalog: Catalog, wanted: str | Embedder | None, *, any_one: bool) -> Embedder:
    """The embedder asked for, else the index's own, else the bundled one.

    ``any_one``: it need not be the index's own. Raises ``EmbedderMismatch`` where it must.
    """
    own = catalog.meta("embedder")
    embedder = wanted or own or BUNDLED
    if isinstance(embedder, str):
        embedder = embedder_named(embedder)
    if own not in (None, embedder.name) and not any_one:
        raise EmbedderMismatch(
            f"the index {catalog.folder} was made with the embedder {own}, not {embedder.name}",
            f"leave --embedder away, or run 'groundwire rebuild --embedder {embedder.name}'",
        )
    return embedder


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise IndexFolderError(
            f"the index folder {folder} cannot be made: {error.strerror}",
            "name another with --index or GROUNDWIRE_INDEX",
        ) from error
