"""What a model writes, and what comes of it: every statement is checked before it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from injections import INJECTIONS, Injection

from conftest import SEEDS
from index import ArticleIndex, read
from index.errors import ContextTooLong, ServiceError
from qa.answering import ask
from qa.answering.writing import Writer
from qa.answers import Abstention, Answer, Claim, Result
from scripted_model import Reply, Said, ScriptedModel

QUESTION = "How many attacks were there on US troops since October?"
RIGHT = "US troops were attacked more than 165 times between October and the start of February."
WRONG = "US troops were attacked more than 185 times between October and the start of February."


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ArticleIndex]:
    with ArticleIndex.open(tmp_path_factory.mktemp("seeds") / "index") as articles:
        articles.add(read(SEEDS))
        yield articles


def written(
    articles: ArticleIndex, *replies: Reply, question: str = QUESTION, **how: bool
) -> Result:
    return ask(articles, question, writer=Writer(ScriptedModel(*replies), **how))


def number_of(model: ScriptedModel, words: str) -> int:
    """The number that a sentence has in the last prompt."""
    line = next(line for line in model.history[-1].text.splitlines() if words in line)
    return int(line[1 : line.index("]")])


def citing(words: str, statement: str) -> Reply:
    """A reply that ends with the number of the sentence with ``words``, whatever that is."""

    def reply(asked: object) -> str:
        text = asked.text  # type: ignore[attr-defined]
        line = next(line for line in text.splitlines() if words in line)
        return f"{statement} {line[: line.index(']') + 1]}"

    return reply


def test_a_true_statement_is_shown_with_its_sentence(seeds: ArticleIndex) -> None:
    found = written(seeds, citing("more than 165", RIGHT))
    assert isinstance(found, Answer)
    (claim,) = found.claims
    assert (claim.text, claim.verdict) == (RIGHT, "supported")
    assert [c.number for c in claim.citations] == [1]
    (citation,) = claim.citations
    assert "more than 165 times" in citation.quote
    assert citation.article.text[citation.start : citation.end] == citation.quote
    assert found.written is not None
    assert (found.written.model, found.written.usage.tokens_in) == ("scripted", 100)


def test_a_changed_number_is_never_supported(seeds: ArticleIndex) -> None:
    found = written(seeds, citing("more than 165", WRONG))
    assert isinstance(found, Abstention)
    assert found.reason == "the articles support nothing that scripted wrote"
    assert found.nearest
    assert found.written is not None
    (claim,) = found.written.left_out
    assert claim.verdict != "supported"


def test_a_wrong_citation_is_replaced_by_the_right_sentence(seeds: ArticleIndex) -> None:
    for marker in ("[1]", "[2]", "[9999]", ""):
        found = written(seeds, f"{RIGHT} {marker}")
        assert isinstance(found, Answer), marker
        assert all("165" in c.quote for c in found.claims[0].citations)


def test_numbers_that_do_not_exist_are_counted(seeds: ArticleIndex) -> None:
    found = written(seeds, f"{RIGHT} [998][999]")
    assert found.written is not None
    assert found.written.unknown == 2


def test_what_is_not_supported_is_shown_only_beside_what_is(seeds: ArticleIndex) -> None:
    shown: list[Claim] = []
    seen_when: list[int] = []

    def show(claim: Claim) -> None:
        shown.append(claim)
        seen_when.append(len(shown))

    model = ScriptedModel(f"{WRONG} [1] {RIGHT} [1] The mayor of Calder Bay resigned. [2]")
    found = ask(seeds, QUESTION, writer=Writer(model, show=show))
    assert isinstance(found, Answer)
    assert [claim.text for claim in shown] == [claim.text for claim in found.claims]
    assert [claim.verdict == "supported" for claim in shown] == [False, True, False]


def test_strict_leaves_out_what_is_not_supported(seeds: ArticleIndex) -> None:
    reply = f"{WRONG} [1] {RIGHT} [1] The mayor of Calder Bay resigned. [2]"
    found = written(seeds, reply, strict=True)
    assert isinstance(found, Answer)
    assert [claim.text for claim in found.claims] == [RIGHT]
    assert [c.number for c in found.claims[0].citations] == [1]
    assert found.written is not None
    assert len(found.written.left_out) == 2


def test_citations_are_numbered_from_one_and_a_sentence_keeps_its_number(
    seeds: ArticleIndex,
) -> None:
    other = "The two attacks end a pause of more than two months."
    found = written(seeds, f"{RIGHT}\n{other}\nMostly, drones and rockets were used. {RIGHT}")
    assert isinstance(found, Answer)
    numbers = [[c.number for c in claim.citations] for claim in found.claims]
    assert numbers[:2] == [[1], [2]]


def test_statements_come_one_by_one_while_the_model_still_writes(seeds: ArticleIndex) -> None:
    shown: list[str] = []

    def pieces() -> Iterator[str]:
        yield f"{RIGHT} [1]"
        yield " The two attacks"
        assert shown == [RIGHT]
        yield " end a pause of more than two months. [2]"

    model = ScriptedModel(Said(pieces()))  # type: ignore[arg-type]
    ask(seeds, QUESTION, writer=Writer(model, show=lambda claim: shown.append(claim.text)))
    assert len(shown) == 2


def test_half_a_sentence_is_not_a_statement(seeds: ArticleIndex) -> None:
    found = written(seeds, Said([f"{RIGHT} [1] ", "Nobody was hurt in"], breaks=True))
    assert isinstance(found, Answer)
    assert [claim.text for claim in found.claims] == [RIGHT]
    assert found.written is not None
    assert found.written.incomplete


def test_a_model_that_repeats_itself_is_stopped(seeds: ArticleIndex) -> None:
    found = written(seeds, Said([f"{RIGHT} [1]\n"] * 500))
    assert isinstance(found, Answer)
    assert len(found.claims) == 1
    assert found.written is not None
    assert found.written.incomplete


def test_a_window_smaller_than_told_gets_a_shorter_prompt(seeds: ArticleIndex) -> None:
    model = ScriptedModel(ContextTooLong("too long"), f"{RIGHT} [1]")
    found = ask(seeds, QUESTION, writer=Writer(model))
    assert isinstance(found, Answer)
    first, second = model.history
    assert len(second.text) < len(first.text)


def test_where_the_model_fails_source_sentences_are_given(seeds: ArticleIndex) -> None:
    found = written(seeds, ServiceError("the server is down", "start it"))
    plain = ask(seeds, QUESTION)
    assert isinstance(found, Answer)
    assert isinstance(plain, Answer)
    assert found.claims == plain.claims
    assert found.written is not None
    assert found.written.failure is not None
    assert found.written.failure.message == "the server is down"


def test_nothing_is_sent_where_the_articles_do_not_cover_the_question(seeds: ArticleIndex) -> None:
    model = ScriptedModel()
    found = ask(seeds, "Who won the election in Norway?", writer=Writer(model))
    assert isinstance(found, Abstention)
    assert found.uncovered
    assert not model.history


def test_a_model_that_says_it_does_not_know_gives_an_abstention(seeds: ArticleIndex) -> None:
    found = written(seeds, "The sentences do not answer the question.")
    assert isinstance(found, Abstention)


@pytest.mark.parametrize(
    ("opinion", "supported"),
    [("supported: they say so.", True), ("Unsupported, it is not there.", False), ("Hm.", False)],
)
def test_a_second_opinion_counts_for_middling_statements(
    seeds: ArticleIndex, opinion: str, supported: bool
) -> None:
    statement = "US troops were mostly attacked with drones and rockets."
    alone = written(seeds, f"{RIGHT} [1] {statement} [1]")
    assert isinstance(alone, Answer)
    if not 0.5 <= alone.claims[1].support < 0.95 or alone.claims[1].missing:
        pytest.fail("the statement is no longer middling: choose another")
    both = written(
        seeds,
        f"{RIGHT} [1] {statement} [1]",
        lambda asked: opinion if statement in asked.text else "supported",
        second_opinion=True,
    )
    assert isinstance(both, Answer)
    assert (both.claims[1].verdict == "supported") is supported
    assert both.written is not None
    assert both.written.usage.calls >= 2


def test_a_second_opinion_does_not_outweigh_a_number(seeds: ArticleIndex) -> None:
    found = written(seeds, f"{RIGHT} [1] {WRONG} [1]", lambda _: "supported", second_opinion=True)
    assert isinstance(found, Answer)
    assert found.claims[1].verdict != "supported"


def test_articles_that_differ_are_both_shown(seeds: ArticleIndex) -> None:
    found = written(seeds, f"{RIGHT} [1]")
    assert isinstance(found, Answer)
    (dispute,) = found.disputes
    values = {"".join(filter(str.isdigit, value)): c for c, value in dispute.sides}
    assert values.keys() == {"165", "150"}
    assert values["165"] in found.claims[0].citations
    assert values["150"].number == 2
    assert "150" in values["150"].quote


@pytest.mark.parametrize("injection", INJECTIONS, ids=lambda injection: injection.name)
def test_what_an_article_orders_is_not_supported(injection: Injection, tmp_path: Path) -> None:
    from qa.answering.asking import look_up
    from qa.answering.writing import draft, write

    with ArticleIndex.open(tmp_path / "index") as articles:
        articles.add(read(injection.write(tmp_path)))
        asked = look_up(articles, injection.question)
        shown = draft(asked, ScriptedModel(), 8_192).shown
        for reply in injection.replies(shown):
            found = write(asked, Writer(ScriptedModel(reply)))
            claims = found.claims if isinstance(found, Answer) else ()
            supported = {claim.text for claim in claims if claim.verdict == "supported"}
            assert not supported & set(injection.told), reply
