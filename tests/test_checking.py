"""What breaks an index on disk is told, with what to do; nothing ends the process or stays open."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest

from conftest import WordEmbedder, make_article
from index import ArticleIndex
from index.articles import Filters
from index.database import Database
from index.errors import IndexDamaged, UsageError
from index.kept.files import open_kept
from index.stores.lexical import LexicalIndex
from index.stores.vector_files import vacuum
from index.stores.vectors import VectorEntry, VectorStore

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound") / "index"
    with ArticleIndex.open(folder, embedder=WordEmbedder()) as index:
        index.add([make_article(n, f"Rain number {n} fell.") for n in range(1, 40)])
    return folder


@pytest.fixture
def folder(sound: Path, tmp_path: Path) -> Path:
    """A copy that a test may break."""
    return Path(shutil.copytree(sound, tmp_path / "index"))


def opened(folder: Path) -> ArticleIndex:
    return ArticleIndex.open(folder, embedder=WordEmbedder(), create=False)


def chroma(folder: Path) -> Path:
    return next(folder.glob("stores/*/vectors/chroma.sqlite3"))


def not_text(data: bytes) -> bytes:
    """SQLite quotes it in its error, and Chroma falls over the quotation."""
    return data.replace(b"CREATE TABLE segments", b"CREATE \xff\xfe\xfdLE segments")


def schema_garbled(data: bytes) -> bytes:
    return data.replace(b'CREATE TABLE "segments" (', b'CREATE TABLE "segments" \xff')


def pages_mixed_up(data: bytes) -> bytes:
    """The schema stays: nothing but a look at every page can tell."""
    head = 4096 * 20
    return data[:head] + b"\x07" * (len(data) - head)


BREAKS: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "garbage": lambda data: bytes(range(256)) * (len(data) // 256),
    "cut short": lambda data: data[: len(data) // 2],
    "cut shorter": lambda data: data[:50],
    "schema that is not text": not_text,
    "schema garbled": schema_garbled,
    "pages mixed up": pages_mixed_up,
}

_LOOK = """
import sys
from conftest import WordEmbedder
from index import ArticleIndex
from index.errors import IndexDamaged
with ArticleIndex.open(sys.argv[1], embedder=WordEmbedder(), create=False) as index:
    print(len(index.problems()), index.problems()[0])
    try:
        print("found", len(index.search("rain")))
    except IndexDamaged as error:
        print(error.message, "hint:", error.hint)
"""


def run(script: str, *arguments: object) -> str:
    """Run in a process of its own, which may be killed by what it does."""
    paths = f"import sys; sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / 'tests')!r}]\n"
    command = [sys.executable, "-c", paths + script, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("broken", BREAKS.values(), ids=BREAKS)
def test_a_broken_file_of_chroma_is_told_and_ends_no_process(
    folder: Path, broken: Callable[[bytes], bytes]
) -> None:
    data = chroma(folder).read_bytes()
    assert broken(data) != data
    chroma(folder).write_bytes(broken(data))
    problem, search = run(_LOOK, folder).splitlines()
    assert problem.startswith("1 the vector store")
    assert "groundwire rebuild" in problem
    assert "hint: run 'groundwire rebuild'" in search or search.startswith("found")


def test_a_sound_index_has_no_problems(folder: Path) -> None:
    with opened(folder) as index:
        assert index.problems() == []


@pytest.mark.parametrize("name", ["replies.sqlite3", "sessions.sqlite3", "briefings.sqlite3"])
@pytest.mark.parametrize("broken", ["garbage", "cut short"])
def test_a_damaged_file_beside_the_articles_is_told_and_left(
    folder: Path, name: str, broken: str
) -> None:
    file = folder / name
    with closing(open_kept(file, [f"CREATE TABLE t{n} (word)" for n in range(9)])):
        pass
    with opened(folder) as index:
        assert index.problems() == []
    file.write_bytes(BREAKS[broken](file.read_bytes()))
    damaged = file.read_bytes()
    with opened(folder) as index:
        (problem,) = index.problems()
    assert problem.startswith(f"{name} is damaged: ")
    assert "(remove the file: nothing but" in problem
    assert file.read_bytes() == damaged


# --- read-only folders ---------------------------------------------------------------------------

_READ = """
import os, sys, pathlib
import chromadb, tantivy
from conftest import WordEmbedder, make_article
from index import ArticleIndex
from index.errors import GroundwireError
folder = pathlib.Path(sys.argv[1])
for path in [*folder.rglob("*"), folder]:
    path.chmod(0o555 if path.is_dir() else 0o444)
if os.geteuid() == 0:  # to whom permissions mean nothing
    os.setegid(65534)
    os.seteuid(65534)
def attempt(name, do):
    try:
        print(name, do())
    except GroundwireError as error:
        print(name, type(error).__name__, error.message, "hint:", error.hint)
with ArticleIndex.open(folder, embedder=WordEmbedder(), create=False) as index:
    attempt("list", lambda: len(index.summaries()))
    attempt("status", lambda: index.status().articles)
    attempt("show", lambda: index.article(make_article(7).id).text)
    attempt("search", lambda: len(index.search("rain")))
    attempt("add", lambda: index.add([make_article(50)]))
    print("problems", index.problems())
if os.geteuid() == 65534:
    os.seteuid(0)
for path in [folder, *folder.rglob("*")]:
    path.chmod(0o755)
"""


@pytest.fixture
def reachable(sound: Path) -> Iterator[Path]:
    """A copy where another user can reach it."""
    with TemporaryDirectory() as outer:
        Path(outer).chmod(0o755)
        yield Path(shutil.copytree(sound, Path(outer) / "index"))


def test_what_may_only_be_read_can_be_listed_shown_and_searched(reachable: Path) -> None:
    lines = run(_READ, reachable).splitlines()
    assert lines[:4] == ["list 39", "status 39", "show Rain number 7 fell.", "search 10"]
    assert lines[4].startswith("add IndexFolderError")
    assert "see that the folder can be written" in lines[5]
    assert not list(reachable.glob("catalog.sqlite3-*"))


_LOGGED = """
import os, sys, pathlib
from index.database import Database
from index.errors import IndexDamaged
file = pathlib.Path(sys.argv[1])
writer = Database(file)
writer.run("CREATE TABLE words (word)")
writer.run("INSERT INTO words VALUES ('logged')")
pid = os.fork()
if not pid:
    file.with_name(file.name + "-shm").unlink()
    file.parent.chmod(0o555)
    if os.geteuid() == 0:
        os.setegid(65534)
        os.seteuid(65534)
    try:
        print(Database(file).all("SELECT * FROM words"), flush=True)
    except IndexDamaged as error:
        print(error.message, "hint:", error.hint, flush=True)
    os._exit(0)
os.waitpid(pid, 0)
file.parent.chmod(0o755)
"""


def test_a_log_that_cannot_be_read_is_not_passed_over() -> None:
    with TemporaryDirectory() as outer:
        Path(outer).chmod(0o755)
        told = run(_LOGGED, Path(outer) / "file.sqlite3")
    assert "logged" in told or "hint: see that the folder can be read and written" in told


def test_a_file_that_must_be_there_is_not_made(tmp_path: Path) -> None:
    for name in ("none", "empty"):
        if name == "empty":
            (tmp_path / name).touch()
        with pytest.raises(IndexDamaged, match="missing or empty"):
            Database(tmp_path / name, create=False)
    assert [path.name for path in tmp_path.iterdir()] == ["empty"]
    assert (tmp_path / "empty").stat().st_size == 0


# --- the vector store's own errors ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("attempt to write a readonly database", "can be written"),
        ("database or disk is full", "disk is not full"),
        ("No space left on device (os error 28)", "disk is not full"),
        ("Permission denied (os error 13)", "can be written"),
        ("database disk image is malformed", "rebuild"),
    ],
)
def test_the_hint_fits_the_failure(
    folder: Path, monkeypatch: pytest.MonkeyPatch, words: str, hint: str
) -> None:
    class Failing(sqlite3.Connection):
        def execute(self, *_: object) -> sqlite3.Cursor:
            raise sqlite3.OperationalError(words)

    real = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *a, **k: real(*a, **k, factory=Failing))
    with pytest.raises(IndexDamaged, match="vector store") as caught:
        vacuum(chroma(folder).parent)
    assert hint in (caught.value.hint or "")


def test_a_filter_that_cannot_be_asked_for_is_no_damage(tmp_path: Path) -> None:
    store = VectorStore(tmp_path)
    store.add([VectorEntry("a", "gulf courier", 0)], np.ones((1, 4), dtype=np.float32))
    with pytest.raises(UsageError, match="filter"):
        store.query(np.ones(4, dtype=np.float32), 1, Filters(None, None, ("\ud800",)))
    store.close()


class Closings:
    """Counts how often a class's ``close`` is called."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, kind: type) -> None:
        self.count = 0
        real = kind.close  # type: ignore[attr-defined]

        def close(it: object) -> None:
            self.count += 1
            real(it)

        monkeypatch.setattr(kind, "close", close)


def test_a_folder_without_the_collection_is_let_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = VectorStore(tmp_path)
    store._client.delete_collection("chunks")
    store.close()
    closings = Closings(monkeypatch, type(store._client))
    with pytest.raises(IndexDamaged):
        VectorStore(tmp_path, create=False)
    assert closings.count == 1


def test_vectors_are_let_go_when_the_words_cannot_be_opened(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    next(folder.glob("stores/*/words/meta.json")).unlink()
    closings = Closings(monkeypatch, VectorStore)
    with opened(folder) as index, pytest.raises(IndexDamaged, match="lexical"):
        index.search("rain")
    assert closings.count == 1


@pytest.mark.parametrize("kind", [VectorStore, LexicalIndex])
def test_a_store_that_fails_while_it_is_checked_is_let_go(
    folder: Path, monkeypatch: pytest.MonkeyPatch, kind: type
) -> None:
    def ids(_: object) -> set[str]:
        raise IndexDamaged("as scripted", "do this")

    monkeypatch.setattr(kind, "ids", ids)
    closings = Closings(monkeypatch, kind)
    with opened(folder) as index:
        assert index.problems() == ["as scripted (do this)"]
    assert closings.count == 1


def test_removed_text_that_stands_in_the_log_is_told(folder: Path) -> None:
    with opened(folder) as index, opened(folder) as other:
        index._catalog.set_meta("log", "full")  # as a writer does whom a reader keeps from it
        assert any("text of removed articles" in line for line in other.problems())
        index._catalog.forget_log()
        assert other.problems() == []
