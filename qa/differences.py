"""What has changed between two texts of an article, sentence by sentence.

Which sentences stayed is found by difflib (Ratcliff and Obershelp's longest common blocks). One
that was taken out and one put in at the same place, with most of their words in common, are one
sentence that was changed. Deliberately not here: how it looks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from index.articles import Article
from index.sentences import split

Part = tuple[Literal["same", "removed", "added"], str]

# Of 2 x common / (words of both). Below a half, more of the sentence is new than is not.
_SAME_SENTENCE = 0.5

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Difference:
    """A sentence that stayed, came, went, or was changed."""

    kind: Literal["same", "added", "removed", "changed"]
    before: int | None  # its number from 1 in the earlier text; None: it was not there
    after: int | None
    parts: tuple[Part, ...]  # its words, joined as they stood


def changes(before: Article, after: Article) -> list[Difference]:
    """The sentences of two texts of an article, and what became of each."""
    earlier, later = ([" ".join(s.text.split()) for s in split(a)] for a in (before, after))
    return differences(earlier, later)


def differences(before: Sequence[str], after: Sequence[str]) -> list[Difference]:
    """All sentences of both texts, in order, and what became of each."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    found: list[Difference] = []
    for what, i, j, k, m in matcher.get_opcodes():
        if what == "equal":
            found += [
                Difference("same", i + n + 1, k + n + 1, (("same", before[i + n]),))
                for n in range(j - i)
            ]
        else:
            found += _replaced(
                list(enumerate(before[i:j], i + 1)), list(enumerate(after[k:m], k + 1))
            )
    return found


def _replaced(gone: list[tuple[int, str]], come: list[tuple[int, str]]) -> Iterator[Difference]:
    """Sentences in place of others: pairs that have most words in common, the rest one by one."""
    for number, text in gone:
        partner = next((n for n, (_, new) in enumerate(come) if _alike(text, new)), None)
        if partner is None:
            yield Difference("removed", number, None, (("removed", text),))
            continue
        yield from _added(come[:partner])
        place, new = come[partner]
        come = come[partner + 1 :]
        yield Difference("changed", number, place, tuple(_words(text, new)))
    yield from _added(come)


def _added(come: Sequence[tuple[int, str]]) -> Iterator[Difference]:
    for number, text in come:
        yield Difference("added", None, number, (("added", text),))


def _alike(text: str, other: str) -> bool:
    words, others = Counter(text.casefold().split()), Counter(other.casefold().split())
    common = 2 * (words & others).total()
    return common >= _SAME_SENTENCE * (words.total() + others.total())


def _words(text: str, other: str) -> Iterator[Part]:
    """The words of both, each with whether it stayed, went or came."""
    words, others = _WORDS.findall(text), _WORDS.findall(other)
    for what, i, j, k, m in SequenceMatcher(None, words, others, autojunk=False).get_opcodes():
        if what == "equal":
            yield "same", "".join(words[i:j])
            continue
        if j > i:
            yield "removed", "".join(words[i:j])
        if m > k:
            yield "added", "".join(others[k:m])
