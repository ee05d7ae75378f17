"""What goes wrong around an index: hostile folders, readers in the way, servers not there."""

import sqlite3
from pathlib import Path

import pytest

from conftest import WordEmbedder, make_article
from index import ArticleIndex
from index.errors import ArticleNotFound, IndexFolderError, ServiceError
from qa import Abstention, ask


def test_nothing_is_imported_from_the_folder_one_is_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("index", "sqlite3", "numpy"):
        (tmp_path / f"{name}.py").write_text("open('imported', 'w').write(__name__)\n")
    monkeypatch.chdir(tmp_path)
    with ArticleIndex.open(tmp_path / "made") as index:
        assert index.add(make_article(n, f"Report {n} came in.") for n in range(300)).added == 300
    assert not (tmp_path / "imported").exists()


def test_sentences_of_an_article_that_has_changed_are_its_own(articles: ArticleIndex) -> None:
    articles.add([make_article(1, "The old walrus slept. It snored.")])
    held = articles.article(make_article(1).id)
    articles.add([make_article(1, "A new text, in which nothing stands where it stood before.")])
    told = [sentence.text for sentence in articles.sentences(held)]
    assert told == ["The old walrus slept.", "It snored."]
    articles.remove([held.id])
    with pytest.raises(ArticleNotFound, match="has changed or gone meanwhile"):
        articles.sentences(held)


def test_an_answer_cites_what_it_retrieved_though_it_was_replaced_meanwhile(
    articles: ArticleIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "The walrus of Brint slept on the pier. Nobody woke it."
    articles.add([make_article(1, text)])
    search = articles.search

    def search_then_replace(*arguments, **limits):  # type: ignore[no-untyped-def]
        found = search(*arguments, **limits)
        articles.add([make_article(1, "Gone.")])
        return found

    monkeypatch.setattr(articles, "search", search_then_replace)
    answer = ask(articles, "Where did the walrus of Brint sleep?")
    assert not isinstance(answer, Abstention)
    for claim in answer.claims:
        for citation in claim.citations:
            assert text[citation.start : citation.end] == citation.quote


def test_a_reader_in_the_way_does_not_stop_a_removal_and_is_remembered(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    catalog = folder / "catalog.sqlite3"
    with ArticleIndex.open(folder, embedder=WordEmbedder()) as index:
        index.add([make_article(1, "The quokkaword slept."), make_article(2)])
        reader = sqlite3.connect(catalog, isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM articles").fetchone()
        index.remove([make_article(1).id])
        reader.execute("ROLLBACK")
        reader.close()
        index.add([])  # any later writing empties the log
        left = catalog.read_bytes() + (folder / "catalog.sqlite3-wal").read_bytes()
        assert b"quokkaword" not in left


def test_a_server_that_is_not_there_leaves_no_index_made_with_another_model(
    tmp_path: Path,
) -> None:
    with (
        ArticleIndex.open(tmp_path, embedder="openai:some-model") as index,
        pytest.raises(ServiceError, match="OPENAI_API_KEY is not set"),
    ):
        index.add([make_article(1)])
    with ArticleIndex.open(tmp_path, embedder="openai:some-model") as index:
        assert index.status().articles == index.status().unfinished == 0


def test_a_wrong_embedder_makes_no_folder(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="no embedder named"):
        ArticleIndex.open(tmp_path / "none", embedder="nonsense")
    assert not (tmp_path / "none").exists()


def test_stores_that_cannot_be_written_are_an_error_of_ours_and_reading_goes_on(
    tmp_path: Path,
) -> None:
    with ArticleIndex.open(tmp_path, embedder=WordEmbedder()) as index:
        (tmp_path / "stores").write_text("in the way")
        with pytest.raises(IndexFolderError, match="cannot be written") as caught:
            index.add([make_article(1)])
        assert "room" in (caught.value.hint or "")
        assert index.status().unfinished == 0
        assert index.search("anything") == []
    (tmp_path / "stores").unlink()
    with ArticleIndex.open(tmp_path, embedder=WordEmbedder()) as index:
        assert index.add([make_article(1)]).added == 1


def test_an_article_named_twice_is_removed_once(articles: ArticleIndex) -> None:
    articles.add([make_article(0xAB), make_article(2)])
    assert articles.remove([make_article(0xAB).id, "00000000000000ab"[:15]]) == 1


def test_an_endless_word_takes_no_time(tmp_path: Path) -> None:
    """Punctuation without end was once put together piece by piece: 20 MB took days."""
    with ArticleIndex.open(tmp_path) as index:
        assert (
            index.add([make_article(1, "." * 400_000), make_article(2, "[" * 400_000)]).added == 2
        )


def test_a_failed_rebuild_leaves_what_was_there(tmp_path: Path) -> None:
    class Failing(WordEmbedder):
        def embed(self, texts):  # type: ignore[no-untyped-def]
            raise ServiceError("the server is gone")

    with ArticleIndex.open(tmp_path, embedder=WordEmbedder()) as index:
        index.add([make_article(1, "A walrus slept.")])
    with pytest.raises(ServiceError):
        ArticleIndex.rebuild(tmp_path, embedder=Failing())
    assert len(list((tmp_path / "stores").iterdir())) == 1
    with ArticleIndex.open(tmp_path, embedder=WordEmbedder()) as index:
        assert index.problems() == []
        assert index.search("walrus")[0].text == "A walrus slept."
