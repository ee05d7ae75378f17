"""What counts as known: surely told, or new."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from conftest import make_article
from index import ArticleIndex, read
from qa.answers import Abstention, Briefing
from qa.briefing import brief
from qa.briefing.known import is_known
from qa.briefing.salience import content
from qa.briefing.sameness import Said, compare
from qa.briefing.survey import Order

DAY = date(2024, 6, 4)  # a Tuesday
SUNK = "The ferry Aurora sank off Calder Bay on Monday with forty people on board."


def said(text: str, day: date = DAY) -> Said:
    return Said(text, frozenset(content(text, "en")), "en", day)


@pytest.mark.parametrize(
    ("told", "line", "later"),
    [
        ("The council closed the bridge on Tuesday.", "The bridge was closed on Tuesday.", 1),
        ("Two guards were killed in the mill fire.", "Two guards died in the mill fire.", 1),
        ("Norwick shares the river.", "Norwick  shares the river.", 90),
        ("On Monday Halden beat Selm 3-1.", "Halden beat Selm 3-1 on Monday.", 0),
    ],
)
def test_the_same_again_is_known(told: str, line: str, later: int) -> None:
    assert is_known(said(line, DAY + timedelta(days=later)), said(told))


@pytest.mark.parametrize(
    ("told", "line", "later"),
    [
        (
            "Most of the earlier attacks were claimed by the Northern Brigade.",
            "The attack was claimed by the Northern Brigade.",
            1,
        ),
        (
            "The attack was claimed by the Northern Brigade.",
            "The attack was claimed by the Southern Brigade.",
            0,
        ),
        ("Police attacked protesters in Halden.", "Protesters attacked police in Halden.", 0),
        ("Police attacked protesters.", "Police were attacked by protesters.", 0),
        ("Two guards were hurt in Orrin.", "Two guards and a cook were hurt in Orrin.", 0),
        ("The port of Selm shut on Monday.", "The port of Selm shut on Monday.", 7),
        ("Two guards died in a fire at Orrin.", "Two guards died in the fire at Orrin.", 9),
        ("A court freed Jon Sand.", "A court has not freed Jon Sand.", 0),
    ],
)
def test_what_may_be_another_thing_is_new(told: str, line: str, later: int) -> None:
    assert not is_known(said(line, DAY + timedelta(days=later)), said(told))


def told(found: Briefing | Abstention) -> list[str]:
    assert isinstance(found, Briefing)
    return [point.claim.text for point in found.lines()]


def test_another_claim_in_the_same_words_is_told(articles: ArticleIndex) -> None:
    first = "The attack on the Halden depot was claimed by the Northern Brigade, the police said."
    other = first.replace("Northern", "Southern")
    articles.add([make_article(1, first, title="Halden depot attacked")])
    brief(articles, Order("Halden depot"))
    articles.add([make_article(2, f"{other} {first}", title="Second claim of Halden depot attack")])
    assert told(brief(articles, Order("Halden depot", new=True))) == [other]
    assert isinstance(brief(articles, Order("Halden depot", new=True)), Abstention)


def test_what_there_was_no_room_for_is_told_next(articles: ArticleIndex) -> None:
    found = "Divers found the recorder of the ferry Aurora in the mud on Thursday afternoon."
    rule = "A court in Norwick ruled that the ferry Aurora had carried twice its load for years."
    articles.add([
        make_article(1, SUNK, title="Ferry Aurora sinks"),
        make_article(2, found, title="Recorder of ferry Aurora found"),
        make_article(3, rule, title="Court on ferry Aurora"),
    ])  # fmt: skip
    shown = told(brief(articles, Order("ferry Aurora", words=20)))
    assert len(shown) == 1
    again = told(brief(articles, Order("ferry Aurora", words=400, new=True)))
    assert sorted(shown + again) == sorted([SUNK, found, rule])
    assert isinstance(brief(articles, Order("ferry Aurora", new=True)), Abstention)


def test_every_line_of_a_new_article_waits_until_it_is_told(articles: ArticleIndex) -> None:
    lines = [
        "Divers found the recorder of the ferry Aurora in the mud on Thursday afternoon.",
        "The owner of the ferry Aurora paid the families nine million crowns in damages.",
        "A judge in Halden sent the captain of the ferry Aurora to prison for six years.",
    ]
    articles.add([make_article(1, SUNK, title="Ferry Aurora sinks")])
    brief(articles, Order("ferry Aurora"))
    later = datetime(2024, 5, 1, tzinfo=UTC)
    articles.add([make_article(2, " ".join(lines), title="Ferry Aurora", published=later)])
    seen: list[str] = []
    while isinstance(found := brief(articles, Order("ferry Aurora", words=20, new=True)), Briefing):
        assert not set(told(found)) & set(seen)
        seen += told(found)
    assert sorted(seen) == sorted(lines)


def test_a_file_of_an_earlier_version_is_read(articles: ArticleIndex) -> None:
    import sqlite3

    articles.add([make_article(1, SUNK, title="Ferry Aurora sinks")])
    brief(articles, Order("ferry Aurora"))
    folder = Path(articles.folder)
    articles.briefings.close()
    with sqlite3.connect(folder / "briefings.sqlite3") as kept:
        kept.execute("DROP TABLE waiting")
    assert isinstance(brief(articles, Order("ferry Aurora", new=True)), Abstention)
    assert articles.briefings.note is None


def test_what_a_table_of_figures_has_shown_is_no_news(tmp_path: Path) -> None:
    seeds = Path(__file__).parents[1] / "seeds"
    with ArticleIndex.open(tmp_path / "index") as articles:
        articles.add(read(seeds))
        order = Order("attacks on US troops", words=150, new=True)
        first, second = brief(articles, order), brief(articles, order)
    assert isinstance(first, Briefing)
    assert first.disputes
    sides = {cited.quote for dispute in first.disputes for cited, _ in dispute.sides}
    assert isinstance(second, Briefing)
    assert not second.disputes
    assert not sides & {cited.quote for cited in second.citations()}


CLAIM = "An armed group calling itself the {} said on {} that it had attacked the depot in Halden."


def test_who_claims_it_is_told_apart_by_the_name() -> None:
    sword = CLAIM.format("Sword of the River", "Sunday")
    dawn = CLAIM.format("Brigades of the Dawn", "Monday")
    assert not compare(said(dawn), said(sword)).repeats
    assert compare(said(sword), said(sword)).repeats


def test_what_only_a_copy_of_a_report_says_is_told(articles: ArticleIndex) -> None:
    text = (
        "The ferry Aurora sank off Calder Bay on Monday with forty people on board. "
        "Divers found the recorder of the ferry Aurora in the mud on Thursday afternoon. "
        "The owner of the ferry Aurora paid the families nine million crowns in damages. "
        "A judge in Halden sent the captain of the ferry Aurora to prison for six years. "
        "The wreck of the ferry Aurora lies at a depth of ninety metres near the harbour wall."
    )
    own = "A cook of the ferry Aurora told a court in Norwick that its doors had been open."
    articles.add([
        make_article(1, text, title="Ferry Aurora sinks", outlet="Gulf Courier"),
        make_article(2, f"{text} {own}", title="Ferry Aurora sinks", outlet="Halden Post"),
    ])  # fmt: skip
    found = brief(articles, Order("ferry Aurora", words=400))
    assert isinstance(found, Briefing)
    assert found.coverage.origins == 1
    lines = told(found)
    assert own in lines
    assert len(lines) == len(set(lines))
