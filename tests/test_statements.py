"""A reply is cut into statements with their numbers, however it is written and however it comes."""

import re
import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qa.statements import Cutter, Statement

THERE = range(1, 10)


def cut(text: str, language: str | None = "en") -> list[Statement]:
    cutter = Cutter(THERE, language)
    return [*cutter.feed(text), *cutter.finish()]


def pairs(text: str, language: str | None = "en") -> list[tuple[str, tuple[int, ...]]]:
    return [(each.text, each.numbers) for each in cut(text, language)]


LEFT = "He left the harbour."
MARKERS = [
    ("[3]", (3,)),
    ("[3, 4]", (3, 4)),
    ("[3,4]", (3, 4)),
    ("[3; 4]", (3, 4)),
    ("[3][4]", (3, 4)),
    ("[3] [4]", (3, 4)),
    ("[3], [4]", (3, 4)),
    ("[ 3 ]", (3,)),
    ("(3)", (3,)),
    ("(3, 4)", (3, 4)),
    ("(3)(4)", (3, 4)),
    ("【3】", (3,)),
    ("【3†source】", (3,)),
    ("【3†L4-L8】", (3,)),
    ("［3］", (3,)),
    ("[S3]", (3,)),
    ("[S3, S4]", (3, 4)),
    ("[#3]", (3,)),
    ("[^3]", (3,)),
    ("[^3][^4]", (3, 4)),
    ("[3-5]", (3, 4, 5)),
    ("[3–5]", (3, 4, 5)),
    ("[3 to 5]", (3, 4, 5)),
    ("[1, 3-5, 7]", (1, 3, 4, 5, 7)),
    ("[Sentence 3]", (3,)),
    ("[sentences 3 and 4]", (3, 4)),
    ("[Sentence 3, Sentence 4]", (3, 4)),
    ("[Source: 3]", (3,)),
    ("[see 3]", (3,)),
    ("(sentences 3, 4)", (3, 4)),
    ("(sentence 3)", (3,)),
    ("(see sentences 3–5)", (3, 4, 5)),
    ("([3])", (3,)),
    ("([3], [4])", (3, 4)),
    ("³", (3,)),
    ("³,⁴", (3, 4)),
    ("<sup>3</sup>", (3,)),
    ("<sup>[3]</sup>", (3,)),
    ("[3](https://example.org/a)", (3,)),
    ("[3](#3)", (3,)),
    ("**[3]**", (3,)),
    ("[3][3]", (3,)),
    (r"\[3\]", (3,)),
    (r"\[3\]\[4\]", (3, 4)),
    ("{3}", (3,)),
    ("{3, 4}", (3, 4)),
    ("", ()),
]


@pytest.mark.parametrize(("marker", "numbers"), MARKERS)
def test_a_marker_before_or_after_the_full_stop(marker: str, numbers: tuple[int, ...]) -> None:
    expected = [(LEFT, numbers), ("She stayed.", ())]
    assert pairs(f"{LEFT} {marker} She stayed.") == expected
    assert pairs(f"{LEFT}{marker} She stayed.") == expected
    if marker:
        assert pairs(f"{LEFT[:-1]} {marker}. She stayed.") == expected
        assert pairs(f"{LEFT[:-1]}{marker}. She stayed.") == expected
    assert pairs(f"{LEFT} {marker}\nShe stayed.") == expected
    assert pairs(f"{LEFT} {marker}") == expected[:1]


def test_markers_in_the_middle_of_a_statement() -> None:
    assert pairs("He left [1], she stayed [2] and [3]; nobody came [4].") == [
        ("He left, she stayed; nobody came.", (1, 2, 3, 4))
    ]


ABOUT_MARKERS = [
    "According to [1] and [2], the bridge is shut.",
    "According to sentences [1][2], the bridge is shut.",
    "As stated in [1, 2], the bridge is shut.",
    "Sentences [1] and [2] say that the bridge is shut.",
    "Selon [1], [2], the bridge is shut.",
]


@pytest.mark.parametrize("text", ABOUT_MARKERS)
def test_words_about_markers_go_with_them(text: str) -> None:
    assert pairs(text) == [("The bridge is shut.", (1, 2))]


@pytest.mark.parametrize(("marker", "numbers"), MARKERS)
def test_a_marker_at_the_beginning(marker: str, numbers: tuple[int, ...]) -> None:
    expected = [(LEFT, numbers), ("She stayed.", numbers)]
    assert pairs(f"{marker} {LEFT}\n{marker} She stayed.") == expected
    assert pairs(f"- {marker} {LEFT}\n- {marker} She stayed.") == expected
    if numbers:
        assert pairs(f"{marker} {LEFT} {marker} She stayed.") == expected


NO_MARKERS = [
    "Three (3) people came.",
    "It hired three (3).",
    "It was hit in May (2024).",
    "It was hit (in May 2024).",
    "The rule [sic] stands.",
    "The vote of [2024] was lost.",
    "It is 5 km² wide.",
    "It lies 40 m² apart.",
    "It grew by 10³ times.",
    "He waited (for 3 days) there.",
    "There were 12 (of 15) left.",
    "It rose 3 percent (not 4).",
]


@pytest.mark.parametrize("text", NO_MARKERS)
def test_numbers_that_are_no_markers_stay(text: str) -> None:
    assert pairs(f"{text} [2] She stayed.") == [(text, (2,)), ("She stayed.", ())]


SENTENCES = [
    ("en", ["He left at 5 p.m. on Jan. 5.", "She stayed."]),
    ("en", ["The U.S. Army left.", "No. 3 cost $1.5 million.", "It rose 3.5 percent."]),
    ("en", ["Dr. A. B. Lee met Sen. Ruth Coe at St. Mary's Hospital.", "They left."]),
    ("en", ["“We saw it. Nobody was hurt,” he said.", "She nodded."]),
    ("en", ['He said: "We saw it. Nobody was hurt."', "She nodded."]),
    ("en", ["“Did you?” she asked.", "“No!”", "He left."]),
    ("en", ["Was it closed?", "Yes!", "It was."]),
    ("en", ["he left.", "she stayed."]),
    ("en", ["It was 5 ft 3 in tall.", '"Yes."', "It stood."]),
    ("fr", ["«Nous l'avons vu. Rien de plus», dit-il.", "Elle partit."]),
    ("de", ["„Wir sahen es. Mehr nicht“, sagte er.", "Am 5. Januar ging sie."]),
    ("es", ["¿Quién fue?", "Nadie lo sabe."]),
    ("ru", ["Он ушёл в 17.30.", "Она осталась."]),
    ("ar", ["غادر القائد.", "هل بقيت؟", "نعم."]),
]


@pytest.mark.parametrize(("language", "sentences"), SENTENCES)
def test_statements_end_where_sentences_end(language: str, sentences: list[str]) -> None:
    assert pairs(" ".join(sentences), language) == [(each, ()) for each in sentences]
    marked = " ".join(f"{each} [{at}]" for at, each in enumerate(sentences, 1))
    assert pairs(marked, language) == [(each, (at,)) for at, each in enumerate(sentences, 1)]


def test_scripts_without_spaces_between_sentences() -> None:
    assert pairs("他走了。[1]她留下了[2]。谁？“我。她。”他说。", "zh") == [
        ("他走了。", (1,)), ("她留下了。", (2,)), ("谁？", ()), ("“我。她。”", ()), ("他说。", ()),
    ]  # fmt: skip
    assert pairs("उसने कहा। वह गया।[2] कौन?", "hi") == [
        ("उसने कहा।", ()), ("वह गया।", (2,)), ("कौन?", ()),
    ]  # fmt: skip


def test_a_quotation_that_nobody_closes_does_not_hold_back_the_rest() -> None:
    text = "He said “we saw it. " + "They waited for a long time. " * 20
    assert len(cut(text)) > 3
    assert pairs("He said “we saw it.\nShe stayed.") == [
        ("He said “we saw it.", ()),
        ("She stayed.", ()),
    ]


def test_numbers_that_no_sentence_has_are_dropped_and_counted() -> None:
    cutter = Cutter(range(1, 4))
    found = cutter.feed("He left [2, 7]. She stayed [99]. It rained (12). ") + cutter.finish()
    assert [(s.numbers, s.unknown) for s in found] == [((2,), (7,)), ((), (99,)), ((), ())]
    assert found[2].text == "It rained (12)."
    assert cutter.unknown == 2


def test_a_long_list_of_numbers_and_one_that_is_too_long() -> None:
    fifty = ", ".join(map(str, range(1, 51)))
    assert cut(f"He left [{fifty}]. She stayed.")[0] == Statement(
        "He left.", tuple(THERE), tuple(range(10, 51))
    )
    cutter = Cutter(THERE)
    text = f"He left [{fifty * 3}]. She stayed."
    pieces = [each for char in text for each in cutter.feed(char)] + cutter.finish()
    assert pieces == cut(text)


def test_a_long_range_is_its_ends() -> None:
    assert cut("He left [1-9000].")[0].numbers == (1,)
    assert cut("He left [5-3].")[0].numbers == (5, 3)


LAYOUT = [
    ("- He left. [1]\n- She stayed. [2]", ["He left.", "She stayed."]),
    ("* He left. [1]\n  * She stayed. [2]", ["He left.", "She stayed."]),
    ("1. He left. [1]\n2. She stayed. [2]", ["He left.", "She stayed."]),
    ("1) He left. [1]\n2) She stayed. [2]", ["He left.", "She stayed."]),
    ("**He left.** [1] *She* __stayed__. [2]", ["He left.", "She stayed."]),
    ("> He left. [1]\n\n> She stayed. [2]", ["He left.", "She stayed."]),
    ("## Answer\n\nHe left. [1]\n\n**More**\nShe stayed. [2]", ["He left.", "She stayed."]),
    ("Answer: He left. [1]\nShe stayed. [2]", ["He left.", "She stayed."]),
    ("**Answer:** He left. [1] She stayed. [2]", ["He left.", "She stayed."]),
    ("Here is the answer:\n\nHe left. [1]\nShe stayed. [2]", ["He left.", "She stayed."]),
    ("He left. [1] She stayed. [2]\n\nSources: [1], [2]", ["He left.", "She stayed."]),
    ("He left. [1] She stayed. [2]\n\n**Sources:**\n[1] Gulf Courier\n[2] The News",
     ["He left.", "She stayed."]),
    ("He left. [1] She stayed. [2]\n\nReferences\n- [1] Gulf Courier", ["He left.", "She stayed."]),
    ("He left.\n[1]\nShe stayed.\n[2]", ["He left.", "She stayed."]),
    ("He left\n\n[1]\n\nShe stayed [2]", ["He left", "She stayed"]),
    ("| What | Where |\n|---|:--|\n| He left | Almaro [1] |\n| She stayed. | [2] |",
     ["He left, Almaro", "She stayed."]),
    ("These are:\n\n| Who |\n| --- |\n| **He** | left: | Almaro | [1] |\n\nShe stayed. [2]",
     ["He, left: Almaro", "She stayed."]),
    ("| He left | [1]\n| | She stayed | [2]\n| --", ["He left", "She stayed"]),
    ("\n\n  He left. [1]\r\n\r\n\tShe stayed. [2]  \n", ["He left.", "She stayed."]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "statements"), LAYOUT)
def test_what_models_put_around_statements(text: str, statements: list[str]) -> None:
    assert pairs(text) == [(each, (at,)) for at, each in enumerate(statements, 1)]


def test_words_that_only_look_like_layout_stay() -> None:
    assert pairs("Sources told the paper that he left. [1]\nHer sources said no. [2]") == [
        ("Sources told the paper that he left.", (1,)),
        ("Her sources said no.", (2,)),
    ]
    assert pairs("The minister said: the bridge is shut. [1]") == [
        ("The minister said: the bridge is shut.", (1,))
    ]


def test_that_the_sentences_do_not_say_is_a_statement_without_numbers() -> None:
    text = "The sentences do not say when the bridge will open."
    assert cut(text) == [Statement(text)]


@pytest.mark.parametrize("text", ["", " \n", "[1]", "**", "- [2]\n", "Sources: [1]", "...", "# Hi"])
def test_nothing_said_is_no_statement(text: str) -> None:
    assert cut(text) == []


@pytest.mark.parametrize(
    "half", ["[", "[1", "[1, ", "[Sent", "【1†so", "(sentence 1", "(1", "<sup>1"]
)
def test_half_a_marker_is_never_part_of_a_statement(half: str) -> None:
    assert pairs(f"He left. [1] She stayed {half}") == [("He left.", (1,)), ("She stayed", ())]


def test_nothing_reaches_a_terminal_unclean() -> None:
    assert pairs("He \x1b[31mleft\x1b[0m the\u202e har\x07bour\x9b. [1]") == [(LEFT, (1,))]


def test_halves_of_characters_do_no_harm() -> None:
    cutter = Cutter(THERE)
    found = [
        each for piece in ("He left. \ud83d", "\ude00 She stayed.") for each in cutter.feed(piece)
    ]
    assert [each.text for each in found + cutter.finish()] == ["He left.", "She stayed."]


def test_a_statement_is_out_as_soon_as_the_next_one_has_begun() -> None:
    cutter = Cutter(THERE)
    assert cutter.feed("He left. [1]") == []
    assert cutter.feed(" ") == []
    assert cutter.feed("S") == [Statement("He left.", (1,))]
    assert cutter.feed("he stayed [2") == []
    assert cutter.feed("].\n") == []
    assert cutter.feed("T") == [Statement("She stayed.", (2,))]
    assert cutter.feed("hey met on Jan. ") == []
    assert cutter.feed("5. ") == []
    assert cutter.finish() == [Statement("They met on Jan. 5.")]


def test_a_row_is_out_when_the_next_one_proves_to_be_no_rule() -> None:
    cutter = Cutter(THERE)
    assert (
        cutter.feed("| Who | What |\n|---|---|\n| He | left [1] |\n| She | stayed [2] |\n|") == []
    )
    assert cutter.feed(" T") == [Statement("He, left", (1,))]
    assert cutter.finish() == [Statement("She, stayed", (2,)), Statement("T")]
    assert cut("| He | left [1] |\nShe | stayed [2].") == [
        Statement("He, left", (1,)),
        Statement("She | stayed.", (2,)),
    ]


def test_after_the_end_there_is_nothing_more() -> None:
    cutter = Cutter(THERE)
    cutter.feed("He left.")
    assert cutter.finish() == [Statement("He left.")]
    assert cutter.finish() == []


PARTS = st.sampled_from(
    [
        *(marker for marker, _ in MARKERS), *NO_MARKERS, *(t for t, _ in LAYOUT),
        *(each for _, sentences in SENTENCES for each in sentences),
        "[" + "3, " * 70 + "4]", "[3](https://e.org/" + "a" * 299 + ")", "[3](http", "†", "see ",
        "\n| ", " | ", " |\n", "|---|:-:|\n", "\\", "{", "12}",
        "[12]", "(2024)", "[3", "】", "(", ")", "“", "”", '"', "„", "«", ". ", ".", "? ", "…", "。",
        "\n", "\n\n", "\r\n", "- ", "1. ", "**", "*", "_", "# ", ":", ", ", " and ", " ", "  ", "a",
        "U.S. ", "Mr. ", "5 p.m. ", "The", "he ", "’s", "<", "<sup>", "<s", "²", "他", "\x1b[3m",
    ]
)  # fmt: skip
REPLIES = st.lists(st.one_of(PARTS, st.text(max_size=4)), max_size=14).map("".join)


@given(REPLIES, st.data())
def test_however_a_reply_is_split_the_statements_are_the_same(
    text: str, data: st.DataObject
) -> None:
    whole = cut(text)
    places = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    for ends in ([*places, len(text)], range(1, len(text) + 1)):
        cutter = Cutter(THERE, "en")
        found, start = [], 0
        for end in ends:
            found += cutter.feed(text[start:end])
            start = end
        assert found + cutter.finish() == whole


@given(REPLIES)
@example("He left [")
def test_statements_have_words_one_line_and_no_marker(text: str) -> None:
    for statement in cut(text):
        assert re.search(r"\w", statement.text)
        assert statement.text == " ".join(statement.text.split())
        assert not re.search(r"\[\s*[S^#]?[1-9]\s*\]|【[1-9]|\ue000|\x1b", statement.text)
        assert set(statement.numbers) <= set(THERE)
        assert not set(statement.unknown) & set(THERE)


@given(st.lists(st.text(st.characters(categories=["L", "Nd"]), min_size=1), min_size=1))
def test_no_word_is_lost(words: list[str]) -> None:
    text = " ".join(["He said", *words])
    joined = " ".join(statement.text for statement in cut(text))
    assert joined == unicodedata.normalize("NFC", " ".join(text.split()))


def test_a_long_reply_takes_time_by_its_length() -> None:
    def seconds(text: str) -> float:
        start = time.process_time()
        cutter = Cutter(THERE)
        for char in text:
            cutter.feed(char)
        cutter.finish()
        return time.process_time() - start

    for line in ("and so on, ", "Mr. ", "(a ", "“he. ", "[", "e.g. [1] ", "(1) ", "³", "."):
        seconds(line * 100)
        assert seconds(line * 2_000) < 30 * max(seconds(line * 200), 0.002)
