"""When what a sentence tells happened, and how that is known."""

from __future__ import annotations

from datetime import date

import pytest

from qa.briefing.timeline import Dated, dated, is_kept, settled

DAY = date(2024, 4, 23)  # a Tuesday
MONDAY = date(2024, 4, 22)


@pytest.mark.parametrize(
    ("sentence", "day", "words"),
    [
        ("A drone struck the post on 28 January.", date(2024, 1, 28), ""),
        ("The base was attacked on Monday.", MONDAY, "Monday"),
        ("The base was attacked on Monday, an official said on Tuesday.", MONDAY, "Monday"),
        ("On Monday, the court closed the harbour.", MONDAY, "Monday"),
        ("The court on Monday closed the harbour at Halden.", MONDAY, "Monday"),
        ("The storm reached the coast on Wednesday, April 17.", date(2024, 4, 17), ""),
        ("Nobody was hurt, the army of Norwick said Monday.", MONDAY, "Monday"),
        ("The mayor said on Monday that the bridge could open in May.", MONDAY, "Monday"),
        ("The mayor resigned in Halden, Norwick, on Monday.", MONDAY, "Monday"),
        ("The ferry was raised yesterday.", MONDAY, "yesterday"),
    ],
)
def test_the_day_of_the_main_verb_is_the_day(sentence: str, day: date, words: str) -> None:
    assert dated(sentence, DAY) == Dated(day, True, words)


@pytest.mark.parametrize(
    "sentence",
    [
        "The meeting, initially scheduled for April 18, was held at noon.",
        "The party could declare war as soon as 9 April.",
        "The layoffs are expected to be permanent on April 15.",
        "Customers who were to sail on Monday may rebook.",
        "The reports of the attack on Monday raise questions.",
        "The minister condemned an attack carried out on Monday.",
        "A letter read out on Monday by the mayor annoyed the farmers.",
        "“I left on Monday and never looked back,” the mayor wrote.",
        "Since Monday, the bridge has been closed.",
        "The mayor, who died on Monday, reigned for thirty years.",
        "With the death Monday of the mayor, thoughts turn to her son.",
        "Loans must have been repaid by April 19.",
        "Monday's vote was lost.",
        "The mayor has been asked to leave until Monday.",
        "A man looks at the boats in Halden, Monday, April 22, 2024.",
    ],
)
def test_another_day_is_not_its_own(sentence: str) -> None:
    found = dated(sentence, DAY)
    assert found is None or not found.stated


@pytest.mark.parametrize(
    "sentence",
    ["The talks resumed.", "The storm reached the coast today.", "It will rain this week."],
)
def test_what_names_no_other_time_is_of_the_day_of_publication(sentence: str) -> None:
    found = dated(sentence, DAY)
    assert found
    assert found.day == DAY


@pytest.mark.parametrize(
    "sentence",
    [
        "It began on 3 April and ended on 9 April.",
        "The invasion of 1 March 2031 is what the novel tells of.",
        "The council met on Thursday.",  # five days back, or two days on
        "The council met on Wednesday.",  # six
        "One week ago, the council met in Halden.",
        "Earlier this year, the council met in Halden.",
    ],
)
def test_what_names_a_day_that_is_not_sure_has_none(sentence: str) -> None:
    assert dated(sentence, DAY) is None


def test_last_wednesday_is_sure() -> None:
    assert dated("The council met last Wednesday.", DAY) == Dated(
        date(2024, 4, 17), True, "last Wednesday"
    )


def test_nothing_is_reckoned_in_an_article_that_was_written_on() -> None:
    assert dated("The court ruled on Monday.", DAY, sure=False) is None
    assert dated("The talks resumed.", DAY, sure=False) is None
    assert dated("The court ruled on 19 April.", DAY, sure=False) == Dated(date(2024, 4, 19), True)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The court ruled on Monday.", True),
        ("The vote is scheduled for 30 April.", True),
        ("This story was originally published on April 23 and has been updated.", False),
        ("Updated at 9 a.m.", False),
        ("The shop launched an updated version of its app.", True),
        ("Protesters stand at the court in Halden on Friday, April 26, 2024.", False),
    ],
)
def test_an_article_that_tells_of_later_days_was_written_on(text: str, kept: bool) -> None:
    assert is_kept(["Rain fell.", text], DAY) is kept


def test_a_day_in_the_topic_is_a_name() -> None:
    sentence = "The panel on the riot met on January 6."
    assert dated(sentence, DAY, "January 6 hearings") == Dated(DAY, False)
    assert dated(sentence, DAY) == Dated(date(2024, 1, 6), True)


def test_without_a_date_of_publication_only_a_full_date_counts() -> None:
    assert dated("The talks resumed on Monday.", None) is None
    assert dated("It sank on 3 April 2024.", None) == Dated(date(2024, 4, 3), True)


def test_of_two_lines_on_one_event_the_surer_day_stands() -> None:
    court, bakery = {"court", "close", "harbour"}, {"bakeri", "sold", "loav"}
    lines = [
        (court, Dated(DAY, True, "Tuesday")),
        (court | {"halden"}, Dated(MONDAY, True)),
        (bakery, Dated(DAY, False)),
    ]
    assert settled(lines) == [False, True, True]
