"""What later reports tell again counts for more, and heads a briefing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from index.articles import Sentence
from qa.briefing.composing import compose
from qa.briefing.judging import judged
from qa.briefing.lines import Line
from qa.briefing.retelling import retold
from qa.briefing.salience import content
from qa.briefing.sameness import Said, same_event

DAY = datetime(2024, 4, 1, tzinfo=UTC)
TOLD = "The ferry Aurora sank off Halden, killing nineteen sailors and two pilots."
LOOKS_BACK = (
    "Divers went down to the ferry that sank with nineteen sailors and two pilots aboard.",
    "Nineteen sailors and two pilots were mourned where the ferry sank.",
    "The owner of the ferry faced a court over the nineteen sailors and two pilots.",
)


def line(text: str, origin: str, day: int = 0, salience: float = 0.6, at: int = 0) -> Line:
    return Line(
        sentence=Sentence(origin, at, 0, len(text), text), origin=origin,
        published=DAY + timedelta(days=day), language="en", story=0, salience=salience,
        keys=frozenset(content(text, "en")), topic="ferry",
    )  # fmt: skip


def rated(*lines: Line) -> list[Line]:
    return retold(lines)


def test_what_most_reports_repeat_outranks_what_one_tells() -> None:
    later = [line(text, f"r{n}", n + 1) for n, text in enumerate(LOOKS_BACK)]
    alone = line("A singer visited the town hall to speak about the ferry.", "x")
    fact, other, *_ = rated(line(TOLD, "a"), alone, *later)
    assert fact.retold > other.retold
    assert fact.salience > other.salience


def test_only_reports_that_are_not_earlier_count() -> None:
    later = [line(text, f"r{n}", n + 1) for n, text in enumerate(LOOKS_BACK)]
    first, *_ = rated(line(TOLD, "a", 0), *later)
    last, *_ = rated(line(TOLD, "a", 9), *later)
    assert first.salience > last.salience == 0.6


def test_an_article_does_not_repeat_itself() -> None:
    same = [line(text, "a") for text in (TOLD, *LOOKS_BACK)]
    assert all(each.salience == 0.6 for each in rated(*same))


def test_the_headline_is_what_later_reports_know_not_what_led_to_it() -> None:
    lead = line("The ferry Aurora left Halden on Sunday with a new captain.", "a", 0, 0.65)
    sank = line("The ferry Aurora sank off Halden on Monday with twenty sailors.", "b", 1, 0.6)
    later = [
        line("Divers found twenty sailors of Aurora where the ferry sank off Halden.", "c", 2, 0.4),
        line("Twenty sailors sank with Aurora, and the ferry of Halden is missed.", "d", 3, 0.4),
    ]
    plan = compose(judged([[lead], [sank], later]).stories, 60)
    assert plan.headline is not None
    assert plan.headline.text == sank.text


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (
            "Mayor Ada Renn has resigned after weeks of protests in the town.",
            "Mayor Ada Renn resigned on Friday, the council of Halden said.",
            True,
        ),
        (
            "Jon Sand, the founder of a bank, was arrested in Norwick on Monday after a raid.",
            "Sand was arrested Monday night, a month after his company failed.",
            True,
        ),
        (
            "A judge sentenced Ada Renn to nine years in a labour camp.",
            "A judge sentenced Ada Renn to six years in a labour camp.",
            False,
        ),
        (
            "Mayor Ada Renn of Halden announced plans for a bridge.",
            "A court struck down the plans of Mayor Ada Renn of Halden.",
            False,
        ),
    ],
)
def test_an_event_is_the_same_in_other_circumstances(one: str, other: str, same: bool) -> None:
    told = [Said(x, frozenset(content(x, "en")), "en", DAY.date()) for x in (one, other)]
    assert same_event(*told) is same
    assert same_event(*reversed(told)) is same
