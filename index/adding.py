"""A stream of articles into an index, batch by batch: what is new, what has changed, what has not.

Deliberately not here: how a batch is written (`writing`) and who may write (`article_index`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from index.articles import Article, Skipped
from index.catalog import Catalog
from index.interrupts import uninterrupted
from index.reports import AddReport
from index.schema import article_digest
from index.writing import Writer

# A batch is what one transaction writes: enough for the stores to be quick, little enough that
# Ctrl-C is answered within a second.
_BATCH_ARTICLES = 256
_BATCH_CHARACTERS = 4_000_000


def add_all(
    articles: Iterable[Article | Skipped],
    catalog: Catalog,
    writer: Writer,
    progress: Callable[[int], None],
) -> AddReport:
    """Add what is new and replace what has changed, until the stream ends or Ctrl-C comes."""
    report = AddReport()
    try:
        for batch in _batched(articles, report):
            with uninterrupted():
                _add_batch(batch, catalog, writer, report)
                progress(len(batch))
    except KeyboardInterrupt:
        report.interrupted = True
    with uninterrupted():
        writer.publish()
    return report


def _add_batch(batch: list[Article], catalog: Catalog, writer: Writer, report: AddReport) -> None:
    latest = {article.id: article for article in batch}
    known = catalog.digests(latest)
    new = [a for a in latest.values() if known.get(a.id) != article_digest(a)]
    if new:
        writer.write(new, much=len(batch) >= _BATCH_ARTICLES)
    changed = [article for article in new if article.id in known]
    report.changed += changed
    report.added += len(new) - len(changed)
    report.unchanged += len(batch) - len(new)


def _batched(items: Iterable[Article | Skipped], report: AddReport) -> Iterator[list[Article]]:
    """Batches of articles by number and length; what was skipped goes to the report."""
    batch: list[Article] = []
    length = 0
    for item in items:
        if isinstance(item, Skipped):
            report.skipped.append(item)
            continue
        batch.append(item)
        length += len(item.text)
        if len(batch) >= _BATCH_ARTICLES or length >= _BATCH_CHARACTERS:
            yield batch
            batch, length = [], 0
    if batch:
        yield batch
