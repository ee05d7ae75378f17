"""The index folder: adding, changing, removing, rebuilding; two processes; what is left on disk."""

import multiprocessing
import os
import sqlite3
import time
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest

from conftest import WordEmbedder, make_article
from index import Article, ArticleIndex, Skipped
from index.errors import (
    ArticleNotFound,
    EmbedderMismatch,
    IndexDamaged,
    IndexFormatError,
    IndexLocked,
    IndexNotFound,
    UsageError,
)
from index.lock import writer_lock

SERVER = multiprocessing.get_context("forkserver")  # forking this process would copy stores in use
SERVER.set_forkserver_preload(["chromadb", "tantivy", "conftest"])


def texts(index: ArticleIndex, query: str, **filters: object) -> list[str]:
    return [passage.text for passage in index.search(query, **filters)]


def test_what_was_added_is_found_with_its_sentences_and_spans(articles: ArticleIndex) -> None:
    text = "The harbour bridge opened again.\n\nLorries crossed it at noon. Nobody cheered."
    report = articles.add([make_article(1, text), make_article(2, "Rain fell all day.")])
    assert (report.added, report.changed, report.unchanged, report.skipped) == (2, [], 0, [])
    best = articles.search("When did lorries cross the bridge?")[0]
    assert best.article.id == make_article(1).id
    assert [s.text for s in best.sentences] == [
        "The harbour bridge opened again.",
        "Lorries crossed it at noon.",
        "Nobody cheered.",
    ]
    for sentence in best.sentences:
        assert best.article.text[sentence.start : sentence.end] == sentence.text


def test_headlines_are_searched_too(articles: ArticleIndex) -> None:
    articles.add([make_article(1, "It opened.", title="Harbour bridge"), make_article(2, "Rain.")])
    assert texts(articles, "harbour")[0] == "It opened."


def test_adding_again_changes_nothing(articles: ArticleIndex) -> None:
    articles.add([make_article(1), make_article(2)])
    generations = sorted(articles.status().folder.glob("stores/*"))
    report = articles.add([make_article(2), make_article(1, source="elsewhere.txt")])
    assert (report.added, report.changed, report.unchanged) == (0, [], 2)
    assert sorted(articles.status().folder.glob("stores/*")) == generations


def test_a_changed_article_replaces_the_old_one_and_is_named(articles: ArticleIndex) -> None:
    articles.add([make_article(1, "The old walrus slept."), make_article(2)])
    report = articles.add([make_article(1, "The new heron flew.")])
    assert [article.id for article in report.changed] == [make_article(1).id]
    assert articles.article(make_article(1).id).text == "The new heron flew."
    assert "The new heron flew." in texts(articles, "heron")
    assert "The old walrus slept." not in texts(articles, "walrus")
    assert articles.problems() == []


def test_a_sentence_that_stayed_is_still_found_after_a_change(articles: ArticleIndex) -> None:
    long = " ".join(f"Sentence number {n} tells of matters." for n in range(80))
    articles.add([make_article(1, f"{long} A walrus slept.")])
    articles.add([make_article(1, f"{long} A heron flew.")])
    assert articles.problems() == []
    assert any("number 3 tells" in text for text in texts(articles, "sentence number 3"))


def test_the_same_article_twice_in_one_run_counts_its_last_text(articles: ArticleIndex) -> None:
    many = [make_article(n) for n in range(2, 300)]  # more than one batch in between
    report = articles.add([make_article(1, "First words."), *many, make_article(1, "Last words.")])
    assert report.added == 299
    assert [article.text for article in report.changed] == ["Last words."]
    assert "First words." not in texts(articles, "first words")
    assert articles.problems() == []


def test_what_was_skipped_is_in_the_report(articles: ArticleIndex) -> None:
    skipped = Skipped("broken.html", "it has no body")
    assert articles.add([skipped, make_article(1)]).skipped == [skipped]


def test_filters_apply_to_words_and_vectors(articles: ArticleIndex) -> None:
    april, may = datetime(2024, 4, 30, 23, tzinfo=UTC), datetime(2024, 5, 1, tzinfo=UTC)
    articles.add(
        [
            make_article(1, "Rain in April.", published=april, outlet="Gulf Courier"),
            make_article(2, "Rain in May.", published=may, outlet="Harbour Times"),
            make_article(3, "Rain without a date.", published=None, outlet=None),
        ]
    )
    assert len(texts(articles, "rain")) == 3
    assert texts(articles, "rain", since=date(2024, 5, 1)) == ["Rain in May."]
    assert texts(articles, "rain", until=date(2024, 4, 30)) == ["Rain in April."]
    assert texts(articles, "rain", until=may) == ["Rain in April."]
    assert texts(articles, "rain", outlets=["harbour times"]) == ["Rain in May."]
    assert texts(articles, "rain", outlets=["Nobody"]) == []
    # no word in common: only the vectors can find it, and they keep to the filters too
    assert texts(articles, "zebra", since=date(2024, 5, 1)) == ["Rain in May."]


def test_a_question_is_never_query_syntax(articles: ArticleIndex) -> None:
    articles.add([make_article(1, "The bridge opened.")])
    for question in (
        'bridge AND "',
        "title:bridge",
        "bridge~2 ^5 [a TO b]",
        "((bridge",
        "*bridge*",
        "-bridge",
    ):
        assert articles.search(question)[0].text == "The bridge opened."


@pytest.mark.parametrize("question", ["", "   ", "?!…", "\x00"])
def test_a_question_without_words_finds_nothing(articles: ArticleIndex, question: str) -> None:
    articles.add([make_article(1)])
    assert articles.search(question) == []


def test_an_empty_index_finds_nothing(articles: ArticleIndex) -> None:
    assert articles.search("anything") == []
    assert articles.problems() == []


def test_limits(articles: ArticleIndex) -> None:
    articles.add([make_article(n, f"Rain number {n} fell.") for n in range(1, 31)])
    assert len(articles.search("rain", 3)) == 3
    assert len(articles.search("rain", 30)) == 30
    with pytest.raises(UsageError):
        articles.search("rain", 0)


# --- removing --------------------------------------------------------------------------------


def bytes_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("others", [0, 3, 1200], ids=["none", "few", "more than Chroma logs"])
def test_a_removed_article_leaves_nothing_on_disk(tmp_path: Path, others: int) -> None:
    folder, embedder = tmp_path / "index", WordEmbedder()
    doomed = make_article(
        1, "The quokkaword statement. Zyzzyvaword followed.", outlet="Doomed Daily",
        title="Xylophoneword", url="https://doomed.example/story", authors=("Vuvuzelaword",),
    )  # fmt: skip
    with ArticleIndex.open(folder, embedder=embedder) as index:
        index.add([doomed, *(make_article(n, f"Other news {n}.") for n in range(2, others + 2))])
        chunk = index.search("quokkaword")[0].chunk
        assert index.remove([doomed.id]) == 1
        assert all(p.article.id != doomed.id for p in index.search("quokkaword zyzzyvaword"))
        with pytest.raises(ArticleNotFound):
            index.article(doomed.id)
        assert index.problems() == []
    left = bytes_in(folder).lower()
    words = ["quokkaword", "zyzzyvaword", "xylophoneword", "vuvuzelaword", "doomed", "zyzzyva"]
    for word in [*words, doomed.id, chunk.id]:
        assert word.encode() not in left, word
    vector = embedder.embed([doomed.text])[0]
    assert not _has_vector(bytes_in(folder), vector)


def _has_vector(data: bytes, vector: np.ndarray) -> bool:
    """Whether the floats stand anywhere in the bytes, but for rounding."""
    wanted = vector / np.linalg.norm(vector)
    for shift in range(4):
        usable = (len(data) - shift) // 4 * 4
        floats = np.frombuffer(data[shift : shift + usable], dtype="<f4")
        close = np.flatnonzero(np.isclose(floats, wanted[0], atol=1e-5))
        for i in close:
            part = floats[i : i + len(wanted)]
            if len(part) == len(wanted) and np.allclose(part, wanted, atol=1e-4):
                return True
    return False


def test_the_search_for_a_vector_on_disk_would_find_one(tmp_path: Path) -> None:
    embedder = WordEmbedder()
    with ArticleIndex.open(tmp_path / "index", embedder=embedder) as index:
        index.add([make_article(1, "The quokkaword statement.")])
    vector = embedder.embed(["The quokkaword statement."])[0]
    assert _has_vector(bytes_in(tmp_path / "index"), vector)


def test_removing_what_is_not_there_removes_nothing(articles: ArticleIndex) -> None:
    articles.add([make_article(1), make_article(2)])
    with pytest.raises(ArticleNotFound, match="no article has the id 'ffff'"):
        articles.remove([make_article(1).id, "ffff"])
    assert articles.status().articles == 2


def test_a_removed_article_can_come_back(articles: ArticleIndex) -> None:
    articles.add([make_article(1), make_article(2)])
    articles.remove([make_article(1).id])
    assert articles.add([make_article(1)]).added == 1
    assert len(articles.search("sentence")) == 2


# --- looking up -------------------------------------------------------------------------------


def test_an_article_is_found_by_the_beginning_of_its_id(articles: ArticleIndex) -> None:
    articles.add([make_article(0x1A), make_article(0x1B)])
    assert articles.article("000000000000001a").title == "Headline 26"
    with pytest.raises(ArticleNotFound, match="2 articles have ids that begin with '0000'"):
        articles.article("0000")
    for nothing in ("", "%", "beef"):
        with pytest.raises(ArticleNotFound):
            articles.article(nothing)


def test_articles_come_newest_first_with_everything_they_had(articles: ArticleIndex) -> None:
    old = make_article(1, published=datetime(1955, 1, 2, 3, 4, 5, tzinfo=UTC), authors=("A", "B"))
    new = make_article(2, published=datetime(2024, 1, 1, tzinfo=UTC), url="https://x.example/a")
    undated = Article(id="f" * 16, title="", text="Words.")
    articles.add([undated, old, new])
    assert list(articles.articles()) == [new, old, undated]
    assert [summary.id for summary in articles.summaries()] == [new.id, old.id, undated.id]


def test_status_counts(articles: ArticleIndex) -> None:
    articles.add([make_article(1), make_article(2, outlet=None, published=None)])
    status = articles.status()
    assert (status.articles, status.sentences, status.chunks) == (2, 4, 2)
    assert status.outlets == [(None, 1), ("Gulf Courier", 1)]
    assert status.first == status.last == datetime(2024, 4, 1, tzinfo=UTC)
    assert status.embedder == "words-16"
    assert status.size > 0


# --- opening and mending --------------------------------------------------------------------


def test_no_index_is_made_when_none_is_wanted(tmp_path: Path) -> None:
    with pytest.raises(IndexNotFound, match="there is no index in"):
        ArticleIndex.open(tmp_path / "none", create=False)
    assert not (tmp_path / "none").exists()


def test_another_embedder_is_refused_until_rebuilt(tmp_path: Path) -> None:
    class Other(WordEmbedder):
        name, dimensions = "words-8", 8

        def count(self, texts):  # type: ignore[no-untyped-def]
            return [len(text) for text in texts]

    long = " ".join(f"Sentence number {n} tells of other matters." for n in range(40))
    with ArticleIndex.open(tmp_path, embedder=WordEmbedder()) as index:
        index.add([make_article(1, long)])
        before = index.status().chunks
    with pytest.raises(EmbedderMismatch, match="made with the embedder words-16, not words-8") as e:
        ArticleIndex.open(tmp_path, embedder=Other())
    assert "rebuild --embedder words-8" in (e.value.hint or "")
    with ArticleIndex.rebuild(tmp_path, embedder=Other()) as index:
        assert index.status().embedder == "words-8"
        assert index.status().chunks > before  # its tokens are shorter
        assert index.problems() == []
        assert "number 7 tells" in " ".join(texts(index, "number 7"))


def test_a_folder_of_another_format_is_refused(tmp_path: Path) -> None:
    ArticleIndex.open(tmp_path, embedder=WordEmbedder()).close()
    with sqlite3.connect(tmp_path / "catalog.sqlite3") as db:
        db.execute("UPDATE meta SET value = '99' WHERE key = 'format'")
    with pytest.raises(IndexFormatError, match="format 99"):
        ArticleIndex.open(tmp_path, embedder=WordEmbedder())


def _spoil(folder: Path, pattern: str, content: bytes | None) -> None:
    paths = [path for path in folder.glob(pattern) if path.is_file()]
    assert paths
    for path in paths:
        path.unlink() if content is None else path.write_bytes(content)


@pytest.mark.parametrize("content", [None, b"", b"not what it was " * 100])
@pytest.mark.parametrize(
    "pattern",
    ["stores/*/vectors/chroma.sqlite3", "stores/*/words/meta.json", "stores/*/*/*"],
)
def test_damage_is_noticed_and_a_rebuild_mends_it(
    tmp_path: Path, pattern: str, content: bytes | None
) -> None:
    with ArticleIndex.open(tmp_path, embedder=WordEmbedder()) as index:
        index.add([make_article(n, f"Rain number {n} fell.") for n in range(1, 20)])
    _spoil(tmp_path, pattern, content)
    with ArticleIndex.open(tmp_path, embedder=WordEmbedder()) as index:
        assert any("groundwire rebuild" in problem for problem in index.problems())
        with pytest.raises(IndexDamaged) as caught:
            index.search("rain")
        assert "groundwire rebuild" in (caught.value.hint or "")
        with pytest.raises(IndexDamaged):
            index.add([make_article(50, "More rain.")])
    with ArticleIndex.rebuild(tmp_path, embedder=WordEmbedder()) as index:
        assert index.problems() == []
        assert len(index.search("rain", 50)) == 19  # what was refused left nothing behind


def test_a_store_out_of_step_is_noticed(tmp_path: Path) -> None:
    with ArticleIndex.open(tmp_path, embedder=WordEmbedder()) as index:
        index.add([make_article(1), make_article(2)])
    with sqlite3.connect(tmp_path / "catalog.sqlite3") as db:
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("DELETE FROM articles WHERE id = ?", (make_article(2).id,))
    with ArticleIndex.open(tmp_path, embedder=WordEmbedder()) as index:
        assert sum("too many" in problem for problem in index.problems()) == 2
        assert len(index.search("sentence")) == 1  # found, but not shown


def test_a_damaged_catalog_is_an_error_of_ours(tmp_path: Path) -> None:
    (tmp_path / "catalog.sqlite3").write_bytes(b"this is no database at all, " * 50)
    with pytest.raises(IndexDamaged, match=r"catalog\.sqlite3 is damaged"):
        ArticleIndex.open(tmp_path, embedder=WordEmbedder())


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Exception, match="cannot be made") as caught:
        ArticleIndex.open(tmp_path / "file" / "index", embedder=WordEmbedder())
    assert "--index" in caught.value.hint  # type: ignore[attr-defined]


# --- Ctrl-C ---------------------------------------------------------------------------------


def test_ctrl_c_keeps_all_that_was_read(articles: ArticleIndex) -> None:
    def interrupted():  # type: ignore[no-untyped-def]
        yield from (make_article(n, f"Rain number {n} fell.") for n in range(1, 400))
        raise KeyboardInterrupt

    report = articles.add(interrupted())
    assert report.interrupted
    assert report.added == articles.status().articles == 399
    assert articles.problems() == []


def test_a_failure_while_reading_loses_nothing(tmp_path: Path) -> None:
    def broken():  # type: ignore[no-untyped-def]
        yield from (make_article(n) for n in range(1, 400))
        raise RuntimeError("the source broke")

    with ArticleIndex.open(tmp_path, embedder=WordEmbedder()) as index:
        with pytest.raises(RuntimeError):
            index.add(broken())
        assert index.status().articles == 0  # nothing was reported, nothing is shown
    with ArticleIndex.open(tmp_path, embedder=WordEmbedder()) as index:
        assert index.status().articles == 256  # pending at the failure, applied at the opening
        assert index.problems() == []


# --- two processes ---------------------------------------------------------------------------


def _add_slowly(folder: Path, started, go) -> None:  # type: ignore[no-untyped-def]
    def slow():  # type: ignore[no-untyped-def]
        yield make_article(100, "The heron number 100 flew.")
        yield from (make_article(n, f"The heron number {n} flew.") for n in range(101, 400))
        started.set()
        go.wait(20)

    with ArticleIndex.open(folder, embedder=WordEmbedder()) as index:
        index.add(slow())


def test_readers_go_on_while_a_writer_writes_and_see_it_when_done(tmp_path: Path) -> None:
    with ArticleIndex.open(tmp_path, embedder=WordEmbedder()) as index:
        index.add([make_article(1, "A walrus slept."), make_article(100, "The heron was ill.")])
    started, go = SERVER.Event(), SERVER.Event()
    writer = SERVER.Process(target=_add_slowly, args=(tmp_path, started, go))
    writer.start()
    assert started.wait(20)
    with ArticleIndex.open(tmp_path, embedder=WordEmbedder()) as reader:
        assert "A walrus slept." in texts(reader, "walrus")
        assert "The heron was ill." in texts(reader, "heron")  # the change is not done yet
        with (
            pytest.raises(IndexLocked, match=rf"process {writer.pid} \("),
            writer_lock(tmp_path, 0.2),
        ):
            pass
        go.set()
        writer.join(30)
        assert writer.exitcode == 0
        found = texts(reader, "heron number 100", limit=50)
        assert "The heron number 100 flew." in found
        assert "The heron was ill." not in found
        assert reader.status().articles == 301


def test_a_reader_in_the_middle_of_generations(tmp_path: Path) -> None:
    """A reader that opened its stores before five changes still answers, with what is now."""
    with ArticleIndex.open(tmp_path, embedder=WordEmbedder()) as reader:
        reader.add([make_article(1, "A walrus slept.")])
        assert texts(reader, "walrus")
        for n in range(2, 7):
            with ArticleIndex.open(tmp_path, embedder=WordEmbedder()) as writer:
                writer.add([make_article(n, f"A heron number {n} flew.")])
            assert len(reader.search("heron", 50)) == n


def _hold(folder: Path, holding) -> None:  # type: ignore[no-untyped-def]
    with writer_lock(folder):
        holding.set()
        time.sleep(60)


def test_the_lock_is_free_after_its_holder_was_killed(tmp_path: Path) -> None:
    holding = SERVER.Event()
    holder = SERVER.Process(target=_hold, args=(tmp_path, holding))
    holder.start()
    assert holding.wait(10)
    os.kill(holder.pid or 0, 9)
    holder.join()
    with writer_lock(tmp_path, 1.0):
        pass


def _add_five(folder: Path, first: int) -> None:
    with ArticleIndex.open(folder, embedder=WordEmbedder()) as index:
        for n in range(first, first + 5):
            index.add([make_article(n)])


def test_two_writers_take_turns(tmp_path: Path) -> None:
    ArticleIndex.open(tmp_path, embedder=WordEmbedder()).close()
    writers = [SERVER.Process(target=_add_five, args=(tmp_path, first)) for first in (1, 101)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0, 0]
    with ArticleIndex.open(tmp_path, embedder=WordEmbedder()) as index:
        assert index.status().articles == 10
        assert index.problems() == []


def test_equal_but_for_where_it_lies_is_unchanged(articles: ArticleIndex) -> None:
    articles.add([make_article(1)])
    moved = replace(make_article(1), source="moved.txt")
    assert articles.add([moved]).unchanged == 1
