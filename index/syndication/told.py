"""A text that is compared with others: what is worked out of it, each thing once.

Deliberately not here: what is compared with what, and the rows of what was found (`pairs`).
Imports numpy, so whoever needs it imports it when articles are compared.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from index.syndication.origins import PART_OF_LONG, WORDS, one_report
from index.syndication.signatures import share_of_sorted, shingles, word_count
from index.syndication.templates import Filled

if TYPE_CHECKING:
    from index.syndication.signatures import Hashes


class Told:
    """One article's text, with what it is compared by."""

    def __init__(self, article_id: str, title: str, text: str) -> None:
        self.article_id = article_id
        self._title = title
        self._text = text

    @cached_property
    def shingles(self) -> Hashes:
        """See `signatures`."""
        return shingles(self._text)

    @cached_property
    def _sorted(self) -> Hashes:
        return np.unique(self.shingles)

    @cached_property
    def _filled(self) -> Filled:
        return Filled(f"{self._title}\n{self._text}")

    def shares(self, other: Told) -> tuple[float, float] | None:
        """How much of this stands in the other and of the other in this, 0 to 1 each.

        None if the two are not one report.
        """
        if len(self.shingles) < len(other.shingles):
            found = other.shares(self)
            return found and (found[1], found[0])
        there = share_of_sorted(self.shingles, other._sorted)  # which most often decides
        back = share_of_sorted(other.shingles, self._sorted) if there >= PART_OF_LONG else 0.0
        enough = one_report(there, back) and back * word_count(other.shingles) >= WORDS
        return (there, back) if enough and self._filled.one_event(other._filled) else None
