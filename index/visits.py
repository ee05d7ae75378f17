"""What each source shows this time: a stream of what was read, taken apart.

Deliberately writes nothing and decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from index.articles import Article, Skipped, Unchanged
from index.sources import Shown, Source


class Begun(NamedTuple):
    """In a stream: what follows comes from this source."""

    source: Source


class Ended(NamedTuple):
    """In a stream: the source was read to its end, and this is what it turned out to be."""

    source: Source


Item = Article | Skipped | Unchanged | Begun | Ended


@dataclass
class Visit:
    """What one source shows this time."""

    source: Source | None  # None: articles that were given without one
    held: dict[str, Shown] = field(default_factory=dict)  # before, by article id
    shown: dict[str, Shown] = field(default_factory=dict)  # this time
    unchanged: list[str] = field(default_factory=list)  # addresses that were not read again
    skipped: list[Skipped] = field(default_factory=list)
    ended: bool = False
    unresolved: bool = False  # something unchanged could be any of the articles it held


class Visits:
    """All visits of one run, in order."""

    def __init__(self, held: Callable[[Source], dict[str, Shown]]) -> None:
        self._held = held
        self._all = [Visit(None)]

    def __iter__(self) -> Iterator[Visit]:
        return iter(self._all)

    def articles(self, items: Iterable[Item]) -> Iterator[tuple[Article, Visit]]:
        """The articles of a stream. Whatever else is in it is noted."""
        for item in items:
            visit = self._all[-1]
            match item:
                case Begun(source):
                    self._all.append(Visit(source, self._held(source)))
                case Ended(source):
                    visit.source, visit.ended = source, True
                    self._all.append(Visit(None))
                case Skipped():
                    visit.skipped.append(item)
                case Unchanged(address):
                    visit.unchanged.append(address)
                case Article():
                    yield item, visit
