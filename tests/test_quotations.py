"""Quotation marks: only what somebody said, to the letter, and by whom."""

from __future__ import annotations

import pytest

from qa.evidence import check, support
from qa.evidence.quotations import spoken

TOLD = [
    "“We had no warning at all, and nobody came,” Lena Voss told reporters on Tuesday.",
    "Mayor Idris Kalo said the port would stay closed until the ferry is raised.",
    "“It was dark,” said Omar Haddad, a fisherman. “Then the lights went out.”",
    "Lena Voss's book “Cold Water” tells of the storm.",
]


@pytest.mark.parametrize(
    "statement",
    [
        "“We had no warning at all, and nobody came,” Lena Voss told reporters.",
        'Lena Voss said: "We had no warning at all".',
        "Voss said she had “no warning at all”.",
        "“We had no warning … and nobody came,” Lena Voss told reporters.",
        "Lena Voss's book 'Cold Water' tells of the storm.",
    ],
)
def test_what_was_said(statement):
    assert support(statement, TOLD).conflicts == ()


@pytest.mark.parametrize(
    "statement",
    [
        "“We had no time at all, and nobody came,” Lena Voss told reporters.",
        "Mayor Idris Kalo said “the port would stay closed until the ferry is raised”.",
        "“We had no warning at all, and nobody came,” Omar Haddad told reporters.",
        "“It was dark,” said Lena Voss, a fisherman.",
    ],
)
def test_what_nobody_said_or_another_did(statement):
    result = support(statement, TOLD)
    assert result.verdict != "supported"
    assert result.conflicts


def test_a_quotation_runs_over_several_sentences():
    told = ["“We had no warning at all.", "Nobody came to help us that night,” Lena Voss said."]
    assert spoken(told, ["a", "a"]) == (
        " we had no warning at all ", " nobody came to help us that night ",
    )  # fmt: skip
    assert spoken(told, ["a", "b"])[1] == "  "
    statement = "Lena Voss said: “We had no warning at all.”"
    assert check(statement, told, [1]).conflicts == ()


def test_a_mark_that_never_closes_ends():
    assert spoken(["“Open.", *["No one said this."] * 20], ["a"] * 21)[-1] == "  "
