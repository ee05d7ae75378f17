"""Where articles came from and what became of them, as text and as plain values.

Deliberately not here: what the articles themselves say (`terminal`, `records`).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from index.articles import Article
from index.provenance.sources import Source
from index.reports import AddReport, SyncReport
from qa.rendering import records
from qa.rendering.printable import printable

_COUNTS = (
    ("added", "to add"), ("replaced", "to replace"), ("unchanged", "unchanged"),
    ("skipped", "skipped"),
)  # fmt: skip


def counts(report: AddReport, *, only_planned: bool = False) -> str:
    """How many articles were added, replaced, unchanged, skipped: "3 added, 1 unchanged"."""
    numbers = (report.added, len(report.changed), report.unchanged, len(report.skipped))
    told = [
        f"{number:,} {planned if only_planned else done}"
        for number, (done, planned) in zip(numbers, _COUNTS, strict=True)
        if number
    ]
    if report.moved:
        told.append(f"{len(report.moved):,} moved")
    if report.left_out:
        told.append(f"{report.left_out:,} removed by hand, left out")
    return ", ".join(told) or "no articles found"


def synced(report: SyncReport, *, only_planned: bool) -> str:
    """What was found when all was read again, in one line."""
    told = counts(report.read, only_planned=only_planned)
    if report.gone:
        told += f", {len(report.gone):,} {'removed' if report.pruned else 'gone'}"
    return f"nothing was changed; {told}" if only_planned else told


def add_record(report: AddReport) -> dict[str, Any]:
    """What became of what was offered, as plain values."""
    return records.report(report) | {
        "moved": [records.about(article) for article in report.moved],
    }


def sync_record(report: SyncReport) -> dict[str, Any]:
    """What was found when all was read again, as plain values."""
    return add_record(report.read) | {
        "planned": [records.about(article) for article in report.read.planned],
        "left_out": report.read.left_out,
        "gone": [_gone(article, report) for article in report.gone],
        "pruned": report.pruned,
        "doubtful": [{"source": d.source, "reason": d.reason} for d in report.doubtful],
    }


def _gone(article: Article, report: SyncReport) -> dict[str, Any]:
    return records.about(article) | {"replaced_by": report.successors.get(article.id)}


def sources(found: Iterable[Source]) -> str:
    """One source a line: kind, when it was last read to its end, articles, name; tabs between.

    Last, what is allowed for its sake.
    """
    rows = (
        [
            source.kind,
            minute(source.completed) or "-",
            f"{source.articles}",
            source.name,
            *_allowed(source),
        ]
        for source in found
    )
    return "\n".join("\t".join(map(printable, row)) for row in rows)


def _allowed(source: Source) -> list[str]:
    flags = (("--allow-private", source.allow_private), ("--ignore-robots", source.ignore_robots))
    told = " ".join(flag for flag, is_set in flags if is_set)
    return [told] if told else []


def source_record(source: Source) -> dict[str, Any]:
    """A source as plain values."""
    return {
        "source": source.name,
        "kind": source.kind,
        "completed": source.completed and source.completed.isoformat(),
        "articles": source.articles,
        "allow_private": source.allow_private,
        "ignore_robots": source.ignore_robots,
    }


def minute(moment: datetime | None) -> str:
    """A moment to the minute, "" where it is not known."""
    return "" if moment is None else moment.strftime("%Y-%m-%d %H:%M UTC")
