"""How many words a text has, in scripts without spaces too, and whether it says anything.

Deliberately simpler than the splitting of sentences: it only counts.
"""

from __future__ import annotations

import re

_UNSPACED = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af\u0e00-\u0e7f"
_WORD = re.compile(rf"[{_UNSPACED}]{{1,2}}|[^\W_{_UNSPACED}]+(?:['’][^\W_]+)?")
_FEWEST_SAYING = 4  # words; "Ferry service resumes" is a headline without its article
_PIECE = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？])")  # of a line


def has_sentence(text: str) -> bool:
    """Whether any sentence of a text has as many words as say something."""
    pieces = (piece for line in text.split("\n") for piece in _PIECE.split(line))
    return any(count_words(piece) >= _FEWEST_SAYING for piece in pieces)


def count_words(text: str) -> int:
    """How many words a text has; two characters are one in scripts without spaces."""
    return len(_WORD.findall(text))
