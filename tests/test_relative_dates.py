"""Dates in words as days, reckoned from the day an article was published."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.evidence.facts import facts
from qa.evidence.relative_dates import mentions, translated

WEDNESDAY = date(2024, 4, 24)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("He resigned on Tuesday.", date(2024, 4, 23), None),
        ("He resigned Wednesday.", date(2024, 4, 24), None),
        ("He resigned on Thursday.", date(2024, 4, 18), None),
        ("He will resign on Thursday.", date(2024, 4, 25), None),
        ("He will resign next Tuesday.", date(2024, 4, 30), None),
        ("He resigned last Wednesday.", date(2024, 4, 17), None),
        ("He resigned yesterday.", date(2024, 4, 23), None),
        ("He resigns tomorrow.", date(2024, 4, 25), None),
        ("He resigned two days ago.", date(2024, 4, 22), None),
        ("He resigned on January 5.", date(2024, 1, 5), None),
        ("He resigned on Dec. 30.", date(2023, 12, 30), None),
        ("He resigned on 5 January 2022.", date(2022, 1, 5), None),
        ("He resigned on 2022-01-05.", date(2022, 1, 5), None),
        ("He resigned on the 5th of May.", date(2024, 5, 5), None),
        ("He resigned in March.", date(2024, 3, 1), date(2024, 3, 31)),
        ("He resigned in June.", date(2023, 6, 1), date(2023, 6, 30)),
        ("He resigned in February 2024.", date(2024, 2, 1), date(2024, 2, 29)),
        ("He resigned last year.", date(2023, 1, 1), date(2023, 12, 31)),
        ("He resigned last week.", date(2024, 4, 15), date(2024, 4, 21)),
        ("He resigned three months ago.", date(2024, 1, 1), date(2024, 1, 31)),
        ("He resigned in 2019.", date(2019, 1, 1), date(2019, 12, 31)),
    ],
)
def test_days_meant(text, first, last):
    (found,) = mentions(text, WEDNESDAY)
    assert (found.first, found.last) == (first, last or first)


@pytest.mark.parametrize(
    "text",
    ["He may resign.", "They march on.", "He paid $2019.", "On February 30 he resigned.", "May I?"],
)
def test_no_date(text):
    assert [m for m in mentions(text, WEDNESDAY) if m.first == m.last] == []


@pytest.mark.parametrize("text", ["on Tuesday", "yesterday", "on January 5", "last week"])
def test_nothing_is_reckoned_without_the_articles_date(text):
    assert mentions(f"He resigned {text}.", None) == ()


@pytest.mark.parametrize(
    ("stated", "found", "same"),
    [
        ("He resigned on April 23.", "He resigned on Tuesday.", True),
        ("He resigned on 23 April 2024.", "He resigned yesterday.", True),
        ("He resigned in April.", "He resigned on Tuesday.", True),
        ("He resigned last Tuesday.", "He resigned on April 23.", True),
        ("He resigned this week.", "He resigned on Tuesday.", True),
        ("He resigned on April 22.", "He resigned on Tuesday.", False),
        ("He resigned on April 23.", "He resigned in April.", False),
        ("He resigned on Monday.", "He resigned on Tuesday.", False),
        ("He resigned on Monday, April 23.", "He resigned on Tuesday, April 23.", False),
        ("He resigned in 2023.", "He resigned in 2024, on Tuesday.", False),
    ],
)
def test_a_day_is_said_in_the_sentences_words(stated, found, same):
    said = translated(facts(stated), facts(found), WEDNESDAY).tokens
    keys = {t.key for t in said if t.kind != "stop"}
    assert (keys <= {t.key for t in facts(found).tokens}) is same


@given(st.text(max_size=100), st.dates())
def test_any_text_on_any_day(text, day):
    for found in mentions(text, day):
        assert found.first <= found.last
        assert 0 <= found.start < found.end <= len(text)
