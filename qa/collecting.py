"""The commands that bring articles in, and in again: add, sync.

Parse, call, render, exit code, as in `cli`, which takes them in.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from index.errors import UsageError
from qa.config import DEFAULT_MAX_SIZE_MB
from qa.gathering import Gathering
from qa.options import Embedder, Json, config, opened, readable, say
from qa.rendering.printable import printable

if TYPE_CHECKING:
    from index.article_index import ArticleIndex
    from index.reports import AddReport, SyncReport
    from index.sources import Source
    from index.visits import Item

commands = typer.Typer()

MaxSize = Annotated[
    float | None,
    typer.Option(
        metavar="MB",
        help="Skip files, pages and articles larger than this"
        f" [environment: GROUNDWIRE_MAX_SIZE; default: {DEFAULT_MAX_SIZE_MB:.0f}].",
    ),
]
AllowPrivate = Annotated[
    bool,
    typer.Option("--allow-private", help="Read addresses inside this network or machine, too."),
]
IgnoreRobots = Annotated[
    bool, typer.Option("--ignore-robots", help="Read what a site's robots.txt asks not to.")
]


@commands.command(short_help="Add articles from files, folders, the web or standard input.")
def add(
    context: typer.Context,
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE...",
            help="Files, folders, addresses of pages, feeds or sitemaps, or - for standard input.",
        ),
    ],
    embedder: Embedder = None,
    max_size: MaxSize = None,
    allow_private: AllowPrivate = False,
    ignore_robots: IgnoreRobots = False,
    as_json: Json = False,
) -> None:
    """Add articles: files of many kinds, web pages, and what feeds and sitemaps list.

    What has not changed is left alone, what has changed is replaced and its earlier text kept
    as a revision, what cannot be read is reported and skipped. 'groundwire sync' reads the same
    sources again.

    \b
    Examples:
      groundwire add clippings/ more.jsonl.gz
      groundwire add https://example.org/feed.xml
      curl -s https://example.org/article | groundwire add -
    """
    from index.article_index import ArticleIndex
    from qa.progress import counting, stopping
    from qa.rendering import collected, records

    settings = config(context, embedder=embedder, max_size_mb=max_size)
    folder = settings.index_to_add_to()
    with (
        ArticleIndex.open(folder, embedder=settings.embedder) as articles,
        counting("articles") as progress,
    ):
        gathering = Gathering(settings, articles, _web(allow_private, ignore_robots))
        limit = None if max_size is None else settings.max_size
        report = articles.add(
            gathering.given(sources, limit),
            progress=progress,
            stopping=stopping(),
        )
    _tell(report)
    if as_json:
        typer.echo(records.dumps(records.report(report)))
    else:
        typer.echo(f"{collected.counts(report)} ({folder})")
    _end(report)


@commands.command(short_help="Read again all that was added: what is new, changed, gone.")
def sync(
    context: typer.Context,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove articles that are gone from their sources.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be done.")
    ] = False,
    show: Annotated[bool, typer.Option("--list", help="List the sources.")] = False,
    forget: Annotated[
        str | None,
        typer.Option(
            metavar="SOURCE",
            help="Read this source no more; its articles stay, but with --prune.",
        ),
    ] = None,
    max_size: MaxSize = None,
    allow_private: AllowPrivate = False,
    ignore_robots: IgnoreRobots = False,
    as_json: Json = False,
) -> None:
    """Read again everything that was added by file, folder, page, feed or sitemap.

    What is new is added, what has changed is replaced, and with --prune what is gone is removed:
    from a folder, file or sitemap what it held and holds no more, from the web also what its
    server says is gone. What has scrolled out of a feed stays. A source that shows nothing at
    all, such as a disk that is not mounted, removes nothing.

    \b
    Examples:
      groundwire sync --dry-run
      groundwire sync --prune
      groundwire sync --list
    """
    if show + (forget is not None) + dry_run > 1:
        raise UsageError("--list, --forget and --dry-run do not go together", "give one of them")
    settings = config(context, max_size_mb=max_size)
    with opened(context) as articles:
        if show:
            _list(articles, as_json)
        elif forget is not None:
            _forget(articles, readable(forget, "the source"), prune, as_json)
        else:
            gathering = Gathering(settings, articles, _web(allow_private, ignore_robots))
            limit = None if max_size is None else settings.max_size
            report = _synced(articles, gathering.again(limit), prune, dry_run)
            _tell_synced(report, articles.folder, dry_run, as_json)


def _web(allow_private: bool, ignore_robots: bool) -> dict[str, bool]:
    return {"allow_private": allow_private, "obey_robots": not ignore_robots}


def _synced(
    articles: ArticleIndex, items: Iterable[Item], prune: bool, dry_run: bool
) -> SyncReport:
    from index.adding import Hooks
    from qa.progress import counting, stopping

    with counting("articles") as progress:
        hooks = Hooks(progress, stopping())
        if dry_run:
            return articles.compare(items, hooks=hooks)
        return articles.sync(items, prune=prune, hooks=hooks)


def _tell_synced(report: SyncReport, folder: Path, dry_run: bool, as_json: bool) -> None:
    from qa.rendering import collected, records

    _tell(report.read, "would replace" if dry_run else "replaced")
    for article in report.gone:
        say(f"{'removed' if report.pruned else 'gone'} {_named(article)}")
    for doubt in report.doubtful:
        say(f"kept what {doubt.source} held: {doubt.reason}")
    if as_json:
        typer.echo(records.dumps(collected.sync_record(report) | {"dry_run": dry_run}))
    else:
        typer.echo(f"{collected.synced(report, only_planned=dry_run)} ({folder})")
    if report.gone and not report.pruned:
        say("'groundwire sync --prune' removes what is gone")
    _end(report.read, otherwise=bool(report.gone))


def _list(articles: ArticleIndex, as_json: bool) -> None:
    from qa.rendering import collected, records

    found = articles.sources()
    if as_json:
        typer.echo(records.dumps([collected.source_record(source) for source in found]))
    elif found:
        typer.echo(collected.sources(found))
    else:
        say("no source is known")


def _forget(articles: ArticleIndex, name: str, prune: bool, as_json: bool) -> None:
    from qa.rendering import collected, records

    source = _source_called(articles, name)
    removed = articles.forget(source, prune=prune)
    if as_json:
        record = collected.source_record(source)
        gone = [records.about(article) for article in removed]
        typer.echo(records.dumps({"forgotten": record, "removed": gone}))
        return
    for article in removed:
        say(f"removed {_named(article)}")
    what = f"{len(removed):,} articles removed" if prune else "its articles stay"
    typer.echo(f"forgot {printable(source.name)}, {what}")


def _source_called(articles: ArticleIndex, name: str) -> Source:
    from index.sources import source_of

    wanted = {name, source_of(name).name}
    found = next((source for source in articles.sources() if source.name in wanted), None)
    if found is None:
        raise UsageError(
            f"no source is called '{name}'", "'groundwire sync --list' shows all sources"
        )
    return found


def _tell(report: AddReport, replaced: str = "replaced") -> None:
    for skipped in report.skipped:
        say(f"skipped {skipped.source}: {skipped.reason}")
    for article in report.changed:
        say(f"{replaced} {_named(article)}")


def _named(article: Any) -> str:
    return f"{article.id[:8]} {article.title or article.source or ''}"


def _end(report: AddReport, *, otherwise: bool = False) -> None:
    """Exit code 130 after Ctrl-C; 1 if nothing was read, nor ``otherwise`` anything done."""
    if report.interrupted:
        say("stopped by Ctrl-C; what is counted above is kept, do the same again for the rest")
        raise typer.Exit(130)
    if not report.kept and not otherwise:
        say("groundwire: nothing could be added")
        raise typer.Exit(1)
