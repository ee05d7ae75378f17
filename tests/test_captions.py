"""Which sentences are captions of photos."""

from __future__ import annotations

import pytest

from conftest import make_article
from index import ArticleIndex
from qa.answers import Briefing
from qa.briefing import brief
from qa.briefing.captions import is_caption, is_credit


@pytest.mark.parametrize(
    "text",
    [
        "A woman lights a candle at the pier, near where the ferry sank.",
        "A police officer, center, carries a bag out of the hall after Ada Renn was attacked.",
        "Ada Renn (left) and Jon Sand (right) were met by a crowd.",
        "A young Norwick sailor, who fled the storm, looks, second from left, at the sea.",
        "Ada Renn, upper left, waves to a crowd.",
        "Ada Renn and Jon Sand wave to sailors at a race held at the pier in Halden, May 1956.",
        "The Norwick Guard rescues people affected by the flood in Halden on September 1, 2023.",
    ],
)
def test_who_is_seen_and_where_or_when(text: str) -> None:
    assert is_caption(text)


@pytest.mark.parametrize(
    "text",
    [
        "A woman died when the ferry sank near the pier.",
        "A man is charged with arson at the pier of Calder Bay.",
        "A student who left, but came back, was praised by the mayor.",
        "“The thing, right, is that we stay,” Ada Renn said.",
        "The left, which lost the vote, wants a new one.",
    ],
)
def test_news_are_none(text: str) -> None:
    assert not is_caption(text)


def test_the_name_of_a_photographer() -> None:
    assert is_credit("Jon Sand/AP")
    assert is_credit("Ada M. Renn/Halden Images")
    assert not is_credit("The ferry was hit and/or sank.")
    assert not is_credit("Ada Renn opened the pier in Halden.")


def test_what_stands_before_it_is_no_line(articles: ArticleIndex) -> None:
    text = (
        "The ferry Aurora sank off Calder Bay on Monday with forty people on board.\n\n"
        "Hundreds of people came to the pier of Calder Bay after the ferry sank.\n\n"
        "Jon Sand/AP\n\nThe owner of the ferry promised to raise it within a month."
    )
    articles.add([make_article(1, text, title="Ferry sinks off Calder Bay")])
    found = brief(articles, "ferry")
    assert isinstance(found, Briefing)
    told = " ".join(line.text for line in found.lines())
    assert "sank off" in told
    assert "Hundreds" not in told
