"""Bytes to text: byte order mark, then what the file declares, then UTF-8, then detection.

Detection is of our own for Latin letters (``code_pages``), charset-normalizer's for all others.
Deliberately guesses no further: a file that is not text raises ``SourceError``, since a quotation
from it could not be trusted. Only a few broken bytes in what is plainly UTF-8 are shown as U+FFFD.
"""

from __future__ import annotations

import codecs
import re

from index.errors import SourceError
from index.reading.code_pages import latin_page

_MARKS = (  # the longer first: UTF-32's begins like UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']\s*([\w.:-]{1,40})"
    rb"|<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 4096  # bytes; browsers look at 1,024, some pages put scripts before it

# What browsers read these labels as (WHATWG Encoding): pages that say Latin-1 are Windows-1252.
_AS_BROWSERS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "utf-16": "utf-8",  # a page whose declaration could be read as ASCII is not UTF-16
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
# Where nearly all is plain letters and no page makes sense of the rest, Windows-1252 is by far the
# likeliest. The limit is chosen, not measured.
_HARDLY_ANY = 0.03  # of all bytes

_PLAIN = frozenset(b"\t\n\r" + bytes(range(0x20, 0x7F)))
_DETECT_ON = 32_000  # bytes; detection on more takes longer and says the same


def decode(data: bytes, *, declares: bool = False, charset: str | None = None) -> str:
    """Decode ``data``; with ``declares`` a charset in its first lines (HTML, XML) is believed.

    ``charset`` is what came with the data (HTTP, mail), in any spelling, and is believed first.
    Raises ``SourceError`` when the bytes are not text in any encoding that fits.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    stated = _python_name(charset) or (declared(data) if declares else None)
    for candidate in (stated, "utf-8", _wide(data)):
        if candidate and (text := _attempt(data, candidate)) is not None:
            return text
    return _mended(data, stated) or _detected(data)


def declared(data: bytes) -> str | None:
    """The Python name of the encoding that a page declares; None without one that is known."""
    match = _DECLARED.search(data, 0, _DECLARED_WITHIN)
    if not match:
        return None
    return _python_name((match[1] or match[2]).decode("latin-1"))


def _python_name(label: str | None) -> str | None:
    """Python's name of the encoding that browsers read this label as; None for none of text."""
    try:
        found = codecs.lookup((label or "").strip(" \"'"))
    except (LookupError, ValueError):
        return None
    return _AS_BROWSERS.get(found.name, found.name) if found._is_text_encoding else None


def mark_of(head: bytes) -> tuple[str, int] | None:
    """The encoding that a byte order mark at the start of ``head`` names, and the mark's length."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding, len(mark)
    return None


def _wide(data: bytes) -> str | None:
    """UTF-16 or 32 without a mark, known by where the zeros of ASCII characters stand."""
    head = data[:200]
    if b"\0" not in head:
        return None
    zeros = [head[place::4].count(0) * 4 / max(len(head), 1) for place in range(4)]
    high = [share > 0.7 for share in zeros]
    if sum(byte in _PLAIN for byte in head) < 0.8 * (len(head) - head.count(0)):
        return None  # zeros in an order, but between them no letters
    patterns = {
        (False, True, True, True): "utf-32-le",
        (True, True, True, False): "utf-32-be",
        (False, True, False, True): "utf-16-le",
        (True, False, True, False): "utf-16-be",
    }
    return patterns.get((high[0], high[1], high[2], high[3]))


def _attempt(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
    return None if _is_binary(text) else text


# A page cut short, or put together from pieces, has a few broken bytes among many that are good;
# Windows-1252 read as UTF-8 has hardly a good one: é, a space or a letter is no sequence.
_GOOD_FOR_EACH_BROKEN = 4
_FEW = 0.001  # of all characters, where the page declares UTF-8


def _mended(data: bytes, stated: str | None) -> str | None:
    """The text of nearly good UTF-8, with U+FFFD for what is broken; None for anything else."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    good = len(text) - len(text.encode("ascii", "ignore")) - broken
    few = broken <= _FEW * len(text) and stated == "utf-8"
    if _is_binary(text) or not (few or good >= _GOOD_FOR_EACH_BROKEN * broken):
        return None
    return text


def _strictly(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError(f"is marked as {encoding} but broken at byte {error.start}") from None
    if _is_binary(text):
        raise SourceError("is binary, not text")
    return text


def _detected(data: bytes) -> str:
    if b"\0" in data:
        raise SourceError("is binary, not text")
    high = len(data) - len(data.decode("ascii", "ignore"))
    page = latin_page(data[:_DETECT_ON]) or ("cp1252" if high <= _HARDLY_ANY * len(data) else None)
    if page and (text := _attempt(data, page)) is not None:
        return text
    from charset_normalizer import from_bytes

    best = from_bytes(_beginning(data)).best()
    text = _attempt(data, best.encoding) if best else None
    if text is None:
        raise SourceError("is in no encoding that could be recognised, or is binary")
    return text


def _beginning(data: bytes) -> bytes:
    """Whole lines: a piece that ends in half a character is in no encoding of Chinese."""
    end = data.find(b"\n", _DETECT_ON)
    return data if end < 0 else data[:end]


# Of characters that no text has (C0 but tab, line ends, form feed, backspace and escape).
# Log files and terminal captures have none; of 200 random blocks of 4 kB, all have over 5%.
_MOST_CONTROLS = 0.01
_CONTROLS = re.compile("[\x01-\x07\x0e-\x1a\x1c-\x1f]")


def _is_binary(text: str) -> bool:
    if "\0" in text:
        return True
    sample = text[:20_000]
    return len(_CONTROLS.findall(sample)) > _MOST_CONTROLS * len(sample) + 2
