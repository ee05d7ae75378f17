"""For how long an article was written on after the day on which it was published.

Pages are changed without a new date: what "Friday" means in one is not sure where it was changed
after that Friday. An article says so itself ("Updated at"), or tells of a later day as of one that
is over. Deliberately no history of the page, which nobody has. English only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from qa.briefing.verbs import lasts
from qa.evidence.relative_dates import Mention, is_explicit, mentions

# For so long any article may have been written on: "Thursday" in one of a Tuesday is mostly two
# days later, in what was added to it. Of 20 such lines among 4,878 articles 9 were five or six days
# back, and none of those was right. Of 136 lines of 24 topics that have a day by these rules and
# had none before, by weekday and publication none is wrong; with one length for all that were
# written on, two were.
USUAL = timedelta(days=2)
# Where it tells of one of the two days after that as of one that is over: perhaps by another hand.
_ADDED_TO = timedelta(days=5)
CHANGED = timedelta(days=6)  # where it only says that it was
_LONG = timedelta(days=365)  # where it names the day on which it was first published
_LATER = timedelta(days=60)  # a day further ahead is one of the last year

_FIRST = re.compile(
    r"originally (?:published|posted|ran|appeared)|first (?:published|ran|appeared)", re.IGNORECASE
)
_WRITTEN_ON = re.compile(
    r"\bUPDATED?\b|\bUpdated?(?::| at\b| on\b| \d|$)|^\W*Updated\b|\b(?:story|article|post|report|"
    r"page|list|headline|live ?blog)\b.{0,30}\b(?:updated|corrected|being updated)\b|"
    r"editor['’]s note",
)
_MONTHS = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d|\d{4}-\d")
_ACCORDING = re.compile(r"\baccording to\b")
_AHEAD = re.compile(
    r"\b(?:will|would|shall|could|should|may|might|can|must|next|upcoming|coming|scheduled|"
    r"expect\w*|plan\w*|set|slated|due|until|by|deadline|begins?|starts?|through|to)\b"
)


def written_on(texts: Iterable[str], published: date | None) -> timedelta:
    """For how long after the day it was published an article of these sentences was changed.

    It says so, or tells of a later day as of one that is over.
    """
    longest = USUAL
    for text in texts:
        if _FIRST.search(text):
            return _LONG
        if _WRITTEN_ON.search(text):
            longest = max(longest, CHANGED)
        longest = max(longest, _tells_later(text, published))
    return longest


def _tells_later(text: str, published: date | None) -> timedelta:
    """How much later than its article is the last day that a sentence tells as over."""
    none = timedelta(0)
    if published is None or _AHEAD.search(_ACCORDING.sub(" ", text)):
        return none
    if any(_is_tomorrow(text[m.start : m.end], m, published) for m in mentions(text, published)):
        return _ADDED_TO if lasts(text) else none
    if not _MONTHS.search(text):
        return none
    later = (m.first - published for m in mentions(text, published) if m.first == m.last
             and is_explicit(text[m.start : m.end]))  # fmt: skip
    found = max((ahead for ahead in later if none < ahead < _LATER), default=none)
    return max(found, USUAL + timedelta(days=1)) if found else none


def _is_tomorrow(words: str, mention: Mention, published: date) -> bool:
    """Whether it is the weekday of one of the two days after publication: none that is over."""
    ahead = (mention.first - published).days % 7
    return words.istitle() and words.endswith("day") and ahead in (1, USUAL.days)
