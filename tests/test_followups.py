"""Follow-up questions are filled from the conversation; those that stand alone are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import ArticleIndex
from index.errors import UsageError
from qa.answers import Abstention, Answer
from qa.conversation import claims
from qa.conversation.earlier import OTHERS, Earlier
from qa.conversation.followups import gist, rewrite, without_lead_in
from qa.conversation.leaning import leans
from qa.conversation.talk import Talk
from qa.extractive.spelling import spelled

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
    "What did Anna Berg say about her?",
    "Did Anna Berg endorse her?",
]
STANDING = [
    "Who is Anna Berg and what do we know about her?",
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
    ("And how many were hurt?", "Al-Asad Air Base in western Iraq: how many were hurt?"),
    ("Why?", "Al-Asad Air Base in western Iraq: why?"),
    ("Thanks, and why?", "Al-Asad Air Base in western Iraq: why?"),
    ("since when?", "Al-Asad Air Base in western Iraq: since when?"),
    ("Since February?", "Al-Asad Air Base in western Iraq: since February?"),
    ("Is it large?", "In western Iraq: is Al-Asad Air Base large?"),
    ("And in Syria?", "Which base in Syria was attacked?"),
    ("What about the wounded?", "Al-Asad Air Base in western Iraq: the wounded?"),
    ("How did Iran respond?", "Al-Asad Air Base: how did Iran respond?"),
    ("Who says so in [2]?", "Al-Asad attacked: who says so in it?"),
    ("What does source 3 say?", "Bridge opens: what does it say?"),
    ("Who wrote the second one?", "Al-Asad attacked: who wrote it?"),
]


@pytest.mark.parametrize(("question", "expected"), REWRITTEN)
def test_what_it_lacks_is_put_in_or_before_it(question: str, expected: str) -> None:
    assert rewrite(question, EARLIER).text == expected


def talk(*turns: str | tuple[str, str]) -> list[str]:
    """What each question is asked as; with a question may stand the answer that it gets."""
    earlier, asked = Earlier(), []
    so_far: tuple[tuple[str, str], ...] = ()
    for turn in turns:
        question, told = turn if isinstance(turn, tuple) else (turn, "")
        found = rewrite(question, earlier)
        asked.append(found.text)
        so_far = ((found.detail or found.text, found.text), *(so_far if found.detail else ()))
        earlier = Earlier(found.topic, found.detail, found.text, told, asked=so_far)
    return asked


CONVERSATIONS = [
    (
        ("Where is Calder Bay?", "what happened to the bridge", "How long will it be closed?"),
        (
            "Calder Bay: what happened to the bridge",
            "Calder Bay, the bridge: how long will it be closed?",
        ),
    ),
    (
        ("What happened in Selm?", "How many attacks have there been?", "did anyone claim it"),
        (
            "In Selm: how many attacks have there been?",
            "In Selm: did anyone claim it",
        ),
    ),
    (
        ("What was the ferry vote in Halden?", "how many people voted there?", "and in Selm?"),
        (
            "The ferry vote: how many people voted in Halden?",
            "The ferry vote: how many people voted in Selm?",
        ),
    ),
    (
        ("Who is the mayor of Halden?", "how is she paid", "and in Selm?"),
        ("The mayor of Halden: how is she paid", "How is the mayor of Selm paid"),
    ),
    (
        ("What did Ada Renn do in Selm?", "how did Halden react?", "did Jon Sand support it"),
        ("Ada Renn: how did Halden react?", "Ada Renn: did Jon Sand support it"),
    ),
    (
        ("How many cars did the Halden ferry carry?", "Who is its captain?"),
        ("Who is the Halden ferry’s captain?",),
    ),
    (
        ("What happened to the Calder Bay bridge?", "How long will it be closed?", "Who said so?"),
        ("How long will the Calder Bay bridge be closed?", "The Calder Bay bridge: who said so?"),
    ),
    (
        (
            ("Where did the Queen die?", "Queen Ottilie III died at her castle."),
            "How old was she?",
            "Who succeeded her?",
        ),
        ("How old was Queen Ottilie III?", "Who succeeded Queen Ottilie III?"),
    ),
    (
        ("Berg v. Halden", "What did Solberg say about it?", "And Lund?"),
        (
            "What did Solberg say about Berg v. Halden?",
            "What did Lund say about Berg v. Halden?",
        ),
    ),
    (
        ("What happened in Halden?", "How many were hurt?", "And in Calder Bay?", "Why?"),
        (
            "In Halden: how many were hurt?",
            "In Calder Bay: how many were hurt?",
            "In Calder Bay: why?",
        ),
    ),
    (
        ("What happened in Halden?", "Who said that?", "What about Norway?", "Since when?"),
        ("In Halden: who said that?", "Norway?", "Norway: since when?"),
    ),
    (
        (("Who won the Halden cup?", "On Sunday Mira Solberg won it."), "How old is she?", "Why?"),
        ("The Halden cup: how old is Mira Solberg?", "The Halden cup, Mira Solberg: why?"),
    ),
    (
        (("Who was the gunman in Halden?", "Video Feedback Report shows chances."), "Is he ill?"),
        ("The gunman in Halden: is he ill?",),
    ),
    (
        ("Who shot Olaf Brenn?", "where did it happen?", "Why did he do it?"),
        ("Olaf Brenn: where did it happen?", "The one who shot Olaf Brenn: why did he do it?"),
    ),
    (
        # A wrong name is worse than none.
        ("What happened between Olaf Brenn and Mira Solberg?", "How old is he?"),
        ("Olaf Brenn, Mira Solberg: how old is he?",),
    ),
    (
        # "he" is nobody whom the answers call "queen" or "she", nor the other way round.
        (
            ("Who is the king of Halden?", "Queen Ottilie II died. King Aldo III was crowned."),
            "What is his wife called?",
        ),
        ("The king of Halden: what is King Aldo III’s wife called?",),
    ),
    (
        (
            ("Why did Olaf Brenn resign?", "Olaf Brenn announced his resignation on Monday."),
            ("Who replaced him?", "Mira Solberg became mayor of Halden on Tuesday."),
            "How long was she in office?",
        ),
        ("Who replaced Olaf Brenn?", "Olaf Brenn: how long was Mira Solberg in office?"),
    ),
    (
        ("Why did Olaf Brenn resign?", "who replaced him as mayor of Halden?"),
        ("Who replaced Olaf Brenn as mayor of Halden?",),
    ),
    (
        # Whom all statements name that name anybody, whoever else is beside them.
        (
            (
                "Who hit Olaf Brenn?",
                "At the gala Ken Lund slapped Olaf Brenn for a joke on Jo Lund's coat.\n"
                "It was on Sunday.\nKen Lund has said sorry.",
            ),
            "Was he fined?",
        ),
        ("Olaf Brenn: was Ken Lund fined?",),
    ),
    (
        # Two statements that name different ones name nobody; nor does the next turn guess.
        (
            (
                "Who replaced Olaf Brenn?",
                "Mira Solberg was asked to replace Olaf Brenn.\nKen Lund has replaced him.",
            ),
            "How long did he last?",
            "What did he say?",
            "What happened then?",
            "Is he ill?",
        ),
        (
            "The one who replaced Olaf Brenn: how long did he last?",
            "The one who replaced Olaf Brenn: what did he say?",
            "Olaf Brenn: what happened then?",
            "The one who replaced Olaf Brenn: is he ill?",
        ),
    ),
    (
        # "She" goes on to be who she was, whoever "he" is between.
        (
            "When was Anna Berg released?",
            ("Who was she exchanged for?", "She was exchanged for Ken Lund.\nKen Lund is free."),
            "What did he do?",
            "How long was she away?",
        ),
        (
            "Who was Anna Berg exchanged for?",
            "Anna Berg: what did Ken Lund do?",
            "How long was Anna Berg away?",
        ),
    ),
    (
        # Whoever was asked for may be several: not the things in the question.
        ("Who fired rockets at the base?", "What do they want?"),
        ("Rockets at the base: what do they want?",),
    ),
    (
        ("What about Calder?", "Did he play there?"),
        ("Calder: did he play there?",),
    ),
    (
        # Whoever was asked for is meant: not Anna Berg where the answer names nobody.
        ("What did Anna Berg announce?", "Who replaced her?", "When did he take office?"),
        ("Who replaced Anna Berg?", "The one who replaced Anna Berg: when did he take office?"),
    ),
    (
        ("Which ships left St. Ives on Jan. 6?", "Were they full?"),
        ("St. Ives on Jan. 6: were the ships full?",),
    ),
    (
        # Another word of asking, and nothing else: the same question.
        ("What happened to the Halden bridge?", "When was it closed?", "why", "and where?"),
        (
            "When was the Halden bridge closed?",
            "Why was the Halden bridge closed?",
            "Where was the Halden bridge closed?",
        ),
    ),
    (
        ("What happened in the storm Ove?", "In Halden?", "what about Norway"),
        ("What happened in the storm Ove in Halden?", "What happened in the storm Ove in Norway?"),
    ),
    (
        # Whoever is asked for is no "it".
        ("What about Gulf Courier?", "who is the CEO there", "what did it cost"),
        ("Gulf Courier: who is the CEO there", "Gulf Courier: what did it cost"),
    ),
    (
        # Nobody who was killed takes the place of whoever did it.
        (
            ("Who fired in Halden?", "Guard Olaf Brenn, who was shot, fired.\nOlaf Brenn is dead."),
            "How old is he?",
            "Was he caught?",
        ),
        (
            "The one who fired in Halden: how old is he?",
            "The one who fired in Halden: was he caught?",
        ),
    ),
    (
        (
            ("Who fired in Halden?", "Two were shot by Ken Lund.\nKen Lund shot both of them."),
            "How old is he?",
        ),
        ("In Halden: how old is Ken Lund?",),
    ),
    (
        (
            ("Who was killed in Halden?", "Olaf Brenn, 41, was killed in Halden."),
            "How old was he?",
        ),
        ("In Halden: how old was Olaf Brenn?",),
    ),
    (
        # Nor somebody whom one of several statements names beside what was asked.
        (
            ("Who won the Halden cup?", "Mayor Ken Lund watched.\nIt was on Sunday.\nIt rained."),
            "How old is he?",
        ),
        ("The one who won the Halden cup: how old is he?",),
    ),
    (
        # What articles write with an article is no person; what was asked for is no part of a name.
        (
            (
                "Who is the CEO of Halden Boats?",
                "Halden Boats CEO Ken Lund showed the Gulf Courier.\n"
                "Halden Boats CEO Ken Lund spoke of Gulf Courier and the Gulf Courier.",
            ),
            "When did he take over?",
            "did it work?",
        ),
        (
            "The CEO of Halden Boats: when did Ken Lund take over?",
            "The CEO of Halden Boats, Ken Lund: did it work?",
        ),
    ),
    (
        # Whoever came after her is neither her nor whom she came after.
        ("Who replaced Olaf Brenn?", "how long did she last?", "who came after her", "Is he rich?"),
        (
            "The one who replaced Olaf Brenn: how long did she last?",
            "The one who replaced Olaf Brenn: who came after her",
            "The one who replaced Olaf Brenn, the one who came after her: is he rich?",
        ),
    ),
    (
        ("When did Queen Ottilie die?", "who succeeded her?", "since when?"),
        ("Who succeeded Queen Ottilie?", "The one who succeeded Queen Ottilie: since when?"),
    ),
    (
        # Who was asked for by what he is; not after a question that asks for another one.
        ("What about the Halden cup?", "Who is the best rower?", "How old is he?"),
        (
            "The Halden cup: who is the best rower?",
            "The Halden cup, the best rower: how old is he?",
        ),
    ),
    (
        ("What about Anna Berg?", "Who did she beat?", "How old is he?"),
        ("Who did Anna Berg beat?", "Anna Berg: how old is he?"),
    ),
    (
        # What was done, or what came up, may be "it".
        ("How much is a litre of fuel in Norway?", "what did the minister do", "did it help?"),
        (
            "Litre of fuel in Norway: what did the minister do",
            "Litre of fuel in Norway: did it help?",
        ),
    ),
    (
        ("What is cowpox?", "is there a vaccine", "who should get it", "How does it spread?"),
        (
            "Cowpox: is there a vaccine",
            "Cowpox, vaccine: who should get it",
            "How does the cowpox spread?",
        ),
    ),
    (
        # Whoever only came up on the way does not stand before a question about her.
        (
            "Who is Anna Berg?",
            "What did Ken Lund say about her?",
            "And Mira Solberg?",
            "Who did she replace?",
        ),
        (
            "What did Ken Lund say about Anna Berg?",
            "What did Mira Solberg say about Anna Berg?",
            "Who did Anna Berg replace?",
        ),
    ),
    (
        ("How many people died in storm Ove?", "what about Norway", "when did it hit?"),
        ("Norway: how many people died in storm Ove?", "Norway: when did storm Ove hit?"),
    ),
    (
        ("Who won the Norwegian election in 2020?", "and the Swedish one?"),
        ("Who won the Swedish election?",),
    ),
    (
        ("Who won the prize in literature?", "where is she from?", "and in chemistry?"),
        (
            "The one who won the prize in literature: where is she from?",
            "Who won the prize in chemistry?",
        ),
    ),
    (
        ("I heard on the radio this morning that Ken Lund has to pay the families?", "why?"),
        ("Ken Lund, the families: why?",),
    ),
    (
        ("Who won the election in Norway?", "Who won the election in Sweden?", "And in Iceland?"),
        ("Who won the election in Sweden?", "Who won the election in Iceland?"),
    ),
]


@pytest.mark.parametrize(("turns", "expected"), CONVERSATIONS)
def test_what_the_questions_of_a_conversation_are_asked_as(
    turns: tuple[str | tuple[str, str], ...], expected: tuple[str, ...]
) -> None:
    assert talk(*turns)[1:] == list(expected)


@pytest.mark.parametrize(
    ("question", "typed"),
    [
        ("who won the world cup?", "instead"),
        ("And who repaired the harbour bridge?", "instead"),
        ("How much did it cost the province of Halden?", "its words"),
        ("How many were hurt?", "never"),
        ("Why?", "never"),
        ("what about artemis?", "instead"),
        ("what about the director?", "instead"),
        ("what about the base?", "never"),
    ],
)
def test_a_subject_of_its_own_may_be_all_that_is_meant(question: str, typed: str) -> None:
    assert rewrite(question, EARLIER).typed == typed


@pytest.mark.parametrize(
    "lead", ["ok, and", "well,", "so", "and", "also", "by the way,", "now", "Thanks, but", "btw"]
)
def test_small_words_before_a_question_are_no_part_of_it(lead: str) -> None:
    assert without_lead_in(f"{lead} who won the cup?") == "who won the cup?"


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
    assert found.by == OTHERS
    assert found.text == FIRST


def test_the_capital_that_begins_a_sentence_makes_no_name() -> None:
    earlier = Earlier(
        topic="Halden",
        last="What about Halden?",
        told="Near Halden the river rose. Seven-time Halden champion Mira Solberg left.",
        read=("Near Halden the river rose.", "Roads near Halden were under water."),
    )
    assert rewrite("How large is it?", earlier).text == "How large is Halden?"


def test_whom_was_asked_for_takes_the_place_of_a_pronoun() -> None:
    earlier = Earlier(
        topic="the Halden cup",
        last="Who won the Halden cup?",
        told="On Sunday rower Mira Solberg won the Halden cup in the rain.",
    )
    assert rewrite("How old is she?", earlier).text == "The Halden cup: how old is Mira Solberg?"
    assert "Mira Solberg’s coach" in rewrite("Who is her coach?", earlier).text


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("How many attacks were there on US troops?", "attacks; on US troops"),
        ("In which city is the menorah?", "city; the menorah"),
        ("Who is Dina Berg?", "Dina Berg"),
        ("The bridge opened. When was it built?", "the bridge"),
        ("Where did the Queen die?", "the Queen"),
        ("Who wrote the opinion in Berg v. Halden?", "the opinion; in Berg v. Halden"),
        ("What did the mayor of St. Ives say on Jan. 6?", "the mayor of St. Ives; on Jan. 6"),
        ("Did U.S. troops leave the House of Lords?", "U.S. troops; the House of Lords"),
        ("who won the world cup?", "the world cup"),
        ("Is the bridge open?", "the bridge"),
        ("rockets Syria", "rockets Syria"),
        ("the second one", ""),
        (
            "please tell me somewhere it is really expensive to build and launch the boat",
            "the boat",
        ),
        ("who is behind the attacks?", "behind the attacks"),
        ("Who won the US presidential election in 2024?", "the US presidential election; in 2024"),
        ("How many people died?", ""),
        ("Why?", ""),
        ("well, what happened at the Halden parade?", "at the Halden parade"),
    ],
)
def test_a_conversation_is_about_things_and_names_only(question: str, topic: str) -> None:
    assert gist(question) == topic
    assert gist(gist(question)) == topic


SPELLED = [
    ("who shot olaf brenn?", "who shot Olaf Brenn?"),
    ("what about will brenn?", "what about Will Brenn?"),
    ("which base was attacked?", "which base was attacked?"),
    ("Who shot olaf brenn in Halden?", "Who shot olaf brenn in Halden?"),
    ("is nasa there?", "is NASA there?"),
    ("did it help us?", "did it help us?"),
    ("", ""),
]


@pytest.mark.parametrize(("typed", "expected"), SPELLED)
def test_names_typed_in_small_letters_are_those_of_the_articles(typed: str, expected: str) -> None:
    told = [
        "A man shot Olaf Brenn at a base of NASA.",
        "Base and harbour were closed, said Will Brenn; the base will open on Monday.",
        "It helped us all.",
    ]
    assert spelled(typed, told) == expected


@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=3))
def test_spelling_changes_nothing_but_capitals(typed: str, told: list[str]) -> None:
    assert spelled(typed, told).casefold() == typed.casefold()


BRIDGE_CLOSED = "When was the harbour bridge closed?"
BASE = "which base was attacked"
ON_ARTICLES = [
    (
        ("Which base in western Iraq was attacked?", "And how many were hurt?"),
        "At Al-Asad Air Base in western Iraq: how many were hurt?",
    ),
    (
        ("What happened to the Calder Bay bridge?", "How long was it closed?"),
        "How long was the Calder Bay bridge closed?",
    ),
    (
        ("How many soldiers died in Jordan?", "who repaired the harbour bridge?"),
        "who repaired the harbour bridge?",
    ),
    (
        ("How many soldiers died in Jordan?", "ok, and who repaired the harbour bridge?"),
        "who repaired the harbour bridge?",
    ),
    (
        ("When may fishing boats pass?", "Why did the militias pause attacks?"),
        "Why did the militias pause attacks?",
    ),
    (
        ("When may fishing boats pass?", "What about Syria?"),
        "Syria?",
    ),
    (("which base was attacked?", "what about the bridge?"), "the bridge?"),
    (
        ("which base was attacked?", "what about the bridge?", "how much did it cost?"),
        "How much did the bridge cost?",
    ),
    (
        ("what happened to the bridge in calder bay?", "and the ferry?", "how many did it carry?"),
        "The bridge in Calder Bay: how many did the ferry carry?",
    ),
    (
        ("which base was attacked?", "what about the unicorn?", "how much did it cost?"),
        "At Al-Asad Air Base: how much did the unicorn cost?",
    ),
    (
        ("how many soldiers died in jordan?", "what about syria?"),
        "Syria?",
    ),
    (
        ("who attacked us soldiers in iraq?", "ok and when does the ferry make its last trip?"),
        "when does the ferry make its last trip?",
    ),
    (
        ("When did the bridge open?", "who paid for the repair?"),
        "The bridge: who paid for the repair?",
    ),
    (("Who paid for the harbour bridge?", "qui est-il?", "when was it closed?"), BRIDGE_CLOSED),
    (("Which base was attacked?", "When was the harbour bridge closed?", BASE), BASE),
    (
        ("Which base was attacked?", "what is the capital of france"),
        "what is the capital of france",
    ),
    (
        ("Which base in western Iraq was attacked?", "How many soldiers died in Jordan?"),
        "How many soldiers died in Jordan?",
    ),
    (
        ("Who attacked American soldiers?", "how long was the bridge closed?"),
        "how long was the bridge closed?",
    ),
]


@pytest.mark.parametrize(("questions", "expected"), ON_ARTICLES)
def test_what_is_typed_is_looked_up_alone_where_that_is_covered_better(
    seeded: Path, questions: tuple[str, ...], expected: str
) -> None:
    with ArticleIndex.open(seeded, create=False) as articles:
        talking = Talk(articles)
        asked = [talking.ask(question).asked for question in questions]
        assert asked[-1] == expected


def test_what_stood_near_a_refused_question_is_no_subject(seeded: Path) -> None:
    with ArticleIndex.open(seeded, create=False) as articles:
        talking = Talk(articles)
        talking.ask("Who painted the harbour bridge purple with a unicorn?")
        (first, *_) = talking.conversation.earlier().cited
        headline = talking.conversation.earlier().headlines[first]
        assert talking.ask(f"[{first}]").asked == headline
        assert "harbour bridge" in talking.ask("How much did it cost?").asked


def test_a_citation_alone_is_answered_with_its_sentence_and_those_beside_it(seeded: Path) -> None:
    with ArticleIndex.open(seeded, create=False) as articles:
        talking = Talk(articles)
        talking.ask("which base was attacked?")
        cited = talking.conversation.citations()[0]
        for named in (f"[{cited.number}]", f"What about [{cited.number}]?"):
            told = claims(talking.ask(named).result)
            assert told[0].citations[0].quote == cited.quote
            places = [claim.citations[0].sentence for claim in told]
            assert places[0] == cited.sentence
            assert {abs(place - cited.sentence) for place in places[1:]} <= {
                1,
                2,
            }  # not "Here is …"
            assert len(told) > 1


def test_what_came_up_on_the_way_is_put_before_the_next_question_alone(seeded: Path) -> None:
    with ArticleIndex.open(seeded, create=False) as articles:
        talking = Talk(articles)
        talking.ask("How long was the harbour bridge closed?")
        talking.ask("And what did Kestrel and Halden say about it?")
        assert "Kestrel" in talking.ask("And why?").asked
        assert "Kestrel" not in talking.ask("And since when?").asked


def test_other_outlets_are_asked_what_was_answered_last(seeded: Path) -> None:
    with ArticleIndex.open(seeded, create=False) as articles:
        talking = Talk(articles)
        talking.ask(FIRST)
        refused = talking.ask("And who painted its unicorn purple?")
        assert isinstance(refused.result, Abstention)
        turn = talking.ask("What did the other outlets say?")
        assert turn.asked_as == f"{FIRST} (other outlets)"


def test_words_that_nobody_typed_are_never_why_there_is_no_answer(seeded: Path) -> None:
    with ArticleIndex.open(seeded, create=False) as articles:
        talking = Talk(articles)
        talking.ask("Who swims across the Atlantic Ocean?")
        found = talking.ask("And how much did the repair of the harbour bridge cost?").result
        assert isinstance(found, Answer)
        refused = talking.ask("And who painted its unicorn purple?").result
        assert isinstance(refused, Abstention)
        assert set(refused.uncovered) <= {"painted", "unicorn", "purple"}


def test_an_ordinal_beyond_the_sources_is_refused(seeded: Path) -> None:
    with ArticleIndex.open(seeded, create=False) as articles:
        talking = Talk(articles)
        talking.ask("Which base in western Iraq was attacked?")
        for ordinal in ("tenth", "21st"):
            with pytest.raises(UsageError, match="cites only"):
                talking.ask(f"the {ordinal} one")


@given(st.text(max_size=80))
def test_without_a_conversation_nothing_is_changed(question: str) -> None:
    assert rewrite(question, Earlier()).text == question


@given(st.text(max_size=80))
def test_any_text_at_all_is_taken(question: str) -> None:
    found = rewrite(question, EARLIER)
    assert found.text
    assert set(found.numbers) <= {1, 2, 3}
