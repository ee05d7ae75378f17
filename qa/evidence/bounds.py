"""What stands before a number and bounds it: "more than", "at least", "nearly", "about".

``read_bound`` reads such words where a number follows. Deliberately strict about what they mean:
"more than 165" is not 165, and "nearly 200" is less than 200. English only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from index.words import Word

Bound = Literal["", ">", ">=", "<", "<="]

_PHRASES: dict[str, tuple[Bound, bool]] = {
    "more than": (">", False), "greater than": (">", False), "over": (">", False),
    "above": (">", False), "exceeding": (">", False), "exceeded": (">", False),
    "exceeds": (">", False), "upwards of": (">", False), "beyond": (">", False),
    "at least": (">=", False), "no fewer than": (">=", False), "no less than": (">=", False),
    "not less than": (">=", False), "a minimum of": (">=", False),
    "fewer than": ("<", False), "less than": ("<", False), "under": ("<", False),
    "below": ("<", False), "nearly": ("<", True), "almost": ("<", True), "close to": ("<", True),
    "just under": ("<", True), "just over": (">", True), "just above": (">", True),
    "slightly more than": (">", True), "a little over": (">", True),
    "at most": ("<=", False), "up to": ("<=", False), "no more than": ("<=", False),
    "not more than": ("<=", False), "as many as": ("<=", False), "as much as": ("<=", False),
    "a maximum of": ("<=", False), "within": ("<=", False),
    "about": ("", True), "around": ("", True), "approximately": ("", True), "roughly": ("", True),
    "some": ("", True), "an estimated": ("", True), "estimated": ("", True), "circa": ("", True),
}  # fmt: skip
_WORDS = {tuple(phrase.split()): meaning for phrase, meaning in _PHRASES.items()}
_OPENINGS = frozenset(words[0] for words in _WORDS)
_LONGEST = 3
_BEFORE = re.compile(rf"(?:\b(?:{'|'.join(_PHRASES)})\s+)?[$£€¥₹]?$", re.IGNORECASE)
_AFTER = re.compile(r"\s?(?:%|per ?cent\b)")


def read_bound(words: Sequence[Word], at: int) -> tuple[Bound, bool, int]:
    """The bound that begins at ``words[at]``, whether it is near, and where its number begins.

    Where none begins there: no bound and ``at`` itself.
    """
    if words[at].raw.lower() not in _OPENINGS:
        return "", False, at
    for length in range(_LONGEST, 0, -1):
        phrase = tuple(w.raw.lower() for w in words[at : at + length])
        if phrase in _WORDS:
            return (*_WORDS[phrase], at + length)
    return "", False, at


def with_bound(text: str, start: int, end: int) -> str:
    """The number at ``text[start:end]`` as written, with its sign and what bounds it."""
    before = _BEFORE.search(text, 0, start)
    after = _AFTER.match(text, end)
    return text[before.start() if before else start : after.end() if after else end].strip()
