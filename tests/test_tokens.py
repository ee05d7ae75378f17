"""Tokens are counted without a network: by a vocabulary that is stored, else on the high side."""

import base64
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
import tiktoken
from hypothesis import given
from hypothesis import strategies as st

from index import tokens
from index.tokens import count_tokens, estimate, has_vocabulary

ADDRESS = "https://example.org/tiny.tiktoken"


@pytest.fixture(autouse=True)
def _no_vocabulary_yet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr("tiktoken.registry.ENCODINGS", {})
    tokens._encoder.cache_clear()
    yield
    tokens._encoder.cache_clear()


@pytest.fixture
def _tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    """A model whose vocabulary is single bytes and "the"."""

    def constructor() -> dict[str, object]:
        ranks = tiktoken.load.load_tiktoken_bpe(ADDRESS)
        return {
            "name": "tiny",
            "pat_str": r"\w+|\W",
            "mergeable_ranks": ranks,
            "special_tokens": {"<|end|>": 300},
        }

    monkeypatch.setitem(tiktoken.model.MODEL_TO_ENCODING, "tiny-model", "tiny")
    tiktoken.list_encoding_names()  # so that the real ones are known before
    assert tiktoken.registry.ENCODING_CONSTRUCTORS is not None
    monkeypatch.setitem(tiktoken.registry.ENCODING_CONSTRUCTORS, "tiny", constructor)


def _store(folder: Path) -> None:
    pieces = [bytes([byte]) for byte in range(256)] + [b"th", b"the"]
    lines = [base64.b64encode(piece) + b" %d" % rank for rank, piece in enumerate(pieces)]
    (folder / hashlib.sha1(ADDRESS.encode()).hexdigest()).write_bytes(b"\n".join(lines))


@pytest.mark.usefixtures("_tiny")
def test_a_stored_vocabulary_counts_exactly(tmp_path: Path) -> None:
    _store(tmp_path)
    assert has_vocabulary("tiny-model")
    assert count_tokens(["the", "then", "", "the <|end|>"], "tiny-model") == [1, 2, 0, 9]


@pytest.mark.usefixtures("_tiny")
def test_nothing_is_fetched_and_tiktoken_is_left_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr("tiktoken.load.read_file", asked.append)
    for model in ("tiny-model", "gpt-4o", "gpt-3.5-turbo"):
        assert not has_vocabulary(model)
        assert count_tokens(["A word or two."], model) == [estimate("A word or two.")]
    assert asked == []
    tiktoken.load.read_file(ADDRESS)
    assert asked == [ADDRESS]


def test_an_unknown_model_and_a_damaged_vocabulary_are_estimated(tmp_path: Path) -> None:
    assert not has_vocabulary("llama-of-tomorrow")
    address = "https://openaipublic.blob.core.windows.net/encodings/o200k_base.tiktoken"
    (tmp_path / hashlib.sha1(address.encode()).hexdigest()).write_bytes(b"half a fi")
    assert not has_vocabulary("gpt-4o")


# Real counts, the most that any of eight vocabularies has for it (see index/tokens.py).
SAMPLES = [
    ("The harbour bridge in Calder Bay carried its first cars in fourteen months.", 16),
    ("1,234.56 2,345.67 98.7% $1.2bn €3.4m 12:30 p.m. 2024-04-03", 55),
    ("加德湾的港口大桥十四个月以来首次通车。", 37),
    ("カルダー湾の港の橋が14か月ぶりに開通した。", 40),
    ("افتتح جسر الميناء في خليج كالدر بعد أربعة عشر شهرا.", 49),
    ("Портовый мост в Колдер-Бей открылся через четырнадцать месяцев.", 52),
    ("Big news 🎉🎉 the bridge is open 🚢🌉👍🏽", 28),
    ("BRIDGE IN CALDER BAY STAYS CLOSED, ENGINEERS SAY", 22),
]


@pytest.mark.parametrize(("text", "most"), SAMPLES)
def test_an_estimate_is_not_below_the_count_of_any_known_vocabulary(text: str, most: int) -> None:
    assert most <= estimate(text) <= 4 * most


def test_english_is_not_estimated_at_twice_its_count() -> None:
    text, count = SAMPLES[0]
    assert estimate(" ".join([text] * 20)) < 2 * 20 * count


@given(st.text(), st.text())
def test_more_text_is_never_fewer_tokens(one: str, other: str) -> None:
    assert estimate(f"{one}\n{other}") >= max(estimate(one), estimate(other))


@given(st.text(st.characters(min_codepoint=0x80), min_size=1))
def test_no_character_is_free(text: str) -> None:
    assert estimate(text) >= len("".join(text.split()))
