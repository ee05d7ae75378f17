"""Reading plain text: heads, wrapped lines, furniture."""

import re
from datetime import UTC, datetime

import pytest
from reading_helpers import BODY, article, write

from index.syndication.datelines import agency


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


@pytest.mark.parametrize(
    ("head", "authors", "published", "outlet"),
    [
        ("Von Jürgen Müller und Anna Ott\n2024-03-12", ("Jürgen Müller", "Anna Ott"), 12, None),
        ("12. März 2024", (), 12, None),
        ("Von Jürgen von der Au\n\n31.03.2024\nQuelle: Hafenpost", ("Jürgen von der Au",), 31,
         "Hafenpost"),
        ("Par Élise Dupont et Jean Roy\nPublié le 12 mars 2024\nSource : Le Port",
         ("Élise Dupont", "Jean Roy"), 12, "Le Port"),
        ("Por María Ruiz y Juan Sanz\n12 de marzo de 2024\nFuente: El Puerto",
         ("María Ruiz", "Juan Sanz"), 12, "El Puerto"),
        ("Di Mario Rossi\nmartedì 12 marzo 2024\nFonte: Il Porto", ("Mario Rossi",), 12,
         "Il Porto"),
        ("Por Ana Cruz e Rui Sá\nPublicado em: 12 de março de 2024", ("Ana Cruz", "Rui Sá"), 12,
         None),
        ("Door Jan de Vries\nGepubliceerd op: 12 maart 2024", ("Jan de Vries",), 12, None),
        ("Autor: Jürgen Müller\nVeröffentlicht am: 12.03.2024", ("Jürgen Müller",), 12, None),
        ("By Jane Doe | 31/03/2024", ("Jane Doe",), 31, None),
        ("31st of March 2024 · Par Élise Dupont", ("Élise Dupont",), 31, None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_heads_in_several_languages(tmp_path, head, authors, published, outlet, gap):
    found = article(write(tmp_path / "a.txt", f"Hafenmauer 2024{gap}{head}\n\n{BODY}"))
    assert (found.title, found.text) == ("Hafenmauer 2024", BODY)
    assert (found.authors, found.outlet) == (authors, outlet)
    assert found.published == datetime(2024, 3, published, tzinfo=UTC)


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_head_line_that_is_not_understood_stays_and_costs_nothing(tmp_path, gap):
    head = f"Harbour wall{gap}The view from the pier{gap}Von Jürgen Müller{gap}12. März 2024"
    found = article(write(tmp_path / "a.txt", f"{head}\n\n{BODY}"))
    assert found.title == "Harbour wall"
    assert found.text == f"The view from the pier\n\n{BODY}"
    assert found.authors == ("Jürgen Müller",)
    assert found.published == datetime(2024, 3, 12, tzinfo=UTC)


def test_a_headline_above_short_lines_of_any_kind(tmp_path):
    found = article(write(tmp_path / "a.txt", f"Hafenmauer\nEin Umbau\nHafenstadt\n\n{BODY}"))
    assert (found.title, found.text) == ("Hafenmauer", f"Ein Umbau\nHafenstadt\n\n{BODY}")


@pytest.mark.parametrize("title", ["De Niro Wins", "Von Der Leyen Visits Kyiv", "Di Maria Leaves"])
def test_a_headline_of_names_is_no_byline(tmp_path, title):
    found = article(write(tmp_path / "a.txt", f"{title}\n\n{BODY}"))
    assert (found.title, found.authors) == (title, ())


@pytest.mark.parametrize(
    "line", ["Quelle: dpa", "Source : AFP", "Fuente: Agencia EFE", "Fonte: ANSA", "Source: Reuters"]
)
def test_where_a_report_comes_from_is_no_sentence_at_its_end(tmp_path, line):
    assert article(write(tmp_path / "a.txt", f"Harbour wall\n\n{BODY}\n\n{line}")).text == BODY
    quoted = f"{BODY}\n\nSource: officials told this newspaper that the wall would fall."
    assert article(write(tmp_path / "b.txt", quoted)).text == quoted


@pytest.mark.parametrize("line", ["Von Jürgen Müller", "Par Élise Dupont", "By John Roe Jr."])
def test_the_name_that_signs_a_report_is_its_author(tmp_path, line):
    found = article(write(tmp_path / "a.txt", f"Harbour wall\n\n{BODY}\n\n{line}"))
    assert (found.text, found.authors) == (BODY, (line.partition(" ")[2],))


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("Source: AFP", "AFP"),
        ("© 2024 Associated Press. All rights reserved.", "AP"),
        ("Source: the harbour office", None),
    ],
)
def test_an_agency_that_is_credited_below_the_body_is_named(tmp_path, line, named):
    found = article(write(tmp_path / "a.txt", f"Sea wall fails\n\nBy Ann Lee\n\n{BODY}\n\n{line}"))
    assert line not in found.text
    assert found.authors == (("Ann Lee", named) if named else ("Ann Lee",))
    assert agency(found) == named
