"""Conversations of several turns as people type them: what `typed.txt` expects of each turn.

Part of `followups.py`, which runs it. Deliberately no look at what is found or answered: only at
what a question is made to ask, as a person reads it.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.article_index import ArticleIndex
from index.reading import read
from qa.conversation.talk import Talk

CASES = Path(__file__).with_name("typed.txt")
SEEDS = Path(__file__).parents[2] / "seeds"
HELD = "held"
_ALONE = "alone"
_AFTER = (1, 3, 7, 19)
_HEADER = re.compile(r"\[(seeds|large) (development|held)\]")


@dataclass(frozen=True, slots=True)
class Typed:
    """A conversation: its turns, and what each should come to ("" where that is not judged)."""

    articles: str  # "seeds" or "large"
    half: str  # "development" or "held"
    turns: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a turn came out: as expected, and, if not, with a subject that was not meant."""

    right: bool
    misled: bool


def conversations(text: str) -> Iterator[Typed]:
    """Those of a text like that of `typed.txt`. Raises ``ValueError`` where it is not."""
    kept = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    for block in kept.strip().split("\n\n"):
        header, *lines = block.strip().splitlines()
        match = _HEADER.fullmatch(header)
        if match is None:
            raise ValueError(f"not the first line of a conversation: {header}")
        turns = tuple((line.partition("\t")[0], line.partition("\t")[2]) for line in lines)
        yield Typed(match[1], match[2], turns)


def measured_typed(large: ArticleIndex, show: bool) -> dict[str, dict[str, float]]:
    """The figures of both halves; ``show`` prints the misses of the development half alone."""
    judged: dict[str, list[Verdict]] = {"development": [], HELD: []}
    every = list(conversations(CASES.read_text(encoding="utf-8")))
    with tempfile.TemporaryDirectory() as folder, ArticleIndex.open(folder) as seeds:
        seeds.add(read(SEEDS))
        for one in every:
            articles = seeds if one.articles == "seeds" else large
            judged[one.half] += _judged(articles, one, show and one.half != HELD)
    firsts = [one.turns[0][0] for one in every if one.articles == "large"]
    figures = {f"typed, {half}": _figures(verdicts) for half, verdicts in judged.items()}
    return figures | {"typed, unrelated": _figures(list(_unrelated(large, firsts, show)))}


def _judged(articles: ArticleIndex, case: Typed, show: bool) -> Iterator[Verdict]:
    talk = Talk(articles)
    for question, expected in case.turns:
        turn = talk.ask(question)
        shown = turn.asked_as or turn.asked
        if expected:
            found = verdict(question, shown, expected)
            yield found
            if show and not found.right:
                print(f"{'!!' if found.misled else '- '} {question} | {shown} | {expected}")


def _unrelated(large: ArticleIndex, firsts: Sequence[str], show: bool) -> Iterator[Verdict]:
    """The first question of each conversation after that of others: it stands alone."""
    for before, question in _pairs(firsts):
        talk = Talk(large)
        talk.ask(before)
        found = verdict(question, talk.ask(question).asked, _ALONE)
        yield found
        if show and not found.right:
            print(f"!! {before} | {talk.conversation.turns[-1].asked} | {_ALONE}")


def _pairs(questions: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Each with those that come ``_AFTER`` it."""
    count = len(questions)
    return [(q, questions[(at + n) % count]) for at, q in enumerate(questions) for n in _AFTER]


def verdict(question: str, shown: str, expected: str) -> Verdict:
    """Whether ``shown``, what ``question`` was made to ask, is as ``expected``."""
    if expected == _ALONE:
        alone = _words(shown) <= _words(question)
        return Verdict(alone, not alone)
    signs = expected.split()
    wanted = [sign[1:].split("|") for sign in signs if sign[0] == "+"]
    misled = any(_has(shown, sign[1:]) for sign in signs if sign[0] == "-")
    return Verdict(not misled and all(any(_has(shown, w) for w in ws) for ws in wanted), misled)


def _has(shown: str, beginning: str) -> bool:
    plain = beginning.replace("_", " ").casefold()
    return re.search(rf"(?<!\w){re.escape(plain)}", shown.casefold()) is not None


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def _figures(verdicts: Sequence[Verdict]) -> dict[str, float]:
    size = max(len(verdicts), 1)
    return {
        "turns judged": len(verdicts),
        "right": sum(verdict.right for verdict in verdicts) / size,
        "misled": sum(verdict.misled for verdict in verdicts) / size,
    }
