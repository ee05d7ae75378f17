"""From what a PDF's page draws to its lines, in reading order.

Lines come in the order in which the file draws them, which for nearly every program that makes
PDFs is the order of reading; only columns that were drawn side by side, line by line, are put one
after the other. Deliberately recognises no tables and no
pictures; what stands at the head of every page is taken out elsewhere (`running_lines`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import fmean, median
from typing import NamedTuple

from index.reading.cleaning import clean_line

_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
_LINE_BREAK_HYPHENS = re.compile("[\u00ad\u2010]$")  # soft hyphen and U+2010, at the end of a line


class Fragment(NamedTuple):
    """A run of letters of one font, as the file draws it."""

    text: str
    x: float  # where it begins, points from the left
    y: float  # its base line, points from the bottom
    size: float  # of its letters, points


class Line(NamedTuple):
    """A line of one column."""

    text: str  # clean, not empty
    x: float
    y: float
    size: float


class Usual(NamedTuple):
    """What is usual in a document."""

    size: float  # of its letters, points
    gap: float  # between base lines, points


_SAME_PLACE = 3.0  # points
_NARROWEST = 100.0  # points, of a column; less is an indent
_ONE_HEIGHT = 0.5  # sizes; signs set high or low stand within, lines are farther apart
_WIDTH = 0.4  # sizes of a letter, on average; of narrow fonts, so that it is a lower bound
_USUAL_GAP = 1.2  # sizes, where a document has no two lines below one another
# A second column stands beside most lines of a page, and both sides are text, not a table's cells.
_BESIDE = 0.5  # of the lines of a page
_FEWEST_BESIDE = 4  # lines
_SHORTEST_SIDE = 20  # characters, on average


def lines_of(drawn: Sequence[Sequence[Fragment]]) -> list[Line]:
    """The lines of a page from the fragments of each line as it was drawn."""
    rows = [row for drawn_row in drawn for row in _level(drawn_row)]
    edge = _second_column(rows)
    if edge is None:
        return _unmixed([line for row in rows if (line := _line(row))])
    return _column_after_column(rows, edge)


def usual_of(pages: Sequence[Sequence[Line]]) -> Usual:
    """The size that most letters of a document have, and the gap between lines of that size."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[line.size] += len(line.text)
    size = sizes.most_common(1)[0][0] if sizes else 0.0
    gaps = [
        line.y - below.y
        for page in pages
        for line, below in pairwise(page)
        if line.size == below.size == size and 0 < line.y - below.y < 4 * size
    ]
    return Usual(size, median(gaps) if gaps else _USUAL_GAP * size)


def _level(row: Sequence[Fragment]) -> Iterator[list[Fragment]]:
    """The parts of a line at one height: what pypdf takes for one may be of two columns."""
    held: list[Fragment] = []
    y = None
    for fragment in row:
        if fragment.text.strip():
            if y is not None and abs(fragment.y - y) > _ONE_HEIGHT * fragment.size:
                yield held
                held = []
            y = fragment.y
        held.append(fragment)
    if any(fragment.text.strip() for fragment in held):
        yield held


def _unmixed(lines: list[Line]) -> list[Line]:
    """The lines, of two columns that were drawn in turn the left one before the right one."""
    starts = Counter(round(line.x / _SAME_PLACE) for line in lines)
    columns = sorted(place for place, count in starts.most_common(2) if count >= _FEWEST_BESIDE)
    if len(columns) < 2 or (columns[1] - columns[0]) * _SAME_PLACE < _NARROWEST:
        return lines
    edge = (columns[1] - 1) * _SAME_PLACE
    sides = [line.x >= edge for line in lines]
    turns = sum(one != other for one, other in pairwise(sides))
    left = fmean(len(line.text) * line.size for line in lines if line.x < edge)
    right = fmean(len(line.text) for line in lines if line.x >= edge)
    fits = left * _WIDTH < (columns[1] - columns[0]) * _SAME_PLACE
    if turns < _BESIDE * len(lines) or right < _SHORTEST_SIDE or not fits:
        return lines
    return sorted(lines, key=lambda line: line.x >= edge)


def _second_column(rows: Sequence[Sequence[Fragment]]) -> float | None:
    """Where a second column begins that was drawn line by line beside the first; else None."""
    starts = Counter(round(f.x / _SAME_PLACE) for row in rows for f in row[1:] if f.text.strip())
    if not starts:
        return None
    place, _ = starts.most_common(1)[0]
    edge = (place - 1) * _SAME_PLACE
    parted = [parts for row in rows if all(parts := _parted(row, edge))]
    if len(parted) < max(_FEWEST_BESIDE, _BESIDE * len(rows)):
        return None
    sides = [sum(len(_joined(parts[n])) for parts in parted) / len(parted) for n in (0, 1)]
    return edge if min(sides) >= _SHORTEST_SIDE else None


def _parted(row: Sequence[Fragment], edge: float) -> tuple[list[Fragment], list[Fragment]]:
    left = [f for f in row if f.x < edge]
    right = [f for f in row if f.x >= edge]
    begins = bool(right) and right[0].x < edge + 3 * _SAME_PLACE
    return (left, right) if begins or not left else (list(row), [])


def _column_after_column(rows: Sequence[Sequence[Fragment]], edge: float) -> list[Line]:
    """Left parts, then right parts, of each run of lines; a line across both ends a run."""
    found: list[Line] = []
    held: list[Line] = []
    run = False
    for row in rows:
        left, right = _parted(row, edge)
        across = not right and len(_joined(left)) > 0 and _is_across(left, rows, edge)
        if across and run:
            found += held
            held, run = [], False
        if left and (line := _line(left)):
            found.append(line)
        if right and (line := _line(right)):
            held.append(line)
            run = True
    return found + held


def _is_across(left: Sequence[Fragment], rows: Sequence[Sequence[Fragment]], edge: float) -> bool:
    """Whether a line without a right part is longer than those of the left column are."""
    lengths = [len(_joined(parts[0])) for row in rows if all(parts := _parted(row, edge))]
    return len(_joined(left)) > 1.3 * median(lengths)


def _line(row: Sequence[Fragment]) -> Line | None:
    text = clean_line(_LINE_BREAK_HYPHENS.sub("-", _joined(row).rstrip()).translate(_LIGATURES))
    if not text:
        return None
    sizes: Counter[float] = Counter()
    for fragment in row:
        sizes[round(fragment.size, 1)] += len(fragment.text)
    return Line(text, row[0].x, row[0].y, sizes.most_common(1)[0][0])


def _joined(row: Sequence[Fragment]) -> str:
    return "".join(fragment.text for fragment in row)
