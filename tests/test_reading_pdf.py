"""PDFs: paragraphs made whole, pages kept, heads left out, and what cannot be read reported."""

import io
import random
import re
import time
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_helpers import LEFT, TOP, pdf_of, press, put, put_lines
from reading_helpers import article, skipped, write

from index.articles import Article, Skipped
from index.reading import read
from index.reading.cleaning import clean_text
from index.reading.hyphens import Hyphens
from index.reading.paragraphs import paragraphs
from index.reading.pdf_lines import Fragment, lines_of
from index.reading.running_lines import without_running_lines
from index.sentences import split

FIRST = [
    "The council met on Monday evening and agreed to rebuild the har-",
    "bour wall, which the great storm had broken in three places. The",
    "harbour had been closed since then, and the well-known fish mar-",
    "ket beside it had moved to the old station.",
    "",
    "Work will begin in spring and is expected to take two years, the",
    "mayor's office said. Boats from the islands will land at the north-",
]
SECOND = [
    "ern pier until then. The station is a storm-",
    "proof building; a storm two years ago left it unharmed, and its roof is",
    "proof of what a well-",
    "known builder can do.",
    "",
    "Residents had asked for the repair since the great storm.",
]


def test_words_lines_and_paragraphs_are_made_whole_over_pages(tmp_path):
    found = article(write(tmp_path / "a.pdf", pdf_of(FIRST, SECOND)))
    assert found.text.split("\n\n") == [
        "The council met on Monday evening and agreed to rebuild the harbour wall, which the great"
        " storm had broken in three places. The harbour had been closed since then, and the"
        " well-known fish market beside it had moved to the old station.",
        "Work will begin in spring and is expected to take two years, the mayor's office said."
        " Boats from the islands will land at the northern pier until then. The station is a"
        " storm-proof building; a storm two years ago left it unharmed, and its roof is proof of"
        " what a well-known builder can do.",
        "Residents had asked for the repair since the great storm.",
    ]


def test_every_sentence_has_its_page(tmp_path):
    found = article(write(tmp_path / "a.pdf", pdf_of(FIRST, [], SECOND)))
    pages = {s.text.split(" ")[0]: found.page(s.start) for s in split(found)}
    assert pages == {"The": 3, "Work": 1, "Boats": 1, "Residents": 3}
    assert found.pages[0] == 0
    assert found.pages[1] == found.pages[2]
    assert found.text[found.pages[2] :].startswith("ern pier until then.")


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("Harbour Post - April", "#"),
        ("", "Page # of 3"),
        ("# Harbour Post", "- # -"),
        ("Harbour Post", ""),
    ],
)
def test_running_heads_and_page_numbers_are_left_out(tmp_path, head, foot):
    pages = [[f"Sentence {n} of page {word} stands here." for n in "abcdef"]
             for word in ("one", "two", "three")]  # fmt: skip
    found = article(write(tmp_path / "a.pdf", pdf_of(*pages, head=head, foot=foot)))
    assert "Post" not in found.text
    assert not re.search(r"\d", found.text)
    assert found.text.count("Sentence") == 18


def test_heads_that_change_with_the_chapter_are_known_by_the_number(tmp_path):
    pdf = press()
    for number, chapter in enumerate(("The wall", "The pier", "The market", "The boats"), start=7):
        pdf.add_page()
        put(pdf, LEFT, 40, f"{chapter}  {number}", 9)
        put_lines(pdf, [f"This page is about {chapter.lower()} and nothing else.",
                        "It has a second sentence too."])  # fmt: skip
    found = article(write(tmp_path / "a.pdf", bytes(pdf.output())))
    assert found.text.count("The") == 0
    assert found.text.count("This page") == 4


def test_the_number_of_an_only_page_is_left_out_and_other_numbers_are_not(tmp_path):
    found = article(write(tmp_path / "a.pdf", pdf_of([*FIRST, "", "41"], foot="1")))
    assert found.text.endswith("41")


@pytest.mark.parametrize(("by_line", "lower"), [(False, 0), (True, 0), (True, 7)])
def test_two_columns_are_read_one_after_the_other(tmp_path, by_line, lower):
    left = [f"Left line {n} is about as long as this" for n in range(8)]
    right = [f"right line {n} is about as long as it" for n in range(8)]
    left[-1] = "Left ends in the middle of a sentence"
    pdf = press()
    pdf.add_page()
    put(pdf, LEFT, 60, "A heading that goes right across both of the columns of the page", 18)
    rows = list(zip(left, right, strict=True))
    places = [(LEFT, TOP + 14 * n, a) for n, (a, _) in enumerate(rows)]
    beside = [(310, TOP + 14 * n + lower, b) for n, (_, b) in enumerate(rows)]
    order = [p for pair in zip(places, beside, strict=True) for p in pair] if by_line else [
        *places, *beside]  # fmt: skip
    for x, y, text in order:
        put(pdf, x, y, text)
    found = article(write(tmp_path / "a.pdf", bytes(pdf.output())))
    assert found.title.startswith("A heading")
    assert found.text == " ".join([*left, *right])


def test_headings_indents_lists_and_short_lines_end_paragraphs(tmp_path):
    pdf = press()
    pdf.add_page()
    put(pdf, LEFT, 50, "Harbour wall to be rebuilt", 20)
    put(pdf, LEFT, 70, "By Jane Doe")
    put(pdf, LEFT, 84, "April 23, 2024")
    y = put_lines(pdf, FIRST[:4], y=110)
    put(pdf, LEFT + 20, y, "An indented line begins a paragraph of its own, and it goes on")
    y = put_lines(pdf, ["in a second line that is not indented."], y=y + 14)
    y = put_lines(pdf, ["- Boats first", "- Nets second"], y=y + 10)
    put(pdf, LEFT, y + 14, "Money", 15)
    put_lines(pdf, ["It costs two million, ", "nobody knows exactly."], y=y + 34)
    found = article(write(tmp_path / "a.pdf", bytes(pdf.output())))
    assert (found.title, found.authors) == ("Harbour wall to be rebuilt", ("Jane Doe",))
    assert found.published == datetime(2024, 4, 23, tzinfo=UTC)
    _, indented, *rest = found.text.split("\n\n")
    assert indented.startswith("An indented")
    assert indented.endswith("not indented.")
    assert rest == ["- Boats first", "- Nets second", "Money",
                    "It costs two million, nobody knows exactly."]  # fmt: skip


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("The harbour wall", "The harbour wall"),
        ("Microsoft Word - draft.doc", "Harbour wall: the plan"),
        ("untitled", "Harbour wall: the plan"),
        ("report_final_v3", "Harbour wall: the plan"),
        ("Template of the year before", "Harbour wall: the plan"),
        ("", "Harbour wall: the plan"),
    ],
)
def test_a_stated_title_is_believed_if_the_page_has_it(tmp_path, stated, title):
    pdf = press()
    pdf.add_page()
    put(pdf, LEFT, 60, "Harbour wall: the plan", 20)
    put_lines(pdf, FIRST)
    pdf.set_title(stated)
    assert article(write(tmp_path / "a.pdf", bytes(pdf.output()))).title == title


@pytest.mark.parametrize(("author", "believed"), [("Jane Doe", True), ("user01", False)])
def test_who_wrote_it_and_its_language_are_believed_and_when_the_file_was_made_is_not(
    tmp_path, author, believed
):
    pdf = press()
    pdf.add_page()
    put_lines(pdf, FIRST)
    pdf.set_author(author)
    pdf.set_creation_date(datetime(2024, 4, 23, 8, tzinfo=UTC))
    pdf.set_lang("en-GB")
    found = article(write(tmp_path / "a.pdf", bytes(pdf.output())))
    assert found.published is None
    assert found.authors == (("Jane Doe",) if believed else ())
    assert found.language == "en-GB"


@pytest.mark.parametrize(
    ("head", "line", "published"),
    [
        ("THE COASTAL GAZETTE   Wednesday, 3 April 2024", "", 3),
        ("Wednesday, 3 April 2024", "On 23 April 2024 the council will meet.", 3),
        ("", "The council met on 23 April 2024 in its hall.", 23),
        ("", "The council met on 22 April 2024 in its hall.", None),
        ("", "The council of 3 April 2024 and that of 23 April 2024 differ.", 23),
        ("Updated: 23 May 2024", "", None),
        ("", "", None),
    ],
)
def test_the_date_is_one_that_the_first_page_shows(tmp_path, head, line, published):
    pdf = press()
    for _ in range(2):
        pdf.add_page()
        put(pdf, LEFT, 40, head or "Harbour Post", 9)
        put_lines(pdf, [line or "The council met in its hall.", *FIRST])
    pdf.set_creation_date(datetime(2024, 4, 23, 8, tzinfo=UTC))
    found = article(write(tmp_path / "a.pdf", bytes(pdf.output())))
    expected = datetime(2024, 4, published, tzinfo=UTC) if published else None
    assert found.published == expected


@pytest.mark.parametrize(("stated", "language"), [("en-GB", "en-GB"), ("fr-CA", "en"), ("", "en")])
def test_a_language_is_believed_if_the_words_are_of_it(tmp_path, stated, language):
    pdf = press()
    pdf.add_page()
    put_lines(pdf, FIRST)
    pdf.set_lang(stated)
    assert article(write(tmp_path / "a.pdf", bytes(pdf.output()))).language == language


def test_a_line_without_end_does_not_take_without_end(tmp_path):
    started = time.monotonic()
    found = article(
        write(tmp_path / "a.pdf", pdf_of(["a" * 300_000, "b" * 300_000 + "-", "c d e f"]))
    )
    assert len(found.text) >= 600_000
    assert time.monotonic() - started < 20


def test_what_holds_no_text_is_reported_with_what_to_do(tmp_path):
    pdf = press()
    pdf.add_page()
    pdf.rect(10, 10, 100, 100)
    assert "OCR" in skipped(write(tmp_path / "scan.pdf", bytes(pdf.output()))).reason
    assert skipped(write(tmp_path / "a.pdf", b"<html>no</html>")).reason == "is not a PDF"
    assert skipped(write(tmp_path / "b.pdf", b"")).reason == "is empty"


def test_encrypted_files_open_without_a_password_or_say_so(tmp_path):
    for name, password in (("locked.pdf", "secret"), ("open.pdf", "")):
        pdf = press()
        pdf.set_encryption(owner_password="owner", user_password=password)
        pdf.add_page()
        put_lines(pdf, FIRST)
        write(tmp_path / name, bytes(pdf.output()))
    assert "password" in skipped(tmp_path / "locked.pdf").reason
    assert article(tmp_path / "open.pdf").text.startswith("The council met")


def test_a_bomb_is_reported_and_not_unpacked(tmp_path):
    stream = zlib.compress(b"BT (x) Tj ET " * 4_000_000, 9)
    data = pdf_of(FIRST)
    start = data.index(b"stream\n") + 7
    end = data.index(b"\nendstream")
    data = re.sub(rb"/Length \d+", b"/Length %d" % len(stream), data, count=1)
    shift = data.index(b"stream\n") + 7 - start
    data = data[: start + shift] + stream + data[end + shift :]
    assert "too large" in skipped(write(tmp_path / "a.pdf", data)).reason


def test_a_page_that_cannot_be_read_is_reported_and_the_others_are_read(tmp_path):
    data = pdf_of(FIRST, SECOND, SECOND)
    second = [match.end() for match in re.finditer(rb"(?<!end)stream\r?\n", data)][1]
    broken = data[:second] + b"\xff" * 40 + data[second + 40 :]
    found, last = read(write(tmp_path / "a.pdf", broken))
    assert found.text.startswith("The council met")
    assert len(found.pages) == 3
    assert last.reason == "page 2 is broken: some of it may be missing"


def test_files_cut_or_changed_anywhere_never_raise(tmp_path):
    whole = pdf_of(FIRST, SECOND, head="Post #", title="The harbour wall")
    chance = random.Random(5)
    for number in range(150):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 3, 20))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if number % 3 == 0:
            del data[chance.randrange(len(data)) :]
        for item in read("-", stdin=io.BytesIO(bytes(data))):
            assert isinstance(item, (Article, Skipped))


def test_a_pdf_through_a_pipe_is_known_by_its_content():
    assert article("-", stdin=io.BytesIO(b"\n" + pdf_of(FIRST))).text.startswith("The council")


def test_nothing_is_written_to_the_terminal_about_what_is_mended(tmp_path, capsys, caplog):
    data = pdf_of(FIRST).replace(b"startxref", b"startxxxx")
    list(read(write(Path(tmp_path) / "a.pdf", data)))
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("known", "line", "following", "joined"),
    [
        ("the harbour is old", "to the har-", "bour wall", "to the harbour wall"),
        ("", "to the har-", "bour wall", "to the harbour wall"),
        ("a long-term plan now", "a long-", "term plan", "a long-term plan"),
        ("the storm left proof of it", "a storm-", "proof roof", "a storm-proof roof"),
        ("", "a self-", "made man", "a self-made man"),
        ("", "twenty-", "one", "twenty-one"),
        ("", "the Anglo-", "American", "the Anglo-American"),
        ("", "a US-", "backed plan", "a US-backed plan"),
        ("", "in 2023-", "24", "in 2023-24"),
        ("", "a vote of 51-", "49", "a vote of 51-49"),
        ("", "a long-", "term plan", "a long-term plan"),
        ("", "a state-", "owned bank", "a state-owned bank"),
        ("", "they were mis-", "led by it", "they were misled by it"),
        ("", "an e-", "mail", "an e-mail"),
        ("", "their co-", "operation", "their cooperation"),
        ("they co-operate now", "their co-", "operation", "their co-operation"),
        ("", "bil-", "lion", "billion"),
        ("", "it rained", "again", "it rained again"),
        ("", "a dash -", "no word", "a dash - no word"),
        ("", "a dash —", "no word", "a dash — no word"),
    ],
)
def test_hyphens_at_the_ends_of_lines(known, line, following, joined):
    assert Hyphens([f"x {known} x"]).joined(line, following) == joined


def test_years_and_names_with_a_hyphen_over_a_line_end_stay_in_their_sentence(tmp_path):
    lines = [
        "It will cost two million in the years 2025-",
        "2027 and 2028-",
        "2029, says the Anglo-",
        "American firm, and the vote was 51-",
        "49 in the old chamber of the town.",
    ]
    assert article(write(tmp_path / "a.pdf", pdf_of(lines))).text == (
        "It will cost two million in the years 2025-2027 and 2028-2029, says the Anglo-American"
        " firm, and the vote was 51-49 in the old chamber of the town."
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.text(st.characters(codec="latin-1", exclude_categories=["C"]),
                                 max_size=60), max_size=8), min_size=1, max_size=4))  # fmt: skip
def test_whatever_a_pdf_says_its_text_is_final_and_its_pages_are_in_order(pages):
    for found in read("-", stdin=io.BytesIO(pdf_of(*pages))):
        if isinstance(found, Article):
            assert clean_text(found.text) == found.text
            assert len(found.pages) == len(pages)
            assert found.pages[0] == 0
            assert list(found.pages) == sorted(found.pages)
            assert found.pages[-1] <= len(found.text)


FRAGMENTS = st.builds(
    Fragment,
    st.text("ab -.\n•A9", max_size=30),
    st.sampled_from([-5.0, 72.0, 73.5, 90.0, 310.0, 312.0, 700.0]),
    st.sampled_from([40.0, 100.0, 107.0, 114.0, 128.0, 128.5, 800.0]),
    st.sampled_from([0.0, 9.0, 11.0, 20.0]),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(st.lists(FRAGMENTS, max_size=4), max_size=30), max_size=3))
def test_wherever_letters_stand_none_is_lost_but_those_of_running_lines(drawn):
    pages = [lines_of(page) for page in drawn]
    letters = sorted("".join(f.text for page in drawn for row in page for f in row))
    wanted = [c for c in letters if not c.isspace()]
    assert sorted(c for p in pages for line in p for c in line.text if c != " ") == wanted
    found = paragraphs(without_running_lines(pages))
    assert all(p.text and 0 <= p.page < len(drawn) for p in found)
    assert all(0 < place < len(p.text) for p in found for _, place in p.turns)
