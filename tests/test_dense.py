"""Embedding and storing vectors in another process: the same vectors, and no harm when it dies."""

import os
import signal
from pathlib import Path

import numpy as np
import pytest

from conftest import WordEmbedder, make_article
from index import ArticleIndex
from index.articles import Filters
from index.embedding import StaticEmbedder
from index.errors import IndexDamaged
from index.stores.dense import VectorProcess, dense_writer
from index.stores.vectors import VectorEntry, VectorStore

TEXTS = [f"Report number {n} came in from the harbour." for n in range(20)]
ENTRIES = [VectorEntry(f"{n:016x}", "gulf courier", n) for n in range(20)]


def test_both_ways_store_the_same(tmp_path: Path) -> None:
    stored = []
    for much in (False, True):
        folder = tmp_path / str(much)
        folder.mkdir()
        writer = dense_writer(folder, StaticEmbedder(), create=True, much=much)
        writer.add(ENTRIES[:10], TEXTS[:10])
        writer.add(ENTRIES[10:], TEXTS[10:])
        writer.erase([ENTRIES[3].chunk_id])
        writer.close()
        store = VectorStore(folder, create=False)
        vector = StaticEmbedder().embed([TEXTS[7]])[0]
        stored.append((store.ids(), store.query(vector, 5, Filters())))
        store.close()
    assert stored[0][0] == stored[1][0] == {e.chunk_id for e in ENTRIES} - {ENTRIES[3].chunk_id}
    assert stored[0][1][0][0] == ENTRIES[7].chunk_id
    assert [i for i, _ in stored[0][1]] == [i for i, _ in stored[1][1]]
    np.testing.assert_allclose(*[[s for _, s in found] for _, found in stored], atol=1e-6)


def test_an_error_there_is_the_same_error_here(tmp_path: Path) -> None:
    writer = VectorProcess(tmp_path, create=False)  # there is no store to open
    writer.add(ENTRIES, WordEmbedder().embed(TEXTS))
    with pytest.raises(IndexDamaged, match="cannot be used: ") as caught:
        writer.close()
    assert "groundwire rebuild" in (caught.value.hint or "")


def test_when_it_is_killed_what_was_pending_is_added_at_the_next_opening(tmp_path: Path) -> None:
    folder = tmp_path / "index"

    def articles():  # type: ignore[no-untyped-def]
        for n in range(1, 700):
            if n == 600:
                _kill_children()
            yield make_article(n, f"Report {n} came in.")

    with (
        ArticleIndex.open(folder) as index,
        pytest.raises(IndexDamaged, match="ended unexpectedly"),
    ):
        index.add(articles())
    with ArticleIndex.open(folder) as index:
        assert index.status().articles == 699
        assert index.problems() == []


def _kill_children() -> None:
    import psutil

    children = [c for c in psutil.Process().children() if "index.stores.dense" in c.cmdline()]
    assert children
    for child in children:
        os.kill(child.pid, signal.SIGKILL)


def test_ctrl_c_while_a_store_is_opened_does_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from chromadb.api.rust import RustBindingsAPI

    VectorStore(tmp_path).close()

    def stopped(_: RustBindingsAPI) -> None:
        monkeypatch.undo()
        raise KeyboardInterrupt

    monkeypatch.setattr(RustBindingsAPI, "start", stopped)
    with pytest.raises(KeyboardInterrupt):
        VectorStore(tmp_path, create=False)
    store = VectorStore(tmp_path, create=False)
    assert store.ids() == set()
    store.close()
