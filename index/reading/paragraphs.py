"""The lines of pages to paragraphs, over the ends of columns and pages too.

A paragraph ends where the gap to the next line is wider than between lines, where the next line
is indented, larger or smaller, or where the last one was left shorter than it had to be.
Deliberately keeps the lines in their order and drops none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from index.reading.hyphens import Hyphens
from index.reading.pdf_lines import Line, usual_of

# Chosen on seven PDFs with running text (two LaTeX manuals, samples of pypdf's; 88 pages), by how
# many paragraphs there are and how many begin with a small letter, as those torn apart do:
# of 1,347 there are 129, most in tables and listings. A gap of 1.25: 1,405 and 155, of 1.6: 1,324
# and 124, of 1.8: 1,248 and 118, some headings joined. Left short at .7: 1,284 and 123, at .9:
# 1,408 and 139. An indent of .4: 1,361 and 129. Another size from .08 on: 1,395 and 175.
_WIDE_GAP = 1.4  # of the usual gap between base lines
_INDENT = 0.8  # sizes
_LARGEST_INDENT = 6.0  # sizes; farther right is a column, or something centred
_OTHER_SIZE = 0.12  # share by which a heading's letters differ at least; type-writer letters less
_LEFT_SHORT = 0.8  # of the longest line around: shorter ones were ended on purpose

_BULLET = re.compile(r"[•▪◦‣●○■□∙]\s*|[-–*]\s+(?=\S)|\(?(?:\d{1,2}|[a-z])[.)]\s+(?=\S)")
_DASH = re.compile(r"[-–]\s")
_ENDED = re.compile(r"[.!?…。！？:;]['\"’”»)\]]*$")
_PARTED = re.compile(r"\w[-–]$")  # a word or a span of years that goes on in the next line
_IN_PROSE = re.compile(r",$|(?<![^\W_])(?![A-ZÀ-ÖØ-Þ])[^\W\d_]+$")
_GOES_ON = re.compile(r"['\"‘“«(\[]?[^\W\d_]")


@dataclass(slots=True)
class Paragraph:
    """Lines that make one paragraph, and where in its text another page begins."""

    page: int  # number of the page that it begins on, from 0
    size: float  # of its letters, points
    text: str = ""
    turns: list[tuple[int, int]] = field(default_factory=list)  # page, place in the text
    lines: list[Line] = field(default_factory=list)


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[Paragraph]:
    """The paragraphs of the pages in their order; none is empty."""
    placed = [(number, line) for number, page in enumerate(pages) for line in page]
    hyphens = Hyphens(line.text for _, line in placed)
    layout = _Layout(pages)
    found: list[Paragraph] = []
    for place, (number, line) in enumerate(placed):
        following = placed[place + 1][1] if place + 1 < len(placed) else None
        turned = bool(place) and placed[place - 1][0] != number
        if found and layout.goes_on(found[-1].lines, line, following, turned=turned):
            _append(found[-1], line, number if turned else None, hyphens)
        else:
            found.append(Paragraph(number, line.size, line.text, lines=[line]))
    return found


def _append(paragraph: Paragraph, line: Line, page: int | None, hyphens: Hyphens) -> None:
    text = hyphens.joined(paragraph.text, line.text)
    if page is not None:
        paragraph.turns.append((page, len(text) - len(line.text)))
    paragraph.text = text
    paragraph.lines.append(line)


class _Layout:
    """What is usual in a document: the size of its letters, the gap between its lines."""

    def __init__(self, pages: Sequence[Sequence[Line]]) -> None:
        self.size, self.gap = usual_of(pages)

    def goes_on(
        self, before: Sequence[Line], line: Line, following: Line | None, *, turned: bool
    ) -> bool:
        """Whether ``line`` belongs to the paragraph that has the lines ``before`` so far."""
        last = before[-1]
        if abs(last.size - line.size) > _OTHER_SIZE * max(last.size, line.size):
            return False
        if _is_item(before, line):
            return False
        around = [*before[-3:], line, *([following] if following else [])]
        short = _is_left_short(last, line, around)
        if turned:
            return _is_plainly_unfinished(last.text, line.text, short=short)
        if self._is_far(last, line):
            return _is_unfinished(last.text, line.text, short=short)
        if last.y - line.y > _WIDE_GAP * self.gap * max(1.0, line.size / (self.size or 1.0)):
            return False
        if _is_unended(last.text, line.text):
            return True
        return not short and not _is_indented(before, line, following)

    def _is_far(self, last: Line, line: Line) -> bool:
        """Whether the next line stands higher up, as at the top of another column."""
        return line.y - last.y > 0.5 * self.gap


def _is_item(before: Sequence[Line], line: Line) -> bool:
    """Whether a line begins an item of a list; a dash may also stand within a sentence."""
    if not _BULLET.match(line.text) or _is_hyphenated(before[-1].text):
        return False
    listed = _BULLET.match(before[0].text) or _ENDED.search(before[-1].text)
    return bool(listed) or not _DASH.match(line.text)


def _is_hyphenated(text: str) -> bool:
    return len(text) > 1 and text[-1] == "-" and text[-2].isalnum()


def _is_unended(text: str, following: str) -> bool:
    """Whether a sentence plainly goes on: none has ended, and the next line begins small."""
    if _PARTED.search(text) and following[0].isalnum():
        return True
    first = _GOES_ON.match(following)
    small = first is not None and first[0][-1].islower()
    return small and not _ENDED.search(text)


def _is_plainly_unfinished(text: str, following: str, *, short: bool) -> bool:
    """Whether a paragraph goes on over the end of a page, between whose lines something stood.

    Before a capital or a figure only where a full line ended with a comma or a word of prose: a
    table's row ends with a figure, a list's with a name.
    """
    if not _is_unfinished(text, following, short=short):
        return False
    return _is_unended(text, following) or bool(_IN_PROSE.search(text))


def _is_unfinished(text: str, following: str, *, short: bool) -> bool:
    """Whether a paragraph goes on over the end of a column or a page."""
    if _is_unended(text, following):
        return True
    return not short and not _ENDED.search(text)


def _is_left_short(last: Line, line: Line, around: Sequence[Line]) -> bool:
    """Whether the next line's first word would have had room in the last line."""
    alike = [len(other.text) for other in around if abs(other.size - line.size) < 1.0]
    word = len(line.text.split(" ", 1)[0])
    return len(last.text) + 1 + word < _LEFT_SHORT * max(alike)


def _is_indented(before: Sequence[Line], line: Line, following: Line | None) -> bool:
    """Whether a line begins farther in than its paragraph, or a hanging one farther out."""
    step = line.size * _INDENT
    moved = line.x - before[-1].x
    if abs(moved) <= step or abs(moved) > line.size * _LARGEST_INDENT:
        return False
    if len(before) > 1:
        if moved < 0 and _BULLET.match(before[0].text):
            return True
        return abs(before[-1].x - before[-2].x) <= step or moved > 0
    if moved < 0:
        return False
    hanging = following is not None and abs(following.x - line.x) <= step
    return not hanging and not _BULLET.match(before[0].text)
