"""How sources are read in one run of `add` or `sync`, and what they turn out to be.

Deliberately not here: what becomes of the articles, and what is said of it (`collecting`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from index.errors import GroundwireError
from qa.config import Config

if TYPE_CHECKING:
    from index.article_index import ArticleIndex
    from index.provenance.sources import Kind, Source
    from index.provenance.visits import Item
    from index.reading.web import Web

_STANDARD_INPUT = "-"


class Allowed(NamedTuple):
    """What is read from the web only when somebody says so."""

    private: bool = False  # addresses inside this network and on this machine
    robots: bool = False  # what a site's robots.txt asks not to read


_NOTHING = Allowed()


class Gathering:
    """All sources of one run. What is allowed is so beside what each source came with."""

    def __init__(self, settings: Config, articles: ArticleIndex, allowed: Allowed) -> None:
        self._limit = settings.max_size
        self._articles = articles
        self._kinds: dict[str, Kind] = {}
        self._allowed = allowed

    def _web(self, allowed: Allowed) -> Web:
        from index.reading.web import Web

        return Web(
            allow_private=allowed.private or self._allowed.private,
            obey_robots=not (allowed.robots or self._allowed.robots),
            memory=self._articles.memory,
            on_source=self._kinds.__setitem__,
        )

    def given(self, names: Iterable[str], limit: int | None) -> Iterator[Item]:
        """What sources hold that a user named; ``limit`` in bytes is remembered with them."""
        from index.provenance.sources import source_of
        from index.provenance.syncing import visiting

        for name in names:
            if _can_be_kept(name):
                source = self._allowing(source_of(name, limit))
                reading = partial(self._read_as, name if source.is_path else source.name)
                yield from visiting([source], reading, self._kinds)
            else:
                yield from self._read(name, limit)

    def _allowing(self, source: Source) -> Source:
        """With what is allowed for its sake, where that means anything."""
        if source.is_path:
            return source
        allowed = self._allowed
        return replace(source, allow_private=allowed.private, ignore_robots=allowed.robots)

    def _read_as(self, name: str, source: Source) -> Iterable[Any]:
        """What is skipped is named in the words of whoever named the source."""
        return self._read(name, source.limit)

    def again(self, limit: int | None) -> Iterator[Item]:
        """What all sources of the index hold now. ``limit`` instead of those they came with."""
        from index.provenance.syncing import visiting

        sources = self._articles.sources()
        if not sources:
            raise GroundwireError(
                "there is nothing to read again: no source is known",
                "'groundwire add SOURCE' remembers where articles came from",
            )
        return visiting(sources, partial(self._read_again, limit), self._kinds)

    def _read_again(self, limit: int | None, source: Source) -> Iterator[Any]:
        """What has changed in a source. A file that nobody has touched since is not opened."""
        from index.articles import Skipped, Unchanged

        left = self._articles.unchanged_files(source)
        yield from map(Unchanged, left)
        if left == [source.name]:
            return
        nothing_else = bool(left)
        allowed = Allowed(source.allow_private, source.ignore_robots)
        for item in self._read(source.name, limit or source.limit, left, allowed):
            if not (nothing_else and isinstance(item, Skipped) and item.source == source.name):
                yield item
            nothing_else = False

    def _read(
        self,
        name: str,
        limit: int | None,
        without: Sequence[str] = (),
        allowed: Allowed = _NOTHING,
    ) -> Iterable[Any]:
        from index.reading import read

        left_out = [str(self._articles.folder), *without]
        web = self._web(allowed)
        return read(name, limit=limit or self._limit, without=left_out, web=web)


def _can_be_kept(name: str) -> bool:
    """Whether a source can be read again: no stream, no file whose name is not UTF-8."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return name != _STANDARD_INPUT
