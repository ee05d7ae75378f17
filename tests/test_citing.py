"""A citation says who else has its sentence, and who has another figure in it: no more, no less."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from commands import Run

from conftest import WordEmbedder, make_article
from index import Article, ArticleIndex
from qa.answering.citing import Citer
from qa.answers import Citation
from qa.conversation.session_parts import place_of, quoted_anew
from qa.rendering import records, terminal
from qa.rendering.shown import Beside
from qa.rendering.shown import article as show

REPORT = (
    "Divers brought {saved} sailors ashore from the ferry Alma on Sunday, a day after it struck"
    " the mole of Port Lendal in thick fog.",
    "The harbour master, Ida Brekke, said {dead} people were confirmed dead and that the search"
    " of the lower deck would take until the evening.",
    "Passengers spoke of a long scraping noise and of lamps that went out one after another while"
    " the crew handed out blankets.",
    "The owners, Lendal Lines, had sold the ship in 2019 and bought it back two years later for"
    " half of the price.",
    "The coast guard closed the channel to all traffic and asked small boats to keep away from"
    " the wreck until it had been made fast.",
    "A storm was expected for the night, and the wreck was to be towed to the inner basin before"
    " the wind turned to the west.",
)
OWN = "Our reporter saw three empty cradles in the hall where the families were waiting."


def told(
    number: int, outlet: str | None, *own: str, dead: str = "31", top: str = "", **fields: Any
) -> Article:
    paragraphs = [each.format(saved="14", dead=dead) for each in REPORT]
    text = "\n\n".join([top + paragraphs[0], *own, *paragraphs[1:]])
    published = datetime(2024, 5, number, tzinfo=UTC)
    return make_article(number, text, **{"outlet": outlet, "published": published, **fields})


def ids(*numbers: int) -> list[str]:
    return [f"{number:016x}" for number in numbers]


WIRE = "PORT LENDAL (Reuters) - "


@pytest.fixture
def six(articles: ArticleIndex) -> ArticleIndex:
    """Six copies: four say 31, one 47, one 13; one has a sentence of its own."""
    articles.add(
        [
            told(1, "Tribune", top=WIRE),
            told(2, "Reuters", top=WIRE),
            told(3, "Globe", OWN),
            told(4, "Mirror", dead="47"),
            told(5, "Evening Post", dead="13"),
            told(6, None),
        ]
    )
    assert len(articles.shared_origins()) == 1
    return articles


def cited(articles: ArticleIndex, number: int, beginning: str, *, limited: bool = True) -> Citation:
    article = articles.article(*ids(number))
    found = next(s for s in articles.sentences(article) if s.text.startswith(beginning))
    return Citer(articles, limited=limited).cite(article, found)


def also(citation: Citation) -> list[str]:
    """What stands below a citation's place and above its quote."""
    lines = terminal.citations([citation]).splitlines()
    return [line.strip() for line in lines[2 : lines.index(f"    > {citation.quote}")]]


def test_a_sentence_that_all_have_is_in_all(six: ArticleIndex) -> None:
    found = cited(six, 3, "Passengers")
    assert also(found) == ["also in 5 others, from Reuters: one origin"]
    assert records.of_citation(found)["origin"] == {
        "id": ids(2)[0],
        "copies": ids(2, 1, 4, 5, 6),
        "report": ids(2, 1, 3, 4, 5, 6),
        "agency": "Reuters",
        "versions": [],
    }


def test_of_the_agencys_own_article_nobody_is_credited(six: ArticleIndex) -> None:
    assert also(cited(six, 2, "Passengers")) == ["also in 5 others: one origin"]


def test_a_sentence_behind_a_dateline_is_the_same(six: ArticleIndex) -> None:
    assert also(cited(six, 4, "Divers")) == ["also in 5 others, from Reuters: one origin"]


def test_a_sentence_that_no_other_has_is_in_no_other(six: ArticleIndex) -> None:
    found = cited(six, 3, "Our reporter", limited=False)
    assert also(found) == ["from a report also in 5 others, without this sentence"]
    origin = records.of_citation(found)["origin"]
    assert (origin["copies"], origin["agency"], origin["versions"]) == ([], None, [])
    assert len(origin["report"]) == 6


def test_who_has_another_figure_is_named_with_it(six: ArticleIndex) -> None:
    (line,) = also(cited(six, 1, "The harbour master"))
    assert line == (
        "also in 3 others, from Reuters: one origin; other versions say 47: Mirror;"
        " 13: Evening Post"
    )
    found = cited(six, 4, "The harbour master", limited=False)
    assert found.article.outlet == "Mirror"
    assert also(found) == [
        "from a report also in 5 others, without this sentence; other versions say"
        " 31: Reuters, Tribune, Globe and 1 more; 13: Evening Post"
    ]
    assert records.of_citation(found)["origin"]["versions"] == [
        {"value": "31", "articles": ids(2, 1, 3, 6)},
        {"value": "13", "articles": ids(5)},
    ]


def test_one_other_version_is_one(articles: ArticleIndex) -> None:
    articles.add([told(1, "Tribune"), told(2, "Mirror", dead="47")])
    assert also(cited(articles, 1, "The harbour master")) == [
        "from a report also in 1 other, without this sentence; another version says 47: Mirror"
    ]


@pytest.mark.parametrize("dead", ["thirty-one", "31"])
def test_the_same_figure_in_other_letters_is_no_other_version(
    articles: ArticleIndex, dead: str
) -> None:
    articles.add([told(1, "Tribune"), told(2, "Mirror", dead=dead)])
    (line,) = also(cited(articles, 1, "The harbour master"))
    assert "version" not in line


def test_what_is_said_below_the_same_article_is_what_differs(six: ArticleIndex) -> None:
    article = six.article(*ids(1))
    citer = Citer(six, limited=True)
    shown = terminal.citations([citer.cite(article, s) for s in six.sentences(article)])
    assert shown.count("from Reuters: one origin\n") == 2  # of the first, and after the second
    assert shown.count("47: Mirror") == 1
    assert shown.count("the same article") == 5


def test_an_article_by_itself_is_said_to_be_nowhere_else(articles: ArticleIndex) -> None:
    articles.add([told(1, "Tribune", top=WIRE)])
    found = cited(articles, 1, "Passengers")
    assert also(found) == []
    origin = records.of_citation(found)["origin"]
    assert (origin["id"], origin["copies"], origin["report"]) == (ids(1)[0], [], ids(1))
    assert origin["agency"] == "Reuters"


def test_a_copy_that_was_removed_is_not_named(six: ArticleIndex) -> None:
    six.remove(ids(4))
    assert "Mirror" not in also(cited(six, 1, "The harbour master"))[0]


def test_an_answer_says_so(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    with ArticleIndex.open(folder) as articles:
        articles.add([told(1, "Tribune", top=WIRE), told(4, "Mirror", dead="47")])
    question = "How many people were confirmed dead on the ferry Alma?"
    command = ("--index", folder, "ask", "--no-model", "--outlet", "Tribune", question)
    assert "another version says 47: Mirror" in run(*command).out
    record = json.loads(run(*command, "--json").out)
    versions = [c["origin"]["versions"] for each in record["claims"] for c in each["citations"]]
    assert [{"value": "47", "articles": ids(4)}] in versions


def test_a_sentence_that_is_quoted_anew_says_the_same(six: ArticleIndex) -> None:
    found = cited(six, 1, "The harbour master")
    assert quoted_anew([place_of(found)], six) == {1: found}


def test_many_copies_are_folded(tmp_path: Path, run: Run) -> None:
    with ArticleIndex.open(tmp_path / "index", embedder=WordEmbedder()) as articles:
        articles.add([told(number, f"Outlet {number}") for number in range(1, 9)])
        article = articles.article(*ids(1))
        others = articles.same_report(article)
        beside = Beside(others)
        shown = show(article, articles.sentences(article), None, beside=beside)
    assert shown.count("the same report as: ") == 5
    assert "\nand 2 more\n" in shown
