"""What a reasoning model thinks is not shown, whole or in part."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.service.reasoning import Spoken

CASES = {
    "nothing to leave out": ("The base. [1]", "The base. [1]", False),
    "at the beginning": ("<think>\nHm, [3]?\n</think>\n\nThe base.", "\n\nThe base.", True),
    "empty": ("<think></think>Yes.", "Yes.", True),
    "in the middle": ("One.<think>and now?</think> Two.", "One. Two.", True),
    "twice": ("<think>a</think>One.<think>b</think>Two.", "One.Two.", True),
    "never closed": ("Yes.<think>but then", "Yes.", True),
    "never opened": ("</think>Yes.", "Yes.", True),
    "another mark inside": ("<think>a <thinking> b</think>Yes.", "Yes.", True),
    "Magistral": ("[THINK]Hm.[/THINK]Yes.", "Yes.", True),
    "Kimi": ("◁think▷Hm.◁/think▷Yes.", "Yes.", True),
    "no marks": ("a < b, [1] <b>think</b> [THIN", "a < b, [1] <b>think</b> [THIN", False),
    "half a mark at the end": ("Yes.<thi", "Yes.<thi", False),
}


def shown(pieces: list[str]) -> tuple[str, bool]:
    spoken = Spoken()
    text = "".join(map(spoken.pass_on, pieces)) + spoken.rest()
    return text, spoken.reasoned


@pytest.mark.parametrize(("text", "left", "reasoned"), CASES.values(), ids=CASES)
def test_reasoning_is_left_out_however_it_is_cut(text: str, left: str, reasoned: bool) -> None:
    for size in (1, 2, 3, 5, 8, 100):
        pieces = [text[i : i + size] for i in range(0, len(text), size)]
        assert shown(pieces) == (left, reasoned)


def test_text_is_not_held_back_for_long() -> None:
    spoken = Spoken()
    assert spoken.pass_on("The base was ") == "The base was "
    assert spoken.pass_on("attacked [1") == "attacked [1"
    assert spoken.pass_on("]. <") == "]. "
    assert spoken.pass_on("5 died") == "<5 died"


PLAIN = st.text("<think>[THINK]ab ◁▷", max_size=12)
BLOCK = PLAIN.map(lambda text: f"<think>{text}</think>")


@given(st.lists(PLAIN | BLOCK).map("".join), st.integers(1, 12))
def test_the_cutting_makes_no_difference(text: str, size: int) -> None:
    pieces = [text[i : i + size] for i in range(0, len(text), size)]
    assert shown(pieces) == shown([text])
