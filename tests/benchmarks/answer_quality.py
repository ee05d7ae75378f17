"""Whether the cited sentences answer, and whether what nothing answers is refused (RealTime QA).

    python tests/benchmarks/answer_quality.py --data /work/shared/data [--check] [--json]

Adds all articles to an index in a temporary folder (or uses ``--index FOLDER``), asks the scored
questions, as many that the articles cannot answer (`unanswerable.py` says how they are made) and
short ones that hang on one word (`crux.py`), and looks at what `qa.extractive.choose` makes of the
ten passages found. An answer counts when it stands in the cited sentence and the article is one of
the question's. Half A was tuned on, half B was not. Deliberately not measured here: retrieval
(`retrieval_quality.py`) and the wording of what is printed.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import fmean

import crux

import realtimeqa
from filled import filled_index
from index.article_index import ArticleIndex
from qa.extractive import ANSWERABLE, Choice, choose
from unanswerable import Unanswerable, scattered, unanswerable

FLOORS = Path(__file__).with_name("floors.json")
EDITION = "realtimeqa-2022"
_PASSAGES = 10

Ask = Callable[[str], Choice]
Chosen = list[tuple[realtimeqa.Question, Choice]]
Figures = dict[str, float]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table or the JSON; 1 when a figure is below its floor and ``--check`` is given."""
    options = _options(arguments)
    articles = list(realtimeqa.read_articles(options.data, options.edition))
    rows = realtimeqa.read_questions(options.data, options.edition)
    questions = realtimeqa.scored_questions(rows, articles)
    refused = [*unanswerable(rows, len(questions)), *scattered()]
    with filled_index(options.data, options.index) as folder, ArticleIndex.open(folder) as index:
        measured = _measure(_asker(index), questions, refused)
        _add_crux(measured, _asker(index))
    print(json.dumps(measured, indent=2) if options.json else _table(measured))
    return _check(measured) if options.check else 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True, help="folder of the evaluation data")
    parser.add_argument("--index", type=Path, help="use or fill this index instead of a new one")
    parser.add_argument("--edition", default=EDITION, help=argparse.SUPPRESS)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--check", action="store_true", help=f"compare with {FLOORS.name}")
    return parser.parse_args(arguments)


def _asker(index: ArticleIndex) -> Ask:
    chunks = index.status().chunks

    def idf(word: str) -> float:
        return math.log(1 + (chunks + 0.5) / (index.frequencies([word])[0] + 0.5))

    return lambda question: choose(
        question, index.search(question, limit=_PASSAGES), idf, index.embed_words
    )


def _add_crux(measured: dict[str, Figures], ask: Ask) -> None:
    with crux.seeds_index() as seeds:
        found = crux.chosen(ask, _asker(seeds))
    for half, figures in measured.items():
        figures |= crux.figures([(c, choice) for c, choice in found if half in ("all", c.half)])


def _measure(
    ask: Ask, questions: Sequence[realtimeqa.Question], refused: Sequence[Unanswerable]
) -> dict[str, Figures]:
    chosen = [(question, ask(question.text)) for question in questions]
    half_a = {question.id for question in realtimeqa.halves(questions)[0]}
    parts = {"all": chosen, "A": [c for c in chosen if c[0].id in half_a],
             "B": [c for c in chosen if c[0].id not in half_a]}  # fmt: skip
    scores = [(no, ask(no.text).answerable) for no in refused]
    return {half: _figures(part, scores, half) for half, part in parts.items()}


def _figures(chosen: Chosen, refused: Sequence[tuple[Unanswerable, float]], half: str) -> Figures:
    right = [_right(question, choice) for question, choice in chosen]
    cited = [s.sentence.text for _, choice in chosen for s in choice.sentences]
    yes = [choice.answerable for _, choice in chosen]
    made = [(n.kind, score) for n, score in refused if half in ("all", n.half)]
    no = [(kind, score) for kind, score in made if kind != "scattered"]
    spread = [score for kind, score in made if kind == "scattered"]
    return {
        "questions": len(chosen),
        "first_sentence": fmean(flags[:1] == [True] for flags in right),
        "any_of_three": fmean(any(flags) for flags in right),
        "first_and_not_refused": fmean(
            flags[:1] == [True] and score >= ANSWERABLE
            for flags, score in zip(right, yes, strict=True)
        ),
        "any_and_not_refused": fmean(
            any(flags) and score >= ANSWERABLE for flags, score in zip(right, yes, strict=True)
        ),
        "sentences": fmean(len(flags) for flags in right),
        "characters": fmean(map(len, cited)),
        "unanswerable": len(no),
        "auroc": _auroc(yes, [score for _, score in no]),
        "auroc_swapped": _auroc(yes, [score for kind, score in no if kind == "swapped"]),
        "auroc_later": _auroc(yes, [score for kind, score in no if kind == "later"]),
        "auroc_scattered": _auroc(yes, spread),
        "answerable_refused": fmean(score < ANSWERABLE for score in yes),
        "unanswerable_refused": fmean(score < ANSWERABLE for _, score in no),
        "scattered_refused": fmean(score < ANSWERABLE for score in spread),
    }


def _right(question: realtimeqa.Question, choice: Choice) -> list[bool]:
    return [
        realtimeqa.is_relevant(question, s.sentence.text, s.passage.article.url)
        for s in choice.sentences
    ]


def _auroc(yes: Sequence[float], no: Sequence[float]) -> float:
    """How often one of ``yes`` is above one of ``no``, a tie counting half."""
    ordered = sorted(no)
    below = (bisect_left(ordered, y) + bisect_right(ordered, y) for y in yes)
    return sum(below) / (2 * len(yes) * len(no))


def _table(measured: dict[str, Figures]) -> str:
    names = list(measured["all"])
    lines = [f"{'':24}" + "".join(f"{half:>10}" for half in measured)]
    for name in names:
        values = [figures[name] for figures in measured.values()]
        lines.append(f"{name:24}" + "".join(f"{_shown(value):>10}" for value in values))
    return "\n".join([*lines, f"refused below {ANSWERABLE}"])


def _shown(value: float) -> str:
    return (
        str(value) if isinstance(value, int) else f"{value:.3f}" if value <= 1 else f"{value:.2f}"
    )


def _check(measured: dict[str, Figures]) -> int:
    floors: Figures = json.loads(FLOORS.read_text(encoding="utf-8"))["answers"]
    figures = measured["all"]
    below = [f"{name} {figures[name]:.3f} < {floor}" for name, floor in floors.items()
             if figures[name] < floor]  # fmt: skip
    for line in below:
        print(f"below its floor: {line}", file=sys.stderr)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
