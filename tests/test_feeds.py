"""Feeds of all kinds: what they list, the pages they lead to, and the articles they carry."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_helpers import BODY, MORE, PARAGRAPHS, page
from web_server import Answer, Asked, Server, serving, slowly

from index.articles import Article, Skipped, Unchanged
from index.errors import SourceError
from index.reading import read
from index.reading.web import Validators, Web
from index.reading.web.feeds import entries_of_feed
from index.reading.web.listings import Entry, kind_of_listing

HERE = Web(allow_private=True, pause=0, timeout=5)
BARE = page(PARAGRAPHS + MORE)
WHEN = datetime(2024, 4, 23, 8, 30, tzinfo=UTC)

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Harbour Post – all news</title><link>http://h.example/</link><language>en</language>
<item><title>Wall &amp;amp; pier &lt;b&gt;saved&lt;/b&gt;</title><link>/a</link>
<guid isPermaLink="false">7</guid><dc:creator>Jane Doe</dc:creator>
<pubDate>Tue, 23 Apr 2024 10:30:00 +0200</pubDate><description>A teaser.</description>
<content:encoded><![CDATA[<p>All of it.</p>]]></content:encoded></item>
</channel></rss>"""
RSS_1 = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="http://h.example/"><title>H</title><dc:language>en</dc:language></channel>
<item rdf:about="http://h.example/a"><title>Wall &amp; pier saved</title>
<link>http://h.example/a</link><dc:creator>Jane Doe</dc:creator>
<dc:date>2024-04-23T10:30:00+02:00</dc:date></item></rdf:RDF>"""
ATOM = """<?xml version="1.0"?><!-- by hand -->
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="http://h.example/">
<title>H</title><updated>2024-04-24T00:00:00Z</updated>
<entry><title type="html">Wall &amp;amp; pier saved</title><link rel="self" href="/x.atom"/>
<link rel="alternate" type="text/html" href="a"/><id>urn:7</id>
<author><name>Jane Doe</name></author>
<published>2024-04-23T08:30:00Z</published><updated>2024-04-24T09:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>All of it.</p></div></content>
</entry></feed>"""
JSON_FEED = json.dumps({
    "version": "https://jsonfeed.org/version/1.1", "title": "H", "language": "en",
    "items": [{
        "id": "7", "url": "http://h.example/a", "title": "Wall & pier saved",
        "authors": [{"name": "Jane Doe"}], "date_published": "2024-04-23T10:30:00+02:00",
        "date_modified": "2024-04-24T09:00:00Z", "content_html": "<p>All of it.</p>",
    }],
})  # fmt: skip
RSS_09 = """<rss version="0.91"><channel><title>H</title><language>en</language>
<item><title>Wall &amp; pier saved</title><link>http://h.example/a</link></item></channel></rss>"""


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def rss(*items: str) -> str:
    inner = "".join(f"<item>{item}</item>" for item in items)
    return (
        "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'>"
        f"<channel><title>Feed</title>{inner}</channel></rss>"
    )


def the_entry(feed: str | bytes) -> Entry:
    data = feed.encode() if isinstance(feed, str) else feed
    assert kind_of_listing(data) == "feed"
    (entry,) = entries_of_feed(data, "http://h.example/feeds/all.xml").entries
    return entry


@pytest.mark.parametrize("feed", [RSS, RSS_1, ATOM, JSON_FEED], ids=["2.0", "1.0", "Atom", "JSON"])
def test_feeds_of_all_kinds_say_the_same(feed):
    draft = the_entry(feed).draft
    assert draft.title == "Wall & pier saved"
    assert draft.url == "http://h.example/a"
    assert tuple(draft.authors) == ("Jane Doe",)
    assert draft.language == "en"
    assert draft.outlet is None
    moment = draft.published
    assert (datetime.fromisoformat(moment) if isinstance(moment, str) else moment) == WHEN


@pytest.mark.parametrize("feed", [RSS, ATOM, JSON_FEED], ids=["2.0", "Atom", "JSON"])
def test_feeds_carry_articles(feed):
    assert "<p>All of it.</p>" in the_entry(feed).page


def test_the_oldest_feeds_are_read_too():
    entry = the_entry(RSS_09)
    assert (entry.draft.title, entry.draft.published) == ("Wall & pier saved", None)


@pytest.mark.parametrize(
    "data",
    [
        RSS.encode("utf-16"),
        b"\xef\xbb\xbf" + RSS.encode(),
        RSS.replace('encoding="utf-8"', 'encoding="iso-8859-1"')
        .replace("–", "-")
        .encode("latin-1"),
        b"\n\n" + RSS.encode(),
        RSS.replace("&lt;b&gt;", "").replace("&lt;/b&gt;", "&nbsp;").encode(),
        RSS.replace("&amp;amp;", "& ").encode(),
    ],
)
def test_feeds_that_are_a_little_wrong_are_read(data):
    assert "saved" in (the_entry(data).draft.title or "")


def test_a_feed_that_breaks_off_says_so(server):
    server.pages["/a"] = BARE
    server.pages["/feed"] = rss("<link>/a</link>", "<link>/b</link>")[:-35]
    found = list(read(server.url("/feed"), web=HERE))
    assert isinstance(found[0], Article)
    assert any(isinstance(item, Skipped) and "breaks off" in item.reason for item in found)


@pytest.mark.parametrize(
    "other",
    [
        b"",
        b"<html><body><p>rss</p></body></html>",
        b"<!doctype html><html><head><title>feed</title>",
        b'{"articles": []}',
        b'{"version": "https://jsonfeed.org/version/1"',
        b'{"version": 1}',
        b"[]",
        b"<",
        b"<!--" + b"-" * 100_000,
        b"<?xml" * 5_000,
        b"<!DOCTYPE [" * 5_000,
        b"rss",
        b"http://h.example/ is where it is",
    ],
)
def test_what_is_neither_feed_nor_sitemap_is_told_quickly(other):
    begun = time.monotonic()
    assert kind_of_listing(other) is None
    assert time.monotonic() - begun < 1


def test_entities_bring_nothing_in_and_do_not_burst(tmp_path: Path):
    secret = tmp_path / "secret"
    secret.write_text("SECRET")
    levels = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 12))
    declared = f"<!DOCTYPE rss [<!ENTITY l0 'ha'>{levels}<!ENTITY x SYSTEM 'file://{secret}'>]>"
    feed = declared + rss("<title>&l11;&x; wall</title><link>/a</link>")
    begun = time.monotonic()
    entry = the_entry(feed)
    assert "SECRET" not in repr(entry)
    assert len(repr(entry)) < 2_000
    assert time.monotonic() - begun < 5


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_make_the_reader_of_feeds_fail(data):
    for feed in (data, b"<rss><channel><item>" + data, b"<feed><entry><link href='" + data):
        kind_of_listing(feed)
        try:
            entries_of_feed(feed, "http://h.example/")
        except SourceError as error:
            assert "feed" in error.message  # noqa: PT017


ODD = [None, 7, [], {}, "", "x", [None], [{"name": 7}], {"name": {}}]


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(
    ["url", "title", "authors", "author", "date_published", "date_modified", "content_html",
     "content_text", "language"]), st.sampled_from(ODD)))  # fmt: skip
def test_odd_json_feeds_do_no_harm(item):
    feed = {"version": "https://jsonfeed.org/version/1", "items": [item, None, 7]}
    assert len(entries_of_feed(json.dumps(feed).encode(), "http://h.example/").entries) == 1


def test_a_feeds_pages_are_read_in_order_and_its_facts_fill_theirs(server):
    numbers = range(12)
    for n in numbers:
        server.pages[f"/{n}"] = page(f"<p>Boat number {n} came in.</p>" + PARAGRAPHS)
    server.pages["/feed"] = rss(*(
        f"<title>Boat {n}</title><link>/{n}?utm_source=rss</link><author>Jane Doe</author>"
        "<pubDate>Tue, 23 Apr 2024 10:30:00 +0200</pubDate>" for n in numbers
    ))  # fmt: skip
    found = list(read(server.url("/feed"), web=HERE))
    assert [item.title for item in found] == [f"Boat {n}" for n in numbers]
    assert [item.url for item in found] == [server.url(f"/{n}") for n in numbers]
    assert all(f"number {n} " in item.text for n, item in enumerate(found))
    assert {item.published for item in found} == {WHEN}
    assert found[0].authors == ("Jane Doe",)


def test_what_the_page_says_comes_before_what_the_feed_says(server):
    head = "<meta property='og:title' content='Wall saved'>"
    server.pages["/a"] = page(PARAGRAPHS + MORE, head)
    server.pages["/feed"] = rss("<title>UPDATE 3</title><link>/a</link>")
    (found,) = read(server.url("/feed"), web=HERE)
    assert found.title == "Wall saved"


FULL = f"<![CDATA[{PARAGRAPHS}{MORE}]]>"


@pytest.mark.parametrize(
    "answer",
    [
        Answer(status=403),
        Answer(status=402),
        Answer(page("<p>Subscribe to read.</p>").encode()),
        Answer(page(PARAGRAPHS, "<script type='application/ld+json'>"
            '{"@type":"NewsArticle","isAccessibleForFree":false}</script>').encode()),
    ],
    ids=["403", "402", "hardly any text", "stub"],
)  # fmt: skip
def test_where_a_page_cannot_be_had_the_feeds_text_is_taken_and_said_so(server, answer):
    server.pages["/a"] = answer
    server.pages["/feed"] = rss(
        f"<title>Wall</title><link>/a</link><content:encoded>{FULL}</content:encoded>"
    )
    (found,) = read(server.url("/feed"), web=HERE)
    assert isinstance(found, Article)
    assert found.text.startswith(BODY)
    assert (found.title, found.url) == ("Wall", server.url("/a"))
    assert found.source == f"{server.url('/a')} (text from the feed {server.url('/feed')})"


def test_what_was_taken_down_is_not_taken_from_the_feed(server):
    server.pages["/feed"] = rss(f"<link>/a</link><content:encoded>{FULL}</content:encoded>")
    (found,) = read(server.url("/feed"), web=HERE)
    assert isinstance(found, Skipped)
    assert found.gone


def test_a_feed_speaks_for_its_own_site_only(server):
    carried = f"<content:encoded>{FULL}</content:encoded>"
    server.pages["/feed"] = rss(f"<link>http://localhost:1/none</link>{carried}")
    (found,) = read(server.url("/feed"), web=HERE)
    assert isinstance(found, Skipped)
    assert "cannot be reached" in found.reason


def test_a_teaser_is_not_taken_for_the_article(server):
    server.pages["/a"] = Answer(status=403)
    server.pages["/feed"] = rss(
        f"<link>/a</link><description>{FULL}</description>",
        "<link>/b</link><content:encoded>Only a teaser.</content:encoded>",
    )
    first, second = read(server.url("/feed"), web=HERE)
    assert isinstance(first, Skipped)
    assert isinstance(second, Skipped)
    assert "403" in first.reason
    assert "404" in second.reason


def test_an_entry_without_an_address_can_carry_its_article(server):
    carried = f"<title>Wall</title><content:encoded>{FULL}</content:encoded>"
    server.pages["/feed"] = rss(carried, "<title>Nothing</title>")
    found, skipped = read(server.url("/feed"), web=HERE)
    assert isinstance(found, Article)
    assert (found.title, found.url) == ("Wall", None)
    assert skipped.reason == "lists 1 entry without a usable address (“Nothing”)"


def test_entries_without_a_usable_address_are_counted_in_one_line(server):
    links = ("", "<link>javascript:alert(1)</link>", "<link>ftp://x.example/a</link>", "", "")
    items = [f"<title>Report {n}</title>{link}" for n, link in enumerate(links)]
    server.pages["/feed"] = rss(*items)
    (found,) = read(server.url("/feed"), web=HERE)
    assert found.source == server.url("/feed")
    assert found.reason == (
        "lists 5 entries without a usable address (“Report 0”, “Report 1”, “Report 2”, …)"
    )


def test_a_feed_that_is_far_too_large_is_not_parsed(server):
    server.pages["/feed"] = rss("<title>" + "<a " * 2_000_000)
    (found,) = read(server.url("/feed"), web=HERE)
    assert "5 MB" in found.reason


def test_one_address_is_read_once(server):
    server.pages["/a"] = BARE
    links = ("/a", "/a?utm_source=b", "/a#top", "/a/")
    server.pages["/feed"] = rss(*(f"<link>{link}</link>" for link in links))
    assert len(list(read(server.url("/feed"), web=HERE))) == 1
    assert server.paths() == ["/feed", "/a"]


def test_of_too_many_entries_the_latest_are_read_and_the_rest_is_said(server):
    server.pages["/1"] = server.pages["/3"] = BARE
    server.pages["/feed"] = rss(*(
        f"<link>/{n}</link><pubDate>{day} Apr 2024 10:00:00 GMT</pubDate>"
        for n, day in ((0, 2), (1, 9), (2, 3), (3, 8))
    ))  # fmt: skip
    web = Web(allow_private=True, pause=0, most_pages=2)
    first, second, left = read(server.url("/feed"), web=web)
    assert (first.source, second.source) == (server.url("/1"), server.url("/3"))
    assert left == Skipped(server.url("/feed"), "lists 4 pages; 2 of them are read")


def test_a_feed_without_entries_is_reported(server):
    server.pages["/feed"] = rss()
    (found,) = read(server.url("/feed"), web=HERE)
    assert found == Skipped(server.url("/feed"), "lists nothing")


def test_pages_come_several_at_a_time_but_not_too_many_from_one_host(server):
    for n in range(8):
        server.pages[f"/{n}"] = slowly(Answer(BARE.encode()), 0.3)
    server.pages["/feed"] = rss(*(f"<link>/{n}</link>" for n in range(8)))
    begun = time.monotonic()
    assert len(list(read(server.url("/feed"), web=HERE))) == 8
    assert server.most_at_once == HERE.per_host == 2
    assert time.monotonic() - begun < 8 * 0.3


def test_between_two_requests_to_a_host_there_is_a_pause(server):
    times = []

    def answer(asked: Asked) -> Answer:
        times.append(time.monotonic())
        return Answer(BARE.encode())

    for n in range(4):
        server.pages[f"/{n}"] = answer
    server.pages["/feed"] = rss(*(f"<link>/{n}</link>" for n in range(4)))
    list(read(server.url("/feed"), web=Web(allow_private=True, pause=0.2, timeout=5)))
    assert max(times) - min(times) >= 3 * 0.2 - 0.05


def test_a_pause_that_robots_txt_asks_for_is_kept(server):
    server.pages["/robots.txt"] = "User-agent: *\nCrawl-delay: 0.5"
    server.pages["/a"] = server.pages["/b"] = BARE
    server.pages["/feed"] = rss("<link>/a</link>", "<link>/b</link>")
    begun = time.monotonic()
    list(read(server.url("/feed"), web=HERE))
    assert time.monotonic() - begun >= 2 * 0.5 - 0.05


def test_pages_are_fetched_only_a_little_ahead_of_what_is_taken(server):
    for n in range(60):
        server.pages[f"/{n}"] = BARE
    server.pages["/feed"] = rss(*(f"<link>/{n}</link>" for n in range(60)))
    found = read(server.url("/feed"), web=HERE)
    next(found)
    time.sleep(0.5)
    assert len(server.paths()) <= 1 + 18
    found.close()


def test_who_stops_early_stops_the_fetching(server):
    for n in range(40):
        server.pages[f"/{n}"] = slowly(Answer(BARE.encode()), 0.1)
    server.pages["/feed"] = rss(*(f"<link>/{n}</link>" for n in range(40)))
    found = read(server.url("/feed"), web=HERE)
    next(found)
    begun = time.monotonic()
    found.close()
    assert time.monotonic() - begun < 1
    time.sleep(0.3)
    asked = len(server.paths())
    time.sleep(0.3)
    assert len(server.paths()) == asked


def test_ctrl_c_stops_at_once_though_a_server_does_not_answer(server):
    server.pages["/feed"] = rss(*(f"<link>/{n}</link>" for n in range(20)))
    for n in range(20):
        server.pages[f"/{n}"] = slowly(Answer(BARE.encode()), 4)
    script = (
        "import sys\nfrom index.reading import read\nfrom index.reading.web import Web\n"
        "print('begun', flush=True)\n"
        "list(read(sys.argv[1], web=Web(allow_private=True, pause=0)))"
    )
    run = subprocess.Popen(
        [sys.executable, "-c", script, server.url("/feed")],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
    )  # fmt: skip
    try:
        assert run.stdout is not None
        run.stdout.readline()
        while len(server.paths()) < 3:
            time.sleep(0.05)
        begun = time.monotonic()
        run.send_signal(signal.SIGINT)
        _, errors = run.communicate(timeout=10)
        assert time.monotonic() - begun < 2
        assert "KeyboardInterrupt" in errors
    finally:
        run.kill()


class Notes(dict[str, Validators]):
    """A memory that says in which thread it is used."""

    def __init__(self) -> None:
        super().__init__()
        self.threads: set[int] = set()

    def validators(self, url: str) -> Validators | None:
        self.threads.add(threading.get_ident())
        return self.get(url)

    def remember(self, url: str, validators: Validators) -> None:
        self.threads.add(threading.get_ident())
        self[url] = validators


def remembering(notes: Notes) -> Web:
    return Web(allow_private=True, pause=0, memory=notes)


def tagged(body: str):
    def answer(asked: Asked) -> Answer:
        if asked.headers.get("If-None-Match") == '"1"':
            return Answer(status=304)
        return Answer(body.encode(), headers={"ETag": '"1"'})

    return answer


def test_a_feed_that_has_not_changed_is_not_fetched_again(server):
    server.pages["/feed"] = tagged(rss("<link>/a</link>"))
    server.pages["/a"] = tagged(BARE)
    notes = Notes()
    list(read(server.url("/feed"), web=remembering(notes)))
    assert list(read(server.url("/feed"), web=remembering(notes))) == [
        Unchanged(server.url("/feed"))
    ]
    assert server.paths() == ["/feed", "/a", "/feed"]
    assert notes.threads == {threading.get_ident()}


def test_a_feed_of_which_something_failed_is_fetched_again(server):
    server.pages["/feed"] = tagged(rss("<link>/a</link>", "<link>/b</link>"))
    server.pages["/a"] = tagged(BARE)
    notes = Notes()
    list(read(server.url("/feed"), web=remembering(notes)))
    server.pages["/b"] = BARE
    first, second = read(server.url("/feed"), web=remembering(notes))
    assert first == Unchanged(server.url("/a"))
    assert isinstance(second, Article)


def test_what_a_feed_lists_as_unchanged_is_not_asked_for(server):
    entry = "<entry><link href='/{0}'/><updated>{1}</updated></entry>"

    def feed(*updated: str) -> str:
        entries = "".join(entry.format(n, when) for n, when in enumerate(updated))
        return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>F</title>{entries}</feed>"

    server.pages["/0"] = server.pages["/1"] = BARE
    server.pages["/feed"] = feed("2024-04-01T00:00:00Z", "2024-04-01T00:00:00Z")
    notes = Notes()
    assert len(list(read(server.url("/feed"), web=remembering(notes)))) == 2
    server.pages["/feed"] = feed("2024-04-01T00:00:00Z", "2024-04-02T00:00:00Z")
    first, second = read(server.url("/feed"), web=remembering(notes))
    assert first == Unchanged(server.url("/0"))
    assert isinstance(second, Article)
    assert sorted(server.paths()) == sorted(["/feed", "/0", "/1", "/feed", "/1"])


def test_text_from_the_feed_is_not_remembered_as_the_pages(server):
    server.pages["/a"] = Answer(status=403)
    server.pages["/feed"] = rss(f"<link>/a</link><content:encoded>{FULL}</content:encoded>")
    notes = Notes()
    list(read(server.url("/feed"), web=remembering(notes)))
    assert server.url("/a") not in notes
