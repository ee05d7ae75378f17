"""Makes text safe and uniform on its way in: NFC, "\\n" line ends, nothing invisible or active.

After this a text is never changed again, because every offset refers to it.
Deliberately leaves alone what is visible or meaningful: words, punctuation, non-breaking
spaces, joiners that scripts and emoji need (U+200C, U+200D), marks of direction (U+200E, U+200F).
"""

from __future__ import annotations

import re
import unicodedata

# A sequence is removed whole only if it is complete: a lone U+009D is more often a quotation mark
# that someone decoded wrongly than a command, and must not take the rest of its line with it.
_ESCAPES = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor
    r"|\x9b[0-?]+[ -/]*[@-~]"
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c\n]{0,2000}(?:\x07|\x1b\\|\x9c)"  # OSC …
    r"|\x1b[ -/]*[0-~]"  # two characters: reset, charset
)
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"  # C0 but tab and newline, DEL, C1
    "\u00ad"  # soft hyphen
    "\u180e\u200b\u2060-\u2064\ufeff"  # zero width
    "\u202a-\u202e\u2066-\u206f"  # order of writing, overridden
    "\ufff9-\ufffb\ufffe\uffff"  # annotations, not characters
    "\U000e0000-\U000e007f"  # tags: invisible copies of ASCII
    "\ud800-\udfff]"  # lone surrogates
)
_SUSPECT = re.compile(f"{_LINE_ENDS.pattern}|{_UNWANTED.pattern}")
_NO_UTF8 = re.compile("[\udc80-\udcff]")  # how Python holds such bytes of a name
_MANY_BLANK_LINES = re.compile(r"\n{3,}")


def clean_text(text: str) -> str:
    """Return ``text`` NFC, without control characters and escapes, blank lines tidied.

    Lines keep their leading spaces; trailing ones go. Idempotent.
    """
    text = "\n".join(map(str.rstrip, _safe(text).split("\n")))
    if "\n\n\n" in text:
        text = _MANY_BLANK_LINES.sub("\n\n", text)
    return text.strip()


def clean_line(text: str) -> str:
    """Return ``text`` as one clean line: a headline, a name, any piece of metadata. Idempotent."""
    return " ".join(_safe(text).split())


def clean_name(name: str) -> str:
    """A file's name on one clean line; bytes that are no UTF-8 as "\\xe4", so that none is lost."""
    return clean_line(_NO_UTF8.sub(lambda byte: f"\\x{ord(byte[0]) - 0xDC00:02x}", name))


def without_controls(text: str) -> str:
    """Return ``text`` without escapes and characters that are unseen; otherwise as it was."""
    if text.replace("\n", "").isprintable() or not _SUSPECT.search(text):
        return text
    return _UNWANTED.sub("", _LINE_ENDS.sub("\n", _ESCAPES.sub("", text)))


def _safe(text: str) -> str:
    return unicodedata.normalize("NFC", without_controls(text))
