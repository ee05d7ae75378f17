"""A topic as the articles write it, and what of it they do not have."""

from __future__ import annotations

import pytest

from conftest import make_article
from index import ArticleIndex
from qa.answers import Abstention, Briefing
from qa.briefing import brief
from qa.briefing.subject import subject
from qa.briefing.survey import Order
from qa.rendering.briefing_text import as_text

CUP = "On Monday the mayor Ada Renn opened the Harbour Cup in Halden before a crowd of sailors."
CREW = "The crew of the mayor, Ada Renn, won a race of the Harbour Cup by four lengths on Monday."


@pytest.fixture
def cups(articles: ArticleIndex) -> ArticleIndex:
    articles.add([
        make_article(1, CUP, title="Harbour Cup opened by Ada Renn"),
        make_article(2, CREW, title="Ada Renn wins at the Harbour Cup"),
    ])  # fmt: skip
    return articles


@pytest.mark.parametrize(
    ("typed", "text", "names"),
    [
        ("ada renn harbour cup", "Ada Renn Harbour Cup", ("Ada Renn", "Harbour Cup")),
        ("harbourcup race", "Harbour Cup race", ("Harbour Cup",)),
        ("ha lden race", "Halden race", ("Halden",)),
        ("Ada Renn Harbour Cup", "Ada Renn Harbour Cup", ("Ada Renn", "Harbour Cup")),
        ("", "", ()),
    ],
)
def test_names_are_as_the_articles_write_them(
    cups: ArticleIndex, typed: str, text: str, names: tuple[str, ...]
) -> None:
    found = subject(cups, typed)
    assert (found.text, found.names, found.lacking) == (text, names, ())


def test_what_no_article_has_is_kept_apart(cups: ArticleIndex) -> None:
    found = subject(cups, "ada ren harbour cup")
    assert (found.told, found.lacking) == ("Ada Harbour Cup", ("ren",))


def test_a_word_that_is_written_once_may_be_misspelt(cups: ArticleIndex) -> None:
    """Where its neighbour always has nearly the same word beside it."""
    cups.add([make_article(3, "A letter of Harbur sailors lay in the hall.", title="Letter")])
    crowd = "The Halden Harbour was full of boats on the day of the race."
    cups.add(make_article(n, crowd, title="Boats") for n in range(4, 8))
    assert subject(cups, "halden harbur race").lacking == ("harbur",)
    assert subject(cups, "harbur sailors").lacking == ()


def test_the_briefing_of_the_rest_says_so(cups: ArticleIndex) -> None:
    found = brief(cups, "harbour cup ada renn wiliams")
    assert isinstance(found, Briefing)
    assert found.coverage.uncovered == ("wiliams",)
    assert "nothing found about: wiliams" in as_text(found)
    assert found.topic == "harbour cup ada renn wiliams"


def test_where_nothing_is_left_to_tell_it_says_so_too(cups: ArticleIndex) -> None:
    found = brief(cups, Order("knitting harbour patterns", outlets=("Harbour Courier",)))
    assert isinstance(found, Abstention)
    assert set(found.uncovered) == {"knitting", "patterns"}
    found = brief(cups, Order("harbour cup", words=2))
    assert isinstance(found, Abstention)
    assert "fits into 2 words" in found.reason
