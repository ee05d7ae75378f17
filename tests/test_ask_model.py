"""`groundwire ask` with a language model behind a real server, as a user sees it."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from commands import ROOT, Outcome, Run

from scripted_model import Answer, Said, ScriptedServer, error

QUESTION = "How many attacks were there on US troops since October?"
RIGHT = "US troops were attacked more than 165 times between October and the start of February."
WRONG = "US troops were attacked more than 185 times between October and the start of February."

Ask = Callable[..., Outcome]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ScriptedServer]:
    with ScriptedServer(f"{RIGHT} [1]") as running:
        monkeypatch.setenv("OPENAI_BASE_URL", running.address)
        yield running


@pytest.fixture
def ask(run: Run, seeded: Path) -> Ask:
    """Ask with a model, whatever was replied before."""
    return lambda *options: run(
        "--index", seeded, "ask", QUESTION, "--model", "scripted", "--fresh", *options
    )


def test_an_answer_in_the_models_words_with_source_sentences(
    ask: Ask, server: ScriptedServer
) -> None:
    code, out, err = ask()
    assert code == 0
    first, _, rest = out.partition("\n")
    assert first == f"{RIGHT} [1]"
    assert "    > Between October and the start of February, US troops" in rest
    assert err == "scripted: 100 tokens in, 20 out, cost unknown\n"
    assert len(server.asked) == 1
    assert server.asked[0]["model"] == "scripted"


def test_what_is_not_supported_says_so_in_words(ask: Ask, server: ScriptedServer) -> None:
    server.queue = [f"{RIGHT} [1] {WRONG} [1] The mayor of Calder Bay has resigned. [1]"]
    code, out, _ = ask()
    lines = out.splitlines()
    assert code == 0
    assert lines[0] == f"{RIGHT} [1]"
    assert "SUPPORTED: " in lines[1]
    assert lines[2].startswith("NOT SUPPORTED: The mayor of Calder Bay has resigned.")
    assert "185" in lines[1].partition(WRONG)[2]


def test_where_replies_cannot_be_kept_the_answer_comes_and_says_so(
    run: Run, server: ScriptedServer, tmp_path: Path
) -> None:
    run("add", ROOT / "seeds")
    (tmp_path / ".groundwire" / "replies.sqlite3").write_bytes(b"spoilt" * 1000)
    code, out, err = run("ask", QUESTION, "--model", "scripted")
    assert code == 0
    assert out.startswith(f"{RIGHT} [1]")
    assert "note: replies are not kept: " in err


def test_strict_leaves_it_out_and_says_how_much(ask: Ask, server: ScriptedServer) -> None:
    server.queue = [f"{RIGHT} [1] {WRONG} [1]"]
    code, out, err = ask("--strict")
    assert code == 0
    assert "185" not in out
    assert "left out 1 statement that is not supported" in err


def test_nothing_supported_is_an_abstention(ask: Ask, server: ScriptedServer) -> None:
    server.queue = [f"{WRONG} [1]"]
    code, out, _ = ask()
    assert code == 3
    assert out.startswith("Not answered: the articles support nothing that scripted wrote.")
    assert WRONG not in out
    assert "Nearest sentences" in out


def test_the_same_question_costs_nothing_twice(
    run: Run, tmp_path: Path, server: ScriptedServer
) -> None:
    run("add", ROOT / "seeds")
    first = run("ask", QUESTION, "--model", "scripted")
    second = run("ask", QUESTION, "--model", "scripted")
    assert second.out == first.out
    assert "cost nothing" in second.err
    assert len(server.asked) == 1
    run("ask", QUESTION, "--model", "another")
    run("ask", QUESTION, "--model", "scripted", "--fresh")
    assert len(server.asked) == 3
    cited = json.loads(run("ask", QUESTION, "--no-model", "--json").out)["claims"][0]
    run("remove", cited["citations"][0]["article"]["id"])
    with sqlite3.connect(tmp_path / ".groundwire" / "replies.sqlite3") as replies:
        assert replies.execute("SELECT count(*) FROM replies").fetchone() == (0,)


def test_json_keeps_to_its_schema(ask: Ask, server: ScriptedServer) -> None:
    schema = json.loads((ROOT / "qa/rendering/answer.schema.json").read_text(encoding="utf-8"))
    server.queue = [f"{RIGHT} [1] {WRONG} [1] US forces were attacked at least 150 times. [99]"]
    code, out, _ = ask("--json")
    record = json.loads(out)
    assert code == 0
    jsonschema.validate(record, schema)
    assert record["model"]["tokens_in"] == 100
    assert record["model"]["unknown_numbers"] == 1
    assert [claim["verdict"] == "supported" for claim in record["claims"][:2]] == [True, False]
    server.queue = [f"{WRONG} [1]"]
    code, out, _ = ask("--json")
    assert code == 3
    jsonschema.validate(json.loads(out), schema)
    assert json.loads(out)["model"]["left_out"][0]["text"] == WRONG


def test_a_price_from_the_config_file(
    ask: Ask, server: ScriptedServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "config.toml"
    file.write_text('[prices."scripted"]\ninput = 10\noutput = 100\n')
    monkeypatch.setenv("GROUNDWIRE_CONFIG", str(file))
    assert "scripted: 100 tokens in, 20 out, $0.0030\n" in ask().err


def test_dry_run_shows_the_prompt_and_sends_nothing(ask: Ask, server: ScriptedServer) -> None:
    code, out, err = ask("--dry-run")
    assert code == 0
    assert "more than 165 times" in out
    assert QUESTION in out
    assert "tokens in" in err
    assert "nothing was sent" in err
    told = json.loads(ask("--dry-run", "--json").out)
    assert told["tokens"] > 500
    assert not server.requests


def test_dry_run_needs_a_model(run: Run, seeded: Path) -> None:
    code, _, err = run("--index", seeded, "ask", QUESTION, "--dry-run")
    assert code == 2
    assert "no model is configured" in err


def test_without_a_model_one_line_says_so(
    run: Run, seeded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "a-key-alone-sends-nothing")
    found = run("--index", seeded, "ask", QUESTION)
    assert found.code == 0
    assert len(found.err.splitlines()) == 1
    assert "--model" in found.err
    quiet = run("--index", seeded, "ask", QUESTION, "--no-model")
    assert (quiet.out, quiet.err) == (found.out, "")


def test_no_model_outweighs_what_is_configured(
    run: Run, seeded: Path, server: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GROUNDWIRE_MODEL", "scripted")
    assert run("--index", seeded, "ask", QUESTION, "--no-model").code == 0
    assert not server.requests


FAILURES: list[tuple[str, Any, str]] = [
    ("wrong key", error(401), "refuses the key"),
    ("unknown model", error(404), "does not know the model 'scripted'"),
    ("rate limited", error(429), "limits the rate"),
    ("its own error", error(500), "failed"),
    ("too long", error(400, "too long", code="context_length_exceeded"), "prompt this long"),
    ("refused", Said([], finish="content_filter"), "127.0.0.1"),
    ("empty", Said([]), "empty"),
    ("a web page", Answer(body="<html>Welcome</html>"), "OPENAI_BASE_URL"),
]


@pytest.mark.parametrize(
    ("failure", "words"), [f[1:] for f in FAILURES], ids=[f[0] for f in FAILURES]
)
def test_where_the_model_fails_the_offline_answer_is_given(
    ask: Ask, server: ScriptedServer, failure: Any, words: str
) -> None:
    server.queue = [failure]
    code, out, err = ask()
    assert code == 1
    assert out.startswith("Between October and the start of February, US troops")
    assert words in err
    assert "hint: " in err
    assert "the model wrote nothing: these are source sentences" in err
    assert "Traceback" not in err


def test_a_server_that_is_not_there(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    code, out, err = ask()
    assert code == 1
    assert out.startswith("Between October")
    assert "127.0.0.1:9" in err


def test_no_key(ask: Ask) -> None:
    code, _, err = ask()
    assert code == 1
    assert "OPENAI_API_KEY" in err


def test_a_stream_that_breaks_is_kept_checked_and_marked(ask: Ask, server: ScriptedServer) -> None:
    server.queue = [Said([f"{RIGHT} [1] ", "None of the sol"], breaks=True)]
    code, out, _ = ask()
    assert code == 0
    assert out.startswith(f"{RIGHT} [1]\n")
    assert "None of the sol" not in out
    assert "The reply ended early: " in out


def test_check_model_asks_about_middling_statements(ask: Ask, server: ScriptedServer) -> None:
    middling = "US troops were mostly attacked with drones and rockets."
    server.queue = [
        f"{RIGHT} [1] {middling} [1]",
        lambda request: "unsupported" if middling in str(request.body) else "supported",
    ]
    code, _, err = ask("--check", "model")
    assert code == 0
    assert len(server.asked) >= 2
    assert middling in server.asked[-1]["messages"][-1]["content"]
    assert f"{100 * len(server.asked):,} tokens in" in err


@pytest.mark.parametrize(
    "opinion", ["Supported? No: they say the opposite.", "Supported by nothing.", "Yes.", ""]
)
def test_only_a_plain_yes_is_a_second_opinion_for_it(
    ask: Ask, server: ScriptedServer, opinion: str
) -> None:
    middling = "US troops were mostly attacked with drones and rockets."
    server.queue = [
        f"{RIGHT} [1] {middling} [1]",
        lambda request: opinion if middling in str(request.body) else "supported",
    ]
    record = json.loads(ask("--check", "model", "--json").out)
    assert [claim["verdict"] for claim in record["claims"]] == ["supported", "partial"]


def test_a_redirect_is_not_followed(ask: Ask, server: ScriptedServer) -> None:
    with ScriptedServer(f"{RIGHT} [1]") as elsewhere:
        server.queue = [Answer(307, headers={"location": f"{elsewhere.address}/chat/completions"})]
        code, out, err = ask()
        assert not elsewhere.requests
    assert code == 1
    assert "redirects to another address" in err
    assert out.startswith("Between October")


def test_the_key_is_not_repeated(
    ask: Ask, server: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-very-secret")
    server.queue = [error(401, "bad key sk-very-secret given")]
    assert "sk-very-secret" not in ask().err


def test_an_address_without_its_beginning(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "localhost:99/v1")
    assert "does not begin with http:// or https://" in ask().err


def test_model_and_no_model_do_not_go_together(ask: Ask) -> None:
    assert ask("--no-model").code == 2


def test_a_model_that_was_not_asked_is_named(
    run: Run, seeded: Path, server: ScriptedServer
) -> None:
    found = run("--index", seeded, "ask", "Who won the election in Norway?", "--model", "scripted")
    assert found.code == 3
    assert "scripted was not asked" in found.err
    assert not server.asked


def test_what_there_was_no_room_for_is_said(
    ask: Ask, server: ScriptedServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "config.toml"
    file.write_text("[model]\ncontext = 1200\n")
    monkeypatch.setenv("GROUNDWIRE_CONFIG", str(file))
    assert "no room for" in ask("--verbose").err


def test_a_reader_that_stops_reading_is_no_error(seeded: Path, server: ScriptedServer) -> None:
    server.queue = [Said([f"{RIGHT} [1]\n", "The two attacks end a pause. [2]"], delay=0.5)]
    command = [
        sys.executable,
        "-m",
        "qa.cli",
        "--index",
        str(seeded),
        "ask",
        QUESTION,
        "--model",
        "m",
    ]
    environment = {**os.environ, "OPENAI_BASE_URL": server.address}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        process.stdout.close()
        assert process.wait(60) == 0
