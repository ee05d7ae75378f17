"""Articles that are nearly all the same, in every way that is met: what comparing them costs.

Made by seed, with words of our own. `syndication` measures with them (``--alike``). Deliberately
not here: whether copies are told from forms.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

from index import Article, ArticleIndex
from index.syndication import Syndication

_NAMES = ("Halden", "Brevik", "Corvang", "Nes", "Sund", "Lunde", "Haugen")
_WORDS = (
    "harbour ferry council bridge storm captain union budget mayor signal cargo engine repair"
    " crew vessel pier island channel winter tariff warehouse crane pilot anchor market lantern"
).split()
_HALVES = 2  # each shape is measured with half of its articles, too: the cost of one must not grow


def _sentence(rng: random.Random) -> str:
    words = " ".join(rng.choices(_WORDS, k=13))
    return f"{words.capitalize()} {rng.choice(_NAMES)} {rng.randrange(1_000)}."


def _paragraph(rng: random.Random, sentences: int) -> str:
    return " ".join(_sentence(rng) for _ in range(sentences))


def _one_sentence(rng: random.Random) -> Iterator[list[str]]:
    """One sentence a hundred times, with another figure in each article."""
    while True:
        level = rng.randrange(10_000)
        yield [f"At {_NAMES[0]} the river stood at {level} and rose, the office said."] * 100


def _rows(rng: random.Random) -> Iterator[list[str]]:
    """A hundred rows of one form."""
    while True:
        yield [
            f"Station {rng.randrange(900)} at {rng.choice(_NAMES)} measured {rng.randrange(40)}"
            f" degrees and a wind of {rng.randrange(90)} knots at {rng.randrange(24)} o'clock."
            for _ in range(100)
        ]


def _copies(rng: random.Random) -> Iterator[list[str]]:
    """One report, to the letter."""
    report = [_paragraph(rng, 4) for _ in range(10)]
    while True:
        yield report


def _edited(rng: random.Random) -> Iterator[list[str]]:
    """One report, with a paragraph of its own in each article."""
    report = [_paragraph(rng, 4) for _ in range(10)]
    while True:
        at = rng.randrange(len(report))
        yield [*report[:at], _paragraph(rng, 4), *report[at + 1 :]]


def _forms(rng: random.Random) -> Iterator[list[str]]:
    """One form, filled in otherwise in each paragraph."""
    form = [_paragraph(rng, 3) for _ in range(8)]
    while True:
        yield [f"{each} So said {rng.choice(_NAMES)} on {rng.randrange(10_000)}." for each in form]


def _boilerplate(rng: random.Random) -> Iterator[list[str]]:
    """Thirty sentences that all have, below ten that none has."""
    below = [_paragraph(rng, 6) for _ in range(5)]
    while True:
        yield [_paragraph(rng, 5), _paragraph(rng, 5), *below]


_SHAPES: dict[Callable[[random.Random], Iterator[list[str]]], int] = {
    _one_sentence: 600,
    _rows: 600,
    _copies: 600,
    _edited: 600,
    _forms: 600,
    _boilerplate: 1_000,
}


def costs() -> dict[str, dict[str, float]]:
    """For each shape, milliseconds of processor time that comparing takes for an article."""
    return {
        shape.__name__.strip("_"): {
            f"{size:,} articles": round(_cost(shape, size), 2) for size in (most // _HALVES, most)
        }
        for shape, most in _SHAPES.items()
    }


def _cost(shape: Callable[[random.Random], Iterator[list[str]]], size: int) -> float:
    texts = shape(random.Random(_HALVES))
    articles = [_article(number, next(texts)) for number in range(size)]
    spent = []
    compare = Syndication.compare_new

    def timed(syndication: Syndication, *arguments: Any) -> None:
        started = time.process_time()
        compare(syndication, *arguments)
        spent.append(time.process_time() - started)

    with (
        tempfile.TemporaryDirectory() as folder,
        ArticleIndex.open(folder) as index,
        patch.object(Syndication, "compare_new", timed),
    ):
        index.add(articles)
    return 1_000 * sum(spent) / size


def _article(number: int, paragraphs: list[str]) -> Article:
    published = datetime(2024, 4, 1, tzinfo=UTC) + timedelta(minutes=number)
    outlet, text = f"Outlet {number}", "\n\n".join(paragraphs)
    return Article(f"{number:016x}", "What is known", text, outlet=outlet, published=published)
