"""Reading the web: a real server on loopback, and what is outside through a mocked transport."""

import contextlib
import gzip
import json
import threading
import time
from collections.abc import Iterator

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_helpers import pdf_of
from reading_helpers import BODY, HEAD, MORE, PARAGRAPHS, page
from web_server import Answer, Asked, Server, gzipped, serving, slowly

from index.articles import Article, Skipped, Unchanged
from index.errors import SourceError
from index.reading import read
from index.reading.web import Validators, Web
from index.reading.web.robots import Answer as Rules
from index.reading.web.robots import Robots

HERE = Web(allow_private=True, pause=0, timeout=5)
PAGE = page(PARAGRAPHS + MORE, HEAD.replace("https://www.harbour.example", ""))


class Notes:
    """A memory as an index keeps it."""

    def __init__(self) -> None:
        self.kept: dict[str, Validators] = {}
        self.thread = threading.get_ident()

    def validators(self, url: str) -> Validators | None:
        assert threading.get_ident() == self.thread
        return self.kept.get(url)

    def remember(self, url: str, validators: Validators) -> None:
        assert threading.get_ident() == self.thread
        self.kept[url] = validators


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def only(url: str, web: Web = HERE, **options) -> Article | Skipped | Unchanged:
    (found,) = read(url, web=web, **options)
    return found


def article(url: str, web: Web = HERE, **options) -> Article:
    found = only(url, web, **options)
    assert isinstance(found, Article), found
    return found


def reason(url: str, web: Web = HERE, **options) -> str:
    found = only(url, web, **options)
    assert isinstance(found, Skipped), found
    return found.reason


def outside(answer) -> Web:
    return Web(client=httpx.Client(transport=httpx.MockTransport(answer)), pause=0)


def versions(first: str, second: str):
    """A page with an ETag that changes after the second request."""

    def answer(asked: Asked) -> Answer:
        tag = '"one"' if asked.count < 3 else '"two"'
        if asked.headers.get("If-None-Match") == tag:
            return Answer(status=304)
        body = first if asked.count < 3 else second
        return Answer(body.encode(), headers={"ETag": tag})

    return answer


def test_a_page_is_read_like_a_saved_one(server):
    server.pages["/wall"] = PAGE
    found = article(server.url("/wall?utm_source=x#top"))
    assert found.text.startswith(BODY)
    assert (found.title, found.outlet) == ("Harbour wall & pier", "Harbour Post")
    assert found.url == found.source == server.url("/wall")


def test_who_asks_says_so_and_asks_for_robots_first(server):
    server.pages["/wall"] = PAGE
    article(server.url("/wall"))
    assert [asked.path for asked in server.asked] == ["/robots.txt", "/wall"]
    agent = server.asked[1].headers["User-Agent"]
    assert agent.startswith("groundwire/")
    assert "Mozilla" not in agent
    assert "Cookie" not in server.asked[1].headers


def test_no_cookie_is_kept(server):
    cookie = {"Set-Cookie": "id=7; Path=/"}
    server.pages["/old"] = Answer(status=302, headers={"Location": "/wall", **cookie})
    server.pages["/wall"] = Answer(PAGE.encode(), headers=cookie)
    list(read(server.url("/old"), server.url("/wall"), web=HERE))
    assert len(server.paths()) == 3
    assert not any("Cookie" in asked.headers for asked in server.asked)


def test_a_page_comes_packed_or_in_its_own_encoding(server):
    server.pages["/gz"] = gzipped(PAGE)
    server.pages["/file.html.gz"] = Answer(gzip.compress(PAGE.encode()), kind="application/gzip")
    latin = page("<p>Der Hafen wächst über die alte Mauer hinaus.</p>" + PARAGRAPHS)
    server.pages["/latin"] = Answer(latin.encode("latin-1"), kind="text/html; charset=ISO-8859-1")
    assert article(server.url("/gz")).text.startswith(BODY)
    assert article(server.url("/file.html.gz")).text.startswith(BODY)
    assert "wächst über" in article(server.url("/latin")).text


def test_other_kinds_at_an_address_are_read_by_what_they_are(server):
    told = {"text": BODY, "title": "Wall", "url": "https://harbour.example/wall"}
    server.pages["/a"] = Answer(json.dumps(told).encode(), kind="application/json")
    server.pages["/b"] = Answer(f"Wall\n\n{BODY}".encode(), kind="text/plain")
    server.pages["/c"] = Answer(f"# Wall\n\n{BODY}".encode(), kind="text/markdown")
    server.pages["/d"] = Answer(b"\x89PNG", kind="image/png")
    assert article(server.url("/a")).url == "https://harbour.example/wall"
    for path in "/b", "/c":
        found = article(server.url(path))
        assert (found.title, found.text, found.url) == ("Wall", BODY, server.url(path))
    assert "type image" in reason(server.url("/d"))


@pytest.mark.parametrize(
    ("kind", "body", "expected"),
    [
        ("text/xml", "<?xml version='1.0'?><opml><body>" + BODY + "</body></opml>", "is XML"),
        ("application/javascript", f"// {BODY}", "javascript"),
        ("text/css", f"/* {BODY} */", "css"),
        ("text/csv", BODY, "csv"),
        ("text/plain", "OK", "hardly any text"),
        ("text/plain", "", "is empty"),
        ("application/octet-stream", "\0\1\2" * 100, "binary"),
    ],
)
def test_what_is_no_article_is_not_taken_for_text(server, kind, body, expected):
    server.pages["/a"] = Answer(body.encode(), kind=kind)
    assert expected in reason(server.url("/a"))


def test_a_pdf_at_an_address_keeps_its_pages(server):
    first = ["The council met on Monday evening and agreed", "to rebuild the old harbour wall."]
    second = ["Work will begin in spring and is expected", "to take two years, the mayor said."]
    server.pages["/report"] = Answer(pdf_of(first, second), kind="application/pdf")
    found = article(server.url("/report"))
    assert " ".join(first) in found.text
    assert found.page(found.text.index("Work will begin")) == 2
    assert found.url == server.url("/report")


def test_an_address_without_its_scheme_is_known_for_one():
    (found,) = read("www.harbour.example")
    assert isinstance(found, Skipped)
    assert "https://" in found.reason


def test_media_is_not_fetched(server):
    def pieces() -> Iterator[bytes]:
        for _ in range(200):
            time.sleep(0.05)
            yield b"\0" * 10_000

    server.pages["/a"] = Answer(pieces=pieces(), kind="audio/mpeg")
    begun = time.monotonic()
    assert "type audio" in reason(server.url("/a"))
    assert time.monotonic() - begun < 2


def test_redirects_are_followed_and_lead_to_the_final_address(server):
    server.pages["/old"] = Answer(status=301, headers={"Location": "/new"})
    server.pages["/new"] = Answer(status=302, headers={"Location": server.url("/wall")})
    server.pages["/wall"] = page(PARAGRAPHS + MORE)
    found = article(server.url("/old"))
    assert (found.url, found.source) == (server.url("/wall"), server.url("/old"))


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("/old", "redirects"),
        ("file:///etc/passwd", "http"),
        ("ftp://example.org/", "http"),
        ("http://[::1", "location"),
        ("http://user:secret@127.0.0.1/", "password"),
    ],
)
def test_redirects_that_lead_nowhere_are_reported(server, target, expected):
    server.pages["/old"] = Answer(status=302, headers={"Location": target})
    assert expected in reason(server.url("/old"))


@pytest.mark.parametrize(
    ("status", "expected", "gone"),
    [
        (404, "not there", True),
        (410, "gone for good", True),
        (403, "403", False),
        (402, "payment", False),
        (500, "error (500)", False),
        (418, "answers 418", False),
        (204, "answers 204", False),
    ],
)
def test_what_cannot_be_had_says_why(server, status, expected, gone):
    server.pages["/a"] = Answer(b"", status)
    found = only(server.url("/a"))
    assert isinstance(found, Skipped)
    assert expected in found.reason
    assert found.gone is gone


def test_a_server_that_is_not_there_is_reported():
    with serving() as server:
        url = server.url("/a")
    assert "cannot be reached" in reason(url)


def test_what_fails_for_a_moment_is_asked_for_again(server):
    def answer(asked: Asked) -> Answer:
        if asked.count < 3:
            return Answer(status=503, headers={"Retry-After": "0"})
        return Answer(PAGE.encode())

    server.pages["/wall"] = answer
    assert article(server.url("/wall")).text.startswith(BODY)
    assert server.paths() == ["/wall"] * 3


def test_what_fails_for_good_is_not_asked_for_without_end(server):
    server.pages["/wall"] = Answer(status=503)
    assert "error (503)" in reason(server.url("/wall"))
    assert server.paths() == ["/wall"] * 3


def test_a_server_that_asks_for_a_wait_gets_it(server):
    def answer(asked: Asked) -> Answer:
        return Answer(status=429, headers={"Retry-After": "1"}) if asked.count == 1 else PAGE_ANSWER

    server.pages["/wall"] = answer
    begun = time.monotonic()
    article(server.url("/wall"))
    assert time.monotonic() - begun >= 1


PAGE_ANSWER = Answer(PAGE.encode())


@pytest.mark.parametrize("wait", ["3600", "Fri, 01 Jan 2100 00:00:00 GMT"])
def test_a_server_that_asks_for_a_long_wait_is_left_alone(server, wait):
    server.pages["/wall"] = Answer(status=429, headers={"Retry-After": wait})
    assert "left alone" in reason(server.url("/wall"))
    assert server.paths() == ["/wall"]


def test_what_is_too_large_stops_at_the_limit(server):
    sent = []

    def pieces() -> Iterator[bytes]:
        for _ in range(10_000):
            sent.append(1)
            yield b"<p>" + b"x" * 100_000

    server.pages["/stated"] = b"x" * 200_000
    server.pages["/endless"] = Answer(pieces=pieces())
    assert "limit of 0.1 MB" in reason(server.url("/stated"), limit=100_000)
    assert "limit of 0.1 MB" in reason(server.url("/endless"), limit=100_000)
    assert len(sent) < 1000


def test_a_bomb_stops_at_the_limit(server):
    bomb = gzip.compress(b"\0" * 50_000_000)
    server.pages["/coding"] = Answer(bomb, headers={"Content-Encoding": "gzip"})
    server.pages["/file.gz"] = Answer(bomb, kind="application/gzip")
    packed = Answer(gzip.compress(bomb), headers={"Content-Encoding": "gzip"})
    server.pages["/packed.gz"] = packed
    server.pages["/nothing"] = Answer(
        gzip.compress(b"") * 100_000, headers={"Content-Encoding": "gzip"}
    )
    import tracemalloc

    tracemalloc.start()
    for path in "/coding", "/file.gz", "/packed.gz", "/nothing":
        assert "larger than the limit" in reason(server.url(path), limit=1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000


@pytest.mark.parametrize("coding", ["br", "zstd", "compress", "gzip, br", "gzip, gzip"])
def test_only_what_was_asked_for_is_unpacked(server, coding):
    server.pages["/a"] = Answer(PAGE.encode(), headers={"Content-Encoding": coding})
    assert "not asked for" in reason(server.url("/a"))


def test_a_broken_reply_is_reported(server):
    packed = Answer(gzip.compress(PAGE.encode())[:-20], headers={"Content-Encoding": "gzip"})
    server.pages["/gzip"] = packed
    assert "gzip" in reason(server.url("/gzip"))


def test_a_reply_that_does_not_come_is_not_waited_for(server):
    server.pages["/slow"] = slowly(PAGE_ANSWER, 3)
    web = Web(allow_private=True, pause=0, timeout=0.3, obey_robots=False)
    begun = time.monotonic()
    assert "in time" in reason(server.url("/slow"), web)
    assert time.monotonic() - begun < 2


def test_a_reply_that_drips_is_not_waited_for(server):
    def drip() -> Iterator[bytes]:
        for _ in range(100):
            time.sleep(0.1)
            yield b"<p>"

    server.pages["/drip"] = Answer(pieces=drip())
    web = Web(allow_private=True, pause=0, timeout=0.2, obey_robots=False)
    begun = time.monotonic()
    assert "time" in reason(server.url("/drip"), web)
    assert time.monotonic() - begun < 4


def test_what_has_not_changed_is_not_fetched_again(server):
    server.pages["/wall"] = versions(PAGE, page("<p>It was moved.</p>" + PARAGRAPHS + MORE))
    url = server.url("/wall")
    web = Web(allow_private=True, pause=0, memory=Notes())
    assert isinstance(only(url, web), Article)
    assert only(url, web) == Unchanged(url)
    assert "moved" in article(url, web).text
    assert only(url, web) == Unchanged(url)


def test_without_etag_the_date_of_change_serves(server):
    def answer(asked: Asked) -> Answer:
        if asked.headers.get("If-Modified-Since"):
            return Answer(status=304)
        return Answer(PAGE.encode(), headers={"Last-Modified": "Tue, 23 Apr 2024 10:30:00 GMT"})

    server.pages["/wall"] = answer
    web = Web(allow_private=True, pause=0, memory=Notes())
    assert isinstance(only(server.url("/wall"), web), Article)
    assert only(server.url("/wall"), web) == Unchanged(server.url("/wall"))


def test_a_page_is_remembered_only_after_it_was_taken(server):
    server.pages["/wall"] = versions(PAGE, PAGE)
    notes = Notes()
    found = read(server.url("/wall"), web=Web(allow_private=True, pause=0, memory=notes))
    next(found)
    assert not notes.kept
    assert list(found) == []
    assert notes.kept == {server.url("/wall"): Validators(etag='"one"')}


def test_what_was_no_article_is_not_remembered(server):
    server.pages["/wall"] = Answer(page("<p>Hi.</p>").encode(), headers={"ETag": '"one"'})
    notes = Notes()
    assert reason(server.url("/wall"), Web(allow_private=True, pause=0, memory=notes))
    assert not notes.kept


def test_what_an_address_turned_out_to_be_is_told(server):
    server.pages["/wall"] = PAGE
    told: list[tuple[str, str]] = []
    web = Web(allow_private=True, pause=0, on_source=lambda *what: told.append(what))
    list(read(server.url("/wall?utm_medium=x"), server.url("/none"), web=web))
    assert told == [(server.url("/wall?utm_medium=x"), "page")]


def test_a_page_without_an_article_names_the_feed_it_links(server):
    link = "<link rel='alternate' type='application/rss+xml' href='/feed.xml'>"
    server.pages["/"] = page("<h2>News</h2>", link)
    assert reason(server.url("/")).endswith(server.url("/feed.xml"))


@pytest.mark.parametrize(
    ("stated", "known_as"),
    [
        ("https://harbour.example/wall?utm_source=a&id=3", "https://harbour.example/wall?id=3"),
        ("https://harbour.example/the-wall", "https://harbour.example/the-wall"),
        ("http://www.harbour.example/wall", "http://www.harbour.example/wall"),
        ("/the-wall", "https://harbour.example/the-wall"),
        ("https://bbc.example/wall", "https://harbour.example/wall?id=3"),
        ("https://harbour.example.evil.example/", "https://harbour.example/wall?id=3"),
        ("https://harbour.example/", "https://harbour.example/wall?id=3"),
        ("javascript:alert(1)", "https://harbour.example/wall?id=3"),
    ],
)
def test_a_page_speaks_for_its_own_site_only(stated, known_as):
    head = f"<link rel='canonical' href='{stated}'>"
    body = page(PARAGRAPHS + MORE, head)
    web = outside(lambda _: httpx.Response(200, html=body))
    assert article("https://harbour.example/wall?id=3&fbclid=9#x", web).url == known_as


def test_a_name_and_password_in_an_address_are_not_shown():
    (found,) = read("https://jane:secret@harbour.example/wall")
    assert isinstance(found, Skipped)
    assert "secret" not in found.source + found.reason
    assert "password" in found.reason


ROBOTS = "User-agent: *\nDisallow: /private\nAllow: /private/open\n\nUser-agent: other\nDisallow: /"


def test_robots_txt_is_obeyed_unless_told_otherwise(server):
    server.pages["/robots.txt"] = ROBOTS
    server.pages["/private/a"] = server.pages["/private/open"] = PAGE
    assert "robots.txt" in reason(server.url("/private/a"))
    assert server.paths() == []
    assert article(server.url("/private/open"))
    assert article(server.url("/private/a"), Web(allow_private=True, pause=0, obey_robots=False))


def test_robots_txt_can_name_us(server):
    server.pages["/robots.txt"] = "User-agent: groundwire\nDisallow: /"
    server.pages["/a"] = PAGE
    assert "robots.txt" in reason(server.url("/a"))


@settings(deadline=None)
@given(st.one_of(st.text(), st.lists(st.sampled_from(
    ["User-agent: *", "Disallow: /*a*a$", "Allow: $", "Disallow: %", "Crawl-delay: nan", ":", "\0",
     "Crawl-delay: -1", "Request-rate: 1/0", "Visit-time: 9-", "Sitemap: x", "User-agent:"]
    )).map("\n".join)))  # fmt: skip
def test_odd_robots_txt_does_no_harm(text):
    rules = Robots(lambda _: Rules(text), lambda _host, _pause: None)
    with contextlib.suppress(SourceError):
        rules.check("https://harbour.example/wall?id=3")


@pytest.mark.parametrize("status", [500, 503, 429])
def test_where_robots_txt_fails_nothing_is_read(server, status):
    server.pages["/robots.txt"] = Answer(status=status)
    server.pages["/a"] = PAGE
    assert "robots.txt" in reason(server.url("/a"))
    assert server.paths() == []


@pytest.mark.parametrize("status", [404, 403, 401])
def test_where_there_is_no_robots_txt_all_is_read(server, status):
    server.pages["/robots.txt"] = Answer(status=status)
    server.pages["/a"] = PAGE
    assert article(server.url("/a"))


def test_a_redirect_must_be_allowed_too(server):
    server.pages["/robots.txt"] = ROBOTS
    server.pages["/open"] = Answer(status=302, headers={"Location": "/private/a"})
    server.pages["/private/a"] = PAGE
    assert "robots.txt" in reason(server.url("/open"))
    assert server.paths() == ["/open"]


def test_a_huge_robots_txt_is_cut(server):
    server.pages["/robots.txt"] = ROBOTS + "\n#" + "x" * 3_000_000
    server.pages["/a"] = PAGE
    assert article(server.url("/a"), limit=10_000)


@pytest.mark.parametrize(
    "error",
    [
        httpx.ConnectError("no route"),
        httpx.ReadError("reset"),
        httpx.RemoteProtocolError("odd"),
        httpx.ReadTimeout("slow"),
        httpx.ConnectTimeout("slow"),
        httpx.PoolTimeout("full"),
        httpx.ProxyError("no"),
        httpx.LocalProtocolError("header"),
        httpx.UnsupportedProtocol("x"),
        httpx.DecodingError("x"),
        httpx.TooManyRedirects("x"),
        httpx.InvalidURL("x"),
    ],
)
def test_every_error_of_the_client_is_a_reason(error):
    def fail(request: httpx.Request) -> httpx.Response:
        raise error

    assert reason("https://harbour.example/wall", outside(fail))
