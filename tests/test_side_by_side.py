"""Several calls at a time, and what they may cost."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator
from pathlib import Path

import pytest

from index.errors import ContextTooLong, ServiceError, UsageError
from index.kept.replies import Replies
from qa.briefing.side_by_side import Failed, Request, complete_all
from qa.briefing.spending import Budget, Meter, Purse
from qa.llm import Settings
from qa.messages import Message, Reply, Usage
from qa.prices import Price
from scripted_model import Asked, Said, ScriptedModel

PRICED = Settings(price=Price(1.0, 1.0))


def requests(*texts: str) -> list[Request]:
    return [Request((Message("user", text),), 100) for text in texts]


def echo(asked: Asked) -> str:
    return f"reply to {asked.text}"


def texts(model: ScriptedModel, *asked: str) -> dict[int, str]:
    found = complete_all(model, requests(*asked))
    return {at: o.text if isinstance(o, Reply) else o.error.message for at, o in found}


def test_each_request_gets_its_reply() -> None:
    assert texts(ScriptedModel(echo), *"abcdefgh") == {
        n: f"reply to {letter}" for n, letter in enumerate("abcdefgh")
    }


def test_calls_go_on_side_by_side_up_to_a_limit() -> None:
    running, most, lock = 0, 0, threading.Lock()

    def slow(asked: Asked) -> str:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        time.sleep(0.05)
        with lock:
            running -= 1
        return asked.text

    list(complete_all(ScriptedModel(slow), requests(*"abcdefgh"), at_a_time=3))
    assert most == 3


def test_ctrl_c_waits_for_no_call_on_its_way() -> None:
    held = threading.Event()

    def slow(asked: Asked) -> str:
        if asked.text == "b":
            held.wait(20)
        return asked.text

    found = complete_all(ScriptedModel(slow), requests("a", "b", "c"), at_a_time=2)
    assert isinstance(found, Generator)
    try:
        assert next(found)[0] == 0
        before = time.monotonic()
        with pytest.raises(KeyboardInterrupt):
            found.throw(KeyboardInterrupt)
        assert time.monotonic() - before < 5
    finally:
        held.set()


def test_a_call_that_fails_is_tried_once_more() -> None:
    model = ScriptedModel(ServiceError("busy", "wait"), "done")
    assert texts(model, "a") == {0: "done"}
    model = ScriptedModel(ServiceError("busy", "wait"), ServiceError("still busy", "wait"), echo)
    assert texts(model, "a") == {0: "still busy"}


def test_what_cannot_succeed_is_not_tried_again() -> None:
    model = ScriptedModel(ContextTooLong("too long", "shorten"), echo)
    assert texts(model, "a") == {0: "too long"}
    assert len(model.history) == 1


def test_one_that_fails_does_not_stop_the_others() -> None:
    def some(asked: Asked) -> str | Said:
        return Said([""]) if asked.text == "b" else asked.text

    found = texts(ScriptedModel(some), "a", "b", "c")
    assert found[0] == "a"
    assert "empty reply" in found[1]
    assert found[2] == "c"


def test_replies_are_kept_and_cost_nothing_the_second_time(tmp_path: Path) -> None:
    replies = Replies(tmp_path, lambda ids: dict.fromkeys(ids, ""))
    model = ScriptedModel(echo, replies_kept=replies)
    assert texts(model, "a", "b") == texts(model, "a", "b")
    assert len(model.history) == 2
    replies.close()


def test_what_is_not_allowed_is_passed_over() -> None:
    model = ScriptedModel(echo)
    found = dict(complete_all(model, requests("a", "b", "c"), lambda at: at != 1))
    assert sorted(found) == [0, 2]


def test_a_purse_keeps_to_its_tokens() -> None:
    purse = Purse(ScriptedModel(), Budget(tokens=1_000))
    assert purse.promise(Usage(500, 100))
    assert not purse.promise(Usage(400, 100))
    purse.settle(Usage(500, 100), Usage(200, 50, 0.0, calls=1))
    assert purse.promise(Usage(400, 100))
    assert purse.usage == Usage(200, 50, 0.0, calls=1)


def test_where_a_server_is_silent_the_estimate_counts() -> None:
    purse = Purse(ScriptedModel(), Budget(tokens=1_000))
    purse.promise(Usage(500, 100))
    purse.settle(Usage(500, 100), Usage(None, None, None, calls=1))
    assert not purse.promise(Usage(400, 100))


def test_a_failed_call_counts_as_all_it_could_have_used() -> None:
    """A server may charge for it, so that a second try is paid for, too."""
    purse = Purse(ScriptedModel(), Budget(tokens=1_500))
    meter = Meter(purse, [Usage(400, 100), Usage(400, 100)])
    for _ in range(2):
        assert meter.allows(0)
        meter.ended(0, None)
    assert meter.allows(1)
    meter.ended(1, None)
    assert not meter.allows(1)
    assert purse.usage == Usage()


def test_a_second_try_that_the_budget_has_no_room_for_is_not_made() -> None:
    model = ScriptedModel(ServiceError("busy", "wait"), echo)
    purse = Purse(model, Budget(tokens=700))
    meter = Meter(purse, [Usage(400, 100)])
    found = dict(complete_all(model, requests("a"), meter.allows, failed=meter.ended))
    assert isinstance(found[0], Failed)
    assert found[0].usage == Usage()  # it was told when it failed
    assert len(model.history) == 1


def test_what_a_failed_call_used_is_counted() -> None:
    model = ScriptedModel(Said([""], usage=(90, 5)), Said(["done"], usage=(90, 6)))
    purse = Purse(model, Budget(tokens=1_000))
    meter = Meter(purse, [Usage(100, 100)])
    for at, outcome in complete_all(model, requests("a"), meter.allows, failed=meter.ended):
        meter.ended(at, outcome.usage)
    assert (purse.usage.tokens_in, purse.usage.tokens_out, purse.usage.calls) == (180, 11, 2)


def test_within_a_limit_a_server_that_counts_more_is_found_out_by_the_first_call() -> None:
    model = ScriptedModel(lambda _: Said(["done"], usage=(300, 10)))
    purse = Purse(model, Budget(tokens=1_000), careful=True)
    meter = Meter(purse, [Usage(100, 100)] * 8)
    for at, outcome in complete_all(model, requests(*"abcdefgh"), meter.allows, failed=meter.ended):
        meter.ended(at, outcome.usage)
    assert (purse.usage.tokens_in or 0) + (purse.usage.tokens_out or 0) <= 1_000
    assert len(model.history) == 2


def test_where_nothing_but_failures_comes_no_more_is_asked() -> None:
    model = ScriptedModel(lambda _: Said([""]))
    found = dict(complete_all(model, requests(*"abcdefghijklmnop")))
    assert len(model.history) <= 8
    assert all(isinstance(outcome, Failed) for outcome in found.values())


def test_a_purse_keeps_to_its_dollars() -> None:
    purse = Purse(ScriptedModel(settings=PRICED), Budget(cost=0.001))
    assert purse.promise(Usage(900, 50))
    assert not purse.promise(Usage(100, 0))


def test_a_cost_limit_needs_a_price() -> None:
    with pytest.raises(UsageError, match="price"):
        Purse(ScriptedModel(), Budget(cost=1.0))
