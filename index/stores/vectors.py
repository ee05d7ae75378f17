"""The only room that imports chromadb: chunk vectors and the fields that searches filter by.

No texts are kept here, and nothing is embedded here. A folder is opened by one process for
writing and, once published, by any number for reading (see `generations`: Chroma itself is not
safe when one process writes a folder that another has open).
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from index.articles import Filters
from index.database import fault_at_once, writable
from index.errors import IndexDamaged, UsageError
from index.schema import seconds

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_COLLECTION = "chunks"
STORE_FILE = "chroma.sqlite3"  # Chroma's own
_READ_ON_OPENING = ("migrations", "tenants", "databases", "collections", "segments")  # few rows
_BATCH = 2_500  # vectors in one call; Chroma takes up to 5,461
_SYNC = {"sync_threshold": 1_000}  # Chroma's own default: vectors logged before they are indexed
_SYNC_NOW = {"sync_threshold": 2}
_NO_DATE = -(1 << 40)  # some 35,000 years before any article: matches no `since`, see `_where`


# Words of SQLite, Chroma and the system for a folder or disk that takes no more.
_UNWRITABLE = (
    "readonly", "read-only", "permission denied", "disk is full", "no space left", "quota",
    "unable to open database file",
)  # fmt: skip
_UNWRITABLE_HINT = (
    "see that the folder can be written, which searching needs too, and the disk is not full"
)
_REFUSALS = ("where clause", "where value", "expected where")  # of a filter, not of a file
_REBUILD = "run 'groundwire rebuild'"


class VectorEntry(NamedTuple):
    """The fields of one chunk's vector."""

    chunk_id: str
    outlet: str | None  # casefolded
    published: int | None  # Unix seconds


class VectorStore:
    """One Chroma folder with one collection in cosine space."""

    def __init__(self, folder: Path, *, create: bool = True) -> None:
        self._folder = folder
        with self._errors():
            self._check(create)
            self._client = _client(folder)
            try:
                self._collection = self._create() if create else self._existing()
            except BaseException:
                self._client.close()
                raise

    def _check(self, create: bool) -> None:
        """Refuse what Chroma would end the whole process over: text that is not UTF-8, for one."""
        file = self._folder / STORE_FILE
        if not file.is_file():
            if create:
                return
            raise FileNotFoundError(f"{STORE_FILE} is missing")
        if not writable(file):
            raise PermissionError("permission denied to write in its folder")
        fault = fault_at_once(file, _READ_ON_OPENING)
        if fault:
            raise sqlite3.DatabaseError(fault)

    def _create(self) -> Any:
        configuration = {"hnsw": {"space": "cosine"}}
        return self._client.create_collection(
            _COLLECTION, configuration=configuration, embedding_function=None
        )

    def _existing(self) -> Any:
        return self._client.get_collection(_COLLECTION, embedding_function=None)

    @contextmanager
    def _errors(self) -> Iterator[None]:
        from chromadb.errors import ChromaError

        # Chroma raises its own errors, and on damaged files those of what it stumbles over: a
        # ValueError for no tenant, an AttributeError while it lets go of what it could not open.
        stumbles = (ValueError, AttributeError, RuntimeError, OSError, sqlite3.Error)
        try:
            yield
        except (ChromaError, *stumbles) as error:
            raise store_error(self._folder, error) from error
        except BaseException as error:
            if type(error).__name__ != "PanicException":  # Rust's, whose class cannot be imported
                raise
            raise store_error(self._folder, error) from error

    def close(self) -> None:
        """Let go of the folder."""
        self._client.close()

    def abandon(self) -> None:
        """Let go of the folder, which will be thrown away."""
        self.close()

    def add(self, entries: Sequence[VectorEntry], vectors: NDArray[np.float32]) -> None:
        """Add or replace vectors, shape (len(entries), dimensions). Idempotent."""
        with self._errors():
            for i in range(0, len(entries), _BATCH):
                part = entries[i : i + _BATCH]
                self._collection.upsert(
                    ids=[entry.chunk_id for entry in part],
                    embeddings=vectors[i : i + _BATCH],
                    metadatas=[_fields(entry) for entry in part],
                )

    def erase(self, chunk_ids: Sequence[str]) -> None:
        """Remove vectors so that neither they nor their fields can be found in the files.

        Chroma only marks a vector as deleted, keeps it in its log and leaves pages of its SQLite
        file as they were. So each is overwritten before it goes, the log is worked off at once,
        and `vacuum` rewrites the file after closing.
        """
        dimensions = self.dimensions()
        if not chunk_ids or dimensions is None:
            return
        with self._errors():
            self._reopen(_SYNC_NOW)
            for i in range(0, len(chunk_ids), _BATCH):
                self._erase(list(chunk_ids[i : i + _BATCH]), dimensions)
            # Chroma keeps the last entries of its log: let them be ones that name nothing.
            self._collection.add(ids=["-"], embeddings=_blank(1, dimensions))
            self._collection.delete(ids=["-"])
            self._reopen(_SYNC)

    def _reopen(self, configuration: dict[str, int]) -> None:
        """Open the folder again: what is open keeps to the configuration that it began with."""
        self._collection.modify(configuration={"hnsw": configuration})
        self._client.close()
        self._client = _client(self._folder)
        self._collection = self._existing()

    def _erase(self, chunk_ids: list[str], dimensions: int) -> None:
        held = self._collection.get(ids=chunk_ids, include=[])["ids"]
        if held:
            nothing = _fields(VectorEntry("", None, None))
            blank = _blank(len(held), dimensions)
            self._collection.update(ids=held, embeddings=blank, metadatas=[nothing for _ in held])
            self._collection.delete(ids=held)

    def query(
        self, vector: NDArray[np.float32], limit: int, filters: Filters
    ) -> list[tuple[str, float]]:
        """The nearest chunks to a unit vector of shape (dimensions,): (id, cosine), best first."""
        with self._errors():
            found = self._collection.query(
                query_embeddings=vector[None, :],
                n_results=limit,
                where=_where(filters),
                include=["distances"],
            )
        distances = found["distances"] or [[]]
        return [(i, 1.0 - d) for i, d in zip(found["ids"][0], distances[0], strict=True)]

    def count(self) -> int:
        """How many vectors there are."""
        with self._errors():
            return int(self._collection.count())

    def ids(self) -> set[str]:
        """Chunk ids of all vectors."""
        with self._errors():
            return set(self._collection.get(include=[])["ids"])

    def dimensions(self) -> int | None:
        """Length of the vectors, None while there are none."""
        with self._errors():
            held = self._collection.get(limit=1, include=["embeddings"])["embeddings"]
        return None if held is None or not len(held) else len(held[0])


def store_error(folder: Path, error: BaseException) -> UsageError | IndexDamaged:
    """An error of Chroma, SQLite or the disk as one of ours."""
    told = _one_line(error)
    if isinstance(error, UnicodeEncodeError) or any(sign in told.lower() for sign in _REFUSALS):
        return UsageError(
            f"the vector store refuses the filter: {told}", "search with other filters, or none"
        )
    hint = _UNWRITABLE_HINT if any(sign in told.lower() for sign in _UNWRITABLE) else _REBUILD
    return IndexDamaged(f"the vector store {folder} cannot be used: {told}", hint)


def _client(folder: Path) -> Any:
    os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
    import chromadb
    from chromadb.config import Settings

    def opened() -> Any:
        settings = Settings(anonymized_telemetry=False)
        return chromadb.PersistentClient(path=str(folder), settings=settings)

    try:
        return opened()
    except KeyboardInterrupt:
        # Chroma would give what it had half started to whoever opens the folder next, who fails
        # on it (AttributeError); only then does it let go of it.
        with suppress(AttributeError):
            opened().close()
        raise


def _blank(count: int, dimensions: int) -> Any:
    """Vectors that say nothing, of unit length."""
    import numpy as np

    vectors = np.zeros((count, dimensions), dtype=np.float32)
    vectors[:, 0] = 1.0
    return vectors


def _fields(entry: VectorEntry) -> dict[str, str | int]:
    published = _NO_DATE if entry.published is None else entry.published
    return {"outlet": entry.outlet or "", "published": published}


def _where(filters: Filters) -> dict[str, Any] | None:
    clauses: list[dict[str, Any]] = []
    if filters.since or filters.until:
        clauses.append({"published": {"$gt": _NO_DATE}})
    if filters.since:
        clauses.append({"published": {"$gte": seconds(filters.since)}})
    if filters.until:
        clauses.append({"published": {"$lt": seconds(filters.until)}})
    if filters.outlets:
        clauses.append({"outlet": {"$in": [outlet.casefold() for outlet in filters.outlets]}})
    return {"$and": clauses} if len(clauses) > 1 else (clauses[0] if clauses else None)


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
