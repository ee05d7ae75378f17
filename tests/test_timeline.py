"""When what a sentence tells happened, and how that is known."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from conftest import make_article
from qa.answers import Citation, Claim, Event, Point
from qa.briefing.editing import written_on
from qa.briefing.ordering import in_order, settled
from qa.briefing.timeline import Dated, dated

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
        ("On Monday, the mayor said that she would run again.", MONDAY, "Monday"),
        ("Forty men were fired on Monday, part of a plan to save money.", MONDAY, "Monday"),
        ("Ada Renn, the mayor whose rule spanned a war, died on Monday at 96.", MONDAY, "Monday"),
        ("UK farmers left the market in Halden on Monday.", MONDAY, "Monday"),
        ("The trial over the mayor's unpaid bills ended on Monday.", MONDAY, "Monday"),
        ("Ada Renn has been elected, beating Jon Sand by two votes Tuesday.", DAY, "Tuesday"),
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
        "The first boat on the lake Sunday was red, its owner told the court on Monday.",
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


def test_a_weekday_is_reckoned_where_it_can_be_no_later_one() -> None:
    """ "Monday" in an article of a Tuesday that was changed on Wednesday is that Monday."""
    told = "The court ruled on Monday."
    one, six, weeks = timedelta(days=1), timedelta(days=6), timedelta(weeks=3)
    assert dated(told, DAY, written_on=one) == Dated(MONDAY, True, "Monday")
    assert dated(told, DAY, written_on=six) is None
    assert dated(told.replace("Mon", "Tues"), DAY, written_on=six) == Dated(DAY, True, "Tuesday")
    assert dated(told.replace("Mon", "Tues"), DAY, written_on=weeks) is None
    assert dated("The talks resumed.", DAY, written_on=six) is None
    assert dated("The court ruled on 19 April.", DAY, written_on=weeks) == Dated(
        date(2024, 4, 19), True
    )


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The court ruled on Monday.", 2),
        ("The vote is scheduled for 30 April.", 2),
        ("This story was originally published on April 23 and has been updated.", 365),
        ("Updated at 9 a.m.", 6),
        ("The shop launched an updated version of its app.", 2),
        ("Protesters stand at the court in Halden on Friday, April 26, 2024.", 3),
        ("Farmers held up a cup in Halden on Sunday, May 19.", 26),
        ("The shop sold 40 loaves on April 28, 2024, according to Renn.", 5),
        ("The court ruled on Thursday.", 5),
        ("The court will rule on Thursday.", 2),
    ],
)
def test_for_how_long_an_article_was_written_on(text: str, days: int) -> None:
    assert written_on(["Rain fell.", text], DAY) == timedelta(days=days)


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


def test_of_two_lines_on_one_event_of_one_day_the_first_stands() -> None:
    court = {"court", "close", "harbour"}
    lines = [(court, Dated(DAY, True, "Tuesday")), (court | {"halden"}, Dated(DAY, True))]
    assert settled(lines) == [True, False]


def event(day: date, stated: bool, published: date) -> Event:
    then = datetime.combine(published, time(), UTC)
    article = make_article(1, "Rain fell.", published=then)
    claim = Claim("Rain fell.", (Citation(1, article, 0, 0, 10, "Rain fell."),), 1.0, "supported")
    return Event(day, stated, Point(claim, 1, 1))


def test_on_one_day_what_happened_comes_before_the_news_of_its_evening() -> None:
    evening, noon = event(DAY, False, DAY), event(DAY, True, DAY)
    later, before = event(DAY, True, date(2024, 5, 1)), event(MONDAY, False, MONDAY)
    assert in_order([evening, later, noon, before]) == (before, noon, later, evening)
