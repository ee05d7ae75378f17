"""Which sentences of an article speak of a topic."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from qa.briefing.salience import content
from qa.briefing.topicality import Asked, Kin, kindred, on_topic, weights

TOPIC = weights("Aurora sinking", lambda _: 1.0)
FERRY = "The Aurora was sinking when the boats came."
MAYOR = "The mayor opened a bakery in Halden."
OWNER = "The owner of the Aurora asked for a new harbour."


def whole(*names: str) -> list[frozenset[str]]:
    return [frozenset(content(name, "en")) for name in names]


def told(headline: str, *sentences: str, kin: Kin | None = None) -> list[bool]:
    read = [frozenset(content(text, "en")) for text in sentences]
    asked = Asked(TOPIC, whole("Aurora"), kin or {})
    return on_topic(frozenset(content(headline, "en")), read, asked)


def test_names_weigh_half_of_a_topic() -> None:
    found = weights("Calder Bay ferry sinking", lambda _: 1.0)
    assert found == {key: pytest.approx(0.25) for key in content("Calder Bay ferry sinking", "en")}
    assert weights("Aurora sinking", lambda word: len(word)) == {
        key: pytest.approx(0.5) for key in content("Aurora sinking", "en")
    }
    assert weights("", lambda _: 1.0) == {}


def test_each_name_weighs_alike() -> None:
    found = weights("Ada Renn Halden trial", lambda word: len(word), ["Ada Renn", "Halden"])
    assert found["halden"] == pytest.approx(0.25)
    assert found["trial"] == pytest.approx(0.5)
    assert sum(found.values()) == pytest.approx(1.0)


def test_in_an_article_on_it_every_sentence_beside_one_is_about_it() -> None:
    assert told("Aurora sinking", FERRY, "Forty people were rescued.", FERRY) == [True] * 3


def test_in_a_round_up_a_sentence_must_speak_of_it_by_itself() -> None:
    filler = [f"{MAYOR} It was the {n}th." for n in range(12)]
    found = told("Five things to know", *filler, FERRY, MAYOR, *filler)
    assert [n for n, about in enumerate(found) if about] == [12]


def test_another_thing_of_the_same_name_is_beside_it() -> None:
    assert told("Owner of the Aurora", *[OWNER] * 8) == [False] * 8


def test_a_surname_is_more_than_half_of_a_name() -> None:
    topic = "Ada Renn trial"
    asked = Asked(weights(topic, lambda _: 1.0), whole("Ada Renn"))
    read = [frozenset(content(text, "en")) for text in ("Renn told the trial.", "A trial began.")]
    headline = frozenset(content("Ada Renn before the court", "en"))
    assert on_topic(headline, read, asked) == [True, True]
    assert on_topic(frozenset(), read[1:], asked) == [False]


def test_half_a_name_is_of_somebody_else_where_the_whole_is_nowhere() -> None:
    asked = Asked(weights("Ada Renn", lambda _: 1.0))
    read = [frozenset(content(text, "en")) for text in ("Ada Sand spoke.", "Ada Sand left.")]
    assert on_topic(frozenset(), read, asked) == [False, False]


def test_half_of_one_name_is_not_the_other() -> None:
    topic = "Ada Renn Halden Foods"
    read = [frozenset(content("Renn bought a house.", "en"))] * 4
    headline = frozenset(content("Ada Renn, owner of Halden Foods, moves", "en"))
    asked = Asked(weights(topic, lambda _: 1.0), whole("Ada Renn", "Halden Foods"))
    assert on_topic(headline, read, asked)[1:] == [False] * 3


def test_without_a_topic_all_are() -> None:
    assert on_topic(frozenset(), [frozenset({"bread"})], Asked({})) == [True]


def test_a_word_near_one_of_the_topic_counts_for_it() -> None:
    near: dict[str, NDArray[np.float32]] = {
        "sinking": np.array([1, 0], np.float32),
        "capsized": np.array([0.8, 0.6], np.float32),
        "aurora": np.array([0, 1], np.float32),
        "borealis": np.array([0, 1], np.float32),
    }

    def embed(words: Sequence[str]) -> NDArray[np.float32]:
        return np.stack([near[word] for word in words])

    kin = kindred("Aurora sinking", [("Aurora borealis capsized", "en")], embed)
    (word,) = content("capsized", "en")
    (topic,) = content("sinking", "en")
    assert kin == {word: (topic, kin[word][1])}  # a name has none
    assert kin[word][1] == pytest.approx(0.8)
    capsized = "The Aurora capsized off Calder Bay."
    assert told("News", capsized, capsized, kin=kin) == [True] * 2
    assert told("News", capsized, capsized) == [False] * 2
    assert kindred("", [("Aurora", "en")], embed) == {}
