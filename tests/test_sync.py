"""Reading again what was added: folders, files, feeds, sitemaps; what is gone, and what is not."""

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from commands import Run, runner
from web_server import Answer, Asked, Server, serving

from conftest import WordEmbedder, make_article
from index import Article, ArticleIndex, Skipped
from index.articles import Unchanged
from index.provenance.sources import Source, source_of
from index.provenance.syncing import visiting
from index.reading import files, read
from index.reading.web import Web
from index.reports import SyncReport

NOW = datetime(2024, 4, 2, 9, 30, tzinfo=UTC)
TEXTS = {
    "fire.txt": "Fire in Calder\n\nA fire broke out on Monday. Nobody knows why it began.\n",
    "rain.txt": "Rain in Halden\n\nRain fell all day. It stopped at night.\n",
    "bridge.txt": "Bridge opens\n\nThe harbour bridge opened again. Lorries crossed it.\n",
}


@pytest.fixture
def clippings(tmp_path: Path) -> Path:
    folder = tmp_path / "clippings"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text)
    return folder


def _reading(articles: ArticleIndex, *sources: Source) -> Iterable[object]:
    return visiting(sources, lambda source: read(source.name, without=[articles.folder]))


def add(articles: ArticleIndex, *paths: Path) -> None:
    articles.add(_reading(articles, *(source_of(str(path)) for path in paths)), now=NOW)


def sync(articles: ArticleIndex, *, prune: bool = False) -> SyncReport:
    return articles.sync(_reading(articles, *articles.sources()), prune=prune, now=NOW)


def headlines(articles: ArticleIndex) -> set[str]:
    return {article.title for article in articles.articles()}


# --- folders and files ---------------------------------------------------------------------------


def test_a_source_is_remembered_with_what_it_held(articles: ArticleIndex, clippings: Path) -> None:
    add(articles, clippings)
    assert articles.sources() == [Source(str(clippings), "folder", None, NOW, 3)]
    add(articles, clippings / "rain.txt", clippings)
    assert [(s.kind, s.articles) for s in articles.sources()] == [("folder", 3), ("file", 1)]
    assert articles.status().sources == 2


def test_sync_adds_replaces_and_leaves(articles: ArticleIndex, clippings: Path) -> None:
    add(articles, clippings)
    (clippings / "new.txt").write_text("Ferry\n\nA ferry sank on Friday. All were saved.\n")
    (clippings / "fire.txt").write_text(TEXTS["fire.txt"].replace("Monday", "Sunday"))
    report = sync(articles)
    assert (report.read.added, len(report.read.changed), report.read.unchanged) == (1, 1, 2)
    assert (report.gone, report.doubtful) == ([], [])
    assert articles.status().revisions == 1


@pytest.mark.parametrize("prune", [False, True])
def test_what_is_gone_goes_with_prune_only(
    articles: ArticleIndex, clippings: Path, prune: bool
) -> None:
    add(articles, clippings)
    (clippings / "rain.txt").unlink()
    report = sync(articles, prune=prune)
    assert [article.title for article in report.gone] == ["Rain in Halden"]
    assert report.pruned == prune
    assert ("Rain in Halden" in headlines(articles)) != prune
    assert [s.articles for s in articles.sources()] == [2 if prune else 3]
    assert articles.problems() == []
    assert sync(articles, prune=True).gone == ([] if prune else report.gone)


def test_lines_of_a_file_can_be_gone(articles: ArticleIndex, clippings: Path) -> None:
    file = clippings / "more.jsonl"
    lines = [json.dumps({"title": f"Line {n}", "text": f"Report {n} came in."}) for n in range(3)]
    file.write_text("\n".join(lines))
    add(articles, clippings)
    file.write_text("\n".join(lines[1:]))
    assert [article.title for article in sync(articles, prune=True).gone] == ["Line 0"]
    assert articles.status().articles == 5


@pytest.mark.parametrize("spoilt", ["{broken", "\n".join(["{broken"] * 1100)])
def test_what_cannot_be_read_at_the_moment_is_not_gone(
    articles: ArticleIndex, clippings: Path, spoilt: str
) -> None:
    (clippings / "more.jsonl").write_text('{"title": "Line", "text": "A report came in."}')
    add(articles, clippings)
    (clippings / "more.jsonl").write_text(spoilt)
    (clippings / "rain.txt").write_text("")
    (clippings / "fire.txt").unlink()
    report = sync(articles, prune=True)
    assert [article.title for article in report.gone] == ["Fire in Calder"]
    assert headlines(articles) == {"Line", "Rain in Halden", "Bridge opens"}


def test_a_folder_below_that_cannot_be_opened_is_not_gone(
    articles: ArticleIndex, clippings: Path
) -> None:
    below = clippings / "below"
    below.mkdir()
    (below / "ferry.txt").write_text("Ferry\n\nA ferry sank on Friday. All were saved.\n")
    add(articles, clippings)
    shutil.move(below / "ferry.txt", clippings.parent / "ferry.txt")

    def reading(source: Source) -> Iterator[Article | Skipped]:
        yield from (item for item in read(source.name) if isinstance(item, Article))
        yield Skipped(str(below), "cannot be read: Permission denied")

    report = articles.sync(visiting(articles.sources(), reading), prune=True)
    assert report.gone == []
    assert "Ferry" in headlines(articles)


@pytest.mark.parametrize("left", ["nothing", "an empty folder"])
def test_a_disk_that_is_not_mounted_prunes_nothing(
    articles: ArticleIndex, clippings: Path, left: str
) -> None:
    add(articles, clippings)
    shutil.rmtree(clippings)
    if left == "an empty folder":
        clippings.mkdir()
    report = sync(articles, prune=True)
    assert report.gone == []
    assert [doubt.source for doubt in report.doubtful] == [str(clippings)]
    assert "--forget" in report.doubtful[0].reason
    assert articles.status().articles == 3


def test_a_file_that_was_deleted_is_gone_and_its_source_forgotten(
    articles: ArticleIndex, clippings: Path
) -> None:
    add(articles, clippings / "rain.txt", clippings / "fire.txt")
    (clippings / "rain.txt").unlink()
    assert [article.title for article in sync(articles, prune=True).gone] == ["Rain in Halden"]
    assert [s.name for s in articles.sources()] == [str(clippings / "fire.txt")]
    shutil.rmtree(clippings)  # and with it the folder that says that the disk is there
    assert sync(articles, prune=True).gone == []


def test_what_another_source_still_has_is_not_gone(
    articles: ArticleIndex, clippings: Path, tmp_path: Path
) -> None:
    canonical = "<link rel=canonical href=https://x.example/ferry></head>"
    ferry = page("ferry").replace("</head>", canonical)
    other = tmp_path / "other"
    other.mkdir()
    for folder in (clippings, other):
        (folder / "ferry.html").write_text(ferry)
    add(articles, clippings, other)
    (clippings / "ferry.html").unlink()
    report = sync(articles, prune=True)
    assert report.gone == []
    assert articles.status().articles == 4
    (other / "more.txt").write_text(TEXTS["rain.txt"])
    (other / "ferry.html").unlink()
    assert len(sync(articles, prune=True).gone) == 1


def test_an_article_given_without_a_source_is_never_gone(
    articles: ArticleIndex, clippings: Path
) -> None:
    articles.add([make_article(1)])
    add(articles, clippings)
    (clippings / "rain.txt").unlink()
    assert len(sync(articles, prune=True).gone) == 1
    assert "Headline 1" in headlines(articles)


def test_a_comparison_says_what_would_be_done_and_does_nothing(
    articles: ArticleIndex, clippings: Path
) -> None:
    add(articles, clippings)
    (clippings / "new.txt").write_text("Ferry\n\nA ferry sank on Friday. All were saved.\n")
    (clippings / "fire.txt").write_text("Fire\n\nIt went out by itself.\n")
    (clippings / "rain.txt").unlink()
    before = {p: p.stat().st_mtime_ns for p in articles.folder.rglob("*.sqlite3")}
    report = articles.compare(_reading(articles, *articles.sources()))
    assert (report.read.added, len(report.read.changed), report.read.unchanged) == (1, 1, 1)
    assert [article.title for article in report.gone] == ["Rain in Halden"]
    assert not report.pruned
    assert headlines(articles) == {"Fire in Calder", "Rain in Halden", "Bridge opens"}
    assert {p: p.stat().st_mtime_ns for p in articles.folder.rglob("*.sqlite3")} == before


@pytest.mark.parametrize("prune", [False, True])
def test_a_source_can_be_forgotten(articles: ArticleIndex, clippings: Path, prune: bool) -> None:
    add(articles, clippings, clippings / "rain.txt")
    removed = articles.forget(articles.sources()[0], prune=prune)
    assert {a.title for a in removed} == ({"Fire in Calder", "Bridge opens"} if prune else set())
    assert articles.status().articles == (1 if prune else 3)
    assert [s.name for s in articles.sources()] == [str(clippings / "rain.txt")]


def test_ctrl_c_prunes_nothing_and_completes_nothing(
    articles: ArticleIndex, clippings: Path
) -> None:
    add(articles, clippings)
    (clippings / "rain.txt").unlink()

    def reading(source: Source) -> Iterator[Article | Skipped | Unchanged]:
        yield from read(source.name)
        raise KeyboardInterrupt

    later = datetime(2024, 5, 1, tzinfo=UTC)
    report = articles.sync(visiting(articles.sources(), reading), prune=True, now=later)
    assert report.read.interrupted
    assert (report.gone, report.pruned) == ([], False)
    assert articles.sources()[0].completed == NOW
    assert articles.status().articles == 3


def test_a_source_that_held_nothing_is_not_remembered(
    articles: ArticleIndex, tmp_path: Path
) -> None:
    add(articles, tmp_path / "none", tmp_path)
    assert articles.sources() == []


def test_removing_the_article_of_a_file_forgets_the_file(
    articles: ArticleIndex, clippings: Path
) -> None:
    add(articles, clippings / "rain.txt")
    articles.remove([article.id for article in articles.articles()])
    assert articles.sources() == []


# --- the web -------------------------------------------------------------------------------------

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Gulf Courier</title>
<link>{base}/</link><description>News</description>{items}</channel></rss>"""
ITEM = "<item><title>{name}</title><link>{base}/{name}</link></item>"
SITEMAP = """<?xml version="1.0"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>"""


def page(name: str, text: str = "") -> str:
    body = "".join(
        f"<p>Officials in {name} said on day {n} that the harbour would open again, {text}"
        " and that lorries could cross the bridge at noon without having to wait.</p>"
        for n in range(5)
    )
    return (
        f"<html><head><title>{name} news</title></head><body><article><h1>{name} news</h1>"
        f"{body}</article></body></html>"
    )


def conditional(body: str, kind: str = "text/html") -> object:
    """Answers 304 to whoever has it."""
    tag = f'"{hash(body)}"'

    def answer(asked: Asked) -> Answer:
        known = {name.lower(): value for name, value in asked.headers.items()}
        if known.get("if-none-match") == tag:
            return Answer(b"", 304, "", {"ETag": tag})
        return Answer(body.encode(), 200, kind, {"ETag": tag})

    return answer


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        for name in ("calder", "halden", "norbury"):
            running.pages[f"/{name}"] = conditional(page(name))
        feed(running, "calder", "halden")
        sitemap(running, "calder", "halden")
        yield running


def feed(server: Server, *names: str) -> None:
    items = "".join(ITEM.format(base=server.base, name=name) for name in names)
    body = FEED.format(base=server.base, items=items)
    server.pages["/feed.xml"] = conditional(body, "application/rss+xml")


def sitemap(server: Server, *names: str) -> None:
    urls = "".join(f"<url><loc>{server.base}/{name}</loc></url>" for name in names)
    server.pages["/sitemap.xml"] = conditional(SITEMAP.format(urls=urls), "application/xml")


class Reader:
    """Reads the web as the commands do."""

    def __init__(self, articles: ArticleIndex) -> None:
        self.articles = articles
        self.kinds: dict[str, str] = {}
        self.web = Web(
            allow_private=True, pause=0, memory=articles.memory,
            on_source=self.kinds.__setitem__,
        )  # fmt: skip

    def _items(self, sources: list[Source]) -> Iterable[object]:
        return visiting(sources, lambda s: read(s.name, web=self.web), self.kinds)

    def add(self, *urls: str) -> object:
        return self.articles.add(self._items([source_of(url) for url in urls]), now=NOW)

    def sync(self, *, prune: bool = False) -> SyncReport:
        return self.articles.sync(self._items(self.articles.sources()), prune=prune, now=NOW)


@pytest.fixture
def reader(articles: ArticleIndex) -> Reader:
    return Reader(articles)


@pytest.mark.parametrize("name", ["feed.xml", "sitemap.xml", "calder"])
def test_what_an_address_is_is_remembered(reader: Reader, server: Server, name: str) -> None:
    reader.add(server.url(f"/{name}"))
    reader.add(server.url(f"/{name}"))  # unchanged: nothing is said of it
    (source,) = reader.articles.sources()
    kind = {"feed.xml": "feed", "sitemap.xml": "sitemap"}.get(name, "page")
    assert (source.name, source.kind) == (server.url(f"/{name}"), kind)
    assert source.articles == (1 if kind == "page" else 2)


def test_the_same_feed_again_costs_one_conditional_request(reader: Reader, server: Server) -> None:
    report = reader.add(server.url("/feed.xml"))
    assert (report.added, report.skipped) == (2, [])
    server.asked.clear()
    again = reader.add(server.url("/feed.xml"))
    assert (again.added, again.changed, again.unchanged, again.skipped) == (0, [], 2, [])
    assert server.paths() == ["/feed.xml"]


def test_a_page_that_changed_is_a_revision(reader: Reader, server: Server) -> None:
    reader.add(server.url("/sitemap.xml"))
    server.pages["/halden"] = conditional(page("halden", "after all,"))
    sitemap(server, "calder", "halden", "norbury")
    report = reader.sync(prune=True)
    assert (report.read.added, len(report.read.changed), report.read.unchanged) == (1, 1, 1)
    assert report.gone == []
    assert reader.articles.status().revisions == 1


def test_what_a_sitemap_no_longer_lists_is_gone(reader: Reader, server: Server) -> None:
    reader.add(server.url("/sitemap.xml"))
    sitemap(server, "calder", "norbury")
    assert [a.title for a in reader.sync(prune=True).gone] == ["halden news"]
    assert headlines(reader.articles) == {"calder news", "norbury news"}


def test_an_unchanged_sitemap_still_has_everything(reader: Reader, server: Server) -> None:
    reader.add(server.url("/sitemap.xml"))
    report = reader.sync(prune=True)
    assert (report.gone, report.doubtful, report.read.unchanged) == ([], [], 2)


def test_what_scrolled_out_of_a_feed_is_not_gone(reader: Reader, server: Server) -> None:
    reader.add(server.url("/feed.xml"))
    feed(server, "norbury")
    report = reader.sync(prune=True)
    assert (report.gone, report.doubtful) == ([], [])
    assert len(headlines(reader.articles)) == 3


@pytest.mark.parametrize(("status", "gone"), [(404, 1), (410, 1), (500, 0), (403, 0)])
def test_a_page_is_gone_when_its_server_says_so(
    reader: Reader, server: Server, status: int, gone: int
) -> None:
    reader.add(server.url("/calder"), server.url("/sitemap.xml"))
    sitemap(server, "calder", "halden", "norbury")
    server.pages["/halden"] = server.pages["/calder"] = Answer(b"sorry", status)
    assert len(reader.sync(prune=True).gone) == 2 * gone


def test_a_sitemap_that_cannot_be_had_loses_nothing(reader: Reader, server: Server) -> None:
    reader.add(server.url("/sitemap.xml"))
    for page_ in (Answer(b"", 500), Answer(b"", 404), "<html><title>Login</title></html>"):
        server.pages["/sitemap.xml"] = page_
        report = reader.sync(prune=True)
        assert report.gone == []
        assert reader.articles.status().articles == 2


def test_a_removed_article_is_fetched_anew(reader: Reader, server: Server) -> None:
    reader.add(server.url("/calder"))
    (article,) = reader.articles.articles()
    reader.articles.remove([article.id])
    report = reader.add(server.url("/calder"))
    assert (report.added, report.unchanged) == (1, 0)


def test_nothing_is_remembered_of_an_article_that_was_not_written(
    reader: Reader, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr("index.adding.writing.Writer.write", fail)
        with pytest.raises(RuntimeError):
            reader.add(server.url("/feed.xml"))
    reader.articles.memory.drop()
    assert reader.add(server.url("/feed.xml")).added == 2


# --- the command ---------------------------------------------------------------------------------


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    return runner(monkeypatch, capsys, tmp_path)


def test_the_command_from_add_to_prune(run: Run, clippings: Path) -> None:
    assert run("add", "clippings").code == 0
    (clippings / "rain.txt").unlink()
    (clippings / "fire.txt").write_text(TEXTS["fire.txt"].replace("Monday", "Sunday"))
    planned = run("sync", "--dry-run", "--prune")
    assert planned.out.startswith("nothing was changed; 1 to replace, 1 unchanged, 1 gone (")
    assert "would replace" in planned.err
    done = run("sync")
    assert done.code == 0
    assert done.out.startswith("1 replaced, 1 unchanged, 1 gone (")
    assert "'groundwire sync --prune' removes what is gone" in done.err
    pruned = run("sync", "--prune")
    assert pruned.out.startswith("2 unchanged, 1 removed (")
    assert "Rain in Halden" in pruned.err
    assert "revisions  1 earlier text" in run("status").out
    ids = [line.split("\t")[0] for line in run("list").out.splitlines() if "Fire" in line]
    shown = run("show", ids[0], "--revisions").out
    assert "[-Monday-]" in shown
    assert "{+Sunday+}" in shown
    assert "on Monday" in run("show", ids[0], "--revision", 1).out
    assert "on Sunday" in run("show", ids[0]).out


def test_the_command_as_json(run: Run, clippings: Path) -> None:
    run("add", "clippings")
    (clippings / "rain.txt").unlink()
    record = json.loads(run("sync", "--json").out)
    assert (record["unchanged"], record["pruned"], record["dry_run"]) == (2, False, False)
    assert [article["title"] for article in record["gone"]] == ["Rain in Halden"]
    (source,) = json.loads(run("sync", "--list", "--json").out)
    assert (source["source"], source["kind"], source["articles"]) == (str(clippings), "folder", 3)
    ids = [line.split("\t")[0] for line in run("list").out.splitlines()]
    record = json.loads(run("show", ids[0], "--revisions", "--json").out)
    assert [revision["revision"] for revision in record["revisions"]] == [1]
    record = json.loads(run("sync", "--forget", "clippings", "--prune", "--json").out)
    assert (record["forgotten"]["source"], len(record["removed"])) == (str(clippings), 3)


def test_sources_are_listed_and_forgotten(run: Run, clippings: Path) -> None:
    run("add", "clippings")
    kind, _, number, name = run("sync", "--list").out.rstrip("\n").split("\t")
    assert (kind, number, name) == ("folder", "3", str(clippings))
    assert run("sync", "--forget", "elsewhere").code == 2
    done = run("sync", "--forget", "clippings")
    assert (done.code, done.out) == (0, f"forgot {clippings}, its articles stay\n")
    assert run("sync", "--list").out == ""
    nothing = run("sync")
    assert nothing.code == 1
    assert "no source is known" in nothing.err


def test_a_missing_folder_is_said_and_kept(run: Run, clippings: Path) -> None:
    run("add", "clippings")
    shutil.rmtree(clippings)
    done = run("sync", "--prune")
    assert done.code == 1  # nothing at all could be read
    assert f"kept what {clippings} held" in done.err
    assert json.loads(run("status", "--json").out)["articles"] == 3


@pytest.mark.parametrize(
    "arguments", [("--list", "--dry-run"), ("--forget", "x", "--list"), ("--force",)]
)
def test_options_that_do_not_go_together(
    run: Run, clippings: Path, arguments: tuple[str, ...]
) -> None:
    run("add", "clippings")
    assert run("sync", *arguments).code == 2


def test_standard_input_is_no_source(run: Run) -> None:
    assert run("add", "-", stdin="Headline\n\nSome words stand here.\n").code == 0
    assert run("sync", "--list").out == ""


def test_the_size_limit_is_remembered(run: Run, clippings: Path) -> None:
    (clippings / "long.txt").write_text("Long\n\n" + "Words stand here in a row. " * 150)
    run("add", "clippings", "--max-size", "0.001")
    assert json.loads(run("sync", "--json").out)["added"] == 0
    assert json.loads(run("sync", "--json", "--max-size", "1").out)["added"] == 1


def test_the_web_by_command(run: Run, server: Server) -> None:
    refused = run("add", server.url("/feed.xml"))
    assert refused.code == 1
    assert "--allow-private" in refused.err
    done = run("add", server.url("/feed.xml"), "--allow-private")
    assert done.out.startswith("2 added (")
    feed(server, "calder", "halden", "norbury")
    done = run("sync", "--allow-private")
    assert done.out.startswith("1 added, 2 unchanged (")


def test_an_index_of_one_embedder(tmp_path: Path, clippings: Path) -> None:
    with ArticleIndex.open(tmp_path / "index", embedder=WordEmbedder()) as articles:
        add(articles, clippings)
    with ArticleIndex.open(tmp_path / "index", embedder=WordEmbedder()) as articles:
        assert sync(articles).read.unchanged == 3


def test_an_old_copy_does_not_take_the_place_of_a_newer_text(
    reader: Reader, server: Server, clippings: Path
) -> None:
    canonical = f"<link rel=canonical href={server.url('/calder')}></head>"
    (clippings / "calder.html").write_text(page("calder", "it says,").replace("</head>", canonical))
    reader.add(str(clippings), server.url("/calder"))
    current = {article.url or "": article.text for article in reader.articles.articles()}
    assert "it says" not in current[server.url("/calder")]
    for _ in range(2):
        report = reader.sync(prune=True)
        assert (report.read.added, report.read.changed, report.gone) == (0, [], [])
    (clippings / "calder.html").write_text(page("calder", "later,").replace("</head>", canonical))
    assert len(reader.sync().read.changed) == 1


def test_a_part_of_a_sitemap_that_cannot_be_had_loses_nothing(
    reader: Reader, server: Server
) -> None:
    part = "<sitemap><loc>{0}/{1}.xml</loc></sitemap>"
    parts = part.format(server.base, "sitemap") + part.format(server.base, "other")
    namespace = "http://www.sitemaps.org/schemas/sitemap/0.9"
    whole = f'<?xml version="1.0"?><sitemapindex xmlns="{namespace}">{parts}</sitemapindex>'
    server.pages["/all.xml"] = Answer(whole.encode(), kind="application/xml")
    server.pages["/other.xml"] = Answer(
        SITEMAP.format(urls=f"<url><loc>{server.base}/norbury</loc></url>").encode(),
        kind="application/xml",
    )
    reader.add(server.url("/all.xml"))
    assert reader.articles.status().articles == 3
    server.pages["/other.xml"] = Answer(b"", 500)
    report = reader.sync(prune=True)
    assert (report.gone, len(report.doubtful)) == ([], 1)
    server.pages["/other.xml"] = Answer(SITEMAP.format(urls="").encode(), kind="application/xml")
    sitemap(server, "calder", "halden", "norbury")
    assert reader.sync(prune=True).gone == []


def test_all_files_can_be_gone(run: Run, clippings: Path) -> None:
    run("add", clippings / "rain.txt", clippings / "fire.txt")
    for name in ("rain.txt", "fire.txt"):
        (clippings / name).unlink()
    done = run("sync", "--prune")
    assert done.code == 0
    assert done.out.startswith("2 skipped, 2 removed (")
    assert run("sync", "--list").out == ""


# --- files that nobody has touched ---------------------------------------------------------------


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of files that are opened to be read; those just written count as old."""
    monkeypatch.setattr("index.provenance.stamps._SLACK", 0)
    found: list[str] = []
    opening = files.open_file

    def open_file(path: Path) -> object:
        found.append(path.name)
        return opening(path)

    monkeypatch.setattr("index.reading.files.open_file", open_file)
    return found


def test_what_nobody_has_touched_is_not_opened_again(
    run: Run, clippings: Path, opened: list[str]
) -> None:
    (clippings / "more.jsonl").write_text(
        '{"text": "One report came in."}\n{"text": "Two reports came in."}\n'
    )
    run("add", "clippings")
    opened.clear()
    assert run("sync").out.startswith("5 unchanged (")
    assert opened == []
    (clippings / "fire.txt").write_text(TEXTS["fire.txt"].replace("Monday", "Sunday"))
    (clippings / "new.txt").write_text("Ferry\n\nA ferry sank on Friday. All were saved.\n")
    (clippings / "rain.txt").unlink()
    done = run("sync", "--prune")
    assert done.out.startswith("1 added, 1 replaced, 3 unchanged, 1 removed (")
    assert sorted(opened) == ["fire.txt", "new.txt"]
    opened.clear()
    assert run("sync", "--prune").out.startswith("5 unchanged (")
    assert opened == []


@pytest.mark.parametrize("keep_time", [False, True])
def test_another_file_of_that_name_is_read(
    run: Run, clippings: Path, opened: list[str], keep_time: bool
) -> None:
    run("add", "clippings")
    old = (clippings / "fire.txt").stat()
    (clippings / "other").write_text(TEXTS["fire.txt"].replace("Monday", "Sunday"))
    if keep_time:
        os.utime(clippings / "other", ns=(old.st_atime_ns, old.st_mtime_ns))
    (clippings / "other").rename(clippings / "fire.txt")
    assert run("sync").out.startswith("1 replaced, 2 unchanged (")


def test_what_is_skipped_is_reported_every_time(
    run: Run, clippings: Path, opened: list[str]
) -> None:
    (clippings / "more.jsonl").write_text('{"text": "One report came in."}\n{broken\n')
    (clippings / "empty.txt").write_text("")
    run("add", "clippings")
    for _ in range(2):
        done = run("sync", "--prune")
        assert done.out.startswith("4 unchanged, 2 skipped (")
        assert "more.jsonl:2" in done.err


def test_two_files_of_one_address_do_not_take_turns(
    run: Run, clippings: Path, opened: list[str]
) -> None:
    address = "Source: Gulf Courier\nURL: https://x.example/ferry\n"
    for number in (1, 2):
        text = f"Ferry\n{address}\nA ferry sank, says copy {number}. All were saved.\n"
        (clippings / f"ferry{number}.txt").write_text(text)
    assert run("add", "clippings").out.startswith("4 added, 1 unchanged (")
    for _ in range(3):
        assert " replaced" not in run("sync", "--prune").out
    text = f"Ferry\n{address}\nA ferry sank, says copy 3. All were saved.\n"
    (clippings / "a-third.txt").write_text(text)
    run("sync", "--prune")
    run("sync", "--prune")
    for _ in range(3):
        assert " replaced" not in run("sync", "--prune").out


def test_an_article_that_was_removed_is_left_out_until_it_is_added(
    run: Run, clippings: Path, opened: list[str]
) -> None:
    run("add", "clippings")
    removed = run("remove", run("list").out.split("\t")[0])
    assert f"{clippings} may still list it: 'groundwire sync' leaves it out" in removed.err
    for _ in range(2):
        assert run("sync").out.startswith("2 unchanged, 1 removed by hand, left out (")
    assert run("add", "clippings").out.startswith("1 added, 2 unchanged (")
    assert run("sync").out.startswith("3 unchanged (")


def test_a_file_that_was_just_written_is_read_again(run: Run, clippings: Path) -> None:
    run("add", "clippings")
    with ArticleIndex.open(clippings.parent / ".groundwire") as articles:
        assert articles.unchanged_files(articles.sources()[0]) == []


def test_ctrl_c_leaves_no_file_half_read(
    articles: ArticleIndex, clippings: Path, opened: list[str]
) -> None:
    lines = [json.dumps({"text": f"Report {n} came in."}) for n in range(300)]
    (clippings / "a.jsonl").write_text("\n".join(lines))

    def reading(source: Source) -> Iterator[Article | Skipped | Unchanged]:
        yield from read(source.name)
        raise KeyboardInterrupt

    articles.add(visiting([source_of(str(clippings))], reading))
    assert articles.status().articles == 303
    assert articles.unchanged_files(articles.sources()[0]) == []


# --- files that moved ----------------------------------------------------------------------------


def _ids(run: Run) -> dict[str, str]:
    return {a["title"]: a["id"] for a in json.loads(run("list", "--json").out)}


@pytest.mark.parametrize("prune", [[], ["--prune"]])
def test_a_file_that_was_moved_keeps_its_article(
    run: Run, clippings: Path, prune: list[str]
) -> None:
    run("add", "clippings")
    before = _ids(run)
    (clippings / "fire.txt").write_text(TEXTS["fire.txt"].replace("Monday", "Sunday"))
    run("sync")
    (clippings / "below").mkdir()
    (clippings / "fire.txt").rename(clippings / "below" / "blaze.txt")
    done = run("sync", *prune)
    assert done.out.startswith("3 unchanged, 1 moved (")
    assert f"now in {clippings / 'below' / 'blaze.txt'}" in done.err
    assert _ids(run) == before
    assert len(json.loads(run("show", before["Fire in Calder"], "--revisions", "--json").out)[
        "revisions"]) == 2  # fmt: skip
    assert run("sync", "--prune").out.startswith("3 unchanged (")
    text = TEXTS["fire.txt"].replace("Monday", "Friday")
    (clippings / "below" / "blaze.txt").write_text(text)
    assert run("sync", "--prune").out.startswith("1 replaced, 2 unchanged (")
    assert _ids(run) == before


def test_a_new_file_in_the_old_place_is_another_article(run: Run, clippings: Path) -> None:
    run("add", "clippings")
    before = _ids(run)
    (clippings / "fire.txt").rename(clippings / "blaze.txt")
    run("sync")
    (clippings / "fire.txt").write_text("Snow in Calder\n\nSnow fell on Tuesday. It melted.\n")
    assert run("sync", "--prune").out.startswith("1 added, 3 unchanged (")
    assert run("sync", "--prune").out.startswith("4 unchanged (")
    now = _ids(run)
    assert now == before | {"Snow in Calder": now["Snow in Calder"]}


def test_a_file_can_be_moved_back(run: Run, clippings: Path) -> None:
    run("add", "clippings")
    before = _ids(run)
    for name, other in (("fire.txt", "blaze.txt"), ("blaze.txt", "fire.txt")) * 2:
        (clippings / name).rename(clippings / other)
        assert run("sync", "--prune").out.startswith("3 unchanged, 1 moved (")
        assert _ids(run) == before
    (clippings / "blaze.txt").write_text("Snow in Calder\n\nSnow fell on Tuesday. It melted.\n")
    assert run("sync").out.startswith("1 added, 3 unchanged (")


def test_a_copy_is_an_article_of_its_own(run: Run, clippings: Path) -> None:
    run("add", "clippings")
    shutil.copy(clippings / "fire.txt", clippings / "copy.txt")
    assert run("sync").out.startswith("1 added, 3 unchanged (")
    (clippings / "fire.txt").unlink()
    assert run("sync", "--prune").out.startswith("3 unchanged, 1 removed (")


def test_a_dry_run_names_what_would_be_added_and_forgets_nothing(run: Run, clippings: Path) -> None:
    run("add", "clippings")
    (clippings / "new.txt").write_text("Ferry\n\nA ferry sank on Friday. All were saved.\n")
    planned = run("sync", "--dry-run")
    assert "would add" in planned.err
    assert "Ferry" in planned.err
    done = run("sync", "--forget", "clippings", "--prune", "--dry-run")
    assert done.out.startswith(f"nothing was changed; to forget {clippings}, 3 articles to remove")
    assert done.err.count("would remove") == 3
    assert len(run("list").out.splitlines()) == 3
    assert run("sync", "--list").out != ""


def test_an_old_text_says_that_it_is_one(run: Run, clippings: Path) -> None:
    run("add", "clippings")
    (article,) = [i for title, i in _ids(run).items() if title == "Fire in Calder"]
    assert "revision" not in run("show", article).out
    (clippings / "fire.txt").write_text(TEXTS["fire.txt"].replace("Monday", "Sunday"))
    run("sync")
    today = datetime.now(UTC).strftime("%Y-%m-%d")
    assert f"revision 1 of 2, replaced on {today}" in run("show", article, "--revision", 1).out
    assert "revision 2 of 2 · --revisions shows what changed" in run("show", article).out


def test_a_path_is_the_same_wherever_it_was_added_from(run: Run, clippings: Path) -> None:
    run("add", "clippings/fire.txt")
    assert str(clippings / "fire.txt") in run("ask", "When did the fire break out?").out
