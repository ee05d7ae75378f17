"""What each source shows this time: a stream of what was read, taken apart.

Deliberately writes nothing and decides nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from index.articles import Article, Skipped, Unchanged
from index.provenance.sources import Shown, Source
from index.provenance.stamps import file_of, stamp


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
    places: dict[str, str] = field(default_factory=dict)  # article ids by place, this time
    addresses: list[str] = field(default_factory=list)  # not read again, since unchanged
    files: set[str] = field(default_factory=set)  # the same on this machine
    skipped: list[Skipped] = field(default_factory=list)
    twice: set[str] = field(default_factory=set)  # ids of articles that it showed in two places
    began: int = field(default_factory=time.time_ns)  # nanoseconds since 1970
    ended: bool = False
    passed_over: set[str] = field(default_factory=set)  # what was read and not taken
    unresolved: bool = False  # something unchanged could be any of the articles it held

    def show(self, article_id: str, shown: Shown) -> None:
        """Note that an article was met with, and where."""
        before = self.shown.get(article_id)
        if before is not None and before.place != shown.place:
            self.twice.add(article_id)
        self.shown[article_id] = shown
        self.places[shown.place] = article_id

    def leave(self, place: str) -> None:
        """Note a file or an address that was not read again."""
        if self.source is not None and self.source.is_path:
            self.files.add(place)
        else:
            self.addresses.append(place)

    def in_files(self) -> dict[str, Shown]:
        """What the files held that were not read again."""
        return {i: was for i, was in self.held.items() if file_of(was.place) in self.files}

    def show_also(self, unchanged: Mapping[str, Shown]) -> None:
        """Note what was not read again. What was read goes before it."""
        for article_id, shown in unchanged.items():
            if self.shown.setdefault(article_id, shown).place != shown.place:
                self.twice.add(article_id)

    def to_be_asked_again(self) -> set[str]:
        """Addresses of which nothing is to be remembered: what they gave was not taken.

        Nor of what lists them, or it would be unchanged the next time, and they with it.
        """
        found = self.passed_over | {skipped.source for skipped in self.skipped}
        return found | ({self.source.name} if self.source and self.passed_over else set())

    def stamped(self) -> dict[str, Shown]:
        """What was shown, with stamps of the files that need not be read again while they stay.

        Of which nothing was passed over, so that it is reported again, and which no other file
        contradicts, so that which of them counts does not change from one time to the next.
        """
        if self.source is None or not self.source.is_path:
            return self.shown
        passed_over = {file_of(self.source.place(skipped.source)) for skipped in self.skipped}
        files = {file_of(shown.place) for shown in self.shown.values()} - passed_over
        stamps = {path: stamp(path, self.began) for path in files}
        return {
            i: shown._replace(stamp=None if i in self.twice else stamps.get(file_of(shown.place)))
            for i, shown in self.shown.items()
        }


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
                    visit.leave(address)
                case Article():
                    yield item, visit
