"""Which sentences are of another country, or of nobody whose words are asked for."""

from __future__ import annotations

import pytest

from qa.extractive.bound import elsewhere, unsaid

IN_SYRIA = "How many soldiers died in Syria?"


@pytest.mark.parametrize(
    ("sentence", "before"),
    [
        ("Three soldiers died in Jordan.", ""),
        (
            "Three soldiers were killed.",
            "A drone struck a post in Jordan, close to the Syrian border.",
        ),
        ("The drone killed three soldiers there.", "Nothing like it had been seen in Jordan."),
    ],
)
def test_what_happened_in_another_country_is_no_answer(sentence: str, before: str) -> None:
    assert elsewhere(IN_SYRIA, sentence, before)


@pytest.mark.parametrize(
    ("sentence", "before"),
    [
        ("Three soldiers died in Syria, far from those in Jordan.", ""),
        ("Three soldiers died near Raqqa.", "The fighting went on in Syria."),
        ("Three soldiers died at the base.", "Nobody knows why."),
        ("Three soldiers died in Raqqa.", ""),
    ],
)
def test_what_may_have_happened_there_stays(sentence: str, before: str) -> None:
    assert not elsewhere(IN_SYRIA, sentence, before)


def test_a_question_that_asks_of_no_country_has_no_other() -> None:
    assert not elsewhere("How many soldiers died?", "Three soldiers died in Jordan.", "")


@pytest.mark.parametrize(
    ("sentence", "before"),
    [
        ("Ellen Marsh said that the bridge would open.", ""),
        ("“The bridge will open,” said the mayor, Ellen Marsh.", ""),
        ("It would open in May, she said.", "Ellen Marsh came to the bridge."),
        ("Marsh promised to open the bridge.", ""),
    ],
)
def test_somebodys_words_are_those_beside_the_name(sentence: str, before: str) -> None:
    assert not unsaid("What did Ellen Marsh say about the bridge?", sentence, before)


@pytest.mark.parametrize(
    ("sentence", "before"),
    [
        ("The bridge opened in May.", "Ellen Marsh came to the bridge."),
        ("Ada Renn said that the bridge would open.", "Ellen Marsh came to the bridge."),
        ("Friends of Ellen Marsh came to the bridge.", ""),
    ],
)
def test_what_others_say_or_do_is_none_of_them(sentence: str, before: str) -> None:
    assert unsaid("The bridge: what did Ellen Marsh say?", sentence, before)


def test_no_other_question_asks_for_words() -> None:
    assert not unsaid("Who opened the bridge?", "The bridge opened in May.", "")
