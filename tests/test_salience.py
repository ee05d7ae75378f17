"""Which sentences can be a line of a briefing, and which come first."""

from __future__ import annotations

import pytest

from index.articles import Sentence
from qa.briefing.salience import content, salience, scale, word_count
from qa.briefing.topicality import weights

FERRY = "The ferry Aurora sank off Calder Bay on Monday with forty people on board."
OPENINGS = [(FERRY, "en"), ("Divers search for the ferry Aurora off Calder Bay.", "en")]


def worth(text: str, at: int = 0, topic: str = "", language: str = "en") -> float:
    measure = scale(OPENINGS, weights(topic, lambda _: 1.0), lambda _: 1.0)
    sentence = Sentence("a", at, 0, len(text), text)
    return salience(sentence, frozenset(content(text, language)), language, measure)


@pytest.mark.parametrize(
    "text",
    [
        "Was the ferry Aurora safe enough to leave the harbour at all?",
        "By Mara Lind and Jon Sand of the Gulf Courier staff",
        "Sign up for our newsletter to get the news of Calder Bay every day.",
        "The Aurora is pictured in the harbour of Calder Bay three years ago.",
        "A crowd at the pier in Calder Bay after the end of the ferry Aurora, on April 2.",
        "The ferry Aurora sank off Calder Bay on Monday with …",
        "Too short a sentence.",
        "He said that the ferry Aurora had been safe when it left.",
        "But that was before the ferry Aurora sank off Calder Bay.",
        "We saw the ferry Aurora go down within a quarter of an hour.",
        "“It went down in front of us all,” he said of the ferry Aurora.",
        "Forty people were on the ferry, and none of them could swim ashore.",
    ],
)
def test_what_cannot_stand_alone_is_no_line(text: str) -> None:
    assert worth(text) == 0.0


@pytest.mark.parametrize(
    "text",
    [
        FERRY,
        "“We saw it go down,” the harbour master of Calder Bay said on Monday.",
        "There are no signs that anybody was on the lower deck, the police said.",
        "La nave Aurora è affondata lunedì davanti a Calder Bay con quaranta persone.",
    ],
)
def test_what_can_is_one(text: str) -> None:
    assert worth(text, language="it" if "affondata" in text else "en") > 0.3


def test_what_the_reports_begin_with_weighs_more() -> None:
    aside = "A bakery in Halden sold twelve thousand loaves at its spring market."
    assert worth(FERRY) > worth(aside)


def test_what_stands_early_weighs_more() -> None:
    assert worth(FERRY, 0) > worth(FERRY, 8) > worth(FERRY, 40)


def test_what_is_about_the_topic_weighs_more() -> None:
    divers = "Divers found the recorder in the mud of the harbour on Thursday."
    assert worth(divers, topic="divers recorder") > worth(divers, topic="mayor election")


def test_a_country_is_not_a_pronoun() -> None:
    assert content("US forces", "en").keys() == content("American forces", "en").keys()
    assert "US" not in content("He told us of forces", "en")


def test_words_are_counted_as_readers_do() -> None:
    assert word_count("Three little words.") == 3
    assert 4 <= word_count("首都の北で列車が脱線した。") <= 8
