"""Sentences that say what is not known: "it was not clear who", "no group has claimed".

That somebody did not comment is a reporter's formula and no unknown of the topic.
A documented list of phrases, in English only, each in a main clause. Deliberately not what the
articles leave unsaid, and nothing that only a reporter could not get: "declined to comment" says
nothing of the matter, and "while the club did not name him, a friend did" says that it is known.
"""

from __future__ import annotations

import re

_THINGS = (
    r"(?:cause|causes|motives?|reasons?|number|extent|scale|identity|identities|details|origins?|"
    r"whereabouts|circumstances|condition|fate|toll|path|impact|effects?|outcome|source|carrier|"
    r"what|who|how|why|where|when|whether)"
)
_OPEN = r"(?:unclear|unknown|not (?:yet |immediately |entirely |publicly )?(?:clear|known))"
_NOBODY = r"(?:no (?:\w+ )?(?:one|group|country|party|person|organi[sz]ation)|nobody|none)"
_ASKS = r"(?:who|what|when|where|why|how|whether|if|which)\b"
PHRASES = (
    # it is open
    rf"\b(?:it(?:'s|’s| is| was)|it (?:remains|remained)|is it|was it) (?:still |also |currently )?"
    rf"(?:{_OPEN}|uncertain)\b",
    rf"\b{_THINGS}\b[^;:]{{0,200}}?\b(?:is|are|was|were|remains?|remained) (?:still |also )?"
    rf"(?:{_OPEN}|uncertain|under investigation|not been (?:determined|established|released))\b",
    rf"^\W*(?:\w+ ){{0,4}}(?:is|are|was|were|remains?) (?:still )?unclear {_ASKS}",
    rf"\b(?:no one|nobody) (?:yet )?(?:knows|knew) {_ASKS}",
    rf"\b(?:do|did|does) not (?:yet )?know {_ASKS}",
    r"\bremains? to be seen\b|\bquestions? (?:remains?|remained)\b",
    # nobody has said
    rf"\b{_NOBODY}\b[^,;]{{0,40}}\b(?:claimed|taken|taking|claiming) responsibility\b",
    rf"\b{_NOBODY} (?:has|had) (?:yet )?(?:said|admitted) (?:that|it)\b",
    r"\b(?:did|does|do|has|have|had) not (?:immediately |yet |publicly )*(?:say|said|specify|"
    rf"specified|disclose|disclosed|reveal|revealed) {_ASKS}",
    r"\b(?:didn|doesn|hasn|haven|hadn)['’]t (?:immediately |yet |publicly )*(?:say|said|specify|"
    rf"specified|disclose|disclosed|reveal|revealed) {_ASKS}",
    # nobody could find out
    r"\b(?:could|can) ?not (?:be |immediately |independently |yet )*"
    r"(?:verify|verified|confirm|confirmed|determine|determined|establish|established)\b",
    r"\b(?:has|have|had|was|were) not (?:yet |been |immediately )*(?:been )?(?:determined|"
    r"established|independently verified|confirmed)\b",
    r"\b(?:there (?:is|are|was|were)|with) (?:no|few|little) (?:further |other |more |immediate )?"
    r"(?:details|information|word) (?:on|about|from)\b",
)  # fmt: skip
_ANY = re.compile("|".join(f"(?:{phrase})" for phrase in PHRASES), re.IGNORECASE)
# "While the club did not name him, a friend did": what follows is told.
_CONCEDED = re.compile(
    r"^\W*(?:while|although|though|even (?:if|though|after|when)|when|after|before|until|if|"
    r"because|"
    r"since|despite)\b[^,]*,",
    re.IGNORECASE,
)
# "…, who gave no details", "a man whose motive is unknown": said by the way.
_ASIDE = re.compile(
    r"(?:,|\band)? (?:who|whose|which|where|when|while|because|so|adding|saying|even though)\b"
    r"[^,]*(?:,(?= (?:is|are|was|were|remains?|remained|has|have|had|did|does)\b)|$)|\([^)]*\)",
)


def is_unknown(sentence: str) -> bool:
    """Whether the sentence says, as its main statement, that something is not known."""
    main = _CONCEDED.sub(" ", sentence)
    found = _ANY.search(main)
    if not found:
        return False
    aside = next((a for a in _ASIDE.finditer(main) if a.start() < found.start() < a.end()), None)
    return aside is None or _introduces(main, aside)


def _introduces(main: str, aside: re.Match[str]) -> bool:
    """Whether a clause is what is not known, rather than said by the way: "It is not clear who"."""
    return main[: aside.start()].strip(" \"“'") == ""
