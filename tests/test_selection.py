"""Which articles are about a topic."""

from __future__ import annotations

from datetime import date

from conftest import make_article
from index import ArticleIndex

FERRY = "The ferry to Calder Bay sank on Monday. Forty people were on board the ferry."
BRIDGE = "The bridge at Calder Bay was closed. Cars must go by the northern road."


def test_all_that_match_and_not_the_ten_best(articles: ArticleIndex) -> None:
    articles.add(make_article(n, FERRY, title=f"Ferry sinks, report {n}") for n in range(1, 31))
    articles.add([make_article(99, BRIDGE, title="Bridge closed")])
    found = articles.about("ferry sinks")
    assert {each.article_id for each in found} == {f"{n:016x}" for n in range(1, 31)}
    assert all(0.6 <= each.relevance <= 1 for each in found)


def test_an_article_that_only_mentions_it_is_not_about_it(articles: ArticleIndex) -> None:
    filler = " ".join(f"Sentence {n} tells of the harvest in the hills." for n in range(200))
    articles.add([
        make_article(1, f"{filler}\n\n{FERRY}", title="Harvest"),
        make_article(2, FERRY, title="Ferry sinks"),
    ])  # fmt: skip
    assert [each.article_id for each in articles.about("ferry sank")] == [f"{2:016x}"]


def test_the_most_relevant_come_first(articles: ArticleIndex) -> None:
    articles.add([
        make_article(1, FERRY, title="A night on the water"),
        make_article(2, FERRY, title="Ferry sank at Calder Bay"),
    ])  # fmt: skip
    assert next(each.article_id for each in articles.about("ferry sank")) == f"{2:016x}"


def test_without_a_topic_all_in_the_dates(articles: ArticleIndex) -> None:
    articles.add([make_article(1), make_article(2, outlet="Kestrel News", text="Another text.")])
    assert len(articles.about(since=date(2024, 3, 1))) == 2
    assert articles.about(since=date(2024, 5, 1)) == []
    found = articles.about(outlets=["kestrel news"])
    assert [(each.article_id, each.relevance) for each in found] == [(f"{2:016x}", 1.0)]


def test_dates_and_outlets_limit_a_topic(articles: ArticleIndex) -> None:
    articles.add([make_article(1, FERRY, title="Ferry sinks")])
    assert articles.about("ferry", until=date(2024, 3, 1)) == []
    assert articles.about("ferry", outlets=["Kestrel News"]) == []
    assert len(articles.about("ferry", since=date(2024, 4, 1), until=date(2024, 4, 1))) == 1


def test_an_empty_index_has_nothing(articles: ArticleIndex) -> None:
    assert articles.about("ferry") == []


def test_a_name_weighs_more_than_what_else_is_asked(articles: ArticleIndex) -> None:
    """An article that names the country and no war, and one on the war of another."""
    wares = "loaves boats coats roses bells maps hats lamps pears clocks".split()
    # Each another, since of many vectors in one place Chroma finds a few that are elsewhere no more
    filler = [f"{a.title()} and {b} were sold. Nobody spoke of it." for a in wares for b in wares]
    articles.add([
        make_article(1, "Halden was hit. Halden asks.", title="Halden in ruins"),
        make_article(2, "Orrin lost. Its war ended, and soldiers left.", title="War ended"),
        make_article(3, "The war came to Halden.", title="War in Halden"),
        *(make_article(n, filler[n], title=f"Market {n}") for n in range(4, 40)),
        *(make_article(n, f"A trip to Halden. {filler[n]}", title="A trip") for n in range(40, 42)),
        *(make_article(n, f"A trade war. {filler[n]}", title="Trade") for n in range(42, 44)),
    ])  # fmt: skip
    found = {each.article_id for each in articles.about("war in Halden")}
    assert found == {f"{1:016x}", f"{3:016x}"}
    assert f"{2:016x}" in {each.article_id for each in articles.about("war in orrin")}


def test_what_says_it_in_other_words_is_about_it(articles: ArticleIndex) -> None:
    """By the nearness of its vectors, and by both words for one country."""
    articles.add([
        make_article(1, "US forces were attacked. Attacks on US forces go on.", title="US forces"),
        make_article(2, "American forces saw attacks on posts.", title="Attacks on American posts"),
        make_article(3, "The forces of the market rule bread prices.", title="Bread"),
        make_article(4, "The harbour was calm.", title="Harbour"),
    ])  # fmt: skip
    found = {each.article_id for each in articles.about("attacks on US forces")}
    assert found == {f"{1:016x}", f"{2:016x}"}
