"""What is installed, what would be used, what is missing and how to get it.

Deliberately looks only: nothing is sent or fetched, and nothing mended but what every opening of an
index mends.
"""

from __future__ import annotations

import os
import platform
import re
from dataclasses import asdict, dataclass, field
from importlib.metadata import PackageNotFoundError, requires, version
from typing import Any

from index.errors import GroundwireError, IndexNotFound
from qa.config import Config, ModelConfig

_SHOWN = (  # of what is required: those whose version explains most of what goes wrong
    "chromadb", "tantivy", "model2vec", "sentencex", "trafilatura", "py3langid", "openai",
    "tiktoken", "typer",
)  # fmt: skip
_NAME = re.compile(r"[\w.-]+")


@dataclass
class Diagnosis:
    """What `diagnose` found."""

    groundwire: str
    python: str
    packages: dict[str, str | None]  # name to version, None where it is missing
    index: str | None = None  # folder
    embedder: str | None = None
    embedding: str = ""  # where vectors come from
    tokens: str = ""  # how tokens are counted
    answers: str = ""  # who writes them
    problems: list[str] = field(default_factory=list)

    def record(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)


def diagnose(config: Config) -> Diagnosis:
    """Look at the installation, the settings and, where there is one, the index."""
    packages = {name: _version(name) for name in _SHOWN}
    found = Diagnosis(
        _version("groundwire") or "not installed", platform.python_version(), packages
    )
    missing = [name for name in _required() if _version(name) is None]
    if missing:
        found.problems.append(f"not installed: {', '.join(missing)} (run 'pip install groundwire')")
    found.embedder = config.embedder
    try:
        _look_at_index(config, found)
    except IndexNotFound as error:
        found.index = None
        found.problems += [] if config.index is None else [f"{error.message} ({error.hint})"]
    except GroundwireError as error:
        found.problems.append(f"{error.message} ({error.hint})")
    _look_at_embedder(found)
    _look_at_model(config.model, found)
    return found


def _look_at_index(config: Config, found: Diagnosis) -> None:
    from index.article_index import ArticleIndex

    folder = config.existing_index()
    found.index = str(folder)
    with ArticleIndex.open(folder, create=False) as articles:
        found.embedder = articles.status().embedder
        found.problems += articles.problems()


def _look_at_embedder(found: Diagnosis) -> None:
    from index.embedding import BUNDLED

    found.embedder = found.embedder or BUNDLED
    if found.embedder == BUNDLED:
        found.embedding = "bundled with the program, no network needed"
        found.tokens = "by the bundled model's own vocabulary"
        return
    from index.tokens import has_vocabulary

    address = os.environ.get("OPENAI_BASE_URL") or "api.openai.com"
    found.embedding = f"asked of {address}: texts of added articles and questions are sent there"
    exact = has_vocabulary(found.embedder.partition(":")[2])
    found.tokens = "by tiktoken" if exact else "estimated on the high side (no vocabulary at hand)"
    if not os.environ.get("OPENAI_BASE_URL"):
        _look_for_key(found.embedder, found)


def _look_at_model(model: ModelConfig, found: Diagnosis) -> None:
    if model.name is None:
        found.answers = "quoted sentences, chosen on this machine; no language model is used"
        return
    from index.service import Service

    address = Service(base_url=model.base_url).address
    found.answers = (
        f"written by {model.name} at {address}, where questions and passages are sent;"
        " every statement is checked on this machine"
    )
    if not model.base_url:
        _look_for_key(model.name, found)


def _look_for_key(needing: str, found: Diagnosis) -> None:
    if not os.environ.get("OPENAI_API_KEY"):
        found.problems.append(
            f"{needing} needs OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own"
        )


def _required() -> list[str]:
    """Names of the packages that the program needs, on every system and without extras."""
    try:
        told = requires("groundwire") or []
    except PackageNotFoundError:  # run from its sources
        told = list(_SHOWN)
    return [match[0] for each in told if ";" not in each and (match := _NAME.match(each))]


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
