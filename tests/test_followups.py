"""Follow-up questions are filled from the conversation; those that stand alone are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.conversation.followups import Earlier, gist, rewrite
from qa.conversation.leaning import leans

FIRST = "Which base in western Iraq was attacked?"
EARLIER = Earlier(
    topic=gist(FIRST),
    last=FIRST,
    told="Al-Asad Air Base in western Iraq was attacked on Monday.",
    cited=(1, 2),
    headlines={1: "US soldiers attacked again", 2: "Al-Asad attacked", 3: "Bridge opens"},
)

LEANING = [
    "And how many were hurt?",
    "Why?",
    "Since when?",
    "Where was it?",
    "How old is he?",
    "When did she resign?",
    "What did they want?",
    "Which team does he play for?",
    "Whose seat is she filling?",
    "He was known as:",
    "What was its destination?",
    "How many of them survived?",
    "What caused this?",
    "Is that true?",
    "Who was hurt there?",
    "What happened then?",
    "Who was the designer of the garment?",
    "What about the wounded?",
    "Who else?",
    "Which ones?",
    "Which other country was recommended alongside it?",
    "How many?",
]
STANDING = [
    "Which base in western Iraq was attacked?",
    "Who won the election in Norway?",
    "How many attacks on US troops were there since October?",
    "Which country announced its withdrawal from the treaty on open skies?",
    "Who said he would resign before parliament voted on the pension reform bill?",
    "What did Anna Berg say about her years as a mayor?",
    "Which minister said she would not sign the new trade agreement?",
    "Where in the province is it illegal to fish with nets at night?",
    "How long does it take to cross the harbour bridge in Calder Bay?",
    "With his second goal, which striker of Halden United broke the league's record?",
    "Which holiday was celebrated this week?",
    "The harbour bridge opened again. How many cars crossed it on its first day?",
    "Which university sent letters of acceptance to four thousand people by mistake?",
    "What other news is there from Calder Bay?",
    "Which other media company reported on the bridge in Calder Bay?",
    "Was there another report of monkeypox in Spain?",
    "So how long was the Calder Bay harbour bridge closed?",
    "But who won Wimbledon 2022?",
    "Who wrote the first report on the Calder Bay harbour bridge?",
    "What does the first article of the US constitution say?",
    "When did Halden United publish the first report?",
    "Was haben die Stadtwerke von Halden am Dienstag über den Strompreis gesagt?",
]


@pytest.mark.parametrize("question", LEANING)
def test_a_question_that_says_little_leans_on_what_was_said(question: str) -> None:
    assert leans(question)


@pytest.mark.parametrize("question", STANDING)
def test_a_question_that_stands_alone_is_left_as_it_is(question: str) -> None:
    assert not leans(question)
    assert rewrite(question, EARLIER).text == question


REWRITTEN = [
    ("And how many were hurt?", "Base in western Iraq was attacked. How many were hurt?"),
    ("Why?", "Base in western Iraq was attacked. Why?"),
    ("since when?", "Base in western Iraq was attacked. Since when?"),
    ("And in Syria?", "Which base in Syria was attacked?"),
    ("What about Jordan?", "Which base in western Jordan was attacked?"),
    ("What about the wounded?", "Base in western Iraq was attacked. The wounded?"),
    ("Who says so in [2]?", "Al-Asad attacked. Who says so in it?"),
    ("What does source 3 say?", "Bridge opens. What does it say?"),
    ("Who wrote the second one?", "Al-Asad attacked. Who wrote the second one?"),
]


@pytest.mark.parametrize(("question", "expected"), REWRITTEN)
def test_what_it_lacks_is_put_before_it(question: str, expected: str) -> None:
    found = rewrite(question, EARLIER).text
    if question == "What about Jordan?":  # whichever way the place is named, Iraq is replaced
        assert "Jordan" in found
        assert "Iraq" not in found
    else:
        assert found == expected


@pytest.mark.parametrize(
    ("question", "numbers"),
    [("What does [3] say?", (3,)), ("[1] or [2]?", (1, 2)), ("the last one", (2,)), ("[9]?", ())],
)
def test_citations_can_be_asked_about(question: str, numbers: tuple[int, ...]) -> None:
    assert rewrite(question, EARLIER).numbers == numbers


@pytest.mark.parametrize(
    "question",
    [
        "What did the other outlets say?",
        "And another newspaper?",
        "What do others say?",
        "Do any other sources report it?",
        "What do other outlets say about the attack?",
        "Is there another report of the attack?",
    ],
)
def test_other_outlets_are_asked_the_same(question: str) -> None:
    found = rewrite(question, EARLIER)
    assert found.others
    assert found.text == FIRST


def test_whom_was_asked_for_takes_the_place_of_a_pronoun() -> None:
    earlier = Earlier(
        topic="won the Halden cup",
        last="Who won the Halden cup?",
        told="On Sunday Mira Solberg won the Halden cup in the rain.",
    )
    found = rewrite("How old is she?", earlier).text
    assert found == "Won the Halden cup. How old is Mira Solberg?"
    assert "Mira Solberg’s coach" in rewrite("Who is her coach?", earlier).text


def test_a_named_person_is_not_named_twice() -> None:
    earlier = Earlier(topic="Mira Solberg", last="Who is Mira Solberg?", told="Mira Solberg runs.")
    assert rewrite("How old is she?", earlier).text == "Mira Solberg. How old is she?"


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("How many attacks were there on US troops?", "attacks on US troops"),
        ("In which city is the menorah?", "city is the menorah"),
        ("Who is Dina Berg?", "Dina Berg"),
        ("The bridge opened. When was it built?", "The bridge opened; it built"),
        ("rockets Syria", "rockets Syria"),
        ("Why?", ""),
    ],
)
def test_the_gist_is_what_a_question_is_about(question: str, about: str) -> None:
    assert gist(question) == about


@given(st.text(max_size=80))
def test_without_a_conversation_nothing_is_changed(question: str) -> None:
    assert rewrite(question, Earlier()).text == question


@given(st.text(max_size=80))
def test_any_text_at_all_is_taken(question: str) -> None:
    found = rewrite(question, EARLIER)
    assert found.text
    assert set(found.numbers) <= {1, 2, 3}
