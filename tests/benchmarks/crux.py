"""Short questions that hang on one word: answered where it is said otherwise, refused without it.

``crux.txt`` was written before anything was tuned to it; half A (a fixed seed) was tuned on, half B
was not. Its questions go to the 2022 articles and to those in ``seeds/``. Deliberately no judgement
of which sentence is cited but for the answer's words standing in one of them.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from index.article_index import ArticleIndex
from index.reading import read
from qa.extractive import ANSWERABLE, Choice

SEED = 7
_WRITTEN = Path(__file__).with_name("crux.txt")
_SEEDS = Path(__file__).parents[2] / "seeds"

Ask = Callable[[str], Choice]


@dataclass(frozen=True, slots=True)
class Crux:
    """One question."""

    text: str
    where: str  # "seeds" or "2022"
    answerable: bool
    expected: tuple[str, ...]  # one of them stands in the answer; or the word nothing covers
    half: str


def cruxes() -> list[Crux]:
    """All questions of the list, in its order."""
    rng = random.Random(SEED)
    return [
        Crux(text, where, sign == "+", tuple(expected.split("/")), "AB"[rng.random() >= 0.5])
        for where, sign, text, expected in _rows()
    ]


def _rows() -> Iterator[tuple[str, str, str, str]]:
    where = ""
    for line in _WRITTEN.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            where = line.strip("[]")
        elif line.startswith(("+ ", "- ")):
            text, expected = line[2:].split(" | ")
            yield where, line[0], text, expected


def chosen(ask: Ask, ask_seeds: Ask) -> list[tuple[Crux, Choice]]:
    """What is made of each question."""
    return [(c, (ask_seeds if c.where == "seeds" else ask)(c.text)) for c in cruxes()]


def figures(found: Sequence[tuple[Crux, Choice]]) -> dict[str, float]:
    """Shares: of what can be answered, and of what cannot."""
    yes = [(c, choice) for c, choice in found if c.answerable]
    no = [(c, choice) for c, choice in found if not c.answerable]
    return {
        "crux_answered": fmean(choice.answerable >= ANSWERABLE for _, choice in yes),
        "crux_answered_right": fmean(_is_right(c, choice) for c, choice in yes),
        "crux_refused": fmean(choice.answerable < ANSWERABLE for _, choice in no),
        "crux_named": fmean(c.expected[0] in choice.uncovered for c, choice in no),
    }


def _is_right(crux: Crux, choice: Choice) -> bool:
    cited = " ".join(s.sentence.text for s in choice.sentences)
    return choice.answerable >= ANSWERABLE and any(word in cited for word in crux.expected)


@contextmanager
def seeds_index() -> Iterator[ArticleIndex]:
    """The sample articles in an index of their own."""
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        ArticleIndex.open(folder) as index,
    ):
        index.add(read(str(_SEEDS)))
        yield index
