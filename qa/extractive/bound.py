"""Whether a sentence is bound to what is asked: the country it happened in, whose words they are.

"How many soldiers died in Syria?" is not answered by who died in Jordan, nor "What did Iran say?"
by a sentence in which nobody of Iran says anything, however near the words stand. Deliberately only
countries that both name with "in", and only who is named right before "say": any other place may
lie within the one asked for. English only.
"""

from __future__ import annotations

import re

from qa.evidence.speaking import content, speaker

_IN = re.compile(
    r"\b(?:in|inside|within|across)\s+(?:the\s+|[a-z-]+ern\s+)?(?P<name>[A-Z]\w{3,})\b"
)
_WORDS_OF = re.compile(
    r"\bwhat\s+(?:else\s+)?(?:did|does|do|has|have|had)\s+(?P<who>[^?,;:]{2,60}?)\s+(?:say|said|tell|told)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“\"][^”\"]{12,}")
# Not read as saying where a statement is checked, but as much as saying where words are asked for.
_OTHERWISE = re.compile(
    r"\b(?:accus|apologi[sz]|ask|blam|condemn|critici[sz]|demand|describ|express|mock|pledg|prais|"
    r"promis|reiterat|respond|signal+|testif|thank|threaten|tweet|urg|vow)(?:ed|ied|es|ies|s|e)\b"
)


def elsewhere(question: str, sentence: str, before: str) -> bool:
    """Whether ``sentence`` is of another country than the one that ``question`` asks for with "in".

    One that names none is where the sentence ``before`` is.
    """
    asked = _countries(question)
    if not asked or any(country in sentence for country in asked):
        return False
    where = _countries(sentence) or _countries(before)
    return bool(where) and not asked & where


def unsaid(question: str, sentence: str, before: str) -> bool:
    """Whether ``question`` asks for somebody's words, and ``sentence`` has none of theirs.

    "He said" may be theirs where the sentence ``before`` names them.
    """
    match = _WORDS_OF.search(question)
    who = content(match["who"]) if match else frozenset()
    if not who:
        return False
    spoken = speaker(sentence)
    if who & content(sentence) and (_OTHERWISE.search(sentence) or _QUOTED.search(sentence)):
        return False
    return not (spoken is not None and (who & spoken or (not spoken and who & content(before))))


def _countries(text: str) -> frozenset[str]:
    names = {match["name"] for match in _IN.finditer(text)}
    if not names:
        return frozenset()
    from qa.translation.countries import is_state

    return frozenset(filter(is_state, names))
