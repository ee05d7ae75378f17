"""The settings of one run, resolved once: flag, else environment, else default.

Deliberately plain values: nothing is opened, made or imported here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from index.errors import IndexNotFound, UsageError

FOLDER = ".groundwire"
DEFAULT_MAX_SIZE_MB = 20.0


@dataclass(frozen=True, slots=True)
class Config:
    """What flags and environment say."""

    index: Path | None  # the index folder that was named; None: look for one
    embedder: str | None  # None: that of the index, else the bundled one
    max_size: int  # bytes of the largest file or article that is read
    here: Path  # where the search for an index begins

    def existing_index(self) -> Path:
        """The folder named, else the nearest ``.groundwire`` from here upwards, as git does.

        Raises ``IndexNotFound``.
        """
        if self.index is not None:
            return self.index
        for folder in (self.here, *self.here.parents):
            if (folder / FOLDER).is_dir():
                return folder / FOLDER
        raise IndexNotFound(
            f"there is no index here: no {FOLDER} in {self.here} or above it",
            "make one with 'groundwire add SOURCE', or name one with --index FOLDER",
        )

    def index_to_add_to(self) -> Path:
        """The existing index, else a new one here."""
        try:
            return self.existing_index()
        except IndexNotFound:
            return self.here / FOLDER


def resolve(
    environment: Mapping[str, str],
    here: Path,
    *,
    index: Path | None = None,
    embedder: str | None = None,
    max_size_mb: float | None = None,
) -> Config:
    """Flags over environment over defaults. Raises ``UsageError`` that names the setting."""
    named = index or (Path(found) if (found := environment.get("GROUNDWIRE_INDEX")) else None)
    size = max_size_mb if max_size_mb is not None else _megabytes(environment)
    if not 0 < size < 1e9:
        raise UsageError(
            "the size limit must be a number of MB over 0", "leave --max-size away for 20"
        )
    return Config(
        index=named,
        embedder=embedder or environment.get("GROUNDWIRE_EMBEDDER") or None,
        max_size=int(size * 1_000_000),
        here=here,
    )


def _megabytes(environment: Mapping[str, str]) -> float:
    text = environment.get("GROUNDWIRE_MAX_SIZE")
    try:
        return float(text) if text else DEFAULT_MAX_SIZE_MB
    except ValueError:
        raise UsageError(
            f"GROUNDWIRE_MAX_SIZE '{text}' is not a number", "give megabytes, such as 20"
        ) from None
