"""Short questions that hang on one word: answered where it is said otherwise, else refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import make_article
from index import ArticleIndex
from index.irregular import base
from index.words import iter_words
from qa import Abstention, Answer, ask


@pytest.fixture(scope="module")
def seeds(seeded: Path) -> Iterator[ArticleIndex]:
    with ArticleIndex.open(seeded, create=False) as articles:
        yield articles


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("How many were hurt at Al-Asad Air Base?", "wounded"),
        ("Was anyone injured at Al-Asad Air Base?", "wounded"),
        ("How many soldiers perished in Jordan?", "hree"),
        ("When did the harbour bridge reopen?", "Wednesday"),
        ("Which base was assaulted on Monday?", "Al-Asad"),
        ("How expensive was the repair of the bridge?", "8.4 million crowns"),
    ],
)
def test_what_is_said_in_other_words_is_found(
    seeds: ArticleIndex, question: str, holds: str
) -> None:
    answer = ask(seeds, question)
    assert isinstance(answer, Answer)
    assert holds in " ".join(claim.text for claim in answer.claims)


@pytest.mark.parametrize(
    ("question", "lacking"),
    [
        ("Who opened Al-Asad Air Base?", "opened"),
        ("How much did Al-Asad Air Base cost?", "cost"),
        ("When was Al-Asad Air Base founded?", "founded"),
        ("Who designed the harbour bridge?", "designed"),
    ],
)
def test_a_question_without_its_word_is_refused_and_the_word_named(
    seeds: ArticleIndex, question: str, lacking: str
) -> None:
    answer = ask(seeds, question)
    assert isinstance(answer, Abstention)
    assert answer.uncovered == (lacking,)


def test_a_verb_is_found_in_its_irregular_past(articles: ArticleIndex) -> None:
    told = [
        make_article(1, "A fire broke out in the harbour of Norwick on Monday. It was put out."),
        make_article(2, "The council of Selm met. It took a break before the vote on the market."),
        make_article(3, "A firm in Lindow sells boats. It has done so for ninety years."),
    ]
    articles.add(told)
    answer = ask(articles, "where did a fire break out")
    assert isinstance(answer, Answer)
    assert answer.claims[0].text.startswith("A fire broke out in the harbour")


@pytest.mark.parametrize(
    ("form", "expected"),
    [("broke", "break"), ("broken", "break"), ("women", "woman"), ("founded", "founded"),
     ("found", "find"), ("wounded", "wounded"), ("bridge", "bridge")],
)  # fmt: skip
def test_the_base_of_an_irregular_form(form: str, expected: str) -> None:
    assert base(form) == expected


def test_no_number_begins_within_a_word() -> None:
    words = [word.raw for word in iter_words("more than1,750 people and 1,750 more, in B2, 30 km")]
    assert "750" not in words
    assert {"1,750", "B2", "30"} <= set(words)
