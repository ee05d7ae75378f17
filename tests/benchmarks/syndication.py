"""How well copies of one report are told from different reports of one event, and what it costs.

    python tests/benchmarks/syndication.py FOLDER [--check] [--json] [--show] [--no-time] [--alike]

300 made pairs: an article drawn by seed, at least 800 characters in five paragraphs, each drawn
once, and a copy of it by one to four of these, every combination in turn: cut to .6 of its
characters from the end; paragraphs in another order; headline, first paragraph and what else
stands in the first 15 % rewritten; the longest of another article's first twelve paragraphs put
in somewhere. 300 pairs of different articles on one event: of all pairs published within three
days of each other those nearest in meaning (bundled vectors of headline and first 1,000
characters), each article at most in three pairs. Natural copies among them, which are left out, are
those of which the shorter has half of its characters in sentences of eight words or more that
stand in the other to the letter; ``--show`` prints some of both for the eye. With them count 80
pairs of reports that fill in one form twice (`forms`): earthquakes, matches, results.

All articles, copies and forms are in one index, and a pair counts as found when both have the same
of `ArticleIndex.origins`. Thresholds were chosen on half A. Beside it: what comparing costs, all
articles added with and without, by turns in one run, the better of two rounds each: by the clock,
and in processor time of the process that compares, which other work on the machine cannot change.
``--alike`` measures nothing else but what comparing costs where hundreds of articles are nearly
the same (`alike`): for one article it must not grow with their number.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta
from itertools import chain, combinations
from pathlib import Path
from typing import Any
from unittest.mock import patch

import alike
import forms
import numpy as np

from filled import ARTICLES
from index import Article, ArticleIndex
from index.embedding import BUNDLED, embedder_named
from index.reading import read
from index.sentences import split
from index.syndication import Syndication

FLOORS = Path(__file__).with_name("floors.json")
PAIRS = 300
_SEED = 20_220
_CUT = 0.6
_TOP = 0.15
_NEAR = timedelta(days=3)
_ROUNDS = 2

_NEW_TOP = (
    "What had been expected for days has happened, as was heard on the day from several of those"
    " who had been there to see it. Here is what this newspaper has learned about it so far."
)

Pair = tuple[Article, Article]
Paragraphs = list[str]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 1 when a figure is below its floor and ``--check`` is given."""
    options = _options(arguments)
    if options.alike:
        print(json.dumps(alike.costs(), indent=2))
        return 0
    articles = [each for each in read(options.data / ARTICLES) if isinstance(each, Article)]
    copies = list(made_pairs(articles))
    events, natural = event_pairs(articles)
    if options.show:
        _show(events, natural)
    formed = [(one, other) for _, one, other in forms.pairs()]
    with tempfile.TemporaryDirectory() as folder, ArticleIndex.open(folder) as index:
        index.add([*articles, *(copy for _, _, copy in copies), *chain.from_iterable(formed)])
        figures = _figures(index, copies, [*events, *formed], natural)
    if not options.no_time:
        figures["time"] = _time(articles)
    print(json.dumps(figures, indent=2) if options.json else _table(figures))
    return _check(figures) if options.check else 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("data", type=Path, help="folder of the evaluation data")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--check", action="store_true", help=f"compare with {FLOORS.name}")
    parser.add_argument("--show", action="store_true", help="print pairs for the eye")
    parser.add_argument("--alike", action="store_true", help="measure articles nearly the same")
    parser.add_argument("--no-time", action="store_true", help="leave the time out")
    return parser.parse_args(arguments)


# --- copies -----------------------------------------------------------------------------------


def made_pairs(articles: Sequence[Article]) -> Iterator[tuple[str, Article, Article]]:
    """How it was made, an article, and the copy of it."""
    rng = random.Random(_SEED)
    usable = [a for a in articles if len(a.text) >= 800 and len(_paragraphs(a)) >= 5]
    drawn = rng.sample(usable, 2 * PAIRS)
    ways = [way for number in range(1, 5) for way in combinations(_WAYS, number)]
    for number, (article, other) in enumerate(zip(drawn[:PAIRS], drawn[PAIRS:], strict=True)):
        way = ways[number % len(ways)]
        paragraphs = _paragraphs(article)
        for name in way:
            paragraphs = _WAYS[name](paragraphs, _paragraphs(other), rng)
        yield " + ".join(way), article, _copy(article, number, paragraphs, "top" in way)


def _copy(article: Article, number: int, paragraphs: Paragraphs, retitled: bool) -> Article:
    return replace(
        article,
        id=f"{number:016x}",
        title="What is known so far" if retitled else article.title,
        text="\n\n".join(paragraphs),
        outlet="The Copy",
        url=None,
        published=article.published and article.published + timedelta(days=1),
    )


def _paragraphs(article: Article) -> Paragraphs:
    return [line for line in article.text.split("\n") if line.strip()]


def _cut(paragraphs: Paragraphs, _: Paragraphs, __: random.Random) -> Paragraphs:
    room = _CUT * sum(map(len, paragraphs))
    kept: Paragraphs = []
    for paragraph in paragraphs:
        sentences = re.split(r"(?<=[.!?])\s+", paragraph)
        fitting = []
        for sentence in sentences:
            room -= len(sentence)
            if room > 0:
                fitting.append(sentence)
        if fitting:
            kept.append(" ".join(fitting))
    return kept


def _reordered(paragraphs: Paragraphs, _: Paragraphs, rng: random.Random) -> Paragraphs:
    return rng.sample(paragraphs, len(paragraphs))


def _retopped(paragraphs: Paragraphs, _: Paragraphs, __: random.Random) -> Paragraphs:
    room = _TOP * sum(map(len, paragraphs))
    rest = paragraphs[1:]
    room -= len(paragraphs[0])
    while len(rest) > 1 and room > len(rest[0]):
        room -= len(rest[0])
        rest = rest[1:]
    return [_NEW_TOP, *rest]


def _with_foreign(paragraphs: Paragraphs, other: Paragraphs, rng: random.Random) -> Paragraphs:
    at = rng.randrange(len(paragraphs) + 1)
    return [*paragraphs[:at], max(other[:12], key=len), *paragraphs[at:]]


_WAYS: dict[str, Callable[[Paragraphs, Paragraphs, random.Random], Paragraphs]] = {
    "cut": _cut,
    "reordered": _reordered,
    "top": _retopped,
    "foreign": _with_foreign,
}


# --- different articles on one event ----------------------------------------------------------


def event_pairs(articles: Sequence[Article]) -> tuple[list[Pair], list[Pair]]:
    """Pairs of different articles on one event, nearest first, and the natural copies met."""
    different: list[Pair] = []
    natural: list[Pair] = []
    used: Counter[str] = Counter()
    for one, other in _nearest(articles):
        if max(used[one.id], used[other.id]) >= 3:
            continue
        (natural if is_natural_copy(one, other) else different).append((one, other))
        used.update([one.id, other.id])
        if len(different) == PAIRS:
            break
    return different, natural


def _nearest(articles: Sequence[Article]) -> Iterator[Pair]:
    """Pairs published within three days, those nearest in meaning first."""
    dated = [article for article in articles if article.published]
    texts = [f"{article.title}\n{article.text[:1000]}" for article in dated]
    vectors = np.asarray(embedder_named(BUNDLED).embed(texts), dtype=np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    days = np.array([article.published.timestamp() for article in dated if article.published])
    likeness = np.triu(vectors @ vectors.T, 1)
    likeness[np.abs(days[:, None] - days[None, :]) > _NEAR.total_seconds()] = 0
    for place in np.argsort(-likeness, axis=None)[: 20 * PAIRS]:
        one, other = divmod(int(place), len(dated))
        yield dated[one], dated[other]


def is_natural_copy(one: Article, other: Article) -> bool:
    """Whether half of the shorter is sentences of eight words or more that stand in the other."""
    shorter, longer = sorted((one, other), key=lambda article: len(article.text))
    there = {_plain(sentence.text) for sentence in split(longer)}
    same = total = 0
    for sentence in split(shorter):
        plain = _plain(sentence.text)
        total += len(plain)
        same += len(plain) if plain in there and plain.count(" ") >= 7 else 0
    return same >= total / 2


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _show(events: Sequence[Pair], natural: Sequence[Pair]) -> None:
    rng = random.Random(_SEED)
    for name, pairs in (("different", events), ("natural copies", natural)):
        for one, other in rng.sample(pairs, min(15, len(pairs))):
            print(f"{name}: {one.outlet} {one.title} | {other.outlet} {other.title}")


# --- figures ----------------------------------------------------------------------------------


def _figures(
    index: ArticleIndex,
    copies: Sequence[tuple[str, Article, Article]],
    events: Sequence[Pair],
    natural: Sequence[Pair],
) -> dict[str, Any]:
    found = [_one_origin(index, article, copy) for _, article, copy in copies]
    taken = [_one_origin(index, one, other) for one, other in events]
    halves = {"all": slice(None), "A": slice(0, None, 2), "B": slice(1, None, 2)}
    missed = Counter(way for (way, _, _), hit in zip(copies, found, strict=True) if not hit)
    return {
        "pairs": {name: _rates(found[part], taken[part]) for name, part in halves.items()},
        "missed": dict(missed),
        "taken for one": [
            f"{one.title} | {other.title}"
            for (one, other), hit in zip(events, taken, strict=True)
            if hit
        ],
        "natural copies left out": len(natural),
        "of them found": sum(_one_origin(index, one, other) for one, other in natural),
        "articles": index.status().articles,
        "origins": index.origin_count(),
    }


def _one_origin(index: ArticleIndex, one: Article, other: Article) -> bool:
    found = index.origins([one.id, other.id])
    return found[one.id] == found[other.id]


def _rates(found: Sequence[bool], taken: Sequence[bool]) -> dict[str, float]:
    return {
        "copies": len(found),
        "different": len(taken),
        "precision": sum(found) / max(1, sum(found) + sum(taken)),
        "recall": sum(found) / len(found),
    }


def _time(articles: Sequence[Article]) -> dict[str, float]:
    """Seconds to add all articles, with and without comparing them, and how much more it is."""
    rounds = [
        [_adding(articles, compared=compared) for compared in (True, False)] for _ in range(_ROUNDS)
    ]
    figures = {}
    for at, clock in enumerate(("clock", "processor")):
        compared, not_compared = (min(r[way][at] for r in rounds) for way in (0, 1))
        figures[f"{clock} with"] = round(compared, 2)
        figures[f"{clock} without"] = round(not_compared, 2)
        figures[f"{clock} more"] = round(compared / not_compared - 1, 3)
    return figures


def _adding(articles: Sequence[Article], *, compared: bool) -> tuple[float, float]:
    left_out = nullcontext() if compared else patch.object(Syndication, "compare_new")
    with tempfile.TemporaryDirectory() as folder, ArticleIndex.open(folder) as index, left_out:
        started, worked = time.perf_counter(), time.process_time()
        index.add(articles)
        return time.perf_counter() - started, time.process_time() - worked


def _table(figures: dict[str, Any]) -> str:
    lines = [f"{'half':6}{'copies':>8}{'different':>11}{'precision':>11}{'recall':>8}"]
    lines += [
        f"{half:6}{f['copies']:>8}{f['different']:>11}{f['precision']:>11.3f}{f['recall']:>8.3f}"
        for half, f in figures["pairs"].items()
    ]
    lines += [f"{name}: {value}" for name, value in figures.items() if name != "pairs"]
    return "\n".join(lines)


def _check(figures: dict[str, Any]) -> int:
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))["syndication"]
    below = [
        f"{name} of half {half} {rates[name]:.3f} < {floors[name]}"
        for half, rates in figures["pairs"].items()
        for name in ("precision", "recall")
        if rates[name] < floors[name]
    ]
    more = figures.get("time", {}).get("processor more", 0.0)
    if more > floors["more_time_max"]:
        below.append(f"adding takes {more:.0%} more time")
    for line in below:
        print(f"not good enough: {line}", file=sys.stderr)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
