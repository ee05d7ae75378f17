"""Articles to stories."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

from qa.briefing.stories import Lead, beginning, is_before, stories

DAY = datetime(2024, 4, 1, tzinfo=UTC)
FERRY = "Ferry sinks off Calder Bay\nA ferry with forty people sank off Calder Bay on Monday."
FERRY_2 = "Divers search sunken ferry\nDivers searched the ferry that sank off Calder Bay."
VOTE = "Halden elects a mayor\nThe people of Halden elected Mara Lind as their mayor on Sunday."


def lead(number: int, text: str, days: float = 0, **fields: Any) -> Lead:
    told = {"relevance": 1.0, "origin": str(number), "published": DAY + timedelta(days=days)}
    return Lead(article_id=str(number), text=text, **{**told, **fields})


def vectors(leads: list[Lead]) -> Any:
    """One direction for each story's first word."""
    found = np.zeros((len(leads), 3), dtype=np.float32)
    for row, each in zip(found, leads, strict=True):
        row[0 if "erry" in each.text else 1] = 1.0
    return found


def grouped(leads: list[Lead]) -> list[list[str]]:
    return [[x.article_id for x in story.leads] for story in stories(leads, vectors(leads))]


def test_reports_of_one_event_are_one_story() -> None:
    assert grouped([lead(1, FERRY), lead(2, VOTE), lead(3, FERRY_2, 1)]) == [["1", "3"], ["2"]]


def test_a_month_later_it_is_another_story() -> None:
    assert grouped([lead(1, FERRY), lead(2, FERRY_2, 40)]) != [["1", "2"]]


def test_copies_of_one_report_are_one_member() -> None:
    leads = [lead(1, FERRY), lead(2, FERRY, 0, origin="1"), lead(3, FERRY_2, origin="3")]
    (story,) = stories(leads, vectors(leads))
    assert [each.article_id for each in story.leads] == ["1", "3"]
    assert story.articles == 3


def test_the_origin_stands_for_its_copies_whatever_the_order() -> None:
    leads = [lead(2, FERRY, 0, origin="1"), lead(1, FERRY, 1)]
    (story,) = stories(leads, vectors(leads))
    assert [each.article_id for each in story.leads] == ["1"]


def test_copies_give_no_weight_but_reports_do() -> None:
    copies = [lead(n, VOTE, origin="1") for n in range(1, 6)]
    reports = [lead(11, FERRY), lead(12, FERRY_2)]
    assert grouped(copies + reports)[0] == ["11", "12"]


def test_what_is_about_the_topic_weighs_more() -> None:
    assert grouped([lead(1, FERRY, relevance=0.6), lead(2, VOTE, relevance=0.9)])[0] == ["2"]


def test_of_two_alike_the_later_weighs_more() -> None:
    assert grouped([lead(1, FERRY), lead(2, VOTE, 60)])[0] == ["2"]


def test_what_was_told_before_the_time_of_the_others_is_last() -> None:
    leads = [lead(n, FERRY, n, relevance=0.6) for n in range(5)]
    old = lead(9, VOTE, -400)
    begun = beginning([*leads, old])
    assert is_before(old.published, begun)
    assert not any(is_before(each.published, begun) for each in leads)
    assert grouped([old, *leads[:1]]) == [["0"], ["9"]]


def test_the_later_of_two_events_is_the_time_of_a_topic() -> None:
    """Half a year apart, the later counts for more; one mention a year after many does not."""
    one, two, *many = [lead(n, FERRY, days) for n, days in enumerate((0, 1, 700, 701, 702, 703))]
    assert beginning([one, two, many[0]]) == many[0].published
    assert beginning([*many, lead(9, FERRY, 1100)]) == many[0].published


def test_articles_spread_over_years_are_all_of_one_time() -> None:
    leads = [lead(n, FERRY, 100 * n) for n in range(20)]
    begun = beginning(leads)
    assert not any(is_before(each.published, begun) for each in leads)
    assert beginning([]) is None
    assert not is_before(None, begun)


def test_the_order_of_the_articles_makes_no_difference() -> None:
    leads = [lead(n, (FERRY, FERRY_2, VOTE)[n % 3], n % 5) for n in range(30)]
    expected = grouped(leads)
    for seed in range(5):
        random.Random(seed).shuffle(leads)
        assert grouped(leads) == expected


def test_nothing_gives_nothing_and_dates_may_be_missing() -> None:
    assert stories([], np.zeros((0, 3), dtype=np.float32)) == []
    assert grouped([lead(1, FERRY, published=None), lead(2, FERRY_2)]) == [["2", "1"]] or grouped(
        [lead(1, FERRY, published=None), lead(2, FERRY_2)]
    ) == [["1", "2"]]
