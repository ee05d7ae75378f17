"""Reading everything again that was added: what is new, what has changed, what is gone.

Deliberately not here: reading (the caller hands in how), and what counts as gone (`losses`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Literal

from index.adding import Addition
from index.adding.turns import Turns
from index.adding.writing import Writer
from index.articles import Article, Skipped, Unchanged
from index.catalog import Catalog
from index.interrupts import uninterrupted
from index.provenance.losses import Losses, losses
from index.provenance.sources import Kind, Source
from index.provenance.visits import Begun, Ended, Item
from index.reports import SyncReport

# "force": even what is gone in such numbers at once that it may be a mistake
Pruning = Literal["no", "yes", "force"]
Reading = Callable[[Source], Iterable[Article | Skipped | Unchanged]]


def visiting(
    sources: Iterable[Source], reading: Reading, kinds: Mapping[str, Kind] | None = None
) -> Iterator[Item]:
    """All that ``reading`` finds in each of the sources, with marks where each begins and ends.

    ``kinds`` says of addresses, once they were read, what they turned out to be.
    """
    for source in sources:
        yield Begun(source)
        yield from reading(source)
        kind = (kinds or {}).get(source.name, source.kind)
        yield Ended(replace(source, kind=kind))


def sync_all(
    addition: Addition,
    catalog: Catalog,
    turns: Turns | None,
    items: Iterable[Item],
    prune: Pruning,
) -> SyncReport:
    """Add what the sources hold now. With turns and ``prune``, remove what is gone from all."""
    report = SyncReport(addition.run(items))
    if report.read.interrupted:
        return report
    found = losses(addition.visits, even_many=prune == "force")
    met = {article_id for visit in addition.visits for article_id in visit.shown}
    candidates = {i for ids in found.gone.values() for i in ids} - met
    gone = catalog.sources.only(sorted(candidates), found.gone)
    report.gone = list(catalog.articles(gone).values())
    report.doubtful = found.doubtful
    report.successors = {i: new for i, new in found.successors.items() if i in gone}
    if turns is not None and prune != "no":
        writer = turns.take()
        with uninterrupted():
            _prune(catalog, writer, gone, found)
        report.pruned = True
    return report


def _prune(catalog: Catalog, writer: Writer, article_ids: list[str], found: Losses) -> None:
    if article_ids:
        writer.remove(article_ids)
    with catalog.transaction():
        for name, ids in found.gone.items():
            catalog.sources.detach(name, ids)
        catalog.sources.forget_empty()


def forget(catalog: Catalog, writer: Writer, source: Source, *, prune: bool) -> list[Article]:
    """Read a source no more; with ``prune``, remove what only it held. What was removed."""
    gone = losing(catalog, source) if prune else []
    removed = list(catalog.articles(gone).values())
    if gone:
        writer.remove(gone)
    with catalog.transaction():
        catalog.sources.forget(source)
    return removed


def losing(catalog: Catalog, source: Source) -> list[str]:
    """Ids of the articles that no other source holds."""
    held = catalog.sources.held(source)
    return catalog.sources.only(held, {source.name: set(held)})
