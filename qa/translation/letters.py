"""Whether two words may be one name, by their letters.

Deliberately no sounds: what is spelled by its sound in another script is not looked at.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher

_SHORTEST = 3  # letters that a stem must share
_SHARED = 0.7  # of the longer word's letters, from the start
_MANY = 6  # letters that are enough of any word: "Zaporizhzhia", "Zaporijjia"
_LIKE = 0.75
_PLAIN = {ord("ß"): "ss", ord("ø"): "o", ord("ł"): "l", ord("đ"): "d", ord("ı"): "i"}


def alike(one: str, other: str) -> bool:
    """Whether two words may be one name, inflected or in another language's spelling."""
    a, b = sorted((folded(one), folded(other)), key=len)
    if len(a) < _SHORTEST or (one.isupper() and other.isupper()):
        return a == b
    shared = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    if shared == len(a) or shared >= min(_MANY, max(_SHORTEST + 1, _SHARED * len(b))):
        return True
    return SequenceMatcher(None, a, b).ratio() >= _LIKE


def folded(word: str) -> str:
    """A word without capitals, accents and a possessive's ending."""
    bare = unicodedata.normalize("NFKD", re.sub(r"['’]s?$", "", word.replace(".", "")))
    kept = "".join(c for c in bare if not unicodedata.combining(c)).lower()
    return kept.translate(_PLAIN)
