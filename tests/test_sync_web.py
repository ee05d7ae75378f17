"""Reading the web again: stubs, moved pages, sites that are being mended, waiting, Ctrl-C."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import ROOT, Run, runner
from web_server import Answer, Server, serving

from conftest import WordEmbedder, make_article
from index import ArticleIndex

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Gulf Courier</title>
<link>{base}/</link><description>News</description>{items}</channel></rss>"""
ITEM = "<item><title>{name}</title><link>{base}/{name}</link></item>"
SITEMAP = """<?xml version="1.0"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>"""


def page(name: str, paragraphs: int = 12) -> str:
    body = "".join(
        f"<p>Officials in {name} said on day {n} that the harbour would open again, and that"
        " lorries could cross the bridge at noon without having to wait for the pilot.</p>"
        for n in range(paragraphs)
    )
    return (
        f"<html><head><title>{name} news</title></head><body><article><h1>{name} news</h1>"
        f"{body}</article></body></html>"
    )


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    return runner(monkeypatch, capsys, tmp_path)


def publish(server: Server, *names: str) -> None:
    """A feed and a sitemap that list these pages."""
    for name in names:
        server.pages.setdefault(f"/{name}", page(name))
    items = "".join(ITEM.format(base=server.base, name=name) for name in names)
    feed = FEED.format(base=server.base, items=items).encode()
    server.pages["/feed.xml"] = Answer(feed, kind="application/rss+xml")
    urls = "".join(f"<url><loc>{server.base}/{name}</loc></url>" for name in names)
    sitemap = SITEMAP.format(urls=urls).encode()
    server.pages["/sitemap.xml"] = Answer(sitemap, kind="application/xml")


def headlines(run: Run) -> set[str]:
    return {line.rsplit("\t", 1)[1] for line in run("list").out.splitlines()}


@pytest.mark.parametrize("source", ["calder", "feed.xml", "sitemap.xml"])
def test_a_stub_does_not_take_the_place_of_an_article(
    run: Run, server: Server, source: str
) -> None:
    publish(server, "calder", "halden")
    run("add", server.url(f"/{source}"), "--allow-private")
    server.pages["/calder"] = page("calder", 2)
    for _ in range(2):  # and is said again as long as it is so
        done = run("sync")
        assert f"skipped {server.url('/calder')}: is now much shorter" in done.err
        assert "words of " in done.err
        assert f"'groundwire add {server.url('/calder')} --replace' takes it" in done.err
        assert "replaced" not in done.out
    assert run("status", "--json").out.count('"revisions": 0') == 1
    taken = run("add", server.url("/calder"), "--replace", "--allow-private")
    assert taken.out.startswith("1 replaced (")


def test_what_is_still_an_article_is_replaced(run: Run, server: Server) -> None:
    publish(server, "calder")
    run("add", server.url("/calder"), "--allow-private")
    server.pages["/calder"] = page("calder", 5)  # more than a third of it
    assert run("sync").out.startswith("1 replaced (")


def test_a_file_that_somebody_cut_short_counts(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Fire\n\n" + "It burned all day in the old harbour. " * 60)
    run("add", "a.txt")
    (tmp_path / "a.txt").write_text("Fire\n\nIt burned all day.\n")
    assert run("sync").out.startswith("1 replaced (")


@pytest.mark.parametrize("source", ["feed.xml", "sitemap.xml"])
def test_what_was_removed_by_hand_is_left_out_until_it_is_added(
    run: Run, server: Server, source: str
) -> None:
    publish(server, "calder", "halden")
    run("add", server.url(f"/{source}"), "--allow-private")
    run("remove", run("list").out.split("\t")[0])
    assert "1 removed by hand, left out" in run("sync").out
    assert len(headlines(run)) == 1
    assert "1 added" in run("add", server.url(f"/{source}"), "--allow-private").out
    assert len(headlines(run)) == 2


def test_what_is_allowed_is_remembered_with_the_source(run: Run, server: Server) -> None:
    publish(server, "calder")
    server.pages["/robots.txt"] = "User-agent: *\nDisallow: /calder\n"
    flags = ("--allow-private", "--ignore-robots")
    assert run("add", server.url("/calder"), *flags).code == 0
    assert run("sync").out.startswith("1 unchanged (")
    assert run("sync", "--list").out.rstrip().endswith("\t--allow-private --ignore-robots")
    (record,) = json.loads(run("sync", "--list", "--json").out)
    assert (record["allow_private"], record["ignore_robots"]) == (True, True)


@pytest.mark.parametrize("source", ["feed.xml", "sitemap.xml"])
def test_a_site_that_answers_404_to_everything_loses_nothing(
    run: Run, server: Server, source: str
) -> None:
    publish(server, "calder", "halden", "norbury")
    run("add", server.url(f"/{source}"), "--allow-private")
    for name in ("calder", "halden", "norbury"):
        server.pages[f"/{name}"] = Answer(b"sorry", 404)
    done = run("sync", "--prune")
    assert "3 of its 3 articles are gone at once" in done.err
    assert "groundwire: nothing could be read" in done.err
    assert len(headlines(run)) == 3
    assert run("sync", "--prune", "--force").out.count("3 removed") == 1
    assert headlines(run) == set()


def test_most_of_a_site_gone_at_once_is_kept(run: Run, server: Server) -> None:
    names = [f"town{number}" for number in range(10)]
    publish(server, *names)
    run("add", server.url("/sitemap.xml"), "--allow-private")
    publish(server, *names[:4])
    assert "6 of its 10 articles" in run("sync", "--prune").err
    publish(server, *names[:5])
    assert "5 removed" in run("sync", "--prune").out


def test_force_alone_says_what_it_is_for(run: Run, server: Server) -> None:
    publish(server, "calder")
    run("add", server.url("/calder"), "--allow-private")
    assert run("sync", "--force").code == 2


@pytest.mark.parametrize("source", ["old", "feed.xml"])
def test_a_page_that_moved_is_replaced_by_where_it_leads(
    run: Run, server: Server, source: str
) -> None:
    publish(server, "old", "new")
    run("add", server.url(f"/{source}"), "--allow-private")
    server.pages["/old"] = Answer(b"", 301, headers={"Location": server.url("/new")})
    done = run("sync", "--prune")
    assert "removed" in done.out
    assert "old news (its address leads to" in done.err
    assert headlines(run) == {"new news"}


def test_ctrl_c_keeps_the_pages_that_were_read(server: Server, tmp_path: Path) -> None:
    publish(server, *(f"town{number}" for number in range(20)))
    asked = threading.Event()
    ended = threading.Event()

    def hang(_: object) -> Answer:
        asked.set()
        ended.wait(60)
        return Answer(b"", 500)

    server.pages["/town17"] = hang  # asked for when some of those before it were taken
    index = tmp_path / "index"
    command = [sys.executable, "-m", "qa.cli", "--index", str(index)]
    adding = subprocess.Popen(
        [*command, "add", server.url("/feed.xml"), "--allow-private"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT,
    )  # fmt: skip
    assert asked.wait(60)
    adding.send_signal(signal.SIGINT)
    out, err = adding.communicate(timeout=60)
    ended.set()
    assert adding.returncode == 130
    kept = int(out.split()[0])
    assert 1 <= kept <= 17
    assert b"stopping after this batch" in err
    with ArticleIndex.open(index) as articles:
        assert articles.status().articles == kept
        assert [source.name for source in articles.sources()] == [server.url("/feed.xml")]


def test_others_write_while_the_web_is_waited_for(server: Server, tmp_path: Path) -> None:
    publish(server, "calder", "halden")
    asked, answer = threading.Event(), threading.Event()

    def wait(_: object) -> Answer:
        asked.set()
        answer.wait(60)
        return Answer(page("halden").encode())

    server.pages["/halden"] = wait
    index = tmp_path / "index"
    environment = {**os.environ, "GROUNDWIRE_INDEX": str(index)}
    command = [sys.executable, "-m", "qa.cli", "add", server.url("/feed.xml"), "--allow-private"]
    adding = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE)
    assert asked.wait(60)
    with ArticleIndex.open(index) as articles:
        assert articles.add([make_article(1)]).added == 1
    answer.set()
    out, _ = adding.communicate(timeout=60)
    assert out.startswith(b"2 added (")
    with ArticleIndex.open(index) as articles:
        assert articles.status().articles == 3
        assert articles.problems() == []


def test_an_index_that_was_rebuilt_meanwhile_is_not_written(tmp_path: Path) -> None:
    from index.errors import EmbedderMismatch

    class Other(WordEmbedder):
        name = "other"

    with ArticleIndex.open(tmp_path, embedder=WordEmbedder()) as articles:
        articles.add([make_article(1)])
        ArticleIndex.rebuild(tmp_path, embedder=Other()).close()
        with pytest.raises(EmbedderMismatch):
            articles.add([make_article(2)])
