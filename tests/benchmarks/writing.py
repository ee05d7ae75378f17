"""What is added to a language model's own time until the first statement is shown.

    python tests/benchmarks/writing.py --data FOLDER [--index FOLDER] [--json]

A scripted server on loopback streams a reply word by word. In one warm process, for each question:
from the question until the request arrives at the server (retrieval, prompt), and from the word
that completes the first statement until that is shown (cutting, check, citation). Their sum is
what is added to the server's own time to its first token, apart from the words of the statement
itself, which has to be whole before it can be checked.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1]))

import realtimeqa
from filled import filled_index
from index.article_index import ArticleIndex
from index.service import Service
from qa.answering import ask
from qa.answering.writing import Writer
from qa.answers import Claim
from qa.llm import Model
from scripted_model import Request, Said, ScriptedServer

QUESTIONS = 60
WARM_UP = 10
_FIRST_TOKEN = 0.1  # seconds that the server takes before its first word
_WORD = 0.005  # and before each further one


class Clock:
    """The moments of one question."""

    asked = received = complete = shown = 0.0

    def reply(self, request: Request) -> Said:
        """A first statement that the articles carry, and a second one that they do not."""
        self.received = time.perf_counter()
        sentences = [line for line in request.body["messages"][-1]["content"].split("\n")
                     if line.startswith("[") and len(line) > 60]  # fmt: skip
        number, _, sentence = sentences[0].partition("] ")
        return Said(self._words(f"{sentence} {number}]", "And then nothing more was known."))  # type: ignore[arg-type]

    def _words(self, first: str, second: str) -> Iterator[str]:
        time.sleep(_FIRST_TOKEN)
        for word in first.split():
            time.sleep(_WORD)
            yield f"{word} "
        time.sleep(_WORD)
        self.complete = time.perf_counter()
        yield from (f"{word} " for word in second.split())

    def show(self, _: Claim) -> None:
        """Note when the first claim is shown."""
        self.shown = self.shown or time.perf_counter()


def main() -> None:
    """Ask, and print the medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--index", type=Path)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    questions = [str(row["question"]) for row in realtimeqa.read_questions(options.data)]
    with filled_index(options.data, options.index) as folder, ArticleIndex.open(folder) as index:
        clocks = timed(index, questions)
    before = [1000 * (clock.received - clock.asked) for clock in clocks]
    after = [1000 * (clock.shown - clock.complete) for clock in clocks]
    figures = {
        "questions": len(clocks),
        "before_the_request_ms": round(median(before), 1),
        "after_the_statement_ms": round(median(after), 1),
        "added_ms": round(median(map(sum, zip(before, after, strict=True))), 1),
        "added_95th_ms": round(
            sorted(map(sum, zip(before, after, strict=True)))[-len(clocks) // 20], 1
        ),
    }
    print(json.dumps(figures, indent=2) if options.json else
          "\n".join(f"{name:24} {value}" for name, value in figures.items()))  # fmt: skip


def timed(index: ArticleIndex, questions: list[str]) -> list[Clock]:
    """The moments of the questions for which a statement was shown."""
    clocks = []
    with ScriptedServer("") as server:
        model = Model(Service(base_url=server.address), "scripted")
        for question in questions:
            clock = Clock()
            server.queue = [clock.reply]
            clock.asked = time.perf_counter()
            ask(index, question, writer=Writer(model, show=clock.show))
            if clock.shown:
                clocks.append(clock)
            if len(clocks) == WARM_UP + QUESTIONS:
                break
    return clocks[WARM_UP:]


if __name__ == "__main__":
    main()
