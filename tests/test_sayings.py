"""Who says what a sentence says."""

from __future__ import annotations

import pytest

from qa.briefing.sayings import speaker


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("The base was attacked on Monday, a defence official said on Tuesday.",
         "a defence official"),
        ("“We will answer,” said Ada Renn, the minister, on Monday.", "Ada Renn"),
        ("According to the Harbour Authority, thirty people were hurt.", "the Harbour Authority"),
        ("\"It is not over,\" Renn told reporters.", "Renn"),
        ("Police Chief Jon Sand, who came later, said that the man fled.", "Police Chief Jon Sand"),
        ("Sales rose by 3 percent, Halden Motors announced Tuesday.", "Halden Motors"),
        ("Renn, speaking for a quarter of an hour, said the war in the north is lost.", "Renn"),
        ("The Norwick administration announced that the port would close.",
         "The Norwick administration"),
        ("Norwick officials said on Monday they had found the ferry.", "Norwick officials"),
        ("The jobs will go in May, the food company, Halden Foods, said in a letter.",
         "Halden Foods"),
        ("Harbco denied that it knew of rust in the tank.", "Harbco"),
        ("The tank held, spokesperson Ada Renn said.", "Ada Renn"),
        ("Norwick-installed Harbour Committees said that all had agreed.",
         "Norwick-installed Harbour Committees"),
        ("Dumas, the head of the council, said the Halden Cup is worth it.", "Dumas"),
    ],
)  # fmt: skip
def test_a_person_a_body_or_a_role_with_its_body_speaks(sentence: str, who: str) -> None:
    assert speaker(sentence) == who
    assert who in sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "Sales rose by 3 percent, the company announced Tuesday.",
        "Nobody was hurt, said the official.",
        "Nobody was hurt, according to two officials.",
        "The board was worried, according to a source close to the mayor.",
        "Nobody was hurt, the Norwick official said.",
        "The Department has warned that the bridge may fall.",
        "Maybe Renn and Sand said that it was over.",
        "He said that it was over.",
        "When Ada met Jon, the couple announced that they would stay.",
        "Farmers have warned that the harvest is lost.",
        "Most of the attacks were claimed by a group in the north.",
        "The storm killed three people.",
        "Before the vote was counted, Halden was calm.",
    ],
)
def test_who_is_not_named_says_nothing(sentence: str) -> None:
    assert speaker(sentence) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Public anger has grown since Norwick announced the death of the mayor.",
        "The return of the accounts comes after owner Ada Renn said that she would forgive.",
        "In a statement read on the radio, the Council of Halden unveiled ten rules.",
        "Norwick announced sweeping changes on Monday.",
        "Norwick declared a state of emergency on Monday.",
        "Ada Renn is among a dozen women who have alleged abuse.",
        "Ada Renn tweeted a poll on Sunday.",
        "Conflicting reports from Halden raise questions.",
        "Prices rose to 7.9%, according to the Consumer Price Index.",
        "Nearly a third of voters said prices mattered most.",
        "Shares fell after a report missed the estimates.",
        "The court denied Renn entry.",
        "",
    ],
)
def test_what_is_done_and_not_said_has_no_speaker(sentence: str) -> None:
    assert speaker(sentence) is None


def test_what_an_agency_passes_on_is_said_by_another() -> None:
    told = "Norwick’s Interior Minister denied that the man was beaten, the state agency, NORA, "
    assert speaker(told + "reported Saturday.") == "Norwick’s Interior Minister"
    assert speaker("“I planned it,” Sand told investigators, according to NORA.") == "Sand"
    assert speaker("Two men were held near the town, NORA reported Saturday.") == "NORA"
