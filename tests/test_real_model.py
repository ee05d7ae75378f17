"""A real model behind a real server: what is scripted elsewhere happens here by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import make_article
from index import ArticleIndex
from index.errors import ContextTooLong
from index.service import Service
from qa.config import resolve
from qa.llm import Model, Settings, model_of
from qa.messages import Message
from real_model import CONTEXT, NAME
from real_model import real_server as serve

pytestmark = pytest.mark.real_model

HELLO = [Message("user", "Name the capital of France in one short sentence.")]


def real(address: str, **settings: object) -> Model:
    return Model(Service(base_url=address), NAME, Settings(**settings))  # type: ignore[arg-type]


def test_it_streams_and_reports_what_it_used(real_server: str) -> None:
    reply = real(real_server, max_tokens=40).stream(HELLO)
    pieces = list(reply)
    assert len(pieces) > 3
    assert "Paris" in reply.text
    assert reply.incomplete is None
    assert 20 < (reply.usage.tokens_in or 0) < 60
    assert len(pieces) <= (reply.usage.tokens_out or 0) <= 40
    assert (reply.usage.cost, reply.usage.calls) == (None, 1)


def test_it_stops_at_the_limit_and_says_so(real_server: str) -> None:
    reply = real(real_server, max_tokens=5).complete([Message("user", "Tell me a long story.")])
    assert reply.usage.tokens_out == 5
    assert reply.incomplete == "the reply reached its limit of tokens"


def test_its_window_is_found(real_server: str) -> None:
    assert real(real_server).window == CONTEXT
    assert Service(base_url=real_server).context_window("any name") == CONTEXT


def test_its_window_overflows(real_server: str) -> None:
    with pytest.raises(ContextTooLong, match=str(CONTEXT)) as caught:
        real(real_server).complete([Message("user", "The base was attacked. " * 1_000)])
    assert "window" in (caught.value.hint or "")


def test_its_window_overflows_while_it_writes() -> None:
    with serve(256) as address:
        model = real(address)
        reply = model.complete([Message("user", "Count on for ever: one, two, three. " * 20)])
        assert model.window == 256
    assert reply.incomplete
    assert reply.text
    assert 200 < (reply.usage.tokens_in or 0) + (reply.usage.tokens_out or 0) <= 257


def test_at_temperature_nought_it_repeats_itself(real_server: str) -> None:
    model = real(real_server, max_tokens=12)
    assert model.complete(HELLO).text == model.complete(HELLO).text


def test_its_replies_are_kept_and_forgotten(real_server: str, articles: ArticleIndex) -> None:
    articles.add([make_article(1)])
    (article,) = articles.articles()
    config = resolve({"GROUNDWIRE_MODEL": NAME, "OPENAI_BASE_URL": real_server}, Path.cwd())
    model = model_of(config, articles.replies)
    assert model is not None
    first = model.complete(HELLO, max_tokens=40, quoting=[article])
    again = model.complete(HELLO, max_tokens=40, quoting=[article])
    assert (first.cached, again.cached) == (False, True)
    assert again.text == first.text
    assert (again.usage.tokens_in, again.usage.cost) == (0, 0.0)
    articles.remove([article.id])
    assert not model.complete(HELLO, max_tokens=40).cached
