"""`groundwire brief` as a user sees it."""

from __future__ import annotations

import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from commands import ROOT, Run

from conftest import make_article
from index import ArticleIndex
from qa import Briefing, Order, brief
from qa.rendering.briefing_text import as_text
from qa.rendering.page import Page

TOPIC = "US troops Iraq"


@pytest.fixture
def index(seeded: Path, tmp_path: Path) -> Path:
    """A copy of the seeds' index: a briefing is remembered in it."""
    return Path(shutil.copytree(seeded, tmp_path / "copy"))


def schema() -> jsonschema.Draft202012Validator:
    """By itself: with no registry, and no other file."""
    return jsonschema.Draft202012Validator(_read("briefing.schema.json"))


def _read(name: str) -> Any:
    return json.loads((ROOT / "qa/rendering" / name).read_text(encoding="utf-8"))


def test_claims_and_citations_are_defined_as_in_an_answer() -> None:
    jsonschema.Draft202012Validator.check_schema(_read("briefing.schema.json"))
    ours, theirs = (_read(f"{name}.schema.json")["$defs"] for name in ("briefing", "answer"))
    shared = {name: ours[name] for name in ours if name in theirs}
    assert {"claim", "citation", "dispute", "model", "article"} <= set(shared)
    assert shared == {name: theirs[name] for name in shared}


def test_every_line_has_numbers_and_every_number_a_source(run: Run, index: Path) -> None:
    code, out, err = run("--index", index, "brief", TOPIC)
    assert code == 0
    above, _, below = out.partition("\nSources\n")
    lines = [line for line in above.split("\n") if re.match(r"\d+\. |- ", line)]
    assert lines
    assert all(re.search(r"\[\d+\]", line) for line in lines)
    numbers = set(re.findall(r"\[(\d+)\]", above))
    assert numbers == set(re.findall(r"^\[(\d+)\]", below, re.M))
    assert "Key points" in above
    assert "What is not known" in above
    assert "Outlets differ" in above
    assert "165" in above
    assert "150" in above
    assert err == ""


def test_a_pipe_gets_no_escape_sequences(run: Run, index: Path) -> None:
    assert "\x1b" not in run("--index", index, "brief", TOPIC).out


def test_json_keeps_to_its_schema(run: Run, index: Path) -> None:
    code, out, _ = run("--index", index, "brief", TOPIC, "--json")
    record = json.loads(out)
    assert code == 0
    assert record["briefed"]
    schema().validate(record)
    code, out, _ = run("--index", index, "brief", "knitting", "--format", "json")
    assert code == 3
    schema().validate(json.loads(out))


def test_json_citations_resolve(run: Run, index: Path) -> None:
    record = json.loads(run("--index", index, "brief", TOPIC, "--json").out)
    for source in record["sources"]:
        shown = json.loads(run("--index", index, "show", source["article"]["id"], "--json").out)
        assert shown["text"][source["start"] : source["end"]] == source["quote"]


def test_nothing_to_tell_is_3_and_nothing_asked_for_2(run: Run, index: Path) -> None:
    code, out, err = run("--index", index, "brief", "knitting patterns")
    assert (code, out) == (3, "")
    assert err == "no briefing: no article matches\nnothing found about: knitting, patterns\n"
    code, _, err = run("--index", index, "brief")
    assert code == 2
    assert "--since yesterday" in err


def test_a_topic_that_says_nothing_is_2(run: Run, index: Path) -> None:
    code, out, err = run("--index", index, "brief", "the of and")
    assert (code, out) == (2, "")
    assert "has no word that says what it is about" in err


def test_an_outlet_that_is_not_there_is_told_from_one_that_is(run: Run, index: Path) -> None:
    code, _, err = run("--index", index, "brief", TOPIC, "--outlet", "northgate")
    assert code == 3
    assert "there is no outlet 'northgate', but Northgate Tribune" in err


def test_a_dash_is_standard_output(run: Run, index: Path, tmp_path: Path) -> None:
    code, out, err = run("--index", index, "brief", TOPIC, "--format", "md", "-o", "-")
    assert (code, err) == (0, "")
    assert out.startswith("# Briefing")
    assert not (tmp_path / "-").exists()


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (
            ("-o", "b.html", "--format", "md"),
            "the name b.html says html, but md is asked for",
        ),
        (("-o", "c.HTM", "--json"), "the name c.HTM says html, but json is asked for"),
        (("-o", "b.pdf"), "what 'b.pdf' is to hold is not known"),
        (("-o", "b.md", "--format", "md", "--json"), "--json and --format do not go together"),
        (("-o", "no/b.md"), "there is no folder no"),
        (("-o", "."), ". is a folder"),
    ],
)
def test_what_cannot_be_meant_is_refused_before_anything_is_written(
    run: Run, index: Path, tmp_path: Path, options: tuple[str, ...], says: str
) -> None:
    before = sorted(tmp_path.iterdir())
    code, out, err = run("--index", index, "brief", TOPIC, *options)
    assert (code, out) == (2, "")
    assert says in err
    assert "hint: " in err
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("options", "begins"),
    [
        (("-o", "b.md"), "# Briefing"),
        (("-o", "b.html"), "<!doctype html>"),
        (("-o", "b.json"), "{"),
        (("-o", "b.txt"), "Briefing: "),
        (("-o", "b"), "Briefing: "),
        (("-o", "b.txt", "--format", "md"), "# Briefing"),
        (("-o", "b.page", "--format", "html"), "<!doctype html>"),
        (("-o", "b.HTML", "--format", "html"), "<!doctype html>"),
        (("-o", "b.json", "--json"), "{"),
    ],
)
def test_the_ending_or_the_option_says_what_is_written(
    run: Run, index: Path, tmp_path: Path, options: tuple[str, ...], begins: str
) -> None:
    code, out, err = run("--index", index, "brief", TOPIC, *options)
    assert (code, out, err) == (0, "", f"written to {options[1]}\n")
    assert (tmp_path / options[1]).read_text(encoding="utf-8").startswith(begins)


def test_items_hang_below_their_text_on_a_narrow_terminal(index: Path) -> None:
    with ArticleIndex.open(index) as articles:
        found = brief(articles, Order("attacks on US forces"))
    assert isinstance(found, Briefing)
    shown = as_text(found, Page(width=40)).partition("\nSources\n")[0]
    assert max(map(len, shown.splitlines())) <= 40
    points = shown.partition("Key points\n")[2].partition("\n\n")[0].splitlines()
    assert len(points) > 6
    assert all(re.match(r"\d\. |   \S|\d\d\. |    \S", line) for line in points)


def test_new_tells_it_once(run: Run, index: Path) -> None:
    assert run("--index", index, "brief", TOPIC, "--new").code == 0
    code, _, err = run("--index", index, "brief", TOPIC, "--new")
    assert code == 3
    assert "nothing is new since the last briefing of 20" in err


def test_what_could_not_be_written_was_not_told(run: Run, index: Path) -> None:
    code, _, err = run("--index", index, "brief", TOPIC, "--new", "-o", "/dev/full")
    assert code == 2
    assert "cannot be written" in err
    assert run("--index", index, "brief", TOPIC, "--new").code == 0


def test_without_a_topic_what_is_in_the_dates(run: Run, index: Path) -> None:
    code, out, _ = run("--index", index, "brief", "--since", "2024-04-24", "--length", "120")
    assert code == 0
    assert out.startswith("Briefing: what is new, from 2024-04-24\n")
    assert not re.search(r"· 2024-04-2[0-3] ·", out)


@pytest.mark.parametrize("length", ["huge", "0", "-5", "19", "1e3"])
def test_a_length_that_is_none_is_refused(run: Run, index: Path, length: str) -> None:
    code, out, err = run("--index", index, "brief", TOPIC, f"--length={length}")
    assert code == 2
    assert out == ""
    assert "short, medium, long" in err


def test_length_is_held(run: Run, index: Path) -> None:
    for length, most in (("40", 46), ("short", 172)):
        record = json.loads(run("--index", index, "brief", TOPIC, "--length", length, "--json").out)
        claims = {claim["text"] for claim in _claims(record)}
        assert sum(len(text.split()) for text in claims) <= most


def _claims(record: dict[str, Any]) -> list[dict[str, Any]]:
    points = [record["headline"], *record["points"], *record["unknown"]]
    points += [each["point"] for part in ("timeline", "said") for each in record[part]]
    return [point["claim"] for point in points]


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


EVIL = '<script>alert(1)</script><img src=x onerror="a()">'


def test_html_is_one_safe_file(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "evil"
    with ArticleIndex.open(folder) as articles:
        articles.add([
            make_article(
                1,
                f"The ferry {EVIL} sank off Calder Bay with forty people on board. "
                "“<b>Help</b>” came late, the harbour master of Calder Bay said on Monday.",
                title=f"Ferry {EVIL}", outlet=f"Gulf {EVIL}", url='javascript:alert("x")//https://',
            )
        ])  # fmt: skip
    code, out, err = run("--index", folder, "brief", "ferry", "-o", "it.html")
    assert (code, out, err) == (0, "", "written to it.html\n")
    page = (tmp_path / "it.html").read_text(encoding="utf-8")
    found = _Tags()
    found.feed(page)
    assert not {"script", "img", "iframe", "object", "form"} & {tag for tag, _ in found.tags}
    for _, attributes in found.tags:
        assert not any(name.startswith("on") for name in attributes)
        assert "src" not in attributes
        assert not (attributes.get("href") or "#").lower().startswith("javascript")
    assert "&lt;script&gt;" in page
    assert "&lt;b&gt;Help" in page


def test_html_links_open_the_page_at_the_sentence(run: Run, index: Path, tmp_path: Path) -> None:
    assert run("--index", index, "brief", TOPIC, "-o", "it.html").code == 0
    found = _Tags()
    found.feed((tmp_path / "it.html").read_text(encoding="utf-8"))
    links = [attributes["href"] or "" for tag, attributes in found.tags if tag == "a"]
    assert any(link.startswith("https://") and "#:~:text=" in link for link in links)
    ids = [attributes["id"] for _, attributes in found.tags if attributes.get("id")]
    assert len(ids) == len(set(ids))
    assert any(link.startswith("#p") or link == "#above" for link in links)
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)


def test_markdown_footnotes_are_all_there(run: Run, index: Path) -> None:
    out = run("--index", index, "brief", TOPIC, "--format", "md").out
    used = set(re.findall(r"\[\^(\d+)\](?!:)", out))
    assert used == set(re.findall(r"^\[\^(\d+)\]:", out, re.M))
    assert out.startswith("# Briefing: US troops Iraq\n")


def test_files_of_no_known_kind_or_place_are_refused(run: Run, index: Path) -> None:
    assert run("--index", index, "brief", TOPIC, "-o", "it.docx").code == 2
    code, _, err = run("--index", index, "brief", TOPIC, "-o", "nowhere/it.md")
    assert code == 2
    assert "there is no folder nowhere" in err
    assert run("--index", index, "brief", TOPIC, "--json", "--format", "md").code == 2
