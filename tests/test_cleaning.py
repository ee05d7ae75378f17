"""Cleaning: nothing invisible or active, everything visible."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reading.cleaning import clean_line, clean_text

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=60)
PIECES = ["\x1b[31m", "\x1b]0;x\x07", "\r\n", "e\u0301", "\u200b", " \n", "\x1b", "[0m"]
NASTY = st.lists(
    st.one_of(ANY_TEXT, st.sampled_from(PIECES)),
    max_size=12,
).map("".join)
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\ud800-\udfff\u2028\u2029]"
)


@given(NASTY)
def test_clean_text_is_clean_and_stays_so(text):
    cleaned = clean_text(text)
    assert clean_text(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not FORBIDDEN.search(cleaned)
    assert "\n\n\n" not in cleaned
    assert cleaned == cleaned.strip()


@given(NASTY)
def test_a_clean_line_is_one_line(text):
    cleaned = clean_line(text)
    assert clean_line(cleaned) == cleaned
    assert not FORBIDDEN.search(cleaned)
    assert "\n" not in cleaned


@given(st.text(st.characters(categories=["L", "N", "P"]), max_size=80))
def test_visible_text_keeps_every_character(text):
    assert clean_text(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\x1b[1;31mb\x1b[0mc", "abc"),
        ("a\x1b]8;;https://x.example\x1b\\link\x1b]8;;\x1b\\b", "alinkb"),
        ("a\x9b31mb", "ab"),
        ("He said \x9dno\x9d. And more", "He said no. And more"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("a  \n\n\n\n b\t\n", "a\n\n b"),
        ("e\u0301te\u0301", "été"),
        ("gov\u00adern\u200bment", "government"),
        ("می\u200cخواهم 👨\u200d👩", "می\u200cخواهم 👨\u200d👩"),
        ("x\U000e0041\U000e0042", "x"),
    ],
)
def test_cleaning_case_by_case(raw, clean):
    assert clean_text(raw) == clean
