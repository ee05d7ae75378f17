"""Where articles differ: figures and days of the same thing, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles import Sentence
from qa.evidence.disagreement import disagreements

WEDNESDAY = datetime(2024, 4, 24, 9, tzinfo=UTC)


def told(*texts: str, articles: str | None = None) -> list[Sentence]:
    """One sentence an article, or in the articles named by one letter each."""
    names = articles or "abcdefgh"
    return [Sentence(names[n], n, 0, len(text), text) for n, text in enumerate(texts)]


def values(sentences: list[Sentence], **options) -> list[tuple[str, ...]]:
    return [tuple(text for _, text in d.values) for d in disagreements(sentences, **options)]


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (
            "At least eight people died when the ferry sank off Almaro.",
            "Eleven people died when the ferry sank off Almaro.",
            ("At least eight", "Eleven"),
        ),
        (
            "The council of Almaro put the damage of the fire at $1.2 million.",
            "The council of Almaro put the damage of the fire at $2.1 million.",
            ("$1.2 million", "$2.1 million"),
        ),
        (
            "Between October and the start of February, US troops were attacked more than 165 "
            "times.",
            "There were at least 150 attacks on American soldiers between October and the "
            "beginning of February.",
            ("more than 165", "at least 150"),
        ),
        (
            "Turnout in the vote at Brint was 61% of those registered.",
            "Turnout in the vote at Brint was 68% of those registered.",
            ("61%", "68%"),
        ),
    ],
)  # fmt: skip
def test_figures_that_cannot_both_be_right(one, other, found):
    assert values(told(one, other)) == [found]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # the same, rounded, or written otherwise
        (
            "Three ferries sank off Almaro in the storm, the coast guard said.",
            "3 ferries sank off Almaro in the storm, the coast guard said.",
        ),
        (
            "About 170 people were taken to hospitals in Almaro after the fire.",
            "In all 168 people were taken to hospitals in Almaro after the fire.",
        ),
        (
            "More than 18 million people in Almaro were kept out of hospital, a study says.",
            "More than 18.5 million people in Almaro were kept out of hospital, a study says.",
        ),
        # of something else: another place, thing, unit, year, day
        (
            "Three people died when the ferry sank off Almaro on its way north.",
            "Five people died when the ferry sank off Brint on its way north.",
        ),
        (
            "Three people died when the ferry sank off Almaro on its way north.",
            "Five people were hurt when a bus turned over near Almaro at noon.",
        ),
        (
            "The bridge at Almaro is 40 metres wide and was built by the army.",
            "The bridge at Almaro is 130 feet wide and was built by the army.",
        ),
        (
            "In 2019 three ferries sank off Almaro in storms, the coast guard said.",
            "In 2021 five ferries sank off Almaro in storms, the coast guard said.",
        ),
        # parts of names and words
        (
            "The storm over Almaro was a Category 3 hurricane when it reached the coast.",
            "The storm over Almaro was a Category 5 hurricane when it reached the coast.",
        ),
        (
            "The 40-year-old captain from Almaro left the ferry last, the coast guard said.",
            "The 45-year-old captain from Almaro left the ferry last, the coast guard said.",
        ),
    ],
)  # fmt: skip
def test_no_disagreement(one, other):
    assert values(told(one, other)) == []


def test_one_article_does_not_disagree_with_itself():
    pair = ("Eight people died when the ferry sank off Almaro.",
            "Eleven people died when the ferry sank off Almaro.")  # fmt: skip
    assert values(told(*pair, articles="aa")) == []


def test_a_count_that_grew_over_weeks_is_no_disagreement():
    pair = told("Eight people died when the ferry sank off Almaro.",
                "Eleven people died when the ferry sank off Almaro.")  # fmt: skip
    later = {"a": WEDNESDAY, "b": WEDNESDAY.replace(month=6)}
    assert values(pair, published=later) == []
    assert values(pair, published=dict.fromkeys("ab", WEDNESDAY)) == [("Eight", "Eleven")]


def test_days_are_compared_where_the_articles_are_dated():
    end = "after losing the vote."
    pair = told(f"Mayor Idris Kalo of Almaro resigned on Monday {end}",
                f"Mayor Idris Kalo of Almaro resigned on Tuesday {end}")  # fmt: skip
    assert values(pair, published=dict.fromkeys("ab", WEDNESDAY)) == [("Monday", "Tuesday")]
    each_its_own = {"a": WEDNESDAY, "b": WEDNESDAY.replace(day=25)}
    assert values(pair, published=each_its_own) == []
    assert values(pair) == []


def test_three_articles_make_one_table():
    same = "people died when the ferry sank off Almaro in the storm."
    (found,) = disagreements(told(f"Eight {same}", f"Eleven {same}", f"Twelve {same}"))
    assert found.values == ((0, "Eight"), (1, "Eleven"), (2, "Twelve"))
    assert found.what == "people died ferry sank Almaro storm"


@given(st.lists(st.text(max_size=60), max_size=5))
def test_any_text_is_compared(texts):
    sentences = [Sentence(str(n), 0, 0, len(t), t) for n, t in enumerate(texts)]
    for found in disagreements(sentences):
        assert len(found.values) >= 2
        assert all(text in sentences[at].text for at, text in found.values)


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("The fire caused damage of 12 million crowns.",
         "The fire caused damage of 20 million crowns.",
         ("12 million", "20 million")),
        ("The ferry sank off Almaro at 4 a.m. on Sunday.",
         "The ferry sank off Almaro at 5 a.m. on Sunday.",
         ("4 a.m.", "5 a.m.")),
        ("Tarn acquired the mill from Osbury Timber in 2016.", "Tarn bought the mill in 2015.",
         ("2016", "2015")),
    ],
)  # fmt: skip
def test_what_differs_in_one_thing_alone(one, other, found):
    (shown,) = disagreements([Sentence("a", 0, 0, 9, one), Sentence("b", 0, 0, 9, other)])
    assert tuple(value for _, value in shown.values) == found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Seven people were killed in the fire off Almaro.",
         "Nine people were injured in the fire off Almaro."),
        ("Tarn reported a profit in 2015.", "Tarn reported a profit in 2016."),
        ("Tarn bought the mill in 2015.", "Tarn sold the mill in 2016."),
    ],
)  # fmt: skip
def test_other_events_do_not_disagree(one, other):
    assert not disagreements([Sentence("a", 0, 0, 9, one), Sentence("b", 0, 0, 9, other)])
