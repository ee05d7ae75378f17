"""A number with what it counts, and whether one that was found carries one that was stated.

Deliberately not here: how numbers are written (`qa.evidence.numerals`, `qa.evidence.bounds`). No
conversion between units and no arithmetic: 3 feet are not 1 yard.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from qa.evidence.bounds import Bound

# Units that are no more than the unit: they belong to the number and are not words besides.
CONSUMED = frozenset({"%", "$", "£", "€", "¥", "₹", "₽", "₩", "am", "pm"})

# How far a rounded number may lie from the exact one and still be the same fact: "about 170" for
# 168, "more than 150" for 165. A choice of taste: the sets measured have too few to tell.
_NEAR_SLACK = Decimal("0.05")
_BOUND_SLACK = Decimal("0.15")

# Which bounds of the same number, as found, are as sure as which, as stated.
_CARRIED_BY: dict[Bound, frozenset[Bound]] = {
    "": frozenset({""}),
    ">": frozenset({">"}),
    "<": frozenset({"<"}),
    ">=": frozenset({">=", ">", ""}),
    "<=": frozenset({"<=", "<"}),  # "up to 68" is not carried by 68
}


class Quantity(NamedTuple):
    """A number with what it counts: 87 and "%", 5,000,000,000 and "$"."""

    value: Decimal
    unit: str  # "" where none is written
    bound: Bound  # "" where it is exact
    near: bool  # about, nearly, some
    ordinal: bool
    also: tuple[Decimal, ...] = ()  # what it may mean besides: "3 to 5 million", "1, 600"

    @property
    def key(self) -> str:
        """The number as one comparable word: "3", "1200000", "21st" as "21."."""
        return plain(self.value) + ("." if self.ordinal else "")

    def agrees(self, other: Quantity) -> bool:
        """Whether ``other``, as found, carries this number, as stated."""
        if self.unit != other.unit and (self.unit in CONSUMED or (self.unit and other.unit)):
            return False
        if self.ordinal != other.ordinal:
            return False
        if self.value == other.value or self.value in other.also or other.value in self.also:
            return self._bounds(other)
        return not other.near and self._rounds(other)

    def _bounds(self, other: Quantity) -> bool:
        """Whether the same number with its "more than" or "at most" is as sure as stated.

        "165" is not carried by "more than 165" nor the other way round; "about 165" by either.
        """
        if self.near and not self.bound:
            return True
        return other.bound in _CARRIED_BY[self.bound]

    def _rounds(self, other: Quantity) -> bool:
        """ "About 170" is carried by 168, "more than 160" by 165; neither by 200 or 16."""
        exact = other.value
        if exact <= 0 or _digits_of(self.value) >= _digits_of(exact):
            return False
        off = (self.value - exact) / exact
        if self.bound:
            sign = 1 if self.bound[0] == ">" else -1
            one_way = other.bound[:1] in {"", self.bound[0]}
            return one_way and 0 < -off * sign <= _BOUND_SLACK
        return self.near and abs(off) <= _NEAR_SLACK


def _digits_of(value: Decimal) -> int:
    """How many digits are given exactly: 1 of 200 and of 0.5, 3 of 703."""
    return len(value.normalize().as_tuple().digits)


def plain(value: Decimal) -> str:
    """A number in digits, without an exponent or needless zeros."""
    return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"
