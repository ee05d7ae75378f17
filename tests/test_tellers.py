"""An outlet that a question names as the teller limits it to that outlet's articles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import WordEmbedder, make_article
from index import ArticleIndex
from qa import Answer, ask
from qa.answering.tellers import told_by
from qa.answers import Abstention
from qa.conversation.talk import Talk

OUTLETS = ("cnn.com", "www.usatoday.com", "theweek.co.uk", "Halden Review", "The Inland Observer")
TOLD = [
    ("what did the Halden Review say about Jordan?", "Halden Review", "what did the about Jordan?"),
    ("According to CNN, how many died?", "cnn.com", "how many died?"),
    ("how many died according to USA Today", "www.usatoday.com", "how many died"),
    ("what does The Week report about prices", "theweek.co.uk", "what does about prices"),
    (
        "What has the inland observer written about ice?",
        "The Inland Observer",
        "What has about ice?",
    ),
    ("What was reported by cnn.com about the ferry?", "cnn.com", "What was about the ferry?"),
    ("CNN's coverage of the ferry", "cnn.com", "of the ferry"),
]
NOT_TOLD = [
    "Who owns CNN?",
    "What did Anna Berg say about CNN?",
    "Why did CNN dismiss Anna Berg?",
    "What did Anna Berg say last week about the ferry?",  # "The Week" without "the" is any week
    "What did CNN say?",  # nothing is asked of it
    "What did the Lindow Post say about the ferry?",  # there is no such outlet
]


@pytest.mark.parametrize(("question", "outlet", "rest"), TOLD)
def test_who_tells_is_read_from_the_question(question: str, outlet: str, rest: str) -> None:
    told = told_by(question, lambda: OUTLETS)
    assert told is not None
    assert (told.outlets, told.asked) == ((outlet,), rest)


@pytest.mark.parametrize("question", NOT_TOLD)
def test_an_outlet_that_does_not_report_is_a_name_like_any(question: str) -> None:
    assert told_by(question, lambda: OUTLETS) is None


def test_where_nobody_is_said_to_report_no_outlet_is_looked_up() -> None:
    def fail() -> tuple[str, ...]:
        raise AssertionError

    assert told_by("How many cars sank with the ferry?", fail) is None


REPORTS = (
    ("Halden Review", "The Halden ferry carried 40 cars to Quagga on Monday. It was late again."),
    ("Gulf Courier", "The Halden ferry carried 38 cars to Quagga on Monday. Its captain is ill."),
    ("Meridian Post", "The mayor of Lund opened a school on Monday. It is the first in Lund."),
)


@pytest.fixture
def reports(tmp_path: Path, embedder: WordEmbedder) -> Iterator[ArticleIndex]:
    told = enumerate(REPORTS, 1)
    with ArticleIndex.open(tmp_path / "index", embedder=embedder) as index:
        index.add(
            make_article(at, text=text, outlet=outlet, url=f"https://example.org/{at}")
            for at, (outlet, text) in told
        )
        yield index


@pytest.mark.parametrize("outlet", ["Halden Review", "Gulf Courier"])
def test_only_the_outlet_that_is_named_is_quoted(reports: ArticleIndex, outlet: str) -> None:
    question = f"According to the {outlet}, how many cars did the Halden ferry carry?"
    answer = ask(reports, question)
    assert isinstance(answer, Answer)
    assert answer.question == question
    assert {c.article.outlet for claim in answer.claims for c in claim.citations} == {outlet}
    talked = Talk(reports).ask(question).result
    assert [claim.text for claim in talked.claims] == [claim.text for claim in answer.claims]


def test_where_that_outlet_says_nothing_others_come_nearest(reports: ArticleIndex) -> None:
    question = "What did the Meridian Post say about the cars of the Halden ferry?"
    for result in (ask(reports, question), Talk(reports).ask(question).result):
        assert isinstance(result, Abstention)
        assert result.reason.startswith("nothing found in Meridian Post answers it")
        assert {c.article.outlet for c in result.nearest} <= {"Halden Review", "Gulf Courier"}
        assert result.nearest
        assert not result.uncovered


def test_what_no_outlet_says_is_said_of_all(reports: ArticleIndex) -> None:
    result = ask(reports, "According to the Gulf Courier, who won the chess cup of Lindow?")
    assert isinstance(result, Abstention)
    assert result.reason == "nothing found in Gulf Courier answers it, and in no other outlet"


def test_a_word_that_articles_have_is_not_said_to_be_in_none(reports: ArticleIndex) -> None:
    apart = ask(reports, "Who is the mayor of Quagga?")
    assert isinstance(apart, Abstention)
    assert apart.reason.startswith("what was found says nothing of ")
    assert "beside the rest of it" in apart.reason
    absent = ask(reports, "Who is the bishop of Quagga?")
    assert isinstance(absent, Abstention)
    assert (absent.reason, absent.uncovered) == (
        "no passage covers the whole question",
        ("bishop",),
    )
