"""An outlet's name as a page states it: without slogans, in its best spelling.

Deliberately knows no outlets: "nj" stays "nj" where the page says nothing better.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_BETWEEN = re.compile(r"\s+[|·•»:–—-]\s+|\s*\|\s*|:\s+")
_GENERIC = re.compile(
    r"(?:home(?: ?page)?|start(?:seite)?|startpagina|accueil|inicio|início|portada"
    r"|(?:latest |breaking |top |local |world )*news(?:,.*)?|nachrichten|official (?:web)?site"
    r"|welcome|www|index|untitled|blog|article|story|website|online|the)",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"\s+[|·•»–—-]\s+|\s*\|\s*")
_MOST_WORDS = 5  # of a name; more is a slogan
_LONGEST = 60  # characters; the longest among 91 pages that is a name has 29
_DOMAIN = re.compile(r"^(?:https?://)?(?:www\.)?|(?:\.(?:com?|org|net|news))?(?:\.[a-z]{2})?/?$")


def outlet_named(stated: Iterable[str | None], title: str | None = None) -> str | None:
    """The outlet's name, from the names that are stated for it, the surest first.

    A later one that is the same but for spaces ("TheHill", "The Hill") is better spelled.
    """
    names = [name for one in stated if (name := _clean(one or "", title))]
    if not names:
        return None
    alike = [name for name in names if _squeezed(name) == _squeezed(names[0])]
    return max(alike, key=lambda name: len(name.split()))


def outlet_behind(title: str, headline: str) -> str | None:
    """The outlet that a page's title has behind its headline: "Bridge opens - Fjord Post"."""
    rest = title.removeprefix(headline)
    if not headline or rest == title or not _BEHIND.match(rest):
        return None
    last = _BEHIND.split(rest)[-1].strip()
    return last if len(last.split()) <= _MOST_WORDS else None


def _clean(name: str, title: str | None) -> str | None:
    """A name without slogans and handles; None where it is no outlet's."""
    parts = [part.strip().lstrip("@") for part in _BETWEEN.split(name)]
    named = [part for part in parts if part and not _GENERIC.fullmatch(part)]
    if not named or len(named[0]) > _LONGEST or not any(map(str.isalpha, named[0])):
        return None
    headline = (title or "").casefold()
    return None if headline and named[0].casefold() in (headline, headline[:_LONGEST]) else named[0]


def _squeezed(name: str) -> str:
    name = _DOMAIN.sub("", name.casefold())
    return re.sub(r"^the(?=\w{3})", "", re.sub(r"[\W_]", "", name))
