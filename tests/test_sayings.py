"""Who says what a sentence says, what it says is not known, and when it happened."""

from __future__ import annotations

from datetime import date

import pytest

from qa.briefing.sayings import speaker
from qa.briefing.timeline import Dated, dated
from qa.briefing.unknowns import is_unknown

DAY = date(2024, 4, 23)  # a Tuesday


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("The base was attacked on Monday, a defence official said on Tuesday.",
         "a defence official"),
        ("“We will answer,” said Ada Renn, the minister, on Monday.", "Ada Renn"),
        ("The ministry said in a statement that three people died.", "The ministry"),
        ("According to the Harbour Authority, thirty people were hurt.", "the Harbour Authority"),
        ("Nobody was hurt, according to two officials.", "two officials"),
        ("\"It is not over,\" Renn told reporters.", "Renn"),
        ("Police Chief Jon Sand, who came later, told the Courier that the man fled.",
         "Police Chief Jon Sand"),
        ("Farmers have warned that the harvest is lost.", "Farmers"),
        ("Sales rose by 3 percent, Halden Motors announced Tuesday.", "Halden Motors"),
        ("Sales rose by 3 percent, the company announced Tuesday.", None),
        ("Nobody was hurt, said the official.", None),
        ("Renn, speaking for a quarter of an hour, said the war in the north is lost.",
         "Renn"),
        ("He said that it was over.", None),
        ("Most of the attacks were claimed by a group in the north.", None),
        ("The storm killed three people.", None),
        ("Before the vote was counted, Halden was calm.", None),
        ("", None),
    ],
)  # fmt: skip
def test_the_speaker_is_named_as_written(sentence: str, who: str | None) -> None:
    assert speaker(sentence) == who
    assert who is None or who in sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "It was not immediately clear who fired the rockets.",
        "The cause of the fire is unknown.",
        "No group has claimed responsibility for the attack.",
        "The ministry did not say how many people were hurt.",
        "The police declined to comment.",
        "The claim could not be independently verified.",
        "Nobody has taken responsibility.",
        "The officials gave no details of the weapons used.",
        "The crash is under investigation.",
        "Whether the bridge will reopen remains to be seen.",
    ],
)
def test_what_is_not_known_is_noticed(sentence: str) -> None:
    assert is_unknown(sentence)


@pytest.mark.parametrize(
    "sentence",
    ["The ferry sank on Monday.", "The mayor is known for her patience.", "He did not resign."],
)
def test_what_is_told_is_known(sentence: str) -> None:
    assert not is_unknown(sentence)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A drone struck the post on 28 January.", Dated(date(2024, 1, 28), True)),
        ("The base was attacked on Monday.", Dated(date(2024, 4, 22), True)),
        ("The talks resumed.", Dated(DAY, False)),
        ("It began on 3 April and ended on 9 April.", Dated(DAY, False)),  # two days: none
        ("The invasion of 1 March 2031 is what the novel tells of.", Dated(DAY, False)),
        ("Its fall, which will be remembered, came on Wednesday.", Dated(DAY, False)),
        ("The storm reached the coast early on Wednesday.", Dated(DAY, False)),  # or tomorrow
        ("The storm reached the coast on Wednesday, April 17.", Dated(date(2024, 4, 17), True)),
    ],
)
def test_the_day_is_the_stated_one_else_that_of_publication(sentence: str, expected: Dated) -> None:
    assert dated(sentence, DAY) == expected


def test_a_day_in_the_topic_is_a_name() -> None:
    sentence = "The panel on the January 6 riot met again."
    assert dated(sentence, DAY, "January 6 hearings") == Dated(DAY, False)
    assert dated(sentence, DAY) == Dated(date(2024, 1, 6), True)


def test_without_a_date_of_publication_only_a_full_date_counts() -> None:
    assert dated("The talks resumed on Monday.", None) is None
    assert dated("It sank on 3 April 2024.", None) == Dated(date(2024, 4, 3), True)
