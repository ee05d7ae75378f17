"""Reading: every format on what is good and on what is meant to harm."""

import gzip
import io
import json
import os
import re
import subprocess
import sys
import tracemalloc
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles import Article, Skipped
from index.reading import read
from index.reading.cleaning import clean_line, clean_text
from index.reading.dates import parse_date
from index.reading.decoding import decode
from index.reading.identity import host_of, normal_url, valid_url
from index.reading.language import detect_language, normal_tag

BODY = (
    "The council met on Monday evening and agreed to rebuild the old harbour wall.\n\n"
    "Work will begin in spring and is expected to take two years, the mayor's office said."
)
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in BODY.split("\n\n"))
MORE = "<p>" + "Residents had asked for the repair since the great storm. " * 6 + "</p>"


def write(path: Path, content: str | bytes) -> Path:
    data = content.encode() if isinstance(content, str) else content
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def article(*sources: str | Path, **options) -> Article:
    (found,) = read(*sources, **options)
    assert isinstance(found, Article), found
    return found


def skipped(*sources: str | Path, **options) -> Skipped:
    (found,) = read(*sources, **options)
    assert isinstance(found, Skipped), found
    return found


def page(body: str, head: str = "", lang: str = "") -> str:
    language = f' lang="{lang}"' if lang else ""
    return (
        f"<!DOCTYPE html><html{language}><head>{head}</head><body><nav><a href='/'>Home</a></nav>"
        f"<article>{body}</article><footer><p>All rights reserved</p></footer></body></html>"
    )


# Text


def test_the_first_line_of_a_text_is_its_headline(tmp_path):
    found = article(write(tmp_path / "a.txt", f"Harbour wall to be rebuilt\n\n{BODY}\n\nTags:"))
    assert found.title == "Harbour wall to be rebuilt"
    assert found.text == BODY
    assert found.source == str(tmp_path / "a.txt")
    assert (found.outlet, found.authors, found.url, found.published) == (None, (), None, None)
    assert found.language == "en"


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        BODY.split("\n\n")[0],
        "A single paragraph without a full stop",
        "Dear reader,\n\n" + BODY,
        "x" * 300 + "\n\n" + BODY,
    ],
)
def test_a_text_without_headline_keeps_all_of_itself(tmp_path, text):
    found = article(write(tmp_path / "a.txt", text))
    assert (found.title, found.text) == ("", text)


def test_a_headline_needs_no_blank_line_when_it_is_plainly_one(tmp_path):
    found = article(write(tmp_path / "a.txt", "Harbour wall to be rebuilt\n" + BODY))
    assert (found.title, found.text) == ("Harbour wall to be rebuilt", BODY)


def test_the_head_of_a_text_is_not_part_of_its_body(tmp_path):
    head = (
        "Harbour wall to be rebuilt\n\nBy Jane Doe and John van Dyk\nPublished: 2024-04-23 10:30\n"
        "Source: Harbour Post\nURL: https://harbour.example/wall\nLanguage: en-GB\n\n"
    )
    found = article(write(tmp_path / "a.txt", head + BODY))
    assert found.text == BODY
    assert found.authors == ("Jane Doe", "John van Dyk")
    assert found.published == datetime(2024, 4, 23, 10, 30, tzinfo=UTC)
    assert found.outlet == "Harbour Post"
    assert found.url == "https://harbour.example/wall"
    assert found.language == "en-GB"


@pytest.mark.parametrize(
    "line",
    [
        "By 2030 the wall will be finished.",
        "Source: officials told this newspaper that the wall was about to fall down.",
        "Note: the wall is closed",
        "Published: some time ago",
    ],
)
def test_a_line_that_only_looks_like_a_head_stays_in_the_body(tmp_path, line):
    found = article(write(tmp_path / "a.txt", f"Harbour wall\n\n{line}\n\n{BODY}"))
    assert found.text == f"{line}\n\n{BODY}"


@pytest.mark.parametrize(
    "line",
    [
        "Tags:",
        "Tags: harbour, wall",
        "Read more: The storm",
        "Share this article",
        "© 2024 Harbour Post",
    ],
)
def test_furniture_at_the_end_is_not_part_of_the_body(tmp_path, line):
    assert article(write(tmp_path / "a.txt", f"{BODY}\n\n{line}\n")).text == BODY
    inside = f"{line}\n\n{BODY}"
    assert line in article(write(tmp_path / "b.txt", f"{BODY}\n\n{inside}")).text


def test_lines_wrapped_by_a_program_are_joined(tmp_path):
    words = (BODY.split("\n\n")[0] + " ") * 4
    wrapped = re.sub(r"(.{1,60})(?:\s+|$)", r"\1\n", words)
    found = article(write(tmp_path / "a.txt", f"Harbour wall\n\n{wrapped}\n{wrapped}"))
    assert found.text == f"{words.strip()}\n\n{words.strip()}"


def test_lines_that_their_writer_broke_stay(tmp_path):
    verse = "\n".join(
        ["Roses are red", "Violets are blue, and much longer than roses", "Sugar"] * 5
    )
    assert verse in article(write(tmp_path / "a.txt", f"{BODY}\n\n{verse}")).text


# Markdown


def test_markdown_loses_its_signs_and_keeps_its_words(tmp_path):
    source = """---
title: "Harbour wall: to be rebuilt"
author: [Jane Doe, John Roe]
date: 2024-04-23
url: https://harbour.example/wall
---
# Harbour wall: to be rebuilt

The **council** met on *Monday*
and [agreed](https://x.example/a_(b)) to `rebuild` it.<!-- not this -->

![a wall](wall.jpg)

## What now?
- one \\*star\\*
- snake_case stays

> A quoted line &amp; more

[ref]: https://x.example

| a | b |
|---|---|
| 1 | 2 |
"""
    found = article(write(tmp_path / "a.md", source))
    assert found.title == "Harbour wall: to be rebuilt"
    assert found.authors == ("Jane Doe", "John Roe")
    assert found.published == datetime(2024, 4, 23, tzinfo=UTC)
    assert found.outlet == "harbour.example"
    assert found.text == (
        "The council met on Monday and agreed to rebuild it.\n\nWhat now?\n\none *star*\n"
        "snake_case stays\n\nA quoted line & more\n\na | b\n1 | 2"
    )


def test_markdown_without_front_matter(tmp_path):
    found = article(write(tmp_path / "a.md", f"Harbour wall\n===\n\n*By Jane Doe*\n\n{BODY}"))
    assert (found.title, found.authors, found.text) == ("Harbour wall", ("Jane Doe",), BODY)


@pytest.mark.parametrize(
    "text", ["[" * 50_000, "*" * 50_000, " _a" * 50_000, "---\n" * 20_000, "`" * 49_999 + "a"]
)
def test_markdown_meant_to_stall_does_not(tmp_path, text):
    assert len(list(read(write(tmp_path / "a.md", f"{text}\n\n{BODY}")))) == 1


# Web pages

HEAD = """
<title>Wall | Harbour Post</title>
<meta property="og:title" content="Harbour wall &amp; pier">
<meta property="og:site_name" content="Harbour Post">
<meta property="article:published_time" content="2024-04-23T10:30:00+02:00">
<meta name="author" content="Jane Doe">
<link rel="canonical" href="https://www.harbour.example/wall">
"""


def test_a_page_gives_its_body_and_what_it_says_of_itself(tmp_path):
    items = "<h2>Money</h2><ul><li>One</li><li>Two</li></ul>"
    body = f"<h1>Harbour wall &amp; pier</h1>{PARAGRAPHS}{items}{MORE}"
    found = article(write(tmp_path / "a.html", page(body, HEAD, "en_gb")))
    assert found.text.startswith(f"{BODY}\n\nMoney\n\nOne\nTwo\n\nResidents had asked")
    assert "Home" not in found.text
    assert "rights" not in found.text
    assert found.title == "Harbour wall & pier"
    assert found.outlet == "Harbour Post"
    assert found.authors == ("Jane Doe",)
    assert found.published == datetime(2024, 4, 23, 8, 30, tzinfo=UTC)
    assert found.url == "https://www.harbour.example/wall"
    assert found.language == "en-GB"


def test_a_page_is_believed_through_its_json_ld(tmp_path):
    stated = {
        "@graph": [
            {"@type": "WebSite", "name": "No"},
            {
                "@type": ["NewsArticle"],
                "headline": "Harbour wall",
                "datePublished": "2024-04-23",
                "author": [{"name": "Jane Doe"}, {"name": "John Roe"}],
                "publisher": {"name": "Harbour Post"},
                "mainEntityOfPage": {"@id": "https://harbour.example/wall"},
            },
        ]
    }
    head = f"<script type='application/ld+json'>{json.dumps(stated)}</script>"
    found = article(write(tmp_path / "a.htm.gz", page(PARAGRAPHS + MORE, head)))
    assert (found.title, found.outlet) == ("Harbour wall", "Harbour Post")
    assert found.authors == ("Jane Doe", "John Roe")
    assert found.url == "https://harbour.example/wall"
    assert found.published == datetime(2024, 4, 23, tzinfo=UTC)
    assert found.language == "en"


def test_a_page_that_says_nothing_of_itself_is_given_nothing(tmp_path):
    found = article(write(tmp_path / "a.html", page(PARAGRAPHS + MORE + "<p>© 2019</p>")))
    assert (found.outlet, found.authors, found.url, found.published) == (None, (), None, None)


@pytest.mark.parametrize(
    "hidden",
    [
        "<p style='color:red; Display : none'>SECRET</p>",
        "<div hidden><p>SECRET words to obey</p></div>",
        "<p aria-hidden='true'>SECRET</p>",
        "<p style='visibility:hidden'>SECRET</p>",
        "<p style='font-size:0px'>SECRET</p>",
        "<p class='sr-only'>SECRET</p>",
        "<article hidden><p>SECRET words to obey</p></article>",
        "<template><p>SECRET</p></template>",
        "<!-- <p>SECRET</p> -->",
        "<script>SECRET</script>",
    ],
)
def test_what_a_reader_does_not_see_does_not_come_in(tmp_path, hidden):
    found = article(write(tmp_path / "a.html", page(PARAGRAPHS + hidden + MORE)))
    assert "SECRET" not in found.text
    assert found.text.startswith(BODY)


def test_hidden_attributes_are_judged_by_their_values(tmp_path):
    shown = (
        "<p style='display:block;opacity:0.9;font-size:0.8em' aria-hidden='false'>SHOWN here.</p>"
    )
    assert "SHOWN" in article(write(tmp_path / "a.html", page(PARAGRAPHS + shown + MORE))).text


def test_terminal_commands_in_a_page_are_gone(tmp_path):
    evil = "\x1b]0;owned\x07<p>&#27;[31mRed &#x202e;alert&#8203; &#150; \x1b[2Jnow.</p>"
    head = "<title>A &#27;[5mtitle\x1b[0m</title><meta name=author content='J\x07ane &#x1b;[1mDoe'>"
    found = article(write(tmp_path / "a.html", page(evil + PARAGRAPHS + MORE, head)))
    assert found.text.startswith("Red alert – now.")
    assert found.title == "A title"
    assert found.authors == ("Jane Doe",)


@pytest.mark.parametrize(
    "content",
    [
        "<html><body><nav><a href='/'>Home</a></nav></body></html>",
        "<html>",
        "<",
        "<div>" * 50_000,
        "<!-- only a comment -->",
    ],
)
def test_a_page_without_a_body_is_skipped(tmp_path, content):
    assert "page" in skipped(write(tmp_path / "a.html", content)).reason


def test_broken_metadata_harms_nothing(tmp_path):
    head = (
        "<script type='application/ld+json'>" + "[" * 100_000 + "</script>"
        '<script type="application/ld+json">{"@type":"NewsArticle","author":{"name":[1]},'
        '"headline":{"a":1},"datePublished":{},"publisher":[[]],"url":[1]}</script>'
        "<link rel=canonical href='http://[::1'><meta name='pubdate' content='x'>"
    )
    found = article(write(tmp_path / "a.html", page(PARAGRAPHS + MORE, head)))
    assert (found.url, found.published, found.authors) == (None, None, ())


# JSON


def test_json_fields_in_all_their_types(tmp_path):
    value = {
        "title": " Harbour\n wall ",
        "text": BODY,
        "url": "https://www.harbour.example/wall?utm_source=x",
        "published": "2024-04-23T10:30:00+02:00",
        "authors": ["Jane Doe", {"name": "John Roe"}, 7, None],
        "language": "EN_us",
        "unknown": [1],
    }
    found = article(write(tmp_path / "a.json", json.dumps(value)))
    assert found.title == "Harbour wall"
    assert found.text == BODY
    assert found.outlet == "harbour.example"
    assert found.authors == ("Jane Doe", "John Roe")
    assert found.published == datetime(2024, 4, 23, 8, 30, tzinfo=UTC)
    assert found.language == "en-US"
    assert found.url == "https://www.harbour.example/wall?utm_source=x"


def test_wrong_types_in_json_count_as_absent(tmp_path):
    value = {"text": BODY, "title": 7, "url": {}, "published": [], "authors": 7, "outlet": [],
             "language": 7}  # fmt: skip
    found = article(write(tmp_path / "a.json", json.dumps(value)))
    assert (found.title, found.outlet, found.authors, found.url) == ("", None, (), None)
    assert (found.published, found.language) == (None, "en")


def test_json_with_a_page_inside(tmp_path):
    value = {"html": page(PARAGRAPHS + MORE, HEAD), "title": "Mine"}
    found = article(write(tmp_path / "a.json", json.dumps(value)))
    assert found.title == "Mine"
    assert found.text.startswith(BODY)
    assert found.outlet == "Harbour Post"


@pytest.mark.parametrize(
    "wrapped",
    [
        lambda items: json.dumps(items),
        lambda items: json.dumps({"articles": items}, indent=2),
        lambda items: "\n".join(map(json.dumps, items)),
        lambda items: "\ufeff\r\n" + "\r\n".join(map(json.dumps, items)),
    ],
)
@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.jsonl.gz"])
def test_several_articles_in_one_file(tmp_path, wrapped, name):
    items = [{"text": f"{BODY} {number}"} for number in range(3)]
    found = list(read(write(tmp_path / name, wrapped(items))))
    assert [a.text[-1] for a in found] == ["0", "1", "2"]
    assert len({a.id for a in found}) == 3


def test_bad_lines_are_named_and_passed_over(tmp_path):
    lines = [
        json.dumps({"text": BODY}),
        '{"text": "cut',
        "",
        json.dumps({"title": "No text"}),
        json.dumps({"text": 7}),
        "17",
        "[" * 100_000,
        json.dumps({"text": "  \u200b "}),
        '{"text": "' + "9" * 10 + '", "n": ' + "9" * 10_000 + "}",
        json.dumps({"text": BODY + " Last."}),
    ]
    path = write(tmp_path / "a.jsonl", "\n".join(lines))
    found = list(read(path))
    assert [type(f) for f in found] == [Article] + [Skipped] * 7 + [Article]
    assert [f.source for f in found] == [f"{path}:{n}" for n in (1, 2, 4, 5, 6, 7, 8, 9, 10)]
    reasons = [f.reason for f in found if isinstance(f, Skipped)]
    assert "JSON" in reasons[0]
    assert reasons[1] == "has no text"
    assert reasons[2] == "has a text that is not a string"
    assert reasons[6 - 1] == "has no text"


def test_a_huge_line_is_passed_over_and_reading_goes_on(tmp_path):
    lines = [json.dumps({"text": t}) for t in (BODY, "x" * 400_000, BODY + " Last.")]
    path = write(tmp_path / "a.jsonl.gz", "\n".join(lines))
    first, second, third = read(path, limit=100_000)
    assert (first.text, third.text) == (BODY, BODY + " Last.")
    assert second == Skipped(f"{path}:2", "is larger than the limit of 0.1 MB")


def test_something_else_under_the_name_of_json_lines_is_given_up(tmp_path):
    found = list(read(write(tmp_path / "a.jsonl", "no json\n" * 50_000)))
    assert 10 < len(found) < 2000
    assert found[-1].source == str(tmp_path / "a.jsonl")


def test_json_lines_in_other_encodings(tmp_path):
    line = json.dumps({"text": BODY + " café €5"}, ensure_ascii=False)
    for encoding in ("utf-16", "utf-8-sig", "utf-32", "cp1252"):
        found = list(read(write(tmp_path / "a.jsonl", f"{line}\n{line}\n".encode(encoding))))
        assert [a.text for a in found] == [BODY + " café €5"] * 2


def test_many_articles_never_sit_in_memory_together(tmp_path):
    path = tmp_path / "a.jsonl.gz"
    with gzip.open(path, "wt", compresslevel=1) as file:
        for number in range(20_000):
            file.write(json.dumps({"text": f"{number} " + BODY * 10, "language": "en"}) + "\n")
    next(read(path))
    tracemalloc.start()
    count = sum(isinstance(found, Article) for found in read(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 20_000
    assert peak < 3_000_000  # bytes; the texts together have 32 million


# Files and folders


def test_a_folder_is_read_with_all_below_it_in_order(tmp_path):
    for name in ("b/two.txt", "a.txt", "b/one.md.gz", ".hidden/x.txt", ".groundwire/x.json",
                 "b/.x.txt", "index/meta.json", "picture.png", "c.TXT"):  # fmt: skip
        write(tmp_path / name, f"{BODY} {name}")
    (tmp_path / "b" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "b" / "gone.txt").symlink_to(tmp_path / "nothing")
    os.mkfifo(tmp_path / "b" / "pipe.txt")
    found = list(read(tmp_path, without=[tmp_path / "index"]))
    articles = [f for f in found if isinstance(f, Article)]
    names = [os.path.relpath(a.source, tmp_path) for a in articles]
    assert names == ["a.txt", "b/one.md.gz", "b/two.txt", "c.TXT"]
    assert [s.source for s in found if isinstance(s, Skipped)] == [str(tmp_path / "b/gone.txt")]


def test_a_folder_with_nothing_to_read_says_so(tmp_path):
    write(tmp_path / "picture.png", b"\x89PNG")
    assert ".jsonl" in skipped(tmp_path).reason


def test_what_is_named_and_cannot_be_read_is_reported(tmp_path):
    assert skipped(tmp_path / "nothing.txt").reason == "does not exist"
    assert "endings" in skipped(write(tmp_path / "a.docx", b"PK")).reason
    assert "web" in skipped("https://harbour.example/wall").reason
    assert skipped(write(tmp_path / "a.txt", b"")).reason == "is empty"
    assert skipped(write(tmp_path / "b.txt", " \n\x1b[0m\ufeff")).reason == "has no text"
    assert "empty" in skipped(write(tmp_path / "a.jsonl", b"\n\n")).reason
    assert "JSON" in skipped(write(tmp_path / "a.json", b"{")).reason
    os.mkfifo(tmp_path / "pipe.txt")
    assert skipped(tmp_path / "pipe.txt").reason == "is not a file"
    assert "cannot be read" in skipped("a\0b.txt").reason


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.json", "a.jsonl"])
@pytest.mark.parametrize(
    "data", [b"\0\1\2\3" * 500, bytes(range(256)) * 20, b"\x89PNG\r\n\x1a\n" + b"\xff\0" * 99]
)
def test_binary_files_are_skipped(tmp_path, name, data):
    found = list(read(write(tmp_path / name, data)))
    assert found
    assert all(isinstance(f, Skipped) for f in found)


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.json", "a.md.gz", "a.html.gz", "a.json.gz"])
def test_enormous_files_are_skipped(tmp_path, name):
    reason = skipped(write(tmp_path / name, "[" + " " * 3_000_000), limit=1_000_000).reason
    assert reason == "is larger than the limit of 1 MB"


def test_a_gzip_bomb_is_not_unpacked(tmp_path):
    bomb = write(tmp_path / "a.txt.gz", b"\0" * 100_000_000)
    tracemalloc.start()
    found = skipped(bomb, limit=1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "limit" in found.reason
    assert peak < 10_000_000


def test_articles_before_a_break_in_a_gzip_file_are_kept(tmp_path):
    lines = [json.dumps({"text": BODY, "title": os.urandom(30_000).hex()}) for _ in range(20)]
    whole = gzip.compress("\n".join(lines).encode())
    for name, data in (("cut", whole[: len(whole) // 2]), ("garbage", whole + b"more")):
        path = tmp_path / f"{name}.jsonl.gz"
        path.write_bytes(data)
        *articles, last = read(path)
        assert len(articles) >= 5
        assert all(isinstance(a, Article) for a in articles)
        assert last == Skipped(str(path), "is a broken or incomplete gzip file")
    (tmp_path / "no.txt.gz").write_bytes(b"not packed at all")
    assert "gzip" in skipped(tmp_path / "no.txt.gz").reason


def test_a_gzip_file_of_several_members(tmp_path):
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(BODY[:50].encode()) + gzip.compress(BODY[50:].encode()))
    assert article(path).text == BODY


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(
    ("content", "title"),
    [
        (f"Harbour wall\n\n{BODY}", "Harbour wall"),
        (json.dumps({"title": "Harbour wall", "text": BODY}), "Harbour wall"),
        (json.dumps([{"title": "Harbour wall", "text": BODY}], indent=1), "Harbour wall"),
        (page(PARAGRAPHS + MORE, "<title>Harbour wall</title>"), "Harbour wall"),
        (f"[Update] Harbour wall\n\n{BODY}", "[Update] Harbour wall"),
    ],
)
def test_standard_input_is_known_by_its_content(content, title, packed):
    data = content.encode()
    found = article("-", stdin=io.BytesIO(gzip.compress(data) if packed else data))
    assert found.title == title
    assert found.text.startswith(BODY)


def test_standard_input_in_lines_and_empty():
    lines = "\n".join(json.dumps({"text": BODY + str(n)}) for n in range(3))
    assert len(list(read("-", stdin=io.BytesIO(lines.encode())))) == 3
    assert skipped("-", stdin=io.BytesIO(b"")) == Skipped("standard input", "is empty")


def test_reading_loads_heavy_libraries_only_when_they_are_needed(tmp_path):
    path = write(tmp_path / "a.json", json.dumps({"text": BODY, "language": "en"}))
    program = (
        "import sys; from index.reading import read; list(read(sys.argv[1]))\n"
        "print({'trafilatura', 'lxml', 'py3langid', 'charset_normalizer'} & {*sys.modules})"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True
    )
    assert ran.stdout == "set()\n"


# Encodings


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "The café’s owner said “no” — it cost £5 and €3. Señor Muñoz agreed."),
        ("shift_jis", "日本の首相は火曜日、東京で記者会見を開き、新しい経済政策を発表した。"),
        ("cp1251", "Президент заявил во вторник, что переговоры продолжаются в Москве."),
        ("utf-16", "It is a café."),
        ("utf-16-le", "It is a café, and so on and so forth."),
        ("utf-32", "It is a café."),
        ("utf-8-sig", "It is a café."),
    ],
)
def test_text_is_decoded_whatever_its_encoding(tmp_path, encoding, text):
    assert article(write(tmp_path / "a.txt", text.encode(encoding))).text == text


@pytest.mark.parametrize(
    ("label", "encoding"),
    [
        ("shift_jis", "cp932"),
        ("iso-8859-1", "cp1252"),
        ("windows-1251", "cp1251"),
        ("no-such", "utf-8"),
    ],
)
def test_a_page_is_decoded_as_it_declares(label, encoding):
    text = "～日本" if encoding == "cp932" else "“Это”" if encoding == "cp1251" else "“é”"
    assert text in decode(f'<meta charset="{label}"><p>{text}'.encode(encoding), declares=True)


def test_a_few_broken_bytes_spoil_neither_page_nor_text():
    good = "Größe, Käse und süße Äpfel. " * 20
    assert decode(good.encode() + b"\xc3") == good + "\ufffd"


# Cleaning

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=60)
PIECES = ["\x1b[31m", "\x1b]0;x\x07", "\r\n", "e\u0301", "\u200b", " \n", "\x1b", "[0m"]
NASTY = st.lists(
    st.one_of(ANY_TEXT, st.sampled_from(PIECES)),
    max_size=12,
).map("".join)
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\ud800-\udfff\u2028\u2029]"
)


@given(NASTY)
def test_clean_text_is_clean_and_stays_so(text):
    cleaned = clean_text(text)
    assert clean_text(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not FORBIDDEN.search(cleaned)
    assert "\n\n\n" not in cleaned
    assert cleaned == cleaned.strip()


@given(NASTY)
def test_a_clean_line_is_one_line(text):
    cleaned = clean_line(text)
    assert clean_line(cleaned) == cleaned
    assert not FORBIDDEN.search(cleaned)
    assert "\n" not in cleaned


@given(st.text(st.characters(categories=["L", "N", "P"]), max_size=80))
def test_visible_text_keeps_every_character(text):
    assert clean_text(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\x1b[1;31mb\x1b[0mc", "abc"),
        ("a\x1b]8;;https://x.example\x1b\\link\x1b]8;;\x1b\\b", "alinkb"),
        ("a\x9b31mb", "ab"),
        ("He said \x9dno\x9d. And more", "He said no. And more"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("a  \n\n\n\n b\t\n", "a\n\n b"),
        ("e\u0301te\u0301", "été"),
        ("gov\u00adern\u200bment", "government"),
        ("می\u200cخواهم 👨\u200d👩", "می\u200cخواهم 👨\u200d👩"),
        ("x\U000e0041\U000e0042", "x"),
    ],
)
def test_cleaning_case_by_case(raw, clean):
    assert clean_text(raw) == clean


# Dates, languages, identity


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2024-04-23", (2024, 4, 23)),
        ("2024-04-23T10:30:00Z", (2024, 4, 23, 10, 30)),
        ("2024-04-23T10:30:00+02:00", (2024, 4, 23, 8, 30)),
        ("Tue, 23 Apr 2024 10:30:05 -0500", (2024, 4, 23, 15, 30, 5)),
        ("April 23, 2024", (2024, 4, 23)),
        ("Sept. 3rd, 2024", (2024, 9, 3)),
        ("23 April 2024, 10:30 p.m. GMT", (2024, 4, 23, 22, 30)),
        ("April 23, 2024 10:30 am EDT", (2024, 4, 23, 14, 30)),
        ("April 23, 2024 10:30 am ET", (2024, 4, 23)),
        ("23.04.2024", (2024, 4, 23)),
        ("23/04/2024", (2024, 4, 23)),
        ("2024年4月23日", (2024, 4, 23)),
        (1713868200, (2024, 4, 23, 10, 30)),
        (1713868200000, (2024, 4, 23, 10, 30)),
    ],
)
def test_dates_that_are_certain(value, moment):
    assert parse_date(value) == datetime(*moment, tzinfo=UTC)


@pytest.mark.parametrize(
    "value",
    ["", "yesterday", "03/04/2024", "2024", "2024-13-45", "0001-01-01", "Smarch 3, 2024", None,
     True, [], 0, float("nan"), 1e300, "9999-12-31T23:59:59-23:59", "x" * 500],
)  # fmt: skip
def test_dates_that_are_not(value):
    assert parse_date(value) is None


@given(
    st.one_of(
        st.text(max_size=30), st.floats(), st.integers(), st.datetimes(timezones=st.timezones())
    )
)
def test_parsing_a_date_never_fails(value):
    moment = parse_date(value)
    assert moment is None or moment.tzinfo is UTC


@pytest.mark.parametrize(
    ("stated", "tag"),
    [("en", "en"), ("EN_us", "en-US"), ("zh-hans-cn", "zh-Hans-CN"), ("English", "en"),
     ("deu", "de"), ("pt_BR.UTF-8", "pt-BR"), ("es-419", "es-419"), ("und", None), ("", None),
     ("x-default", None), ("<b>", None), (7, None)],
)  # fmt: skip
def test_language_tags(stated, tag):
    assert normal_tag(stated) == tag


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (BODY, "en"),
        ("Der Gemeinderat beschloss am Montag, die alte Hafenmauer neu zu errichten.", "de"),
        ("日本の首相は火曜日、東京で記者会見を開き、新しい経済政策を発表した。", "ja"),
        ("قال الرئيس يوم الثلاثاء إن المفاوضات مستمرة في القاهرة", "ar"),
        ("ok", None),
        ("12345 67890 12345 67890", None),
        ("", None),
    ],
)
def test_languages_by_their_words(text, language):
    assert detect_language(text) == language


@pytest.mark.parametrize(
    "other",
    [
        "HTTPS://WWW.Harbour.example:443/wall/",
        "https://www.harbour.example/wall#top",
        "https://www.harbour.example/wall?utm_source=a&fbclid=b&gclid=c",
    ],
)
def test_addresses_of_one_page_identify_one_article(tmp_path, other):
    one = {"text": BODY, "url": "https://www.harbour.example/wall"}
    first, second = read(
        write(tmp_path / "a.json", json.dumps([one, {"text": "New.", "url": other}]))
    )
    assert first.id == second.id
    assert re.fullmatch("[0-9a-f]{16}", first.id)


def test_addresses_that_differ_or_are_none():
    assert normal_url("https://x.example/a?id=1") != normal_url("https://x.example/a?id=2")
    assert valid_url("javascript:alert(1)") is None
    assert valid_url("https://x.example/a b") is None
    assert valid_url("http://[::1") is None
    assert host_of("https://www.X.example:8080/a") == "x.example"


def test_what_identifies_an_article_without_address(tmp_path, monkeypatch):
    path = write(tmp_path / "a.txt", BODY)
    before = article(path)
    write(path, BODY + " Changed.")
    monkeypatch.chdir(tmp_path)
    assert article("a.txt").id == before.id
    lines = [json.dumps({"text": f"{BODY} {n}"}) for n in range(3)]
    ordered = [a.id for a in read(write(tmp_path / "a.jsonl", "\n".join(lines)))]
    turned = [a.id for a in read(write(tmp_path / "a.jsonl", "\n".join(reversed(lines))))]
    assert ordered == turned[::-1]
