"""Text to sentences with exact spans, by paragraph, with sentencex.

A headline, a bullet, a caption or a table row stands in a line of its own and is a sentence of
its own; lines that were only wrapped at a fixed width are read as one paragraph. Deliberately
not here: cleaning. Not one character of the text is changed, and every character that is not
white space belongs to exactly one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from index.articles import Article, Sentence

_BLOCK = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_BULLET = re.compile(r"\s*(?:[-–—*•‣◦▪·]|\d{1,3}[.)]|[a-z][.)])\s")
_CLOSING = "\"'”’»)]」』"
_MARKS = re.compile(r"[^\w]+")
# "Sen. Ada Renn, D-W." and "Va., said": a party and the first letter of a state, then the rest,
# which ends the sentence where a capital follows. 145 sentences of 4,878 articles were cut there.
PARTY = re.compile(r"(?:^|[\s(\[,/])[A-Z]-[A-Z]\.\s?$")
_STATE = re.compile(r"[A-Z][a-z]{0,3}\.(?P<ends>(?=\s+[“\"]?[A-Z]))?")

# A block is wrapped text when it is at least this wide and at most that wide, in characters:
# mail and news agencies wrap at 60 to 80; a list of headlines is rarely even in length.
_WRAP_WIDTH = range(40, 101)


def split(article: Article) -> list[Sentence]:
    """The sentences of an article's text, in order, numbered from 0.

    ``article.text[s.start:s.end] == s.text`` holds for each; none is empty or begins or ends
    with white space.
    """
    return [
        Sentence(article.id, ordinal, start, end, article.text[start:end])
        for ordinal, (start, end) in enumerate(spans(article.text, article.language))
    ]


def spans(text: str, language: str | None = None) -> Iterator[tuple[int, int]]:
    """Half-open spans (code points) of the sentences of ``text``. English rules by default."""
    from sentencex import segment

    code = (language or "en").split("-")[0].lower()
    for start, end in _paragraphs(text):
        pieces = segment(code, text[start:end])
        yield from _trimmed(start, _rejoined(pieces))


def _rejoined(pieces: list[str]) -> Iterator[str]:
    """Give stray marks ("”", "…") and the rest of an abbreviation back to their sentence."""
    held = ""
    for piece in pieces:
        state = _STATE.match(piece) if PARTY.search(held) else None
        if state and state["ends"] is not None:
            yield held + state[0]
            held = piece[state.end() :]
            continue
        if held and not state and not _closes(piece):
            yield held
            held = ""
        held += piece
    if held:
        yield held


def _closes(piece: str) -> bool:
    return bool(_MARKS.fullmatch(piece)) and piece.strip()[:1] in _CLOSING


def _trimmed(start: int, pieces: Iterator[str]) -> Iterator[tuple[int, int]]:
    for piece in pieces:
        end = start + len(piece)
        inner = piece.strip()
        if inner:
            first = start + piece.index(inner)
            yield first, first + len(inner)
        start = end


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Spans of paragraphs: blocks between blank lines, and each line of a block that is a list."""
    for block in _BLOCK.finditer(text):
        lines = block.group().split("\n")
        if _is_wrapped(lines):
            yield block.span()
            continue
        start = block.start()
        for line in lines:
            yield start, start + len(line)
            start += len(line) + 1


def _is_wrapped(lines: list[str]) -> bool:
    """Whether the line breaks only keep a fixed width: no line had room for the next one's word."""
    width = max(map(len, lines))
    if len(lines) < 2 or width not in _WRAP_WIDTH or any(map(_BULLET.match, lines)):
        return False
    full = all(
        len(line) + 1 + len(after.split(" ", 1)[0]) > width for line, after in pairwise(lines)
    )
    return full and (len(lines) > 2 or lines[1][:1].islower())
