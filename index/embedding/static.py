"""model2vec's static model, with a memory for the word pieces of each distinct word.

Imported only by the function that needs it, since it imports numpy and model2vec. Deliberately
no tokenizer of our own: how a word is cut is always asked of the model's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from model2vec import StaticModel

# Distinct spellings remembered before starting over: about 50 MB. 4,886 articles have 430,000
# distinct words with the punctuation that clings to them, and 130,000 without.
_REMEMBERED = 200_000

# The model's tokenizer takes every mark of ASCII punctuation for a token of its own.
_PARTS = re.compile(r"[!-/:-@\[-`{-~]|[^!-/:-@\[-`{-~]+")

Pieces = dict[str, tuple[int, ...]]


class MemoizedModel(StaticModel):
    """A ``StaticModel`` that cuts each word into pieces only once, by the library's tokenizer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._words: Pieces = {}  # of what stands between white space
        self._parts: Pieces = {}  # of what stands between punctuation

    def tokenize(self, sentences: Sequence[str]) -> list[list[int]]:
        """Word-piece ids of each text, unknown pieces left out, cut at the model's length."""
        split = self._remembered(sentences)
        pieces = self._words.__getitem__
        return [list(chain.from_iterable(map(pieces, words)))[: self.max_length] for words in split]

    def count(self, texts: Sequence[str]) -> list[int]:
        """How many pieces each text has, however long it is."""
        split = self._remembered(texts)
        pieces = self._words.__getitem__
        return [sum(map(len, map(pieces, words))) for words in split]

    def _remembered(self, texts: Sequence[str]) -> list[list[str]]:
        """The words of each text, all of them remembered now."""
        if len(self._words) > _REMEMBERED:
            self._words.clear()
        split = [text.split() for text in texts]
        new = set(chain.from_iterable(split)).difference(self._words)
        cut = {word: _PARTS.findall(word) for word in new}
        self._learn(set(chain.from_iterable(cut.values())))
        parts = self._parts
        for word, of in cut.items():
            self._words[word] = (
                parts[of[0]] if len(of) == 1 else tuple(chain.from_iterable([parts[p] for p in of]))
            )
        return split

    def _learn(self, parts: set[str]) -> None:
        if len(self._parts) > _REMEMBERED:
            self._parts.clear()
        new = list(parts.difference(self._parts))
        self._parts.update(zip(new, map(tuple, super().tokenize(new)), strict=True))


def load(folder: Path) -> MemoizedModel:
    """The model in ``folder``; nothing is ever downloaded."""
    model: MemoizedModel = MemoizedModel.from_pretrained(folder, force_download=False)
    return model
