"""Chunks that another one says already, because their articles go back to one report.

Deliberately not here: which articles do (`syndication`), and which chunk comes first (`retrieval`).
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Protocol, TypeVar

# How much of a chunk must stand in one that is shown for it not to be shown as well. Copies are
# cut into chunks at other places, so that half of one may well be new.
REPEATED = 0.6


class Told(Protocol):
    """A chunk with its text."""

    @property
    def article_id(self) -> str:
        """Id of its article."""

    @property
    def text(self) -> str:
        """Its text."""


Chunk = TypeVar("Chunk", bound=Told)
Pairs = AbstractSet[tuple[str, str]]


def repeats(shown: Told, others: Sequence[Chunk], pairs: Pairs) -> list[Chunk]:
    """Those of ``others`` that mostly stand in the chunk ``shown``, word for word.

    ``pairs`` are the ids of articles that have their text in common. Chunks of other articles
    repeat nothing: what two outlets quote alike is worth two passages.
    """
    suspects = [other for other in others if (shown.article_id, other.article_id) in pairs]
    if not suspects:
        return []
    from index.syndication.signatures import share, shingles

    there = shingles(shown.text)
    return [other for other in suspects if share(shingles(other.text), there) >= REPEATED]
