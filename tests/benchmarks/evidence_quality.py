"""How good the evidence check is: QAGS, WiCE, statements made false on purpose, and its speed.

    python tests/benchmarks/evidence_quality.py --data FOLDER [--json] [--check] [--seed N]

QAGS: AUROC of `support(...).score` against all of the article's sentences (sentencex), for the
summary sentences that most of three people called supported. WiCE: F1 of `.indices` against the
best of the gold sets, mean over the claims that have a gold set at all; the 43 whose label is
not_supported and whose only gold set is empty are left out, since showing the nearest sentences
for those is right too. Perturbed: see `perturbed.py`. Halves A and B are drawn with seed 7
to show how much a figure moves; the constants in `qa` were chosen looking at both, so neither half
is unseen. ``--seed`` draws other articles and other changes for the perturbed statements.
``--check`` compares with floors.json, exit 1 below a floor.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import sentencex

from qa.evidence import SUPPORTED, support
from qa.evidence.facts import facts
from qa.evidence.library import prepare

sys.path.insert(0, str(Path(__file__).parent))
from floors import below

import perturbed

SEED = 7
ARTICLES = 1200  # of the 2022 articles, shuffled, that statements are made of
PER_KIND = 200


def rows(path: Path) -> list[Any]:
    """One JSON value a line."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def split(text: str, language: str = "en") -> list[str]:
    """Sentences by paragraph, stripped, none empty."""
    pieces = (s for p in text.split("\n") if p.strip() for s in sentencex.segment(language, p))
    return [s.strip() for s in pieces if s.strip()]


def auroc(labels: Sequence[bool], scores: Sequence[float]) -> float:
    """The chance that a true one scores above a false one, ties half."""
    truth, values = np.asarray(labels, bool), np.asarray(scores, float)
    above = values[truth][:, None] - values[~truth][None, :]
    return float((above > 0).mean() + 0.5 * (above == 0).mean())


def halves(count: int) -> dict[str, list[int]]:
    """Positions of a random half, of the other, and of all."""
    order = list(range(count))
    random.Random(SEED).shuffle(order)
    return {"A": order[: count // 2], "B": order[count // 2 :], "all": order}


def qags(data: Path) -> dict[str, float]:
    """AUROC on both halves of the articles and on all; shares above the threshold."""
    labels, scores, articles = [], [], []
    for number, row in enumerate(rows(data / "qags-cnndm.jsonl")):
        sentences = split(row["article"])
        for summary in row["summary_sentences"]:
            votes = [r["response"] == "yes" for r in summary["responses"]]
            labels.append(sum(votes) * 2 > len(votes))
            scores.append(support(summary["sentence"], sentences).score)
            articles.append(number)
    truth, values = np.array(labels), np.array(scores)
    result = {
        f"auroc_{name}": auroc(truth[at], values[at])
        for name, part in halves(max(articles) + 1).items()
        if len(at := np.flatnonzero(np.isin(articles, part)))
    }
    result["yes_supported"] = float((values[truth] >= SUPPORTED).mean())
    result["no_supported"] = float((values[~truth] >= SUPPORTED).mean())
    return result


def best_f1(chosen: set[int], gold: Sequence[set[int]]) -> tuple[float, float, float]:
    """F1, precision and recall against the gold set that gives the best F1."""
    found = [(len(chosen & g), g) for g in gold]
    return max(
        (2 * hits / (len(chosen) + len(g)), hits / max(1, len(chosen)), hits / len(g))
        for hits, g in found
    )


def wice(data: Path) -> dict[str, float]:
    """Mean F1, precision and recall of the sentences shown."""
    figures = []
    for row in rows(data / "wice-dev.jsonl"):
        gold = [set(g) for g in row["supporting_sentences"] if g]
        if gold:
            figures.append(best_f1(set(support(row["claim"], row["evidence"]).indices), gold))
    table = np.array(figures)
    return {
        f"{measure}_{name}": float(table[part, column].mean())
        for name, part in halves(len(table)).items()
        for column, measure in enumerate(("f1", "precision", "recall"))
    }


def adversarial(data: Path, seed: int = SEED) -> dict[str, float]:
    """The share of each kind of statement that comes out supported, and means over the kinds."""
    articles = rows(data / "realtimeqa-2022" / "articles.jsonl.gz")
    random.Random(seed).shuffle(articles)
    sentences = [split(a["text"]) for a in islice(articles, ARTICLES)]
    passed: dict[tuple[bool, str], list[bool]] = defaultdict(list)
    for case in perturbed.cases(sentences, PER_KIND, seed):
        score = support(case.statement, case.sentences).score
        passed[case.true, case.kind].append(score >= SUPPORTED)
    shares = {f"{kind} ({truth})": float(np.mean(p)) for (truth, kind), p in passed.items()}
    for truth, name in ((True, "true_supported"), (False, "false_supported")):
        shares[name] = float(np.mean([np.mean(p) for (t, _), p in passed.items() if t == truth]))
    return shares


def speed(data: Path) -> dict[str, float]:
    """Milliseconds a call against 40 sentences: the first, and once they are prepared."""
    first, again = [], []
    for row in rows(data / "qags-cnndm.jsonl")[:60]:
        sentences = (split(row["article"]) * 6)[:40]
        prepare.cache_clear()
        facts.cache_clear()
        for at, summary in enumerate(row["summary_sentences"]):
            start = time.perf_counter()
            support(summary["sentence"], sentences)
            (again if at else first).append(1000 * (time.perf_counter() - start))
    return {"first_ms": float(np.median(first)), "again_ms": float(np.median(again))}


def main() -> int:
    """Measure, print, and check where asked to."""
    parser = argparse.ArgumentParser(description="Quality and speed of the evidence check.")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    perturb = partial(adversarial, seed=given.seed)
    measures = {"qags": qags, "wice": wice, "perturbed": perturb, "speed": speed}
    figures = {name: measure(given.data) for name, measure in measures.items()}
    if given.json:
        print(json.dumps(figures, indent=1))
    else:
        for group, values in figures.items():
            print(f"\n{group}")
            for name, value in values.items():
                print(f"  {name:<32} {value:.3f}")
    failures = below(figures, "evidence") if given.check else []
    print("\n".join(failures), file=sys.stderr, end="\n" if failures else "")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
