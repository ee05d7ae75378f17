"""Who is named as the source of an article, and who is not."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import make_article
from index.syndication.agencies import is_own
from index.syndication.datelines import agency, without_dateline

REPORT = "The harbour was closed for a day.\n\nShips waited outside."


@pytest.mark.parametrize(
    ("opening", "named"),
    [
        ("PARIS (Reuters) — ", "Reuters"),
        ("WASHINGTON — (AP) ", "AP"),
        ("WASHINGTON — (AP) — ", "AP"),
        ("MADRID, 5 may (EFE).- ", "EFE"),
        ("SANTIAGO DE CHILE, 5 de mayo (EFE).- ", "EFE"),
        ("Source: AFP\n\n", "AFP"),
        ("Nobody was hurt when the harbour was closed on Monday, Reuters reported. ", "Reuters"),
        ("All were well when the harbour was closed, the Associated Press reports. ", "AP"),
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
        ("\n\nReported AFP.", "AFP"),
        ("\n\n(Reported by AFP)", "AFP"),
        ("\n\n— with AFP", "AFP"),
        (" — with AFP", "AFP"),
        ("\n\n(With inputs from PTI)", "PTI"),
        (" (With agency inputs from PTI)", "PTI"),
        ("\n\n© Associated Press", "AP"),
        ("\n\n© 2024 Associated Press. All rights reserved.", "AP"),
        ("\n\nCopyright 2024 The Associated Press. All rights reserved. Do not copy.", "AP"),
        ("\n\n(Reporting by Ann Lee; Editing by Bo Ek)", "Reuters"),
        (" (Reporting by Ann Lee in Paris; Editing by Bo Ek)", "Reuters"),
        ("\n\nReporting by Ann Lee; editing by Bo Ek\n\nOur standards", "Reuters"),
        ("\n\nThis story was first published by The Tribune.", "Tribune"),
        ("\n\nThis article originally appeared in the Halden Review on Monday.", "Halden Review"),
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
        "The harbour was closed for a day. Nobody was hurt, Reuters reported. Ships waited.",
        "The captain told Reuters that the harbour would be closed for a whole day.",
        "The harbour was closed for a whole day after Reuters reported that it was not safe.",
        "Reuters was fined by the court on Monday, and the harbour was closed for a day.",
        f"{REPORT}\n\nReuters contributed to this report.",
        f"{REPORT}\n\nIt was first published in German on Monday, May 5.",
        f"© AFP\n\n{REPORT}\n\nThe captain left.\n\nThe mayor came.",
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
        ("Tribune", {"outlet": "The Tribune"}),
        ("WGN", {"outlet": "WGN-TV"}),
        ("KTLA", {"outlet": None, "url": "https://www.ktla5.com/news/1"}),
        ("CNN", {"outlet": "CNN International"}),
    ],
)
def test_an_agency_publishes_itself(name, fields):
    assert is_own(make_article(text=REPORT, **fields), name)


@pytest.mark.parametrize(
    ("opening", "outlet"),
    [("(CNN) ", "CNN"), ("LONDON (CNN) — ", "CNN"), ("CHICAGO (WGN) — ", "WGN-TV")],
)
def test_an_outlet_that_names_itself_is_no_agency(opening, outlet):
    assert agency(make_article(text=opening + REPORT, outlet=outlet)) is None
    assert agency(make_article(text=opening + REPORT, outlet="Gulf Courier")) in {"CNN", "WGN"}


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("Reuters", {"outlet": "Gulf Courier", "url": "https://gulf-courier.example/reuters"}),
        ("APP", {"outlet": "Times", "url": "https://app.times.example/1"}),
        ("AP", {"outlet": None}),
        ("AP", {"outlet": "Apex News"}),
        ("APP", {"outlet": "Apple News"}),
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
