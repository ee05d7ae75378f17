"""The day of what a sentence tells: the one it names, else the day it was published.

Deliberately no guess among several days: a sentence that names two has none of its own.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from qa.relative_dates import mentions


class Dated(NamedTuple):
    """A day, and whether the sentence names it itself."""

    day: date
    stated: bool  # False: it is the day of publication


def dated(sentence: str, published: date | None) -> Dated | None:
    """When what ``sentence`` tells happened, in an article ``published`` then; None: not known."""
    days = {m.first for m in mentions(sentence, published) if m.first == m.last}
    if len(days) == 1:
        return Dated(days.pop(), stated=True)
    return Dated(published, stated=False) if published else None
