"""What a question is read as: its words, its names, the kind of answer it wants."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.words import iter_words
from qa.extractive.questions import read_question

KINDS = [
    ("How many attacks on US troops since October?", "number"),
    ("How old is the climber who was rescued?", "number"),
    ("How much did the bridge cost?", "money"),
    ("How much of the harbour is closed?", "anything"),
    ("By what percentage did rents rise?", "percentage"),
    ("What percentage of voters stayed at home?", "percentage"),
    ("When did the attacks pause?", "date"),
    ("Microsoft retired its browser. What year did it debut?", "date"),
    ("Ohio State lost at home for the first time since:", "date"),
    ("Who commands the base?", "person"),
    ("whos the commander of the base", "person"),
    ("Which former England player was criticised?", "person"),
    ("Where did the drone hit?", "place"),
    ("Which two countries joined the alliance?", "place"),
    ("Why was the park shut down?", "reason"),
    ("Which base was attacked?", "name"),
    ("What happened when a man who won the raffle cashed the check?", "name"),
    ("When she died, the Queen left dogs. Who will care for them?", "person"),
    ("Two men who cheated at a tournament were caught doing what?", "name"),
    ("Al-Asad attack injuries", "anything"),
    ("Wie viele Angriffe gab es?", "number"),
    ("¿Dónde cayó el dron?", "place"),
    ("Qui a revendiqué l'attaque ?", "person"),
    ("美军基地何时遭到袭击？", "date"),
    ("有多少士兵死亡？", "number"),
    ("", "anything"),
]


@pytest.mark.parametrize(("text", "wanted"), KINDS)
def test_the_kind_of_answer_a_question_wants(text: str, wanted: str) -> None:
    assert read_question(text).wanted == wanted


def words(text: str) -> list[str]:
    return [term.raw for term in read_question(text).terms]


def names(text: str) -> list[tuple[str, ...]]:
    question = read_question(text)
    return [question.whole(run) for run in question.names]


@pytest.mark.parametrize(
    ("text", "focus"),
    [
        ("NASA shared new images. Which planet do they show?", "planet"),
        ("Which social media platform banned the game?", "social media platform"),
        ("Congress imposed a deal on which of these two industries?", "industries"),
        ("For what type of loan was the freeze extended?", "loan"),
        ("Which team recently won the cup?", "team"),
        ("How many baby swings were recalled?", "baby swings"),
        ("How long was the bridge closed?", "years months days hours minutes"),
        ("Who commands the base?", ""),
        ("What was shown?", ""),
    ],
)
def test_the_words_for_what_is_wanted(text: str, focus: str) -> None:
    assert read_question(text).focus == tuple(focus.split())


def test_words_of_asking_and_of_the_day_of_asking_are_left_out() -> None:
    asked = "According to the report, how many soldiers were hurt this week?"
    assert words(asked) == ["report", "soldiers", "hurt"]


def test_an_apostrophe_may_be_missing() -> None:
    assert words("whats the cost of the ferry") == ["cost", "ferry"]


def test_war_die_and_comment_are_english_words_too() -> None:
    assert words("What comment on the war?") == ["comment", "war"]
    assert words("How did they die?") == ["die"]


def test_the_country_is_a_word_and_the_pronoun_is_none() -> None:
    assert words("Did the US strike?") == ["US", "strike"]
    assert words("Who told us?") == ["told"]


def test_a_repeated_word_counts_once() -> None:
    assert words("Which base attacked the other bases?") == ["base", "attacked"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Who attacked Al-Asad Air Base?", [("Al Asad Air Base",)]),
        ("Kim Kardashian wore whose dress?", [("Kim Kardashian",)]),
        ("Which soldiers died in Jordan and Syria?", [("Jordan",), ("Syria",)]),
        ("Who won the 2026 World Cup?", [("2026 World Cup",)]),
        ("England is set to gain what?", []),  # the capital of a beginning says nothing
        ("Did 165 attacks hurt anyone?", [("165",)]),
        ("who attacked al-asad?", []),
    ],
)
def test_names_and_numbers(text: str, expected: list[tuple[str, ...]]) -> None:
    assert names(text) == expected


def test_what_is_asked_is_told_from_what_is_told_before() -> None:
    question = read_question("A volcano erupted in Tonga. Which cable was cut?")
    assert [term.raw for term in question.terms if term.is_asked] == ["cable", "cut"]


def test_keys_are_those_of_the_articles_language() -> None:
    question = read_question("Angriffe Häuser")
    german = [word.key for word in iter_words("Angriff Haus", "de")]
    assert list(question.keys("de")) == german
    assert question.keys("en") != question.keys("de")


def test_a_name_is_shown_whole_though_one_word_of_it_is_meant() -> None:
    question = read_question("What did Donald Trump say about rice?")
    trump = next(i for i, term in enumerate(question.terms) if term.raw == "Trump")
    assert question.whole([trump, trump + 1]) == ("Donald Trump", "rice")


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    question = read_question(text)
    assert all(term.raw in text for term in question.terms)
    assert len(question.keys("en")) == len(question.terms) == len(question.keys("zh"))
    assert all(question.terms[i].is_name for run in question.names for i in run)
