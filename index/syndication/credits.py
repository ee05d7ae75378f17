"""Whom an article credits outside its dateline: in a line of its own, at its end, in its lead.

"Source: AFP", "(With inputs from PTI)", "© 2024 Associated Press", "(Reporting by …; Editing by …)"
as Reuters signs, "…, Reuters reported." in the first sentence, "first published by The Tribune".
Deliberately takes no notice of "Reuters reported" further down, "told AFP" or "AP contributed":
that is the source of a sentence, not of the article. No I/O.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from index.syndication.agencies import any_agency, known

_LINES_AT_TOP = 3
_LINES_AT_END = 3  # below a credit may stand where to write to, or what nobody may do with it
_LEAD = 40  # characters at least: a byline or a date is no lead
_ENDING = 200  # characters at the end of the last line
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’]?\s+(?=[\"“‘]?[A-Z])")
_REUTERS = re.compile(r"\b[Rr]eporting by [^\n]+[;.] ?(?:[Ww]riting|[Ee]diting) by ")
# "In" and "on" also go before languages and days, a name with its article before neither.
_PUBLISHED = re.compile(
    r"\b(?:first|originally) (?:published|appeared) (?:by|(?:in|on|at)(?= [Tt]he )) (?:[Tt]he )?"
    r"(?P<name>[A-Z][\w’'&-]*(?: (?:of|the|&|[A-Z][\w’'&-]*)){0,5})"
)
_PREFIX = r"(?:The |the )?"


def credited(lines: Sequence[str]) -> str | None:
    """The source that an article's lines (none of them empty) credit; None for none."""
    if not lines:
        return None
    for line in lines[-_LINES_AT_END:]:
        match = _owned().fullmatch(line)
        found = known()[match["name"]] if match else _in_line(line)
        if found:
            return found
    at_top = map(_in_line, lines[:_LINES_AT_TOP])
    return next(filter(None, at_top), None) or _at_end(lines[-1]) or _in_lead(lines)


def _in_line(line: str) -> str | None:
    """In a line that is a credit, and in one that says where it was published first."""
    match = _line().fullmatch(line)
    if match:
        return known()[match["name"]]
    if _REUTERS.match(line.lstrip("(")):
        return "Reuters"
    published = _PUBLISHED.search(line)
    if published:
        return known().get(published["name"], published["name"])
    return None


def _at_end(line: str) -> str | None:
    ending = line[-_ENDING:]
    match = _ending().search(ending)
    if match:
        return known()[match["name"]]
    return "Reuters" if _REUTERS.search(ending) else None


def _in_lead(lines: Sequence[str]) -> str | None:
    lead = next((line for line in lines[:_LINES_AT_TOP] if len(line) >= _LEAD), "")
    match = _reported().search(_SENTENCE_END.split(lead, maxsplit=1)[0])
    return known()[match["after"] or match["before"]] if match else None


@cache
def _line() -> re.Pattern[str]:
    return re.compile(
        r"[^\w©]*(?:(?:(?:Source|Via|Credit)s?:|Report(?:ed|ing) by|Reported|[Ww]ith|"
        rf"[Ww]ith (?:agency )?inputs? from) )?{_PREFIX}(?P<name>{any_agency()})\W*"
    )


@cache
def _owned() -> re.Pattern[str]:
    """At the end only: at the top the same says whose picture it is."""
    return re.compile(
        rf"\W*(?:Copyright )?\W*(?:\d{{4}},? )?(?:by )?{_PREFIX}(?P<name>{any_agency()})"
        r"(?:\W+All rights reserved.*|\W*)"
    )


@cache
def _ending() -> re.Pattern[str]:
    """Behind the last sentence, or as its last words."""
    return re.compile(
        r"(?:[.!?”\"]\s*(?:[-–—]\s*\(?|\()(?:[Ww]ith (?:(?:agency )?inputs? from )?)?"
        rf"|\breport(?:s|ed) ){_PREFIX}(?P<name>{any_agency()})\W*$"
    )


@cache
def _reported() -> re.Pattern[str]:
    agency = any_agency()
    return re.compile(
        rf",[”\"]? {_PREFIX}(?:(?P<after>{agency})(?: news agency)? (?:has )?report(?:s|ed)"
        rf"|reported (?:by )?{_PREFIX}(?P<before>{agency}))\W*$"
    )
