"""The same question about something else: "And in Syria?" after "How many died in Iraq?".

Deliberately only the names of both: what is asked where no name can take the place of another is
in `followups`.
"""

from __future__ import annotations

import re

from qa.conversation.leaning import OPENERS

# "In Syria", "Syria": all that a question like "And in Syria?" has.
PLACE_OR_NAME = re.compile(
    r"(?:(?P<preposition>(?i:in|at|on|for|from|by|with|to|of|about|since|until|before|after))\s+)?"
    r"(?P<name>(?:the\s+)?(?:(?:north|south|east|west|central)\w*\s+)?[A-Z0-9][\w’'-]*"
    r"(?:(?:\s+v\.)?\s+(?:of\s+|the\s+)?[A-Z0-9][\w’'-]*)*)",
)


_AT_ITS_END = re.compile(rf"\b(?P<before>in|at|near)\s+{PLACE_OR_NAME.pattern}\W*$")


def elsewhere(name: str, asked: str) -> str | None:
    """``asked`` with ``name`` for the place that it ends with, if it does."""
    found = _AT_ITS_END.search(asked)
    return f"{asked[: found.start('name')]}{name}?" if found and not found["preposition"] else None


def instead(match: re.Match[str], asked: str) -> str | None:
    """``asked`` with the name in place of its own one, or of the one after that preposition."""
    name, preposition = match["name"], (match["preposition"] or "").lower()
    before = rf"\b{preposition}\s+" if preposition else r"\b"
    found = list(re.finditer(rf"{before}{PLACE_OR_NAME.pattern}", asked))
    names = [m for m in found if m["name"].split()[0].lower() not in OPENERS]
    if not names or (not preposition and len(names) > 1):
        return None
    start, end = names[-1].span("name")
    return f"{asked[:start]}{name}{asked[end:]}"
