"""Which outlets a question asks for: "What did the other outlets say?", "And Kestrel News?".

Only where it asks for their reports of what was spoken of, and of nothing else. Deliberately not
here: what they say (`others`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.words import iter_words, stem
from qa.answering.tellers import REPORTING, names_outlet
from qa.conversation.leaning import LEAD_IN
from qa.extractive.questions import read_question

OTHER_OUTLETS = re.compile(
    r"\b(?:(?:the|any|what do|what did)\s+others?\s+(?:say|said|report|write)|"
    r"(?:an)?other\s+(?:outlet|newspaper|paper|source|publication|media|news|report)s?\b)"
    r"|^\W*(?:and|but|what\s+about|how\s+about)?\s*(?:the|any)\s+others?\W*$",
    re.IGNORECASE,
)


def asks_others(question: str, topic: str = "") -> bool:
    """Whether ``question`` asks for other outlets' reports of ``topic``, and of nothing else."""
    match = OTHER_OUTLETS.search(question)
    if match is None:
        return False
    rest = f"{question[: match.start()]} {question[match.end() :]}"
    return not _own_terms(rest, topic)


def _own_terms(rest: str, topic: str) -> list[str]:
    """What is asked for beside reports of ``topic``."""
    spoken_of = {word.key for word in iter_words(topic)}
    terms = (term.raw.lower() for term in read_question(rest).terms)
    return [t for t in terms if t not in REPORTING and stem(t) not in spoken_of]


def asked_outlet(question: str, topic: str, outlets: Sequence[str]) -> str | None:
    """The outlet whose report of ``topic``, and of nothing else, ``question`` asks for."""
    for named in names_outlet(question, outlets):
        rest = f"{question[: named.start]} {question[named.end :]}"
        if _of_reports(rest) and not _own_terms(rest, topic):
            return named.outlets[0]
    return None


def _of_reports(rest: str) -> bool:
    """ "What did … say?", "And …?", but not "Who owns …?"."""
    words = {word.raw.lower() for word in iter_words(rest)}
    return bool(words & REPORTING or LEAD_IN.search(f"{rest.strip()} ."))
