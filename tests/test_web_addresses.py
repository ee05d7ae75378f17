"""Nothing inside is asked: hostile addresses, names that lead inside, redirects, other schemes."""

import contextlib
import socket
from collections.abc import Iterator

import httpcore
import httpx
import pytest
import respx
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_helpers import BODY, HEAD, MORE, PARAGRAPHS, page
from web_server import Server, serving

from index.articles import Article, Skipped
from index.errors import GroundwireError
from index.reading import read
from index.reading.web import Web
from index.reading.web.addresses import Refused, checked, is_public, public_addresses

PUBLIC = "93.184.215.14"
PAGE = page(PARAGRAPHS + MORE, HEAD)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        running.pages["/"] = PAGE
        yield running


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """What names lead to, instead of asking anybody."""
    known: dict[str, list[str]] = {}
    really = socket.getaddrinfo

    def lookup(host, port, *arguments, **options):
        host = host.decode() if isinstance(host, bytes) else host
        if host in known:
            return [found for to in known[host] for found in really(to, port, **options)]
        try:
            return really(host, port, *arguments, flags=socket.AI_NUMERICHOST, **options)
        except socket.gaierror:
            if host == "localhost":
                return really("127.0.0.1", port, **options)
            raise

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    return known


def reason(url: str, web: Web | None = None) -> str:
    (found,) = read(url, web=web or Web(pause=0))
    assert isinstance(found, Skipped), found
    return found.reason


INSIDE = [
    "http://127.0.0.1/",
    "http://127.1/",
    "http://127.0.0.1.:80/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.0.0.1/",
    "http://0177.0.0.1/",
    "http://017700000001/",
    "http://127.0.1/",
    "http://0/",
    "http://0.0.0.0/",
    "http://10.0.0.1/",
    "http://10.1/",
    "http://172.16.0.1/",
    "http://172.31.255.255/",
    "http://192.168.1.1/",
    "http://100.64.0.1/",
    "http://100.100.100.200/latest/meta-data/",
    "http://169.254.169.254/latest/meta-data/",
    "http://168.63.129.16/",
    "http://192.0.0.192/opc/v2/",
    "http://192.0.2.1/",
    "http://198.18.0.1/",
    "http://198.51.100.1/",
    "http://203.0.113.1/",
    "http://192.88.99.1/",
    "http://224.0.0.1/",
    "http://239.255.255.250/",
    "http://240.0.0.1/",
    "http://255.255.255.255/",
    "http://[::]/",
    "http://[::1]/",
    "http://[0:0:0:0:0:0:0:1]/",
    "http://[::127.0.0.1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[::ffff:a9fe:a9fe]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[64:ff9b::10.0.0.1]/",
    "http://[64:ff9b:1::1]/",
    "http://[2002:7f00:1::]/",
    "http://[2002:c0a8:101::1]/",
    "http://[2001:0:7f00:1::]/",
    "http://[2001:db8::1]/",
    "http://[3fff::1]/",
    "http://[fc00::1]/",
    "http://[fd00:ec2::254]/",
    "http://[fe80::1]/",
    "http://[fe80::1%25lo]/",
    "http://[fec0::1]/",
    "http://[ff02::1]/",
    "http://[100::1]/",
    "http://[5f00::1]/",
    "http://localhost/",
    "http://LOCALHOST:8080/",
    "http://localhost./",
    "http://x.localhost/",
    "http://printer.local/",
    "http://metadata.google.internal/",
    "http://router.home.arpa/",
    "http://\uff11\uff12\uff17.0.0.1/",
    "http://\u2460\u2461\u2466.\u24ea.\u24ea.\u2460/",
    "http://127\u30020\u30020\u30021/",
]


@pytest.mark.parametrize("url", INSIDE)
def test_addresses_inside_are_refused(names, url):
    assert "inside this network" in reason(url) or "no web address" in reason(url)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/a",
        "file:///etc/passwd",
        "gopher://example.org/",
        "javascript://example.org/%0aalert(1)",
        "data://text/html,x",
        "http://user@example.org/",
        "http://user:pw@example.org/",
        "http://example.org:99999/",
        "http://example.org:0x50/",
        "http:///path",
        "https://",
        "http://[::1",
        "http://exa mple.org/",
        "http://example.org\\@127.0.0.1/",
        "http://example.org/\x00",
        "http://" + "a" * 300 + ".example/",
        "http://a..example/",
        "http://xn--zzzzzzzzzzz.example/",
        "http://-/",
    ],
)
def test_what_is_no_address_to_be_read_is_reported(names, url):
    assert reason(url)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        (PUBLIC, True),
        ("8.8.8.8", True),
        ("172.15.255.255", True),
        ("172.32.0.0", True),
        ("100.63.255.255", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("64:ff9b::808:808", True),
        ("2002:808:808::1", True),
        ("::ffff:8.8.8.8", True),
        ("example.org", False),
        ("", False),
    ],
)
def test_what_is_public_is_what_anyone_can_reach(address, public):
    assert is_public(address) is public


@settings(deadline=None)
@given(st.ip_addresses(v=4))
def test_however_an_address_is_wrapped_it_is_judged_the_same(address):
    number = int(address)
    wrapped = [f"::ffff:{address}", f"64:ff9b::{number >> 16:x}:{number & 0xFFFF:x}"]
    assert {is_public(form) for form in wrapped} == {is_public(str(address))}
    assert not (is_public(str(address)) and (address.is_private or address.is_multicast))


@settings(deadline=None)
@given(st.text())
def test_no_text_makes_the_guard_fail(text):
    for url in text, f"http://{text}/", f"http://example.org{text}":
        with contextlib.suppress(Refused):
            assert checked(url) == url


def test_a_name_that_leads_inside_is_refused_as_a_whole(names):
    names["rebound.example"] = ["127.0.0.1"]
    names["both.example"] = [PUBLIC, "10.0.0.7"]
    assert "rebound.example (127.0.0.1)" in reason("http://rebound.example/")
    assert "both.example (10.0.0.7)" in reason("https://both.example/")
    with pytest.raises(Refused):
        public_addresses("both.example", 443)
    assert public_addresses("both.example", 443, allow_private=True) == [PUBLIC, "10.0.0.7"]


def test_a_name_is_connected_to_where_it_led_when_it_was_judged(names, server, monkeypatch):
    """A name server may give another answer a moment later: it is asked once."""
    asked = []
    lookup = socket.getaddrinfo

    def once(host, port, *arguments, **options):
        if host == "news.example":
            asked.append(host)
            names[host] = ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]
        return lookup(host, port, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", once)
    port = server.base.rpartition(":")[2]
    web = Web(allow_private=True, pause=0, obey_robots=False)
    (found,) = read(f"http://news.example:{port}/", web=web)
    assert isinstance(found, Article), found
    assert found.text.startswith(BODY)
    assert asked == ["news.example"]
    assert server.asked[0].headers["Host"] == f"news.example:{port}"


def test_what_is_connected_to_is_a_number(names, monkeypatch):
    names["news.example"] = [PUBLIC]
    tried = []

    def connect(self, host, port, *arguments):
        tried.append((host, port))
        raise httpcore.ConnectError("no network in tests")

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    web = Web(pause=0, obey_robots=False)
    assert "cannot be reached" in reason("https://news.example/a", web)
    assert set(tried) == {(PUBLIC, 443)}


def test_the_next_address_is_tried_where_one_does_not_answer(names, server):
    names["news.example"] = ["::1", "127.0.0.1"]
    port = server.base.rpartition(":")[2]
    (found,) = read(f"http://news.example:{port}/", web=Web(allow_private=True, pause=0))
    assert isinstance(found, Article), found


def test_loopback_is_read_only_when_that_is_allowed(server):
    assert "--allow-private" in reason(server.url("/"))
    assert not server.asked
    (found,) = read(server.url("/"), web=Web(allow_private=True, pause=0))
    assert isinstance(found, Article)


@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.1/", "http://[::ffff:7f00:1]/", "//169.254.169.254/", "http://trap.example/"],
)
def test_a_redirect_inside_is_refused(names, target, monkeypatch):
    """The first step is outside, so it is mocked; the second would really connect."""
    names["trap.example"] = ["192.168.0.1"]
    names["news.example"] = [PUBLIC]
    with respx.mock(using="httpcore", assert_all_called=False) as router:
        router.get("http://news.example/robots.txt").respond(404)
        router.get("http://news.example/a").respond(302, headers={"Location": target})
        router.route(host="trap.example").pass_through()
        assert "inside this network" in reason("http://news.example/a")


def test_outside_is_read_through_respx():
    with respx.mock(using="httpcore") as router:
        router.get("https://harbour.example/robots.txt").respond(404)
        router.get("https://harbour.example/wall").respond(200, html=PAGE)
        (found,) = read("https://harbour.example/wall")
    assert isinstance(found, Article)
    assert found.text.startswith(BODY)


def test_what_a_feed_lists_inside_is_refused(server):
    items = "".join(f"<item><link>{url}</link></item>" for url in ("http://10.0.0.1/", "/a"))
    feed = f"<rss><channel>{items}</channel></rss>"
    answers = {"/feed.xml": feed, "/a": PAGE}

    def answer(request: httpx.Request) -> httpx.Response:
        body = answers.get(request.url.path)
        return httpx.Response(200, text=body) if body else httpx.Response(404)

    web = Web(client=httpx.Client(transport=httpx.MockTransport(answer)), pause=0)
    refused, taken = read("https://harbour.example/feed.xml", web=web)
    assert isinstance(refused, Skipped)
    assert "inside this network" in refused.reason
    assert isinstance(taken, Article)


def test_a_proxy_of_the_environment_is_used_and_what_is_inside_still_refused(
    names, server, monkeypatch
):
    monkeypatch.setenv("HTTP_PROXY", server.base)
    monkeypatch.setenv("http_proxy", server.base)
    monkeypatch.setenv("no_proxy", "")
    monkeypatch.setenv("NO_PROXY", "")
    server.pages["http://far.example/wall"] = PAGE
    names["trap.example"] = ["10.0.0.1"]
    (found,) = read("http://far.example/wall", web=Web(pause=0))
    assert isinstance(found, Article), found
    assert "inside this network" in reason("http://trap.example/")
    assert "inside this network" in reason("http://127.0.0.1/")
    asked = [asked.path for asked in server.asked]
    assert asked == ["http://far.example/robots.txt", "http://far.example/wall"]


def test_a_proxy_that_cannot_be_used_is_an_error_with_a_hint(names, monkeypatch):
    for name in "HTTPS_PROXY", "https_proxy":
        monkeypatch.setenv(name, "gopher://proxy.example")
    with pytest.raises(GroundwireError) as caught:
        list(read("https://far.example/wall", web=Web(pause=0)))
    assert "HTTPS_PROXY" in (caught.value.hint or "")
