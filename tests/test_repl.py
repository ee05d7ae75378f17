"""`groundwire chat` as it is seen: the whole transcript in a pipe, and in a pseudo-terminal."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import select
import shutil
import signal
import sqlite3
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from commands import ROOT, Outcome, Run

from conftest import WordEmbedder, make_article
from index import ArticleIndex
from qa.conversation.chatting import Chat as Typing
from qa.conversation.chatting import Screen
from qa.conversation.commands import entries
from qa.conversation.completing import completions
from qa.conversation.numbers import spelled_out
from qa.conversation.sessions import Keeper
from qa.conversation.talk import Talk
from qa.llm import Model
from qa.rendering.page import PLAIN, Page
from qa.repl import history_file, transcribe
from scripted_model import Said, ScriptedModel, ScriptedServer, error

FIRST = "Which base in western Iraq was attacked?"
RIGHT = "US troops at Al-Asad Air Base in western Iraq came under attack on Monday."
BRIDGE = "When did the harbour bridge in Calder Bay open again?"

Chat = Callable[..., Outcome]


@pytest.fixture
def folder(seeded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(seeded, tmp_path / "own"))


@pytest.fixture
def chat(run: Run, folder: Path) -> Chat:
    """What comes of lines that are piped into a chat without a model."""

    def call(*lines: str, options: tuple[str, ...] = ("--no-model",)) -> Outcome:
        return run("--index", folder, "chat", *options, stdin="\n".join(lines))

    return call


# --- in a pipe ------------------------------------------------------------------------------------


def test_the_transcript_of_a_pipe(chat: Chat) -> None:
    code, out, err = chat(BRIDGE, "And how many crowns did it cost?", "/sources")
    assert (code, err) == (0, "")
    first, second, sources = re.split(r"^(?=> )", out, flags=re.MULTILINE)[1:]
    assert first.startswith(f"> {BRIDGE}\nThe harbour bridge in Calder Bay carried its first cars")
    assert "\n[1] Calder Bay's harbour bridge opens again after fourteen months\n" in first
    assert second.startswith(
        "> And how many crowns did it cost?\n"
        "(asked as: In Calder Bay: how many crowns did the harbour bridge cost?)\n"
    )
    assert "The repair cost 8.4 million crowns" in second
    assert sources.startswith("> /sources\n[1] Calder Bay's harbour bridge opens again")
    assert "\x1b" not in out


def test_a_sentence_is_shown_in_full_once(chat: Chat) -> None:
    _, out, _ = chat(BRIDGE, BRIDGE)
    assert out.count("    > The harbour bridge in Calder Bay carried") == 1
    assert "[1] as before: Calder Bay's harbour bridge opens again" in out


def test_an_abstention_is_an_answer_too(chat: Chat) -> None:
    code, out, _ = chat("Who won the election in Norway?", BRIDGE)
    assert code == 0
    assert "The articles do not answer this: " in out
    assert re.search(r"^Not covered: .*election, Norway$", out, re.MULTILINE)
    assert "> The harbour bridge" in out


def test_lines_go_on_after_a_backslash_and_empty_ones_are_nothing(chat: Chat) -> None:
    _, out, err = chat("", "When did the harbour bridge \\", "in Calder Bay open again?", "  ")
    assert out.startswith(f"> {BRIDGE}\n")
    assert out.count("\n> ") == 0
    assert err == ""


def test_what_only_stood_near_an_unanswered_question_is_marked_as_such(chat: Chat) -> None:
    _, out, _ = chat(BRIDGE, "Who painted the ferry purple with a unicorn?", "/sources")
    _, answer, sources = re.split(r"^(?=> )", out.partition("> ")[2], flags=re.MULTILINE)
    assert "do not answer this" in answer
    first, *_, last = re.findall(r"^    (.* sentence .*)$", sources, flags=re.MULTILINE)
    assert "only near a question" not in first
    assert last.endswith("only near a question that was not answered")


def test_without_a_model_one_line_says_so(chat: Chat) -> None:
    assert chat(BRIDGE, options=()).err.count("no model is configured") == 1


def test_bytes_that_are_no_text_are_refused_and_the_rest_is_read(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "qa.cli", "--index", folder, "chat", "--no-model"],
        input=b"\xff\xfe?\n" + BRIDGE.encode() + b"\n", capture_output=True, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 2
    assert b"is not valid UTF-8" in done.stderr
    assert "> \ufffd\ufffd?\n".encode() in done.stdout
    assert b"carried its first cars" in done.stdout
    assert b"Traceback" not in done.stderr


def test_what_cannot_be_asked_stops_nothing(chat: Chat) -> None:
    code, out, err = chat("???", BRIDGE)
    assert code == 0
    assert "carried its first cars" in out
    assert "Traceback" not in err


FERRY = """The Halden ferry carried 40 cars to Quagga on Monday. Its captain is Mira Solberg. \
The crossing takes two hours.

The ferry was built in 1987."""
PLAIN_TRANSCRIPT = """\
> How many cars did the Halden ferry carry?
The Halden ferry carried 40 cars to Quagga on Monday. [1]

[1] Ferry carries cars
    Gulf Courier · 2024-04-01 · https://example.org/ferry · 00000000 sentence 1
    > The Halden ferry carried 40 cars to Quagga on Monday.
      Its captain is Mira Solberg.

> Who is its captain?
(asked as: Who is the Halden ferry’s captain?)
The Halden ferry carried 40 cars to Quagga on Monday. [1]
Its captain is Mira Solberg. [2]

[2] Ferry carries cars
    Gulf Courier · 2024-04-01 · https://example.org/ferry · 00000000 sentence 2
      The Halden ferry carried 40 cars to Quagga on Monday.
    > Its captain is Mira Solberg.
      The crossing takes two hours.

[1] as before: Ferry carries cars

> [1]?
(asked as: Ferry carries cars)
The Halden ferry carried 40 cars to Quagga on Monday. [1]
Its captain is Mira Solberg. [2]

[1] as before: Ferry carries cars
[2] as before: Ferry carries cars

> /sources
[1] Ferry carries cars
    Gulf Courier · 2024-04-01 · https://example.org/ferry · 00000000 sentence 1
    The Halden ferry carried 40 cars to Quagga on Monday.
[2] Ferry carries cars
    Gulf Courier · 2024-04-01 · https://example.org/ferry · 00000000 sentence 2
    Its captain is Mira Solberg.
> /open 2
[2] Ferry carries cars
    Gulf Courier · 2024-04-01 · https://example.org/ferry · 00000000 sentence 2

      The Halden ferry carried 40 cars to Quagga on Monday.
    > Its captain is Mira Solberg.
      The crossing takes two hours.

    https://example.org/ferry#:~:text=Its%20captain%20is%20Mira%20Solberg.
> /opne
! groundwire: there is no command /opne
!   hint: did you mean /open?
> Who won the election in Norway?
The articles do not answer this: no passage covers the whole question.
Not covered: won, election, Norway

Nearest sentences, which do not answer the question:

[1] as before: The Halden ferry carried 40 cars to Quagga on Monday.

> /quit
"""
WRITTEN_TRANSCRIPT = """\
> How many cars did the Halden ferry carry?
The Halden ferry carried 40 cars on Monday. [1]
NOT SUPPORTED: It carried 41 cows, too. (it says '41', the articles '40'; nothing found about: \
41, cows)

[1] Ferry carries cars
    Gulf Courier · 2024-04-01 · https://example.org/ferry · 00000000 sentence 1
    > The Halden ferry carried 40 cars to Quagga on Monday.
      Its captain is Mira Solberg.

! scripted: 100 tokens in, 20 out, cost unknown
> Who is its captain?
(asked as: Who is the captain of the Halden ferry?)
Its captain is Mira Solberg. [2]

[2] Ferry carries cars
    Gulf Courier · 2024-04-01 · https://example.org/ferry · 00000000 sentence 2
      The Halden ferry carried 40 cars to Quagga on Monday.
    > Its captain is Mira Solberg.
      The crossing takes two hours.

! scripted: 200 tokens in, 40 out, cost unknown
> When was the Halden ferry built?
The ferry was built in 1987. [3]
NOT SUPPORTED: It sank in 2020. (it says '2020', the articles 'two'; nothing found about: sank, \
2020)

[3] Ferry carries cars
    Gulf Courier · 2024-04-01 · https://example.org/ferry · 00000000 sentence 4
    > The ferry was built in 1987.

! scripted: 100 tokens in, 20 out, cost unknown
> /why
of the conversation the model was told the last 2 questions
the passages cover 74% of the question
1. Ferry carries cars, sentences 1-4: score 1.85, by words and meaning, cited
scripted saw 4 sentences, 0 passages dropped
100 tokens in, 20 out, cost unknown
> /undo
! taken back: When was the Halden ferry built?
> /sources
[1] Ferry carries cars
    Gulf Courier · 2024-04-01 · https://example.org/ferry · 00000000 sentence 1
    The Halden ferry carried 40 cars to Quagga on Monday.
[2] Ferry carries cars
    Gulf Courier · 2024-04-01 · https://example.org/ferry · 00000000 sentence 2
    Its captain is Mira Solberg.
"""


def scripted(folder: Path, lines: list[str], model: Model | None = None) -> str:
    """All that a chat says to these lines, notes after a "!"."""
    said: list[str] = []
    screen = Screen(said.append, lambda note: said.append(f"! {note}"), lambda: PLAIN)
    article = make_article(
        text=FERRY,
        title="Ferry carries cars",
        url="https://example.org/ferry",
        outlet="Gulf Courier",
    )
    with ArticleIndex.open(folder, embedder=WordEmbedder()) as articles:
        articles.add([article])
        talk = Talk(articles, model)
        transcribe(Typing(talk, Keeper(articles.sessions), screen, lambda _: model), lines)
    return "\n".join(said) + "\n"


def test_the_whole_transcript_without_a_model(tmp_path: Path) -> None:
    lines = ["How many cars did the Halden ferry carry?", "Who is its captain?", "[1]?", "/sources",
             "/open 2", "/opne", "Who won the election in Norway?", "/quit"]  # fmt: skip
    assert scripted(tmp_path / "index", lines) == PLAIN_TRANSCRIPT


def test_an_articles_date_and_author_are_told_from_what_the_index_knows(tmp_path: Path) -> None:
    asked = ["How many cars did the Halden ferry carry?"]
    lines = ["When was [1] published?", "And who wrote [1]?", "Who wrote [9]?"]
    said = scripted(tmp_path / "index", asked + lines).partition("> When")[2]
    assert said.startswith(" was [1] published?\n[1] was published on 2024-04-01.\n\n")
    assert "[1] names no author: it is unknown who wrote it; it was published by Gulf" in said
    assert "there is no citation [9]" in said


def test_the_whole_transcript_with_a_model(tmp_path: Path) -> None:
    model = ScriptedModel(
        "The Halden ferry carried 40 cars on Monday. [1] It carried 41 cows, too. [1]",
        "Who is the captain of the Halden ferry?",
        "Its captain is Mira Solberg. [2]",
        "The ferry was built in 1987. [4] It sank in 2020. [3]",
    )
    lines = ["How many cars did the Halden ferry carry?", "Who is its captain?",
             "When was the Halden ferry built?", "/why", "/undo", "/sources"]  # fmt: skip
    assert scripted(tmp_path / "index", lines, model) == WRITTEN_TRANSCRIPT


# --- commands -------------------------------------------------------------------------------------


def test_help_names_every_command(chat: Chat) -> None:
    out = chat("/help").out
    for name in ("help", "sources", "open N", "since [DATE]", "until [DATE]", "outlet [NAME]",
                 "filters", "brief [TOPIC]", "model [NAME]", "why", "save FILE", "new",
                 "undo", "quit"):  # fmt: skip
        assert f"/{name}" in out


UNKNOWN = [
    ("/opn 3", "/open"),
    ("/source", "/sources"),
    ("/hlp", "/help"),
    ("/untill 7d", "/until"),
]


@pytest.mark.parametrize(("typed", "near"), UNKNOWN)
def test_unknown_commands_are_answered_with_the_nearest(chat: Chat, typed: str, near: str) -> None:
    code, _, err = chat(typed)
    assert code == 2
    assert f"did you mean {near}?" in err


def test_a_command_like_no_other(chat: Chat) -> None:
    assert "/help lists the commands" in chat("/zzzzz").err


def test_open_shows_a_sentence_in_its_paragraph_with_a_link(chat: Chat) -> None:
    out = chat(FIRST, "/open 1").out.partition("> /open 1\n")[2]
    assert out.startswith("[1] ")
    assert "\n    > " in out
    assert re.search(r"https://\S+#:~:text=\S+,\S+\n", out)
    assert "/open takes the number" in chat(FIRST, "/open that").err
    assert "there is no citation [99]" in chat(FIRST, "/open 99").err


def test_filters_are_set_shown_and_taken_off(chat: Chat) -> None:
    done = chat("/filters", "/since 2024-04-23", "/until 2024-04", "/outlet kestrel news",
                FIRST, "/outlet", "/since", "/until", "/filters")  # fmt: skip
    assert done.err == ""
    assert "limited to: since 2024-04-23, until 2024-04-30, outlet Kestrel News\n" in done.out
    assert done.out.startswith("> /filters\nnot limited: all articles\n")
    assert done.out.endswith("> /filters\nnot limited: all articles\n")
    answer = done.out.partition(f"> {FIRST}")[2].partition("> /outlet\n")[0]
    assert "Kestrel News · 2024-04-23" in answer
    assert "Northgate" not in answer


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("/since 31/12/2024", "is not a date"),
        ("/outlet Kestral News", "did you mean 'Kestrel News'?"),
        ("/outlet kestrel", "did you mean 'Kestrel News'?"),
        ("/save", "ends in .md"),
        ("/save talk.docx", "ends in .md"),
        ("/save talk.md", "nothing to save"),
        ("/undo", "nothing to take back"),
        ("/why", "nothing has been asked"),
        ("/sources", "nothing has been cited"),
    ],
)
def test_what_cannot_be_done_is_said(chat: Chat, typed: str, says: str) -> None:
    code, _, err = chat(typed)
    assert code == (0 if typed == "/sources" else 2)
    assert says in err


def test_days_that_cross_are_refused(chat: Chat) -> None:
    done = chat("/until 2024-04-01", "/since 2024-05-01", "/filters")
    assert "no day lies between them" in done.err
    assert done.out.endswith("limited to: until 2024-04-01\n")


def test_why_tells_what_was_retrieved(chat: Chat) -> None:
    out = chat(FIRST, "/why").out.partition("> /why\n")[2]
    assert re.search(r"the passages cover \d+% of the question", out)
    assert re.search(r"1\. .+, sentences \d+-\d+: score \d+\.\d\d, by words and meaning", out)
    assert ", cited" in out
    assert out.rstrip().endswith("no model was asked: nothing dropped, no tokens, no cost")


def test_a_briefing_goes_on_with_the_numbers(chat: Chat) -> None:
    done = chat(
        FIRST, "/brief", "/brief harbour bridge in Calder Bay", "/sources", "/open 3", BRIDGE
    )
    assert done.code == 0
    assert done.err == ""
    parts = re.split(r"^(?=> )", done.out, flags=re.MULTILINE)[1:]
    assert parts[1].startswith("> /brief\nBriefing: base in western Iraq\n")
    assert parts[2].startswith("> /brief harbour")
    numbered: dict[str, str] = {}
    for part in parts[:3]:
        for number, quote in re.findall(r"^\[(\d+)\](?:.*\n)+?    > (.*)", part, re.MULTILINE):
            assert numbered.setdefault(number, quote) == quote
    assert len(set(numbered.values())) == len(numbered)
    assert all(f"[{number}] " in parts[3] for number in numbered)
    assert numbered["3"] in parts[4]
    assert "no article matches" in chat("/brief the parliament of Quagga").err


def test_why_without_an_answer_and_brief_without_a_topic(chat: Chat) -> None:
    assert "nothing to brief on yet" in chat("/brief").err


def test_undo_new_and_quit(chat: Chat) -> None:
    done = chat(FIRST, "/undo", "/sources", BRIDGE, "/new", BRIDGE, "/quit", FIRST)
    assert f"taken back: {FIRST}" in done.err
    assert "nothing has been cited so far" in done.err
    assert done.out.count(f"> {FIRST}") == 1  # what follows /quit is not read
    last = done.out.rpartition(f"> {BRIDGE}")[2]
    assert "town had promised. [1]" in last


def test_saving_in_three_formats(chat: Chat, tmp_path: Path) -> None:
    done = chat(BRIDGE, "And how many crowns did it cost?",
                "/save talk.md", "/save talk.HTML", "/save talk.json", "/save talk.md")  # fmt: skip
    assert done.err.count("saved ") == 4
    record = json.loads((tmp_path / "talk.json").read_text(encoding="utf-8"))
    assert [turn["typed"] for turn in record["turns"]] == [
        BRIDGE,
        "And how many crowns did it cost?",
    ]
    citation = record["turns"][0]["claims"][0]["citations"][0]
    assert citation["quote"].startswith("The harbour bridge in Calder Bay carried")
    markdown = (tmp_path / "talk.md").read_text(encoding="utf-8")
    assert "[^1]\n" in markdown
    assert "\n[^1]: " in markdown
    assert (tmp_path / "talk.HTML").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_what_was_limited_and_briefed_is_saved_too(chat: Chat, tmp_path: Path) -> None:
    chat("/since 2024-04-20", BRIDGE, "/brief harbour bridge in Calder Bay",
         "/save talk.md", "/save talk.html", "/save talk.json")  # fmt: skip
    record = json.loads((tmp_path / "talk.json").read_text(encoding="utf-8"))
    asked, briefed = record["turns"]
    assert asked["filters"] == {"since": "2024-04-20", "until": None, "outlets": []}
    assert briefed["typed"] == "/brief harbour bridge in Calder Bay"
    line = briefed["briefing"]["headline"]["claim"]["text"]
    for name in ("talk.md", "talk.html"):
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert line[:30] in text
        assert text.count("limited to: since 2024-04-20") == 2
        assert "Key points" in text


def test_a_briefing_and_its_numbers_are_there_after_continue(chat: Chat, tmp_path: Path) -> None:
    first = chat(BRIDGE, "/brief attacks on US troops in Iraq", "/save one.json", "/sources")
    later = chat("/sources", "/save two.json", "/undo", options=("--no-model", "--continue"))
    assert later.code == 0
    assert later.out.partition("/sources\n")[2].startswith(
        first.out.partition("> /sources\n")[2].splitlines()[0]
    )
    one, two = (json.loads((tmp_path / f"{n}.json").read_text()) for n in ("one", "two"))
    assert one["turns"][1]["briefing"] == two["turns"][1]["briefing"]
    assert "taken back: /brief attacks" in later.err


def test_a_sentence_of_a_briefing_can_be_asked_about_after_continue(chat: Chat) -> None:
    out = chat("/brief harbour bridge in Calder Bay").out
    number = max(map(int, re.findall(r"^\[(\d+)\] ", out, re.MULTILINE)))
    later = chat(
        f"/open {number}", f"What does [{number}] say?", options=("--no-model", "--continue")
    )
    assert later.code == 0
    assert f"[{number}]" in later.out.rpartition("> What does")[2]


def test_a_new_conversation_says_what_it_is_still_limited_to(chat: Chat) -> None:
    done = chat("/since 2024-04-20", "/new", "/since", "/new")
    assert done.err.count("still limited to: since 2024-04-20") == 1


def test_what_asks_nothing_is_answered_in_the_transcript(chat: Chat) -> None:
    done = chat("thanks", BRIDGE)
    assert done.out.startswith("> thanks\n(nothing about the articles was asked, so nothing was")
    assert done.err == ""


def test_help_and_refusals_are_wrapped_at_the_terminals_width(folder: Path) -> None:
    said: list[str] = []
    screen = Screen(said.append, said.append, lambda: Page(width=40))
    with ArticleIndex.open(folder, create=False) as articles:
        typing = Typing(Talk(articles), Keeper(articles.sessions), screen, lambda _: None)
        for line in ("/help", "Who won the election in Norway?", "thanks", "/session", "/why"):
            typing.enter(line)
    lines = "\n".join(said).splitlines()
    assert [line for line in lines if len(line) > 40 and "://" not in line] == []


def test_the_exit_code_is_that_of_ask(chat: Chat) -> None:
    assert chat("Who won the election in Norway?").code == 3
    assert chat(BRIDGE, "Who won the election in Norway?").code == 0
    assert chat(BRIDGE, "/open 99").code == 2
    assert chat("thanks!").code == 0


def test_commands_take_nothing_that_they_do_not_understand(chat: Chat) -> None:
    done = chat("/quit now", "/open\t9", "/help open", BRIDGE)
    assert "/quit takes nothing more" in done.err
    assert "there is no citation [9]" in done.err
    assert "carried its first cars" in done.out
    assert "/undo" not in done.out


PASTED = [
    ("When did the bridge\nopen again?", ["When did the bridge\nopen again?"]),
    ("/filters\n/sources\n", ["/filters", "/sources"]),
    ("/filters\nWhy?\n\nReally?\n/undo", ["/filters", "Why?\n\nReally?", "/undo"]),
    ("What is in\n/etc/motd?", ["What is in\n/etc/motd?"]),
    ("\n \n", []),
]


@pytest.mark.parametrize(("pasted", "expected"), PASTED)
def test_lines_that_come_together_are_one_question_but_each_command_is_one(
    pasted: str, expected: list[str]
) -> None:
    assert entries(pasted) == expected


def test_saving_harms_no_other_file(chat: Chat, tmp_path: Path) -> None:
    (tmp_path / "mine.md").write_text("mine")
    assert "exists already" in chat(BRIDGE, "/save mine.md").err
    assert (tmp_path / "mine.md").read_text() == "mine"


@pytest.mark.parametrize(
    "name", ["no/such/folder/talk.md", "~nobody/talk.md", "a\0b.md", f"{'a' * 300}.md"]
)
def test_a_file_that_cannot_be_is_said_and_the_chat_goes_on(chat: Chat, name: str) -> None:
    done = chat(BRIDGE, f"/save {name}", "/filters")
    assert done.code == 1
    assert "cannot be written: " in done.err
    assert done.out.endswith("not limited: all articles\n")


def test_a_folder_is_no_file_and_quotes_are_no_part_of_a_name(chat: Chat, tmp_path: Path) -> None:
    (tmp_path / "talk.md").mkdir()
    done = chat(BRIDGE, "/save talk.md", "/save 'my talk.md'", '/save "my talk.md"')
    assert "talk.md exists already" in done.err
    assert done.err.count("saved my talk.md") == 2
    assert (tmp_path / "my talk.md").read_text(encoding="utf-8").startswith(f"# {BRIDGE}")


def test_what_is_removed_while_the_chat_goes_on_is_shown_nowhere(
    folder: Path, tmp_path: Path
) -> None:
    said: list[str] = []
    screen = Screen(said.append, lambda note: said.append(f"! {note}"), lambda: PLAIN)
    with ArticleIndex.open(folder, create=False) as articles:
        chat = Typing(Talk(articles), Keeper(articles.sessions), screen, lambda _: None)
        chat.enter(FIRST)
        gone = chat.talk.conversation.citations()
        with ArticleIndex.open(folder, create=False) as other:
            other.remove(list({citation.article_id for citation in gone}))
        said.clear()
        for typed in ("[1]", "/open 1", "/sources", f"/save {tmp_path / 'talk.md'}"):
            chat.enter(typed)
    assert said[0].startswith(f"! note: {len(gone)} statements or sentences are not shown")
    refused = "! groundwire: there is no citation [1]: its article, its question or its briefing"
    assert said[1].startswith(refused)
    assert said[3].startswith(refused)
    assert "! nothing has been cited so far" in said
    shown = "\n".join(said) + (tmp_path / "talk.md").read_text(encoding="utf-8")
    assert not [citation.quote for citation in gone if citation.quote in shown]


def test_what_changes_while_the_chat_goes_on_is_said_before_anything_is_shown(folder: Path) -> None:
    said: list[str] = []
    screen = Screen(said.append, lambda note: said.append(f"! {note}"), lambda: PLAIN)
    with ArticleIndex.open(folder, create=False) as articles:
        chat = Typing(Talk(articles), Keeper(articles.sessions), screen, lambda _: None)
        chat.enter(BRIDGE)
        first = chat.talk.conversation.citations()[0]
        text = first.article.text.replace("fourteen months", "thirteen months")
        with ArticleIndex.open(folder, create=False) as other:
            other.add([replace(first.article, text=text)])
        said.clear()
        chat.enter("/open 1")
        chat.enter("/open 1")
    assert said[0].startswith("! note: the article of [1]")
    assert "changed since" in said[0]
    assert "[1] stands only in an earlier text" in said[0] or "it stands only" in said[0]
    assert sum(line.startswith("! note") for line in said) == 1
    assert "revision 1, changed since" in said[1]
    assert "#:~:text" not in said[1]  # the page does not have it any more


def test_an_address_that_was_typed_can_be_copied_from_a_saved_page(
    chat: Chat, tmp_path: Path
) -> None:
    chat("What stands in https://example.org/a about the harbour bridge?", "/save talk.md")
    title = (tmp_path / "talk.md").read_text(encoding="utf-8").splitlines()[0]
    assert "https\\://example.org/a" in title
    assert title.isprintable()


AS_TYPED = [
    ("3", "[3]"), ("3?", "[3]?"), ("#3", "[3]"), ("(3)", "[3]"), ("number 3", "[3]"),
    ("what about 2?", "what about [2]?"), ("[ 3 ]", "[3]"), ("[03]", "[03]"), ("[1,2]", "[1] [2]"),
    ("[1, 2] and why?", "[1] [2] and why?"), ("Who said [1-3]?", "Who said [1] [2] [3]?"),
    ("[1-900]", "[1] [900]"), ("9" * 30, f"[{'9' * 30}]"), ("And in 2021?", "And in 2021?"),
    ("2021?", "2021?"), ("the #1 song", "the #1 song"), ("What of the 3?", "What of the 3?"),
    ("Was [MH370] found?", "Was [MH370] found?"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "meant"), AS_TYPED)
def test_numbers_of_citations_are_understood_as_they_are_typed(typed: str, meant: str) -> None:
    assert spelled_out(typed).replace("[3]", "[03]") == meant.replace("[3]", "[03]")


def test_a_number_alone_asks_what_its_article_says(chat: Chat) -> None:
    done = chat(BRIDGE, "1", "[ 1 ]", "/open #1", "[1, 99]")
    asked = re.findall(r"^\(asked as: (.*)\)$", done.out, re.MULTILINE)
    assert len(asked) == 2
    assert all(each.startswith("Calder Bay") for each in asked)
    assert "> /open #1\n[1] Calder Bay" in done.out
    assert "there is no citation [99]: none has it" in done.err


def test_a_session_that_cannot_be_removed_is_not_called_the_catalog(
    chat: Chat, run: Run, folder: Path
) -> None:
    chat(BRIDGE, options=("--session", "talk"))
    with sqlite3.connect(folder / "sessions.sqlite3") as kept:
        kept.execute(
            "CREATE TRIGGER t BEFORE DELETE ON sessions BEGIN SELECT RAISE(FAIL, 'no'); END"
        )
    kept.close()
    done = run("--index", folder, "sessions", "--remove", "talk")
    assert (done.code, done.out) == (1, "")
    assert "the sessions in " in done.err
    assert "only conversations are lost" in done.err


def test_which_session_it_is(chat: Chat) -> None:
    done = chat("/session", BRIDGE, "/session", options=("--no-model", "--session", "my talk"))
    assert "session my talk; to go on with it: groundwire chat --session 'my talk'\n" in done.out
    assert "a new session" in chat("/session").out


def test_outlets_may_be_quoted_and_several(chat: Chat) -> None:
    done = chat('/outlet "Kestrel News", halden review', "/outlet", "/outlet Nobody, Kestrel News")
    assert "limited to: outlet Kestrel News or Halden Review\n" in done.out
    assert "no article is from the outlet 'Nobody'" in done.err


def test_an_address_is_never_broken_and_neither_is_a_name(folder: Path) -> None:
    said: list[str] = []
    screen = Screen(said.append, said.append, lambda: Page(width=60))
    with ArticleIndex.open(folder, create=False) as articles:
        Typing(Talk(articles), Keeper(articles.sessions), screen, lambda _: None).enter(FIRST)
        urls = {article.url for article in articles.articles()}
    shown = "\n".join(said)
    assert set(re.findall(r"https://\S+", shown)) <= urls
    assert "Al-\n" not in shown


# --- with a model ---------------------------------------------------------------------------------


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ScriptedServer]:
    with ScriptedServer(f"{RIGHT} [1]") as running:
        monkeypatch.setenv("OPENAI_BASE_URL", running.address)
        yield running


def test_the_transcript_with_a_model(chat: Chat, server: ScriptedServer) -> None:
    server.queue = [
        f"{RIGHT} [1] It was sold to a circus. [1]",
        "How many people were hurt at Al-Asad Air Base?",
        f"Nobody was wounded. [2] {RIGHT} [1]",
    ]
    done = chat(FIRST, "And how many were hurt?", "/why", options=("--model", "scripted"))
    assert done.code == 0
    first, second, why = re.split(r"^(?=> )", done.out, flags=re.MULTILINE)[1:]
    lines = first.splitlines()
    assert lines[:2] == [f"> {FIRST}", f"{RIGHT} [1]"]
    assert lines[2].startswith("NOT SUPPORTED: It was sold to a circus.")
    lines = second.splitlines()
    assert lines[1] == "(asked as: How many people were hurt at Al-Asad Air Base?)"
    assert lines[2] == "Nobody was wounded. [2]"
    assert lines[3].startswith(RIGHT)
    assert "scripted saw " in why
    assert "200 tokens in, 40 out, cost unknown" in why
    assert done.err.splitlines() == [
        "scripted: 100 tokens in, 20 out, cost unknown",
        "scripted: 200 tokens in, 40 out, cost unknown",  # with the rewriting
    ]


def test_strict_leaves_out_what_is_not_supported(chat: Chat, server: ScriptedServer) -> None:
    server.queue = [f"{RIGHT} [1] It was sold to a circus. [1]"]
    done = chat(FIRST, options=("--model", "scripted", "--strict"))
    assert "circus" not in done.out
    assert "left out 1 statement" in done.err


def test_a_model_that_fails_is_said_and_the_chat_goes_on(
    chat: Chat, server: ScriptedServer
) -> None:
    server.queue = [Said([])]
    done = chat(FIRST, "/model", "/model off", BRIDGE, options=("--model", "scripted"))
    assert done.code == 1  # as `ask` ends where a model could not be had
    assert "the model wrote nothing: these are source sentences" in done.err
    assert f"scripted at {server.address}" in done.out
    assert "no model: answers are source sentences" in done.out
    assert "carried its first cars" in done.out


def test_a_model_can_be_chosen_on_the_way(chat: Chat, server: ScriptedServer) -> None:
    done = chat("/model scripted", FIRST)
    assert done.code == 0
    assert f"{RIGHT} [1]" in done.out


def test_what_a_rewriting_cost_is_told_beside_an_abstention(
    chat: Chat, server: ScriptedServer
) -> None:
    server.queue = [f"{RIGHT} [1]", "Who won the election in western Iraq with unicorns?"]
    done = chat(FIRST, "Who won it?", options=("--model", "scripted"))
    assert len(done.err.splitlines()) >= 2
    assert done.err.splitlines()[-1].startswith("scripted: ")


def test_a_reply_that_breaks_before_its_first_statement_is_said(
    chat: Chat, server: ScriptedServer
) -> None:
    for said in (Said(["US troops at Al"], breaks=True), Said(["US troops"], finish="length")):
        server.queue = [said]
        done = chat(FIRST, options=("--model", "scripted", "--fresh"))
        assert done.code == 1
        assert "groundwire: no statement was whole: " in done.err
        assert "the model wrote nothing: these are source sentences" in done.err
        assert "support nothing" not in done.out


def test_a_briefing_says_that_the_model_failed_or_what_was_left_out(
    chat: Chat, server: ScriptedServer
) -> None:
    server.queue = [error(500, "boom")]
    done = chat("/brief Al-Asad", options=("--model", "scripted"))
    assert done.code == 1
    assert "the model wrote nothing: these are source sentences" in done.err
    server.queue = ["The base was sold to a circus in Paris. [1]"]
    done = chat("/brief Al-Asad", options=("--model", "scripted"))
    assert re.search(r"note: left out \d statements? that", done.err)


def test_saved_files_say_why_a_statement_is_not_supported_and_who_has_copies(
    chat: Chat, server: ScriptedServer, tmp_path: Path
) -> None:
    server.queue = [f"{RIGHT} [1] It was sold to a circus. [1]"]
    done = chat(FIRST, "/save talk.md", "/save talk.html", options=("--model", "scripted"))
    (why,) = re.findall(r"^NOT SUPPORTED: .* (\(.*\))$", done.out, re.MULTILINE)
    (copies,) = set(re.findall(r"also in 1 other\S*.*", done.out)) or {""}
    for name in ("talk.md", "talk.html"):
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert why in unescape(text).replace("\\", "")
        assert copies in text


def test_a_model_that_takes_long_is_waited_for_in_words(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qa.conversation.chatting._PATIENCE", 1.0)
    for delay, times in ((0.0, 0), (2.5, 1)):
        said: list[str] = []
        screen = Screen(
            said.append, lambda note, said=said: said.append(f"! {note}"), lambda: Page(80)
        )
        model = ScriptedModel(Said([f"{RIGHT} [1]"], delay=delay))
        with ArticleIndex.open(folder, create=False) as articles:
            talk = Talk(articles, model)
            talk.articles.search(FIRST)
            Typing(talk, Keeper(articles.sessions), screen, lambda _: None).enter(FIRST)
        assert sum(line.startswith("! waiting for scripted") for line in said) == times


@pytest.mark.parametrize("rewriting", ["And how many were hurt?", "How many were hurt there?"])
def test_a_rewriting_that_still_leans_is_not_taken(
    chat: Chat, server: ScriptedServer, rewriting: str
) -> None:
    server.queue = [f"{RIGHT} [1]", rewriting, "Nobody was wounded. [1]"]
    done = chat(FIRST, "And how many were hurt?", "/why", options=("--model", "scripted"))
    assert f"(asked as: {rewriting})" not in done.out
    assert "western Iraq" in done.out.partition("(asked as: ")[2].splitlines()[0]
    assert "the question was rewritten by rule" in done.out


# --- in a terminal --------------------------------------------------------------------------------


class Terminal:
    """A chat in a pseudo-terminal. A context manager."""

    def __init__(self, folder: Path, home: Path, *options: str, **environment: str) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        told = {**os.environ, "XDG_STATE_HOME": str(home), "TERM": "xterm", **environment}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "qa.cli", "--index", str(folder), "chat", *options],
            stdin=slave, stdout=slave, stderr=slave, env=told, cwd=ROOT, start_new_session=True,
        )  # fmt: skip
        os.close(slave)
        self.seen = ""

    def __enter__(self) -> Terminal:
        try:
            self.wait("leaves")
            self.wait(">")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        os.close(self._master)

    def type(self, keys: str) -> None:
        os.write(self._master, keys.encode())

    def wait(self, text: str, seconds: float = 15) -> str:
        """What has come since the last time, up to and with ``text``, without escapes."""
        until = time.monotonic() + seconds
        while text not in plain(self.seen):
            self._read(until, text)
        before, found, self.seen = plain(self.seen).partition(text)
        return before + found

    def _read(self, until: float, text: str) -> None:
        ready, _, _ = select.select([self._master], [], [], max(0, until - time.monotonic()))
        assert ready, f"{text!r} did not come: {plain(self.seen)[-2000:]!r}"
        data = os.read(self._master, 65536).decode(errors="replace")
        if "\x1b[6n" in data:  # where is the cursor? as a terminal answers
            os.write(self._master, b"\x1b[1;1R")
        self.seen += data

    def interrupt(self) -> None:
        os.killpg(self._process.pid, signal.SIGINT)

    def ended(self, seconds: float = 20) -> int:
        """The exit code, when the process has ended."""
        until = time.monotonic() + seconds
        while self._process.poll() is None and time.monotonic() < until:
            if select.select([self._master], [], [], 0.1)[0]:
                with suppress(OSError):  # the other end is closed
                    os.read(self._master, 65536)
        return self._process.wait(timeout=1)


_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[()][AB0]|[=>]|\][^\x07]*\x07)")


def plain(text: str) -> str:
    return _ESCAPES.sub("", text).replace("\r", "")


def test_a_conversation_in_a_terminal(folder: Path, tmp_path: Path) -> None:
    with Terminal(folder, tmp_path, "--no-model") as terminal:
        terminal.type(f"{BRIDGE}\r")
        terminal.wait("carried its first cars")
        terminal.wait("\n>")
        terminal.type("And how many crowns did it cost?\r")
        assert "(asked as: " in terminal.wait("8.4 million")
        terminal.wait("\n>")
        terminal.type("/sou")
        terminal.wait("/sources")  # in the menu
        terminal.type("\t")
        time.sleep(0.5)  # completion runs beside the typing
        terminal.type("\r")
        terminal.wait("[1] Calder Bay's harbour bridge opens again")
        terminal.wait("\n>")
        terminal.type("\x04")  # Ctrl-D
        assert terminal.ended() == 0
    kept = history_file({"XDG_STATE_HOME": str(tmp_path)})
    assert f"+{BRIDGE}" in kept.read_text(encoding="utf-8")
    assert kept.stat().st_mode & 0o077 == 0


def test_history_reaches_into_the_next_chat(folder: Path, tmp_path: Path) -> None:
    with Terminal(folder, tmp_path, "--no-model") as terminal:
        terminal.type(f"{BRIDGE}\r")
        terminal.wait("carried its first cars")
        terminal.wait("\n>")
        terminal.type("/quit\r")
        assert terminal.ended() == 0
    with Terminal(folder, tmp_path, "--no-model") as terminal:
        terminal.type("\x1b[A\x1b[A\r")  # twice up: before /quit
        terminal.wait("carried its first cars")


def test_a_question_of_several_lines(folder: Path, tmp_path: Path) -> None:
    with Terminal(folder, tmp_path, "--no-model") as terminal:
        terminal.type("When did the harbour bridge\x1b\rin Calder Bay \\\ropen again?\r")
        terminal.wait("carried its first cars")


def test_pasted_lines_are_one_question(folder: Path, tmp_path: Path) -> None:
    with Terminal(folder, tmp_path, "--no-model") as terminal:
        terminal.type("\x1b[200~When did the harbour bridge\nin Calder Bay\nopen again?\x1b[201~\r")
        terminal.wait("carried its first cars")
        terminal.wait("\n>")
        terminal.type("/sources\r")
        terminal.wait("[1] ")
        terminal.wait("\n>")
        terminal.type("\x1b[200~/filters\n/undo\n\x1b[201~\r")
        terminal.wait("not limited: all articles")
        terminal.wait("taken back: When did the harbour bridge in Calder Bay open again?")


def test_the_prompt_stands_before_anything_heavy_is_imported(folder: Path) -> None:
    script = (
        "import sys\n"
        "import qa.repl\n"
        "class Prompted(BaseException): pass\n"
        "def heavy(*_):\n"
        "    names = ('chromadb', 'numpy', 'tantivy', 'model2vec', 'openai', 'rich', 'httpx')\n"
        "    print([name for name in names if name in sys.modules]); raise Prompted\n"
        "qa.repl.converse = heavy\n"
        "sys.stdin.isatty = sys.stdout.isatty = lambda: True\n"
        f"sys.argv = ['groundwire', '--index', {str(folder)!r}, 'chat', '--no-model']\n"
        "from qa.cli import main\n"
        "try:\n    main()\nexcept Prompted:\n    pass\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.stdout.strip() == "[]", done.stderr


def test_leaving_at_once_waits_for_nothing_and_breaks_nothing(folder: Path, tmp_path: Path) -> None:
    with Terminal(folder, tmp_path, "--no-model") as terminal:
        terminal.type("\x04")
        assert terminal.ended() == 0
        assert "Traceback" not in terminal.seen


def test_ctrl_c_empties_the_line_and_does_not_leave(folder: Path, tmp_path: Path) -> None:
    with Terminal(folder, tmp_path, "--no-model") as terminal:
        terminal.type("/qui\x03")
        assert "stopped" not in terminal.wait("(Ctrl-D or /quit leaves)")
        terminal.wait("\n>")
        terminal.type(f"{BRIDGE}\r")
        terminal.wait("carried its first cars")


def test_ctrl_c_stops_an_answer_and_not_the_chat(
    folder: Path, tmp_path: Path, server: ScriptedServer
) -> None:
    slow = Said([f"{RIGHT} [1] ", *(f"Day {n} was quiet. " for n in range(400))], delay=0.2)
    server.queue = [slow, f"{RIGHT} [1]"]
    options = {"OPENAI_BASE_URL": server.address}
    with Terminal(folder, tmp_path, "--model", "scripted", **options) as terminal:
        terminal.type(f"{FIRST}\r")
        terminal.wait("came under attack on Monday. [1]")
        terminal.interrupt()
        shown = terminal.wait("stopped (Ctrl-D or /quit leaves)")
        assert "The reply ended early: stopped." in shown
        terminal.wait("\n>")
        terminal.type("/sources\r")
        terminal.wait("[1] US")
        terminal.wait("\n>")
        terminal.type("/quit\r")
        assert terminal.ended() == 0


def test_ctrl_c_while_all_is_still_imported_breaks_nothing(folder: Path, tmp_path: Path) -> None:
    with Terminal(folder, tmp_path, "--no-model") as terminal:
        terminal.type(f"{BRIDGE}\r")
        terminal.interrupt()
        terminal.wait("\n>")
        terminal.type(f"{BRIDGE}\r")
        terminal.wait("carried its first cars")


@pytest.mark.parametrize(("closed", "what"), [("<&-", "input"), (">&-", "output")])
def test_closed_streams_are_an_error_and_no_traceback(folder: Path, closed: str, what: str) -> None:
    command = f'exec "$0" -m qa.cli --index "$1" chat --no-model {closed}'
    done = subprocess.run(
        ["sh", "-c", command, sys.executable, str(folder)],
        cwd=ROOT, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith(f"groundwire: standard {what} is closed\n")


def test_an_outlet_that_is_not_there_is_refused_at_the_start(chat: Chat) -> None:
    done = chat(FIRST, options=("--no-model", "--outlet", "Kestral News"))
    assert done.code == 2
    assert "did you mean 'Kestrel News'?" in done.err
    assert "Kestrel News" in chat(FIRST, options=("--no-model", "--outlet", "kestrel news")).out


def test_no_colour_where_none_is_wanted(folder: Path, tmp_path: Path) -> None:
    with Terminal(folder, tmp_path, "--no-model", NO_COLOR="1") as terminal:
        terminal.type(f"{BRIDGE}\r")
        terminal.wait("carried its first cars")
        terminal.wait("\n>")
        terminal.type("Why?\r")
        terminal.wait("(asked as: ")
        assert "\x1b[2m" not in terminal.seen
        assert "\x1b[1m" not in terminal.seen


def test_a_home_that_cannot_be_written_stops_nothing(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with Terminal(folder, tmp_path / "file", "--no-model") as terminal:
        terminal.type(f"{BRIDGE}\r")
        terminal.wait("carried its first cars")


# --- completion -----------------------------------------------------------------------------------


def test_commands_outlets_dates_and_numbers_are_completed(folder: Path) -> None:
    with ArticleIndex.open(folder, create=False) as articles:
        talk = Talk(articles)
        talk.ask(FIRST)
        screen = Screen(lambda _: None, lambda _: None, lambda: PLAIN)
        typing = Typing(talk, Keeper(articles.sessions), screen, lambda _: None)
        assert completions(typing, "/s") == ["/sources", "/since", "/save", "/session"]
        assert completions(typing, "/outlet kes") == ["/outlet Kestrel News"]
        assert completions(typing, "/since 2024") == ["/since 2024-04"]
        assert "/until yesterday" in completions(typing, "/until ")
        assert completions(typing, "/open ")[0] == "/open 1"
        assert completions(typing, "/model n") == ["/model none"]
        assert completions(typing, "When did") == []
        assert completions(typing, "/zzz ") == []
