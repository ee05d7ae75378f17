"""Sentences to chunks: whole sentences, inside the budget, nothing lost, the same every time."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from conftest import make_article
from index.chunks import CHUNK_TOKENS, OVERLAP_TOKENS, chunk
from index.sentences import split

COUNTS = st.lists(st.integers(1, 260), max_size=60)


def _article(counts: list[int]):
    """An article whose sentence n is n words long, with those sentences."""
    text = " ".join(" ".join(["Word"] * (n - 1) + ["end."]) for n in counts)
    article = make_article(text=text)
    return article, split(article)


@given(COUNTS)
def test_chunks_are_whole_sentences_within_the_budget(counts: list[int]) -> None:
    article, sentences = _article(counts)
    chunks = chunk(article, sentences, counts)
    covered = set()
    for c in chunks:
        own = counts[c.first : c.last]
        assert c.token_count == sum(own)
        assert c.token_count <= CHUNK_TOKENS or len(own) == 1
        assert (
            article.text[c.start : c.end]
            == article.text[sentences[c.first].start : sentences[c.last - 1].end]
        )
        covered.update(range(c.first, c.last))
    assert covered == set(range(len(sentences)))


@given(COUNTS)
def test_only_a_short_last_sentence_is_repeated(counts: list[int]) -> None:
    article, sentences = _article(counts)
    chunks = chunk(article, sentences, counts)
    for before, after in pairwise(chunks):
        overlap = before.last - after.first
        assert overlap in (0, 1)
        assert before.last < after.last
        if overlap:
            assert counts[after.first] <= OVERLAP_TOKENS


def test_a_short_last_sentence_opens_the_next_chunk() -> None:
    article, sentences = _article([150, 20, 100, 80])
    assert [(c.first, c.last) for c in chunk(article, sentences, [150, 20, 100, 80])] == [
        (0, 2),
        (1, 4),
    ]


def test_a_sentence_over_the_budget_is_a_chunk_alone() -> None:
    article, sentences = _article([10, 250, 10])
    assert [(c.first, c.last) for c in chunk(article, sentences, [10, 250, 10])] == [
        (0, 1),
        (1, 2),
        (2, 3),
    ]


def test_ids_are_deterministic_and_change_with_the_text() -> None:
    article, sentences = _article([10, 20])
    assert chunk(article, sentences, [10, 20]) == chunk(article, sentences, [10, 20])
    other, others = _article([10, 21])
    assert chunk(article, sentences, [10, 20])[0].id != chunk(other, others, [10, 21])[0].id


def test_no_sentences_no_chunks() -> None:
    assert chunk(make_article(text=""), [], []) == []
