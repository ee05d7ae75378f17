"""A statement that names the outlet it is from: "…, according to the Northgate Tribune".

No sentence of the Tribune says that it is the Tribune's, so the name is taken off the statement
and what is left is held against that outlet's articles alone, of that day where one is named.
Deliberately only whole names of outlets that were given, beside a verb of reporting.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from qa.evidence.library import Place
from qa.evidence.relative_dates import mentions

Outlets = Mapping[str, str]  # article id → the name of its outlet

_TOLD = r"(?:reported|reports|said|says|wrote|writes|has reported)"
_WHEN = r"(?P<when> (?:on|in) [\w ,.]{3,24}?)?"
_LEAST = 3  # words of what is left


def without_outlet(
    statement: str, outlets: Outlets, places: Sequence[Place]
) -> tuple[str, list[int]]:
    """The statement without its outlet, and the positions of that outlet's sentences.

    As it is, with no positions, where it names none of ``outlets``.
    """
    for name in sorted(set(outlets.values()), key=len, reverse=True):
        rest, when = _taken_off(statement, name)
        if len(rest.split()) >= _LEAST:
            own = [n for n, place in enumerate(places) if outlets.get(place.article_id) == name]
            return rest, [n for n in own if not when or _of_day(when, places[n])]
    return statement, []


def _taken_off(statement: str, name: str) -> tuple[str, str]:
    """What is left of the statement, and the day it names for the report; "" where not named."""
    bare = re.escape(re.sub(r"^[Tt]he ", "", name))
    outlet = rf"(?:[Tt]he )?{bare}"
    for pattern in (
        rf"^[Aa]ccording to {outlet}{_WHEN}, (?P<rest>.+)$",
        rf"^{outlet} {_TOLD}{_WHEN} that (?P<rest>.+)$",
        rf"^(?P<rest>.+),? according to {outlet}{_WHEN}\.?$",
        rf"^(?P<rest>.+), {outlet} {_TOLD}{_WHEN}\.?$",
    ):
        if match := re.match(pattern, statement.strip()):
            rest = match["rest"].rstrip(" ,.")
            return f"{rest[:1].upper()}{rest[1:]}.", match["when"] or ""
    return "", ""


def _of_day(when: str, place: Place) -> bool:
    day = place.published.date() if place.published else None
    return day is not None and any(m.first <= day <= m.last for m in mentions(when, day))
