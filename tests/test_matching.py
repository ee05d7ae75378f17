"""Which articles a briefing on a topic is made of."""

from __future__ import annotations

from datetime import UTC, datetime

from conftest import make_article
from index import ArticleIndex
from qa.answers import Abstention, Briefing
from qa.briefing import brief
from qa.briefing.matching import Names

RIVER = (
    "A flood in Norwick drove forty families out of their houses on Monday after a day of rain. "
    "The flood covered the market of Norwick, the mayor said on Tuesday."
)
ELSEWHERE = (
    "A flood in Halden covered the old harbour on Monday and closed the road to Calder Bay. "
    "The flood in Halden was the third of the year, the harbour office said."
)
DOCKS = (
    "The governor of Norwick opened the new docks on Monday before a crowd of two thousand people. "
    "The docks of Norwick were built in four years, the harbour office said."
)


def told(found: Briefing | Abstention) -> str:
    assert isinstance(found, Briefing)
    return " ".join(line.text for line in found.lines())


def test_an_article_with_half_of_the_topic_is_not_of_it(articles: ArticleIndex) -> None:
    """A flood elsewhere, and something else in Norwick."""
    articles.add([
        make_article(1, RIVER, title="Flood in Norwick"),
        make_article(2, ELSEWHERE, title="Flood in Halden"),
        make_article(3, DOCKS, title="Norwick opens docks"),
    ])  # fmt: skip
    found = brief(articles, "Norwick flood")
    assert isinstance(found, Briefing)
    assert found.coverage.articles == 1
    assert "Halden" not in told(found)
    assert "docks" not in told(found)


def test_where_no_article_is_of_it_nothing_is_told(articles: ArticleIndex) -> None:
    articles.add([
        make_article(1, ELSEWHERE, title="Flood in Halden"),
        make_article(2, DOCKS, title="Norwick opens docks"),
    ])  # fmt: skip
    found = brief(articles, "Norwick flood")
    assert isinstance(found, Abstention)
    assert "no article matches" in found.reason


def test_the_same_words_in_another_sense_are_of_something_else(articles: ArticleIndex) -> None:
    """Unions strike, and missiles do."""
    union = (
        "The railway union of {0} called a strike of train drivers for more pay. "
        "Talks of the union with the railway of {0} on wages and hours had failed, and train "
        "drivers will strike for a week unless the company makes an offer."
    )
    places = ["Norwick", "Halden", "Calder", "Ostby", "Grena"]
    articles.add([
        *(make_article(n, union.format(place), title="Train strike called")
          for n, place in enumerate(places)),
        make_article(9, "Missiles killed nine civilians in a strike beside a train at the front. "
                        "Soldiers fired rockets at the enemy after the strike on the train.",
                     title="Missiles kill nine in the war"),
    ])  # fmt: skip
    found = brief(articles, "train strike")
    assert isinstance(found, Briefing)
    assert found.coverage.articles == len(places)
    assert "issiles" not in told(found)


def test_the_people_of_a_country_are_of_it(articles: ArticleIndex) -> None:
    text = RIVER.replace("in Norwick", "among Zemblans").replace("of Norwick", "of the Zemblans")
    articles.add([
        make_article(1, text, title="Zemblan houses lost"),
        make_article(2, "Zembla is an island in the north. Ships go there twice a week.",
                     title="To Zembla by ship"),
    ])  # fmt: skip
    assert "forty families" in told(brief(articles, "Zembla flood"))


def test_half_a_name_before_another_one_is_somebody_else() -> None:
    names = Names(["Ada Renn"])
    assert names.words("Ada Renn spoke in Halden.", "en") > {"ada", "renn"}
    assert "ada" in names.words("“We vote,” Ada said.", "en")
    assert "ada" not in names.words("Ada Sand spoke in Halden.", "en")
    assert "renn" not in names.words("Renned the boat.", "en")


def test_another_event_of_the_same_words_years_before_is_not_mixed_in(
    articles: ArticleIndex,
) -> None:
    then = datetime(2019, 3, 5, tzinfo=UTC)
    old = RIVER.replace("forty families", "ninety families")
    articles.add([
        make_article(1, old, title="Flood in Norwick", published=then),
        make_article(2, RIVER, title="Flood in Norwick"),
    ])  # fmt: skip
    assert "ninety" not in told(brief(articles, "Norwick flood"))


def test_a_correction_in_other_words_is_told(articles: ArticleIndex) -> None:
    attack = "On Sunday twelve rockets were fired at soldiers of Norwick, who were in Halden. "
    more = "The attack on the Norwick soldiers was claimed by nobody, the mayor of Halden said."
    wrong = "The Courier reported that the attack on Norwick forces was the first of the year."
    articles.add([
        make_article(1, attack + more, title="Attack on Norwick soldiers"),
        make_article(2, f"{wrong} That was wrong. It was the third.", title="We correct an error"),
    ])  # fmt: skip
    topic = "attacks on Norwick soldiers"
    assert len(articles.about(topic)) == 1
    assert f"{wrong} That was wrong." in told(brief(articles, topic))
