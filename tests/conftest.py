"""Shared by all tests: no network but loopback, small articles, and a quick real embedder."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from commands import Run, runner, seeded_index

from index import Article, ArticleIndex
from real_model import real_server as serve
from scripted_model import ScriptedServer

SEEDS = Path(__file__).parents[1] / "seeds"

os.environ["TOKENIZERS_PARALLELISM"] = "false"  # some tests fork


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings of whoever runs the tests must not change what they see."""
    for name in list(os.environ):
        if name.startswith(("GROUNDWIRE_", "OPENAI_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("GROUNDWIRE_CONFIG", os.devnull)


class WordEmbedder:
    """A real embedder that needs no model: each word is a direction given by its digest."""

    name = "words-16"
    dimensions = 16

    def embed(self, texts: Sequence[str]) -> Any:
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for vector, text in zip(vectors, texts, strict=True):
            for word in text.lower().split():
                digest = hashlib.sha256(word.encode()).digest()
                vector += np.frombuffer(digest[: self.dimensions], dtype=np.int8)
            vector /= np.linalg.norm(vector) or 1.0
            if not vector.any():
                vector[0] = 1.0
        return vectors

    def count(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) for text in texts]


@pytest.fixture
def embedder() -> WordEmbedder:
    return WordEmbedder()


def make_article(
    number: int = 1,
    text: str = "A first sentence stands here. A second one follows it.",
    **fields: Any,
) -> Article:
    """An article with an id of its own and whatever else is given."""
    told = {
        "title": f"Headline {number}",
        "outlet": "Gulf Courier",
        "published": datetime(2024, 4, 1, tzinfo=UTC),
        "language": "en",
    }
    return Article(id=f"{number:016x}", text=text, **{**told, **fields})


@pytest.fixture
def articles(tmp_path: Path, embedder: WordEmbedder) -> Iterator[ArticleIndex]:
    """An empty index in a temporary folder."""
    with ArticleIndex.open(tmp_path / "index", embedder=embedder) as index:
        yield index


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    """A model's server that says what its ``queue`` holds."""
    with ScriptedServer() as scripted:
        yield scripted


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an index of the seeds; for tests that only read it."""
    return seeded_index(tmp_path_factory.mktemp("seeded") / "index")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run a command in this process, in an empty folder."""
    return runner(monkeypatch, capsys, tmp_path)


@pytest.fixture(scope="session")
def real_server() -> Iterator[str]:
    """The address of a server with a real, small model."""
    with serve() as address:
        yield address
