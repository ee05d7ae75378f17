"""The sample articles tell the story that the README and the demo rely on."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from index.articles import Article
from index.reading import read

SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    found = list(read(SEEDS))
    assert all(isinstance(item, Article) for item in found), found
    return [item for item in found if isinstance(item, Article)]


def shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[at : at + 3]) for at in range(len(words) - 2)}


def overlap(one: Article, other: Article) -> float:
    left, right = shingles(one.text), shingles(other.text)
    return len(left & right) / min(len(left), len(right))


def saying(articles: list[Article], words: str) -> list[Article]:
    return [a for a in articles if re.search(words, f"{a.title}\n{a.text}")]


def test_there_are_eight_to_ten_in_several_formats(articles):
    assert 8 <= len(articles) <= 10
    assert {path.suffix for path in SEEDS.iterdir()} == {".txt", ".html", ".md", ".jsonl"}
    assert len({article.id for article in articles}) == len(articles)


def test_everything_about_each_is_known(articles):
    for article in articles:
        assert article.title
        assert article.outlet
        assert article.authors
        assert article.url
        assert (
            article.url.partition("/")[2].partition("/")[2].partition("/")[0].endswith(".example")
        )
        assert article.language is not None
        assert article.language.startswith("en")
        assert article.published is not None
        assert (
            datetime(2024, 4, 1, tzinfo=UTC) <= article.published < datetime(2024, 5, 1, tzinfo=UTC)
        )


def test_several_outlets_tell_the_story(articles):
    assert len({article.outlet for article in saying(articles, "Al-Asad")}) >= 4


def test_one_report_is_carried_by_two_outlets(articles):
    carried = saying(articles, r"\(Meridian Wire\)")
    assert len({article.outlet for article in carried}) == len(carried) == 2
    assert overlap(*carried) > 0.8
    assert carried[0].text != carried[1].text
    others = [article for article in articles if article not in carried]
    assert all(overlap(one, copy) < 0.2 for one in others for copy in carried)


def test_two_give_different_figures_for_the_same(articles):
    assert saying(articles, "attacked more than 165 times")
    assert saying(articles, "at least 150 attacks")


def test_a_later_one_corrects_an_earlier(articles):
    (correction,) = saying(articles, "That was wrong")
    (wrong,) = saying(articles, "It was the first attack on US forces")
    assert correction.outlet == wrong.outlet
    assert correction.published > wrong.published


def test_one_is_about_something_else(articles):
    (bridge,) = saying(articles, "harbour bridge")
    assert not re.search("Iraq|Syria|attack", bridge.text)


def test_nothing_but_the_article_came_in(articles):
    for words in (
        "Tags",
        "Copyright",
        "rights reserved",
        "subscribe",
        "Internal note",
        "Most read",
    ):
        assert not saying(articles, words)
