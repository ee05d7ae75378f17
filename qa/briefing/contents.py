"""A line of a briefing taken apart, for comparing it with others.

``read`` gives what it says by its words, numbers, names, days, moods and speaker. Deliberately no
comparing (`sameness`), and no parsing: see `qa.evidence`, which reads each of them. Moods, days in
words and speakers are read in English only.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from index.words import stem
from qa.evidence.facts import Facts, Token, facts
from qa.evidence.hedging import Mood, moods
from qa.evidence.quantities import Quantity
from qa.evidence.relative_dates import Mention, mentions
from qa.evidence.retractions import retracted
from qa.evidence.speaking import speaker
from qa.evidence.vocabulary import canonical
from qa.evidence.withdrawals import takes_back

_SAYING = frozenset(map(stem, "said according report announced told warned confirmed".split()))
_DENYING = frozenset(
    map(stem, "denied denial disputed refuted debunked dismissed rejected false wrong".split())
)
# What may stand for one another in a line of news that has the same figures, names and days, if
# not where a statement is checked.
_ALIKE = {
    canonical(stem(word)): stem(line.split()[0])
    for line in (
        "closed shut closure", "leaked escaped", "hospital hospitalised hospitalized",
        "died killed dead", "evacuated left leave moved", "arrested detained held",
        "hurt injured wounded", "said told announced", "barred banned", "people person",
    )
    for word in line.split()
}  # fmt: skip


class Content(NamedTuple):
    """A line taken apart."""

    facts: Facts
    words: dict[str, Token]  # content words but for numbers, dates and who says it
    numbers: tuple[Quantity, ...]
    names: tuple[tuple[str, ...], ...]
    times: tuple[Mention, ...]
    speaker: frozenset[str]
    called: frozenset[str]  # of the speaker, what is a name
    moods: dict[str, Mood]  # the surest of each word
    back: bool  # whether it denies or withdraws something


@lru_cache(maxsize=20_000)
def read(text: str, language: str, day: date | None) -> Content:
    """Take ``text`` apart; ``day`` is when it was published."""
    found = facts(text, language)
    said_by = speaker(text, language) or frozenset()
    times = mentions(text, day)
    dated = {
        n for n, t in enumerate(found.tokens) if any(m.start <= t.start < m.end for m in times)
    }
    told = [t for n, t in enumerate(found.tokens) if n not in dated]
    sure: dict[str, Mood] = {}
    for token, mood in zip(found.tokens, moods(found), strict=True):
        mood = Mood.DENIED if token.negated else mood
        sure[_key(token)] = min(sure.get(_key(token), mood), mood)
    return Content(
        facts=found,
        words={
            _key(t): t
            for t in told
            if t.kind in {"word", "name"} and t.key not in said_by | _SAYING and not _counts(t)
        },
        numbers=tuple(t.quantity for t in told if t.quantity and _counts(t)),
        names=tuple(run for run in found.names if not said_by.intersection(run)),
        times=times,
        speaker=said_by,
        called=said_by.intersection(key for run in found.names for key in run),
        moods=sure,
        back=bool(takes_back(text) or _DENYING & sure.keys()) or retracted(text, ""),
    )


def _key(token: Token) -> str:
    return _ALIKE.get(token.key, token.key)


def _counts(token: Token) -> bool:
    """Whether a token is a number that is told: no "one", but "first" and "second"."""
    return token.quantity is not None and (token.kind == "number" or token.raw.lower() != "one")
