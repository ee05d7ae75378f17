"""What `facts` reads in a text, and how numbers compare."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.evidence.facts import Facts, facts


def keys(text: str, kind: str, language: str = "en") -> list[str]:
    return [t.key for t in facts(text, language).tokens if t.kind == kind]


def quantity(text: str):
    return next(t.quantity for t in facts(text).tokens if t.quantity)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Three boats sank.", "3"),
        ("3 boats sank.", "3"),
        ("twenty-five boats", "25"),
        ("one hundred and sixty-five attacks", "165"),
        ("1,200,000 people", "1200000"),
        ("1.2 million people", "1200000"),
        ("two million people", "2000000"),
        ("$5bn in aid", "5000000000"),
        ("$5 billion in aid", "5000000000"),
        ("a 10k run", "10000"),
        ("the 21st century", "21."),
        ("2.50 euros", "2.5"),
        ("two dozen boats", "24"),
    ],
)
def test_one_number_has_one_key_however_it_is_written(text, number):
    assert quantity(text).key == number


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("14.000 Menschen", "de", "14000"),
        ("14.000 people", "en", "14"),
        ("14,000 Menschen", "de", "14000"),
        ("1.234,56 Euro", "de", "1234.56"),
        ("1.234,56 euros", "en", "1234.56"),
        ("1,234.56 euros", "de", "1234.56"),
        ("3.5 Prozent", "de", "3.5"),
        ("0.500 Liter", "de", "0.5"),
        ("14.000 Franken", "de-CH", "14"),
        ("14.000 personas", "es-ES", "14000"),
        ("14.000 personas", "es-MX", "14"),
    ],
)
def test_a_point_separates_thousands_where_the_language_writes_them_so(text, language, number):
    (found,) = [t.quantity for t in facts(text, language).tokens if t.quantity]
    assert found.key == number


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("87%", "%"), ("87 per cent", "%"), ("87 percent", "%"), ("$87", "$"), ("87 dollars", "$"),
        ("£87", "£"), ("€87", "€"), ("87 euros", "€"), ("5pm", "pm"), ("5 p.m.", "pm"),
        ("87 days", "days"), ("87 boats", ""),
    ],
)  # fmt: skip
def test_units(text, unit):
    assert quantity(text).unit == unit


@pytest.mark.parametrize(
    ("stated", "found", "agrees"),
    [
        ("87%", "87 per cent", True),
        ("87%", "85%", False),
        ("87%", "87 days", False),
        ("87", "87%", True),
        ("165 attacks", "more than 165 attacks", False),
        ("more than 165 attacks", "165 attacks", False),
        ("at least 165 attacks", "165 attacks", True),
        ("at least 165 attacks", "more than 165 attacks", True),
        ("more than 165 attacks", "at least 165 attacks", False),
        ("about 165 attacks", "more than 165 attacks", True),
        ("200 attacks", "nearly 200 attacks", False),
        ("up to 200 attacks", "more than 200 attacks", False),
        ("200 attacks", "about 200 attacks", True),
        ("5%", "5 percentage points", False),
        ("1.2 million", "1.2 billion", False),
        ("the third attack", "three attacks", False),
        ("more than 160 attacks", "165 attacks", True),
        ("more than 160 attacks", "155 attacks", False),
        ("fewer than 160 attacks", "more than 160 attacks", False),
        ("about 170 attacks", "168 attacks", True),
        ("about 704 acres", "703 acres", False),
        ("about 200 acres", "703 acres", False),
        ("3 million", "3 to 5 million", True),
        ("1,600 people", "1, 600 people", True),
        ("$5 billion", "£5 billion", False),
    ],
)
def test_which_numbers_carry_which(stated, found, agrees):
    assert quantity(stated).agrees(quantity(found)) is agrees


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("It began on Jan. 5.", ["january"]),
        ("It began on January 5.", ["january"]),
        ("It may rain on Monday.", ["monday"]),
        ("It began in May.", ["may"]),
        ("It began on 5 May.", ["may"]),
        ("They march on.", []),
        ("He said so yesterday.", ["yesterday"]),
    ],
)
def test_dates(text, dates):
    assert keys(text, "date") == dates


def test_the_fifth_of_january_is_january_5():
    assert quantity("January 5th").key == quantity("Jan. 5").key == "5"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Yesterday the mayor met Ana Ruiz.", ["ana", "ruiz"]),
        ("Ana Ruiz resigned.", ["ana", "ruiz"]),
        ("The U.S. and the US are the United States of America.", ["us", "us", "us"]),
        ("They told us nothing.", []),
        ("The UK left the European Union.", ["uk", "eu"]),
    ],
)
def test_names(text, names):
    assert keys(text, "name") == names


def test_initials_of_a_name_of_several_words():
    assert "who" in facts("The World Health Organization warned of it.").initials


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("The mayor did not resign.", ["resign"]),
        ("The mayor didn't resign.", ["resign"]),
        ("No boats sank.", ["boat", "sank"]),
        ("He did not resign, but apologised.", ["resign"]),
        ("Not only boats sank.", []),
        ("He lives at No. 10 Downing Street.", []),
    ],
)
def test_reach_of_a_negation(text, negated):
    assert [t.key for t in facts(text).tokens if t.negated] == negated


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("“We will go,” he said.", [("we", "will", "go")]),
        ('"We will go," he said.', [("we", "will", "go")]),
        ("«Nous irons», dit-il.", [("nous", "irons")]),
        ("It's the dogs' dinner.", []),
    ],
)
def test_quotations(text, quotes):
    assert list(facts(text).quotes) == quotes


def test_characters_are_the_words_of_chinese_and_japanese():
    assert [t.key for t in facts("東京で3人", "ja").tokens] == ["東", "京", "で", "3", "人"]


@given(st.text(max_size=200))
def test_any_text_is_read_and_every_token_stands_where_it_says(text):
    read = facts(text)
    assert isinstance(read, Facts)
    for token in read.tokens:
        assert text[token.start : token.end] == token.raw


@given(st.integers(min_value=0, max_value=10**12))
def test_a_number_agrees_with_itself_with_and_without_separators(number):
    assert quantity(f"{number:,} boats").agrees(quantity(f"{number} boats"))
    assert not quantity(f"{number + 1} boats").agrees(quantity(f"{number} boats"))
