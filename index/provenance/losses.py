"""What sources held before and hold no more, by what was met with when they were read again.

Gone is what a folder, file or sitemap could have shown and did not, and what its server says is
gone (404, 410). What has scrolled out of a feed is not gone. Where there is doubt nothing is: what
cannot be read at the moment is there, and a source that shows nothing at all may be a disk that
is not mounted. Deliberately not here: removing anything (`syncing`).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from index.articles import Skipped
from index.provenance.sources import Source
from index.provenance.stamps import file_of
from index.provenance.visits import Visit

_GIVE_UP = "if it is gone for good: 'groundwire sync --prune --forget"

# A site that is being mended, or moved, may answer 404 to everything. Two pages of one can be
# gone on a day; more than half of what was kept of it is news to whoever prunes.
_MANY = 10
_MOST = 0.5


@dataclass
class Losses:
    """What is gone, and what cannot be told."""

    gone: dict[str, set[str]] = field(default_factory=dict)  # name of a source to article ids
    doubtful: list[Skipped] = field(default_factory=list)  # sources of which more may be gone
    successors: dict[str, str] = field(default_factory=dict)  # ids of gone articles to those of
    # the articles that their addresses lead to now


def losses(visits: Iterable[Visit], *, even_many: bool = False) -> Losses:
    """What is gone from the sources that were read to their end. No article of it was removed.

    ``even_many``: even if so much of a site is gone at once that it may be a mistake.
    """
    found = Losses()
    for visit in visits:
        if visit.source is not None and visit.ended:
            missing = {i: was.place for i, was in visit.held.items() if i not in visit.shown}
            found.successors |= _successors(visit, missing)
            gone = _gone(visit, visit.source, missing, found.doubtful)
            gone |= missing.keys() & found.successors.keys()
            if not even_many and _is_suspicious(visit, visit.source, gone):
                found.doubtful.append(_suspicion(visit, visit.source, gone))
                gone = set()
            found.gone[visit.source.name] = gone
    return found


def _successors(visit: Visit, missing: Mapping[str, str]) -> dict[str, str]:
    """What an address leads to that led to another article before: redirected, or renamed."""
    addresses = {i: place for i, place in missing.items() if "://" in place}
    return {i: visit.places[place] for i, place in addresses.items() if place in visit.places}


def _is_suspicious(visit: Visit, source: Source, gone: set[str]) -> bool:
    if source.is_path or len(gone) < 2:
        return False
    held = len(visit.held)
    return not visit.shown or (held >= _MANY and len(gone) > _MOST * held)


def _suspicion(visit: Visit, source: Source, gone: set[str]) -> Skipped:
    return Skipped(
        source.name,
        f"{len(gone):,} of its {len(visit.held):,} articles are gone at once, as when a site is"
        " being mended, so nothing counts as gone; 'groundwire sync --prune --force' removes them",
    )


def _gone(
    visit: Visit, source: Source, missing: Mapping[str, str], doubtful: list[Skipped]
) -> set[str]:
    """Those of the articles that were not met with again, with their places, that are gone."""
    said = {source.place(skipped.source) for skipped in visit.skipped if skipped.gone}
    gone = {i for i, place in missing.items() if place in said}
    if source.kind in ("address", "feed", "page") or len(gone) == len(missing):
        return gone
    if source.kind == "file" and _was_deleted(source.name):
        return set(missing)
    doubt = _doubt(visit, source)
    if doubt:
        doubtful.append(Skipped(source.name, doubt))
        return gone
    unread = _unread(visit, source)
    return {i for i, place in missing.items() if i in gone or not _is_in(place, unread)}


def _doubt(visit: Visit, source: Source) -> str | None:
    """Why it cannot be told what is gone."""
    if not visit.shown:
        reason = "nothing of it could be read, so nothing counts as gone"
        final = source.is_path or any(skipped.gone for skipped in visit.skipped)
        return f"{reason}; {_GIVE_UP} {source.name}'" if final else reason
    if source.kind == "sitemap" and (visit.unresolved or _is_skipped(source.name, visit)):
        return "not all of it was read, so nothing counts as gone"
    return None


def _was_deleted(path: str) -> bool:
    """Whether a file is missing from a folder that holds others: no disk that is not mounted."""
    try:
        return not os.path.lexists(path) and bool(os.listdir(os.path.dirname(path)))
    except OSError:
        return False


def _is_skipped(name: str, visit: Visit) -> bool:
    return any(skipped.source == name for skipped in visit.skipped)


def _unread(visit: Visit, source: Source) -> set[str]:
    """Files, folders and addresses of which something could not be read, but for the source."""
    places = {source.place(skipped.source) for skipped in visit.skipped if not skipped.gone}
    files = {file_of(place) for place in places} if source.is_path else set()
    return (places | files) - ({source.name} if source.kind == "folder" else set())


def _is_in(place: str, unread: set[str]) -> bool:
    """Whether a place is one of these, or within one."""
    path = file_of(place)
    while path and path not in unread:
        path = os.path.dirname(path) if path != os.path.dirname(path) else ""
    return bool(path)
