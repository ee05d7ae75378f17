"""Plain text: the head, then the body, with lines that a program has wrapped joined again.

Deliberately takes nothing else for markup: an asterisk in plain text is an asterisk.
"""

from __future__ import annotations

from itertools import pairwise

from index.reading.cleaning import clean_text
from index.reading.drafts import Draft
from index.reading.heads import Head, take_head

# A file was wrapped by a program if its lines end where the next word would not have fitted.
# Widths that editors and mailers use lie between these; longer lines are paragraphs.
_NARROWEST = 40  # characters
_WIDEST = 100  # characters
_FEWEST_LINES = 4  # that show it; with fewer it may be chance
_MOST_SHOW_IT = 0.8  # share; ends of paragraphs and lists do not


def draft_of_text(text: str) -> Draft:
    """The draft of an article that stands alone in a text file."""
    lines = unwrapped(clean_text(text)).split("\n")
    head = Head()
    body = take_head(lines, head)
    return head.draft("\n".join(lines[index] for index in body))


def unwrapped(text: str) -> str:
    """``text`` with the lines of a paragraph joined, where a program broke them at a width."""
    lines = text.split("\n")
    width = _wrapped_at(lines)
    if width is None:
        return text
    joined = [lines[0]]
    for line, following in pairwise(lines):
        if _continues(line, following, width):
            joined[-1] += ("" if _ends_in_hyphen(line) else " ") + following.strip()
        else:
            joined.append(following)
    return "\n".join(joined)


def _wrapped_at(lines: list[str]) -> int | None:
    """The width in characters that the lines were broken at; None where they were not."""
    pairs = [
        (line, following)
        for line, following in pairwise(lines)
        if len(line) >= _NARROWEST and following.strip()
    ]
    width = max((len(line) for line in lines), default=0)
    if not pairs or len(pairs) < _FEWEST_LINES or width > _WIDEST:
        return None
    showing = sum(_continues(line, following, width) for line, following in pairs)
    return width if showing >= _MOST_SHOW_IT * len(pairs) else None


def _continues(line: str, following: str, width: int) -> bool:
    words = following.split(None, 1)
    if not words or " " not in line.strip() or following[:1] in "-*•":
        return False
    return len(line) + 1 + len(words[0]) > width


def _ends_in_hyphen(line: str) -> bool:
    return line.endswith("-") and line[-2:-1].isalpha()
