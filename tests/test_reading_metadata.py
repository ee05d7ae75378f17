"""Dates, languages, addresses and identities."""

import json
import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_helpers import BODY, MORE, PARAGRAPHS, article, page, write

from index.reading import read
from index.reading.dates import Exactness, exactness, parse_date
from index.reading.identity import host_of, normal_url, valid_url
from index.reading.language import detect_language, normal_tag
from index.reading.outlets import outlet_named


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
        ("April 23, 2024 10:30 am ET", (2024, 4, 23, 14, 30)),
        ("Jan. 23, 2024 10:30 am PT", (2024, 1, 23, 18, 30)),
        ("April 23, 2024 10:30 am XYZT", (2024, 4, 23)),
        ("23.04.2024", (2024, 4, 23)),
        ("23/04/2024", (2024, 4, 23)),
        ("2024年4月23日", (2024, 4, 23)),
        ("31st of March 2024", (2024, 3, 31)),
        ("March 31st, 2024", (2024, 3, 31)),
        ("Dienstag, 12. März 2024, 18:30 Uhr", (2024, 3, 12, 18, 30)),
        ("3. Jänner 2024", (2024, 1, 3)),
        ("1er août 2024", (2024, 8, 1)),
        ("Publié le 3 févr. 2024 à 18h30", (2024, 2, 3, 18, 30)),
        ("12 de septiembre de 2024", (2024, 9, 12)),
        ("martedì 5 dicembre 2023", (2023, 12, 5)),
        ("12 de março de 2024", (2024, 3, 12)),
        ("dinsdag 12 mrt 2024", (2024, 3, 12)),
        ("2024년 3월 12일", (2024, 3, 12)),
        (1713868200, (2024, 4, 23, 10, 30)),
        (1713868200000, (2024, 4, 23, 10, 30)),
    ],
)
def test_dates_that_are_certain(value, moment):
    assert parse_date(value) == datetime(*moment, tzinfo=UTC)


@pytest.mark.parametrize(
    "value",
    ["", "yesterday", "03/04/2024", "2024", "2024-13-45", "0001-01-01", "Smarch 3, 2024",
     "5 jui 2024", "31st of foo", "31 de abril de 2024", None,
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
    first = article(write(tmp_path / "a.json", json.dumps(one)))
    second = article(
        write(tmp_path / "b.json", json.dumps({"text": "It is all new now.", "url": other}))
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


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("2024-04-23", Exactness.DAY),
        ("April 23, 2024", Exactness.DAY),
        ("2024-04-23T10:30", Exactness.LOCAL),
        ("April 23, 2024 10:30 am", Exactness.LOCAL),
        ("April 23, 2024 10:30 am XYZT", Exactness.LOCAL),
        ("2024-04-23T10:30Z", Exactness.ZONED),
        ("April 23, 2024 10:30 am ET", Exactness.ZONED),
        ("Tue, 23 Apr 2024 10:30:05 -0500", Exactness.ZONED),
    ],
)
def test_how_exact_a_date_is(text, exact):
    assert exactness(text) is exact


def stated(**values: object) -> str:
    about = {"@type": "NewsArticle", **values}
    return f"<script type='application/ld+json'>{json.dumps(about)}</script>"


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


OUT = meta("article:published_time", "2024-04-23T10:30:00+02:00")  # 08:30 in UTC


@pytest.mark.parametrize(
    ("head", "body", "published", "modified"),
    [
        (OUT, "", (23, 8, 30), None),
        (OUT + meta("article:modified_time", "2024-04-24T00:15:00-05:00"), "", (23, 8, 30),
         (24, 5, 15)),
        (OUT + stated(dateModified="2024-04-23T10:45:00Z"), "", (23, 8, 30), (23, 10, 45)),
        (stated(datePublished="2024-04-23", dateModified="2024-04-25"), "", (23,), (25,)),
        # One moment, said twice: the one with its time, and with its zone, is taken.
        (stated(datePublished="2024-04-23") + OUT, "", (23, 8, 30), None),
        (stated(datePublished="2024-04-23T10:30:00") + OUT, "", (23, 8, 30), None),
        (stated(datePublished="2024-04-23T10:37:00") + OUT, "", (23, 10, 37), None),
        (stated(datePublished="2024-04-20") + OUT, "", (20,), None),
        # What was changed before it was out was not.
        (OUT + meta("article:modified_time", "2024-04-23T08:00:00Z"), "", (23, 8, 30), None),
        (OUT + stated(dateModified="2024-04-22") + meta("og:updated_time", "2024-04-24"), "",
         (23, 8, 30), (24,)),
        (OUT + stated(dateModified="0001-01-01T00:00:00Z"), "", (23, 8, 30), None),
        ("", "<time datetime='2024-04-24T09:00Z'>Updated Apr 24</time>"
         "<time datetime='2024-04-23T08:30Z'>Posted Apr 23</time>", (23, 8, 30), (24, 9)),
        ("", "<span>Published</span> <time>April 23, 2024 4:30 a.m. ET</time>"
         "<span>Last modified on</span> <time>April 24, 2024 5:00 a.m. ET</time>",
         (23, 8, 30), (24, 9)),
        (OUT, "<time itemprop='dateModified' datetime='2024-04-24'>24.4.</time>", (23, 8, 30),
         (24,)),
        ("", "<time>yesterday</time>", None, None),
    ],
)  # fmt: skip
def test_when_a_page_was_published_and_modified(tmp_path, head, body, published, modified):
    found = article(write(tmp_path / "a.html", page(body + PARAGRAPHS + MORE, head)))
    assert found.published == (published and datetime(2024, 4, *published, tzinfo=UTC))
    assert found.modified == (modified and datetime(2024, 4, *modified, tzinfo=UTC))


@pytest.mark.parametrize(
    ("names", "outlet"),
    [
        (["Harbour Post"], "Harbour Post"),
        (["Harbour Post | Home"], "Harbour Post"),
        (["Home - Harbour Post"], "Harbour Post"),
        (["Harbour Post - Breaking News, Sport and Weather"], "Harbour Post"),
        (["Harbour Post: all the news from the coast"], "Harbour Post"),
        (["The Harbour Post | HPost.com"], "The Harbour Post"),
        (["harbourpost", "The Harbour Post"], "The Harbour Post"),
        (["HarbourPost.com", "Harbour Post"], "Harbour Post"),
        (["Harbour Post", "Some Agency"], "Harbour Post"),
        (["@harbourpost"], "harbourpost"),
        (["Home", "", None, "Harbour Post"], "Harbour Post"),
        (["The wall is rebuilt", "Harbour Post"], "Harbour Post"),
        (["Al-Harbour"], "Al-Harbour"),
        (["9to5Harbour"], "9to5Harbour"),
        (["x" * 200], None),
        (["|", "-"], None),
        ([], None),
    ],
)
def test_names_of_outlets(names, outlet):
    assert outlet_named(names, title="The wall is rebuilt") == outlet


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        (stated(publisher={"name": "Harbour Post"}), "Harbour Post"),
        (stated(publisher=[{"name": "Harbour Post"}]), "Harbour Post"),
        (
            "<script type='application/ld+json'>"
            + json.dumps({"@graph": [
                {"@type": "NewsArticle", "publisher": {"@id": "#org"}},
                {"@type": "NewsMediaOrganization", "@id": "#org", "name": "Harbour Post"},
            ]}) + "</script>",
            "Harbour Post",
        ),
        (meta("og:site_name", "Post | Home") + stated(publisher={"name": "Agency"}), "Post"),
        (meta("application-name", "Harbour Post"), "Harbour Post"),
        ("<link rel=canonical href='https://www.harbour.example/a'>", "harbour.example"),
    ],
)  # fmt: skip
def test_the_outlet_by_the_name_that_its_page_says(tmp_path, head, outlet):
    assert article(write(tmp_path / "a.html", page(PARAGRAPHS + MORE, head))).outlet == outlet


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", json.dumps({"text": BODY, "published": "2024-04-23", "modified": "2024-04-24"})),
        ("a.md", f"---\ndate: 2024-04-23\nlastmod: 2024-04-24\n---\n\n{BODY}"),
        ("a.txt", f"The wall\nApril 23, 2024\nUpdated April 24, 2024\n\n{BODY}"),
        ("a.txt", f"The wall\nDatum: 23.04.2024\nAktualisiert am: 24.04.2024\n\n{BODY}"),
        ("b.txt", f"The wall\nPublished 23 April 2024 | Last updated: 24 April 2024\n\n{BODY}"),
    ],
)
def test_other_kinds_of_articles_say_when_they_were_modified(tmp_path, name, content):
    found = article(write(tmp_path / name, content))
    assert found.text == BODY
    assert found.published == datetime(2024, 4, 23, tzinfo=UTC)
    assert found.modified == datetime(2024, 4, 24, tzinfo=UTC)


def test_what_is_modified_before_it_is_published_is_not(tmp_path):
    value = {"text": BODY, "published": "2024-04-23", "modified": "2024-04-22"}
    assert article(write(tmp_path / "a.json", json.dumps(value))).modified is None
    value = {"text": BODY, "modified": "2024-04-22"}
    found = article(write(tmp_path / "b.json", json.dumps(value)))
    assert (found.published, found.modified) == (None, datetime(2024, 4, 22, tzinfo=UTC))


@pytest.mark.parametrize(
    ("title", "heading", "outlet"),
    [
        ("Bridge to close - Fjord Post", "Bridge to close", "Fjord Post"),
        ("Bridge to close | Fjord Post", "Bridge to close", "Fjord Post"),
        ("Bridge to close | Politics | Fjord Post", "Bridge to close", "Fjord Post"),
        ("Bridge to close – Fjord Post", "Bridge to close", "Fjord Post"),
        ("Bridge to close - again", "Bridge to close - again", None),
        ("Bridge to close - News", "Bridge to close", None),
        ("Bridge to close", "Bridge to close", None),
        ("Fjord Post", "Bridge to close", None),
        ("Bridge to close - all you must know of the works this summer", "Bridge to close", None),
    ],
)
@pytest.mark.parametrize("stated", [False, True])
def test_the_outlet_that_stands_behind_the_headline_in_a_title(
    tmp_path, title, heading, outlet, stated
):
    head = f"<title>{title}</title>"
    head += f"<meta property='og:title' content='{heading}'>" if stated else ""
    body = PARAGRAPHS + MORE if stated else f"<h1>{heading}</h1>{PARAGRAPHS}{MORE}"
    found = article(write(tmp_path / "a.html", page(body, head)))
    assert (found.outlet, found.title) == (outlet, heading)
