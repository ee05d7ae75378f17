"""The commands that bring articles in, and in again: add, sync.

Deliberately not here: how sources are read (`gathering`), and what is said of what became of the
articles (`telling`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from index.errors import UsageError
from qa.commands.gathering import Allowed, Gathering
from qa.commands.options import Embedder, Json, config, opened, readable, say
from qa.commands.telling import tell_added, tell_forgotten, tell_sources, tell_synced
from qa.config import DEFAULT_MAX_SIZE_MB

if TYPE_CHECKING:
    from index.article_index import ArticleIndex
    from index.articles import Article
    from index.provenance.sources import Source
    from index.provenance.visits import Item
    from index.reports import SyncReport

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
    typer.Option(
        "--allow-private",
        help="Read addresses inside this network or machine, too; 'add' remembers it.",
    ),
]
IgnoreRobots = Annotated[
    bool,
    typer.Option(
        "--ignore-robots", help="Read what a site's robots.txt asks not to; 'add' remembers it."
    ),
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
    replace: Annotated[
        bool,
        typer.Option(
            "--replace", help="Take a page even where little is left of the text it had before."
        ),
    ] = False,
    as_json: Json = False,
) -> None:
    """Add articles: files of many kinds, web pages, and what feeds and sitemaps list.

    What has not changed is left alone, what has changed is replaced and its earlier text kept
    as a revision, what cannot be read is reported and skipped; so is a page of which little is
    left, as behind a paywall. A file that was moved keeps its article. 'groundwire sync' reads
    the same sources again.

    \b
    Examples:
      groundwire add clippings/ more.jsonl.gz
      groundwire add https://example.org/feed.xml
      curl -s https://example.org/article | groundwire add -
    """
    from index.article_index import ArticleIndex
    from qa.commands.progress import counting, stopping

    settings = config(context, embedder=embedder, max_size_mb=max_size)
    folder = settings.index_to_add_to()
    with (
        ArticleIndex.open(folder, embedder=settings.embedder) as articles,
        counting("articles") as progress,
    ):
        _note_uncompared(articles)
        gathering = Gathering(settings, articles, Allowed(allow_private, ignore_robots))
        limit = None if max_size is None else settings.max_size
        report = articles.add(
            gathering.given(sources, limit),
            progress=progress,
            stopping=stopping(),
            shrunk=replace,
        )
    tell_added(report, folder, as_json)


@commands.command(short_help="Read again all that was added: what is new, changed, gone.")
def sync(
    context: typer.Context,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove articles that are gone from their sources.")
    ] = False,
    force: Annotated[
        bool,
        typer.Option("--force", help="With --prune: even if most of a site is gone at once."),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be done.")
    ] = False,
    show: Annotated[bool, typer.Option("--list", help="List the sources.")] = False,
    forget: Annotated[
        str | None,
        typer.Option(
            metavar="SOURCE",
            help="Read this source no more. Its articles stay; with --prune those are removed that"
            " no other source holds.",
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
    all, such as a disk that is not mounted or a site that is being mended, removes nothing. What
    was removed by hand is left out.

    \b
    Examples:
      groundwire sync --dry-run
      groundwire sync --prune
      groundwire sync --list
      groundwire sync --forget clippings/ --dry-run
    """
    reading = {
        "--max-size": max_size is not None,
        "--allow-private": allow_private,
        "--ignore-robots": ignore_robots,
        "--force": force,
    }
    if show:
        removing = {"--forget": forget is not None, "--prune": prune, "--dry-run": dry_run}
        _alone("--list", reading | removing)
    if forget is not None:
        _alone("--forget", reading)
    if force and not prune:
        raise UsageError("--force is for --prune", "give both, or neither")
    settings = config(context, max_size_mb=max_size)
    with opened(context) as articles:
        if show:
            tell_sources(articles.sources(), as_json)
        elif forget is not None:
            source = _source_called(articles, readable(forget, "the source"))
            removed = _forgotten(articles, source, prune, dry_run)
            tell_forgotten(source, removed, prune, dry_run, as_json)
        else:
            gathering = Gathering(settings, articles, Allowed(allow_private, ignore_robots))
            limit = None if max_size is None else settings.max_size
            how = _Pruning(prune, force, dry_run)
            report = _synced(articles, gathering.again(limit), how)
            tell_synced(report, articles.folder, dry_run, as_json)


def _alone(option: str, others: Mapping[str, bool]) -> None:
    """Raises ``UsageError`` where an option is given that this one would have no use for."""
    given = [other for other, there in others.items() if there]
    if given:
        raise UsageError(
            f"{option} reads no source: {', '.join(given)} would have no effect",
            f"give {option} without, or leave {option} out",
        )


class _Pruning(NamedTuple):
    """What becomes of what is gone."""

    prune: bool
    force: bool
    dry_run: bool


def _forgotten(articles: ArticleIndex, source: Source, prune: bool, dry_run: bool) -> list[Article]:
    """What was removed with a source, or would be."""
    if dry_run:
        return articles.held_alone(source) if prune else []
    return articles.forget(source, prune=prune)


def _synced(articles: ArticleIndex, items: Iterable[Item], how: _Pruning) -> SyncReport:
    from index.adding import Hooks
    from qa.commands.progress import counting, stopping

    with counting("articles") as progress:
        hooks = Hooks(progress, stopping())
        if how.dry_run:
            return articles.compare(items, force=how.force, hooks=hooks)
        _note_uncompared(articles)
        return articles.sync(items, prune=how.prune, force=how.force, hooks=hooks)


def _note_uncompared(articles: ArticleIndex) -> None:
    number = articles.uncompared()
    if number:
        say(f"note: comparing {number:,} articles of an earlier version for copies, once")


def _source_called(articles: ArticleIndex, name: str) -> Source:
    from index.provenance.sources import source_of

    wanted = {name, source_of(name).name}
    found = next((source for source in articles.sources() if source.name in wanted), None)
    if found is None:
        raise UsageError(
            f"no source is called '{name}'", "'groundwire sync --list' shows all sources"
        )
    return found
