"""PDFs: the text as paragraphs, where each page begins in it, and what the file says of itself.

Opened by pypdf, with its limits set to ours: a stream that unpacks to more than an article can
have, or a page that takes too long, ends the reading and not the program. Deliberately
recognises no letters in pictures: a scan without text says so.
"""

from __future__ import annotations

import io
import logging
import struct
import time
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from math import hypot
from typing import TYPE_CHECKING, Any
from unicodedata import category

from index.errors import SourceError
from index.reading.drafts import Draft
from index.reading.heads import Head, take_head
from index.reading.language import detect_language
from index.reading.paragraphs import Paragraph, paragraphs
from index.reading.pdf_lines import Fragment, Line, lines_of
from index.reading.pdf_metadata import dated, headline, stated_by
from index.reading.running_lines import without_running_lines

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

# A page of text is a few kB, unpacked, a map of lines and areas some MB. Of pages made to take
# long the worst measured is 11 s and 140 MB (one string of 8 MB); of operators only, 2 s.
_LARGEST_STREAM = 8_000_000  # bytes, unpacked
_MOST_PARSED = 500_000  # operators and operands of a page
_MOST_PAGES = 5000
_MOST_TEXT = 20_000_000  # characters
# A manual of 137 pages, 8 MB, takes 3 s on a busy machine, one of 36 pages of text .5 s.
_LONGEST = 60.0  # seconds for one file
_UNREADABLE = 0.2  # share of characters that no font says the letters of
_HEAD = 6  # paragraphs among which the headline is looked for
_NO_TEXT = "has no text, only pictures: run OCR on it first"

# pypdf promises its own errors; for files that are badly broken it raises these as well (found
# by cutting and changing bytes of its samples).
_BROKEN = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, OSError, RuntimeError,
    TypeError, ValueError, struct.error, zlib.error,
)  # fmt: skip


def draft_of_pdf(data: bytes) -> Draft:
    """The draft of the article in a PDF. Raises ``SourceError`` saying why there is none."""
    from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

    if b"%PDF-" not in data[:2048]:
        raise SourceError("is not a PDF")
    try:
        with _limited(), _quiet() as spoilt:
            return _draft(_opened(data), spoilt)
    except DependencyError:
        raise SourceError(
            "is encrypted with AES: pip install 'groundwire[crypto]', or save it without encryption"
        ) from None
    except LimitReachedError:
        raise SourceError("unpacks to more than any article has, or is built too deep") from None
    except (PyPdfError, *_BROKEN) as error:
        raise SourceError(f"is too broken a PDF to be read ({type(error).__name__})") from None


@contextmanager
def _limited() -> Iterator[None]:
    from pypdf import apply_configuration

    with apply_configuration(
        maximum_declared_stream_length=_LARGEST_STREAM,
        array_based_stream_maximum_output_length=_LARGEST_STREAM,
        zlib_maximum_output_length=_LARGEST_STREAM,
        lzw_maximum_output_length=_LARGEST_STREAM,
        run_length_maximum_output_length=_LARGEST_STREAM,
        stream_decoding_work_maximum_length=4 * _LARGEST_STREAM,
        stream_parsing_work_maximum_count=_MOST_PARSED,
        xform_maximum_invocations_per_extraction=500,
        page_tree_maximum_entries=_MOST_PAGES,
        jbig2dec_binary=None,
    ):
        yield


class _Spoilt(logging.Handler):
    """Counts the streams that pypdf could unpack only in part, which it tells only its log."""

    count = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.count += record.name == "pypdf.filters"


@contextmanager
def _quiet() -> Iterator[_Spoilt]:
    """Nothing of what pypdf tells of its mending reaches the terminal."""
    log, spoilt = logging.getLogger("pypdf"), _Spoilt()
    told, log.propagate = log.propagate, False
    log.addHandler(spoilt)
    try:
        yield spoilt
    finally:
        log.removeHandler(spoilt)
        log.propagate = told


def _opened(data: bytes) -> PdfReader:
    from pypdf import PasswordType, PdfReader
    from pypdf.errors import FileNotDecryptedError

    reader = PdfReader(io.BytesIO(data))
    try:
        locked = reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED
    except FileNotDecryptedError:
        locked = True
    if locked:
        raise SourceError("is encrypted: save it without a password first")
    return reader


def _draft(reader: PdfReader, spoilt: _Spoilt) -> Draft:
    pages, unread = _pages(reader, spoilt)
    found = paragraphs(without_running_lines(pages))
    if not found:
        raise SourceError(unread[0] if unread else _NO_TEXT)
    if _is_unreadable(found):
        raise SourceError("has fonts that do not say which letters they draw: run OCR on it first")
    stated = stated_by(reader)
    head = Head()
    if title := headline(stated.title, found):
        head.note("title", title)
    text, starts = _composed(_body(found, head), len(pages))
    draft = head.draft(text).filled(replace(stated, published=dated(pages[0], reader)))
    if not _is_spoken(stated.language, text):
        draft = replace(draft, language=head.found.get("language"))
    return replace(draft, pages=starts, unread=unread)


def _is_spoken(stated: object, text: str) -> bool:
    """Whether a stated language may be the text's: Word states that of whoever wrote."""
    found = detect_language(text)
    return found is None or str(stated).partition("-")[0] == found


def _pages(reader: PdfReader, spoilt: _Spoilt) -> tuple[list[list[Line]], tuple[str, ...]]:
    """The lines of each page, and which pages could not be read, or not all of them."""
    from pypdf.errors import LimitReachedError, PyPdfError

    pages: list[list[Line]] = []
    unread: list[str] = []
    deadline = time.monotonic() + _LONGEST
    length = 0
    for number, page in enumerate(reader.pages, start=1):
        before = spoilt.count
        try:
            pages.append(_lines(page, deadline))
            if spoilt.count > before:
                unread.append(f"page {number} is broken: some of it may be missing")
        except LimitReachedError:
            pages.append([])
            unread.append(f"page {number} is too large to be read")
        except (PyPdfError, *_BROKEN):
            pages.append([])
            unread.append(f"page {number} is broken and could not be read")
        length += sum(len(line.text) for line in pages[-1])
        if length > _MOST_TEXT or number > _MOST_PAGES:
            raise SourceError("has more text than any article")
    return pages, tuple(unread)


def _lines(page: PageObject, deadline: float) -> list[Line]:
    """The lines of a page: those that stand upright, or if there are none, all."""
    if not page.rotation:
        lines = lines_of(_drawn(page, (0,), deadline))
        if lines:
            return lines
    return lines_of(_drawn(page, (0, 90, 180, 270), deadline))


def _drawn(
    page: PageObject, orientations: tuple[int, ...], deadline: float
) -> list[list[Fragment]]:
    """What the page draws, line by line as pypdf sees them."""
    lines: list[list[Fragment]] = [[]]

    def take(text: str, matrix: list[float], tm: list[float], _font: Any, size: float) -> None:
        x = tm[4] * matrix[0] + tm[5] * matrix[2] + matrix[4]
        y = tm[4] * matrix[1] + tm[5] * matrix[3] + matrix[5]
        scale = hypot(tm[2] * matrix[0] + tm[3] * matrix[2], tm[2] * matrix[1] + tm[3] * matrix[3])
        first, *others = text.split("\n")
        lines[-1] += [Fragment(first, x, y, size * scale)] if first else []
        lines.extend([Fragment(other, x, y, size * scale)] if other else [] for other in others)

    def hurry(*_: object) -> None:
        if time.monotonic() > deadline:
            raise SourceError(f"takes longer to read than {_LONGEST:g} seconds")

    hurry()
    page.extract_text(orientations=orientations, visitor_text=take, visitor_operand_before=hurry)
    return lines


def _is_unreadable(found: Sequence[Paragraph]) -> bool:
    sample = "".join(paragraph.text for paragraph in found)[:20_000]
    unread = sample.count("\ufffd") + sum(category(sign) in ("Co", "Cn") for sign in sample)
    return unread > _UNREADABLE * len(sample)


def _body(found: Sequence[Paragraph], head: Head) -> list[Paragraph]:
    """The paragraphs below the head, whose values are noted; the headline is not among them."""
    title = head.found.get("title", "").casefold()
    opening = [n for n, p in enumerate(found[:_HEAD]) if title and p.text.casefold() == title]
    rest = [p for n, p in enumerate(found) if n not in opening[:1]] or list(found)
    lines = [text for paragraph in rest for text in (paragraph.text, "")]
    kept = [place // 2 for place in take_head(lines, head) if place % 2 == 0]
    return [rest[place] for place in kept]


def _composed(body: Sequence[Paragraph], pages: int) -> tuple[str, tuple[int, ...]]:
    """The text, and where in it each page begins: one without text where the next one does."""
    text = ""
    starts: dict[int, int] = {}
    for paragraph in body:
        text += "\n\n" if text else ""
        starts.setdefault(paragraph.page, len(text))
        for page, place in paragraph.turns:
            starts.setdefault(page, len(text) + place)
        text += paragraph.text
    placed: list[int] = [len(text)]
    for page in reversed(range(1, pages)):
        placed.append(starts.get(page, placed[-1]))
    return text, (0, *reversed(placed[1:]))
