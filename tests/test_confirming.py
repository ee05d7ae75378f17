"""How many independent reports say a line of a briefing, and how that is said."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from conftest import make_article
from index import ArticleIndex
from qa.answers import Briefing, Point
from qa.briefing import brief
from qa.briefing.authoring import Author
from qa.briefing.survey import Order
from qa.rendering.briefing_labels import origin_mark
from scripted_model import Asked, ScriptedModel

DAY = datetime(2024, 6, 4, tzinfo=UTC)  # a Tuesday
SHUT = "The bridge at Orrin was closed on Tuesday after a crack was found in an arch."
AGAIN = "After a crack was found in an arch, police closed the bridge at Orrin on Tuesday."
HURT = "Eleven workers of the Orrin bridge were taken to hospital."
TREATED = "Eleven people from the Orrin bridge were treated in hospital."
OTHERS = "Fourteen bridge workers of Orrin were hospitalised."
ACCUSED = "Mayor Ada Renn said that Harbolt knew of rust in the bridge at Orrin."
DENIED = "Harbolt denied that it knew of rust in the bridge at Orrin."


def report(number: int, outlet: str | None, *texts: str) -> object:
    return make_article(
        number,
        " ".join(texts),
        title="Orrin bridge closed after a crack was found in an arch",
        outlet=outlet,
        published=DAY + timedelta(hours=number),
    )


def made(articles: ArticleIndex, *reports: object, author: Author | None = None) -> Briefing:
    articles.add(reports)  # type: ignore[arg-type]
    found = brief(articles, Order("Orrin bridge"), author)
    assert isinstance(found, Briefing)
    return found


def point(found: Briefing, *texts: str) -> Point:
    return next(p for p in found.lines() if p.claim.text in texts)


def test_reports_that_say_it_in_their_own_words_are_counted(articles: ArticleIndex) -> None:
    found = made(
        articles,
        report(1, "Alpha", SHUT, HURT),
        report(2, "Beta", OTHERS, AGAIN),
        report(3, "Gamma", TREATED),
    )
    assert origin_mark(point(found, SHUT, AGAIN)) == "2024-06-04, found in 2 of 3 outlets"
    hurt = point(found, HURT, TREATED)
    assert {c.quote for c in hurt.claim.citations} == {HURT, TREATED}
    assert origin_mark(hurt) == "2024-06-04, found in 2 of 3 outlets"


def test_another_figure_confirms_nothing_and_stands_beside(articles: ArticleIndex) -> None:
    found = made(articles, report(1, "Alpha", SHUT, HURT), report(2, "Beta", OTHERS, AGAIN))
    assert origin_mark(point(found, OTHERS)) == "2024-06-04, found in 1 of 2 outlets"
    assert origin_mark(point(found, HURT)) == "2024-06-04, found in 1 of 2 outlets"
    told = [p.claim.text for p in found.lines()]
    assert abs(told.index(HURT) - told.index(OTHERS)) == 1


def test_an_outlet_that_repeats_itself_is_one_source(articles: ArticleIndex) -> None:
    found = made(
        articles,
        report(1, "Alpha", SHUT, "Divers came from the harbour of Selm by boat."),
        report(2, "Alpha", SHUT, "The mayor asked the council for a new crossing."),
    )
    assert found.coverage.origins == 2
    assert origin_mark(point(found, SHUT)) == "2024-06-04, 1 outlet"


def test_where_nothing_else_was_compared_nothing_is_claimed(articles: ArticleIndex) -> None:
    found = made(articles, report(1, "Alpha", SHUT))
    assert origin_mark(point(found, SHUT)) == "2024-06-04, 1 outlet"


def test_reports_of_unknown_outlets_count_each(articles: ArticleIndex) -> None:
    found = made(articles, report(1, None, SHUT), report(2, None, AGAIN, HURT))
    assert point(found, SHUT, AGAIN).says == 2


def test_a_denial_stands_right_after_what_it_denies(articles: ArticleIndex) -> None:
    found = made(articles, report(1, "Alpha", ACCUSED, DENIED), report(2, "Beta", HURT, AGAIN))
    told = [p.claim.text for p in found.lines()]
    assert told.index(DENIED) == told.index(ACCUSED) + 1


def test_no_statement_of_a_model_is_a_repetition_of_what_it_denies(articles: ArticleIndex) -> None:
    def repeats(asked: Asked) -> str:
        lines = re.findall(r"^\[(\d+)\] (.+)$", asked.text, re.M)
        return "\n".join(f"{text} [{number}]" for number, text in [*lines, *lines[:1]])

    found = made(
        articles,
        report(1, "Alpha", ACCUSED, DENIED, HURT),
        report(2, "Beta", OTHERS),
        author=Author(ScriptedModel(repeats)),
    )
    told = [p.claim.text for p in found.lines()]
    assert {ACCUSED, DENIED, HURT, OTHERS} <= set(told)
    assert found.written
    assert found.written.repeated == 1
    assert len(told) == len(set(told))
