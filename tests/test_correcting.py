"""What an outlet takes back itself stands beside what it had said."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from conftest import make_article
from index import Article, ArticleIndex
from qa import Answer, ask
from qa.answering.writing import Writer
from qa.answers import Claim
from scripted_model import ScriptedModel

TOLD = "The fire in the mill of Selm killed twelve people on Thursday, the mayor said."
WRONG = "The Selm Herald reported on Friday that the fire in the mill of Selm killed twelve people."
RIGHT = f"{WRONG} That was wrong. It killed two."
QUESTION = "How many people did the fire in the mill of Selm kill?"


def article(number: int, day: int, text: str, **fields: Any) -> Article:
    published = datetime(2024, 4, day, tzinfo=UTC)
    told = {"outlet": "Selm Herald", "title": f"Fire in the mill {number}", "published": published}
    return make_article(number, text, **{**told, **fields})


REPORT = article(1, 5, f"{TOLD} Divers searched the mill race until the evening.")


def answered(articles: ArticleIndex, *others: Article, question: str = QUESTION) -> Answer:
    articles.add([REPORT, *others])
    answer = ask(articles, question)
    assert isinstance(answer, Answer)
    return answer


def test_a_corrected_sentence_is_followed_by_its_correction(articles: ArticleIndex) -> None:
    answer = answered(articles, article(2, 6, f"{RIGHT} The Herald regrets the error."))
    told = [claim.text for claim in answer.claims]
    place = told.index(TOLD)
    assert told[place + 1] == RIGHT
    correction = answer.claims[place + 1]
    assert [c.quote for c in correction.citations] == [WRONG, "That was wrong.", "It killed two."]
    assert all(c.article.text[c.start : c.end] == c.quote for c in correction.citations)
    assert correction.verdict == "supported"


def test_one_correction_is_told_once(articles: ArticleIndex) -> None:
    again = article(3, 5, "The mill of Selm: the fire killed twelve people, the mayor has said.")
    answer = answered(articles, again, article(2, 6, RIGHT))
    assert [claim.text for claim in answer.claims].count(RIGHT) == 1


@pytest.mark.parametrize(
    "other",
    [
        article(2, 6, RIGHT, outlet="Lindow Post"),  # another outlet's error
        article(2, 4, RIGHT),  # older than the report
        article(2, 6, "The Herald said that the fire in the mill of Selm began in the roof. That "
                      "was wrong. It began in the cellar."),  # another error
    ],
    ids=["other outlet", "older", "other error"],
)  # fmt: skip
def test_nothing_else_corrects_it(articles: ArticleIndex, other: Article) -> None:
    answer = answered(articles, other)
    assert TOLD in [claim.text for claim in answer.claims]
    assert not any("That was wrong" in claim.text for claim in answer.claims)


def written(articles: ArticleIndex, *said: str) -> tuple[Answer, list[Claim]]:
    """What a model says of the report and its correction, and what was shown as it came."""
    articles.add([REPORT, article(2, 6, f"{RIGHT} The Herald regrets the error.")])
    shown: list[Claim] = []
    model = ScriptedModel(" ".join(said))
    answer = ask(articles, QUESTION, writer=Writer(model, show=shown.append))
    assert isinstance(answer, Answer)
    return answer, shown


def test_what_a_model_takes_from_a_corrected_sentence_is_followed_by_the_correction(
    articles: ArticleIndex,
) -> None:
    answer, shown = written(articles, TOLD, "Divers searched the mill race until the evening.")
    told = [claim.text for claim in answer.claims]
    assert told == [TOLD, RIGHT, "Divers searched the mill race until the evening."]
    assert [claim.text for claim in shown] == told
    assert [c.quote for c in answer.claims[1].citations] == [
        WRONG,
        "That was wrong.",
        "It killed two.",
    ]


def test_a_model_that_tells_the_correction_itself_is_not_corrected(articles: ArticleIndex) -> None:
    answer, _ = written(articles, "It killed two.", TOLD)
    assert [claim.text for claim in answer.claims] == ["It killed two.", TOLD]
