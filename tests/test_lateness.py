"""What later reports leave of a line."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from index.articles import Sentence
from qa.briefing.composing import compose
from qa.briefing.judging import judged
from qa.briefing.lateness import STALE, aged
from qa.briefing.lines import Line
from qa.briefing.salience import content
from qa.briefing.verbs import lasts

DAY = datetime(2024, 4, 1, tzinfo=UTC)  # a Monday


def line(
    text: str, days: int = 0, number: int = 0, story: int = 0, topic: str = "rocket Halden"
) -> Line:
    sentence = Sentence(f"{number}-{days}", 0, 0, len(text), text)
    return Line(
        sentence, f"{number}-{days}", DAY + timedelta(days=days), "en", story, 0.8,
        frozenset(content(text, "en")), topic=topic, outlet=f"Outlet {number}",
    )  # fmt: skip


def left(*lines: Line) -> list[float]:
    """In the order that they are given in."""
    return [x.left for x in aged(lines)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The rocket left the base at Halden on Monday.", True),
        ("The rocket has reached the moon.", True),
        ("Forty men were fired, part of a plan to save money.", True),
        ("The mayor won the vote, which will be counted again in May.", True),
        ("The rocket will leave the base next week.", False),
        ("The rocket is expected to leave the base.", False),
        ("The rocket was expected to leave the base.", False),
        ("The agency has two dates in mind for the rocket.", False),
        ("The rocket is still standing at Halden.", False),
        ("The rocket did not leave the base.", False),
        ("Renn won with 1,326 votes to 399 and will take over on Friday.", False),
        ("The launch of the rocket was postponed after a leak.", False),
        ("The agency said that the rocket will leave in May.", False),
        ("The panel found that the leak was no danger.", False),
        ("As rain fell on Halden, engineers are hoping for sun.", False),
        ("Although counters are nearing the end, Renn called the vote a good day.", False),
        ("Renn called it a flood, adding that more rain is expected.", False),
        ("Candidates of the north led in the initial returns.", False),
        ("The service said that more flooding was possible into Friday.", False),
        ("The ship continued to drift towards the rocks.", False),
        ("Halden, made up of nine islands, has a mayor.", False),
        ("The army rescues people affected by the flood in the hard-hit north.", False),
        ("The ferry, built in Halden, sank on Monday.", True),
        ("The toll from the wave that hit the town rose to 26, and nine are missing.", True),
        ("More than 40 people have died from the flood since June.", True),
        ("Jon Sand should pay nine families $3 million, a jury decided on Friday.", True),
        ("The party that won and lost will meet.", False),
        ("Families of men killed in Norwick, Halden, will be heard today.", False),
        ("The trial comes a year after Renn confessed to a crime, in which two were hurt.", False),
        ("The crowd was large.", False),
        ("The bill passed the lower house and now awaits a vote.", False),
        ("The people of Halden still lacked water.", False),
        ("After a week, the jury heard from two men.", True),
        ("A strike that Renn feared would have cost millions has been averted.", True),
        ("The mayor sounded as though she would run.", False),
        ("As of Friday, nine ships were moored at Halden.", False),
        ("With votes uncounted, it's unclear who won.", False),
    ],
)
def test_what_has_happened_lasts_and_what_is_or_may_be_does_not(text: str, expected: bool) -> None:
    assert lasts(text) is expected


def test_what_was_open_is_worth_less_the_more_reports_are_later() -> None:
    is_open = "The rocket is expected to leave the base at Halden."
    done = "The rocket at Halden was painted red."
    later = [line(f"Farmers sold {n} sheep in Halden.", days=9, number=n) for n in range(5)]
    alone = left(line(is_open), line(done, number=9))
    followed = left(line(is_open), line(done, number=9), *later)
    assert alone == [1.0, 1.0]
    assert followed[0] < STALE < followed[1] < 1.0


def test_what_looked_ahead_to_a_day_that_is_over_is_told_no_more() -> None:
    due = line("The rocket is to leave Halden on 5 April.")
    others = [line(f"Farmers sold {n} sheep in Halden.", number=n) for n in range(1, 9)]
    assert left(due, *others)[0] == 1.0
    later = line("The rocket from Halden reached the moon.", days=8)
    assert left(due, *others, later)[0] < STALE
    assert left(due, *others, line("Rain fell in Halden.", days=4))[0] > STALE  # the day itself


def test_how_things_stood_is_told_no_more_after_some_days() -> None:
    stood = line("The rocket is standing at Halden with a crew of nine.")
    momentary = line("The rocket is now in the hands of the crew at Halden.", number=1)
    others = [line(f"Farmers sold {n} sheep in Halden.", number=n) for n in range(2, 9)]
    soon = left(stood, momentary, *others, line("Rain fell in Halden.", days=3, number=9))
    assert soon[1] < STALE < soon[0]
    late = left(stood, momentary, *others, line("Rain fell in Halden.", days=20, number=9))
    assert max(late[:2]) < STALE


def test_without_a_topic_only_reports_of_the_same_story_are_later() -> None:
    first = line("The rocket is expected to leave the base at Halden.", topic="")
    other = line("The ferry sank off Calder Bay.", days=9, story=1, topic="")
    rated = judged([[first], [other]])
    assert rated.stories[0][0].left == 1.0


def test_a_briefing_tells_what_happened_and_not_what_was_planned_before() -> None:
    planned = line("The rocket will leave the base at Halden on Friday, the agency said.", 0, 1)
    put_off = line("The launch of the rocket at Halden was postponed because of a leak.", 4, 2)
    left_at = line("The rocket left the base at Halden for the moon with a dog on board.", 20, 3)
    back = line("A ship found the capsule of the rocket from Halden in the sea off Norwick.", 25, 4)
    stories = judged([[planned, put_off, left_at], [back]]).stories
    told = [x.text for x in compose(stories, 60).lines()]
    assert left_at.text in told
    assert back.text in told
    assert planned.text not in told
    assert told[0] != put_off.text
