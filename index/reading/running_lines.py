"""Running heads, feet and page numbers: which lines of a page are no part of its text.

A line is one if it stands at the edge of a page, set apart from the text by a gap or by its size,
and on another page at the same height too, the same but for the number of the page; or if, so set
apart, it carries that number where other pages carry theirs. Deliberately leaves what is in doubt:
a sentence in the text's own letters, a heading that counts on ("Bulletin 3"), a head that only
one page has.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from index.reading.pdf_lines import Line, Usual, usual_of
from index.reading.word_counts import count_words


class _Placed(NamedTuple):
    page: int  # from 0
    line: Line
    whole: str  # all that stands together with it, set apart from the text


_OUTERMOST = 3  # rows at the top of a page, and as many at its foot, that may be running ones
_SAME_HEIGHT = 6.0  # points; a head moves a little with what stands beside it
_ONE_ROW = 3.0  # points
_APART = 1.4  # of the usual gap between base lines; as for paragraphs, which a gap parts
_OTHER_SIZE = 0.05  # share of the usual size: 10.5 points beside 11 are the text's own
_LONGEST = 120  # characters; a line of text in large pages has fewer
_SENTENCE = 4  # words; "Harbour Post Ltd." has fewer
_FEWEST_NUMBERED = 3  # pages with their number in one place; of two it may be chance
_NUMBER = re.compile(r"\d{1,4}(?!\d)|(?<![^\W_])[ivxlc]{1,6}(?![^\W_])", re.IGNORECASE)
_AT_AN_END = re.compile(r"\W*(\d{1,4})(?!\d).*|.*(?<!\d)(\d{1,4})\W*")
_ONLY_NUMBER = re.compile(
    r"[\[(|–—-]?\s*(?:(?:page|seite|página|pagina|p\.|s\.)\s*)?"
    r"(?:\d{1,4}|[ivxlc]{1,6})\s*(?:(?:of|von|de|sur|di|van|/)\s*\d{1,4})?\s*[\])|–—-]?",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?…。！？][\"'”’»)\]」』]*$")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def without_running_lines(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without what several of them have at one height, and without their numbers."""
    usual = usual_of(pages)
    outer = [p for n, page in enumerate(pages) for p in _outermost(n, page, usual)]
    inner = _without(pages, {(placed.page, placed.line) for placed in outer})
    running = {
        (placed.page, placed.line)
        for group in (*_repeated(outer), *_numbered(outer))
        for placed in _removable(group, usual, inner)
    }
    if len(pages) == 1:
        running |= {(0, line) for line in pages[0] if _is_first_number(line, pages[0])}
    return _without(pages, running)


def _without(pages: Sequence[Sequence[Line]], gone: set[tuple[int, Line]]) -> list[list[Line]]:
    return [[line for line in page if (n, line) not in gone] for n, page in enumerate(pages)]


def _outermost(number: int, page: Sequence[Line], usual: Usual) -> list[_Placed]:
    """The lines at both edges that are set apart from the text, and numbers that stand alone."""
    rows = _rows(page)
    found = [*_edge(number, rows, usual), *_edge(number, rows[::-1], usual)]
    alone = [line for row in (*rows[:1], *rows[-1:]) for line in row]
    found += [_Placed(number, line, "") for line in alone if _ONLY_NUMBER.fullmatch(line.text)]
    return list(dict.fromkeys(found))


def _rows(page: Sequence[Line]) -> list[list[Line]]:
    """The lines by height, from the foot up; those of one height are one row."""
    rows: list[list[Line]] = []
    for line in sorted(page, key=lambda line: (line.y, line.x)):
        if rows and line.y - rows[-1][0].y < _ONE_ROW:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _edge(number: int, rows: Sequence[Sequence[Line]], usual: Usual) -> Iterator[_Placed]:
    """The lines of the outermost rows, block by block; what no gap ends is text, and none."""
    block = list(rows[0]) if len(rows) == 1 else []
    yield from (_Placed(number, line, line.text) for line in block)
    for row, inner in pairwise(rows[: _OUTERMOST + 1]):
        block += row
        if _is_apart(row[0], inner[0], usual):
            by_height = sorted(block, key=lambda line: (-line.y, line.x))
            whole = " ".join(line.text for line in by_height)
            yield from (_Placed(number, line, whole) for line in block)
            block = []


def _is_apart(line: Line, inner: Line, usual: Usual) -> bool:
    gap = abs(line.y - inner.y) > _APART * usual.gap
    return gap or abs(line.size - inner.size) > _OTHER_SIZE * usual.size


def _repeated(outer: Iterable[_Placed]) -> Iterator[list[_Placed]]:
    """Those that are the same on two pages at one height, but for one number: the page's."""
    same: defaultdict[object, list[_Placed]] = defaultdict(list)
    for placed in outer:
        if any(map(str.isalnum, placed.line.text)):
            for key in _keys(placed):
                same[key].append(placed)
    for group in same.values():
        yield from _at_one_height(group)


def _keys(placed: _Placed) -> Iterator[object]:
    """What two lines have in common that are the same: their text; or all but a page's number."""
    text = placed.line.text.casefold()
    yield text
    for match in _NUMBER.finditer(text):
        rest = (text[: match.start()], text[match.end() :])
        yield (*rest, _value(match[0]) - placed.page)


def _value(number: str) -> int:
    if number.isdecimal():
        return int(number)
    values = [_ROMAN[letter] for letter in number]
    return sum(-one if one < two else one for one, two in pairwise([*values, 0]))


def _numbered(outer: Iterable[_Placed]) -> Iterator[list[_Placed]]:
    """Those that carry the number of their page, counted from anywhere, in one place."""
    counted: defaultdict[int, list[_Placed]] = defaultdict(list)
    for placed in outer:
        if match := _AT_AN_END.fullmatch(placed.line.text):
            counted[int(match[1] or match[2]) - placed.page].append(placed)
    for group in counted.values():
        yield from _at_one_height(group, fewest=_FEWEST_NUMBERED)


def _at_one_height(group: list[_Placed], fewest: int = 2) -> Iterator[list[_Placed]]:
    """Of these lines, those that stand where one of each of ``fewest`` pages or more stands."""
    cluster: list[_Placed] = []
    by_height = sorted(group, key=lambda placed: placed.line.y)
    for placed, following in pairwise([*by_height, None]):
        if placed is None:
            break
        cluster.append(placed)
        if following is None or following.line.y - placed.line.y > _SAME_HEIGHT:
            if len({one.page for one in cluster}) >= fewest:
                yield cluster
            cluster = []


def _removable(
    group: Sequence[_Placed], usual: Usual, inner: Sequence[Sequence[Line]]
) -> Sequence[_Placed]:
    """The lines of a group if they are no text, in which there may be doubt; else none.

    In letters as large as the text's, what counts on from page to page may be a heading: it is a
    running head if the text goes on across it.
    """
    exact = len({placed.line.text for placed in group}) == 1
    kept = [placed for placed in group if not _is_text(placed, usual, exact=exact)]
    small = all(one.line.size < usual.size * (1 - _OTHER_SIZE) for one in kept)
    alone = all(_ONLY_NUMBER.fullmatch(one.line.text) for one in kept)
    at_foot = all(_is_below(one.line, inner[one.page]) for one in kept)
    sure = exact or small or alone or at_foot
    return kept if sure or any(_interrupts(one.page, inner) for one in kept) else []


def _is_text(placed: _Placed, usual: Usual, *, exact: bool) -> bool:
    """Whether a line is too long for a running one, or a sentence that only stands there."""
    small = placed.line.size < usual.size * (1 - _OTHER_SIZE)
    if len(placed.line.text) > _LONGEST:
        return not (small and exact)
    is_sentence = _STOP.search(placed.whole) and count_words(placed.whole) >= _SENTENCE
    return bool(is_sentence) and not (small and exact)


def _is_below(line: Line, inner: Sequence[Line]) -> bool:
    return all(line.y < other.y for other in inner)


def _interrupts(page: int, inner: Sequence[Sequence[Line]]) -> bool:
    """Whether a sentence goes on from the page before to this one."""
    if not page or not inner[page] or not inner[page - 1]:
        return False
    return inner[page][0].text[0].islower() and not _STOP.search(inner[page - 1][-1].text)


def _is_first_number(line: Line, page: Sequence[Line]) -> bool:
    """Whether it is "1", "Page 1 of 1" and the like, above or below all else on the only page."""
    heights = [other.y for other in page]
    return (
        len(page) > 1
        and line.y in (min(heights), max(heights))
        and bool(_ONLY_NUMBER.fullmatch(line.text))
        and set(re.findall(r"\d+", line.text)) == {"1"}
    )
