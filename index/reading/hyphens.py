"""Words that were broken at the end of a line: whether their hyphen belongs to them.

No dictionary: the document itself is asked. "harbour" elsewhere in it says that "har-" and
"bour" are one word; "well-known" elsewhere, or both "storm" and "proof" as words of their own,
say that the hyphen stays. Deliberately decides nothing about words broken in the middle of a
line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BROKEN = re.compile(r"([^\W\d_]+)-$")
_LONGEST = 60  # letters of a word; looking no farther back keeps long lines from taking long
_DASH = re.compile(r"\w[-–—]$")  # without a space before it, so without one after it
_REST = re.compile(r"[^\W\d_]+")
_SHORTEST_PART = 3  # letters; shorter ones ("re", "in") are syllables as often as words
_STEM = 4  # letters of a second part that are the same in "co-operate" and "co-operation"

# Second parts that follow a hyphen in English far more often than they end a word ("long-term"),
# and what makes one word with them all the same ("misled", "midday", "lifetime").
_FOLLOWS = frozenset(
    "term based led backed owned funded related driven known called made minded lived scale range"
    " profile year month week day hour minute old time free friendly speed level quality sized"
    " looking style rise born run wing founded ranking proof".split()
)
_JOINS = frozenset(
    "mis un dis de re pre in out over under some any every birth noon mid to life thresh or ar st"
    " half ever after water fire holi satur sun mon tues thurs fri wednes new".split()
)
# First parts that keep their hyphen in English whatever follows, numbers among them.
_KEEPS = frozenset(
    "self well ex vice half so all cross non-profit twenty thirty forty fifty sixty seventy eighty"
    " ninety one two three four five six seven eight nine ten first second third".split()
)


class Hyphens:
    """What the lines of one document say about its words."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: Counter[str] = Counter()
        rest = False  # of a word that the line before began
        for line in lines:
            found = [word.casefold() for word in _WORD.findall(line)]
            broken = _BROKEN.search(line[-_LONGEST:]) is not None
            self._words.update(found[rest : len(found) - broken])
            rest = broken
        parted = (word.split("-") for word in self._words if "-" in word)
        self._stems = {(parts[0], parts[1][:_STEM]) for parts in parted}

    def joined(self, line: str, following: str) -> str:
        """``line`` with ``following`` after it: a space between, or a word made whole."""
        broken, rest = _BROKEN.search(line[-_LONGEST:]), _REST.match(following)
        if broken is None or rest is None:
            return line + following if _DASH.search(line) else f"{line} {following}"
        if self._keeps(broken[1], rest[0]):
            return line + following
        return line[:-1] + following

    def _keeps(self, first: str, second: str) -> bool:
        if not second.islower() or (first.isupper() and len(first) > 1):
            return True
        first, second = first.casefold(), second.casefold()
        whole, parted = self._words[first + second], self._words[f"{first}-{second}"]
        if whole or parted:
            return parted > whole
        if self._is_alike(first, second):
            return True
        if first in _KEEPS or len(first) == 1:  # nobody breaks a word after one letter
            return True
        if second in _FOLLOWS and first not in _JOINS:
            return True
        both = self._words[first] and self._words[second]
        return bool(both and min(len(first), len(second)) >= _SHORTEST_PART)

    def _is_alike(self, first: str, second: str) -> bool:
        """Whether the document has another word of the same stem with a hyphen: "co-operate"."""
        return len(second) >= _STEM and (first, second[:_STEM]) in self._stems
