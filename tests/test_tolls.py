"""Counts that grow."""

from __future__ import annotations

from dataclasses import replace
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
from qa.briefing.tolls import of_one_place, tolls
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
    return [[count.words for count in toll.counts] for toll in tolls(lines)]


def test_a_toll_that_grew_is_told_from_its_end() -> None:
    told = (
        "At least eight people died in the fire at Orrin, the police said.",
        "The death toll of the Orrin fire rose to 21.",
        "More than 30 people were killed in the Orrin fire, officials say.",
    )
    counts = "More than 30 people were killed", "death toll of the Orrin fire rose to 21"
    assert series(*told) == [[*counts, "At least eight people died"]]
    lines = [line(n, text) for n, text in enumerate(told)]
    assert {x.text for toll in tolls(lines) for x in toll.outgrown} == {*told[:2]}


def test_a_number_of_thousands_is_one_number() -> None:
    told = (
        "There were 891 confirmed cases of the Orrin fire fever as of Friday.",
        "There were 2,891 confirmed cases of the Orrin fire fever as of Friday.",
    )
    assert series(*told) == [["2,891 confirmed cases", "891 confirmed cases"]]


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
    assert [value for _, value in found.figures] == [
        "death toll of the fire at the Orrin mill climbed to 34",
        "death toll of the fire at the Orrin mill rose to 21",
        "At least eight people died",
    ]
    assert found.headline
    assert found.headline.claim.text == texts[2]
    assert not any(point.claim.text in texts[:2] for point in found.points)
    shown = as_text(found)
    assert shown.index(GREW) < shown.index("34 · Outlet 3") < shown.index("21 · Outlet 2")
    numbers = [citation.number for citation in found.citations()]
    assert {cited.number for cited, _ in found.figures} <= {*numbers}


def test_the_number_next_to_a_word_is_of_that_kind() -> None:
    told = (
        "A fire at Orrin killed five people.",
        "The fire at Orrin left seven dead and dozens wounded.",
    )
    assert series(*told) == [["seven dead", "killed five people"]]


def test_a_table_is_of_one_place_and_a_list_of_one_article_is_none() -> None:
    told = (
        "Five people were killed by the Orrin storm.",
        "Two people were killed by the Orrin storm in Norwick.",
        "Twenty people were killed by the Orrin storm.",
        "Three people were killed by the Orrin storm in Norwick.",
    )
    found = tolls([line(n, text) for n, text in enumerate(told)])
    assert [len(toll.counts) for toll in found] == [2, 2]
    assert len(of_one_place(found)) == 1
    same = [replace(x, origin="one") for x in (line(0, told[0]), line(1, told[2]))]
    assert tolls(same) == []


def test_whom_a_storm_killed_elsewhere_is_no_part_of_the_series() -> None:
    told = (
        "The storm swept through Norwick, killing three people.",
        "At least nine people have died in the storm.",
    )
    assert series(*told) == []
