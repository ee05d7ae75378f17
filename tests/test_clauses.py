"""Where a statement is cut into those that it joins, and where it is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.evidence.clauses import clauses


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The ferry sank off Almaro. The crew was saved.",
         ["The ferry sank off Almaro.", "The crew was saved."]),
        ("The ferry sank off Almaro; the crew was saved.",
         ["The ferry sank off Almaro", "the crew was saved."]),
        ("The ferry sank off Almaro, and the crew was saved.",
         ["The ferry sank off Almaro", "the crew was saved."]),
        ("The ferry sank off Almaro, while Ana Ruiz was in Brint.",
         ["The ferry sank off Almaro", "Ana Ruiz was in Brint."]),
    ],
)  # fmt: skip
def test_joined_statements_are_cut(text, parts):
    assert clauses(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "Kalo resigned, and was arrested in Brint.",  # of one person, in one sentence
        "Boats, ferries, and the pier sank.",
        "The U.S. Council of Ports met on Jan. 5 in Almaro.",
        "“The ferry sank. The crew was saved,” Voss said.",
        "",
    ],
)
def test_the_rest_stays_whole(text):
    assert clauses(text) == [text]


@given(st.text(max_size=200))
def test_every_part_stands_in_the_text(text):
    assert all(part in text for part in clauses(text))
