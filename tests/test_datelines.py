"""Who is named as the source of an article, and who is not."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import make_article
from index.datelines import agency, is_own, without_dateline

REPORT = "The harbour was closed for a day.\n\nShips waited outside."


@pytest.mark.parametrize(
    ("opening", "named"),
    [
        ("PARIS (Reuters) — ", "Reuters"),
        ("BAGHDAD, April 23 (Meridian Wire) - ", "Meridian Wire"),
        ("NEW YORK (AP) _ ", "AP"),
        ("SOUTHERN PINES, N.C. (AP) — ", "AP"),
        ("Paris (AFP) - ", "AFP"),
        ("Paris (Agence France-Presse) – ", "AFP"),
        ("London, 5 May (dpa) – ", "dpa"),
        ("Berlin (dpa/tmn) - ", "dpa"),
        ("BEIJING, May 5 (Xinhua) -- ", "Xinhua"),
        ("(Reuters) - ", "Reuters"),
        ("PARIS, AFP – ", "AFP"),
        ("MOSCOW, May 5. /TASS/. ", "TASS"),
        ("London CNN — ", "CNN"),
        ("London CNN — (It was late.) ", "CNN"),
        ("(CNN) ", "CNN"),
        ("Ann Lee, Associated Press\n\n", "AP"),
        ("The Associated Press\n\n", "AP"),
        ("By Ann Lee\n\nPARIS (AP) — ", "AP"),
    ],
)
def test_an_agency_is_named_at_the_top(opening, named):
    assert agency(make_article(text=opening + REPORT)) == named


@pytest.mark.parametrize(
    ("end", "named"),
    [
        ("\n\n— AP", "AP"),
        ("\n\n(Reuters)", "Reuters"),
        ("\n\n© 2022 AFP", "AFP"),
        ("\n\nSource: AFP", "AFP"),
        (" — AFP", "AFP"),
        (" (AP)", "AP"),
        (" Nobody was hurt, reported AFP.", "AFP"),
    ],
)
def test_an_agency_is_named_at_the_end(end, named):
    assert agency(make_article(text=REPORT + end)) == named


def test_an_agency_among_the_authors_is_the_source():
    article = make_article(text=REPORT, authors=("Ann Lee", "The Associated Press"))
    assert agency(article) == "AP"


@pytest.mark.parametrize(
    "text",
    [
        REPORT,
        "",
        "The ships (AP) had waited for a day, said the captain.",
        "An October report from Blackwater (BLK) — the largest of its kind — was late.",
        "We rank the best of the Harbour Town Rowers (Harbour Town) — and the worst.",
        "SPRINGFIELD (Ill.) — The harbour was closed.",
        "Nobody was hurt, Reuters reported. The harbour was closed.",
        f"{REPORT}\n\nContributing: The Associated Press",
        f"{REPORT}\n\nThe captain spoke to AP",
        "the harbour (Reuters) - was closed.",
    ],
)
def test_nobody_is_named(text):
    assert agency(make_article(text=text)) is None


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("Reuters", {"outlet": "Reuters"}),
        ("Reuters", {"outlet": "www.reuters.com"}),
        ("Reuters", {"outlet": None, "url": "https://www.reuters.com/world/harbour"}),
        ("AP", {"outlet": None, "url": "https://apnews.com/article/1"}),
        ("AP", {"outlet": "The Associated Press"}),
        ("Meridian Wire", {"outlet": None, "url": "https://news.meridian-wire.co.uk/1"}),
        ("Gulf Courier", {"outlet": "Gulf Courier"}),
    ],
)
def test_an_agency_publishes_itself(name, fields):
    assert is_own(make_article(text=REPORT, **fields), name)


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("Reuters", {"outlet": "Gulf Courier", "url": "https://gulf-courier.example/reuters"}),
        ("APP", {"outlet": "Times", "url": "https://app.times.example/1"}),
        ("AP", {"outlet": None}),
        ("AP", {"outlet": "Apex News"}),
        ("AP", {"outlet": None, "url": "https://[ap.org"}),
    ],
)
def test_others_publish_it(name, fields):
    assert not is_own(make_article(text=REPORT, **fields), name)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("PARIS (Reuters) — The harbour was closed.", "The harbour was closed."),
        ("(Reuters) - The harbour was closed.", "The harbour was closed."),
        ("The harbour (in Paris) - was closed.", "The harbour (in Paris) - was closed."),
        ("The harbour was closed.", "The harbour was closed."),
    ],
)
def test_what_stands_behind_a_dateline(text, rest):
    assert without_dateline(text) == rest


def test_dates_and_places_make_no_difference_to_who_is_named():
    for place in ("PARIS", "NEW YORK, May 5", "SAO PAULO, Brazil, 5 May 2022"):
        dated = make_article(
            text=f"{place} (Reuters) - {REPORT}", published=datetime(2022, 5, 5, tzinfo=UTC)
        )
        assert agency(dated) == "Reuters"


_PIECES = [
    "PARIS",
    "Paris",
    "(",
    ")",
    "Reuters",
    "AP",
    "/",
    "TASS",
    " — ",
    " - ",
    ",",
    ".",
    "\n",
    " ",
]


@given(st.one_of(st.text(), st.lists(st.sampled_from(_PIECES)).map("".join)))
def test_any_text_is_read(text):
    named = agency(make_article(text=text))
    assert named is None or named in text
    assert text.endswith(without_dateline(text))
