"""The lexical index as the rest of the program sees it: real tantivy, real folders."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.articles import Filters
from index.errors import IndexDamaged, IndexLocked
from index.stores.analysis import CODES, code_of, field_analyzer, indexed, plain, terms_of
from index.stores.lexical import LexicalIndex, WordEntry

MARCH = datetime(2024, 3, 1, tzinfo=UTC)
APRIL = datetime(2024, 4, 1, tzinfo=UTC)


def entry(chunk: str, text: str, language: str | None = "en", **rest: object) -> WordEntry:
    known = {"article_id": f"article of {chunk}", "title": "", "outlet": None, "published": None}
    return WordEntry(chunk_id=chunk, text=text, language=language, **{**known, **rest})  # type: ignore[arg-type]


ENTRIES = [
    entry("base", "Drones attacked the base.", outlet="the times", published=1_709_251_200),
    entry(
        "vote", "Senators were voting.", title="A budget", outlet="herald", published=1_711_929_600
    ),
    entry("haus", "Viele Häuser brennen in Berlin.", "de-AT"),
    entry("zh", "中国人民银行下调利率。", "zh"),
    entry("ja", "東京で地震がありました。", "ja"),
    entry("ko", "대통령이 서울에서 연설했다.", "ko"),
    entry("th", "นายกรัฐมนตรีเดินทางไปกรุงเทพ", "th"),
    entry("hi", "प्रधानमंत्री ने दिल्ली में भाषण दिया।", "hi"),
    entry("ar", "هاجمت الطائرات القاعدة", "ar"),
    entry("any", "Rząd przyjął ustawę.", None),
]


@pytest.fixture
def words(tmp_path: Path) -> Iterator[LexicalIndex]:
    index = LexicalIndex.open(tmp_path / "words")
    index.add(ENTRIES)
    index.commit()
    yield index
    index.close()


def found(index: LexicalIndex, question: str, filters: Filters | None = None) -> set[str]:
    return {chunk_id for chunk_id, _ in index.search(question, 10, filters)}


def test_an_irregular_verb_is_found_in_its_other_forms(words: LexicalIndex) -> None:
    words.add([entry("fire", "A fire broke out."), entry("men", "Two men swam ashore.")])
    words.commit()
    assert found(words, "break") == {"fire"}
    assert found(words, "man swim") == {"men"}


@pytest.mark.parametrize(
    ("question", "chunk"),
    [
        ("Which base was under attack?", "base"),
        ("Who votes?", "vote"),
        ("budgets", "vote"),  # the title's words are the chunk's
        ("Welches Haus brennt?", "haus"),
        ("人民银行", "zh"),
        ("中国利率如何?", "zh"),
        ("東京の地震", "ja"),
        ("서울 연설", "ko"),
        ("กรุงเทพ", "th"),
        ("दिल्ली", "hi"),
        ("القاعدة", "ar"),
        ("ustawę", "any"),
    ],
)
def test_finds_words_in_any_form_and_script(words: LexicalIndex, question: str, chunk: str) -> None:
    assert chunk in found(words, question)


@pytest.mark.parametrize("question", ["", "   ", "?!…", '"', '"" ()', "*", "~~~", "“”", "\0", "\n"])
def test_a_question_without_words_finds_nothing(words: LexicalIndex, question: str) -> None:
    assert words.search(question, 10) == []


@pytest.mark.parametrize(
    "question",
    [
        'base AND "nothing here"',
        "title:foo base",
        "base^100 OR NOT base",
        "+base -base",
        "[base TO z]",
    ],
)
def test_query_syntax_is_only_words(words: LexicalIndex, question: str) -> None:
    assert "base" in found(words, question)


def test_field_names_and_wildcards_match_nothing(words: LexicalIndex) -> None:
    assert found(words, "chunk:vote article:vote ba* bas~1 /b.*/") == {"vote"}  # by its word alone


@settings(max_examples=150, deadline=None)
@given(question=st.text(max_size=200))
def test_no_question_is_an_error(question: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.getbasetemp() / "any question"
    index = LexicalIndex.open(folder)
    if not index.count():
        index.add(ENTRIES)
        index.commit()
    assert found(index, question) <= {e.chunk_id for e in ENTRIES}


def test_best_first_and_no_more_than_asked(words: LexicalIndex) -> None:
    words.add([entry("both", "Drones attacked the base at night, drones and more drones.")])
    words.commit()
    hits = words.search("drones at night", 10)
    assert [chunk for chunk, _ in hits] == ["both", "base"]
    assert hits[0][1] > hits[1][1] > 0
    assert words.search("drones at night", 1) == hits[:1]
    assert words.search("drones at night", 0) == []


def test_a_dotted_abbreviation_is_its_letters(words: LexicalIndex) -> None:
    words.add([entry("us", "The U.S. denied it."), entry("uk", "The UK agreed.")])
    words.commit()
    assert "us" in found(words, "US denial")
    assert "uk" in found(words, "U.K. agreement")


@pytest.mark.parametrize(
    ("filters", "chunks"),
    [
        (Filters(), {"base", "vote"}),
        (Filters(since=MARCH), {"base", "vote"}),
        (Filters(since=APRIL), {"vote"}),
        (Filters(until=APRIL), {"base"}),
        (Filters(since=MARCH, until=APRIL), {"base"}),
        (Filters(until=MARCH), set()),
        (Filters(outlets=("The TIMES",)), {"base"}),
        (Filters(outlets=("the times", "Herald", "none")), {"base", "vote"}),
        (Filters(since=APRIL, outlets=("the times",)), set()),
    ],
)
def test_filters(words: LexicalIndex, filters: Filters, chunks: set[str]) -> None:
    assert found(words, "base senators", filters) == chunks


def test_filters_do_not_change_scores(words: LexicalIndex) -> None:
    everywhere = dict(words.search("base senators", 10))
    filtered = dict(words.search("base senators", 10, Filters(since=MARCH)))
    assert filtered == pytest.approx(everywhere)


def test_what_has_no_date_is_in_no_range(words: LexicalIndex) -> None:
    long_ago = datetime(1, 1, 1, tzinfo=UTC)
    assert found(words, "Berlin") == {"haus"}
    assert found(words, "Berlin", Filters(since=long_ago)) == set()
    assert found(words, "Berlin", Filters(until=datetime(9999, 1, 1, tzinfo=UTC))) == set()


def test_articles_before_1970_have_dates(words: LexicalIndex) -> None:
    words.add([entry("moon", "The Eagle has landed.", published=-14_182_980)])
    words.commit()
    assert found(words, "eagle", Filters(until=datetime(1970, 1, 1, tzinfo=UTC))) == {"moon"}


def test_deleted_articles_are_gone_after_commit(words: LexicalIndex) -> None:
    words.delete_articles(["article of base", "never there"])
    assert found(words, "base") == {"base"}
    words.commit()
    assert found(words, "base") == set()
    assert words.count() == len(ENTRIES) - 1 == len(words.ids())


def test_delete_and_add_again_in_one_commit(words: LexicalIndex) -> None:
    words.delete_articles(["article of base"])
    words.add([entry("base", "A pause at the base.")])
    words.commit()
    assert found(words, "drones") == set()
    assert found(words, "pause") == {"base"}


def test_ids_and_frequencies(words: LexicalIndex) -> None:
    assert words.ids() == {e.chunk_id for e in ENTRIES}
    assert words.frequencies(["senator", "Voted", "zebra", "人民", "", "?"]) == [1, 1, 0, 1, 0, 0]


def test_closing_without_commit_keeps_nothing(tmp_path: Path) -> None:
    index = LexicalIndex.open(tmp_path)
    index.add(ENTRIES)
    index.close()
    assert LexicalIndex.open(tmp_path).count() == 0


def test_a_reader_sees_what_was_committed_and_nothing_else(tmp_path: Path) -> None:
    writer, reader = LexicalIndex.open(tmp_path), LexicalIndex.open(tmp_path)
    writer.add(ENTRIES[:2])
    assert reader.count() == 0
    writer.commit()
    assert found(reader, "base") == {"base"}
    writer.add(ENTRIES[2:])
    assert reader.count() == 2
    writer.commit()
    assert found(reader, "Haus") == {"haus"}  # a language that was not there before
    writer.close()


def test_replace_all_is_one_step_and_leaves_no_words(tmp_path: Path) -> None:
    index, reader = LexicalIndex.open(tmp_path), LexicalIndex.open(tmp_path)
    index.add([entry("secret", "a name nobody may know"), entry("kept", "nothing of note")])
    index.commit()
    before = {
        file.name for file in tmp_path.iterdir() if file.suffix in {".term", ".idx", ".store"}
    }
    index.replace_all([entry("kept", "nothing of note")])
    assert reader.ids() == {"kept"}
    assert len(before) == 3  # one segment, no file of which is left
    assert not before & {file.name for file in tmp_path.iterdir()}
    index.close()


def test_a_second_writer_is_told_to_wait(words: LexicalIndex, tmp_path: Path) -> None:
    words.add(ENTRIES[:1])
    with pytest.raises(IndexLocked):
        LexicalIndex.open(tmp_path / "words").add(ENTRIES[:1])


def test_a_killed_writer_leaves_no_lock_and_nothing_uncommitted(tmp_path: Path) -> None:
    code = """
import os, signal, sys
from pathlib import Path
from index.stores.lexical import LexicalIndex, WordEntry
index = LexicalIndex.open(Path(sys.argv[1]))
index.add([WordEntry("first", "a", "", "first", "en", None, None)])
index.commit()
index.add([WordEntry("second", "b", "", "second", "en", None, None)])
os.kill(os.getpid(), signal.SIGKILL)
"""
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    index = LexicalIndex.open(tmp_path)
    assert index.ids() == {"first"}
    index.add([entry("third", "third")])
    index.commit()
    assert index.ids() == {"first", "third"}


@pytest.mark.parametrize("damage", [b"", b"{", b"not an index"])
def test_damage_is_reported_as_such(words: LexicalIndex, tmp_path: Path, damage: bytes) -> None:
    folder = tmp_path / "copy"
    for file in sorted((tmp_path / "words").iterdir()):
        if file.name.startswith("."):
            continue
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(tmp_path / "words", folder)
        (folder / file.name).write_bytes(damage)
        with pytest.raises(IndexDamaged) as raised:
            LexicalIndex.open(folder).search("base", 3)
        assert "groundwire rebuild" in (raised.value.hint or "")


def test_damage_within_a_file_is_reported_too(words: LexicalIndex, tmp_path: Path) -> None:
    assert words.count()
    name = next((tmp_path / "words").glob("*.store")).name
    for place in range(0, 240, 4):  # some of these make tantivy panic
        folder = tmp_path / str(place)
        shutil.copytree(tmp_path / "words", folder)
        data = bytearray((folder / name).read_bytes())
        data[place % len(data)] ^= 0xFF
        (folder / name).write_bytes(data)
        with contextlib.suppress(IndexDamaged):
            LexicalIndex.open(folder, create=False).ids()


def test_where_there_is_none_one_is_made_only_if_asked(tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged):
        LexicalIndex.open(tmp_path / "none", create=False)
    assert not (tmp_path / "none").exists()
    LexicalIndex.open(tmp_path / "none")
    assert LexicalIndex.open(tmp_path / "none", create=False).count() == 0


def test_a_file_in_the_way_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(IndexDamaged):
        LexicalIndex.open(tmp_path / "file")


@pytest.mark.parametrize(
    ("language", "code"),
    [("en-GB", "en"), ("nb", "no"), ("DE", "de"), ("zh-Hant", "any"), (None, "any"), ("", "any"),
     ("pt_BR", "pt")],
)  # fmt: skip
def test_languages_have_analyzers(language: str | None, code: str) -> None:
    assert code_of(language) == code


def hundreds(index: LexicalIndex) -> None:
    """English chunks about trains and ministers, none of them in Görlitz."""
    texts = ["A train crash hurt {} people.", "Minister {} of Ukraine spoke of police policies."]
    index.add([entry(f"en {i}", texts[i % 2].format(i)) for i in range(400)])
    index.commit()


GERMAN = entry("de", "Bei Görlitz sind zwei Züge zusammengestoßen.", "de", title="Zugunglück")
ARABIC = entry("gaza", "غزة: الوزير يتحدث", "ar")


@pytest.mark.parametrize(
    ("rare", "question"),
    [
        (GERMAN, "train crash Görlitz hurt"),
        (GERMAN, "minister zug"),
        (entry("fr", "La ministre parle à Besançon.", "fr"), "Ukraine minister Besançon"),
        (entry("zh", "乌克兰铁路事故。", "zh"), "train crash 铁路"),
        (entry("hi", "दिल्ली में भाषण", "hi"), "police दिल्ली"),
        (ARABIC, "train crash غزة"),
        (entry("ta", "சென்னையில் மழை", "ta"), "minister மழை"),
        (entry("pl", "Wypadek w Łodzi.", "pl"), "train crash Łodzi"),
    ],
)
def test_a_rare_word_of_a_rare_language_comes_first(
    tmp_path: Path, rare: WordEntry, question: str
) -> None:
    index = LexicalIndex.open(tmp_path)
    hundreds(index)
    index.add([rare])
    index.commit()
    assert index.search(question, 3)[0][0] == rare.chunk_id


def test_a_name_is_not_rare_for_being_rare_in_a_language(tmp_path: Path) -> None:
    index = LexicalIndex.open(tmp_path)
    hundreds(index)
    index.add([entry("it", "Un ministro della Russia.", "it"), entry("once", "Tuesday in Kyiv")])
    index.add([entry(f"more {i}", f"Russia said {i}") for i in range(50)])
    index.commit()
    assert index.search("Russia Kyiv", 3)[0][0] == "once"  # the only Italian chunk has "Russia"


def test_stems_of_one_language_are_not_those_of_another(tmp_path: Path) -> None:
    index = LexicalIndex.open(tmp_path)
    index.add([entry("en", "The police came."), entry("fr", "Bonjour", "fr")])
    index.commit()
    assert found(index, "policies") == set()  # polic in French, as "police" is in English


@pytest.mark.parametrize("word", ["meetings", "y", "happily", "Städte", "9", "foo_bar", "दिल्ली"])
@pytest.mark.parametrize("language", CODES)
def test_any_language_may_have_words_that_look_english(
    tmp_path: Path, word: str, language: str
) -> None:
    index = LexicalIndex.open(tmp_path)
    index.add([entry("one", f"Ta {word} ta.", language), entry("other", "Ta", language)])
    index.commit()
    assert found(index, word) == {"one"}
    assert index.frequencies([word]) == [1]


def test_frequencies_are_of_a_word_in_all_languages(tmp_path: Path) -> None:
    index = LexicalIndex.open(tmp_path)
    hundreds(index)
    index.add([GERMAN, entry("two", "Ein Minister der Ukraine in GÖRLITZ.", "de-AT"), ARABIC])
    index.add([entry("three", "The mayor of Görlitz, and Görlitz again.")])
    index.commit()
    assert index.frequencies(["Görlitz", "minister", "Ministers", "غزة", "train", "Köln"]) == [
        3, 201, 201, 1, 200, 0,
    ]  # fmt: skip


def test_a_language_that_is_gone_does_no_harm(tmp_path: Path) -> None:
    index = LexicalIndex.open(tmp_path)
    hundreds(index)
    before = index.search("police Görlitz minister", 5)
    index.add([GERMAN])
    index.commit()
    index.delete_articles([GERMAN.article_id])
    index.commit()
    assert [hit for hit, _ in index.search("police Görlitz minister", 5)] == [h for h, _ in before]
    assert found(index, "Görlitz zug") == set()
    index.replace_all([GERMAN])
    assert found(index, "Züge") == {"de"}
    assert found(index, "train") == set()


@settings(max_examples=300, deadline=None)
@given(text=st.text(max_size=40), code=st.sampled_from(CODES))
def test_what_tantivy_takes_in_is_what_is_asked_for(text: str, code: str) -> None:
    assert field_analyzer().analyze(indexed(text, code)) == next(terms_of(text, [code]))


@pytest.mark.parametrize(
    ("text", "terms"),
    [("U.S. troops", "US troops"), ("at 5 p.m. on", "at 5 pm on"), ("中国人", "中国 国人"),
     ("在 Jordan 中", "在 Jordan 中"), ("3.5 of 1,200", "3.5 of 1,200"), ("café", "café")],
)  # fmt: skip
def test_plain(text: str, terms: str) -> None:
    assert plain(text).split() == terms.split()
