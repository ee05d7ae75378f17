"""What stands at the end of a page in place of, or below, an article: "Subscribe to read on".

Two kinds of sentences are told apart: those that say that there is more to read for whoever pays
or logs in (a wall), and those that only offer something (a subscription, a newsletter). Known by
their words (`invitation_phrases`), each sentence from its beginning, and only at the end of a page.
Deliberately judges no page; `substance` does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from index.reading.invitation_phrases import (
    OFFERS,
    QUESTIONS,
    SURE_OFFERS,
    UNSPACED_WALLS,
    WALLS,
)


def _any_of(*openings: str) -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{'|'.join(f'(?:{one})' for one in openings)})", re.IGNORECASE)


_WALL = _any_of(*WALLS, *UNSPACED_WALLS)
_QUESTION = _any_of(*QUESTIONS)
_SURE_OFFER = _any_of(*SURE_OFFERS)
_OFFER = _any_of(*OFFERS)
_SENTENCE = re.compile(r"(?<=[。！？])|(?<=[.!?…])[\"'”’»)\]]*\s+")
_LONGEST = 250  # characters; nothing that invites is longer, and reports about it mostly are
_LAST_LINES = 8
_LAST_SENTENCES = 14
_REMARK = 30  # characters; beside an invitation, "Log in." or "No thanks" is a part of it


class Uninvited(NamedTuple):
    """The lines of a page without the invitation at their end."""

    lines: list[str]
    walled: bool  # it said that there is more to read for whoever pays or logs in


def is_walled_off(box: str) -> bool:
    """Whether the text of a box on a page says that the rest is for whoever pays, or logs in."""
    return any(_fits(_WALL, sentence) for sentence in _SENTENCE.split(box))


def without_invitation(lines: Sequence[str]) -> Uninvited:
    """``lines`` without the sentences at their end that invite to subscribe or to log in.

    A line of which nothing is left is "", so that each keeps its place.
    """
    tail = _tail(lines)
    start = _start_of_invitation([sentence for *_, sentence in tail])
    if start == len(tail):
        return Uninvited(list(lines), False)
    line, place, _ = tail[start]
    kept = [*lines[:line], lines[line][:place].rstrip(), *("" for _ in lines[line + 1 :])]
    return Uninvited(kept, any(_is_wall(one) for *_, one in tail[start:]))


def _tail(lines: Sequence[str]) -> list[tuple[int, int, str]]:
    """The last sentences, each with its line and its place in it."""
    found: list[tuple[int, int, str]] = []
    for number in range(max(0, len(lines) - _LAST_LINES), len(lines)):
        start = 0
        for match in (*_SENTENCE.finditer(lines[number]), None):
            end = match.end() if match else len(lines[number])
            if sentence := lines[number][start:end].strip():
                found.append((number, start, sentence))
            start = end
    return found[-_LAST_SENTENCES:]


def _start_of_invitation(sentences: Sequence[str]) -> int:
    """From which of the last sentences on all invite; their number if the last ones do not."""
    start = len(sentences)
    for place in range(len(sentences) - 1, -1, -1):
        sentence = sentences[place]
        if _is_wall(sentence) or _fits(_SURE_OFFER, sentence):
            start = place
        elif len(sentence) > _REMARK and not _fits(_OFFER, sentence):
            break
    return start


def _is_wall(sentence: str) -> bool:
    return _fits(_WALL, sentence) or _fits(_QUESTION, sentence)


def _fits(pattern: re.Pattern[str], sentence: str) -> bool:
    return len(sentence) <= _LONGEST and bool(pattern.match(sentence))
