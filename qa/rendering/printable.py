"""Text that can do a terminal no harm, whoever wrote it.

What is read is cleaned on its way in. This is for what came another way: a file's name, a
server's error, an index that somebody else made. Deliberately nothing else is changed.
"""

from __future__ import annotations

import re

# Control characters but tab and line feed; bidirectional overrides; lone surrogates.
_HARMFUL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(text: str) -> str:
    """``text`` with a replacement character for whatever a terminal might obey."""
    return _HARMFUL.sub("\ufffd", text)
