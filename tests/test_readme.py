"""What the README says to type works as it says."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import SEEDS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BIN = Path(sys.executable).parent
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")


def _blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.M | re.S)


def _run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(SEEDS, tmp_path / "seeds")
    return tmp_path


def test_the_commands_work_one_after_the_other(folder: Path) -> None:
    (block,) = _blocks("sh")
    lines = block.splitlines()
    assert len(lines) >= 10
    for line in lines:
        expected = int(match[1]) if (match := re.search(r"# exit code (\d)", line)) else 0
        done = _run(shlex.split(line, comments=True), folder)
        assert done.returncode == expected, f"{line}\n{done.stdout}{done.stderr}"
        assert done.stdout


def _commands() -> set[str]:
    shown = _run(["groundwire", "--help"], ROOT).stdout.split("Commands:")[1]
    return {line.split()[0] for line in shown.strip().splitlines()}


def test_every_command_is_told_of() -> None:
    assert set(re.findall(r"^\| `(\w+)[^`]*` \|", README, re.M)) == _commands()


def test_every_option_that_is_told_of_is_there() -> None:
    asked = [["groundwire", "--help"], *(["groundwire", each, "--help"] for each in _commands())]
    there = {option for each in asked for option in OPTION.findall(_run(each, ROOT).stdout)}
    assert set(OPTION.findall(README)) - {"--data", "--check"} <= there  # but for the benchmarks'


def test_the_python_example_works(folder: Path) -> None:
    (block,) = _blocks("python")
    done = _run([sys.executable, "-c", block], folder)
    assert done.returncode == 0, done.stderr
    assert "9 added, 0 skipped" in done.stdout
    assert done.stdout.rstrip().endswith("supported")


def test_the_demo_shows_an_answer_and_an_abstention() -> None:
    done = _run(["sh", "tests/demo.sh", str(BIN / "groundwire")], ROOT)
    assert done.returncode == 0, done.stderr
    assert "9 added" in done.stdout
    assert "[1]" in done.stdout
    assert "The articles do not answer this" in done.stdout


def test_no_placeholder_is_left() -> None:
    assert not re.search(r"\b(?:FIGURES?|MACHINE|TODO|TBD|XXX)\b", README)
