"""The command line: parse, call, render, exit code.

Results go to standard output; progress, notes and errors to standard error. Exit codes: 0 done,
1 could not, 2 wrong use, 3 the articles do not answer. Nothing heavy is imported before a
command needs it, so that ``--help`` answers at once.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from index.errors import GroundwireError, UsageError
from qa.config import DEFAULT_MAX_SIZE_MB, Config, resolve

if TYPE_CHECKING:
    from index.article_index import ArticleIndex

NOT_ANSWERED = 3

app = typer.Typer(
    name="groundwire",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Since = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Published on DATE or later (2024-04-23, 2024-04, 7d)."),
]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="Published on DATE or earlier.")]
Outlet = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME", help="Published by this outlet. Can be given several times."),
]
Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Embedder = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Embedding model: static-minilm-256 (bundled) or openai:MODEL."
        " An index keeps the one it was made with.",
    ),
]


def main() -> None:
    """Run the program; every error of ours is a line, a hint and its own exit code."""
    try:
        app()
    except GroundwireError as error:
        _say(f"groundwire: {error.message}")
        if error.hint:
            _say(f"  hint: {error.hint}")
        sys.exit(error.exit_code)
    except BrokenPipeError:  # the reader of our output has what it wanted
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        _say("groundwire: stopped")
        sys.exit(130)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"groundwire {version('groundwire')}")
        raise typer.Exit


@app.callback()
def settings(
    context: typer.Context,
    index: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="The index folder [environment: GROUNDWIRE_INDEX; default: the nearest"
            " .groundwire from here upwards].",
        ),
    ] = None,
    _show_version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Ask questions of news articles; every statement shows the sentence it rests on.

    \b
    Examples:
      groundwire add clippings/
      groundwire ask "Which base was attacked?"
    """
    context.obj = index


def _config(context: typer.Context, **flags: Any) -> Config:
    return resolve(os.environ, Path.cwd(), index=context.obj, **flags)


@contextmanager
def _opened(context: typer.Context) -> Iterator[ArticleIndex]:
    from index.article_index import ArticleIndex

    with ArticleIndex.open(_config(context).existing_index(), create=False) as articles:
        if articles.unfinished:
            _say(f"note: some articles are not finished yet: {articles.unfinished}")
        yield articles


@app.command(short_help="Add articles from files, folders or standard input.")
def add(
    context: typer.Context,
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE...", help="Folders, files, or - for standard input."),
    ],
    embedder: Embedder = None,
    max_size: Annotated[
        float | None,
        typer.Option(
            metavar="MB",
            help="Skip files and articles larger than this"
            f" [environment: GROUNDWIRE_MAX_SIZE; default: {DEFAULT_MAX_SIZE_MB:.0f}].",
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Add articles: text, Markdown, HTML, JSON, JSON lines, each also .gz.

    What has not changed is left alone, what has changed is replaced, what cannot be read is
    reported and skipped.

    \b
    Examples:
      groundwire add clippings/ more.jsonl.gz
      curl -s https://example.org/article | groundwire add -
    """
    from index.article_index import ArticleIndex
    from index.reading import read
    from qa.progress import counting
    from qa.rendering import records

    # Adding makes millions of small values that live as long as their batch; looking for cycles
    # among them every 700 values takes a tenth of the time.
    gc.set_threshold(100_000, 50, 100)
    config = _config(context, embedder=embedder, max_size_mb=max_size)
    folder = config.index_to_add_to()
    with (
        ArticleIndex.open(folder, embedder=config.embedder) as articles,
        counting("articles") as progress,
    ):
        report = articles.add(
            read(*sources, limit=config.max_size, without=[folder]), progress=progress
        )
    for skipped in report.skipped:
        _say(f"skipped {skipped.source}: {skipped.reason}")
    for article in report.changed:
        _say(f"replaced {article.id[:8]} {article.title or article.source or ''}")
    if as_json:
        typer.echo(records.dumps(records.report(report)))
    else:
        typer.echo(_added(report, folder))
    if report.interrupted:
        _say("stopped by Ctrl-C; what is counted above is kept, add the same again for the rest")
        raise typer.Exit(130)
    if not report.kept:
        _say("groundwire: nothing could be added")
        raise typer.Exit(1)


def _added(report: Any, folder: Path) -> str:
    counts = {
        "added": report.added,
        "replaced": len(report.changed),
        "unchanged": report.unchanged,
        "skipped": len(report.skipped),
    }
    told = ", ".join(f"{count:,} {what}" for what, count in counts.items() if count)
    return f"{told or 'no articles found'} ({folder})"


@app.command(short_help="Answer a question, with the source sentences.")
def ask(
    context: typer.Context,
    question: Annotated[
        str, typer.Argument(metavar="QUESTION", help="The question, in quotation marks.")
    ],
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    as_json: Json = False,
) -> None:
    """Answer a question with one to three sentences of the articles, each with its source.

    Exit code 3 means that the articles do not answer it; what comes nearest is shown.

    \b
    Examples:
      groundwire ask "How many attacks were there since October?"
      groundwire ask "Which base was attacked?" --since 2024-04 --outlet "Gulf Courier"
    """
    from qa.answering import ask as answer
    from qa.answers import Abstention
    from qa.rendering import records, terminal

    with _opened(context) as articles:
        found = answer(articles, question, **_filters(since, until, outlet))
    if as_json:
        typer.echo(records.dumps(records.result(found)))
    else:
        typer.echo(terminal.result(found, _page()))
    if isinstance(found, Abstention):
        raise typer.Exit(NOT_ANSWERED)


@app.command()
def search(
    context: typer.Context,
    query: Annotated[
        str, typer.Argument(metavar="WORDS", help="Words or a question, in quotation marks.")
    ],
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many passages.")] = 10,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    as_json: Json = False,
) -> None:
    """Show the passages that fit best, without answering. Exit code 3: none does.

    \b
    Example:
      groundwire search "drone attack in Jordan" --limit 5
    """
    from qa.rendering import records, terminal

    with _opened(context) as articles:
        found = articles.search(query, limit, **_filters(since, until, outlet))
    if as_json:
        typer.echo(records.dumps([records.passage(passage) for passage in found]))
    elif found:
        typer.echo(terminal.passages(found, _page()))
    else:
        _say("no passage has these words or is near them")
    if not found:
        raise typer.Exit(NOT_ANSWERED)


@app.command("list")
def list_articles(
    context: typer.Context,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    as_json: Json = False,
) -> None:
    """List the articles, newest first: id, date, outlet, headline.

    \b
    Example:
      groundwire list --since 2024-04
    """
    from qa.rendering import records, terminal

    with _opened(context) as articles:
        found = articles.summaries(**_filters(since, until, outlet))
    if as_json:
        typer.echo(records.dumps([records.summary(summary) for summary in found]))
    elif found:
        typer.echo(terminal.listing(found))
    else:
        _say("no articles")


@app.command()
def show(
    context: typer.Context,
    article: Annotated[
        str, typer.Argument(metavar="ARTICLE", help="Its id, or the beginning of it.")
    ],
    sentence: Annotated[
        int | None, typer.Option(metavar="N", help="Mark sentence N, as numbered here.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Show an article with its sentences numbered.

    \b
    Example:
      groundwire show 3f2a91c0 --sentence 5
    """
    from qa.rendering import records, terminal

    with _opened(context) as articles:
        shown = articles.article(article)
        sentences = articles.sentences(shown)
    if sentence is not None and not 1 <= sentence <= len(sentences):
        raise UsageError(
            f"there is no sentence {sentence} in {shown.id}",
            f"its sentences are numbered 1 to {len(sentences)}",
        )
    if as_json:
        record = records.article(shown, sentences)
        if sentence is not None:
            record["sentences"] = [record["sentences"][sentence - 1]]
        typer.echo(records.dumps(record))
    else:
        typer.echo(terminal.article(shown, sentences, sentence, _page()))


@app.command(short_help="Remove articles, on disk too.")
def remove(
    context: typer.Context,
    ids: Annotated[
        list[str], typer.Argument(metavar="ARTICLE...", help="Ids, or the beginnings of ids.")
    ],
    as_json: Json = False,
) -> None:
    """Remove articles so that nothing of them is left in the index, on disk too.

    \b
    Example:
      groundwire remove 3f2a91c0
    """
    from qa.rendering import records

    with _opened(context) as articles:
        todo = [articles.article(article_id) for article_id in ids]
        articles.remove([article.id for article in todo])
    if as_json:
        typer.echo(records.dumps({"removed": [records.about(article) for article in todo]}))
    for article in {} if as_json else {a.id: a for a in todo}.values():
        typer.echo(f"removed {article.id[:8]} {article.title or article.source or ''}")


@app.command(short_help="Show what the index holds.")
def status(context: typer.Context, as_json: Json = False) -> None:
    """Show what the index holds: articles, outlets, dates, size, embedding model.

    \b
    Example:
      groundwire status
    """
    from qa.rendering import overview, records

    with _opened(context) as articles:
        found = articles.status()
    record = records.status(found)
    typer.echo(records.dumps(record) if as_json else overview.status(found))


@app.command(short_help="Check the installation and the index.")
def doctor(context: typer.Context, as_json: Json = False) -> None:
    """Check what is installed and whether the index is whole; say how to mend what is not.

    Exit code 1 means that something has to be mended.

    \b
    Example:
      groundwire doctor
    """
    from qa.diagnosis import diagnose
    from qa.rendering import overview, records

    found = diagnose(_config(context))
    typer.echo(records.dumps(found.record()) if as_json else overview.diagnosis(found))
    if found.problems:
        raise typer.Exit(1)


@app.command(short_help="Make the derived stores anew.")
def rebuild(context: typer.Context, embedder: Embedder = None, as_json: Json = False) -> None:
    """Make the vector store and the lexical index anew from the articles.

    \b
    Examples:
      groundwire rebuild
      groundwire rebuild --embedder openai:text-embedding-3-small
    """
    from index.article_index import ArticleIndex
    from qa.progress import counting
    from qa.rendering import records

    config = _config(context, embedder=embedder)
    with counting("articles") as progress:
        index = ArticleIndex.rebuild(
            config.existing_index(), embedder=config.embedder, progress=progress
        )
    with index:
        found = index.status()
    if as_json:
        typer.echo(records.dumps(records.status(found)))
    else:
        typer.echo(f"rebuilt {found.articles:,} articles in {found.chunks:,} chunks")


def _filters(since: str | None, until: str | None, outlet: list[str] | None) -> dict[str, Any]:
    from qa.dates import first_day, last_day

    today = date.today()
    return {
        "since": first_day(since, "--since", today) if since else None,
        "until": last_day(until, "--until", today) if until else None,
        "outlets": tuple(outlet or ()),
    }


def _page() -> Any:
    """What standard output can show."""
    from shutil import get_terminal_size

    from qa.rendering.terminal import Page

    if not sys.stdout.isatty():
        return Page()
    colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Page(width=min(100, get_terminal_size().columns), colour=colour)


def _say(message: str) -> None:
    typer.echo(message, err=True)


if __name__ == "__main__":
    main()
