"""The support check: true statements above their corrupted twins, and the right sentences shown."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles import Sentence
from qa.evidence import (
    PARTIAL,
    SUPPORTED,
    check,
    coverage,
    evidence_keys,
    missing,
    support,
    verdict,
)
from qa.evidence.facts import facts

HARBOUR = [
    "Three ferries sank off the port of Almaro on Tuesday, January 5, the coast guard said.",
    "Captain Lena Voss did not leave the bridge until every passenger was in a boat.",
    "More than 165 people were taken to hospitals in Almaro and Brint.",
    "The World Shipping Council put the damage at $1.2 million, or 87% of the port's budget.",
    "“We had no warning at all,” Voss told reporters.",
    "Mayor Idris Kalo praised Lena Voss for her calm.",
    "The United States has offered to send two salvage ships within five days.",
    "Ticket prices rose by a tenth after the accident.",
]
MARGIN = 0.2

PAIRS = [
    # numbers
    ("Three ferries sank off the port of Almaro.", "Four ferries sank off the port of Almaro."),
    ("3 ferries sank off the port of Almaro.", "5 ferries sank off the port of Almaro."),
    (
        "More than 165 people were taken to hospitals in Almaro and Brint.",
        "165 people were taken to hospitals in Almaro and Brint.",
    ),
    (
        "At least 165 people were taken to hospitals in Almaro and Brint.",
        "At least 156,000 people were taken to hospitals in Almaro and Brint.",
    ),
    (
        "More than 165 people were taken to hospitals in Almaro.",
        "Fewer than 165 people were taken to hospitals in Almaro.",
    ),
    (
        "The World Shipping Council put the damage at $1,200,000.",
        "The World Shipping Council put the damage at $1,300,000.",
    ),
    # units
    (
        "The council put the damage at 87 per cent of the port's budget.",
        "The council put the damage at 85 per cent of the port's budget.",
    ),
    (
        "The World Shipping Council put the damage at $1.2 million.",
        "The World Shipping Council put the damage at £1.2 million.",
    ),
    (
        "The United States has offered to send two salvage ships within five days.",
        "The United States has offered to send two salvage ships within five weeks.",
    ),
    (
        "The World Shipping Council put the damage at $1.2 million.",
        "The World Shipping Council put the damage at $1.2 billion.",
    ),
    (
        "The council put the damage at 87 percent of the port's budget.",
        "The council put the damage at 87 percentage points of the port's budget.",
    ),
    # dates
    (
        "Three ferries sank off the port of Almaro on Tuesday.",
        "Three ferries sank off the port of Almaro on Wednesday.",
    ),
    (
        "Three ferries sank off the port of Almaro on Tuesday, Jan. 5.",
        "Three ferries sank off the port of Almaro on Tuesday, Feb. 5.",
    ),
    # names
    ("Mayor Idris Kalo praised Lena Voss.", "Mayor Idris Kalo praised Nora Brandt."),
    ("Mayor Idris Kalo praised Lena Voss.", "Mayor Lena Voss praised Idris Kalo."),
    (
        "More than 165 people were taken to hospitals in Almaro.",
        "More than 165 people were taken to hospitals in Kalo.",
    ),
    (
        "The U.S. has offered to send two salvage ships.",
        "The U.K. has offered to send two salvage ships.",
    ),
    # negation
    (
        "Captain Lena Voss did not leave the bridge.",
        "Captain Lena Voss did leave the bridge.",
    ),
    (
        "More than 165 people were taken to hospitals.",
        "More than 165 people were not taken to hospitals.",
    ),
    # quotations
    ("Voss said: “We had no warning at all.”", "Voss said: “We had no time at all.”"),
    # opposites
    (
        "Ticket prices rose by a tenth after the accident.",
        "Ticket prices fell by a tenth after the accident.",
    ),
    (
        "Ticket prices rose by a tenth after the accident.",
        "Ticket prices rose by a tenth before the accident.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("true", "false"), PAIRS)
def test_a_true_statement_stands_well_above_its_corrupted_twin(true, false):
    high, low = support(true, HARBOUR), support(false, HARBOUR)
    assert high.score >= low.score + MARGIN
    assert low.verdict != "supported"


@pytest.mark.parametrize("sentence", HARBOUR)
def test_a_sentence_quoted_to_the_letter_is_supported_by_itself(sentence):
    result = support(sentence, HARBOUR)
    assert result.verdict == "supported"
    assert HARBOUR.index(sentence) in result.indices
    assert result.missing == ()
    assert result.conflicts == ()


@pytest.mark.parametrize(
    "statement",
    [
        "Three ferries sank off the port of Almaro.",
        "3 ferries sank off the port of Almaro on January 5.",
        "More than 165 people were taken to hospitals.",
        "Voss did not leave the bridge until every passenger was in a boat.",
        "Captain Lena Voss didn't leave the bridge until every passenger was in a boat.",
        "The US has offered to send 2 salvage ships within five days.",
    ],
)
def test_near_quotations_are_supported(statement):
    assert support(statement, HARBOUR).verdict == "supported"


@pytest.mark.parametrize(
    "statement",
    [
        "The president of Chile opened a new museum in Santiago.",
        "Interest rates were left unchanged.",
        "",
        "?!",
    ],
)
def test_what_no_sentence_says_is_unsupported(statement):
    result = support(statement, HARBOUR)
    assert result.verdict == "unsupported"
    assert result.score < PARTIAL


def test_stop_words_alone_state_nothing():
    assert support("It is what it was.", ["He said it is what it was."]).verdict == "unsupported"
    assert support("Who is it?", ["Who is it?"]).indices == (0,)


def test_missing_names_what_nothing_covers():
    assert support("Seven ferries sank off Almaro near Lisbon.", HARBOUR).missing == (
        "Seven", "near", "Lisbon",
    )  # fmt: skip


def test_conflicts_say_what_the_sentences_say_instead():
    result = support("Three ferries sank off the port of Almaro on Friday.", HARBOUR)
    assert result.conflicts == ("Friday / Tuesday",)


def test_a_statement_of_two_sentences_shows_both():
    result = support(
        "Three ferries sank off the port of Almaro and the damage was put at $1.2 million.", HARBOUR
    )
    assert result.indices == (0, 3)


def test_a_name_may_stand_in_the_sentence_before():
    told = ["Ana Ruiz won the vote in Brint.", "She will take office in March."]
    swapped = support("Omar Haddad will take office in March.", told)
    assert support("Ana Ruiz will take office in March.", told).score > swapped.score


def test_initials_stand_for_the_name():
    told = ["The World Health Organization declared an emergency on Friday."]
    assert support("The WHO declared an emergency on Friday.", told).missing == ()


@pytest.mark.parametrize(
    ("language", "told", "true", "false"),
    [
        ("ja", "東京で火曜日に3人が死亡した。", "東京で3人が死亡した。", "大阪で5人が死亡した。"),
        ("zh", "周二三艘渡轮在港口沉没。", "三艘渡轮沉没。", "五架飞机坠毁。"),
        (
            "de",
            "Am Dienstag sanken vor Almaro 3 Fähren.",
            "Am Dienstag sanken 3 Fähren.",
            "Am Dienstag sanken 4 Fähren.",
        ),
        ("ar", "غرقت 3 عبارات يوم الثلاثاء.", "غرقت 3 عبارات.", "غرقت 9 عبارات."),
        ("fr", "Trois navires ont coulé à Brest.", "Trois navires ont coulé.", "Il pleut à Lyon."),
    ],
)
def test_other_languages(language, told, true, false):
    assert (
        support(true, [told], language=language).score
        >= support(false, [told], language=language).score + MARGIN
    )


def test_thousands_with_a_point_are_none_without_it():
    told = "14.000 Menschen demonstrierten am Montag in Almaro."
    for true in ("14.000", "14000"):
        stated = f"{true} Menschen demonstrierten in Almaro."
        assert support(stated, [told], language="de").verdict == "supported"
    found = support("14 Menschen demonstrierten in Almaro.", [told], language="de")
    assert (found.verdict, found.conflicts) == ("unsupported", ("14 / 14.000",))


def test_sentences_of_an_article_are_taken_as_they_are():
    sentence = Sentence("0" * 16, 0, 0, len(HARBOUR[0]), HARBOUR[0])
    assert support(HARBOUR[0], [sentence]).indices == (0,)


def test_no_sentences_support_nothing():
    result = support("Three ferries sank.", [])
    assert (result.score, result.indices) == (0.0, ())
    assert result.missing == ("Three", "ferries", "sank")


def test_verdicts_change_at_the_thresholds():
    assert verdict(SUPPORTED) == "supported"
    assert verdict(SUPPORTED - 0.001) == verdict(PARTIAL) == "partial"
    assert verdict(PARTIAL - 0.001) == "unsupported"


def test_coverage_weighs_by_idf():
    keys = evidence_keys(facts("The ferry sank."))
    assert coverage(["ferri", "almaro"], keys) == 0.5
    assert coverage(["ferri", "almaro"], keys, {"ferri": 3.0, "almaro": 1.0}.__getitem__) == 0.75
    assert coverage([], keys) == 1.0
    assert missing("The ferry sank at Almaro.", keys) == ("Almaro",)


@given(st.text(max_size=120), st.lists(st.text(max_size=80), max_size=6))
def test_any_text_gets_a_score_and_places_that_exist(statement, sentences):
    result = support(statement, sentences)
    assert 0.0 <= result.score <= 1.0
    assert list(result.indices) == sorted(set(result.indices))
    assert all(0 <= i < len(sentences) for i in result.indices)


def test_many_statements_against_the_same_sentences_are_cheap():
    many = [f"{text} Case {n}." for n in range(5) for text in HARBOUR]
    support("Three ferries sank.", many)
    start = time.perf_counter()
    for n in range(20):
        support(f"Three ferries sank off the port of Almaro in {1990 + n}.", many)
    assert (time.perf_counter() - start) / 20 < 0.02


def placed(article: str, texts: list[str], first: int = 0) -> list[Sentence]:
    return [Sentence(article, first + n, 0, len(t), t) for n, t in enumerate(texts)]


WEDNESDAY = datetime(2024, 1, 10, 8, tzinfo=UTC)  # Tuesday was January 9


def test_the_citation_stands_where_it_carries():
    assert check(HARBOUR[0], HARBOUR, [0]).indices == (0,)


def test_a_wrong_citation_is_replaced_by_the_right_one():
    result = check("Ticket prices rose by a tenth after the accident.", HARBOUR, [2])
    assert (result.verdict, result.indices) == ("supported", (7,))


def test_without_a_citation_one_is_found():
    result = check("The council put the damage at $1.2 million.", HARBOUR)
    assert (result.verdict, result.indices) == ("supported", (3,))


def test_what_nothing_carries_stays_so_whatever_it_cites():
    result = check("Ticket prices fell by a tenth after the accident.", HARBOUR, [7])
    assert result.verdict != "supported"
    assert result.conflicts == ("fell / rose",)


def test_citations_that_do_not_exist_are_ignored():
    assert check(HARBOUR[0], HARBOUR, [99, -1]) == check(HARBOUR[0], HARBOUR)


def test_a_cited_sentence_that_brings_nothing_is_dropped():
    assert check("Ticket prices rose by a tenth after the accident.", HARBOUR, [4, 7]).indices == (
        7,
    )


def test_two_articles_that_say_the_same_are_both_cited():
    said = "Three ferries sank off the port of Almaro on Tuesday."
    told = [
        *placed("a", [said, HARBOUR[5]]),
        *placed("b", ["Ana Ruiz was there.", f"{said[:-1]}, it is said."]),
    ]
    assert check(said, told, [0, 3]).indices == (0, 3)
    assert check(said, told, [0]).indices == (0,)


def test_the_sentence_that_names_him_is_cited_too():
    told = ["Ana Ruiz won the vote in Brint on Sunday.",
            "She will take office in the town hall in March."]  # fmt: skip
    result = check("Ana Ruiz will take office in the town hall in March.", told, [1])
    assert (result.verdict, result.indices) == ("supported", (0, 1))


def test_neighbours_are_those_of_the_same_article():
    before = placed("a", ["Ana Ruiz won the vote in Brint on Sunday."], first=3)
    after = placed("b", ["She will take office in the town hall in March."], first=4)
    statement = "Ana Ruiz will take office in the town hall in March."
    assert check(statement, [*before, *after], [1]).verdict != "supported"
    same = placed("a", [after[0].text], first=4)
    assert check(statement, [*before, *same], [1]).verdict == "supported"


def test_sentences_with_a_gap_between_them_are_no_neighbours():
    told = [
        *placed("a", ["Ana Ruiz won the vote in Brint on Sunday."], first=3),
        *placed("a", ["She will take office in the town hall in March."], first=30),
    ]
    statement = "Ana Ruiz will take office in the town hall in March."
    assert check(statement, told, [1]).verdict != "supported"


@pytest.mark.parametrize(
    ("statement", "supported"),
    [
        ("Three ferries sank off the port of Almaro on January 9.", True),
        ("Three ferries sank off the port of Almaro on 9 January 2024.", True),
        ("Three ferries sank off the port of Almaro last Tuesday.", True),
        ("Three ferries sank off the port of Almaro on January 2.", False),
        ("Three ferries sank off the port of Almaro on Monday.", False),
        ("Three ferries sank off the port of Almaro on Monday, January 9.", False),
        ("Three ferries sank off the port of Almaro in 2023.", False),
    ],
)
def test_a_day_is_held_against_the_articles_date(statement, supported):
    told = placed("a", ["Three ferries sank off the port of Almaro on Tuesday."])
    result = check(statement, told, [0], published={"a": WEDNESDAY})
    assert (result.verdict == "supported") is supported
    assert not (supported and result.missing)


def test_without_the_articles_date_no_day_is_reckoned():
    told = ["Three ferries sank off the port of Almaro on Tuesday."]
    statement = "Three ferries sank off the port of Almaro on January 9."
    assert support(statement, told).verdict != "supported"
    assert support(statement, told, published={"": WEDNESDAY}).verdict == "supported"


def test_joined_statements_are_held_against_a_sentence_each():
    joined = "Mayor Idris Kalo praised Lena Voss, and the US has offered to send two ships."
    result = check(joined, HARBOUR, [5, 6])
    assert (result.verdict, result.indices) == ("supported", (5, 6))
    wrong = joined.replace("two", "ten")
    assert check(wrong, HARBOUR, [5, 6]).verdict != "supported"


def test_what_two_articles_say_of_two_people_does_not_become_one():
    told = [*placed("a", ["Ana Ruiz won the vote in Brint on Sunday."]),
            *placed("b", ["He was arrested in Almaro for taking bribes."])]  # fmt: skip
    statement = "Ana Ruiz won the vote in Brint, and she was arrested in Almaro for taking bribes."
    assert check(statement, told, [0, 1]).verdict != "supported"


@pytest.mark.parametrize(
    ("told", "statement"),
    [
        ("The port of Almaro sued the council of Brint in May.",
         "The council of Brint sued the port of Almaro in May."),
        ("Ana Ruiz beat Omar Haddad in the vote for the town hall of Brint.",
         "Omar Haddad beat Ana Ruiz in the vote for the town hall of Brint."),
        ("Ana Ruiz was beaten by Omar Haddad in the vote for the town hall.",
         "Omar Haddad was beaten by Ana Ruiz in the vote for the town hall."),
    ],
)  # fmt: skip
def test_roles_must_not_be_swapped(told, statement):
    assert support(statement, [told]).verdict != "supported"


@pytest.mark.parametrize(
    ("language", "told", "statement"),
    [
        ("de", "Die Fähre ist am Dienstag nicht vor Almaro gesunken.",
         "Die Fähre ist am Dienstag vor Almaro gesunken."),
        ("fr", "Le maire d'Almaro n'a pas quitté la ville mardi.",
         "Le maire d'Almaro a quitté la ville mardi."),
        ("es", "El alcalde de Almaro nunca dejó la ciudad vieja.",
         "El alcalde de Almaro dejó la ciudad vieja."),
        ("ru", "Мэр города Альмаро не покидал город во вторник.",
         "Мэр города Альмаро покидал город во вторник."),
    ],
)  # fmt: skip
def test_negations_of_other_languages(language, told, statement):
    assert support(statement, [told], language=language).verdict != "supported"
    assert support(statement, [told]).verdict != "supported"
    assert support(told, [told], language=language).verdict == "supported"


@given(
    st.text(max_size=80), st.lists(st.text(max_size=60), max_size=5),
    st.lists(st.integers(-2, 7), max_size=3),
)  # fmt: skip
def test_any_citations_are_checked(statement, sentences, cited):
    result = check(statement, sentences, cited)
    assert 0.0 <= result.score <= 1.0
    assert result.indices or result.verdict == "unsupported"
    assert all(0 <= i < len(sentences) for i in result.indices)
