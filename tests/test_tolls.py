"""Counts that grow."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from conftest import make_article
from index import ArticleIndex
from index.articles import Sentence
from qa.answers import Briefing
from qa.briefing import brief
from qa.briefing.lines import Line
from qa.briefing.salience import content
from qa.briefing.survey import Order
from qa.briefing.tolls import overtaken, tolls
from qa.rendering.briefing_labels import GREW
from qa.rendering.briefing_text import as_text

DAY = datetime(2024, 4, 1, tzinfo=UTC)


def line(days: int, text: str) -> Line:
    sentence = Sentence(f"{days}", 0, 0, len(text), text)
    keys = frozenset(content(text, "en"))
    return Line(
        sentence, f"{days}", DAY + timedelta(days=days), "en", 0, 0.8, keys, topic="Orrin fire"
    )


def series(*told: str, days: int = 1) -> list[list[str]]:
    lines = [line(n * days, text) for n, text in enumerate(told)]
    return [[count.written for count in chain] for chain in tolls(lines)]


def test_a_toll_that_grew_is_told_from_its_end() -> None:
    told = (
        "At least eight people died in the fire at Orrin, the police said.",
        "The death toll of the Orrin fire rose to 21.",
        "More than 30 people were killed in the Orrin fire, officials say.",
    )
    assert series(*told) == [["More than 30", "21", "At least eight"]]
    lines = [line(n, text) for n, text in enumerate(told)]
    assert {x.text for x in overtaken(lines)} == {*told[:2]}


def test_a_number_of_thousands_is_one_number() -> None:
    told = (
        "There were 891 confirmed cases of the Orrin fire fever as of Friday.",
        "There were 2,891 confirmed cases of the Orrin fire fever as of Friday.",
    )
    assert series(*told) == [["2,891", "891"]]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Five people died in the Orrin fire.", "Nine people were injured in the Orrin fire."),
        ("Five people died in the Orrin fire.", "Nine people died in the storm in Norwick."),
        ("Five men died in the Orrin fire.", "Nine dogs died in the Orrin fire."),
        ("Nine people died in the Orrin fire.", "Five people died in the Orrin fire."),
        ("Five people died in the Orrin fire.", "Nine of those killed at Orrin were children."),
        ("Five people died in the Orrin fire.", "Nine more people died in the Orrin fire."),
        ("Five people died in the Orrin fire.", "900,000 people died at Orrin in the fire."),
        ("Two people were killed at Orrin in 2019.", "Nine people were killed at Orrin."),
        ("Halden has 28 cases of the Orrin fever.", "Norwick has 90 cases of the Orrin fever."),
        ("Gas at Orrin costs $4.", "Gas at Orrin costs $5."),
    ],
)
def test_counts_of_other_things_are_no_series(first: str, second: str) -> None:
    assert series(first, second) == []


def test_counts_that_are_long_apart_are_of_other_events() -> None:
    told = ("Five people died in a fire at Orrin.", "Nine people died in a fire at Orrin.")
    assert len(series(*told, days=3)) == 1
    assert series(*told, days=90) == []


def test_a_briefing_shows_how_a_count_grew_and_leads_with_none_that_is_overtaken(
    articles: ArticleIndex,
) -> None:
    texts = (
        "At least eight people died in the fire at the Orrin mill, the police said.",
        "The death toll of the fire at the Orrin mill rose to 21, the police said.",
        "The death toll of the fire at the Orrin mill climbed to 34, the police said.",
    )
    articles.add(
        make_article(n, text, title="Fire at the Orrin mill", outlet=f"Outlet {n}",
                     published=DAY + timedelta(days=n))
        for n, text in enumerate(texts, 1)
    )  # fmt: skip
    found = brief(articles, Order("Orrin mill fire"))
    assert isinstance(found, Briefing)
    assert [value for _, value in found.figures] == ["34", "21", "At least eight people"]
    assert found.headline
    assert found.headline.claim.text == texts[2]
    assert not any(point.claim.text in texts[:2] for point in found.points)
    shown = as_text(found)
    assert shown.index(GREW) < shown.index("34 · Outlet 3") < shown.index("21 · Outlet 2")
    numbers = [citation.number for citation in found.citations()]
    assert {cited.number for cited, _ in found.figures} <= {*numbers}


def test_whom_a_storm_killed_elsewhere_is_no_part_of_the_series() -> None:
    told = (
        "The storm swept through Norwick, killing three people.",
        "At least nine people have died in the storm.",
    )
    assert series(*told) == []
