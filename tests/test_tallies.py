"""The figures that a sentence gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.briefing.tallies import tallies


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("US troops were attacked more than 165 times, mostly with drones.",
         ("more than 165 times",)),
        ("Three American soldiers died on January 28, 2024.", ("Three American soldiers",)),
        ("The price is $4.17 a gallon, up 8.5% from 2021.", ("$4.17", "8.5%")),
        ("The 18-year-old won two gold medals in a Category 4 storm.", ("two gold medals",)),
        ("At least 80 people were hurt on 12 March.", ("At least 80 people",)),
        ("Some 1.2 million voters stayed home.", ("Some 1.2 million voters",)),
        ("Nothing was counted, and the second ferry sank, too.", ()),
        ("", ()),
    ],
)  # fmt: skip
def test_a_number_with_its_bound_and_what_it_counts(
    sentence: str, expected: tuple[str, ...]
) -> None:
    assert tallies(sentence) == expected


@given(st.text(alphabet="abc 0123456789,.%$-é三\n“”", max_size=60))
def test_a_figure_is_part_of_the_sentence(text: str) -> None:
    assert all(figure in text for figure in tallies(text))
