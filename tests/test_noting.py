"""What a model is shown of a story."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from conftest import make_article
from index import ArticleIndex
from qa.briefing.noting import pages
from qa.briefing.survey import Order, survey

DAY = datetime(2024, 4, 1, tzinfo=UTC)
PLANNED = "The rocket of Halden will leave its base for the moon next week with a dog."
LEFT = "The rocket of Halden left its base for the moon with a dog on board."
TOPIC = "Halden rocket moon"


def test_a_model_is_not_shown_what_later_reports_have_settled(articles: ArticleIndex) -> None:
    texts = (PLANNED, LEFT, "The rocket of Halden reached the moon, and its dog barked.")
    articles.add(
        make_article(n, text, title="Halden rocket", published=DAY + timedelta(days=20 * n))
        for n, text in enumerate(texts)
    )
    lines = survey(articles, Order(TOPIC)).lines
    told = {line.text for story in lines for line in story}
    shown = {line.text for page in pages(articles, lines, TOPIC, "gpt-4o") for line in page.lines}
    assert told == {*texts}
    assert shown == {*texts[1:]}
