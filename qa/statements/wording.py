"""A model's statement as plain wording: without markers, bullets, emphasis and labels.

Where a marker stood the raw text has ``HERE``. Deliberately no word of the statement is changed,
but for the first letter where words about a marker stood before it.
"""

from __future__ import annotations

import re

from index.reading.cleaning import clean_line

HERE = "\ue000"  # private use: no model writes it, and what arrives is cleared of it

_HERES = rf"(?>{HERE}(?:(?:\s|[,;、，；&+]|\band\b)*{HERE})*)"
_MARKS = "[*_`]*"
_ENCLOSED = re.compile(rf"[(（\[]\s*{_HERES}\s*[)）\]]")
_BEFORE_STOP = re.compile(
    rf"\s*{_MARKS}{_HERES}{_MARKS}\s*(?=[.,;:!?…)\]”’»،؛。！？、，।؟]|\"(?!\w)|$)"
)
_BETWEEN = re.compile(rf"\s*{_MARKS}{_HERES}{_MARKS}\s*")

# "According to [1] and [2], …", "Sentence [2] says that …": words about the marker alone.
_ABOUT = re.compile(
    r"(?:(?:according to|based on|as \w+ (?:in|by)|per|from|laut|selon|según)"
    rf"(?: (?:the )?(?:sentences?|sources?|articles?))? {_HERES} ?[,:]"
    rf"|(?:the )?(?:sentences?|sources?) {_HERES} (?:says?|states?|reports?)(?: that)?) ?(?=\w)",
    re.IGNORECASE,
)
_BULLET = re.compile(r"\s*(?:(?:[-–—*•‣◦▪·+>]+|\d{1,2}[.)]|[a-z][.)])(?:\s+|$)|:\s)\s*")
_EMPHASIS = re.compile(r"^#+\s+|\*\*|__|`|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)")
_HEADING = re.compile(r"#+\s.*|\*\*[^*]+\*\*:?|.*[:：]\**", re.DOTALL)
_LABEL = re.compile(
    r"(?:(?:the |final |short )?answer|response|statements?(?: \d+)?)\s*[:：]\s*", re.IGNORECASE
)
_SOURCES = re.compile(
    r"\W*(?:sources?|references|citations?|footnotes|quellen|fuentes|fontes|fonti|出典|来源)"
    rf"(?:\W*|\W*{HERE}.*)",
    re.IGNORECASE | re.DOTALL,
)


def without_markers(raw: str) -> str:
    """``raw`` with the marks of where markers stood closed up; otherwise as it was."""
    closed = _BEFORE_STOP.sub("", _ENCLOSED.sub(HERE, raw))
    return _BETWEEN.sub(" ", closed).strip(" ")


def plain(raw: str, *, begins_line: bool) -> str:
    """The wording of ``raw`` as one clean line; "" where nothing is left."""
    text = without_markers(_without_words_about(raw))
    if begins_line:
        text = _BULLET.sub("", text, count=1) if _BULLET.match(text) else text
    text = _EMPHASIS.sub("", text)
    return clean_line(_LABEL.sub("", text, count=1) if _LABEL.match(text) else text)


def _without_words_about(raw: str) -> str:
    match = _ABOUT.match(raw)
    if match is None:
        return raw
    rest = raw[match.end() :]
    return rest[:1].upper() + rest[1:]


def is_heading(raw: str) -> bool:
    """Whether a whole line only says what comes: a heading, bold words, words before a colon."""
    return bool(_HEADING.fullmatch(raw.strip()))


def is_source_list(raw: str) -> bool:
    """Whether the words that open a line begin a list of sources: "Sources:", "References: [1]"."""
    return bool(_SOURCES.fullmatch(raw.strip()))


def is_item_number(text: str) -> bool:
    """Whether there is only what stands before an item of a list: "1.", "b)", "-"."""
    return not text.strip() or bool(_BULLET.fullmatch(text + " "))
