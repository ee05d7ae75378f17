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
    rf"(?:(?<=[a-z]{{3}}[.!?])|(?<=\d[.!?])|(?<=[.!?][\"”]))\s+(?=[\"“A-Z])|;\s+|(?:,\s+|\s+[-–—]\s+)(?:and|but|while|whereas|although|though)\s+(?={_SUBJECTS})"
)
_LEAST = 3  # words: less is part of a list of things


def clauses(text: str) -> list[str]:
    """The parts of ``text``, in order; the whole where it is not to be cut."""
    cuts = [0, *(m.end() for m in _JOINTS.finditer(text)), len(text)]
    ends = [*(m.start() for m in _JOINTS.finditer(text)), len(text)]
    parts = [text[start:end].strip() for start, end in zip(cuts, ends, strict=False)]
    return parts if len(parts) > 1 and all(map(_stands, parts)) else [text]


def _stands(part: str) -> bool:
    """Whether a part is long enough to say something, and no quotation is cut by it."""
    whole = part.count("“") == part.count("”") and part.count('"') % 2 == 0
    return whole and len(part.split()) >= _LEAST and has_words(part)
