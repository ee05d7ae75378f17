"""Surnames that stand alone."""

from __future__ import annotations

import pytest

from qa.briefing.naming import bare, named, surnames

TEXTS = [
    "Jon Sand was arrested in Halden on Friday by the Harbour Police.",
    "Sand said that Halden had known of it.",
    "The East Halden school was closed, and Halden asked why.",
    "In Halden the police said nothing.",
]


def test_a_surname_ends_a_longer_name_and_acts_alone() -> None:
    assert surnames(TEXTS) == {"Sand"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sand said so on Friday.", {"Sand"}),
        ("The boat led the police to Sand.", {"Sand"}),
        ("Sand’s lawyer said so.", set()),
        ("Jon Sand said so, and Sand is the owner.", set()),
        ("Mr. Sand said so on Friday.", set()),
        ("“No,” said Sand, the owner of the boat.", set()),
        ("Sand, a sailor from Halden, was arrested.", {"Sand"}),
        ("The Sand administration said so.", set()),
        ("The governor of Sand said so.", set()),
    ],
)
def test_it_is_bare_where_nothing_says_whose_it_is(text: str, expected: set[str]) -> None:
    assert bare(text, {"Sand"}) == expected


def test_what_is_named_ends_with_the_surname() -> None:
    assert named("On Monday Jon Sand Jr. met Mayor Ada Renn.") == {"Sand", "Renn"}
    assert named("Sand’s Courier wrote of it.") == frozenset()
