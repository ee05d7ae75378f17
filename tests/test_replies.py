"""Replies in the index folder: found again, forgotten with what they quote, never in the way."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from conftest import WordEmbedder, make_article
from index import Article, ArticleIndex
from index.kept.replies import REPLIES, Replies, StoredReply, forget_quoting
from index.schema import article_digest

ONE, TWO = make_article(1), make_article(2)
REPLY = StoredReply("The quokkaword was seen. [1]", 10, 5, "stop")


class Catalog:
    """Which articles there are, as `index.catalog` tells it."""

    def __init__(self, *articles: Article) -> None:
        self.articles = {article.id: article for article in articles}

    def digests(self, article_ids: Iterable[str]) -> dict[str, str]:
        there = (self.articles[i] for i in article_ids if i in self.articles)
        return {article.id: article_digest(article) for article in there}


@pytest.fixture
def catalog() -> Catalog:
    return Catalog(ONE, TWO)


@pytest.fixture
def replies(tmp_path: Path, catalog: Catalog) -> Iterator[Replies]:
    kept = Replies(tmp_path, catalog.digests)
    yield kept
    kept.close()


def on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.glob(f"{REPLIES}*"))


def test_a_reply_is_found_again_by_its_key_and_by_no_other(replies: Replies) -> None:
    replies.put("a", REPLY, [ONE])
    assert replies.get("a") == REPLY
    assert replies.get("b") is None


def test_looking_makes_no_file(replies: Replies, tmp_path: Path) -> None:
    assert replies.get("a") is None
    assert not list(tmp_path.iterdir())


def test_a_later_reply_takes_the_place_of_the_earlier(replies: Replies) -> None:
    replies.put("a", REPLY, [ONE])
    other = StoredReply("Other.", None, None, None)
    replies.put("a", other, [TWO])
    assert replies.get("a") == other


def test_only_so_many_are_kept(replies: Replies, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.kept.replies._MOST", 3)
    for key in "abcde":
        replies.put(key, REPLY)
    assert [key for key in "abcde" if replies.get(key)] == ["c", "d", "e"]


def test_an_article_that_goes_takes_its_replies_with_it(
    replies: Replies, catalog: Catalog, tmp_path: Path
) -> None:
    replies.put("a", REPLY, [ONE, TWO])
    replies.put("b", StoredReply("Of the other.", 1, 1, "stop"), [TWO])
    replies.close()
    forget_quoting(tmp_path, catalog.digests, [ONE.id])
    assert replies.get("a") is None
    assert replies.get("b")
    replies.close()
    assert b"quokkaword" not in on_disk(tmp_path)


def test_a_changed_article_takes_its_replies_with_it(
    replies: Replies, catalog: Catalog, tmp_path: Path
) -> None:
    replies.put("a", REPLY, [ONE])
    catalog.articles[ONE.id] = make_article(1, "It says something else now.")
    forget_quoting(tmp_path, catalog.digests)
    assert replies.get("a") is None
    assert b"quokkaword" not in on_disk(tmp_path)


def test_a_reply_that_quotes_what_has_gone_meanwhile_is_not_kept(
    replies: Replies, catalog: Catalog, tmp_path: Path
) -> None:
    del catalog.articles[ONE.id]
    replies.put("a", REPLY, [ONE, TWO])
    assert replies.get("a") is None
    catalog.articles[ONE.id] = make_article(1, "It says something else now.")
    replies.put("a", REPLY, [ONE, TWO])
    assert replies.get("a") is None
    assert b"quokkaword" not in on_disk(tmp_path)


def test_where_a_reader_is_in_the_way_the_log_is_emptied_later(
    replies: Replies, catalog: Catalog, tmp_path: Path
) -> None:
    import sqlite3

    replies.put("a", REPLY, [ONE])
    reader = sqlite3.connect(tmp_path / REPLIES)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM replies").fetchone()
    forget_quoting(tmp_path, catalog.digests, [ONE.id])
    reader.execute("ROLLBACK")
    reader.close()
    replies.close()
    assert replies.get("b") is None  # whoever comes next
    assert b"quokkaword" not in on_disk(tmp_path)


def test_two_processes_at_once(replies: Replies, tmp_path: Path) -> None:
    script = (
        "import sys\nfrom pathlib import Path\n"
        "from index.kept.replies import Replies, StoredReply\n"
        "kept = Replies(Path(sys.argv[1]), lambda ids: {})\n"
        "for n in range(50):\n"
        "    kept.put(f'theirs {n}', StoredReply('Theirs.', 1, 1, 'stop'))\n"
        "assert kept.note is None, kept.note\n"
    )
    theirs = subprocess.Popen([sys.executable, "-c", script, str(tmp_path)])
    for n in range(50):
        replies.put(f"ours {n}", REPLY)
    assert theirs.wait(60) == 0
    assert replies.note is None
    assert all(replies.get(f"ours {n}") and replies.get(f"theirs {n}") for n in range(50))


@pytest.mark.parametrize(
    "damage", [b"no database at all" * 100, b"SQLite format 3\x00" + b"?" * 500]
)
def test_a_damaged_file_stops_nothing_and_goes_with_the_next_removal(
    replies: Replies, catalog: Catalog, tmp_path: Path, damage: bytes
) -> None:
    (tmp_path / REPLIES).write_bytes(damage + b"quokkaword")
    assert replies.get("a") is None
    assert REPLIES in (replies.note or "")
    replies.put("a", REPLY)
    forget_quoting(tmp_path, catalog.digests, [ONE.id])
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_stops_nothing(
    replies: Replies, catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replies.put("a", REPLY, [ONE])
    monkeypatch.setattr("index.database.writable", lambda _: False)  # permissions bind no root
    again = Replies(tmp_path, catalog.digests)
    assert again.get("a") == REPLY
    again.put("b", REPLY, [ONE])
    assert "readonly" in (again.note or "")
    assert again.get("a") is None  # given up, quietly


def test_an_index_forgets_when_articles_are_replaced_or_removed(tmp_path: Path) -> None:
    with ArticleIndex.open(tmp_path, embedder=WordEmbedder()) as articles:
        articles.add([ONE, TWO])
        articles.replies.put("a", REPLY, [ONE])
        articles.replies.put("b", REPLY, [TWO])
        articles.add([ONE])  # unchanged
        assert articles.replies.get("a")
        articles.add([make_article(1, "It says something else now. And more.")])
        assert articles.replies.get("a") is None
        assert articles.replies.get("b")
        articles.remove([TWO.id])
        assert articles.replies.get("b") is None
    assert b"quokkaword" not in on_disk(tmp_path)


def test_replies_that_arrive_while_their_article_is_removed_do_not_stay(tmp_path: Path) -> None:
    with ArticleIndex.open(tmp_path, embedder=WordEmbedder()) as articles:
        articles.add([ONE, TWO])

        def answering() -> None:
            with ArticleIndex.open(tmp_path, embedder=WordEmbedder()) as theirs:
                for n in range(30):
                    theirs.replies.put(f"a {n}", REPLY, [ONE])

        thread = threading.Thread(target=answering)
        thread.start()
        articles.remove([ONE.id])
        thread.join()
        assert not any(articles.replies.get(f"a {n}") for n in range(30))
    assert b"quokkaword" not in on_disk(tmp_path)
