"""Whether a reader of the last briefing knows already what a line says.

Only what surely says nothing new is known: it stands word for word in what was told, or each of its
words, figures, names and days does, with the same who did what to whom, within a few days. Whatever
is in doubt is new, as a claim that is missed is worse than one that is told twice. Deliberately
stricter than `sameness`, by which a briefing leaves out what hardly says more. Who did what to
whom, and which of several, are read in English only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

from qa.briefing.contents import Content, read
from qa.briefing.sameness import Said, compare
from qa.briefing.verbs import events
from qa.evidence.facts import Token

# Later than that, the same in other words may well be another event: "Two soldiers died in a
# strike on Halden". What gives its day is compared by it.
_APART = timedelta(days=3)
# Which of several is meant, or how many: a line has it or not.
_WHICH = frozenset(
    "another other others further more again also earlier previous latest last next new most many "
    "some several few all both each every first second third former only still already "
    # and what turns a verb: "goes on", "is over"
    "over out off up down back away".split()
)
_BE = frozenset("is are was were be been being get gets got".split())
_PREPOSITIONS = frozenset(
    "in on at by for from to with into onto over under near off after before during against about "
    "between among through across around as".split()
)
_GOVERNED = 3  # words after a preposition that belong to it, at most
_HELPS = 3  # words before a verb, in which "was" makes it a passive
_WORD = re.compile(r"[^\W\d_]+")
_BEFORE_DAY = re.compile(r"(?:\b(?:on|in|since|late|early|the) )*$", re.IGNORECASE)
Role = Literal["agent", "patient", "besides"]


class _Place(NamedTuple):
    verb: str
    noun: str


def is_known(line: Said, told: Said) -> bool:
    """Whether what was ``told`` surely says all that a line says. Never fails."""
    if not compare(line, told).repeats:
        return False
    ours, theirs = (read(x.text, x.language, x.day) for x in (line, told))
    if line.text.split() == told.text.split():
        return _days(ours) == _days(theirs)  # "on Monday" may be another one
    late = bool(line.day and told.day and line.day - told.day > _APART)
    return not (late and not ours.times) and not _more(ours, theirs) and not _other(ours, theirs)


def _days(content: Content) -> list[tuple[date, date]]:
    return [(m.first, m.last) for m in content.times]


def _more(ours: Content, theirs: Content) -> bool:
    """Whether a line has any word, or part of a name, that the other has not."""
    known = {t.key for t in theirs.facts.tokens} | theirs.words.keys()
    parts = {key for run in ours.names for key in run}
    return not (ours.words.keys() | ours.speaker | parts) <= known


def _other(ours: Content, theirs: Content) -> bool:
    """Whether it may be another one of its kind, or somebody else did it to somebody else."""
    if _which(ours) != _which(theirs):
        return True
    shared = ours.words.keys() & theirs.words.keys()
    if any(_numbers_differ(ours.words[key].raw, theirs.words[key].raw) for key in shared):
        return True
    mine, their = dict(_roles(ours)), dict(_roles(theirs))
    return any(
        _contrary(mine[at], their[at], at.noun in _names(ours)) for at in mine.keys() & their
    )


def _which(content: Content) -> frozenset[str]:
    return _WHICH.intersection(content.facts.plain)


def _names(content: Content) -> frozenset[str]:
    return frozenset(key for run in content.names for key in run)


def _numbers_differ(one: str, other: str) -> bool:
    """Whether a noun is one thing here and several there: "the attack", "earlier attacks"."""
    few, more = sorted((one.lower(), other.lower()), key=len)
    return more == f"{few}s"


def _contrary(one: Role, other: Role, is_name: bool) -> bool:
    """Whether it cannot be the same: of a name also where it does something only in one."""
    both = {one, other}
    return both == {"agent", "patient"} or (is_name and both == {"agent", "besides"})


def _roles(content: Content) -> Iterator[tuple[_Place, Role]]:
    """Of each verb that tells what happened, what each other word is to it."""
    text = _undated(content)
    starts = events(text)
    verbs = [token for token in content.words.values() if token.start in starts]
    for verb in verbs:
        others = [each.start for each in verbs if each is not verb]
        for key, token in content.words.items():
            first, last = sorted((verb.start, token.start))
            governs = token.raw.lower() in _PREPOSITIONS
            if first < last and not governs and not any(first <= start <= last for start in others):
                yield _Place(verb.key, key), _role(text, verb, token)


def _undated(content: Content) -> str:
    """Its text, of the same length, without days and what stands before them: "on Monday"."""
    text = content.facts.text
    for m in content.times:
        start = len(_BEFORE_DAY.sub("", text[: m.start]))
        text = text[:start] + " " * (m.end - start) + text[m.end :]
    return text


def _role(text: str, verb: Token, token: Token) -> Role:
    """Who does it, to whom it is done, or something besides."""
    before = token.start < verb.start
    passive = not _BE.isdisjoint(text[: verb.start].lower().split()[-_HELPS:])
    between = _WORD.findall(text[: token.start] if before else text[verb.end : token.start])
    governing = [word for word in between[-_GOVERNED:] if word in _PREPOSITIONS]
    if before and not governing:
        return "patient" if passive else "agent"
    if passive:
        return "agent" if not before and governing[-1:] == ["by"] else "besides"
    return "besides" if governing else "patient"
