"""The kinds of content that are read: which one something is, and which reader takes it.

A kind is called by its usual ending, whether it came from a file, a pipe, a mail or the web.
Deliberately opens nothing; `files` does, and the web's rooms.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from index.articles import Article, Skipped
from index.errors import SourceError
from index.reading.decoding import decode
from index.reading.drafts import Draft, finish
from index.reading.json_lines import read_json
from index.reading.markdown import draft_of_markdown
from index.reading.streams import Origin, whole
from index.reading.text import draft_of_text

Found = Iterator[Article | Skipped]

KINDS = (
    ".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".eml", ".mbox", ".warc", ".json", ".jsonl",
)  # fmt: skip

_MARKS = b"\xef\xbb\xbf\xfe\xff \t\r\n\0"  # before the first sign, in any encoding
_SNIFF = 1024  # bytes
_SIGNS = (  # what the first bytes show; the order counts
    (".pdf", re.compile(rb"(?s)(?:.{0,1000}?[\r\n])?%PDF-\d")),
    (".docx", re.compile(rb"PK\x03\x04")),
    (".warc", re.compile(rb"WARC/\d\.\d\r?\n")),
    (".mbox", re.compile(rb"From \S+ .{0,60}\d\d:\d\d:\d\d.{0,30}\n")),
    (".eml", re.compile(
        rb"(?is)(?=[\w-]{2,40}:[ \t]?)"
        rb"(?:[^\n]*\n){0,40}?(?:message-id|mime-version|received|return-path|content-type):[^\n]"
    )),
    (".json", re.compile(rb"\{\s*[\"}]|\[\s*[{\"\[\]]")),
    (".html", re.compile(
        rb"(?is).*?<(?:!doctype\s+html|html|head|body|article|main|div|p)\b"
    )),
)  # fmt: skip
_BY_MEDIA_TYPE = {"text/markdown": ".md", "text/html": ".html", "application/xhtml+xml": ".html"}


def kind_of(head: bytes, content_type: str | None = None) -> str:
    """The kind that the first bytes show; else what the media type says; else ".txt".

    ``head`` are the first bytes, 1,024 or all there are, not packed.
    """
    start = head.lstrip(_MARKS)[:_SNIFF].replace(b"\0", b"")
    for kind, sign in _SIGNS:
        if sign.match(start):
            return kind
    media_type = (content_type or "").partition(";")[0].strip().lower()
    return _BY_MEDIA_TYPE.get(media_type, ".txt")


def read_pieces(pieces: Iterator[bytes], kind: str, origin: Origin) -> Found:
    """The articles in a stream of this kind, one of ``KINDS``.

    Raises ``SourceError`` where it breaks off, after what came before that.
    """
    if kind in (".json", ".jsonl"):
        yield from read_json(pieces, origin, by_line=kind == ".jsonl")
    elif kind == ".mbox":
        from index.reading.mail import read_letters

        yield from read_letters(pieces, origin)
    elif kind == ".warc":
        from index.reading.warc import read_archive

        yield from read_archive(pieces, origin)
    else:
        yield from _alone(whole(pieces, origin.limit), kind, origin)


def draft_of(
    data: bytes, kind: str, *, url: str | None = None, charset: str | None = None
) -> Draft:
    """The draft of the one article in ``data``. Raises ``SourceError`` where there is none.

    ``url`` is where it came from, ``charset`` what came with it as its encoding, if known.
    """
    if not data.strip():
        raise SourceError("is empty")
    draft = _READERS[kind](data, url, charset)
    return draft.filled(Draft(text="", url=url))


def _alone(data: bytes, kind: str, origin: Origin) -> Found:
    draft = draft_of(data, kind, url=origin.url)
    yield finish(draft, origin.name, origin.path)
    for what in draft.unread:
        yield Skipped(origin.name, what)


def _of_text(data: bytes, _url: str | None, charset: str | None) -> Draft:
    return draft_of_text(decode(data, charset=charset))


def _of_markdown(data: bytes, _url: str | None, charset: str | None) -> Draft:
    return draft_of_markdown(decode(data, charset=charset))


def _of_page(data: bytes, url: str | None, charset: str | None) -> Draft:
    from index.reading.html import draft_of_page

    return draft_of_page(decode(data, declares=True, charset=charset), url)


def _of_pdf(data: bytes, _url: str | None, _charset: str | None) -> Draft:
    from index.reading.pdf import draft_of_pdf

    return draft_of_pdf(data)


def _of_docx(data: bytes, _url: str | None, _charset: str | None) -> Draft:
    from index.reading.docx import draft_of_docx

    return draft_of_docx(data)


def _of_letter(data: bytes, _url: str | None, _charset: str | None) -> Draft:
    from index.reading.mail import draft_of_letter

    return draft_of_letter(data)


_READERS: dict[str, Callable[[bytes, str | None, str | None], Draft]] = {
    ".txt": _of_text,
    ".md": _of_markdown,
    ".html": _of_page,
    ".htm": _of_page,
    ".pdf": _of_pdf,
    ".docx": _of_docx,
    ".eml": _of_letter,
}
