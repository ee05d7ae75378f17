"""Counting tokens of remote models: tiktoken, or a stated estimate where it has no vocabulary.

tiktoken would fetch a vocabulary when it is first needed. Deliberately not here: a vocabulary is
used where tiktoken has stored it already (``TIKTOKEN_CACHE_DIR``, else its own folder), and
nothing is ever fetched. Without one the estimate errs on the high side, so that nothing is cut.
The bundled embedding model counts its own tokens exactly and does not come here.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from threading import Lock

from index.words import STOPWORDS

# What an estimate counts for each piece of a line, in tokens. Checked against the vocabularies of
# cl100k, o200k, Qwen, DeepSeek, Claude 2, Mistral 7B and NeMo, and SmolLM2 on 1,944 samples in 36
# languages (news, tables of figures, web addresses, capitals and emoji among them): never below
# the true count. Above it: English news 1.22 to 1.46 times, German 1.4 to 2.1, Chinese 1.4 to
# 3.2, Arabic 1.2 to 3.7, the least for the smallest vocabularies. (Bytes divided by three, as
# before, are 1.6 times the true count for English in o200k, but .4 of it for figures in Qwen,
# .6 for Arabic and Japanese in SmolLM2.)
_PIECE = re.compile(
    r"(?P<word>[A-Za-z]+)|(?P<two_bytes>[\x80-\u07ff])"
    r"|(?P<cjk>[\u2000-\u20ff\u3000-\u9fff\uff00-\uffef])|(?P<three_bytes>[\u0800-\uffff])"
    r"|(?P<four_bytes>[\U00010000-\U0010ffff])|(?P<sign>\S|(?<=\d)\s)"
)
_COSTS = {"two_bytes": 1.4, "cjk": 2.3, "three_bytes": 3.2, "four_bytes": 3.9, "sign": 1.1}
_CAPITALS = 0.5  # each letter of a word in capitals
_LONG = 3  # letters that no word is cut within
_ENGLISH_WORD, _ENGLISH_LETTER = 1.0, 0.2  # a word, and each of its letters after the third
_OTHER_WORD, _OTHER_LETTER = 1.25, 0.6  # where vocabularies know fewer words
# Share of a line's words that are English stop words: 40% on average in English news, at most 14%
# in samples of the other languages.
_ENGLISH = 0.25

_LOADING = Lock()


def count_tokens(texts: Sequence[str], model: str) -> list[int]:
    """Tokens of each text as ``model`` cuts it, or an estimate that is rather too high."""
    encode = _encoder(model)
    return [estimate(text) if encode is None else len(encode(text)) for text in texts]


def has_vocabulary(model: str) -> bool:
    """Whether tokens of ``model`` are counted exactly on this machine."""
    return _encoder(model) is not None


def estimate(text: str) -> int:
    """Tokens of ``text`` for a model whose vocabulary is not at hand: rather too many."""
    return math.ceil(sum(map(_estimated, text.split("\n"))))


@lru_cache(maxsize=4096)  # a prompt is counted several times while it is fitted
def _estimated(line: str) -> float:
    pieces = Counter((each.lastgroup, each.group()) for each in _PIECE.finditer(line))
    words = {word: count for (kind, word), count in pieces.items() if kind == "word"}
    known = sum(count for word, count in words.items() if word.lower() in STOPWORDS)
    english = known > _ENGLISH * sum(words.values())
    rest = sum(_COSTS[kind] * n for (kind, _), n in pieces.items() if kind and kind != "word")
    return 1 + rest + sum(count * _word(word, english) for word, count in words.items())


def _word(word: str, english: bool) -> float:
    if word.isupper() and len(word) > 1:
        return _CAPITALS * len(word)
    base, letter = (_ENGLISH_WORD, _ENGLISH_LETTER) if english else (_OTHER_WORD, _OTHER_LETTER)
    return base + letter * max(0, len(word) - _LONG)


@cache
def _encoder(model: str) -> Callable[[str], list[int]] | None:
    import tiktoken

    try:
        with _nothing_fetched():
            encoding = tiktoken.encoding_for_model(model)
    except (KeyError, OSError, ValueError):  # unknown model; not stored here; damaged
        return None
    return lambda text: encoding.encode(text, disallowed_special=())


@contextmanager
def _nothing_fetched() -> Iterator[None]:
    """While this lasts tiktoken reads what it has stored and asks no server for the rest."""
    from tiktoken import load

    with _LOADING:
        fetch = load.read_file
        load.read_file = _refuse
        try:
            yield
        finally:
            load.read_file = fetch


def _refuse(blobpath: str) -> bytes:
    raise FileNotFoundError(f"not stored on this machine: {blobpath}")
