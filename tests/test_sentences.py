"""Text to sentences: exact spans for any text, and the right sentences for a table of cases."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import make_article
from index.sentences import split

LANGUAGES = ["en", "de", "zh", "ja", "ar", "ru", "hi", "am", "xx", None]
TEXT = st.text(
    st.one_of(
        st.sampled_from(list(" \n\n\t.!?…\"'”’«»()。！？،؟-•*12ab Az")),
        st.characters(exclude_categories=["Cs", "Cc"]),
    ),
    max_size=300,
).map(lambda text: unicodedata.normalize("NFC", text))


@given(TEXT, st.sampled_from(LANGUAGES))
def test_spans_are_exact_in_order_and_lose_nothing(text: str, language: str | None) -> None:
    sentences = split(make_article(text=text, language=language))
    end = 0
    for ordinal, sentence in enumerate(sentences):
        assert sentence.ordinal == ordinal
        assert text[sentence.start : sentence.end] == sentence.text
        assert sentence.text == sentence.text.strip() != ""
        assert not text[end : sentence.start].strip()
        end = sentence.end
    assert not text[end:].strip()


CASES = [
    (
        "en",
        "Senator Ada Renn, D-W.Va., and Per Holt (R-N. Mex.) met. Vera Lund, D-N.J. Lund left.",
        [
            "Senator Ada Renn, D-W.Va., and Per Holt (R-N. Mex.) met.",
            "Vera Lund, D-N.J.",
            "Lund left.",
        ],
    ),
    ("en", "He took plan X-B. It helped.", ["He took plan X-B.", "It helped."]),
    ("en", "He left. She stayed.", ["He left.", "She stayed."]),
    (
        "en",
        "Dr. A. B. Lee of the U.S. Army spoke at 5 p.m. on Jan. 5. Nobody asked.",
        ["Dr. A. B. Lee of the U.S. Army spoke at 5 p.m. on Jan. 5.", "Nobody asked."],
    ),
    (
        "en",
        "Shares fell 3.5% to $1.20. The No. 2 firm gained.",
        ["Shares fell 3.5% to $1.20.", "The No. 2 firm gained."],
    ),
    (
        "en",
        "“We saw it.” The mayor nodded. “Did you?” she asked.",
        ["“We saw it.”", "The mayor nodded.", "“Did you?” she asked."],
    ),
    (
        "zh",
        "美军基地遭到袭击。没有人受伤！是谁干的？",
        ["美军基地遭到袭击。", "没有人受伤！", "是谁干的？"],
    ),
    ("ja", "基地が攻撃された。けが人はいない。", ["基地が攻撃された。", "けが人はいない。"]),
    (
        "ar",
        "تعرضت القاعدة لهجوم. هل أصيب أحد؟ لا.",
        ["تعرضت القاعدة لهجوم.", "هل أصيب أحد؟", "لا."],
    ),
    (
        "de",
        "Am 5. Januar wurde z. B. nichts gemeldet. Das blieb so.",
        ["Am 5. Januar wurde z. B. nichts gemeldet.", "Das blieb so."],
    ),
    ("en", "", []),
    ("en", " \n\n\t ", []),
]


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_sentences_of(language: str, text: str, expected: list[str]) -> None:
    assert [s.text for s in split(make_article(text=text, language=language))] == expected


def test_headlines_bullets_and_captions_are_sentences_of_their_own() -> None:
    text = (
        "What is known so far\n\nThe base was hit. Nobody was hurt.\n\n"
        "• Two rockets fell short\n• One drone was shot down\n\n"
        "Smoke above the harbour, Tuesday (photo: Gulf Courier)\n\nOfficials gave no details."
    )
    assert [s.text for s in split(make_article(text=text))] == [
        "What is known so far",
        "The base was hit.",
        "Nobody was hurt.",
        "• Two rockets fell short",
        "• One drone was shot down",
        "Smoke above the harbour, Tuesday (photo: Gulf Courier)",
        "Officials gave no details.",
    ]


def test_lines_wrapped_at_a_fixed_width_are_one_paragraph() -> None:
    text = (
        "The harbour bridge, closed since the winter storms, will\n"
        "open again in May, the port authority said. Lorries have\n"
        "had to go round by the northern road until now."
    )
    assert [s.text for s in split(make_article(text=text))] == [
        "The harbour bridge, closed since the winter storms, will\n"
        "open again in May, the port authority said.",
        "Lorries have\nhad to go round by the northern road until now.",
    ]


def test_lines_of_a_list_without_bullets_stay_apart() -> None:
    text = "Monday: rain over the whole of the coast\nTuesday: sun\nWednesday: clouds, later sun"
    assert len(split(make_article(text=text))) == 3
