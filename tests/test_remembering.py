"""What ``--new`` tells: what is not known yet, however many words it shares with what is."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from commands import Run

from conftest import make_article
from index import Article, ArticleIndex
from index.kept.briefings import BRIEFINGS
from qa.answers import Abstention, Briefing
from qa.briefing import brief
from qa.briefing.survey import Order

DAY = datetime(2024, 6, 4, tzinfo=UTC)  # a Tuesday
OLD = "Two guards were killed in the fire at the Orrin mill on Tuesday, the police said."


def article(number: int, text: str, **fields: object) -> Article:
    told = {"title": "Fire at Orrin", "published": DAY + timedelta(hours=number)}
    return make_article(number, text, **{**told, "outlet": f"Outlet {number}", **fields})


def news(articles: ArticleIndex, words: int = 150) -> list[str]:
    found = brief(articles, Order("Orrin mill", new=True, words=words))
    if isinstance(found, Abstention):
        assert "nothing is new" in found.reason
        return []
    return [point.claim.text for point in found.lines()]


@pytest.mark.parametrize(
    "text",
    [
        "Four guards are now known to have died in the fire at the Orrin mill, the police said.",
        "Two guards were killed in the fire at the Orrin mill on Friday, the police said.",
        "No guards were killed in the fire at the Orrin mill on Tuesday, the police said.",
        "Police denied on Tuesday that two guards were killed in the fire at the Orrin mill.",
        "Two guards, Ada Renn and Per Holt, were killed in the fire at the Orrin mill on Tuesday.",
    ],
)
def test_another_number_day_name_or_a_denial_is_news(articles: ArticleIndex, text: str) -> None:
    articles.add([article(1, OLD)])
    assert news(articles) == [OLD]
    articles.add([article(2, text)])
    assert news(articles) == [text]
    assert news(articles) == []


def test_the_same_in_other_words_is_no_news(articles: ArticleIndex) -> None:
    articles.add([article(1, OLD)])
    assert news(articles) == [OLD]
    articles.add([article(2, "Police said two guards died in Tuesday's fire at the Orrin mill.")])
    assert news(articles) == []


def test_a_corrected_number_is_news_and_the_rest_is_not(articles: ArticleIndex) -> None:
    rest = "Engineers closed the road beside the Orrin mill until the end of June."
    articles.add([article(1, f"{OLD} {rest}")])
    assert set(news(articles)) == {OLD, rest}
    articles.add([article(1, f"{OLD.replace('Two', 'Five')} {rest}")])
    assert news(articles) == [OLD.replace("Two", "Five")]
    assert news(articles) == []


def test_what_there_was_no_room_for_is_news_the_next_time(articles: ArticleIndex) -> None:
    articles.add([article(1, OLD)])
    assert news(articles) == [OLD]
    later = [
        f"{who} said that the Orrin mill {what} by the end of the summer season of {year}."
        for who, what, year in (
            ("Director Ida Moor", "would hire ninety carpenters", 2025),
            ("Councillor Jon Aske", "will lose its licence for timber", 2026),
            ("Bishop Una Werle", "must give its chapel to the parish", 2027),
        )
    ]
    articles.add(article(n, text, title=f"Orrin mill {n}") for n, text in enumerate(later, 2))
    told: list[str] = []
    for _ in later:
        found = news(articles, words=25)
        assert len(found) == 1
        told += found
    assert sorted(told) == sorted(later)
    assert news(articles, words=25) == []


def test_a_briefing_without_new_is_remembered_whole(articles: ArticleIndex) -> None:
    articles.add([article(1, OLD)])
    assert isinstance(brief(articles, Order("Orrin mill")), Briefing)
    assert news(articles) == []


@pytest.mark.parametrize("options", [(), ("--new",)])
def test_a_damaged_memory_stops_no_briefing_and_is_named(
    run: Run, seeded: Path, tmp_path: Path, options: tuple[str, ...]
) -> None:
    index = Path(shutil.copytree(seeded, tmp_path / "copy"))
    (index / BRIEFINGS).write_bytes(b"no database at all, but long enough to be looked at" * 40)
    before = (index / BRIEFINGS).read_bytes()
    whole = run("--index", seeded, "list", "--json").out
    code, out, err = run("--index", index, "brief", "Al-Asad attack", *options)
    assert code == 0
    assert "Key points" in out
    assert err.count("note: ") == 1
    assert f"{index / BRIEFINGS} cannot be used" in err
    assert "remove it" in err
    assert "no article" in err
    assert (index / BRIEFINGS).read_bytes() == before
    assert run("--index", index, "list", "--json").out == whole
    (index / BRIEFINGS).unlink()
    assert run("--index", index, "brief", "Al-Asad attack", *options).err == ""
