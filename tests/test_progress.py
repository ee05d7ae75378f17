"""What is said while articles are read, and at once when Ctrl-C comes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import make_article
from index import Article, ArticleIndex
from index.adding import Addition
from qa.commands.progress import stopping

ROOT = Path(__file__).parents[1]
SAID = "stopping after this batch...\n"


def test_it_is_said_once(capfd: pytest.CaptureFixture[str]) -> None:
    say = stopping()
    say()
    say()
    assert capfd.readouterr().err == SAID


def test_what_was_read_is_counted(articles: ArticleIndex) -> None:
    counted: list[int] = []
    articles.add((make_article(n) for n in range(1, 301)), progress=counted.append)
    assert sum(counted) == 300


@pytest.mark.parametrize("place", ["while reading", "while writing"])
def test_ctrl_c_is_answered_at_once(
    articles: ArticleIndex, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    heard: list[str] = []

    def reading() -> Iterator[Article]:
        yield from (make_article(n) for n in range(1, 300))
        if place == "while reading":
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(5)
        yield make_article(300)

    def writing(*_: object) -> None:
        if place == "while writing" and not heard:
            os.kill(os.getpid(), signal.SIGINT)
            assert heard == ["now"]

    monkeypatch.setattr("index.adding.Addition._note_addresses", writing)
    report = articles.add(reading(), stopping=lambda: heard.append("now"))
    assert report.interrupted
    assert set(heard) == {"now"}
    # What was read is written, the batch that was being read included.
    kept = {"while reading": 299, "while writing": 256}[place]
    assert report.added == articles.status().articles == kept


def test_ctrl_c_in_the_end_leaves_nothing_undone(
    articles: ArticleIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = Addition._note_sources

    def interrupted(addition: Addition) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        note(addition)

    monkeypatch.setattr("index.adding.Addition._note_sources", interrupted)
    report = articles.add([make_article(1)])
    assert (report.added, report.interrupted) == (1, True)
    assert articles.status().articles == 1


def test_the_command_says_so(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "qa.cli", "--index", str(tmp_path / "index"), "add", "-"]
    adding = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    )
    assert adding.stdin
    for number in range(300):
        adding.stdin.write(
            b'{"text": "Report %d came in. %s"}\n' % (number, b"Words%d. " % number * 700)
        )
    adding.stdin.flush()
    stores = tmp_path / "index" / "stores"
    deadline = time.monotonic() + 60
    while not (stores.is_dir() and list(stores.iterdir())):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    adding.send_signal(signal.SIGINT)
    _, err = adding.communicate(timeout=60)
    assert adding.returncode == 130
    assert err.decode().splitlines()[0] == SAID.strip()
