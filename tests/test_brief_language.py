"""Briefings in another language: translated after the check, and checked again."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from commands import Run
from test_brief_command import schema

from conftest import make_article
from index import Article, ArticleIndex
from qa.answers import Briefing
from qa.briefing import brief
from qa.briefing.authoring import Author
from qa.briefing.spending import Budget
from qa.briefing.survey import Order
from qa.translation.languages import language
from scripted_model import Asked, Request, Said, ScriptedModel, ScriptedServer

TOPIC = "Calder Bay"
FERRY = "The ferry Aurora sank off Calder Bay on Monday with 87% of its seats taken."
FERRY_DE = "Die Fähre Aurora sank am Montag vor Calder Bay, 87 % der Plätze waren besetzt."
BRIDGE = "Engineers closed the northern bridge of Calder Bay after 3 cracks were found in an arch."
BRIDGE_DE = (
    "Ingenieure sperrten die nördliche Brücke von Calder Bay, nachdem 3 Risse in einem Bogen"
    " gefunden wurden."
)
MAYOR = "Voters in Calder Bay elected Mara Lind as their mayor with a majority of two thirds."
MAYOR_DE = (
    "Die Wähler in Calder Bay wählten Mara Lind mit einer Mehrheit von zwei Dritteln ins"
    " Bürgermeisteramt."
)
GERMAN = {FERRY: FERRY_DE, BRIDGE: BRIDGE_DE, MAYOR: MAYOR_DE}


def numbered(text: str) -> list[tuple[str, str]]:
    return re.findall(r"^\[(\d+)\] (.+)$", text, re.M)


def reply(text: str, german: dict[str, str]) -> str:
    """Repeats what it reads with its numbers, or translates it."""
    if "<statements>" not in text:
        return "\n".join(f"{told} [{n}]" for n, told in numbered(text)[:5])
    lines = [f"[{n}] {german[told]}" for n, told in numbered(text) if told in german]
    return "\n".join(lines) or "Es gibt nichts zu sagen."


def translator(german: dict[str, str]) -> ScriptedModel:
    return ScriptedModel(lambda asked: reply(asked.text, german))


def reports() -> Iterator[Article]:
    """Three articles on three events at Calder Bay."""
    for n, text in enumerate(GERMAN, 1):
        yield make_article(n, text, title=f"Calder Bay: {text.split()[1]} {text.split()[2]}")


@pytest.fixture
def ferries(articles: ArticleIndex) -> ArticleIndex:
    articles.add(reports())
    return articles


def written(
    articles: ArticleIndex,
    model: ScriptedModel,
    tongue: str = "de",
    budget: Budget | None = None,
    words: int = 120,
) -> Briefing:
    author = Author(model, budget or Budget(), tongue=language(tongue))
    found = brief(articles, Order(TOPIC, words=words), author)
    assert isinstance(found, Briefing)
    return found


def shown(found: Briefing) -> dict[str, str]:
    return {point.claim.text: point.text for point in found.lines()}


def test_statements_are_shown_in_the_language_and_keep_their_originals(
    ferries: ArticleIndex,
) -> None:
    found = written(ferries, translator(GERMAN))
    assert shown(found) == GERMAN
    assert found.translated
    assert (found.translated.statements, found.translated.faults) == (3, ())
    for point in found.lines():
        assert point.claim.verdict == "supported"
        assert point.claim.citations[0].quote in GERMAN


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        (FERRY_DE.replace("87 %", "85 %"), "lacks the number 87"),
        (FERRY_DE.replace("Montag", "Dienstag"), "lacks Monday"),
        (FERRY_DE.replace("sank", "sank nach Angaben von Kapitän Karl Weber"), "adds"),
        (FERRY_DE.replace("Aurora", "Victoria"), "lacks the name Aurora"),
        (FERRY_DE.replace("sank", "sank nicht"), "adds a “not”"),
        (FERRY, "is not translated"),
        ("Le ferry Aurora a coulé lundi au large de Calder Bay, 87 % des places occupées.", ""),
        ("Die Fähre sank.", "is much shorter"),
        (FERRY_DE + " [4]", None),
        ("", ""),
    ],
)
def test_a_translation_that_says_something_else_is_not_shown(
    ferries: ArticleIndex, changed: str, why: str | None
) -> None:
    found = written(ferries, translator({**GERMAN, FERRY: changed}))
    assert found.translated
    if why is None:  # the number is taken away
        assert shown(found)[FERRY] == FERRY_DE
        return
    assert shown(found)[FERRY] == FERRY
    assert shown(found)[BRIDGE] == BRIDGE_DE
    assert found.translated.statements == 2
    assert why in found.translated.faults[0]


def test_a_line_that_is_dropped_is_asked_for_once_more(ferries: ArticleIndex) -> None:
    tries: list[int] = []

    def forgetful(asked: Asked) -> str:
        if "<statements>" not in asked.text:
            return reply(asked.text, GERMAN)
        tries.append(len(numbered(asked.text)))
        missing = {k: v for k, v in GERMAN.items() if k != BRIDGE or len(tries) > 1}
        return reply(asked.text, missing)

    found = written(ferries, ScriptedModel(forgetful))
    assert tries == [3, 1]
    assert shown(found)[BRIDGE] == BRIDGE_DE


def test_a_reply_in_another_language_is_not_shown_at_all(ferries: ArticleIndex) -> None:
    found = written(ferries, translator({text: text for text in GERMAN}))
    assert shown(found) == {text: text for text in GERMAN}
    assert found.translated
    assert found.translated.statements == 0
    assert len(found.translated.faults) == 3


def test_what_is_in_the_language_already_is_not_sent(ferries: ArticleIndex) -> None:
    model = translator({})
    found = written(ferries, model, "en-GB")
    assert not any("<statements>" in asked.text for asked in model.history)
    assert found.translated
    assert found.translated.faults == ()


def test_a_call_that_fails_leaves_the_originals(ferries: ArticleIndex) -> None:
    def failing(asked: Asked) -> str | Said:
        return Said([""]) if "<statements>" in asked.text else reply(asked.text, GERMAN)

    found = written(ferries, ScriptedModel(failing))
    assert set(shown(found).values()) == set(GERMAN)
    assert found.translated
    assert "empty reply" in (found.translated.failure or "")


@pytest.mark.parametrize("budget", [2_000, 3_000, 4_000, 5_000, 8_000])
def test_the_budget_holds_for_translations_and_second_tries(
    ferries: ArticleIndex, budget: int
) -> None:
    used = 0

    def costly(asked: Asked) -> Said:
        nonlocal used
        fails = used % 3 == 1
        prompt = len(asked.text) // 4
        used += prompt + (asked.max_tokens or 0)
        text = "" if fails else reply(asked.text, {})
        return Said([text], usage=(prompt, asked.max_tokens or 0))

    written(ferries, ScriptedModel(costly), budget=Budget(tokens=budget))
    assert used <= budget


@pytest.mark.parametrize("stated", ["Klingon", "xx", "", "de DE", "../../etc"])
def test_a_language_that_is_none_is_refused(run: Run, tmp_path: Path, stated: str) -> None:
    code, out, err = run("brief", TOPIC, "--model", "scripted", "--language", stated)
    assert (code, out) == (2, "")
    assert "--language" in err


@pytest.mark.parametrize(
    ("stated", "tag"),
    [("de", "de"), ("German", "de"), ("Deutsch", "de"), ("PT-br", "pt-BR"), ("español", "es")],
)
def test_a_language_goes_by_its_code_and_by_its_names(stated: str, tag: str) -> None:
    assert language(stated).tag == tag


# --- the command ---------------------------------------------------------------------------------


Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ScriptedServer]:
    def answer(request: Request) -> str:
        german = {**GERMAN, BRIDGE: BRIDGE_DE.replace("3 Risse", "4 Risse")}
        return reply(request.body["messages"][-1]["content"], german)

    with ScriptedServer(answer) as running:
        monkeypatch.setenv("OPENAI_BASE_URL", running.address)
        yield running


@pytest.fixture
def command(run: Run, tmp_path: Path) -> Command:
    folder = tmp_path / "index"
    with ArticleIndex.open(folder) as articles:
        articles.add(reports())
    return lambda *options: run("--index", folder, "brief", TOPIC, "--language", "German", *options)


def test_the_terminal_says_what_is_translated_and_what_is_not(
    command: Command, server: ScriptedServer
) -> None:
    code, out, err = command("--model", "scripted")
    assert code == 0
    assert "translated into German by scripted from statements that were checked" in out
    assert FERRY_DE in " ".join(out.split())
    assert "note: 1 statement is shown in the original" in err


def test_json_has_both(command: Command, server: ScriptedServer) -> None:
    record = json.loads(command("--model", "scripted", "--json")[1])
    schema().validate(record)
    points = {p["claim"]["text"]: p for p in [record["headline"], *record["points"]]}
    assert points[FERRY]["text"] == FERRY_DE
    assert points[FERRY]["original"] == FERRY
    assert points[FERRY]["language"] == "de"
    assert points[BRIDGE]["text"] == BRIDGE
    assert points[BRIDGE]["original"] is None
    assert record["translated"]["statements"] == 2
    assert "4" in record["translated"]["faults"][0] or "3" in record["translated"]["faults"][0]


@pytest.mark.parametrize("form", ["md", "html"])
def test_the_original_is_within_reach(command: Command, server: ScriptedServer, form: str) -> None:
    out = command("--model", "scripted", "--format", form)[1]
    assert FERRY_DE in out
    assert "original" in out
    assert FERRY.replace("%", "%") in out
    if form == "html":
        assert f'<bdi lang="de">{FERRY_DE}</bdi>' in out


def test_without_a_model_it_is_refused(command: Command) -> None:
    code, out, err = command()
    assert (code, out) == (2, "")
    assert "quotations stay in their own language" in err
