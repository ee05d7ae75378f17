"""What is installed, what would be used, what is missing and how to get it.

Deliberately looks only: nothing is mended, sent or fetched.
"""

from __future__ import annotations

import os
import platform
from dataclasses import asdict, dataclass, field
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from index.errors import GroundwireError, IndexNotFound
from qa.config import Config

_PACKAGES = (
    "chromadb", "tantivy", "model2vec", "sentencex", "trafilatura", "py3langid", "openai",
    "tiktoken", "typer",
)  # fmt: skip


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
    answers: str = "quoted sentences, chosen on this machine; no language model is used"
    problems: list[str] = field(default_factory=list)

    def record(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)


def diagnose(config: Config) -> Diagnosis:
    """Look at the installation and, where there is one, at the index. Mends nothing."""
    packages = {name: _version(name) for name in _PACKAGES}
    found = Diagnosis(
        _version("groundwire") or "not installed", platform.python_version(), packages
    )
    missing = [name for name, installed in packages.items() if installed is None]
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
    if not os.environ.get("OPENAI_API_KEY") and not os.environ.get("OPENAI_BASE_URL"):
        found.problems.append(
            f"{found.embedder} needs OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own"
        )


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
