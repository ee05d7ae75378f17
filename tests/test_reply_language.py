"""The language that a reply is read in is the question's, whatever the articles are in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.articles import Article
from qa.answering.languages import reply_language

ARTICLE = Article("0" * 16, "", "Am Dienstag sank eine Fähre.", language="de")
GERMAN = [ARTICLE, replace(ARTICLE, language="en"), ARTICLE]


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Which base was attacked?", "en"),
        ("who won", "en"),
        ("Wie viele Menschen starben in Jordanien?", "de"),
        ("Was geschah in Berlin am Dienstag?", "de"),
        ("¿Quién ganó las elecciones en Noruega?", "es"),
        ("Almaro", "de"),
    ],
)
def test_the_question_tells_before_the_articles(question: str, language: str) -> None:
    assert reply_language(question, GERMAN) == language


def test_where_nothing_tells_it_is_not_known() -> None:
    assert reply_language("Almaro", []) is None
    assert reply_language("Almaro", [replace(ARTICLE, language=None)]) is None
