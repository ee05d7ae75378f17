"""Reading JSON and JSON lines."""

import gzip
import io
import json
import tracemalloc
from datetime import UTC, datetime

import pytest
from reading_helpers import BODY, HEAD, MORE, PARAGRAPHS, article, page, write

from index.articles import Article, Skipped
from index.reading import read


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


@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
def test_of_versions_with_one_address_in_a_file_the_first_is_taken(tmp_path, name):
    one = {"text": BODY, "url": "https://harbour.example/wall"}
    other = {"text": BODY, "url": "https://harbour.example/pier"}
    items = [one, other, {**one, "text": "It is all new now."}, one, {**other, "title": "Pier"}]
    path = write(tmp_path / name, "\n".join(map(json.dumps, items)))
    found = list(read(path))
    assert [f.text for f in found if isinstance(f, Article)] == [BODY] * 3
    assert [f for f in found if isinstance(f, Skipped)] == [
        Skipped(f"{path}:3", "has the same URL as line 1; only that is taken"),
        Skipped(f"{path}:5", "has the same URL as line 2; only that is taken"),
    ]


def test_versions_in_a_list_are_named_by_their_number(tmp_path):
    items = [
        {"text": text, "url": "https://harbour.example/wall"}
        for text in (BODY, "It is all new now.")
    ]
    path = write(tmp_path / "a.json", json.dumps(items))
    _, second = read(path)
    assert second == Skipped(f"{path}#2", "has the same URL as number 1; only that is taken")


@pytest.mark.parametrize("published", ["31st of foo", "2024-13-45", 1e99, ["2024"]])
def test_a_date_that_cannot_be_read_costs_only_the_date(tmp_path, published):
    value = {"text": BODY, "title": "Harbour wall", "published": published}
    found = article(write(tmp_path / "a.json", json.dumps(value)))
    assert (found.title, found.published) == ("Harbour wall", None)


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("Ferry resumes service", False),
        ("Ferry. Resumes service. Today at last.", False),
        ("Ferry\nresumes\nservice\ntoday", False),
        ("The ferry sails again.", True),
        ("渡し船が再開した。", True),
        ("渡し船。", False),
        ("เรือข้ามฟากกลับมาแล้ว", True),
    ],
)
def test_a_text_without_a_sentence_is_reported(tmp_path, text, taken):
    (found,) = read(write(tmp_path / "a.json", json.dumps({"text": text})))
    (piped,) = read("-", stdin=io.BytesIO(json.dumps({"text": text}).encode()))
    if taken:
        assert (found.text, piped.text) == (text, text)
    else:
        assert found.reason == piped.reason == "has no sentence of at least four words"
