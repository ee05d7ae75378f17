"""Every command as a user sees it: exit code, standard output, standard error."""

import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest
from commands import ROOT, Outcome, Run

from conftest import SEEDS
from qa.cli import app

ANSWERED = "How many attacks were there on US troops since October?"
UNANSWERED = "Who won the election in Norway?"
COMMANDS = [
    each.name or each.callback.__name__
    for group in app.registered_groups
    if group.typer_instance
    for each in group.typer_instance.registered_commands
    if each.callback
]


# --- add ---------------------------------------------------------------------------------------


def test_add_counts_and_makes_the_index_here(run: Run, tmp_path: Path) -> None:
    assert run("add", SEEDS) == Outcome(0, f"9 added ({tmp_path / '.groundwire'})\n", "")
    assert run("add", SEEDS).out == f"9 unchanged ({tmp_path / '.groundwire'})\n"
    assert run("status").code == 0


def test_add_replaces_what_changed_and_says_so(run: Run, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("Bridge closed\n\nThe harbour bridge was closed on Monday.\n")
    run("add", story)
    story.write_text("Bridge open\n\nThe harbour bridge was opened on Tuesday.\n")
    changed = run("add", story)
    assert changed.out.startswith("1 replaced (")
    assert re.fullmatch(r"replaced [0-9a-f]{8} Bridge open\n", changed.err)
    assert "opened on Tuesday" in run("search", "harbour bridge").out


def test_add_reports_what_it_skips_and_goes_on(run: Run, tmp_path: Path) -> None:
    lines = tmp_path / "mixed.jsonl"
    lines.write_text('{"title": "No text"}\n{"title": "A", "text": "It rained all day."}\n{oops\n')
    (tmp_path / "empty.txt").write_text("")
    done = run("add", lines, tmp_path / "empty.txt", tmp_path / "absent.txt")
    assert done.code == 0
    assert done.out.startswith("1 added, 4 skipped (")
    told = done.err.splitlines()
    assert [line.split(": ")[0] for line in told] == [
        f"skipped {lines}:1", f"skipped {lines}:3", f"skipped {tmp_path / 'empty.txt'}",
        f"skipped {tmp_path / 'absent.txt'}",
    ]  # fmt: skip


def test_add_fails_only_when_nothing_could_be_added(run: Run, tmp_path: Path) -> None:
    done = run("add", tmp_path / "absent.txt")
    assert done.code == 1
    assert "does not exist" in done.err
    assert "nothing could be added" in done.err


def test_add_reads_standard_input(run: Run) -> None:
    assert run("add", "-", stdin='{"title": "T", "text": "A heron flew by."}').out[:7] == "1 added"
    assert "A heron flew by." in run("search", "heron").out


def test_add_keeps_to_the_size_limit(run: Run, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("Headline\n\n" + "Words and words. " * 1000)
    done = run("add", tmp_path / "long.txt", "--max-size", "0.01")
    assert done.code == 1
    assert "long.txt" in done.err


def test_add_as_json(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    record = json.loads(run("add", SEEDS, tmp_path / "empty.txt", "--json").out)
    assert record["added"] == 9
    assert record["skipped"][0]["source"] == str(tmp_path / "empty.txt")


def test_ctrl_c_while_reading_keeps_what_was_done(tmp_path: Path) -> None:
    """Articles trickle in through a pipe; Ctrl-C comes before the end of the second batch."""
    command = [sys.executable, "-m", "qa.cli", "--index", str(tmp_path / "index"), "add", "-"]
    adding = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    )
    assert adding.stdin
    for number in range(600):  # 3 MB: more than is read ahead
        adding.stdin.write(
            b'{"text": "Report %d came in. %s"}\n' % (number, b"Words%d. " % number * 700)
        )
    adding.stdin.flush()
    stores = tmp_path / "index" / "stores"
    deadline = time.monotonic() + 60
    while not (stores.is_dir() and list(stores.iterdir())):  # the first batch is being written
        assert time.monotonic() < deadline
        time.sleep(0.05)
    adding.send_signal(signal.SIGINT)
    out, err = adding.communicate(timeout=60)
    assert adding.returncode == 130
    kept = int(out.split()[0])
    assert 256 <= kept <= 600  # all that was read
    assert kept == _status(tmp_path / "index")["articles"]
    assert b"stopped by Ctrl-C" in err
    assert b"Traceback" not in err


def _status(folder: Path) -> dict[str, int]:
    command = [sys.executable, "-m", "qa.cli", "--index", str(folder), "status", "--json"]
    return json.loads(subprocess.check_output(command, cwd=ROOT))


# --- ask ---------------------------------------------------------------------------------------


def test_an_answer_quotes_sentences_with_their_source(run: Run, seeded: Path) -> None:
    done = run("--index", seeded, "ask", ANSWERED, "--no-model")
    assert (done.code, done.err) == (0, "")
    first, *_ = done.out.splitlines()
    assert first.endswith(" [1]")
    assert "165" in first
    assert f"    > {first.removesuffix(' [1]')}" in done.out
    assert re.search(
        r"^    .+ · 2024-04-\d\d · https://.+ · [0-9a-f]{8} sentence \d+$", done.out, re.M
    )
    assert "\x1b" not in done.out


def test_an_abstention_says_what_is_missing_and_exits_3(run: Run, seeded: Path) -> None:
    done = run("--index", seeded, "ask", UNANSWERED, "--no-model")
    assert (done.code, done.err) == (3, "")
    assert done.out.startswith("The articles do not answer this: ")
    assert "Norway" in done.out.splitlines()[1]
    assert "Nearest sentences, which do not answer the question:" in done.out


@pytest.mark.parametrize("question", [ANSWERED, UNANSWERED])
def test_json_of_ask_keeps_to_its_schema_and_its_spans_hold(
    run: Run, seeded: Path, question: str
) -> None:
    record = json.loads(run("--index", seeded, "ask", question, "--json").out)
    schema = json.loads((ROOT / "qa/rendering/answer.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(record, schema)
    cited = [c for claim in record.get("claims", []) for c in claim["citations"]]
    assert cited or record["nearest"]
    for citation in cited + record.get("nearest", []):
        shown = json.loads(run("--index", seeded, "show", citation["article"]["id"], "--json").out)
        assert shown["text"][citation["start"] : citation["end"]] == citation["quote"]
        assert shown["sentences"][citation["sentence"] - 1]["text"] == citation["quote"]


def test_filters_narrow_what_is_asked(run: Run, seeded: Path) -> None:
    for flags in (["--since", "2025"], ["--until", "2023"], ["--outlet", "No Such Outlet"]):
        done = run("--index", seeded, "ask", ANSWERED, *flags)
        assert done.code == 3
        assert "no article matches the dates and outlets asked for" in done.out
    outlet = json.loads(run("--index", seeded, "list", "--json").out)[0]["outlet"]
    found = json.loads(run("--index", seeded, "search", "attack", "--outlet", outlet, "--json").out)
    assert {passage["article"]["outlet"] for passage in found} <= {outlet}


@pytest.mark.parametrize("question", ["", "  ", "?!"])
def test_a_question_without_words_is_wrong_use(run: Run, seeded: Path, question: str) -> None:
    done = run("--index", seeded, "ask", question)
    assert (done.code, done.out) == (2, "")
    assert done.err == "groundwire: the question has no words\n  hint: ask one in quotation marks\n"


def test_wrong_dates_are_wrong_use(run: Run, seeded: Path) -> None:
    done = run("--index", seeded, "ask", "What?", "--since", "soon")
    assert done.code == 2
    assert done.err.startswith("groundwire: --since 'soon' is not a date\n  hint: ")


def test_without_an_index_the_way_to_one_is_told(run: Run) -> None:
    for command in (
        ["ask", "x"],
        ["list"],
        ["status"],
        ["search", "x"],
        ["rebuild"],
        ["show", "1"],
    ):
        done = run(*command)
        assert (done.code, done.out) == (2, "")
        assert "there is no index here" in done.err
        assert "groundwire add SOURCE" in done.err
    done = run("--index", "nowhere", "ask", "x")
    assert done.code == 2
    assert "there is no index in nowhere" in done.err


def test_wide_and_narrow_terminals_wrap_at_their_width() -> None:
    from qa.rendering.page import Page

    text = "word " * 40
    assert max(map(len, Page(width=50).line(text, "    ").splitlines())) <= 50
    assert "\n" not in Page().line(text)
    assert Page(width=50, colour=True).line("x", style="strong") == "\x1b[1mx\x1b[0m"


def test_what_follows_a_label_hangs_below_its_text() -> None:
    from qa.rendering.page import Page

    assert Page(width=26).line("one two three four five six", "  ", label="12. ") == (
        "  12. one two three four\n      five six"
    )
    assert Page().line("one two", "  ", label="> ") == "  > one two"


def test_names_addresses_and_paths_are_not_cut() -> None:
    from qa.rendering.page import Page

    for whole in ("https://example.org/" + "a-b/" * 20, "/home/me/" + "clippings/" * 9, "Al-Asad"):
        assert whole in Page(width=30).line(f"as it says in {whole} at the end").split()


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_notes_are_wrapped_at_the_terminals_width(monkeypatch: pytest.MonkeyPatch) -> None:
    from qa.commands.options import say

    shown = _Terminal()
    monkeypatch.setattr(sys, "stderr", shown)
    monkeypatch.setenv("COLUMNS", "40")
    say("  hint: a long hint of many words that has no room on one line of so narrow a terminal")
    lines = shown.getvalue().splitlines()
    assert len(lines) > 2
    assert all(len(line) <= 40 and line.startswith("  ") for line in lines)
    monkeypatch.setattr(sys, "stderr", plain := io.StringIO())
    say("word " * 40)
    assert plain.getvalue() == "word " * 40 + "\n"


# --- the other commands ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--list", "--allow-private"), "--list reads no source: --allow-private"),
        (("--list", "--max-size", "3"), "--list reads no source: --max-size"),
        (("--list", "--prune", "--force"), "--list reads no source: --force, --prune"),
        (("--forget", "x", "--ignore-robots"), "--forget reads no source: --ignore-robots"),
        (("--forget", "x", "--max-size", "3"), "--forget reads no source: --max-size"),
        (("--forget", "x", "--prune", "--force"), "--forget reads no source: --force"),
    ],
)
def test_options_without_effect_are_refused(
    run: Run, seeded: Path, arguments: tuple[str, ...], says: str
) -> None:
    done = run("--index", seeded, "sync", *arguments)
    assert (done.code, done.out) == (2, "")
    assert f"{says} would have no effect" in done.err


def test_search_shows_passages(run: Run, seeded: Path) -> None:
    done = run("--index", seeded, "search", "drone attack in Jordan", "--limit", "2")
    assert done.code == 0
    assert done.out.startswith("1. ")
    assert "\n\n2. " in done.out
    assert "\n3. " not in done.out
    record = json.loads(run("--index", seeded, "search", "Jordan", "--json").out)
    assert {"score", "found_by", "start", "end", "text", "sentences", "article"} == set(record[0])


def test_list_shows_a_line_for_each_article_newest_first(run: Run, seeded: Path) -> None:
    lines = run("--index", seeded, "list").out.splitlines()
    assert len(lines) == 9
    dates = [line.split("\t")[1] for line in lines]
    assert dates == sorted(dates, reverse=True)
    assert len(run("--index", seeded, "list", "--until", "2023").err) > 0


def test_show_numbers_sentences_as_citations_do(run: Run, seeded: Path) -> None:
    answer = json.loads(run("--index", seeded, "ask", ANSWERED, "--json").out)
    citation = answer["claims"][0]["citations"][0]
    number = citation["sentence"]
    shown = run("--index", seeded, "show", citation["article"]["id"][:8], "--sentence", number)
    assert shown.code == 0
    marked = [line for line in shown.out.splitlines() if line.startswith(">")]
    assert len(marked) == 1
    assert re.fullmatch(rf">\s+{number} {re.escape(citation['quote'])}", marked[0])


def test_show_of_what_is_not_there(run: Run, seeded: Path) -> None:
    assert run("--index", seeded, "show", "beef").code == 2
    known = json.loads(run("--index", seeded, "list", "--json").out)[0]["id"]
    done = run("--index", seeded, "show", known, "--sentence", "999")
    assert done.code == 2
    assert "numbered 1 to" in done.err


def test_remove_takes_an_article_out(run: Run) -> None:
    run("add", SEEDS)
    first = json.loads(run("list", "--json").out)[0]
    done = run("remove", first["id"][:8])
    assert (done.code, done.out) == (0, f"removed {first['id'][:8]} {first['title']}\n")
    assert len(run("list").out.splitlines()) == 8
    again = run("remove", first["id"])
    assert again.code == 2
    assert "no article has the id" in again.err


def test_status_tells_what_there_is(run: Run, seeded: Path) -> None:
    out = run("--index", seeded, "status").out
    assert re.search(r"^articles +9$", out, re.M)
    assert "static-minilm-256" in out
    assert json.loads(run("--index", seeded, "status", "--json").out)["articles"] == 9


def test_doctor_is_well_with_a_whole_index_and_without_any(run: Run, seeded: Path) -> None:
    for arguments in (["--index", seeded, "doctor"], ["doctor"]):
        done = run(*arguments)
        assert done.code == 0, done.out
        assert done.out.endswith("all is well\n")


def test_doctor_finds_damage_and_rebuild_mends_it(run: Run, tmp_path: Path) -> None:
    run("add", SEEDS)
    (database,) = (tmp_path / ".groundwire").glob("stores/*/vectors/chroma.sqlite3")
    database.write_bytes(b"spoilt")
    sick = run("doctor")
    assert sick.code == 1
    assert "problem: the vector store" in sick.out
    assert "run 'groundwire rebuild'" in sick.out
    assert json.loads(run("doctor", "--json").out)["problems"]
    refused = run("ask", ANSWERED)
    assert refused.code == 1
    assert "hint: run 'groundwire rebuild'" in refused.err
    assert re.fullmatch(r"rebuilt 9 articles in \d+ chunks\n", run("rebuild").out)
    assert run("doctor").code == 0
    assert run("ask", ANSWERED).code == 0


def test_doctor_tells_who_answers(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "no language model is used" in run("doctor").out
    monkeypatch.setenv("GROUNDWIRE_MODEL", "tiny")
    told = run("doctor")
    assert "written by tiny at api.openai.com" in told.out
    assert (told.code, "tiny needs OPENAI_API_KEY" in told.out) == (1, True)
    monkeypatch.setenv("OPENAI_BASE_URL", "http://me:secret@127.0.0.1:9/v1")
    told = run("doctor")
    assert (told.code, "secret" in told.out) == (0, False)
    assert "written by tiny at http://127.0.0.1:9/v1" in told.out


def test_doctor_tells_of_a_damaged_file_beside_the_articles(run: Run, tmp_path: Path) -> None:
    run("add", SEEDS)
    (tmp_path / ".groundwire" / "sessions.sqlite3").write_bytes(b"spoilt" * 1000)
    sick = run("doctor")
    assert sick.code == 1
    assert "sessions.sqlite3 is damaged" in sick.out
    assert "remove the file: nothing but the conversations so far is lost" in sick.out
    (tmp_path / ".groundwire" / "sessions.sqlite3").unlink()
    assert run("doctor").code == 0


def test_another_embedder_is_refused_with_a_hint(run: Run) -> None:
    run("add", SEEDS)
    done = run("add", SEEDS, "--embedder", "openai:text-embedding-3-small")
    assert done.code == 2
    assert "groundwire rebuild --embedder openai:text-embedding-3-small" in done.err
    unknown = run("add", SEEDS, "--embedder", "word2vec")
    assert unknown.code == 2
    assert "no embedder named 'word2vec'" in unknown.err


def test_a_remote_embedder_without_a_key_says_what_is_missing(run: Run) -> None:
    done = run("add", SEEDS, "--embedder", "openai:text-embedding-3-small")
    assert done.code == 1
    assert "OPENAI_API_KEY is not set" in done.err


def test_version_and_usage_errors(run: Run) -> None:
    assert re.fullmatch(r"groundwire \d+\.\d+\.\d+\n", run("--version").out)
    for arguments in (
        ["nonsense"],
        ["ask"],
        ["ask", "x", "--nonsense"],
        ["search", "x", "--limit", "0"],
    ):
        done = run(*arguments)
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith("Usage: ")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(run: Run, command: str) -> None:
    done = run(command, "--help")
    assert done.code == 0
    assert f"groundwire {command}" in done.out.split("Example", 1)[1]
    assert ("--json" in done.out) == (command != "chat")  # /save FILE.json is a chat's


def test_a_closed_pipe_is_no_error(seeded: Path) -> None:
    command = f"{sys.executable} -m qa.cli --index {seeded} search attack | true"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, cwd=ROOT)
    assert done.stderr == ""


def test_colour_and_bars_only_on_a_terminal(seeded: Path, tmp_path: Path) -> None:
    import pty

    answer = [sys.executable, "-m", "qa.cli", "--index", str(seeded), "ask", ANSWERED]
    shown = _in_a_terminal(pty, answer, {})
    assert b"\x1b[1m" in shown
    assert b"\x1b[1m" not in _in_a_terminal(pty, answer, {"NO_COLOR": "1"})
    adding = [sys.executable, "-m", "qa.cli", "--index", str(tmp_path / "i"), "add", str(SEEDS)]
    assert b"a second" in _in_a_terminal(pty, adding, {"TERM": "xterm"})


def _in_a_terminal(pty, command: list[str], environment: dict[str, str]) -> bytes:  # type: ignore[no-untyped-def]
    master, slave = pty.openpty()
    process = subprocess.Popen(
        command, stdin=slave, stdout=slave, stderr=slave, cwd=ROOT,
        env={**os.environ, "TERM": "xterm", **environment},
    )  # fmt: skip
    os.close(slave)
    shown = b""
    try:
        while part := os.read(master, 65536):
            shown += part
    except OSError:  # the terminal is closed when its last process ends
        pass
    finally:
        os.close(master)
    assert process.wait(30) == 0
    return shown
