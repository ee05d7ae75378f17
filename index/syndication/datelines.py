"""Who an article names as its source: the agency at its dateline, in its byline or at its end.

"PARIS, May 5 (Reuters) — …", a byline "The Associated Press". Agencies are known by name (see
`agencies`); at a dateline in capitals any name is taken. What is credited without a dateline is
found by `credits`. No I/O.
"""

from __future__ import annotations

import re
from functools import cache

from index.articles import Article
from index.syndication.agencies import any_agency, is_own, known
from index.syndication.credits import credited

_LINES_AT_TOP = 5  # a dateline may stand below a byline, a place and a date
_PLACE = 60  # characters before the agency
_WORD = re.compile(r"[\w.'’-]+")
_OPENING = re.compile(
    rf"(?P<place>[^\n(]{{0,{_PLACE}}}?)(?P<dash>\s*[-–—]+)?\s*\((?P<name>[^()\n]{{2,40}})\)\s*"
)
_DASH = re.compile(r"\.?(?:[-–—_]+|:)\s")
# Words of dates that other languages write small: Spanish, Portuguese, Italian, French.
_SMALL = frozenset(
    "de del le ene feb mar abr may jun jul ago sept sep oct nov dic enero febrero marzo abril mayo"
    " junio julio agosto septiembre octubre noviembre diciembre janeiro fevereiro março maio junho"
    " julho setembro outubro novembro dezembro gennaio febbraio aprile maggio giugno luglio"
    " settembre ottobre dicembre janvier février mars avril mai juin juillet août septembre"
    " octobre novembre décembre".split()
)
_STATE = re.compile(r".*\.$|[A-Z]{2}$")  # "(Ill.)", "(TX)"


def agency(article: Article) -> str | None:
    """Whom else the article names as its source, by the name that is used most; None for nobody."""
    found = named_source(article)
    return None if found is None or is_own(article, found) else found


def named_source(article: Article) -> str | None:
    """The same, the outlet itself included: "(CNN)" on CNN's own page."""
    lines = [line.strip() for line in article.text.split("\n") if line.strip()]
    for line in lines[:_LINES_AT_TOP]:
        found = _at_dateline(line) or _in_byline(line)
        if found:
            return found
    authors = (known().get(author.strip()) for author in article.authors)
    return next(filter(None, authors), None) or credited(lines)


def without_dateline(text: str) -> str:
    """The text of an opening sentence after "PARIS (Reuters) —"; any other text as it is."""
    match = _OPENING.match(text)
    if match and _in_brackets(text):
        rest = text[match.end() :]
        dash = _DASH.match(rest)
        return rest[dash.end() :] if dash else rest
    return text


def _at_dateline(line: str) -> str | None:
    return _in_brackets(line) or _without_brackets(line)


def _in_brackets(line: str) -> str | None:
    """As in "PARIS, May 5 (Reuters) –" and "(CNN) "."""
    match = _OPENING.match(line)
    if match is None:
        return None
    place, name = match["place"], match["name"].strip()
    agency = known().get(name.split("/")[0])
    dash = match["dash"] or _DASH.match(line, match.end())
    if agency:
        return agency if (dash or not place) and _is_place(place) else None
    in_capitals = place[:2].isupper() and _is_place(place)
    return name if dash and in_capitals and _is_name(name) else None


def _without_brackets(line: str) -> str | None:
    """As in "PARIS, AFP –", "MOSCOW, May 5. /TASS/." and "London CNN —"."""
    match = _bare().match(line)
    return known()[match["name"]] if match and _is_place(match["place"]) else None


def _in_byline(line: str) -> str | None:
    match = _byline().fullmatch(line)
    return known()[match["name"]] if match else None


def _is_place(text: str) -> bool:
    """Whether there are only names and dates in it: "NEW YORK, May 5", "MADRID, 5 may"."""
    words = _WORD.findall(text)
    return all(w[0].isupper() or w[0].isdigit() or w.rstrip(".") in _SMALL for w in words)


def _is_name(text: str) -> bool:
    words = text.split()
    return len(words) <= 4 and all(w[0].isupper() for w in words) and not _STATE.match(text)


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<place>[^\n]{{0,{_PLACE}}}?)(?:^|[\s,/.]+)(?P<name>{any_agency()})"
        r"(?:/\.?|\s*[-–—])(?:\s|$)"
    )


@cache
def _byline() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:By|From) |[\w.'’ -]{{3,40}}, )?(?P<name>{any_agency()})\W*")
