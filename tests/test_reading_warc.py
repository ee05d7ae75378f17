"""Web archives: pages with the addresses they came from."""

import gzip
import io
import random
import tracemalloc

import pytest
from pdf_helpers import pdf_of
from reading_helpers import BODY, HEAD, MORE, PARAGRAPHS, article, page, skipped, write

from index.articles import Article, Skipped
from index.reading import read

PAGE = page(PARAGRAPHS + MORE, HEAD).encode()
URL = "https://www.harbour.example/a"


def archive(*replies: tuple, packed: bool = False) -> bytes:
    """An archive of replies: address, status line, headers, body."""
    records = [record("warcinfo", "", b"software: tests\r\n", "application/warc-fields")]
    for url, status, headers, body in replies:
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        sent = b"GET / HTTP/1.1\r\n\r\n"
        got = f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body
        records.append(record("request", url, sent, "application/http; msgtype=request"))
        records.append(record("response", url, got, "application/http; msgtype=response"))
    return b"".join(gzip.compress(r) if packed else r for r in records)


def record(kind: str, url: str, block: bytes, media_type: str) -> bytes:
    target = f"WARC-Target-URI: {url}\r\n" if url else ""
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\n{target}WARC-Date: 2026-01-01T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
        f"Content-Type: {media_type}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def reply(body: bytes = PAGE, url: str = URL, status: str = "200 OK", **headers: str) -> tuple:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return url, status, {"Content-Type": "text/html; charset=utf-8", **named}, body


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_pages_come_with_their_addresses(tmp_path, name):
    second = page(PARAGRAPHS + MORE).encode()
    data = archive(
        reply(url="https://other.example/x"),
        reply(second, "https://b.example/2"),
        reply(b"gone", status="404 Not Found"),
        reply(b"\x89PNG", Content_Type="image/png"),
        packed=name.endswith("gz"),
    )
    (tmp_path / name).write_bytes(data)
    one, two, last = read(tmp_path / name)
    assert one.text.startswith(BODY)
    assert one.url == "https://www.harbour.example/wall"
    assert (two.url, two.outlet, two.published) == ("https://b.example/2", "b.example", None)
    assert one.source == "https://other.example/x"
    assert last.source == str(tmp_path / name)
    assert last.reason.startswith("2 replies that are no pages but errors or redirections or of")


def test_pages_that_were_sent_packed_in_pieces_or_in_other_charsets(tmp_path):
    german = page("<p>Der Bürgermeister sagt, die Mauer werde für alle gebaut.</p>" * 3 + MORE)
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE)
    data = archive(
        reply(gzip.compress(PAGE), Content_Encoding="gzip"),
        reply(chunked, Transfer_Encoding="chunked"),
        reply(german.encode("iso-8859-15"), Content_Type="text/html; charset=ISO-8859-15"),
        reply(pdf_of(BODY.split("\n\n")), "https://b.example/p", Content_Type="application/pdf"),
    )
    found = [f for f in read(write(tmp_path / "a.warc", data)) if isinstance(f, Article)]
    assert [a.text.split(" ")[1] for a in found[:3]] == ["council", "council", "Bürgermeister"]
    assert found[3].text.startswith("The council")
    assert found[3].pages == (0,)


def test_what_is_too_large_or_packed_to_be_is_not_unpacked(tmp_path):
    bomb = gzip.compress(b"<p>" + b"x" * 80_000_000)
    data = archive(reply(bomb, "https://b.example/", Content_Encoding="gzip"), reply())
    path = write(tmp_path / "a.warc.gz", data)
    tracemalloc.start()
    first, second = read(path, limit=1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert first == Skipped("https://b.example/", "is larger than the limit of 1 MB")
    assert second.text.startswith(BODY)
    assert peak < 60_000_000  # warcio unpacks 16 kB at a time, here a thousandfold


def test_an_endless_line_is_not_held(tmp_path):
    path = write(tmp_path / "a.warc.gz", b"WARC/1.0\r\nWARC-Type: " + b"x" * 80_000_000)
    tracemalloc.start()
    found = skipped(path, limit=1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "line" in found.reason
    assert peak < 20_000_000


def test_what_is_no_archive_is_reported(tmp_path):
    assert "web archive" in skipped(write(tmp_path / "a.warc", b"text " * 99)).reason
    assert "web archive" in skipped(write(tmp_path / "b.warc", b"\n")).reason


def test_pages_before_a_break_are_kept_and_nothing_is_written_to_the_terminal(tmp_path, capsys):
    whole = archive(*(reply(url=f"https://b.example/{n}") for n in range(6)))
    chance = random.Random(7)
    for number in range(60):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 4, 30))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if number % 3 == 0:
            del data[chance.randrange(len(data)) :]
        for item in read("-", stdin=io.BytesIO(bytes(data))):
            assert isinstance(item, (Article, Skipped))
    cut = write(tmp_path / "a.warc", whole[: len(whole) // 2])
    assert sum(isinstance(f, Article) for f in read(cut)) >= 2
    assert capsys.readouterr() == ("", "")


def test_an_archive_that_breaks_off_is_named_with_the_page(tmp_path):
    whole = archive(*(reply(url=f"https://b.example/{n}") for n in range(3)), packed=True)
    path = write(tmp_path / "a.warc.bin", whole[: len(whole) - len(whole) // 6])
    cut = path.rename(tmp_path / "a.warc.gz")
    *pages, last = read(cut)
    assert [isinstance(page, Article) for page in pages] == [True, True]
    assert str(cut) in f"{last.source} {last.reason}"
    assert "https://b.example/" in f"{last.source} {last.reason}"


def test_an_archive_through_a_pipe_is_known_by_its_content():
    assert article("-", stdin=io.BytesIO(archive(reply(), packed=True))).text.startswith(BODY)
