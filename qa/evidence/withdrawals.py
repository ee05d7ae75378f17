"""What takes back what was told: a denial, a correction, a report that is withdrawn.

``is_taken_back`` reads the sentence right after one, with which it is told as one statement
(``length_with``); ``takes_back`` a sentence by itself, of any article; ``answers`` says whether it
speaks of what another sentence tells. Deliberately no judgement who is right: what somebody denies
stands beside the denial. English only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from typing import Literal

_TOLD = r"(?:report|claim|statement|figure|rumou?r|allegation|number|story|post|article)"
_WRONG = (
    r"(?:wrong|false|incorrect|untrue|inaccurate|mistaken|retracted|debunked|misleading|"
    r"not (?:true|correct|right|so|the case)|an? (?:mistake|error|lie|hoax))"
)
_TAKES_BACK = re.compile(
    rf"\W*(?:(?:But|However|In fact),? )?(?:That|This|It|Which|(?:The|This|That) (?:\w+ )?{_TOLD}) "
    rf"(?:is|was|were|has been|turned out to be|proved) (?:\w+ )?{_WRONG}\b",
    re.IGNORECASE,
)
# What follows it, where it is so short that it can only be what is right: "It was the second."
_RIGHT = re.compile(
    r"\W*(?:It|They|He|She|There|In fact,?|Instead,?|The (?:\w+ )?(?:number|figure|name|day|date|"
    r"place|cause|truth))\b(?:\s+\S+){1,12}$",
)
_WITHDRAWN = re.compile(
    rf"\b{_TOLD}s?\b[^;]{{0,120}}? (?:is|was|were|are|has been|have been|"
    rf"turned out to be) (?:\w+ )?"
    rf"(?:{_WRONG}|withdrawn|corrected)\b|\b(?:retracted|withdrew|has withdrawn|"
    rf"corrected) (?:its|the|an?"
    rf"|their) (?:\w+ )?{_TOLD}|\b(?:wrongly|incorrectly|mistakenly|falsely) (?:reported|said|"
    rf"stated)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:denied|denies|has denied|have denied|dismissed|rejected|"
    r"refuted) (?:\w+ ){0,3}?(?:that|any|"
    r"having|being|(?:the |those |these )?(?:\w+ )?(?:claims?|reports?|allegations?|rumou?rs?))\b"
)
# "The claim that …" and, beside it, that it is baseless: not told without it. Who claims an attack
# says that they did it.
_CLAIMED = re.compile(
    r"\b(?:(?<!was )(?<!were )(?<!been )claim\w*(?! responsibility\b| the (?:[\w-]+ )?(?:attack|"
    r"bombing|strike|shooting|blast|killing|raid)s?\b)|"
    r"theor(?:y|ies)|rumou?r\w*|hoax\w*|conspirac\w+|allegedly|viral|"
    r"posts? (?:say|said))\b",
    re.IGNORECASE,
)
_DOUBTED = re.compile(
    r"\b(?:false|falsely|spurious|debunked|baseless|unfounded|bogus|untrue|no evidence|conspiracy|"
    r"incorrect|misleading|not true|facts first|fact[- ]check\w*|without evidence|hoax|denied|"
    r"denies)\b",
    re.IGNORECASE,
)
_NO = re.compile(r"\b(?:no|not|never|none|nobody|denied|denies|without|wrong)\b|n['’]t\b")
# Words of the taking back itself, which are no part of what it speaks of.
_ITS_OWN = re.compile(
    r"^(?:deni|dismiss|reject|refut|wrong|fals|incorrect|correct|withdraw|withdrew|retract|earlier|"
    r"report|claim|said|say|anyon|nobodi|monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
)
_ANSWERS = 0.5  # of its other words, found in what it answers: set by eye
_LEAST = 2  # of them that are no words of the topic, or it may be another thing of the same story

Kind = Literal["", "withdraws", "denies"]


def is_taken_back(following: str) -> bool:
    """Whether the sentence after another says that it is wrong: "That was wrong"."""
    return bool(_TAKES_BACK.match(following))


def length_with(texts: Sequence[str]) -> int:
    """How many of these sentences of an article, from the first on, are one statement.

    Three: what was told, that it was wrong, and what is right; one where nothing is taken back.
    """
    if len(texts) < 2 or not is_taken_back(texts[1]):
        return 1
    return 3 if len(texts) > 2 and _RIGHT.match(texts[2]) else 2


def is_doubted(text: str, beside: Iterable[str]) -> bool:
    """Whether ``text`` tells what somebody claims, and one ``beside`` it that it is false."""
    if not _CLAIMED.search(text) or _DOUBTED.search(text):
        return False
    return any(map(_DOUBTED.search, beside))


def takes_back(text: str) -> Kind:
    """How a sentence takes back what was told elsewhere, if it does."""
    if _WITHDRAWN.search(text):
        return "withdraws"
    return "denies" if _DENIED.search(text) else ""


def answers(taking: Set[str], told: Set[str], text: str, topic: Set[str]) -> bool:
    """Whether a sentence with the keys ``taking`` takes back ``text``, which has keys ``told``."""
    subject = spoken_of(taking)
    shared = subject & told
    near = len(shared) >= _ANSWERS * len(subject) and len(shared - topic) >= _LEAST
    return near and not is_negated(text)


def spoken_of(taking: Set[str]) -> set[str]:
    """Of the keys of a sentence that takes back, those of what it takes back."""
    return {key for key in taking if not _ITS_OWN.match(key)}


def is_negated(text: str) -> bool:
    """Whether it says that something is not so."""
    return bool(_NO.search(text))
