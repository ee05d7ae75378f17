"""What retrieval gives on questions that its weights were not tuned on.

    python tests/benchmarks/retuned.py --data FOLDER [--index FOLDER] [--json]

The weights in `index.retrieval` were chosen by hand with all questions in sight. So they are
chosen again here, by a program: beginning at nothing but BM25, each weight in turn is set to the
value of a coarse grid that is best on one random half of the questions, two rounds; then the
other half is asked, which no choice has seen. Both ways round, and with other halves than those of
`retrieval_quality.py`. Takes a quarter of an hour.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import realtimeqa
from filled import filled_index
from index.article_index import ArticleIndex
from index.retrieval import fusion as retrieval

WEIGHTS = ("MEANING", "TOGETHER", "HEADLINE", "PAIRS", "OPENING", "FRESH", "COVERS", "LENGTH")
GRID = (0.0, 0.1, 0.2, 0.4, 1.0)
ROUNDS = 2
_SEED = 20260322
_LIMIT = realtimeqa.HIT_RANKS[-1]

Weights = dict[str, float]
Figures = dict[str, float]
Questions = Sequence[realtimeqa.Question]


def main() -> None:
    """Tune, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--index", type=Path)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    articles = list(realtimeqa.read_articles(options.data))
    questions = realtimeqa.scored_questions(realtimeqa.read_questions(options.data), articles)
    random.Random(_SEED).shuffle(questions)
    halves = questions[::2], questions[1::2]
    with filled_index(options.data, options.index) as folder, ArticleIndex.open(folder) as index:
        told = [_row(index, *pair) for pair in (halves, halves[::-1])]
    print(json.dumps(told, indent=2) if options.json else _table(told))


def _row(index: ArticleIndex, tuned_on: Questions, other: Questions) -> dict[str, object]:
    weights = tuned(index, tuned_on)
    with _using(weights):
        seen, unseen = measured(index, tuned_on), measured(index, other)
    return {"weights": weights, "tuned on": seen, "other half": unseen,
            "other half, weights as they are": measured(index, other)}  # fmt: skip


def tuned(index: ArticleIndex, questions: Questions) -> Weights:
    """The weights that coordinate ascent finds on these questions."""
    weights = dict.fromkeys(WEIGHTS, 0.0)
    best = -1.0
    for _ in range(ROUNDS):
        for name in WEIGHTS:
            for value in GRID:
                tried = {**weights, name: value}
                with _using(tried):
                    score = sum(measured(index, questions).values())
                if score > best:
                    best, weights = score, tried
    return weights


def measured(index: ArticleIndex, questions: Questions) -> Figures:
    """hit@1, hit@4, hit@10 and MRR@10."""
    ranks = []
    for question in questions:
        found = [(p.text, p.article.url) for p in index.search(question.text, _LIMIT)]
        ranks.append(realtimeqa.first_relevant(question, found))
    return realtimeqa.figures(ranks)


@contextmanager
def _using(weights: Weights) -> Iterator[None]:
    before = {name: getattr(retrieval, name) for name in weights}
    try:
        for name, value in weights.items():
            setattr(retrieval, name, value)
        yield
    finally:
        for name, value in before.items():
            setattr(retrieval, name, value)


def _table(told: Sequence[dict[str, object]]) -> str:
    lines = []
    for number, row in enumerate(told, 1):
        for name, figures in row.items():
            assert isinstance(figures, dict)
            values = "  ".join(f"{key} {value:.3f}" for key, value in figures.items())
            lines.append(f"{number}. {name:32} {values}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
