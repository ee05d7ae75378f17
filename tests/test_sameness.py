"""Whether two lines say the same, one within the other, or differ on one thing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.briefing.salience import content
from qa.briefing.sameness import Compared, Said, compare

DAY = date(2024, 6, 4)  # a Tuesday


def said(text: str, day: date = DAY) -> Said:
    return Said(text, frozenset(content(text, "en")), "en", day)


def compared(one: str, other: str, later: int = 0) -> Compared:
    return compare(said(one), said(other, DAY + timedelta(days=later)))


@pytest.mark.parametrize(
    ("one", "other", "later"),
    [
        (
            "The ferry Aurora sank off Selm on Monday.",
            "The ferry Aurora sank off Selm on Monday.",
            0,
        ),
        (
            "The bridge at Halden was closed on Tuesday after a crack was found, the police said.",
            "A crack forced the bridge at Halden to close on Tuesday, according to police.",
            1,
        ),
        (
            "Nine miners from the pit at Orrin were taken to hospital.",
            "Nine people from the pit at Orrin were treated in hospital.",
            0,
        ),
        (
            "Police arrested 12 men in Halden on Tuesday.",
            "Twelve men were arrested in Halden on 4 June.",
            0,
        ),
        (
            "The strike at the Selm docks ended on Monday.",
            "On Monday the Selm docks strike ended.",
            2,
        ),
        (
            "The dam will be drained next week, engineer Vera Lund said on Monday.",
            "Engineer Vera Lund said on Monday that the dam would be drained next week.",
            0,
        ),
        (
            "More than 40 houses in Orrin burned down.",
            "More than 40 houses burned down in Orrin.",
            0,
        ),
        (
            "Two guards died in the fire at the Selm mill.",
            "Two guards were killed in the fire at the Selm mill.",
            0,
        ),
    ],
)
def test_the_same_in_other_words_is_the_same(one: str, other: str, later: int) -> None:
    assert compared(one, other, later).kind == "same"
    assert compared(one, other, later).confirmed


@pytest.mark.parametrize(
    ("less", "more"),
    [
        (
            "Two guards died in the fire at the Selm mill.",
            "Two guards died and nine workers were hurt in the fire at the Selm mill on Monday.",
        ),
        (
            "The council closed the bridge at Halden.",
            "The council closed the bridge at Halden on Tuesday because a crack had been found.",
        ),
        (
            "The tanker leaked oil into the river near Orrin.",
            "The tanker leaked oil into the river near Orrin, a fire brigade spokesman said.",
        ),
    ],
)
def test_one_within_the_other(less: str, more: str) -> None:
    assert compared(less, more).kind == "within"
    assert compared(less, more).repeats
    assert compared(more, less).kind == "more"
    assert not compared(more, less).repeats


@pytest.mark.parametrize(
    ("one", "other", "way"),
    [
        (
            "Eleven workers of the Orrin mine were taken to hospital.",
            "Fourteen mine workers of Orrin were hospitalised.",
            "figure",
        ),
        (
            "Two soldiers were killed in the strike on Halden, the army said.",
            "Four soldiers are now known to have died in the strike on Halden, the army said.",
            "figure",
        ),
        (
            "The army said that it had arrested five men over the attack on Halden.",
            "The army said that it had arrested three men over the attack on Halden.",
            "figure",
        ),
        (
            "The attack on Halden was the first since May.",
            "The attack on Halden was the second since May.",
            "figure",
        ),
        (
            "Mayor Ada Renn said that Harbolt knew of rust in the tank at Orrin.",
            "Harbolt denied that it knew of rust in the tank at Orrin.",
            "denial",
        ),
        (
            "The army said on Monday that it had arrested five men over the attack on Halden.",
            "The army denied that anyone had been arrested over the attack on Halden.",
            "denial",
        ),
        (
            "Five men have been arrested over the Halden attack.",
            "An earlier report that five men had been arrested over the Halden attack was wrong.",
            "denial",
        ),
        (
            "The minister signed the Selm treaty.",
            "The minister has not signed the Selm treaty.",
            "denial",
        ),
        (
            "Director Per Holt resigned over the Orrin leak.",
            "Director Ida Moor resigned over the Orrin leak.",
            "name",
        ),
        ("The port of Selm closed on Monday.", "The port of Selm closed on Friday.", "time"),
        ("The port of Selm closed on Tuesday.", "The port of Selm opened on Tuesday.", "opposite"),
        (
            "The court overturned the Halden ruling.",
            "The court may overturn the Halden ruling.",
            "hedge",
        ),
        (
            "The wall at Orrin will hold this spring, said the operator Vandkraft.",
            "The wall at Orrin will hold this spring, said inspector Kai Borg.",
            "speaker",
        ),
        ("Halden beat Selm in the cup final.", "Selm beat Halden in the cup final.", "roles"),
    ],
)
def test_what_differs_is_no_repetition_either_way(one: str, other: str, way: str) -> None:
    for found in (compared(one, other), compared(other, one)):
        assert found.kind == "different"
        assert way in found.ways
        assert not found.repeats
        assert not found.confirmed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The ferry Aurora sank off Selm.", "Apples were cheaper in Halden."),
        (
            "Hurricane Ada is closing in on Orrin.",
            "Hurricane Ada left Orrin without drinking water.",
        ),
        ("The longest reign of King Olaf is over.", "King Olaf read his speech from a paper."),
        ("", ""),
        ("Nothing.", ""),
    ],
)
def test_what_tells_of_something_else_is_no_repetition(one: str, other: str) -> None:
    assert not compared(one, other).repeats or one == other
    assert not compared(one, other).answers


def test_a_weekday_is_that_of_the_article() -> None:
    told = "The port of Selm was shut on Monday."
    assert compared(told, told.replace("shut", "closed"), 1).kind == "same"
    assert "time" in compared(told, told.replace("shut", "closed"), 7).ways


def test_a_denial_or_another_figure_answers_and_another_name_does_not() -> None:
    hurt = "Eleven workers of the Orrin mine were taken to hospital."
    assert compared("Fourteen mine workers of Orrin were hospitalised.", hurt).answers
    assert compared("No workers of the Orrin mine were taken to hospital.", hurt).answers
    assert not compared("Fourteen workers of the Selm mine were taken to hospital.", hurt).answers


def test_a_round_figure_and_one_that_is_bounded_are_the_same() -> None:
    exact = "The flood at Halden drove 1,980 people from their homes."
    assert compared(exact.replace("1,980", "about 2,000"), exact).repeats
    assert compared(exact.replace("1,980", "2,900"), exact).ways == {"figure"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Der Hafen von Selm wurde mit 300 Menschen geräumt.",
            "Der Hafen von Selm wurde mit 400 Menschen geräumt.",
        ),
        ("哈尔登的大桥周二关闭,11人受伤。", "哈尔登的大桥周二关闭,14人受伤。"),
    ],
)
def test_figures_tell_apart_in_other_languages(one: str, other: str) -> None:
    read = [Said(text, frozenset(content(text, "de")), "de") for text in (one, other)]
    assert not compare(*read).repeats
    assert compare(read[0], read[0]).kind == "same"


WORDS = st.lists(st.sampled_from("The port of Selm not 12 11 closed opened Monday said .".split()))


@given(WORDS, WORDS)
def test_it_never_fails_and_difference_is_mutual(one: list[str], other: list[str]) -> None:
    first, second = said(" ".join(one)), said(" ".join(other))
    there, back = compare(first, second), compare(second, first)
    assert (there.kind == "different") == (back.kind == "different")
    assert (there.kind == "same") == (back.kind == "same")
    assert compare(first, first).kind == "same"
