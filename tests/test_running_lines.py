"""Running heads and feet go, and nothing of the text does, however much its pages are alike."""

from pathlib import Path

import pytest
from pdf_helpers import LEFT, SIZE, press, put, put_lines
from reading_helpers import article, write

from index.articles import Article
from index.reading.pdf_lines import Line
from index.reading.running_lines import without_running_lines
from index.sentences import split

WEATHER = ("Rain fell on the hills for most of the day.", "The river rose but did no damage.")
COURT = ("A man was fined for fishing by night.", "His boat was given back to its owner.")
FAIR = ("The fair opened with a song of the school.", "Its wheel stood still for an hour.")
DAYS = (WEATHER, COURT, FAIR)


def pdf(
    tmp_path: Path, *pages: list[str], head: str = "", size: float = 9, y: float = 40
) -> Article:
    """An article in a PDF whose pages begin at the top of the text; an empty line is a gap."""
    made = press()
    for number, lines in enumerate(pages, start=1):
        made.add_page()
        if head:
            put(made, LEFT, y, head.replace("#", str(number)), size)
        put_lines(made, lines)
    return article(write(tmp_path / "a.pdf", bytes(made.output())))


def sentences(found: Article) -> list[str]:
    return [sentence.text for sentence in split(found)]


@pytest.mark.parametrize("gap", [[], [""], ["", ""]])
@pytest.mark.parametrize(
    "line",
    [
        "On {0} May officers arrested {1} people in the harbour district after {2} calls.",
        "On {0} May officers arrested 2 people in the harbour district.",
        "{0} people were arrested in the harbour district.",
        "Officers arrested people in the harbour district on May {0}.",
        "Officers arrested nobody in the harbour district.",
    ],
)
def test_a_log_keeps_the_sentence_that_every_page_begins_with(tmp_path, line, gap):
    firsts = [line.format(n, 4 * n + 2, n + 11) for n in (3, 4, 5)]
    pages = [[first, *gap, *day] for first, day in zip(firsts, DAYS, strict=True)]
    wanted = [text for first, day in zip(firsts, DAYS, strict=True) for text in (first, *day)]
    assert sentences(pdf(tmp_path, *pages)) == wanted
    assert sentences(pdf(tmp_path, *pages, head="Harbour Post - page #")) == wanted


def test_a_log_keeps_what_every_page_ends_with(tmp_path):
    lasts = [f"In all {n} calls were taken on that day." for n in (3, 4, 5)]
    pages = [[*day, "", last] for last, day in zip(lasts, DAYS, strict=True)]
    found = sentences(pdf(tmp_path, *pages))
    assert [text for text in found if text.startswith("In all")] == lasts


def test_a_sentence_over_two_lines_above_a_gap_is_kept_whole(tmp_path):
    pages = [
        [f"On {n} May officers arrested people in the harbour district, in the",
         f"end {n} of them.", "", *day]
        for n, day in enumerate(DAYS, 3)
    ]  # fmt: skip
    found = sentences(pdf(tmp_path, *pages))
    for n in (3, 4, 5):
        assert f"On {n} May officers arrested people in the harbour district, in the end {n} of" \
            " them." in found  # fmt: skip


def test_tables_of_results_keep_all_their_rows(tmp_path):
    rows = [[f"Harbour {n + k}  Hills {k}" for k in range(5)] for n in (3, 4, 5)]
    pages = [
        [f"Results of round {n}", "", *table, f"Goals {6 * n}"] for n, table in enumerate(rows, 3)
    ]
    found = pdf(tmp_path, *pages)
    text = f"{found.title} {found.text}"
    assert [text.count(f"Results of round {n}") for n in (3, 4, 5)] == [1, 1, 1]
    assert text.count("Harbour") == 15
    assert text.count("Goals") == 3


def test_bulletins_keep_their_headings_and_are_not_joined(tmp_path):
    pages = [[f"Bulletin {n}", "", *day] for n, day in enumerate(DAYS, 1)]
    found = pdf(tmp_path, *pages)
    assert found.title == "Bulletin 1"
    assert sentences(found) == [*WEATHER, "Bulletin 2", *COURT, "Bulletin 3", *FAIR]


def test_pages_that_are_the_same_but_for_figures_lose_nothing(tmp_path):
    pages = [
        [f"Station {n} measured {n + 2} millimetres of rain on Monday.",
         f"The wind blew with {n * 3} knots.", f"No damage was seen by {n + 4} in the evening."]
        for n in range(1, 5)
    ]  # fmt: skip
    assert sentences(pdf(tmp_path, *pages)) == [line for page in pages for line in page]


@pytest.mark.parametrize(
    ("head", "size", "y"),
    [
        ("Harbour Post", 9, 40),
        ("Harbour Post", SIZE, 40),
        ("THE HARBOUR POST", 16, 40),
        ("Harbour Post  #", 9, 76),
        ("# | Harbour Post | Wednesday, 3 April 2024", 8, 60),
        ("All rights reserved by the Harbour Post.", 7, 40),
    ],
)
def test_heads_that_are_set_apart_by_a_gap_or_their_size_are_left_out(tmp_path, head, size, y):
    found = pdf(tmp_path, *map(list, DAYS), head=head, size=size, y=y)
    assert sentences(found) == [text for day in DAYS for text in day]


def test_a_numbered_head_as_large_as_the_text_goes_where_the_text_goes_on_across_it(tmp_path):
    pages = [
        ["The council met in the old hall and agreed on a plan for the harbour",
         "that will cost two million in the first year, and it agreed too that the mayor"],
        ["is to ask the state for half of it, and that the other half is to be",
         "raised from those who land their fish there; it was said in the hall",
         "that no other council has"],
        ["agreed on as dear a plan since the storm that broke the wall, and",
         "some went home early", "so that they did not have to vote."],
    ]  # fmt: skip
    found = pdf(tmp_path, *pages, head="THE HARBOUR PLAN #", size=SIZE, y=50)
    assert found.text == " ".join(line for page in pages for line in page)


@pytest.mark.parametrize(
    ("last", "first", "joined"),
    [
        ("officers brought home that night: Smith", "Harbour walls will be rebuilt.", False),
        ("the wards have voted, Hills 12, Harbour 17", "Harbour walls will be rebuilt.", False),
        ("they were told that the wall would break", "before the summer.", True),
        ("it was said in the old hall on Monday, that", "Harbour Street will be closed.", True),
        ("the new bridge will be of use to the long-", "suffering town.", True),
    ],
)
def test_over_a_head_only_what_goes_on_is_joined(tmp_path, last, first, joined):
    pages = [[*FAIR, "", *WEATHER, f"And {last}"], [first, *COURT], [*FAIR]]
    text = pdf(tmp_path, *pages, head="Harbour Post #").text
    assert (f"{last}\n\n{first}" not in text) == joined


@pytest.mark.parametrize(
    "numbers", [("1", "2", "3"), ("iv", "v", "vi"), ("- 7 -", "- 8 -", "- 9 -")]
)
def test_numbers_of_pages_go_and_rows_that_are_numbers_stay(numbers):
    pages = [
        [Line(f"Text of page {'abc'[n]} stands here.", 72, 700, 11), Line("41", 72, 686, 11),
         Line(number, 290, 660, 11)]
        for n, number in enumerate(numbers)
    ]  # fmt: skip
    kept = without_running_lines(pages)
    assert [[line.text for line in page][1:] for page in kept] == [["41"]] * 3
