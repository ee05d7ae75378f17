"""Figures on which outlets differ."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.briefing.tallies import Side, differ, tally

DAY, NEXT = date(2024, 4, 23), date(2024, 4, 24)


@pytest.mark.parametrize(
    ("sentence", "value", "expected"),
    [
        ("US troops were attacked more than 165 times, mostly at night.", "more than 165",
         "more than 165 times"),
        ("It counted at least 150 attacks on soldiers.", "at least 150", "at least 150 attacks"),
        ("Nearly 5,200 confirmed or probable cases were found.", "Nearly 5,200",
         "Nearly 5,200"),
        ("At least eight people died.", "At least eight", "At least eight people"),
        ("The price is $4.17 a gallon.", "$4.17", "$4.17"),
        ("Fourteen port workers of Norwick were hurt.", "Fourteen", "Fourteen port workers"),
    ],
)  # fmt: skip
def test_a_figure_comes_with_its_bound_and_what_it_counts(
    sentence: str, value: str, expected: str
) -> None:
    assert tally(sentence, value) == expected


@given(st.text(alphabet="abc 0123456789,.%$-é\n“”", max_size=60), st.text("0123456789", min_size=1))
def test_a_figure_is_part_of_its_sentence(text: str, value: str) -> None:
    found = tally(text, value)
    assert found in text or found == value


def side(value: str, text: str, outlet: str = "A", day: date = DAY) -> Side:
    return Side(value, text, outlet, day)


def test_two_outlets_with_two_figures_differ() -> None:
    assert differ([
        side("Eleven", "Eleven workers were taken to hospital."),
        side("Fourteen", "Fourteen workers were taken to hospital.", "B"),
    ])  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second", "outlet", "day"),
    [
        ("4 men were held.", "5 men were held.", "A", DAY),  # one outlet's own
        ("Gas is now $4 a gallon.", "Gas is now $5 a gallon.", "B", NEXT),
        ("At least 4 people have died.", "At least 5 people have died.", "B", NEXT),
        ("The owner first said 4 mink had fled.", "The owner said 5 mink had fled.", "B", DAY),
        ("From 3 to 4 mink fled.", "There were 5 mink that fled.", "B", DAY),
    ],
)
def test_a_series_a_running_count_a_range_and_a_guess_are_no_dispute(
    first: str, second: str, outlet: str, day: date
) -> None:
    assert not differ([side("4", first), side("5", second, outlet, day)])
