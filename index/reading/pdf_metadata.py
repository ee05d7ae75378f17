"""What a PDF says of itself: headline, authors, date, language.

Deliberately takes no date that the document itself does not show: when a file was made says
nothing of its article, and only tells which of the dates near its head is its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from index.reading.dates import UPDATED, beside_date, dates_in, parse_date
from index.reading.drafts import Draft
from index.reading.file_properties import believed_authors, believed_title, is_in
from index.reading.heads import is_titular
from index.reading.language import normal_tag
from index.reading.paragraphs import Paragraph
from index.reading.pdf_lines import Line

if TYPE_CHECKING:
    from pypdf import PdfReader

_LARGER = 1.15  # a headline's letters, in sizes of the text's
_AMONG_FIRST = 6  # paragraphs
_UPPERMOST = 12  # lines of the first page: what stands above the body, and its first sentences
_SMALL_WORD = re.compile(r"(?<![^\W_])[a-zß-öø-ÿ]{2,}")  # as only sentences have


def stated_by(reader: PdfReader) -> Draft:
    """A draft without text of what the file's properties say, as far as it is believed."""
    info: Mapping[str, object] = reader.metadata or {}
    return Draft(
        text="",
        title=believed_title(info.get("/Title")),
        authors=believed_authors(info.get("/Author")),
        language=normal_tag(str(reader.root_object.get("/Lang", ""))),
    )


def dated(first: Sequence[Line], reader: PdfReader) -> datetime | None:
    """The day that the first page's uppermost lines give; None where they give none.

    That of a line that is a date, or an outlet's name and a date; or in a sentence there, the day
    on which the file was made.
    """
    top = [line.text for line in sorted(first, key=lambda line: -line.y)[:_UPPERMOST]]
    lines = [line for line in top if _is_dateline(line)]
    if lines:
        return parse_date(lines[0])
    made = _made(reader)
    named = dates_in(" ".join(top))
    return next((day for day in named if made and day.date() == made.date()), None)


def _is_dateline(line: str) -> bool:
    """Whether a line is a date with at most names and numbers beside it."""
    beside = None if UPDATED.search(line) else beside_date(line)
    return beside is not None and not _SMALL_WORD.search(beside) and is_titular(line)


def _made(reader: PdfReader) -> datetime | None:
    try:
        return reader.metadata.creation_date if reader.metadata else None
    except (ValueError, TypeError, OverflowError):  # no date in that field
        return None


def headline(stated: str | None, found: Sequence[Paragraph]) -> str | None:
    """The headline: what the file states, if its first page has it; else its largest line.

    What is only stated is taken where nothing on the page looks like a headline.
    """
    first = [paragraph for paragraph in found if paragraph.page == found[0].page]
    if stated and is_in(stated, " ".join(paragraph.text for paragraph in first)):
        return stated
    usual = max(found, key=lambda paragraph: len(paragraph.text)).size
    opening = [p for p in first[:_AMONG_FIRST] if is_titular(p.text) and p.size >= _LARGER * usual]
    largest = max(opening, key=lambda paragraph: paragraph.size, default=None)
    return largest.text if largest else stated
