"""The commands that look into an index and change nothing: search, list, show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from index.errors import UsageError
from qa.commands.options import (
    NOT_ANSWERED,
    Json,
    Outlet,
    Since,
    Until,
    filters,
    opened,
    page,
    readable,
    say,
)

if TYPE_CHECKING:
    from index.article_index import ArticleIndex
    from index.articles import Article, Sentence
    from index.catalog import Summary
    from index.provenance.revisions import Revision
    from qa.rendering.shown import Beside

commands = typer.Typer()


@commands.command()
def search(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="Words or a question.")],
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many passages.")] = 10,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    as_json: Json = False,
) -> None:
    """Show the passages that fit best, without answering. Exit code 3: there are none.

    \b
    Example:
      groundwire search "drone attack in Jordan" --limit 5
    """
    from index.words import has_words
    from qa.rendering import records, terminal

    query = readable(" ".join(words), "what is searched for")
    if not has_words(query):
        raise UsageError("there are no words to search for", "give some in quotation marks")
    limits = filters(since, until, outlet)
    with opened(context) as articles:
        found = articles.search(query, limit, **limits)
    if as_json:
        typer.echo(records.dumps([records.passage(passage) for passage in found]))
    elif found:
        typer.echo(terminal.passages(found, page()))
    else:
        say("no article matches")
    if not found:
        raise typer.Exit(NOT_ANSWERED)


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
