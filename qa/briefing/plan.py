"""Which lines stand in which part of a briefing, and what there is room for.

Deliberately no choice (`composing`, `heading`): a plan only says what fits and what it has already.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import NamedTuple

from qa.briefing.known import is_known
from qa.briefing.lines import OPENING, Line
from qa.briefing.naming import named
from qa.briefing.sameness import Said, compare, same_event

# Of the shorter one's words: a line that shares so many with one that is told waits until there is
# nothing else to tell, though it says something more. Set by eye on a dozen topics.
_NEAR = 0.5
MARGIN = 0.1  # above or below; 15 % are promised
FAIR = 0.6  # of the best line's salience in its story: what is less is not worth a place
# Of the worth of a story's one line, where it tells no event but how things stand. Seen in 20
# briefings: with nothing but events first, what is said beside the matter comes in with them.
STATE = 0.9
WORTH = 0.3  # below which a line of no part is shown

Wanted = Callable[[Line], bool]


class Given(NamedTuple):
    """A headline or point that somebody else has written."""

    story: int  # from 0
    words: int
    said: Said


@dataclass(slots=True)
class Plan:
    """Which lines stand in which part, in the order of reading."""

    words: int  # that were asked for
    headline: Line | None = None
    points: list[Line] = field(default_factory=list)
    said: list[Line] = field(default_factory=list)
    dated: list[Line] = field(default_factory=list)  # for the timeline, besides the points
    unknown: list[Line] = field(default_factory=list)
    earlier: Sequence[Said] = ()  # what an earlier briefing has said
    told: list[Said] = field(default_factory=list)  # what is said already
    named: set[str] = field(default_factory=set)  # people whose full name is told
    used: int = 0  # words
    roomy: bool = False  # words are left: what has most of its words in common may be shown
    counts: Counter[int] = field(default_factory=Counter)  # headline and points of each story
    holds: Wanted = lambda _: True

    def lines(self) -> Iterator[Line]:
        """Every line, in the order of reading."""
        yield from [self.headline] if self.headline else []
        yield from (*self.points, *self.dated, *self.said, *self.unknown)

    def fits(self, line: Line, near: bool = False) -> bool:
        """Whether there is room for a line, and it says something new; ``near``: ever so little."""
        roomy = self.used + line.words <= (1 + MARGIN) * self.words
        introduced = line.bare <= self.named
        return roomy and introduced and not self.repeats(line, near) and self.holds(line)

    def repeats(self, line: Line, near: bool = False) -> bool:
        """Whether what is said already says this, or, while others wait, hardly less."""
        if any(is_known(line.said, told) for told in self.earlier):
            return True
        return any(self._has(line, told, near or self.roomy) for told in self.told)

    def _has(self, line: Line, told: Said, near: bool) -> bool:
        found = compare(line.said, told)
        if not (found.answers or line.takes_back) and same_event(line.said, told):
            return True
        if near or found.repeats or not alike(line.keys, told.keys):
            return found.repeats
        return not (found.answers or line.takes_back or line.is_unknown)

    def take(self, part: list[Line], line: Line) -> None:
        """Put a line into one of the parts."""
        part.append(line)
        self.note(line.words, line.said)

    def note(self, words: int, said: Said) -> None:
        """From now on this is said."""
        self.used += words
        self.told.append(said)
        self.named |= named(said.text)

    def best(self, lines: Sequence[Line], first: bool) -> Line | None:
        """The best of a story that can be a key point; the ``first`` of its opening, if any."""
        found = worthy(lines)
        if first:
            found.sort(key=lambda line: (line.sentence.ordinal >= OPENING, -_telling(line)))
        best = next(filter(self.fits, found), None)
        if best or not first:
            return best
        return next((line for line in found if self.fits(line, near=True)), None)


def _telling(line: Line) -> float:
    """What speaks for it as the one line of a story."""
    return line.worth * (1.0 if line.is_event else STATE)


def alike(one: AbstractSet[str], other: AbstractSet[str]) -> bool:
    """Whether two lines with these words are too near each other while others wait."""
    return len(one & other) >= _NEAR * max(1, min(len(one), len(other)))


def worthy(lines: Sequence[Line]) -> list[Line]:
    """What of a story can be a key point: what is not known has a part of its own.

    By its salience, whatever is left of it: of a story whose main facts are overtaken, something
    by the way is no better.
    """
    least = FAIR * max((line.salience for line in lines), default=0.0)
    fair = (line for line in lines if line.salience >= least and not line.is_unknown)
    return [line for line in fair if line.worth >= WORTH]
