"""How far one sentence, with those around it, carries one statement, and what speaks against it.

The score is the share of the statement's words and word pairs that the sentence has; what can be
wrong by a single word (a number, date, name, negation, opposite) takes it down below any
threshold. Deliberately blind to the choice among sentences and to what is shown (`qa.evidence`).
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import NamedTuple

from qa.evidence.alignment import Alignment, align, conflicts
from qa.evidence.asserting import asserts
from qa.evidence.binding import loose
from qa.evidence.covering import counted, uncovered
from qa.evidence.facts import CHECKED, Facts
from qa.evidence.governing import merely_spoken_of
from qa.evidence.library import Library, pairs
from qa.evidence.orders import ordered
from qa.evidence.quotations import misquoted
from qa.evidence.relative_dates import translated
from qa.evidence.retractions import retracted
from qa.evidence.speaking import misattributed

# What a score is made of. A statement loses for each word its sentence does not have and for each
# two neighbouring words that are not neighbours there: on QAGS the share of kept neighbours alone
# gives AUROC .856, of kept words .804, and one sentence is better than a window of two (.839).
_STOP_COST = 0.6  # of a stop word that is not there; a content word costs 1
_PAIR_COST = 1.0
_NEAR = 0.3  # what is left of a word that only stands in the two sentences before or the next
_SHORTNESS = 0.5  # so that three words that agree prove less than twenty
# A date, name or number that no sentence has; that only a distant one has; and a contradiction.
# Milder values raise AUROC on QAGS by under .01 and let changed numbers through as supported.
_ABSENT = 0.5
_DISTANT = 0.9
_CONFLICT = 0.4
# Another subject than the sentence's. At .8, 3.5% of statements merged from two articles come out
# supported, at .9 about 10%; .7 changes nothing more.
_SUBJECT = 0.8
# A doubt: a word that the sentence does not have, words joined in another way, what follows "that"
# or a colon where nobody is known to tell it, a sentence taken back. Below `evidence.SUPPORTED`.
_DOUBT = 0.75
# Where nothing of all that is found, so much is enough, and is lifted over the threshold: on QAGS
# 1% more of the true sentences, and 2% more of the false ones.
_WORTH = 0.5
_CLEAR = 0.8
_PERSONS = frozenset({"he", "she"})


class Stated(NamedTuple):
    """The statement, with what losing each of its words costs."""

    facts: Facts
    words: list[tuple[str, float]]
    pairs: list[tuple[str, str]]

    def loss(
        self, keys: AbstractSet[str], near: AbstractSet[str], have: AbstractSet[tuple[str, str]]
    ) -> float:
        """What is lost against one sentence's keys and pairs, with the keys around it."""
        lost = [(key, cost) for key, cost in self.words if key not in keys]
        words = sum(cost * (1 - _NEAR) if key in near else cost for key, cost in lost)
        return words + _PAIR_COST * sum(pair not in have for pair in self.pairs)

    @property
    def total(self) -> float:
        """What is lost where nothing is found."""
        return sum(cost for _, cost in self.words) + _PAIR_COST * len(self.pairs)


class Judged(NamedTuple):
    """The statement against one sentence."""

    score: float  # 0 to 1
    place: int  # in the library
    conflicts: tuple[str, ...]
    leaning: tuple[int, ...] = ()  # neighbours that have words of the statement it lacks


def weigh(stated: Facts) -> Stated:
    """What each of the statement's words is worth."""
    words = [(t.key, _STOP_COST if t.kind == "stop" else 1.0) for t in stated.tokens]
    return Stated(stated, words, pairs(stated.tokens))


def likeness(stated: Stated, library: Library) -> list[float]:
    """How many words and word pairs each sentence shares: which are worth judging in full."""
    content = {key for key, cost in stated.words if cost == 1.0}
    stops = {key for key, cost in stated.words if cost < 1.0}
    together = set(stated.pairs)
    return [
        len(content & keys) + _STOP_COST * len(stops & keys) + _PAIR_COST * len(together & have)
        for keys, have in zip(library.keys, library.pairs, strict=True)
    ]


def judge(weighed: Stated, library: Library, at: int) -> Judged:
    """The statement against one sentence, with those around it for what it leaves unsaid."""
    found = library.sentences[at]
    stated = weighed.facts
    if stated.text.strip() == found.text.strip():
        return Judged(_DOUBT if _empty(stated, library, at, quoted=True) else 1.0, at, ())
    if stated.text not in found.text:
        stated = translated(stated, found, library.day(at))
        weighed = weighed if stated is weighed.facts else weigh(stated)
    if [t.key for t in stated.tokens] == [t.key for t in found.tokens] and not stated.quotes:
        against = tuple(conflicts(stated, found, align(stated, found), library.names))
        empty = _empty(stated, library, at, quoted=True)
        score = _CONFLICT if against else _DOUBT if empty else 1.0
        return Judged(score, at, against)
    near = _near(library, at)
    agreed = {t.key for t in stated.tokens if t.quantity and counted(t, found)}
    keys = library.keys[at] | agreed
    kept = weighed.total - weighed.loss(keys, near, library.pairs[at])
    score = max(0.0, kept) / (weighed.total + _SHORTNESS)
    for token in stated.tokens:
        if library.kind(token) in CHECKED and token.key not in keys and token.key not in near:
            score *= _DISTANT if token.key in library.spread else _ABSENT
    alignment = align(stated, found)
    if _other_subject(alignment, library, at):
        score *= _SUBJECT
    against = (
        *conflicts(stated, found, alignment, library.names),
        *_misquoted(stated, library, at),
    )
    if against:
        score *= _CONFLICT
    elif score > _WORTH:
        doubted = _doubted(stated, library, at, alignment, keys)
        score = min(score, _DOUBT) if doubted else max(score, _CLEAR)
    return Judged(score, at, against, _leaning(weighed, library, at, keys))


def _empty(stated: Facts, library: Library, at: int, *, quoted: bool = False) -> bool:
    """Whether nothing is stated, or it is taken back, or only ordered said."""
    following = next((library.sentences[n].text for n in library.around[at] if n > at), "")
    if ordered(library.next_to(at, -1), library.next_to(at, 1)):
        return True
    text = "" if quoted else library.sentences[at].text  # what is quoted whole says itself
    return not asserts(stated, library.language) or retracted(text, following)


def _doubted(
    stated: Facts, library: Library, at: int, alignment: Alignment, keys: AbstractSet[str]
) -> bool:
    """Whether the sentence may not say it, though it has most of the words."""
    found = library.sentences[at]
    return (
        any(uncovered(stated, library, at, alignment, keys))
        or merely_spoken_of(stated, found, alignment.matched)
        or loose(stated, found, alignment)
        or misattributed(stated, library, at)
        or _empty(stated, library, at)
    )


def _misquoted(stated: Facts, library: Library, at: int) -> tuple[str, ...]:
    if not stated.quotes:
        return ()
    beside = library.beside(at)
    said = " ".join(library.spoken[n] for n in beside).replace("  ", " ")
    written = " ".join(" ".join(library.sentences[n].plain) for n in beside)
    return tuple(misquoted(stated, library.sentences[at], said, f" {written} "))


def _leaning(weighed: Stated, library: Library, at: int, keys: AbstractSet[str]) -> tuple[int, ...]:
    """The nearest neighbours that bring the content words this sentence lacks."""
    lacking = {t.key for t in weighed.facts.tokens if t.kind != "stop" and t.key not in keys}
    needed = []
    for n in sorted(library.around[at], key=lambda n: (abs(n - at), n)):
        if lacking & library.keys[n]:
            needed.append(n)
            lacking -= library.keys[n]
    return tuple(needed)


def _other_subject(alignment: Alignment, library: Library, at: int) -> bool:
    """Whether the statement opens with words of its own where the sentence has others.

    Where the sentence opens with "he", the statement's words must name someone around it.
    """
    opening = alignment.opening
    if opening is None:
        return False
    own = {t.key for t in opening.stated if t.kind != "stop"}
    if not own or own & library.keys[at]:
        return False
    pronouns = {t.raw.lower() for t in opening.found} & _PERSONS
    if not pronouns:
        return any(t.kind != "stop" for t in opening.found) or not own & _near(library, at)
    names = {t.key for t in opening.stated if library.kind(t) == "name"}
    known = names if library.names else own
    return not known & _near(library, at)


def _near(library: Library, at: int) -> frozenset[str]:
    """Keys of the sentences around one."""
    return frozenset[str]().union(*(library.keys[n] for n in library.around[at]))
