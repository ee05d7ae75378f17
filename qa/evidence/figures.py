"""Numbers in a sentence with what each of them counts: "165 attacks", "$5 million", "87%".

``figures(facts)`` leaves out what counts nothing that could be told differently elsewhere: dates,
durations, ordinals, parts of words and names ("two-time", "Category 5"), ranges. Deliberately no
parsing: what is counted is the noun right after, or what was done that many times. English only.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from qa.evidence.facts import Facts, Token
from qa.evidence.quantities import CONSUMED, Quantity

_AFTER = 2  # words after a number in which what it counts is found
_DURATIONS = frozenset({"minutes", "hours", "days", "weeks", "months", "years"})


class Figure(NamedTuple):
    """A number and what it may count."""

    token: Token
    quantity: Quantity
    counted: tuple[str, ...]  # keys of nouns, nearest first; of money and shares the unit


def figures(facts: Facts) -> tuple[Figure, ...]:
    """The numbers of one sentence that count something, in order."""
    return tuple(_figures(facts))


def _figures(text: Facts) -> Iterator[Figure]:
    for at, token in enumerate(text.tokens):
        quantity = token.quantity
        if quantity is None or token.kind != "number" or quantity.ordinal or _is_date(text, at):
            continue
        if not _joined(text, at):
            yield Figure(token, quantity, _counted(text, at, quantity.unit))


def _counted(text: Facts, at: int, unit: str) -> tuple[str, ...]:
    """The words after a number, nearest first; for "attacked 165 times" what was done."""
    if unit in CONSUMED:
        return (unit,)
    if unit in _DURATIONS:
        return ()
    after = text.tokens[at + 1 : at + 1 + _AFTER]
    if after and after[0].raw.lower() == "times":
        return tuple(t.key for t in text.tokens[max(0, at - _AFTER) : at] if t.kind == "word")
    stop = next((n for n, t in enumerate(after) if t.kind in {"stop", "number"}), len(after))
    return tuple(t.key for t in after[:stop] if t.kind == "word")


def _joined(facts: Facts, at: int) -> bool:
    """Part of a word, a range or a name: "two-time", "18-21", "Category 5"."""
    token, text = facts.tokens[at], facts.text
    before = facts.tokens[at - 1].raw if at else ""
    named = before[:1].isupper() and text[: token.start].endswith(f"{before} ") and at > 1
    return named or "-" in text[token.start - 1 : token.start] + text[token.end : token.end + 1]


def _is_date(text: Facts, at: int) -> bool:
    """Whether it is a part of one: "April 26", not "on Tuesday, at least 26"."""
    token = text.tokens[at]
    before = [t for t in text.tokens[max(0, at - 1) : at]
              if not text.text[t.end : token.start].strip(" .")]  # fmt: skip
    beside = (*before, *text.tokens[at + 1 : at + 2])
    year = len(token.raw) == 4 and token.raw.isdecimal() and token.raw[:2] in {"19", "20"}
    return year or any(t.kind == "date" for t in beside)
