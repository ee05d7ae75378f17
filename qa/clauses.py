"""A statement cut into the statements that it joins: "A happened, and B happened".

Each part has to stand by itself, so that it can be held against another sentence than the rest.
Deliberately shy: cut only at a full stop, a semicolon, or a comma with a joining word, and only
where what follows brings its own subject; "he resigned and was arrested" stays whole, since what
one sentence says of one person and another of another must not become one.
"""

from __future__ import annotations

import re

from index.words import has_words

PRONOUNS = frozenset({"he", "she", "they", "it", "his", "her", "their", "its"})

_SUBJECTS = (
    r"(?:[\"“]?[A-Z][\w’'.-]+|he|she|it|they|we|there|the|a|an|this|that|these|those|his|her|its|"
    r"their|our|more|about|at|some|many|most|all|both|\d[\d,.]*|no|another|other|in|on|after)\b"
)
_JOINTS = re.compile(
    rf"(?<=[.!?])[\"”’]?\s+(?=[\"“A-Z])|;\s+|(?:,\s+|\s+[-–—]\s+)(?:and|but|while|whereas|although|though)\s+(?={_SUBJECTS})"
)
_LEAST = 4  # words: less is part of a list of things


def clauses(text: str) -> list[str]:
    """The parts of ``text``, in order; the whole where it is not to be cut."""
    parts = [part.strip() for part in _JOINTS.split(text)]
    if len(parts) < 2 or any(len(part.split()) < _LEAST for part in parts):
        return [text]
    quotes = all(part.count("“") == part.count("”") for part in parts)
    even = all(part.count('"') % 2 == 0 for part in parts)
    return parts if quotes and even and all(map(has_words, parts)) else [text]
