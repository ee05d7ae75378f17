"""What a question costs: in a new process and in one that has answered before.

    python tests/benchmarks/query.py --data FOLDER [--index FOLDER] [--runs 11] [--json]

Cold runs alternate with ``python -c "import chromadb"``, so that the ratio of their medians does
not depend on how busy or fast the machine is. Measure with nothing else running.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from filled import filled_index
from realtimeqa import read_questions

WARM_QUESTIONS = 320


def seconds(command: list[str]) -> float:
    """Wall-clock time of one command."""
    started = time.perf_counter()
    subprocess.run(command, check=False, capture_output=True)
    return time.perf_counter() - started


def cold(index: Path, questions: list[str], runs: int) -> dict[str, float]:
    """Median seconds of new processes, taken in turns."""
    program = str(Path(sys.executable).with_name("groundwire"))
    times: dict[str, list[float]] = {"import_chromadb": [], "ask": [], "help": []}
    for question in questions[:runs]:
        times["import_chromadb"].append(seconds([sys.executable, "-c", "import chromadb"]))
        times["ask"].append(seconds([program, "--index", str(index), "ask", question]))
        times["help"].append(seconds([program, "--help"]))
    medians = {name: round(statistics.median(taken), 3) for name, taken in times.items()}
    medians["ask_95th"] = round(percentile(times["ask"], 95), 3)
    medians["ask_to_import"] = round(medians["ask"] / medians["import_chromadb"], 2)
    return medians


def warm(index: Path, questions: list[str]) -> dict[str, float]:
    """Milliseconds of a search and of an answer in one process, each question new to it."""
    from index import ArticleIndex
    from qa import ask

    with ArticleIndex.open(index) as articles:
        taken = {
            "search": milliseconds(articles.search, questions[:WARM_QUESTIONS]),
            "ask": milliseconds(partial(ask, articles), questions[-WARM_QUESTIONS:]),
        }
    return {
        f"{name}_{label}_ms": round(percentile(values, share), 2)
        for name, values in taken.items()
        for label, share in (("median", 50), ("95th", 95))
    }


def milliseconds(call: Callable[[str], object], questions: list[str]) -> list[float]:
    """How long each call took; the first twenty warm up and are left out."""
    taken = []
    for question in questions:
        started = time.perf_counter()
        call(question)
        taken.append((time.perf_counter() - started) * 1000)
    return taken[20:]


def percentile(values: list[float], share: int) -> float:
    """The value below which ``share`` per cent of the values lie."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, round(share / 100 * (len(ranked) - 1)))]


def main() -> None:
    """Parse, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument(
        "--index", type=Path, help="An index of all articles; made if it is missing."
    )
    parser.add_argument("--runs", type=int, default=11)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    questions = [str(question["question"]) for question in read_questions(options.data)]
    with filled_index(options.data, options.index) as folder:
        figures: dict[str, Any] = {
            "cores": os.cpu_count(),
            "warm": warm(folder, questions),
            "cold_seconds": cold(folder, questions, options.runs),
        }
    if options.json:
        print(json.dumps(figures, indent=2))
        return
    for part in ("warm", "cold_seconds"):
        print(part)
        for name, value in figures[part].items():
            print(f"  {name:<20} {value}")


if __name__ == "__main__":
    main()
