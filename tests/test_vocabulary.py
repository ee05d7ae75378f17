"""Words that mean the same, and words that exclude one another in one place."""

from __future__ import annotations

import pytest

from index.words import stem
from qa.evidence import support
from qa.evidence.bounds import with_bound
from qa.evidence.vocabulary import canonical, contrary


@pytest.mark.parametrize(
    ("one", "other"),
    [("said", "stated"), ("began", "started"), ("film", "movie"), ("companies", "firm"),
     ("bought", "purchased"), ("troops", "soldiers")],
)  # fmt: skip
def test_one_meaning_has_one_key(one, other):
    assert canonical(stem(one)) == canonical(stem(other))
    assert not contrary(canonical(stem(one)), canonical(stem(other)))


@pytest.mark.parametrize(
    ("one", "other"),
    [("rose", "fell"), ("increased", "decreased"), ("won", "lost"), ("approved", "rejected"),
     ("before", "after"), ("more", "fewer"), ("first", "last"), ("began", "ended"),
     ("miles", "kilometers"), ("days", "weeks"), ("million", "billion"), ("north", "south"),
     ("mother", "father"), ("upheld", "overturned")],
)  # fmt: skip
def test_words_that_exclude_one_another(one, other):
    assert contrary(canonical(stem(one)), canonical(stem(other)))
    assert contrary(canonical(stem(other)), canonical(stem(one)))
    told = f"In Almaro the council {one} the prices of the port on Monday."
    assert support(told.replace(f" {one} ", f" {other} "), [told]).verdict != "supported"


@pytest.mark.parametrize(
    ("text", "number", "written"),
    [
        ("It cost more than $5 million.", "5 million", "more than $5 million"),
        ("At least 87% came.", "87", "At least 87%"),
        ("It took 5 boats.", "5", "5"),
    ],
)
def test_a_figure_is_shown_with_its_bound(text, number, written):
    start = text.index(number)
    assert with_bound(text, start, start + len(number)) == written
