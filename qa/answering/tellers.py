"""Outlets that a question names as tellers: "What did CNN say about …?", "According to CNN, …".

That is a limit said in words: their articles alone are asked, for the rest of the question. Only
where the outlet is who reports; "Who owns CNN?" is about it. Deliberately no search (`asking`) and
no question that is about reports of what was said before (`qa.conversation.outlets`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index.words import iter_words
from qa.extractive.questions import read_question

# What outlets do with news.
REPORTING = frozenset(
    """say says said tell tells told report reports reported reporting write writes wrote written
    cover covers covered coverage carry carries carried mention mentions mentioned claim claims
    publish publishes published confirm confirms confirmed agree agrees disagree different
    differently article articles story stories""".split()
)
_LONGEST = 6  # words of an outlet's name that are looked for
_DOMAIN = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_SECOND_LEVEL = frozenset("ac co com edu gov net org".split())  # "co" of "theweek.co.uk"
_NOT_LETTERS = re.compile(r"\W|_")
_ACCORDING = re.compile(r"\baccording\s+to\s+(?:the\s+)?$", re.IGNORECASE)
_REPORTED_BY = re.compile(r"\b(\w+)\s+(?:by|from|in|of)\s+(?:the\s+)?$", re.IGNORECASE)
_REPORTS = re.compile(r"(?:['’]s?)?\s+(?:also\s+)?(\w+)")


@dataclass(frozen=True, slots=True)
class Named:
    """Where a text names outlets: their names as the index has them, and the place, half open."""

    outlets: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Told:
    """A question put to outlets."""

    outlets: tuple[str, ...]
    asked: str  # without them


def told_by(question: str, outlets: Callable[[], Sequence[str]]) -> Told | None:
    """The outlets that ``question`` names as tellers, and what it asks them; None if there is none.

    ``outlets`` gives the names there are; it is not called where nobody is said to report.
    """
    words = {word.raw.lower() for word in iter_words(question)}
    if not words & {*REPORTING, "according"}:
        return None
    for named in names_outlet(question, outlets()):
        before, after = question[: named.start], question[named.end :]
        rest = " ".join(_without_teller(before, after).split())
        if rest and read_question(rest).terms:
            return Told(named.outlets, rest)
    return None


def names_outlet(text: str, outlets: Sequence[str]) -> Iterator[Named]:
    """Where ``text`` names one of ``outlets``, the longest name first: "CNN" for "cnn.com"."""
    known: dict[str, list[str]] = {}
    for outlet in outlets:
        for key in _keys(outlet):
            known.setdefault(key, []).append(outlet)
    words = list(iter_words(text))
    for count in range(min(_LONGEST, len(words)), 0, -1):
        for first, last in zip(words, words[count - 1 :], strict=False):
            found = known.get(_letters(text[first.start : last.end]))
            if found:
                yield Named(tuple(found), first.start, last.end)


def _keys(outlet: str) -> set[str]:
    """The letters by which an outlet is called: its name, or what is its own of its address.

    "The" is left out before two words: of "The Week" "week" would be any week.
    """
    if _DOMAIN.fullmatch(outlet):
        labels = outlet.lower().removeprefix("www.").split(".")[:-1]
        own = [label for label in labels if label not in _SECOND_LEVEL]
        return {_letters(outlet), *map(_letters, own[-1:])}
    first, *rest = outlet.split() or [""]
    short = {_letters("".join(rest))} if first.lower() == "the" and len(rest) > 1 else set()
    return ({_letters(outlet)} | short) - {""}


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", text).casefold()


def _without_teller(before: str, after: str) -> str:
    """The question without "according to …", "… said"; "" where that is not what it has."""
    according = _ACCORDING.search(before)
    if according:
        return f"{before[: according.start()]}{after.lstrip(' ,')}".strip(" ,")
    reports, reported = _REPORTS.match(after), _REPORTED_BY.search(before)
    if reports and reports[1].lower() in REPORTING:
        return f"{before}{after[reports.end() :]}"
    if reported and reported[1].lower() in REPORTING:
        return f"{before[: reported.start()]}{after}"
    return ""
