"""Reading files, folders and standard input, whole and broken."""

import gzip
import io
import json
import os
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest
from reading_helpers import BODY, MORE, PARAGRAPHS, article, page, skipped, write

from index.articles import Article, Skipped
from index.reading import read


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
    gone, others = (f for f in found if isinstance(f, Skipped))
    assert gone.source == str(tmp_path / "b/gone.txt")
    reason = "1 file of a kind that is not read was passed over (.png)"
    assert others == Skipped(str(tmp_path), reason)


def test_files_of_other_kinds_are_counted_at_the_end(tmp_path):
    for name in ("a.txt", "b.rtf", "c/d.RTF", "c/e.csv", "Makefile", ".hidden", ".git/f.rtf"):
        write(tmp_path / name, BODY)
    *_, last = read(tmp_path, without=[tmp_path / "Makefile"])
    reason = "3 files of kinds that are not read were passed over (.rtf, .csv)"
    assert last == Skipped(str(tmp_path), reason)
    (tmp_path / "c" / "e.csv").rename(tmp_path / "c" / "e")
    *_, last = read(tmp_path / "c")
    assert last.reason == (
        "holds no file that is read: .txt, .md, .html, .htm, .pdf, .docx, .eml, .mbox, .warc,"
        " .json, .jsonl, each also with .gz"
    )


def test_many_kinds_are_not_all_named(tmp_path):
    for ending in ("rtf", "doc", "png", "jpg", "mp4", "zip", "csv"):
        write(tmp_path / f"a.{ending}", BODY)
    write(tmp_path / "b.txt", BODY)
    *_, last = read(tmp_path)
    assert last.reason.startswith("7 files of kinds")
    assert last.reason.endswith(", …)")


def test_bytes_in_a_name_that_are_no_text_are_shown(tmp_path):
    for name, data in ((b"n\xe4me.txt", BODY), (b"\xff\xfe.txt", "")):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text(data)
    one, other = read(tmp_path)
    assert one.source == f"{tmp_path}/n\\xe4me.txt"
    assert other == Skipped(f"{tmp_path}/\\xff\\xfe.txt", "is empty")


def test_a_folder_with_nothing_to_read_says_so(tmp_path):
    write(tmp_path / "picture.png", b"\x89PNG")
    assert ".jsonl" in skipped(tmp_path).reason


def test_what_is_named_and_cannot_be_read_is_reported(tmp_path):
    assert skipped(tmp_path / "nothing.txt").reason == "does not exist"
    assert "endings" in skipped(write(tmp_path / "a.odt", b"PK")).reason
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
        "print({'trafilatura', 'lxml', 'py3langid', 'charset_normalizer', 'pypdf', 'warcio',"
        " 'email'} & {*sys.modules})"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True
    )
    assert ran.stdout == "set()\n"


def test_a_link_that_leads_out_of_a_folder_is_not_followed_and_said_so(tmp_path):
    folder, other = tmp_path / "a", tmp_path / "b"
    write(folder / "wall.txt", BODY)
    write(other / "secret.txt", "The letters of the council are kept in here.")
    (folder / "secret.txt").symlink_to(other / "secret.txt")
    (folder / "others").symlink_to(other, target_is_directory=True)
    found, left_out = read(folder)
    assert found.text == BODY
    assert left_out == Skipped(
        str(folder),
        "2 links that lead out of the folder were not followed (others, secret.txt)",
    )


def test_a_file_with_links_to_it_is_read_once_by_its_own_name(tmp_path):
    write(tmp_path / "sub" / "wall.txt", BODY)
    (tmp_path / "a.txt").symlink_to(tmp_path / "sub" / "wall.txt")
    (tmp_path / "sub" / "z.txt").hardlink_to(tmp_path / "sub" / "wall.txt")
    (tmp_path / "again").symlink_to(tmp_path / "sub", target_is_directory=True)
    (found,) = read(tmp_path)
    assert found.source == str(tmp_path / "sub" / "wall.txt")


def test_a_folder_that_is_a_link_itself_and_links_to_what_is_hidden_in_it_are_read(tmp_path):
    write(tmp_path / "a" / ".now" / "wall.txt", BODY)
    (tmp_path / "a" / "wall.txt").symlink_to(tmp_path / "a" / ".now" / "wall.txt")
    (tmp_path / "link").symlink_to(tmp_path / "a", target_is_directory=True)
    (found,) = read(tmp_path / "link")
    assert found.text == BODY
