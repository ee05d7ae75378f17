"""Sentences that say what is not known: "it was not clear who", "no group has claimed".

A documented list of phrases, in English only. Deliberately not what the articles leave unsaid:
only what one of them says is open.
"""

from __future__ import annotations

import re

_THINGS = r"(?:cause|motive|reason|number|extent|identity|identities|details?|origin|whereabouts)"
PHRASES = (
    # somebody says that it is open
    r"\b(?:it(?:'s|’s| is| was)?|remains?|remained|still|is|was|are|were) "
    r"(?:not (?:yet |immediately |entirely )?(?:clear|known|certain)|unclear|unknown|uncertain)\b",
    r"\bnot (?:been |immediately |yet )*(?:clear|known|confirmed|determined|identified|released)\b",
    r"\bunclear (?:who|what|when|where|why|how|whether|if)\b",
    r"\b(?:unanswered|open) questions?\b",
    rf"\b{_THINGS} (?:is|are|was|were|remains?|has|have) (?:\w+ ){{0,2}}(?:unknown|unclear)\b",
    r"\b(?:no one|nobody) (?:yet )?(?:knows|knew)\b",
    r"\bremains? to be seen\b",
    # nobody has said
    r"\b(?:no (?:one|group|country|party)|nobody|none)(?: \w+){0,3} "
    r"(?:claimed|taken|taking) responsibility\b",
    r"\b(?:no (?:one|group|country|party)|nobody) (?:has|had) (?:yet )?(?:said|admitted)\b",
    r"\b(?:did|does|do|has|have|had) not (?:immediately |yet |publicly )*"
    r"(?:say|said|specify|specified|disclose|disclosed|identify|identified|elaborate|reveal|"
    r"revealed|provide details|give details|name|named|release|released|comment|respond)\b",
    r"\b(?:didn|doesn|hasn|haven|hadn)['’]t (?:immediately |yet |publicly )*"
    r"(?:say|said|specify|disclose|disclosed|identify|identified|elaborate|reveal|comment|respond)\b",
    r"\bdeclined to (?:say|comment|specify|give|name|identify|elaborate)\b",
    r"\bgave no (?:details?|reason|explanation|figures?)\b",
    # nobody could find out
    r"\b(?:could|can) ?not (?:be |immediately |independently )*"
    r"(?:verify|verified|confirm|confirmed|determine|determined|establish|established|reached)\b",
    r"\b(?:no|few) (?:further |other |more |immediate )?(?:details|information|word|comment) "
    r"(?:on|about|was|were|is|are|has|have|from)\b",
    r"\bunder investigation\b|\bstill (?:being )?investigat",
)  # fmt: skip
_ANY = re.compile("|".join(f"(?:{phrase})" for phrase in PHRASES), re.IGNORECASE)


def is_unknown(sentence: str) -> bool:
    """Whether the sentence says that something is not known, or has not been said."""
    return bool(_ANY.search(sentence))
