"""A real, small model that invents: what it is not told by the articles is never supported."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from conftest import SEEDS
from index import ArticleIndex, read
from index.service import Service
from index.words import STOPWORDS, iter_words
from qa.answering.asking import look_up
from qa.answering.writing import Writer, write
from qa.answers import Answer, Claim, Result
from qa.llm import Model, Settings
from real_model import NAME

pytestmark = pytest.mark.real_model

# Near enough to the sample articles for the model to be asked; none of them says it.
UNANSWERED = (
    "How many soldiers were killed at Al-Asad Air Base on Monday?",
    "How many Iraqi police officers were hurt by the rockets?",
    "Which armed group fired the rockets at the base in Syria?",
    "What did the Iraqi prime minister say about the rockets?",
    "How much did the drones that attacked Al-Asad Air Base cost?",
    "Who commands the American soldiers at Al-Asad Air Base?",
    "When will the American soldiers leave Al-Asad Air Base?",
    "How old were the soldiers killed in Jordan?",
    "What is the name of the US defence official who spoke about the attack?",
    "How many drones were shot down at Al-Asad Air Base on Monday?",
    "Which rockets were fired at the coalition base in Syria?",
    "Who drove the burnt truck with the launcher?",
    "How many people died when the harbour bridge in Calder Bay was closed?",
    "Who repaired the harbour bridge in Calder Bay?",
    "What does a ticket for the ferry in Calder Bay cost?",
    "How long is the harbour bridge in Calder Bay?",
    "Which country delivered the new motor of the harbour bridge?",
    "How many attacks on US troops were there in May?",
    "What did the Islamic State group say about the attack on Monday?",
    "How many American planes struck Iraq after the drone attack in Jordan?",
)


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ArticleIndex]:
    with ArticleIndex.open(tmp_path_factory.mktemp("seeds") / "index") as articles:
        articles.add(read(SEEDS))
        yield articles


def answered(articles: ArticleIndex, address: str, question: str) -> Result:
    # A small window, since a processor reads a prompt slowly: some thirty sentences fit.
    settings = Settings(max_tokens=60, context=900)
    model = Model(Service(base_url=address), NAME, settings)
    return write(look_up(articles, question), Writer(model))


def words(text: str) -> set[str]:
    return {w.key for w in iter_words(text) if w.raw.lower() not in STOPWORDS}


def invented(claim: Claim) -> set[str]:
    """Words of a claim that its sentences, with those beside them, do not have."""
    told = " ".join(f"{c.before} {c.quote} {c.after}" for c in claim.citations)
    return words(claim.text) - words(told)


@pytest.mark.parametrize("question", UNANSWERED)
def test_nothing_invented_is_supported(
    seeds: ArticleIndex, real_server: str, question: str
) -> None:
    found = answered(seeds, real_server, question)
    assert found.written is None or found.written.failure is None
    claims = found.claims if isinstance(found, Answer) else ()
    assert not [c.text for c in claims if c.verdict == "supported" and invented(c)]


def test_the_model_is_asked_and_its_statements_are_checked(
    seeds: ArticleIndex, real_server: str
) -> None:
    found = answered(seeds, real_server, "How many attacks were there on US troops since October?")
    assert found.written is not None
    assert found.written.usage.tokens_in is None or found.written.usage.tokens_in > 300
    assert isinstance(found, Answer) or found.written.left_out
