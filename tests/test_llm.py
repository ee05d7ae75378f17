"""A model: messages in, text as it comes, then what it used; replies that are kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import make_article
from index import ArticleIndex
from index.errors import ContextTooLong, ServiceError
from index.service import Service
from qa.config import resolve
from qa.llm import DEFAULT_WINDOW, Model, Settings, model_of
from qa.messages import Message, Usage
from qa.prices import Price
from scripted_model import Said, ScriptedModel, ScriptedServer

ASKED = [Message("system", "Be brief."), Message("user", "What was attacked?")]


def model_at(server: ScriptedServer, **settings: object) -> Model:
    return Model(Service(base_url=server.address), "tiny", Settings(**settings))  # type: ignore[arg-type]


def test_a_reply_comes_in_pieces_and_then_says_what_it_used(server: ScriptedServer) -> None:
    server.queue.append(Said(["The base ", "was ", "attacked. [1]"], usage=(120, 9)))
    reply = model_at(server, max_tokens=50).stream(ASKED)
    assert list(reply) == ["The base ", "was ", "attacked. [1]"]
    assert reply.text == "The base was attacked. [1]"
    assert reply.usage == Usage(120, 9, None, calls=1)
    assert (reply.incomplete, reply.cached) == (None, False)
    (sent,) = server.asked
    assert sent["messages"] == [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": "What was attacked?"},
    ]
    assert (sent["model"], sent["max_tokens"], sent["temperature"]) == ("tiny", 50, 0.0)


def test_the_first_piece_is_there_before_the_last_is_written(server: ScriptedServer) -> None:
    import time

    server.queue.append(Said(["one ", "two ", "three"], delay=0.3))
    began = time.monotonic()
    pieces = iter(model_at(server).stream(ASKED))
    next(pieces)
    first = time.monotonic() - began
    list(pieces)
    assert time.monotonic() - began > first + 0.5


def test_usage_adds_up_and_the_unknown_stays_unknown() -> None:
    one, two = Usage(10, 2, 0.5, calls=1), Usage(5, 1, 0.25, calls=1)
    assert one + two == Usage(15, 3, 0.75, calls=2)
    assert one + Usage(cached=1) == Usage(10, 2, 0.5, calls=1, cached=1)
    assert one + Usage(None, None, None, calls=1) == Usage(None, None, None, calls=2)


def test_without_figures_of_the_server_usage_and_cost_are_unknown(server: ScriptedServer) -> None:
    server.queue.append(Said(["Yes."], usage=None))
    reply = model_at(server, price=Price(1, 1)).complete(ASKED)
    assert reply.usage == Usage(None, None, None, calls=1)


def test_the_cost_follows_from_the_price() -> None:
    model = ScriptedModel(
        Said(["Yes."], usage=(1_000_000, 500_000)), settings=Settings(price=Price(2, 8))
    )
    assert model.complete(ASKED).usage.cost == pytest.approx(6.0)
    assert ScriptedModel().cost(Usage(10, 10)) is None
    assert ScriptedModel(settings=Settings(price=Price(0, 0))).cost(Usage(10, 10)) == 0.0


@pytest.mark.parametrize(
    ("configured", "told", "window"),
    [(500, 4_000, 500), (None, 4_000, 4_000), (None, None, DEFAULT_WINDOW)],
)
def test_the_window_is_the_configured_one_else_the_servers(
    configured: int | None, told: int | None, window: int
) -> None:
    assert ScriptedModel(settings=Settings(context=configured), window=told).window == window


def test_the_window_of_a_well_known_model_is_in_the_table() -> None:
    service = Service(api_key="none")
    assert Model(service, "gpt-4o-mini-2024-07-18").window == 128_000
    assert Model(service, "gpt-4o-mini", Settings(price=Price(1, 1))).window == 128_000
    assert Model(service, "some-other").window == DEFAULT_WINDOW


# --- replies that are kept -----------------------------------------------------------------------


def kept_model(articles: ArticleIndex, *replies: object, **settings: object) -> ScriptedModel:
    return ScriptedModel(
        *replies,
        settings=Settings(**settings),
        replies_kept=articles.replies,  # type: ignore[arg-type]
    )


def test_the_same_question_costs_nothing_twice(articles: ArticleIndex) -> None:
    first = kept_model(articles, "It was the base. [1]").complete(ASKED)
    again = kept_model(articles).stream(ASKED)
    assert "".join(again) == first.text == again.text
    assert again.cached
    assert again.usage == Usage(0, 0, 0.0, calls=0, cached=1)


@pytest.mark.parametrize(
    "other",
    [
        {"messages": [*ASKED, Message("user", "And when?")]},
        {"messages": [Message("user", "Be brief."), ASKED[1]]},
        {"name": "another"},
        {"settings": Settings(temperature=0.5)},
        {"settings": Settings(max_tokens=7)},
    ],
    ids=["messages", "role", "model", "temperature", "max_tokens"],
)
def test_whatever_determines_a_reply_makes_it_another(articles: ArticleIndex, other: dict) -> None:
    kept_model(articles, "One.").complete(ASKED)
    messages = other.pop("messages", ASKED)
    model = ScriptedModel("Two.", replies_kept=articles.replies, **other)
    assert model.complete(messages).text == "Two."


def test_fresh_goes_round_what_is_kept_and_renews_it(articles: ArticleIndex) -> None:
    kept_model(articles, "Old.").complete(ASKED)
    assert kept_model(articles, "New.", fresh=True).complete(ASKED).text == "New."
    assert kept_model(articles).complete(ASKED).text == "New."


@pytest.mark.parametrize(
    "said",
    [Said(["Half"], breaks=True), Said(["Half"], finish="length")],
    ids=["broken", "cut off"],
)
def test_what_is_not_whole_is_not_kept(articles: ArticleIndex, said: Said) -> None:
    assert kept_model(articles, said).complete(ASKED).incomplete
    assert kept_model(articles, "Whole.").complete(ASKED).text == "Whole."


def test_what_was_not_read_to_its_end_is_not_kept(articles: ArticleIndex) -> None:
    pieces = iter(kept_model(articles, "One two three.").stream(ASKED))
    next(pieces)
    pieces.close()  # type: ignore[attr-defined]
    assert kept_model(articles, "Whole.").complete(ASKED).text == "Whole."


def test_an_empty_reply_is_an_error_and_is_not_kept(articles: ArticleIndex) -> None:
    with pytest.raises(ServiceError, match="empty reply"):
        kept_model(articles, Said(["  \n"])).complete(ASKED)
    assert kept_model(articles, "Whole.").complete(ASKED).text == "Whole."


def test_errors_come_through(articles: ArticleIndex) -> None:
    with pytest.raises(ContextTooLong):
        kept_model(articles, ContextTooLong("too long", "shorten it")).complete(ASKED)


def test_removing_an_article_forgets_the_replies_that_quote_it(
    articles: ArticleIndex, tmp_path: Path
) -> None:
    gone, stays = make_article(1), make_article(2)
    articles.add([gone, stays])
    other = [Message("user", "Another question")]
    kept_model(articles, "A quokkaword was seen. [1]").complete(ASKED, quoting=[gone, stays])
    kept_model(articles, "Nothing of it.").complete(other, quoting=[stays])
    articles.remove([gone.id])
    assert kept_model(articles, "Anew.").complete(ASKED, quoting=[stays]).text == "Anew."
    assert kept_model(articles).complete(other).text == "Nothing of it."
    left = b"".join(path.read_bytes() for path in tmp_path.rglob("replies*"))
    assert b"quokkaword" not in left


# --- which model ---------------------------------------------------------------------------------


def test_no_model_is_used_that_was_not_named(tmp_path: Path) -> None:
    assert model_of(resolve({"OPENAI_API_KEY": "sk-1"}, tmp_path)) is None
    assert model_of(resolve({"GROUNDWIRE_MODEL": "a"}, tmp_path, no_model=True)) is None


def test_the_configured_model_is_asked_as_configured(
    tmp_path: Path, server: ScriptedServer
) -> None:
    file = tmp_path / "config.toml"
    file.write_text(
        f'[model]\nname = "tiny"\nbase_url = "{server.address}"\nmax_tokens = 77\n'
        "temperature = 0.5\ncontext = 3000\n[prices.tiny]\ninput = 1\noutput = 2\n"
    )
    server.queue.append("Yes.")
    model = model_of(resolve({"GROUNDWIRE_CONFIG": str(file)}, tmp_path))
    assert model is not None
    assert model.complete(ASKED).usage.cost == pytest.approx(140e-6)
    assert model.window == 3000
    (sent,) = server.asked
    assert (sent["model"], sent["max_tokens"], sent["temperature"]) == ("tiny", 77, 0.5)
