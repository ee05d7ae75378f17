"""Killed at any moment, an index loses nothing it reported and shows nothing it cannot cite."""

import multiprocessing
import os
import random
import signal
import time
from multiprocessing.connection import Connection
from pathlib import Path

import psutil

from conftest import WordEmbedder, make_article
from index import ArticleIndex
from index.catalog import Catalog

ROUNDS = 32
SEED = 20240423
SERVER = multiprocessing.get_context("forkserver")  # forking this process would copy stores in use
SERVER.set_forkserver_preload(["chromadb", "datasketch", "tantivy", "conftest"])


Texts = dict[str, str | None]  # article id to text, None for removed


def _work(folder: Path, seed: int, reports: Connection) -> None:
    """Add, change and remove articles for ever; say before what will be done, and when it is."""
    choice = random.Random(seed)
    with ArticleIndex.open(folder, embedder=WordEmbedder()) as index:
        while True:
            numbers = choice.sample(range(1, 200), choice.choice([1, 5, 60]))
            if choice.random() < 0.3 and (ids := _present(index, numbers)):
                reports.send(("begun", dict.fromkeys(ids)))
                index.remove(ids)
                reports.send(("reported", dict.fromkeys(ids)))
                continue
            version = choice.randrange(10**6)
            new = [make_article(n, _text(n, version)) for n in numbers]
            texts = {article.id: article.text for article in new}
            reports.send(("begun", texts))
            index.add(new)
            reports.send(("reported", texts))


def _present(index: ArticleIndex, numbers: list[int]) -> list[str]:
    there = {summary.id for summary in index.summaries()}
    return [article_id for n in numbers if (article_id := make_article(n).id) in there]


def _text(number: int, version: int) -> str:
    return f"Report {number} in version {version} begins. It has word{number} in it. It ends."


def test_killed_at_random_points(tmp_path: Path) -> None:
    choice = random.Random(SEED)
    reported: Texts = {}
    cut_short = 0
    for _ in range(ROUNDS):
        receiver, sender = SERVER.Pipe(duplex=False)
        worker = SERVER.Process(target=_work, args=(tmp_path, choice.randrange(10**9), sender))
        worker.start()
        sender.close()
        if choice.random() < 0.8:  # else it may be killed before it has begun
            receiver.poll(60)
        time.sleep(choice.uniform(0.0, 0.7))
        os.kill(worker.pid or 0, signal.SIGKILL)
        worker.join()
        begun = _listen(receiver, reported)
        cut_short += _was_cut_short(tmp_path)
        _check(tmp_path, reported, begun)
    assert cut_short >= 3, "the rounds must hit the middle of writing, too"


def _listen(receiver: Connection, reported: Texts) -> Texts:
    """Take in everything that was reported before the kill; what was begun and not reported."""
    begun: Texts = {}
    while True:
        try:
            stage, texts = receiver.recv()
        except EOFError:
            return begun
        if stage == "reported":
            reported.update(texts)
        begun = texts if stage == "begun" else {}


def _was_cut_short(folder: Path) -> bool:
    """Whether the kill left anything pending, or a generation that was never published."""
    if not (folder / "catalog.sqlite3").exists():
        return False
    catalog = Catalog(folder / "catalog.sqlite3")
    pending = any(catalog.unfinished())
    catalog.close()
    return pending or len(list(folder.glob("stores/*"))) > 1


def _check(folder: Path, reported: Texts, begun: Texts) -> None:
    """Open the index as the next user would, and hold it against what was reported."""
    with ArticleIndex.open(folder, embedder=WordEmbedder()) as index:
        assert index.unfinished is None
        assert index.problems() == []
        texts = {article.id: article.text for article in index.articles()}
        for article_id in reported.keys() | begun.keys() | texts.keys():
            allowed = {reported.get(article_id)}
            if article_id in begun:
                allowed.add(begun[article_id])
            assert texts.get(article_id) in allowed
        for article_id in random.Random(SEED).sample(sorted(texts), min(10, len(texts))):
            best = index.search(f"word{int(article_id, 16)}", 1)[0]
            assert best.article.id == article_id
            told = [revision.article for revision in index.revisions(best.article)]
            assert [article.revision for article in told] == list(range(1, len(told) + 1))
            assert told[-1].text == texts[article_id]
        for passage in index.search("report version begins", 50):
            assert passage.text in texts[passage.article.id]
    reported.clear()  # what is there now has been seen, and counts as reported from here on
    reported.update(texts)


def _add_many(folder: Path, version: int) -> None:
    """More than one batch with the bundled model: vectors are made by a process of their own."""
    with ArticleIndex.open(folder) as index:
        index.add(make_article(n, _text(n, version)) for n in range(900))


def test_killed_while_another_process_makes_the_vectors(tmp_path: Path) -> None:
    choice = random.Random(SEED)
    for version in range(5):
        worker = SERVER.Process(target=_add_many, args=(tmp_path, version))
        worker.start()
        time.sleep(choice.uniform(0.5, 3.0))
        worker.kill()
        worker.join()
        with ArticleIndex.open(tmp_path) as index:
            assert index.unfinished is None
            assert index.problems() == []
            count = index.status().articles
            for passage in index.search("report version begins", 20):
                assert index.article(passage.article.id).text == passage.article.text
    _add_many(tmp_path, 5)
    with ArticleIndex.open(tmp_path) as index:
        assert index.status().articles == 900 >= count
        assert index.problems() == []
    assert not _left_behind(tmp_path)


def _left_behind(folder: Path) -> list[int]:
    """Processes that still work on the folder, after a moment to notice that they need not."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        left = [p.pid for p in psutil.process_iter(["cmdline"]) if _works_on(p, folder)]
        if not left:
            return []
        time.sleep(0.1)
    return left


def _works_on(process: psutil.Process, folder: Path) -> bool:
    return any(str(folder) in part for part in process.info["cmdline"] or ())
