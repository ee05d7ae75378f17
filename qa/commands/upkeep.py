"""The commands that keep an index in order: remove, status, doctor, rebuild."""

from __future__ import annotations

from typing import Annotated

import typer

from qa.commands.options import Embedder, Json, config, opened, readable
from qa.commands.telling import tell_left_out

commands = typer.Typer()


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
