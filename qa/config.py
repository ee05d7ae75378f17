"""The settings of one run, resolved once: flag, else environment, else file, else default.

Deliberately plain values: nothing is opened, made or imported here. The file is read in
`config_file`; the keys of servers are read from the environment alone (`index.service`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index.errors import IndexNotFound, UsageError
from qa.config_file import from_file
from qa.prices import Price

FOLDER = ".groundwire"
DEFAULT_MAX_SIZE_MB = 20.0


@dataclass(frozen=True, slots=True)
class ModelConfig:
    """Which language model writes answers, and how it is asked."""

    name: str | None = None  # None: no model, answers are quotations
    base_url: str | None = None  # None: api.openai.com
    context: int | None = None  # tokens of its window; None: ask the server, look it up
    max_tokens: int | None = None  # of one reply; None: the program's default
    temperature: float | None = 0.0  # 0 to 2
    timeout: float | None = None  # seconds until the next piece of a reply; None: the default


@dataclass(frozen=True, slots=True)
class Config:
    """What flags, environment and file say."""

    index: Path | None  # the index folder that was named; None: look for one
    embedder: str | None  # None: that of the index, else the bundled one
    max_size: int  # bytes of the largest file or article that is read
    here: Path  # where the search for an index begins
    model: ModelConfig = ModelConfig()
    prices: Mapping[str, Price] = field(default_factory=dict)  # by model, over the table's

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
    model: str | None = None,
    no_model: bool = False,
) -> Config:
    """Flags over environment over file over defaults.

    Raises ``UsageError`` that names the setting, ``ConfigError`` that names the file's line too.
    """
    told = from_file(environment)
    sizes = (max_size_mb, _megabytes(environment), told.top.get("max_size"), DEFAULT_MAX_SIZE_MB)
    size = next(size for size in sizes if size is not None)
    if not 0 < size < 1e9:
        raise UsageError(
            "the size limit must be a number of MB over 0", "leave --max-size away for 20"
        )
    named = environment.get("GROUNDWIRE_INDEX")
    return Config(
        index=index or (Path(named) if named else told.top.get("index")),
        embedder=embedder or environment.get("GROUNDWIRE_EMBEDDER") or told.top.get("embedder"),
        max_size=int(size * 1_000_000),
        here=here,
        model=_model(environment, told.model, model, off=no_model),
        prices=told.prices,
    )


def _model(
    environment: Mapping[str, str], told: Mapping[str, Any], name: str | None, *, off: bool
) -> ModelConfig:
    """A model is used only where one is named: a key alone sends nothing anywhere."""
    named = name or environment.get("GROUNDWIRE_MODEL") or told.get("name")
    base_url = environment.get("OPENAI_BASE_URL") or told.get("base_url")
    return ModelConfig(**{**told, "name": None if off else named, "base_url": base_url})


def _megabytes(environment: Mapping[str, str]) -> float | None:
    text = environment.get("GROUNDWIRE_MAX_SIZE")
    try:
        return float(text) if text else None
    except ValueError:
        raise UsageError(
            f"GROUNDWIRE_MAX_SIZE '{text}' is not a number", "give megabytes, such as 20"
        ) from None
