"""Sitemaps: of pages, of sitemaps, of news, packed, plain lists of addresses, and broken ones."""

import gzip
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_helpers import MORE, PARAGRAPHS, page
from web_server import Answer, Server, serving

from index.articles import Article, Skipped, Unchanged
from index.errors import SourceError
from index.reading import read
from index.reading.web import Validators, Web
from index.reading.web.listings import kind_of_listing
from index.reading.web.sitemaps import entries_of_sitemap

BARE = page(PARAGRAPHS + MORE)
SPACE = "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"
HERE = Web(allow_private=True, pause=0, timeout=5)
NEWS = f"""<?xml version="1.0" encoding="UTF-8"?>
<urlset {SPACE} xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
  xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<!-- today -->
<url><image:image><image:loc>http://h.example/a.jpg</image:loc><image:title>A picture</image:title>
</image:image><loc> http://h.example/a?x=1&amp;y=2 </loc><lastmod>2024-04-24</lastmod><news:news>
<news:publication><news:name>Harbour Post</news:name><news:language>de</news:language>
</news:publication><news:publication_date>2024-04-23T10:30:00+02:00</news:publication_date>
<news:title>Wall &amp; pier</news:title></news:news></url>
<url><loc>javascript:alert(1)</loc></url><url/></urlset>"""


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def urlset(*pages: tuple[str, str]) -> str:
    inner = "".join(
        f"<url><loc>{url}</loc>{f'<lastmod>{when}</lastmod>' if when else ''}</url>"
        for url, when in pages
    )
    return f"<urlset {SPACE}>{inner}</urlset>"


def index(*sitemaps: tuple[str, str]) -> str:
    inner = "".join(
        f"<sitemap><loc>{url}</loc><lastmod>{when}</lastmod></sitemap>" for url, when in sitemaps
    )
    return f"<?xml version='1.0'?>\n<sitemapindex {SPACE}>{inner}</sitemapindex>"


def sources(server: Server, path: str, web: Web = HERE) -> list[str]:
    return [item.source.removeprefix(server.base) for item in read(server.url(path), web=web)]


def test_a_news_sitemap_gives_titles_dates_and_languages():
    assert kind_of_listing(NEWS.encode()) == "sitemap"
    (entry,) = entries_of_sitemap(NEWS.encode()).entries
    assert entry.draft.url == "http://h.example/a?x=1&y=2"
    assert entry.draft.title == "Wall & pier"
    assert entry.draft.published == "2024-04-23T10:30:00+02:00"
    assert entry.draft.language == "de"
    assert entry.listed == "2024-04-24"


def test_what_a_sitemap_says_fills_what_its_pages_lack(server):
    server.pages["/a"] = BARE
    server.pages["/map.xml"] = NEWS.replace("http://h.example", server.base)
    (found,) = read(server.url("/map.xml"), web=HERE)
    assert isinstance(found, Article)
    assert found.title == "Wall & pier"
    assert found.published == datetime(2024, 4, 23, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize("kind", ["text/html", "application/octet-stream", ""])
def test_a_sitemap_is_known_by_what_it_is(server, kind):
    server.pages["/a"] = BARE
    body = urlset((server.url("/a"), "")).encode()
    told = []
    web = Web(allow_private=True, pause=0, on_source=lambda *what: told.append(what[1]))
    packed, wide = gzip.compress(body), body.decode().encode("utf-16")
    for path, data in (("/plain", body), ("/gz", packed), ("/wide", wide)):
        server.pages[path] = Answer(data, kind=kind)
        assert sources(server, path, web) == ["/a"]
    assert told == ["sitemap"] * 3


def test_a_list_of_addresses_is_a_sitemap(server):
    server.pages["/a"] = server.pages["/b"] = BARE
    server.pages["/map.txt"] = f"{server.url('/a')}\r\n\r\n{server.url('/b')}\n"
    assert sources(server, "/map.txt") == ["/a", "/b"]


def test_an_index_leads_to_the_latest_pages_first(server):
    for n in range(4):
        server.pages[f"/{n}"] = BARE
    server.pages["/old.xml"] = urlset((server.url("/0"), ""), (server.url("/1"), ""))
    new = urlset((server.url("/2"), ""), (server.url("/3"), ""), (server.url("/0"), ""))
    server.pages["/new.xml.gz"] = gzip.compress(new.encode())
    server.pages["/map.xml"] = index(
        (server.url("/old.xml"), "2020-01-01"), (server.url("/new.xml.gz"), "2024-01-01")
    )
    assert sources(server, "/map.xml") == ["/2", "/3", "/0", "/1"]
    few = Web(allow_private=True, pause=0, most_pages=2)
    *taken, left = read(server.url("/map.xml"), web=few)
    assert [item.source for item in taken] == [server.url("/2"), server.url("/3")]
    assert left.reason == "lists more than 2 pages; 2 of them are read"
    assert server.paths().count("/old.xml") == 1


def test_an_index_that_leads_in_circles_ends(server):
    server.pages["/a"] = BARE
    server.pages["/pages.xml"] = urlset((server.url("/a"), ""))
    server.pages["/map.xml"] = index(
        (server.url("/map.xml"), "2024-01-01"), (server.url("/pages.xml"), "2023-01-01")
    )
    assert sources(server, "/map.xml") == ["/a"]


def test_an_index_without_end_is_left(server):
    def endless(asked):
        number = int(asked.path.rpartition("=")[2]) + 1
        return Answer(index((server.url(f"/map?n={number}"), "2024-01-01")).encode())

    server.pages["/map"] = endless
    (found,) = read(server.url("/map?n=0"), web=HERE)
    reason = "leads to over 200 sitemaps; the rest is left"
    assert found == Skipped(server.url("/map?n=0"), reason)
    assert len(server.paths()) == 201


def test_a_sitemap_that_is_missing_is_reported_and_the_others_read(server):
    server.pages["/a"] = BARE
    server.pages["/pages.xml"] = urlset((server.url("/a"), ""))
    server.pages["/map.xml"] = index(
        (server.url("/none.xml"), "2024-01-01"), (server.url("/pages.xml"), "2023-01-01")
    )
    found, skipped = read(server.url("/map.xml"), web=HERE)
    assert isinstance(found, Article)
    assert skipped.source == server.url("/map.xml")
    assert server.url("/none.xml") in skipped.reason
    assert "404" in skipped.reason


def test_a_sitemap_of_news_rolls_like_a_feed(server):
    server.pages["/a"] = BARE
    server.pages["/news.xml"] = NEWS.replace("http://h.example", server.base)
    server.pages["/map.xml"] = index((server.url("/news.xml"), "2024-01-01"))
    told = []
    web = Web(allow_private=True, pause=0, on_source=lambda *what: told.append(what))
    list(read(server.url("/news.xml"), server.url("/map.xml"), web=web))
    assert told == [(server.url("/news.xml"), "feed"), (server.url("/map.xml"), "feed")]


def test_sitemaps_that_robots_txt_names_are_not_followed(server):
    server.pages["/robots.txt"] = f"Sitemap: {server.url('/map.xml')}"
    server.pages["/a"] = BARE
    assert sources(server, "/a") == ["/a"]
    assert server.paths() == ["/a"]


def test_of_too_many_pages_those_that_changed_last_are_read(server):
    server.pages["/1"] = server.pages["/2"] = BARE
    dates = ("2024-01-01", "2024-03-01", "2024-02-01T10:00:00Z", "")
    server.pages["/map.xml"] = urlset(*((server.url(f"/{n}"), d) for n, d in enumerate(dates)))
    web = Web(allow_private=True, pause=0, most_pages=2)
    assert sources(server, "/map.xml", web) == ["/1", "/2", "/map.xml"]


class Notes(dict[str, Validators]):
    def validators(self, url: str) -> Validators | None:
        return self.get(url)

    def remember(self, url: str, validators: Validators) -> None:
        self[url] = validators


def test_pages_that_a_sitemap_lists_as_unchanged_are_not_asked_for(server):
    server.pages["/0"] = server.pages["/1"] = BARE
    web = Web(allow_private=True, pause=0, memory=Notes())

    def listed(*dates: str) -> str:
        return urlset(*((server.url(f"/{n}"), date) for n, date in enumerate(dates)))

    server.pages["/map.xml"] = listed("2024-01-01", "2024-01-01")
    list(read(server.url("/map.xml"), web=web))
    server.pages["/map.xml"] = listed("2024-01-01", "2024-01-02")
    first, second = read(server.url("/map.xml"), web=web)
    assert first == Unchanged(server.url("/0"))
    assert isinstance(second, Article)


def test_entities_bring_nothing_in_and_do_not_burst(tmp_path: Path):
    secret = tmp_path / "secret"
    secret.write_text("http://h.example/SECRET")
    levels = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 12))
    data = (
        f"<!DOCTYPE urlset [<!ENTITY l0 'ha'>{levels}<!ENTITY x SYSTEM 'file://{secret}'>"
        f"<!ENTITY % p SYSTEM 'http://127.0.0.1:1/p.dtd'> %p;]><urlset {SPACE}>"
        "<url><loc>&x;</loc></url><url><loc>http://h.example/&l11;</loc></url>"
        "<url><loc>http://h.example/a</loc></url></urlset>"
    ).encode()
    begun = time.monotonic()
    assert kind_of_listing(data) == "sitemap"
    try:
        found = entries_of_sitemap(data).entries
    except SourceError:
        found = []
    assert "SECRET" not in repr(found)
    assert len(repr(found)) < 2_000
    assert time.monotonic() - begun < 5


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_make_the_reader_of_sitemaps_fail(data):
    for sitemap in (data, b"<urlset><url><loc>" + data, b"http" + data):
        kind_of_listing(sitemap)
        try:
            entries_of_sitemap(sitemap)
        except SourceError as error:
            assert "sitemap" in error.message  # noqa: PT017


def test_a_sitemap_of_many_pages_is_read_quickly():
    data = urlset(*((f"http://h.example/{n}", "2024-01-01") for n in range(50_000))).encode()
    begun = time.monotonic()
    assert kind_of_listing(data) == "sitemap"
    assert len(entries_of_sitemap(data).entries) == 50_000
    assert time.monotonic() - begun < 10
