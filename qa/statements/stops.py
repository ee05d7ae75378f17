"""Whether a full stop ends a sentence, told from what stands before it and what comes next.

For text that is still arriving: it is decided on as little of the next word as will do.
Deliberately no rules for abbreviations and numbers; those are sentencex's, in `index.sentences`.
"""

from __future__ import annotations

import re

from index.sentences import PARTY, spans
from qa.statements.wording import is_item_number

STOPS = frozenset(".!?…。！？｡।॥؟۔")
_WIDE_STOPS = frozenset("。！？｡।॥")  # after these the next sentence may begin without a space
CLOSERS = "\"'”’»›)]）」』*_`"  # what may follow a stop and belong to its sentence
CLOSING = CLOSERS + "“"  # closes a quotation in German; elsewhere it opens one

# How much before a stop is looked at, and how much of the word after it.
LOOK_BACK = 200  # characters
_LONGEST_WORD = 30  # characters


def is_whole(text: str) -> bool:
    """Whether a statement ends as a sentence does: half of one says something else."""
    return text.rstrip(CLOSING)[-1:] in STOPS


def ends_sentence(
    before: str, after: str, language: str | None, *, apart: bool, final: bool
) -> bool | None:
    """Whether ``before``, which ends in a stop, is the end of a sentence; None: not clear yet.

    ``after``: the text that follows without the white space before it, so far as it has arrived;
    ``final``: nothing follows that. ``apart``: white space or a marker stands between the two.
    """
    if before.rstrip(CLOSING)[-1:] in _WIDE_STOPS:
        return True
    if is_item_number(before) or not apart:
        return False
    first = after[0]
    # "on 5. Januar", "the mayor", "D-W. Va.": more than a letter is needed.
    clear = not (first.islower() or before[-2:-1].isdigit() or PARTY.search(before))
    if clear and _splits(before, first, language):
        return True
    word = after[:_LONGEST_WORD]
    if not final and len(word) < _LONGEST_WORD and not re.search(r"\s", word):
        return None
    return _splits(before, word.split()[0], language)


def _splits(before: str, word: str, language: str | None) -> bool:
    stop = len(before.rstrip(CLOSING))
    starts = [start for start, _ in spans(f"{before} {word}", language)]
    return any(stop <= start <= len(before) + 1 for start in starts)
