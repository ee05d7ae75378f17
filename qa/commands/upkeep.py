"""The commands that look at an index and after it: list, show, remove, status, doctor, rebuild.

Parse, call, render, exit code, as in `cli`, which takes them in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from index.errors import UsageError
from qa.commands.options import (
    Embedder,
    Json,
    Outlet,
    Since,
    Until,
    config,
    filters,
    opened,
    page,
    readable,
    say,
)
from qa.commands.telling import tell_left_out

if TYPE_CHECKING:
    from index.article_index import ArticleIndex
    from index.articles import Article, Sentence
    from index.catalog import Summary
    from index.provenance.revisions import Revision
    from qa.rendering.shown import Beside

commands = typer.Typer()


@commands.command("list")
def list_articles(
    context: typer.Context,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    origins: Annotated[
        bool, typer.Option("--origins", help="One line for each report, however often it is told.")
    ] = False,
    as_json: Json = False,
) -> None:
    """List the articles, newest first: id, date, outlet, headline.

    \b
    Examples:
      groundwire list --since 2024-04
      groundwire list --origins
    """
    from qa.rendering import records, terminal

    limits = filters(since, until, outlet)
    with opened(context) as articles:
        found = articles.summaries(**limits)
        copies = _copies(articles, found) if origins else None
        if origins and (number := articles.uncompared()):
            say(f"note: {number:,} articles are not compared yet, the next 'add' or 'sync' does it")
    counts = None
    if copies is not None:
        counts = {article_id: len(others) for article_id, others in copies.items()}
        repeated = {copy for ids in copies.values() for copy in ids}
        found = [summary for summary in found if summary.id not in repeated]
    if as_json:
        typer.echo(records.dumps([records.summary(summary, copies) for summary in found]))
    elif found:
        typer.echo(terminal.listing(found, counts))
    else:
        say("no articles")


def _copies(articles: ArticleIndex, listed: list[Summary]) -> dict[str, list[str]]:
    """The ids of the other articles that tell the same, by id of the first of them in the list.

    First is the origin, or where that is not listed the earliest copy that is.
    """
    ids = {summary.id for summary in listed}
    copies = {}
    for origin in articles.shared_origins():
        first = next((each for each in origin.article_ids if each in ids), None)
        if first is not None:
            copies[first] = [each for each in origin.article_ids if each != first]
    return copies


@commands.command()
def show(
    context: typer.Context,
    article: Annotated[
        str, typer.Argument(metavar="ARTICLE", help="Its id, or the beginning of it.")
    ],
    sentence: Annotated[
        int | None, typer.Option(metavar="N", help="Mark sentence N, as numbered here.")
    ] = None,
    revision: Annotated[
        int | None, typer.Option(metavar="N", help="Show its revision N, from 1, not the current.")
    ] = None,
    revisions: Annotated[
        bool, typer.Option("--revisions", help="Show what it said before, and what has changed.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Show an article with its sentences numbered.

    \b
    Examples:
      groundwire show 3f2a91c0 --sentence 5
      groundwire show 3f2a91c0 --revisions
    """
    from qa.rendering.shown import Beside

    if revisions and (sentence, revision) != (None, None):
        raise UsageError("--revisions shows them all", "leave --sentence and --revision away")
    with opened(context) as articles:
        shown = articles.article(readable(article, "the id"))
        if revision is not None:
            shown = articles.revision(shown, revision).article
        sentences = articles.sentences(shown)
        texts = articles.revisions(shown)
        others = articles.same_report(shown)
    if revisions:
        _show_revisions(texts, as_json)
    else:
        _show(shown, sentences, Beside(others, texts), sentence, as_json)


def _show_revisions(found: list[Revision], as_json: bool) -> None:
    from qa.rendering import history, records

    record = records.about(found[-1].article) | {"revisions": history.revision_records(found)}
    typer.echo(records.dumps(record) if as_json else history.revisions(found, page()))


def _show(
    shown: Article,
    sentences: list[Sentence],
    beside: Beside,
    marked: int | None,
    as_json: bool,
) -> None:
    from qa.rendering import records
    from qa.rendering.shown import article

    if marked is not None and not 1 <= marked <= len(sentences):
        raise UsageError(
            f"there is no sentence {marked} in {shown.id}",
            f"its sentences are numbered 1 to {len(sentences)}",
        )
    if as_json:
        record = records.article(shown, sentences, beside.others) | _counted(shown, beside)
        if marked is not None:
            record["sentences"] = [record["sentences"][marked - 1]]
        typer.echo(records.dumps(record))
    else:
        typer.echo(article(shown, sentences, marked, page(), beside))


def _counted(shown: Article, beside: Beside) -> dict[str, Any]:
    """Which of how many texts it is, and when it was replaced, None for the current one."""
    when = [text.replaced for text in beside.texts if text.article.revision == shown.revision]
    replaced = when[0].isoformat() if when and when[0] else None
    return {"revisions": len(beside.texts), "replaced": replaced}


@commands.command(short_help="Remove articles, on disk too.")
def remove(
    context: typer.Context,
    ids: Annotated[
        list[str], typer.Argument(metavar="ARTICLE...", help="Ids, or the beginnings of ids.")
    ],
    as_json: Json = False,
) -> None:
    """Remove articles so that nothing of them is left in the index, on disk too.

    Only digests of their ids are kept, so that 'groundwire sync' does not bring them back;
    'groundwire add' does.

    \b
    Example:
      groundwire remove 3f2a91c0
    """
    from qa.rendering import records

    with opened(context) as articles:
        todo = [articles.article(readable(article_id, "the id")) for article_id in ids]
        held_by = articles.sources_of(article.id for article in todo)
        number = articles.remove([article.id for article in todo])
        known = {source.name for source in articles.sources()}
    if as_json:
        typer.echo(records.dumps({"removed": [records.about(article) for article in todo]}))
    for article in {} if as_json else {a.id: a for a in todo}.values():
        typer.echo(f"removed {article.id[:8]} {article.title or article.source or ''}")
    tell_left_out([name for name in held_by if name in known], number)


@commands.command(short_help="Show what the index holds.")
def status(context: typer.Context, as_json: Json = False) -> None:
    """Show what the index holds: articles, earlier texts, outlets, dates, size, embedding model.

    \b
    Example:
      groundwire status
    """
    from qa.rendering import overview, records

    with opened(context) as articles:
        found = articles.status()
    record = records.status(found)
    typer.echo(records.dumps(record) if as_json else overview.status(found))


@commands.command(short_help="Check the installation and the index.")
def doctor(context: typer.Context, as_json: Json = False) -> None:
    """Check what is installed and whether the index is whole; say how to mend what is not.

    Exit code 1 means that something has to be mended.

    \b
    Example:
      groundwire doctor
    """
    from qa.commands.diagnosis import diagnose
    from qa.rendering import overview, records

    found = diagnose(config(context))
    typer.echo(records.dumps(found.record()) if as_json else overview.diagnosis(found))
    if found.problems:
        raise typer.Exit(1)


@commands.command(short_help="Make the derived stores anew.")
def rebuild(context: typer.Context, embedder: Embedder = None, as_json: Json = False) -> None:
    """Make the vector store and the lexical index anew from the articles.

    \b
    Examples:
      groundwire rebuild
      groundwire rebuild --embedder openai:text-embedding-3-small
    """
    from index.article_index import ArticleIndex
    from qa.commands.progress import counting
    from qa.rendering import records

    settings = config(context, embedder=embedder)
    with counting("articles") as progress:
        index = ArticleIndex.rebuild(
            settings.existing_index(), embedder=settings.embedder, progress=progress
        )
    with index:
        found = index.status()
    if as_json:
        typer.echo(records.dumps(records.status(found)))
    else:
        typer.echo(f"rebuilt {found.articles:,} articles in {found.chunks:,} chunks")
