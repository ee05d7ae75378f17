"""People who go by their surname alone: "Sand said", where the article has told of Jon Sand.

``surnames`` finds them in an article, ``bare`` those that a sentence has without saying whose they
are, ``named`` those that it gives with a first name or a title. Deliberately no list of names: a
surname is a word with a capital that ends a longer name, and acts by itself further on, more often
than something is in it, as in a place. What does the same and is no person ("Ian" after "Hurricane
Ian") wants its full name just as well. English only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from index.words import STOPWORDS

_RUN = re.compile(r"(?P<the>\b[Tt]he )?\b(?P<run>[A-Z][\w’'-]*\.?(?: [A-Z][\w’'-]*\.?)*)")
_ACTS = re.compile(
    r" (?:also |later |then |has |had |was |is )?(?:was|is|had|has|did|said|says|told|wrote|"
    r"went|took|made|came|left|won|[a-z]+ed)\b"
)
_PLACE = re.compile(r"\b(?:in|of|from|across|near|throughout|outside) ([A-Z][\w’'-]*)")
# "Frieden, the former head of the CDC": it says who that is, as "a doctor" does not.
_TOLD_WHO = re.compile(r",? (?:the|who) ")
# "The Biden administration": a thing that is called by it.
_CALLED = re.compile(r" (?!\w+ed\b)(?P<thing>[a-z]+)")
_OWNS = re.compile(r"['’]s?$")
_SUFFIXES = frozenset("Jr. Jr Sr. Sr II III IV".split())
_DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())


def surnames(texts: Iterable[str]) -> frozenset[str]:
    """The names of an article's sentences that are used with more in front, and alone."""
    ends: set[str] = set()
    acts: Counter[str] = Counter()
    for text in texts:
        acts.subtract(_PLACE.findall(text))
        for name, single, after in _names(text):
            if not single:
                ends.add(name)
            elif _ACTS.match(text, after):
                acts[name] += 1
    return frozenset(name for name in ends if acts[name] > 0)


def bare(text: str, known: AbstractSet[str]) -> frozenset[str]:
    """Those of the ``known`` surnames that are alone in ``text`` and that it does not introduce."""
    told = named(text) | set(_PLACE.findall(text))
    return frozenset(
        name
        for name, single, after in _names(text)
        if single and name in known - told and not _says_who(text, after)
    )


def _says_who(text: str, after: int) -> bool:
    """Whether what follows a name says whose it is, or the name only says which thing is meant."""
    thing = _CALLED.match(text, after)
    if thing and not _ACTS.match(text, after) and thing["thing"] not in STOPWORDS:
        return True
    return bool(_TOLD_WHO.match(text, after))


def named(text: str) -> frozenset[str]:
    """The names that ``text`` has with more in front."""
    return frozenset(name for name, single, _ in _names(text) if not single)


def _names(text: str) -> Iterator[tuple[str, bool, int]]:
    """Each name's last word, whether it stands alone, and where it ends."""
    for found in _RUN.finditer(text):
        words = found["run"].split()
        while words and (words[0].lower() in STOPWORDS or words[0] in _DAYS):
            words.pop(0)
        if words and not found["the"]:
            whole = [word for word in words if word not in _SUFFIXES] or words
            owner = max((n for n, w in enumerate(whole[:-1]) if _OWNS.search(w)), default=-1)
            whole = whole[owner + 1 :]  # "Musk's Twitter" is two names
            last = re.sub(r"['’]s?$|\.$", "", whole[-1])
            if len(last) > 1:
                yield last, len(whole) == 1, found.end()
