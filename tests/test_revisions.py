"""What an article said before: kept, shown, compared; and indexes of the format before that."""

import json
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from conftest import WordEmbedder, make_article
from index import Article, ArticleIndex
from index.errors import IndexFormatError, UsageError
from index.provenance.revisions import Revision
from index.schema import FORMAT
from index.sentences import split
from qa.differences import differences
from qa.rendering import history

MONDAY = datetime(2024, 4, 1, 8, 0, tzinfo=UTC)
TUESDAY = datetime(2024, 4, 2, 9, 30, tzinfo=UTC)
FRIDAY = datetime(2024, 4, 5, 10, 0, tzinfo=UTC)

BEFORE = "A barge hit the pier on Sunday. Two sailors were hurt. The bridge is closed."
AFTER = "A barge hit the pier on Sunday. Three sailors were hurt. The bridge is closed. It rained."
ID = make_article(1).id


def texts(articles: ArticleIndex, article_id: str = ID) -> list[str]:
    return [r.article.text for r in articles.revisions(articles.article(article_id))]


def test_a_changed_article_keeps_its_earlier_text(articles: ArticleIndex) -> None:
    first = make_article(1, BEFORE, title="Barge hits pier", source="a.txt")
    articles.add([first], now=MONDAY)
    articles.add([make_article(1, AFTER)], now=TUESDAY)
    earlier, current = articles.revisions(articles.article(ID))
    assert earlier == Revision(first, added=MONDAY, replaced=TUESDAY)
    assert (current.added, current.replaced) == (TUESDAY, None)
    assert (earlier.article.revision, current.article.revision) == (1, 2)
    assert current.article == articles.article(ID) == make_article(1, AFTER, revision=2)
    assert articles.status().revisions == 1
    assert articles.problems() == []


def test_revisions_count_on(articles: ArticleIndex) -> None:
    for now, text in ((MONDAY, "One."), (TUESDAY, "Two."), (FRIDAY, "One.")):
        articles.add([make_article(1, text)], now=now)
    assert texts(articles) == ["One.", "Two.", "One."]
    found = articles.revisions(articles.article(ID))
    assert [r.article.revision for r in found] == [1, 2, 3]
    assert [r.replaced for r in found] == [TUESDAY, FRIDAY, None]


def test_an_earlier_text_is_neither_searched_nor_cited(articles: ArticleIndex) -> None:
    articles.add([make_article(1, "The old walrus slept.")])
    articles.add([make_article(1, "The new heron flew.")])
    (passage,) = articles.search("walrus")
    assert passage.text == "The new heron flew."
    assert passage.article.revision == 2


@pytest.mark.parametrize(
    "changed",
    [
        {"outlet": "Harbour Times"}, {"published": TUESDAY}, {"modified": TUESDAY},
        {"authors": ("A. Writer",)}, {"language": "de"}, {"url": "https://x.example/a"},
    ],
    ids=lambda changed: next(iter(changed)),
)  # fmt: skip
def test_what_is_said_of_an_article_is_no_text_of_it(
    articles: ArticleIndex, changed: dict[str, object]
) -> None:
    articles.add([make_article(1)], now=MONDAY)
    report = articles.add([make_article(1, **changed)], now=TUESDAY)
    assert len(report.changed) == 1
    (only,) = articles.revisions(articles.article(ID))
    assert (only.article.revision, only.added, only.replaced) == (1, MONDAY, None)
    assert articles.status().revisions == 0


@pytest.mark.parametrize("changed", [{"title": "Another"}, {"text": f"{BEFORE} "}])
def test_a_headline_or_a_space_makes_a_revision(
    articles: ArticleIndex, changed: dict[str, str]
) -> None:
    articles.add([make_article(1, BEFORE)])
    articles.add([replace(make_article(1, BEFORE), **changed)])
    assert articles.status().revisions == 1


def test_what_nobody_could_see_is_no_revision(articles: ArticleIndex) -> None:
    many = [make_article(n) for n in range(2, 300)]
    articles.add([make_article(1, "First."), *many, make_article(1, "Last.")])
    assert texts(articles) == ["Last."]
    articles.add([make_article(1, "First."), make_article(1, "Last.")])  # as it was in the end
    assert texts(articles) == ["Last."]


def test_sentences_of_an_earlier_text_are_found_anew(articles: ArticleIndex) -> None:
    articles.add([make_article(1, BEFORE)])
    articles.add([make_article(1, AFTER)])
    earlier = articles.revision(articles.article(ID), 1).article
    assert articles.sentences(earlier) == split(make_article(1, BEFORE))
    for number in (0, 3):
        with pytest.raises(UsageError, match=f"no revision {number}"):
            articles.revision(articles.article(ID), number)


def test_a_removed_article_loses_its_revisions_on_disk_too(tmp_path: Path) -> None:
    with ArticleIndex.open(tmp_path, embedder=WordEmbedder()) as articles:
        doomed = make_article(1, "The quokkaword statement.", title="Xylophoneword")
        articles.add([doomed, make_article(2, "Other news.")])
        articles.add([make_article(1, "Now a zebraword.")])
        articles.add([make_article(2, "Other news, again.")])
        articles.remove([ID])
        assert articles.status().revisions == 1  # the other's
    left = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()).lower()
    for word in (b"quokkaword", b"xylophoneword", b"zebraword"):
        assert word not in left


def test_an_article_that_comes_back_begins_anew(articles: ArticleIndex) -> None:
    articles.add([make_article(1, BEFORE)])
    articles.add([make_article(1, AFTER)])
    articles.remove([ID])
    articles.add([make_article(1, "Third.")])
    assert texts(articles) == ["Third."]
    assert articles.article(ID).revision == 1


def test_a_rebuild_keeps_revisions(tmp_path: Path) -> None:
    with ArticleIndex.open(tmp_path, embedder=WordEmbedder()) as articles:
        articles.add([make_article(1, BEFORE)])
        articles.add([make_article(1, AFTER)])
    with ArticleIndex.rebuild(tmp_path, embedder=WordEmbedder()) as articles:
        assert texts(articles) == [BEFORE, AFTER]


# --- differences ---------------------------------------------------------------------------------


def test_differences_by_sentence() -> None:
    before = ["Stays.", "Two sailors were hurt on Sunday.", "Goes away.", "Stays too."]
    after = ["Stays.", "Three sailors were hurt on Sunday.", "Stays too.", "Comes along."]
    assert [(d.kind, d.before, d.after) for d in differences(before, after)] == [
        ("same", 1, 1), ("changed", 2, 2), ("removed", 3, None), ("same", 4, 3), ("added", None, 4),
    ]  # fmt: skip


def test_texts_of_both_sides_can_be_told_from_the_differences() -> None:
    before, after = ["A b c.", "D e f, g.", "H."], ["A b x.", "I j.", "D e f; g.", "K."]
    found = differences(before, after)
    for kinds, sentences in ((("same", "removed"), before), (("same", "added"), after)):
        told = ["".join(text for kind, text in d.parts if kind in kinds) for d in found]
        assert [text for text in told if text] == sentences


def _revisions(*articles: Article) -> list[Revision]:
    moments = [MONDAY, TUESDAY, FRIDAY]
    return [
        Revision(
            replace(a, revision=n + 1),
            moments[n],
            moments[n + 1] if n + 1 < len(articles) else None,
        )
        for n, a in enumerate(articles)
    ]


def test_revisions_as_text() -> None:
    found = _revisions(make_article(1, BEFORE), make_article(1, AFTER, title="Barge"))
    assert history.revisions(found).splitlines() == [
        "Barge",
        "revision 1 · added 2024-04-01 08:00 UTC · replaced 2024-04-02 09:30 UTC",
        "revision 2 · added 2024-04-02 09:30 UTC · the current text",
        "",
        "--- revision 1",
        "+++ revision 2",
        "@@ headline @@",
        "-     [-Headline 1-]",
        "+     {+Barge+}",
        "@@ -1,3 +1,4 @@",
        "    1 A barge hit the pier on Sunday.",
        "-   2 [-Two-] sailors were hurt.",
        "+   2 {+Three+} sailors were hurt.",
        "    3 The bridge is closed.",
        "+   4 It rained.",
    ]


def test_a_change_of_spaces_is_said_to_be_one() -> None:
    found = _revisions(make_article(1, "One. Two."), make_article(1, "One.\n\nTwo."))
    assert history.revisions(found).splitlines()[-1] == "only spaces and line breaks differ"


def test_an_article_that_never_changed() -> None:
    assert "has not changed" in history.revisions(_revisions(make_article(1)))


def test_revisions_as_values() -> None:
    first, second = history.revision_records(
        _revisions(make_article(1, BEFORE), make_article(1, AFTER))
    )
    assert (first["revision"], first["changes"], first["text"]) == (1, [], BEFORE)
    assert (first["added"], first["replaced"]) == (MONDAY.isoformat(), TUESDAY.isoformat())
    assert [(c["kind"], c["before"], c["after"]) for c in second["changes"]] == [
        ("changed", 2, 2), ("added", None, 4),
    ]  # fmt: skip
    json.dumps([first, second])


# --- an index of format 1 ------------------------------------------------------------------------

FORMAT_1 = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE articles (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    digest TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'ready', 'removing')),
    title TEXT NOT NULL,
    outlet TEXT,
    authors TEXT NOT NULL,
    url TEXT,
    published INTEGER,
    language TEXT,
    source TEXT,
    text TEXT NOT NULL,
    UNIQUE (id, state)
);
CREATE INDEX articles_unfinished ON articles (state) WHERE state != 'ready';
CREATE INDEX articles_by_date ON articles (state, published);
CREATE TABLE sentences (
    article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (article, ordinal)
) WITHOUT ROWID;
CREATE TABLE chunks (
    id TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    token_count INTEGER NOT NULL,
    PRIMARY KEY (article, first)
) WITHOUT ROWID;
CREATE INDEX chunks_by_id ON chunks (id);
"""
COPIED = {
    "meta": "key, value",
    "articles": "key, id, digest, state, title, outlet, authors, url, published, language, source,"
    " text",
    "sentences": 'article, ordinal, "start", "end"',
    "chunks": 'id, article, first, last, "start", "end", token_count',
}


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """An index folder with a catalog of format 1, one of its articles pending."""
    folder = tmp_path / "old"
    with ArticleIndex.open(folder, embedder=WordEmbedder()) as articles:
        articles.add([make_article(1, BEFORE), make_article(2, "Other news.")])
    catalog = folder / "catalog.sqlite3"
    new = catalog.rename(folder / "new.sqlite3")
    with sqlite3.connect(catalog) as db:
        db.executescript(FORMAT_1)
        db.execute("ATTACH ? AS new", (str(new),))
        for table, columns in COPIED.items():
            db.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM new.{table}")
        db.execute("UPDATE meta SET value = '1' WHERE key = 'format'")
        db.execute("UPDATE articles SET digest = 'of format 1 ' || id")
        db.execute("UPDATE articles SET state = 'pending' WHERE id = ?", (make_article(2).id,))
    for path in folder.glob("new.sqlite3*"):
        path.unlink()
    return folder


def _format(folder: Path) -> str:
    with sqlite3.connect(folder / "catalog.sqlite3") as db:
        return db.execute("SELECT value FROM meta WHERE key = 'format'").fetchone()[0]


def test_an_index_of_format_1_is_brought_up_to_date(old: Path) -> None:
    for _ in range(2):  # and then left alone
        with ArticleIndex.open(old, embedder=WordEmbedder()) as articles:
            assert [p for p in articles.problems() if "copies" not in p] == []
            assert articles.article(ID) == make_article(1, BEFORE)
            assert articles.revisions(make_article(1, BEFORE))[0].added is None
            assert articles.search("sailors")[0].article.id == ID
    assert _format(old) == str(FORMAT)


def test_after_that_unchanged_articles_are_unchanged_and_changed_ones_revised(old: Path) -> None:
    with ArticleIndex.open(old, embedder=WordEmbedder()) as articles:
        report = articles.add([make_article(1, BEFORE), make_article(2, "Other news.")])
        assert (report.added, report.changed, report.unchanged) == (0, [], 2)
        articles.add([make_article(1, AFTER)], now=TUESDAY)
        earlier, _ = articles.revisions(articles.article(ID))
        assert (earlier.added, earlier.replaced) == (None, TUESDAY)
        assert history.revisions([earlier]).splitlines()[1] == (
            "revision 1 · replaced 2024-04-02 09:30 UTC"
        )


def test_an_upgrade_that_fails_changes_nothing(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_article: Article) -> str:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("index.catalog.migrations.article_digest", fail)
        with pytest.raises(KeyboardInterrupt):
            ArticleIndex.open(old, embedder=WordEmbedder())
    assert _format(old) == "1"
    with ArticleIndex.open(old, embedder=WordEmbedder()) as articles:
        assert articles.status().articles == 2


def test_where_nothing_can_be_written_an_old_format_is_refused(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.catalog.migrations.writable", lambda _path: False)
    with pytest.raises(IndexFormatError, match=r"format 1.*cannot be written") as caught:
        ArticleIndex.open(old, embedder=WordEmbedder())
    assert "groundwire status" in (caught.value.hint or "")
    assert _format(old) == "1"
