"""model2vec's static model, with a memory for the word pieces of each distinct word.

Imported only by the function that needs it, since it imports numpy and model2vec.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from model2vec import StaticModel

# Distinct words remembered before starting over: about 60 MB; 4,886 articles have 430,000
# distinct words with their punctuation, of which the frequent ones are soon back.
_REMEMBERED = 200_000


class MemoizedModel(StaticModel):
    """A ``StaticModel`` that cuts each word between white space into pieces only once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._pieces: dict[str, tuple[int, ...]] = {}

    def tokenize(self, sentences: Sequence[str]) -> list[list[int]]:
        """Word-piece ids of each text, unknown pieces left out, cut at the model's length."""
        split = [sentence.split() for sentence in sentences]
        pieces = self._pieces_of(split)
        return [[i for word in words for i in pieces[word]][: self.max_length] for words in split]

    def count(self, texts: Sequence[str]) -> list[int]:
        """How many pieces each text has, however long it is."""
        split = [text.split() for text in texts]
        pieces = self._pieces_of(split)
        return [sum([len(pieces[word]) for word in words]) for words in split]

    def _pieces_of(self, split: list[list[str]]) -> dict[str, tuple[int, ...]]:
        if len(self._pieces) > _REMEMBERED:
            self._pieces.clear()
        new = list({word for words in split for word in words if word not in self._pieces})
        self._pieces.update(zip(new, map(tuple, super().tokenize(new)), strict=True))
        return self._pieces


def load(folder: Path) -> MemoizedModel:
    """The model in ``folder``; nothing is ever downloaded."""
    model: MemoizedModel = MemoizedModel.from_pretrained(folder, force_download=False)
    return model
