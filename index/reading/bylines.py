"""Bylines: which lines are one, and whose names they give, in seven languages.

Deliberately takes only whole lines of names, and knows no names: "By 2030 it will stand" is none
because "will" is written small.
"""

from __future__ import annotations

import re

_AND = {  # what opens a byline, and what may stand before the last name in it
    "by": "and", "von": "und", "par": "et", "por": "y|e", "di": "e", "de": "y|et|e", "door": "en",
}  # fmt: skip
_SMALL = (
    "and|und|et|y|e|en|of|in|for|the|de|du|des|da|do|dos|di|della|la|le|van|von|der|den|zu|al|bin"
    "|el|avec|mit|con|com|met|&"
)
_NAME = rf"(?:(?:{_SMALL})(?![\w.'’-])|[^\W\d_a-zß-öø-ÿ][\w.'’-]*)"
_BYLINE = re.compile(rf"({'|'.join(word.title() for word in _AND)}) {_NAME}(?:,? {_NAME}){{0,9}}")
_BETWEEN = r"[;,&]|\b(?:and|und|et(?! al\b))\b"
_FULL_STOP = re.compile(r"(?<=\w{3})\.$")  # that ends the line; not that of "Jr."
_BY = re.compile(r"^\s*by:?\s+", re.IGNORECASE)


def names_of_byline(line: str, *, english: bool = False) -> tuple[str, ...]:
    """The names that a line gives which is a byline and nothing else; none where it is not.

    With ``english`` only "By" opens one: "De Niro Wins" may be a headline.
    """
    match = _BYLINE.fullmatch(line)
    if match is None or (english and match[1] != "By"):
        return ()
    return _split(line[match.end(1) :], rf"{_BETWEEN}|\b(?:{_AND[match[1].lower()]})\b")


def split_names(line: str) -> tuple[str, ...]:
    """The names in what is known to be names: "By Ann Lee and Bo Ek" is two.

    "De Niro" and "Ortega y Gasset" are one each.
    """
    return _split(_BY.sub("", line), _BETWEEN)


def _split(line: str, between: str) -> tuple[str, ...]:
    names = (_FULL_STOP.sub("", name.strip()) for name in re.split(between, line))
    return tuple(name for name in names if name)
