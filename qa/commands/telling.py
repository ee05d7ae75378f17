"""What `add` and `sync` say of what became of articles: on standard error each, in the end counts.

Deliberately not here: the commands themselves (`collecting`), and how things look (`collected`).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from qa.commands.options import INTERRUPTED, say
from qa.rendering.printable import printable

if TYPE_CHECKING:
    from index.articles import Article
    from index.provenance.sources import Source
    from index.reports import AddReport, SyncReport


def tell_added(report: AddReport, folder: Path, as_json: bool) -> None:
    """What became of what was offered, and the exit code."""
    from qa.rendering import collected, records

    _each(report, "replaced")
    if as_json:
        typer.echo(records.dumps(collected.add_record(report)))
    else:
        typer.echo(f"{collected.counts(report)} ({folder})")
    _end(report, "nothing could be added", done=bool(report.kept))


def tell_synced(report: SyncReport, folder: Path, dry_run: bool, as_json: bool) -> None:
    """What was found when all was read again, and the exit code."""
    from qa.rendering import collected, records

    _each(report.read, "would replace" if dry_run else "replaced")
    _gone(report)
    if as_json:
        typer.echo(records.dumps(collected.sync_record(report) | {"dry_run": dry_run}))
    else:
        typer.echo(f"{collected.synced(report, only_planned=dry_run)} ({folder})")
    if report.gone and not report.pruned:
        say("'groundwire sync --prune' removes what is gone")
    done = report.read.kept or report.gone or report.read.left_out
    _end(report.read, "nothing could be read", done=bool(done))


def _each(report: AddReport, replaced: str) -> None:
    for skipped in report.skipped:
        say(f"skipped {skipped.source}: {skipped.reason}")
    for article in report.planned:
        say(f"would add {_named(article)}")
    for article in report.changed:
        say(f"{replaced} {_named(article)}")
    for article in report.moved:
        say(f"moved {_named(article)}: now in {article.source}")


def _gone(report: SyncReport) -> None:
    for article in report.gone:
        new = report.successors.get(article.id)
        why = f" (its address leads to {new[:8]} now)" if new else ""
        say(f"{'removed' if report.pruned else 'gone'} {_named(article)}{why}")
    for doubt in report.doubtful:
        say(f"kept what {doubt.source} held: {doubt.reason}")


def tell_sources(found: list[Source], as_json: bool) -> None:
    """All sources, one a line."""
    from qa.rendering import collected, records

    if as_json:
        typer.echo(records.dumps([collected.source_record(source) for source in found]))
    elif found:
        typer.echo(collected.sources(found))
    else:
        say("no source is known")


def tell_forgotten(
    source: Source, removed: list[Article], prune: bool, dry_run: bool, as_json: bool
) -> None:
    """That a source is read no more, and what was removed with it."""
    from qa.rendering import collected, records

    if as_json:
        gone = [records.about(article) for article in removed]
        record = {"forgotten": collected.source_record(source), "removed": gone}
        typer.echo(records.dumps(record | {"dry_run": dry_run}))
        return
    for article in removed:
        say(f"{'would remove' if dry_run else 'removed'} {_named(article)}")
    number = f"{len(removed):,} article{'' if len(removed) == 1 else 's'}"
    what = f"{number} {'to remove' if dry_run else 'removed'}" if prune else "its articles stay"
    begin = "nothing was changed; to forget" if dry_run else "forgot"
    typer.echo(f"{begin} {printable(source.name)}, {what}")


def tell_left_out(sources: Iterable[str], number: int) -> None:
    """That what was removed by hand is not brought back, though it may be listed there."""
    names = list(sources)
    if names:
        others = f" and {len(names) - 1:,} more sources" if len(names) > 1 else ""
        it = "it" if number == 1 else "them"
        say(
            f"{names[0]}{others} may still list {it}: 'groundwire sync' leaves {it} out,"
            f" 'groundwire add' brings {it} back"
        )


def _named(article: Article) -> str:
    return f"{article.id[:8]} {article.title or article.source or ''}"


def _end(report: AddReport, failure: str, *, done: bool) -> None:
    """Exit code 130 after Ctrl-C; 1 if nothing was done."""
    if report.interrupted:
        say("stopped by Ctrl-C; what is counted above is kept, do the same again for the rest")
        raise typer.Exit(INTERRUPTED)
    if not done:
        say(f"groundwire: {failure}")
        raise typer.Exit(1)
