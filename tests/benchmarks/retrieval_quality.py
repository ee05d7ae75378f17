"""How often the passages found for a question hold its answer (RealTime QA).

    python tests/benchmarks/retrieval_quality.py --data /work/shared/data [--check] [--json]

Adds all articles to an index in a temporary folder (or uses ``--index FOLDER``) and asks the
scored questions, by each list alone and as `ArticleIndex.search` does. The halves are random;
what to keep was decided by whether it helped on both, so neither is untouched, and their
difference says how far a figure for other questions may be off. Deliberately not measured here:
speed (`query.py`, `indexing.py`).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import fmean

import realtimeqa
from filled import filled_index
from index.article_index import ArticleIndex
from index.articles import Filters
from index.reader import Reader

FLOORS = Path(__file__).with_name("floors.json")
LONGEST_MEAN = 1_000  # characters; the floors hold for passages up to this
_LIMIT = realtimeqa.HIT_RANKS[-1]
_HEADING = "{:34}{:5}{:>6}{:>9}{:>9}{:>9}{:>9}{:>12}"
_ROW = "{:34}{:5}{:>6}{:>9.3f}{:>9.3f}{:>9.3f}{:>9.3f}{:>12.0f}"

Texts = list[tuple[str, str | None]]  # of the passages found, best first: text and URL
Method = Callable[[str], Texts]
Figures = dict[str, float]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table or the JSON; 1 when a figure is below its floor and ``--check`` is given."""
    options = _options(arguments)
    articles = list(realtimeqa.read_articles(options.data))
    rows = realtimeqa.read_questions(options.data)
    questions = realtimeqa.scored_questions(rows, articles)
    strict = realtimeqa.scored_questions(rows, articles, whole_words=True)
    with filled_index(options.data, options.index) as folder, ArticleIndex.open(folder) as index:
        methods = _methods(index)
        measured = {name: _measure(ask, questions) for name, ask in methods.items()}
        measured["ours, by whole words"] = _measure(methods["ours"], strict)
    print(json.dumps(measured, indent=2) if options.json else _table(measured))
    return _check(measured["ours"]["all"]) if options.check else 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True, help="folder of the evaluation data")
    parser.add_argument("--index", type=Path, help="use or fill this index instead of a new one")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--check", action="store_true", help=f"compare with {FLOORS.name}")
    return parser.parse_args(arguments)


def _methods(index: ArticleIndex) -> dict[str, Method]:
    urls = {article.id: article.url for article in index.articles()}

    def ours(question: str) -> Texts:
        return [(p.text, p.article.url) for p in index.search(question, limit=_LIMIT)]

    def listed(pick: Callable[[Reader, str], list[tuple[str, float]]]) -> Method:
        def method(question: str) -> Texts:
            def read(reader: Reader) -> Texts:
                ids = [chunk_id for chunk_id, _ in pick(reader, question)]
                found = reader.candidates(ids)
                return [(found[i].text, urls[found[i].article_id]) for i in ids]

            return index._searcher.ask(read) or []  # the two lists are no business of users

        return method

    return {
        "dense only": listed(lambda reader, q: reader.dense(q, _LIMIT, Filters())),
        "BM25 only": listed(lambda reader, q: reader.matching(q, _LIMIT, Filters())),
        "ours": ours,
    }


def _measure(method: Method, questions: Sequence[realtimeqa.Question]) -> dict[str, Figures]:
    found = {question.id: method(question.text) for question in questions}
    half_a, half_b = realtimeqa.halves(questions)
    groups = {"all": questions, "A": half_a, "B": half_b}
    return {name: _figures(group, found) for name, group in groups.items()}


def _figures(questions: Sequence[realtimeqa.Question], found: dict[str, Texts]) -> Figures:
    ranks = [realtimeqa.first_relevant(question, found[question.id]) for question in questions]
    lengths = [len(text) for question in questions for text, _ in found[question.id]]
    return {
        "questions": len(questions),
        **realtimeqa.figures(ranks),
        "mean_characters": fmean(lengths or [0]),
    }


def _table(measured: dict[str, dict[str, Figures]]) -> str:
    head = ("method", "half", "n", "hit@1", "hit@4", "hit@10", "MRR@10", "characters")
    lines = [_HEADING.format(*head)]
    for method, groups in measured.items():
        lines += [_ROW.format(method, half, *f.values()) for half, f in groups.items()]
    return "\n".join(lines)


def _check(figures: Figures) -> int:
    floors: Figures = json.loads(FLOORS.read_text(encoding="utf-8"))["retrieval"]
    below = [f"{name} {figures[name]:.3f} < {floor}" for name, floor in floors.items()
             if figures[name] < floor]  # fmt: skip
    if figures["mean_characters"] > LONGEST_MEAN:
        below.append(f"passages of {figures['mean_characters']:.0f} characters inflate the figures")
    for line in below:
        print(f"not good enough: {line}", file=sys.stderr)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
