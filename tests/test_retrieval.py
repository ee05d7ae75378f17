"""Ranking: what comes first and why, on stores small enough to see through."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.articles import Filters
from index.retrieval import retrieve
from index.retrieval.rescoring import Asked


class Chunk(NamedTuple):
    chunk_id: str
    text: str
    title: str = ""
    language: str | None = "en"
    first: int = 3
    published: int | None = None
    article_id: str = ""


class Shelf:
    """Stores whose two lists are what the test says."""

    def __init__(
        self,
        chunks: Sequence[Chunk],
        dense: Sequence[tuple[str, float]] = (),
        lexical: Sequence[tuple[str, float]] = (),
    ) -> None:
        self._chunks = {chunk.chunk_id: chunk for chunk in chunks}
        self._dense, self._lexical = dense, lexical
        self.asked: list[tuple[str, int, Filters]] = []

    def nearest(
        self, question: str, limit: int, filters: Filters
    ) -> Callable[[], Sequence[tuple[str, float]]]:
        self.asked.append((question, limit, filters))
        return lambda: self._dense[:limit]

    def matching(self, question: str, limit: int, filters: Filters) -> Sequence[tuple[str, float]]:
        self.asked.append((question, limit, filters))
        return self._lexical[:limit]

    def candidates(self, chunk_ids: Iterable[str]) -> dict[str, Chunk]:
        return {i: self._chunks[i] for i in chunk_ids if i in self._chunks}

    def copies(self, article_ids: Iterable[str]) -> set[tuple[str, str]]:
        wanted = {i for i in article_ids if i.startswith("copy")}
        return {(one, other) for one in wanted for other in wanted if one != other}

    def frequencies(self, words: Sequence[str]) -> list[int]:
        return [sum(word in c.text.lower() for c in self._chunks.values()) for word in words]

    def size(self) -> int:
        return len(self._chunks)

    def newest(self) -> int | None:
        dates = [c.published for c in self._chunks.values() if c.published is not None]
        return max(dates, default=None)


def even(*chunks: Chunk) -> Shelf:
    """A shelf on which both lists say the same of every chunk."""
    scores = [(chunk.chunk_id, 0.5) for chunk in chunks]
    return Shelf(chunks, scores, scores)


def order(shelf: Shelf, question: str, limit: int = 10) -> list[str]:
    return [r.chunk_id for r in retrieve(question, limit, shelf, Filters())]


def test_found_by_says_which_list_had_it() -> None:
    chunks = [Chunk("d", "one"), Chunk("l", "two"), Chunk("b", "three")]
    shelf = Shelf(chunks, [("b", 0.9), ("d", 0.8)], [("b", 9.0), ("l", 8.0)])
    ranked = retrieve("anything", 10, shelf, Filters())
    assert {r.chunk_id: r.found_by for r in ranked} == {"d": "dense", "l": "lexical", "b": "both"}
    assert ranked[0].chunk_id == "b"


def test_words_count_more_than_meaning() -> None:
    chunks = [Chunk("meaning", "x"), Chunk("words", "x")]
    shelf = Shelf(chunks, [("meaning", 0.9), ("words", 0.5)], [("words", 9.0), ("meaning", 5.0)])
    assert order(shelf, "anything") == ["words", "meaning"]


def test_meaning_alone_finds_where_no_word_is_shared() -> None:
    shelf = Shelf([Chunk("far", "x"), Chunk("near", "x")], [("near", 0.7), ("far", 0.2)])
    assert order(shelf, "which?") == ["near", "far"]


def test_words_standing_together_beat_the_same_words_apart() -> None:
    filler = "nothing to see here " * 40
    apart = Chunk("apart", f"Airport closed. {filler} Strike in Geneva.")
    together = Chunk("together", f"{filler} A strike at the airport in Geneva.")
    assert order(even(apart, together), "airport strike Geneva")[0] == "together"


def test_a_pair_of_neighbours_beats_the_same_words_turned_round() -> None:
    turned = Chunk("turned", "The court was supreme in this, they said.")
    pair = Chunk("pair", "They said the supreme court was in this.")
    assert order(even(turned, pair), "supreme court")[0] == "pair"


def test_the_headline_counts() -> None:
    plain, headed = Chunk("a", "It closed."), Chunk("b", "It closed.", title="Geneva's airport")
    assert order(even(plain, headed), "Geneva airport")[0] == "b"


def test_the_opening_counts() -> None:
    later, opening = Chunk("a", "It closed.", first=4), Chunk("b", "It closed.", first=0)
    assert order(even(later, opening), "closed")[0] == "b"


def test_equal_chunks_come_in_a_fixed_order() -> None:
    chunks = [Chunk(name, "same") for name in "cab"]
    assert order(even(*chunks), "same") == ["a", "b", "c"]


@pytest.mark.parametrize(("question", "limit"), [("", 5), ("  \n", 5), ("word", 0), ("word", -1)])
def test_nothing_asked_is_nothing_found(question: str, limit: int) -> None:
    shelf = even(Chunk("a", "word"))
    assert retrieve(question, limit, shelf, Filters()) == []
    assert shelf.asked == []


def test_filters_reach_both_lists_and_limit_is_kept() -> None:
    shelf = even(*(Chunk(f"{n:03}", "word") for n in range(80)))
    filters = Filters(outlets=("the times",))
    assert len(retrieve("word", 30, shelf, filters)) == 30
    assert [asked[0] for asked in shelf.asked] == ["word", "word"]
    assert all(asked[2] is filters and asked[1] >= 30 for asked in shelf.asked)


def test_what_may_not_be_shown_is_left_out() -> None:
    shelf = Shelf([Chunk("shown", "word")], [("gone", 0.9)], [("gone", 9.0), ("shown", 1.0)])
    assert order(shelf, "word") == ["shown"]


WORDS = st.sampled_from(
    "Geneva airport strike the of U.S. 5 “Squid Game” 中国 Haus . , ? - 's".split()
)
TEXTS = st.lists(WORDS, max_size=30).map(" ".join) | st.text(max_size=60)


@settings(max_examples=200, deadline=None)
@given(question=TEXTS, texts=st.lists(st.tuples(TEXTS, TEXTS), max_size=5))
def test_any_question_and_any_text_give_an_order(
    question: str, texts: list[tuple[str, str]]
) -> None:
    shelf = even(*(Chunk(str(n), text, title) for n, (text, title) in enumerate(texts)))
    ranked = retrieve(question, 4, shelf, Filters())
    scores = [r.score for r in ranked]
    assert len(ranked) == (min(4, len(texts)) if question.strip() else 0)
    assert scores == sorted(scores, reverse=True)
    assert all(0.0 <= score <= 2.0 for score in scores)


@settings(max_examples=200, deadline=None)
@given(question=TEXTS, text=TEXTS, title=TEXTS)
def test_shares_are_shares(question: str, text: str, title: str) -> None:
    asked = Asked(question, lambda words: [1] * len(words), 10)
    likeness = asked.likeness(title, text, "en")
    for share in (likeness.together, likeness.headline, likeness.pairs):
        assert -1e-9 <= share <= 1 + 1e-9


@pytest.mark.parametrize(
    ("question", "text", "language"),
    [
        ("Who was running?", "He runs every day.", "en"),
        ("Ukraine", "“Ukraine’s” army", "en"),
        ("US", "the (U.S.) said", "en"),
        ("COVID 19", "a Covid-19 test", None),
        ("Häuser", "Ein Haus brennt.", "de"),
        ("利率", "中国人民银行下调利率。", "zh"),
        ("서울", "대통령이 서울에서 연설했다.", "ko"),
    ],
)
def test_a_word_is_met_in_any_form(question: str, text: str, language: str | None) -> None:
    asked = Asked(question, lambda words: [1] * len(words), 10)
    assert asked.likeness("", text, language).together == pytest.approx(1.0)
    assert asked.likeness(text, "", language).headline == pytest.approx(1.0)


def test_rare_words_weigh_more() -> None:
    frequency = {"president": 900, "gorbachev": 2}
    asked = Asked("president gorbachev", lambda words: [frequency[w] for w in words], 1000)
    rare = asked.likeness("", "gorbachev", "en").together
    common = asked.likeness("", "president", "en").together
    assert rare > 10 * common


def test_stop_words_count_only_where_there_is_nothing_else() -> None:
    asked = Asked("to be or not to be", lambda words: [1] * len(words), 10)
    assert asked.likeness("", "not to be", "en").together > 0
    asked = Asked("to be a king", lambda words: [1] * len(words), 10)
    assert asked.likeness("", "not to be", "en").together == 0


def test_ranking_reads_and_writes_nothing() -> None:
    for module in ("index.retrieval.fusion", "index.retrieval.rescoring"):
        names = vars(sys.modules[module])
        assert not {"tantivy", "chromadb", "sqlite3", "open", "Path"} & names.keys()


def test_of_two_alike_the_newer_comes_first() -> None:
    year = 365 * 24 * 3600
    old, new = Chunk("a", "It closed.", published=0), Chunk("b", "It closed.", published=3 * year)
    undated = Chunk("c", "It closed.")
    assert order(even(old, undated, new), "When did it close?")[0] == "b"


def test_what_only_meaning_found_does_not_share_the_score_of_the_only_word_hit() -> None:
    near, exact = Chunk("a", "Nothing of it."), Chunk("b", "The heron flew.")
    shelf = Shelf([near, exact], [("a", 0.9), ("b", 0.5)], [("b", 7.0)])
    assert order(shelf, "heron") == ["b", "a"]


def test_after_the_best_comes_what_has_the_words_that_it_lacks() -> None:
    best = Chunk("best", "An airport strike in Geneva, an airport strike.")
    alike, other = Chunk("alike", "The airport strike in Geneva."), Chunk("other", "Pilots left.")
    scores = [("best", 9.0), ("alike", 8.0), ("other", 7.0)]
    shelf = Shelf([best, alike, other], scores, scores)
    assert order(shelf, "airport strike Geneva pilots") == ["best", "other", "alike"]
    assert order(shelf, "airport strike Geneva") == ["best", "alike", "other"]


def test_a_word_is_covered_in_whatever_language_it_was_met() -> None:
    asked = Asked("Häuser in Genf", lambda words: [1] * len(words), 10)
    german = asked.likeness("", "Ein Haus in Genf.", "de").words
    english = asked.likeness("", "Genf", "en").words
    assert german == asked.words
    assert english < german
    assert asked.share(german) == pytest.approx(1.0)
    assert 0 < asked.share(english) < 1
    assert asked.share(()) == 0


REPEATED = "the harbour was closed for a day because of the storm that came from the west"


def test_a_copy_of_what_is_shown_is_left_out_and_noted() -> None:
    shelf = even(
        Chunk("a", f"{REPEATED} and the ferry stayed", article_id="copy 1"),
        Chunk("b", REPEATED, article_id="copy 2"),
        Chunk("c", "the storm broke a crane in the harbour of the west", article_id="copy 3"),
        Chunk("d", REPEATED, article_id="another"),
    )
    ranked = retrieve("harbour storm ferry", 10, shelf, Filters())
    assert {r.chunk_id: r.copies for r in ranked} == {"a": ("copy 2",), "c": (), "d": ()}


def test_copies_make_room_for_others() -> None:
    copies = [Chunk(f"c{n}", f"{REPEATED} {n}", article_id=f"copy {n}") for n in range(5)]
    shelf = even(*copies, Chunk("x", "a harbour", article_id="another"))
    ranked = retrieve("harbour storm", 2, shelf, Filters())
    assert [r.chunk_id for r in ranked] == ["c0", "x"]
    assert sorted(ranked[0].copies) == ["copy 1", "copy 2", "copy 3", "copy 4"]
