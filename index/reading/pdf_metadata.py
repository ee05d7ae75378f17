"""What a PDF says of itself: headline, authors, date, language.

Deliberately takes the moment a file was made for the date of publication only where no browser
or scanner made it, and never its last saving: that says nothing of the article.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from index.reading.drafts import Draft
from index.reading.file_properties import believed_authors, believed_title, is_in
from index.reading.heads import is_titular
from index.reading.language import normal_tag
from index.reading.paragraphs import Paragraph

if TYPE_CHECKING:
    from pypdf import PdfReader

# Programs by which readers, not writers, make PDFs: the file's date is when they did.
_READERS_OWN = re.compile(
    r"mozilla|firefox|chrom|skia|safari|webkit|wkhtml|edge|print to pdf|quartz|cups|scan|ocr"
    r"|ghostscript|pdf24|pdfcreator|cutepdf",
    re.IGNORECASE,
)
_LARGER = 1.15  # a headline's letters, in sizes of the text's
_AMONG_FIRST = 6  # paragraphs


def stated_by(reader: PdfReader) -> Draft:
    """A draft without text of what the file's properties say, as far as it is believed."""
    info: Mapping[str, object] = reader.metadata or {}
    return Draft(
        text="",
        title=believed_title(info.get("/Title")),
        authors=believed_authors(info.get("/Author")),
        published=_made(reader),
        language=normal_tag(str(reader.root_object.get("/Lang", ""))),
    )


def _made(reader: PdfReader) -> datetime | None:
    info = reader.metadata
    if info is None or _READERS_OWN.search(f"{info.get('/Producer')} {info.get('/Creator')}"):
        return None
    try:
        return info.creation_date
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
