"""Citations that a question names: "[3]", "source 3", "the second one"; "[1-3]", "#3" as "[3]".

Deliberately no look at which numbers there are (`talk`), and no number within a sentence but in
brackets: "What happened to the 3?" and "the #1 song" are about something else.
"""

from __future__ import annotations

import re

from qa.extractive.questions import read_question

_GROUP = re.compile(r"\[\s*(\d{1,100}(?:\s*(?:[-–,;&]|and)\s*\d{1,100})*)\s*\]")
_RANGE = re.compile(r"(\d+)\s*[-–]\s*(\d+)|(\d+)")
# Nothing but a number. One of four digits is a year rather than a citation.
_BARE = re.compile(
    r"(?P<lead>(?:and|what\s+about|how\s+about)\s+)?(?:(?:number|no\.?)\s+|#)?"
    r"\(?(?P<number>\d{1,3}|\d{5,100})\)?\s*(?P<mark>[?.!]*)",
    re.IGNORECASE,
)
_MOST = 20  # of a range; of a longer one its ends are meant
# "[3]", "source 3", "citation 3".
NUMBER = re.compile(r"\[(\d{1,100})\]|\b(?:source|citation|footnote)\s+(\d{1,4})\b", re.IGNORECASE)
# "What does [3] say?", "Who said [3]?": the article itself is asked.
IN_NUMBER = re.compile(
    rf"\b(?:in|do|does|did|from|said|says|according\s+to)\s+(?:{NUMBER.pattern})", re.IGNORECASE
)
_ORDINALS = tuple("first second third fourth fifth sixth seventh eighth ninth tenth".split())
_NTH = r"[1-9]\d{0,2}(?:st|nd|rd|th)"  # "the 12th one"
ORDINAL = re.compile(
    rf"\bthe\s+(?P<which>{'|'.join(_ORDINALS)}|last|{_NTH})\s+"
    r"(?:(?:ones?|source|citation|sentence)\b|(?P<text>article|report|statement)\b)"
    # "the first article of the constitution", "the last one to leave": said which
    r"(?!\s+(?:of|on|about|in|from|by|for|at|to|that|who|which|since|ever|\w+ing)\s+\w)",
    re.IGNORECASE,
)


def spelled_out(question: str) -> str:
    """``question`` with every citation that it names as "[3]"; else as it is."""
    bare = _BARE.fullmatch(question.strip())
    if bare:
        return f"{bare['lead'] or ''}[{int(bare['number'])}]{bare['mark']}"
    return _GROUP.sub(lambda group: _each(group[1]), question)


def _each(numbers: str) -> str:
    found: list[int] = []
    for first, last, one in _RANGE.findall(numbers):
        start, end = sorted((int(first or one), int(last or one)))
        found += range(start, end + 1) if end - start < _MOST else (start, end)
    return " ".join(f"[{number}]" for number in dict.fromkeys(found))


def numbers_in(question: str) -> list[int]:
    """The citations that are named by their number: "[3]", "source 3", not "Cessna Citation 525".

    Without brackets it is one only in a question that has no name of its own.
    """
    found = list(NUMBER.finditer(question))
    named = _has_name(NUMBER.sub(" ", question))
    return [int(m[1] or m[2]) for m in found if m[1] or not named]


def ordinal_in(question: str) -> int | None:
    """Which citation of the last answer is meant, from 0, -1 for the last; None for none.

    "When did Halden publish the first report?" means one that nobody has cited.
    """
    match = ORDINAL.search(question)
    if match is None or (match["text"] and _has_name(question[: match.start()])):
        return None
    which = match["which"].lower()
    if which[0].isdigit():
        return int(which[:-2]) - 1
    return -1 if which == "last" else _ORDINALS.index(which)


def _has_name(text: str) -> bool:
    return any(term.is_name for term in read_question(text).terms)
