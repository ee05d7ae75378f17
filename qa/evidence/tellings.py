"""A sentence as a telling of something that happened, and whether two of them tell of the same.

They do where they share a name and most of their words, and name no other people, places or times.
Deliberately not here: what they put differently (`qa.evidence.disagreement`). English only.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from index.articles import Sentence
from index.words import stem
from qa.evidence.facts import Facts, Token, facts
from qa.evidence.figures import Figure, figures
from qa.evidence.relative_dates import Mention, mentions
from qa.evidence.vocabulary import canonical, contrary

# Outlets seldom differ in the development data: in the first 20 sentences of all the articles of
# 810 questions seven disagreements are found. Six are of the same thing (two of those on days in a
# row, one sets the dead of two beside the missing of a third), one counts "two people familiar"
# with a search. With .6 of the shorter sentence's words five more are found, three of them of
# different things; with two plain words one, of a number that was misread; without the rules on
# names, days and other figures 60, a third of them right. "340 people lost their jobs" and "400
# jobs were cut" count different nouns, and are not compared.
_SHARED = 4  # content words, the counted noun among them
_OF_SHORTER = 0.7  # of the shorter sentence's content words
_DATED = 0.5  # the same where they share two dates
_OF_LONGER = 0.35
_PLAIN = 3  # of the shared words that are no names, dates, or what is counted
_OTHER_NAMES = 2  # names of one sentence that the other does not have
_SAME_DATES = 2  # so many shared dates make it the same, whoever else is named
_APART = timedelta(days=2)  # later, a count has grown rather than been put differently
_ALL = 3  # so many words, where the sentences have no others, need no name
# What happens once, so that two years for it are one too many.
_ONCE = frozenset(
    canonical(stem(word))
    for word in "bought founded born died opened closed built married launched created established "
    "sank sunk collapsed abolished signed".split()
)


class Telling(NamedTuple):
    """One sentence: what it names, counts and dates."""

    at: int
    article: str
    facts: Facts
    words: dict[str, Token]  # content words and dates, by key
    names: frozenset[str]
    published: date | None
    figures: tuple[Figure, ...]
    times: tuple[Mention, ...]


def tell(at: int, sentence: Sentence, published: datetime | None) -> Telling:
    """What one sentence tells; ``at`` is its position, ``published`` when its article was."""
    text = facts(sentence.text)
    day = published.date() if published else None
    content = [t for t in text.tokens if t.kind in {"word", "name", "date"}]
    return Telling(
        at=at,
        article=sentence.article_id,
        facts=text,
        words={t.key: t for t in content if t.quantity is None},
        names=frozenset(t.key for t in content if t.kind == "name"),
        published=day,
        figures=figures(text),
        times=mentions(sentence.text, day),
    )


def same_event(one: Telling, other: Telling, shared: Sequence[Token]) -> bool:
    """Whether both tell of the same: enough words, a name, and no name instead."""
    shorter, longer = sorted((len(one.words), len(other.words)))
    if len(shared) == len(one.words) == len(other.words) >= _ALL:
        return True
    plain = sum(t.kind == "word" for t in shared)
    dated = sum(t.kind == "date" for t in shared) >= _SAME_DATES
    share = _DATED if dated else _OF_SHORTER
    if plain < _PLAIN or len(shared) < max(_SHARED, share * shorter, _OF_LONGER * longer):
        return False
    if dated:
        return True
    ours, theirs = one.names - other.words.keys(), other.names - one.words.keys()
    return bool(one.names & other.names) and min(len(ours), len(theirs)) == 0 and (
        max(len(ours), len(theirs)) <= _OTHER_NAMES
    )  # fmt: skip


def same_once(one: Telling, other: Telling, shared: Sequence[Token]) -> bool:
    """Whether all that the shorter one says of something that happens once, the longer says too."""
    shorter = min(one, other, key=lambda read: len(read.words))
    return (
        len(shared) == len(shorter.words) >= _ALL
        and not shorter.figures
        and any(t.raw[:1].isupper() for t in shared)
        and any(t.key in _ONCE for t in shared)
    )


def of_opposites(one: Telling, other: Telling) -> bool:
    """Whether one tells of the opposite: killed and injured, opened and closed."""
    mine, theirs = one.words.keys() - other.words.keys(), other.words.keys() - one.words.keys()
    return any(contrary(a, b) for a in mine for b in theirs)


def same_times(one: Telling, other: Telling) -> bool:
    """Whether no two times that they name exclude one another."""
    if not one.times or not other.times:
        return True
    return any(a.first <= b.last and b.first <= a.last for a in one.times for b in other.times)


def far_apart(one: Telling, other: Telling) -> bool:
    """Whether the one was published so long after the other that what they tell has changed."""
    return bool(one.published and other.published and abs(one.published - other.published) > _APART)
