"""Running heads, feet and page numbers: which lines of a page are no part of its text.

A line is one if it stands at the edge of a page and, but for numbers, at the same height of
another page too, or if it carries the number of its page where other pages carry theirs.
Deliberately leaves what is in doubt: a head that only one page has is a line of text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from index.reading.pdf_lines import Line

_Placed = tuple[int, Line]  # number of the page, from 0, and the line

_OUTERMOST = 3  # lines at the top of a page, and as many at its foot, that may be running ones
_SAME_HEIGHT = 6.0  # points; a head moves a little with what stands beside it
_FEWEST_NUMBERED = 3  # pages with their number in one place; of two it may be chance
_NUMBER = re.compile(r"\d+|(?<![^\W_])[ivxlc]{1,6}(?![^\W_])", re.IGNORECASE)
_AT_AN_END = re.compile(r"\W*(\d{1,4})(?!\d).*|.*(?<!\d)(\d{1,4})\W*")
_ONLY_NUMBER = re.compile(
    r"[\[(|–—-]?\s*(?:(?:page|seite|página|pagina|p\.|s\.)\s*)?"
    r"#\s*(?:(?:of|von|de|sur|di|van|/)\s*#)?\s*[\])|–—-]?",
    re.IGNORECASE,
)


def without_running_lines(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without what several of them have at one height, and without their numbers."""
    outer = [(n, line) for n, page in enumerate(pages) for line in _outermost(page)]
    running = _repeated(outer) | _numbered(outer)
    if len(pages) == 1:
        running |= {(n, line) for n, line in outer if _is_first_number(line, pages[0])}
    return [[line for line in page if (n, line) not in running] for n, page in enumerate(pages)]


def _outermost(page: Sequence[Line]) -> list[Line]:
    by_height = sorted(page, key=lambda line: line.y)
    return list(dict.fromkeys(by_height[:_OUTERMOST] + by_height[-_OUTERMOST:]))


def _repeated(outer: Iterable[_Placed]) -> set[_Placed]:
    """Those that are the same on two pages at one height, if they have words or are a number."""
    same: defaultdict[str, list[_Placed]] = defaultdict(list)
    for placed in outer:
        bare = _NUMBER.sub("#", placed[1].text).casefold()
        if _ONLY_NUMBER.fullmatch(bare) or any(character.isalpha() for character in bare):
            same[bare].append(placed)
    return {placed for group in same.values() for placed in _at_one_height(group)}


def _numbered(outer: Iterable[_Placed]) -> set[_Placed]:
    """Those that carry the number of their page, counted from anywhere, in one place."""
    counted: defaultdict[int, list[_Placed]] = defaultdict(list)
    for page, line in outer:
        if match := _AT_AN_END.fullmatch(line.text):
            counted[int(match[1] or match[2]) - page].append((page, line))
    return {
        placed
        for group in counted.values()
        for placed in _at_one_height(group, fewest=_FEWEST_NUMBERED)
    }


def _at_one_height(group: list[_Placed], fewest: int = 2) -> list[_Placed]:
    """Of these lines, those that stand where one of each of ``fewest`` pages or more stands."""
    found: list[_Placed] = []
    cluster: list[_Placed] = []
    by_height = sorted(group, key=lambda placed: placed[1].y)
    for placed, following in pairwise([*by_height, None]):
        if placed is None:
            break
        cluster.append(placed)
        if following is None or following[1].y - placed[1].y > _SAME_HEIGHT:
            found += cluster if len({page for page, _ in cluster}) >= fewest else []
            cluster = []
    return found


def _is_first_number(line: Line, page: Sequence[Line]) -> bool:
    """Whether it is "1", "Page 1 of 1" and the like, above or below all else on the only page."""
    heights = [other.y for other in page]
    return (
        len(page) > 1
        and line.y in (min(heights), max(heights))
        and bool(_ONLY_NUMBER.fullmatch(re.sub(r"(?<!\d)1(?!\d)", "#", line.text)))
    )
