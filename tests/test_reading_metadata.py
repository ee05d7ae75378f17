"""Dates, languages, addresses and identities."""

import json
import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_helpers import BODY, article, write

from index.reading import read
from index.reading.dates import parse_date
from index.reading.identity import host_of, normal_url, valid_url
from index.reading.language import detect_language, normal_tag


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
    second = article(write(tmp_path / "b.json", json.dumps({"text": "New.", "url": other})))
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
