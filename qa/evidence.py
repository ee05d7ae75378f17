"""How far do these sentences support this statement, and which of them do.

``support(statement, sentences)`` is the one check that every statement passes, whoever wrote it.
It compares words, their order, numbers, dates, names, negations and quotations, and needs no
model, file or network.
Deliberately no entailment: a true paraphrase in other words comes out low (a reader must look),
and what follows only by reasoning or arithmetic is not supported. Nothing is called supported
that the words do not carry.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal, NamedTuple

from index.articles import Sentence
from qa.alignment import Alignment, align, conflicts
from qa.facts import CHECKED, Facts, Token, facts
from qa.library import Library, coverage, evidence_keys, missing, pairs, prepare

__all__ = [
    "PARTIAL", "SUPPORTED", "Support", "Verdict", "coverage", "evidence_keys", "missing",
    "prepare", "support", "verdict",
]  # fmt: skip

Verdict = Literal["supported", "partial", "unsupported"]

# Of 2,478 statements with a number, name, date or negation changed, merged or invented, 2.8% reach
# .85 (mean over kinds; worst: names of one sentence swapped, 20%), of sentences quoted, shortened
# or lightly rewritten 99.5%; on QAGS 78% of those that people called supported, and 25% of the
# others, which are mostly true words joined wrongly. Below .5 hardly more than half of a
# statement's words stand together in one sentence.
SUPPORTED = 0.85
PARTIAL = 0.5

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
# Another subject than the sentence's, which neither it nor those around it name. At .9, 4% of
# statements merged from two articles come out supported, without it 10.5%; QAGS loses .003.
_SUBJECT = 0.9
_CANDIDATES = 4  # sentences judged in full; eight gave the same on QAGS

# The sentences shown. A further one must bring this share of the idf the sentences have in all:
# F1 on WiCE .657 at .12, .669 at .15, .665 at .20. Facts at 1.5 and word pairs at .25 instead of
# 1 and .5 gave .01 to .02 more each when the share was of all words.
_GAIN = 0.15
_AT_MOST = 4
_FACT_WEIGHT = 1.5
_PAIR_WEIGHT = 0.25


@dataclass(frozen=True, slots=True)
class Support:
    """The outcome of one check."""

    score: float  # 0 to 1
    indices: tuple[int, ...]  # positions in the sentences, ascending; () where none bears on it
    missing: tuple[str, ...] = ()  # words, numbers, names of the statement that nothing covers
    conflicts: tuple[str, ...] = ()  # "stated / found", one each

    @property
    def verdict(self) -> Verdict:
        """The score in words."""
        return verdict(self.score)


class _Judged(NamedTuple):
    score: float
    place: int
    conflicts: tuple[str, ...]


def verdict(score: float) -> Verdict:
    """``supported``, ``partial`` or ``unsupported`` for a score of `support`."""
    return "supported" if score >= SUPPORTED else "partial" if score >= PARTIAL else "unsupported"


def support(
    statement: str, sentences: Sequence[str | Sentence], *, language: str = "en"
) -> Support:
    """How far ``sentences`` carry ``statement``, and which of them do.

    ``.score`` is 0 to 1 (`verdict` puts it in words), ``.indices`` are positions in ``sentences``.
    Sentences should come in their article's order: a name may stand in the one before. Works on
    any language; number words and negations are known in English only. Never fails: a statement
    without words, or no sentences, score 0.
    """
    library = prepare(tuple(s if isinstance(s, str) else s.text for s in sentences), language)
    stated = facts(statement, language)
    if not stated.tokens or not library.sentences:
        return Support(0.0, (), missing(statement, frozenset(), language))
    weighed = _weighed(stated)
    judged = [_judge(weighed, library, at) for at in _closest(weighed, library)]
    best = max(judged, key=lambda each: each.score)
    # A contradiction is shown where the statement comes closest, not where it is merely absent.
    shown = judged[0] if judged[0].conflicts and best.score < PARTIAL else best
    return Support(
        score=best.score,
        indices=_carriers(stated, library, shown.place),
        missing=tuple(
            t.raw
            for t in stated.tokens
            if t.kind not in {"stop", "negation"} and not _stands(t, library)
        ),
        conflicts=(*shown.conflicts, *_unquoted(stated, library)),
    )


class _Stated(NamedTuple):
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


def _weighed(stated: Facts) -> _Stated:
    words = [(t.key, _STOP_COST if t.kind == "stop" else 1.0) for t in stated.tokens]
    return _Stated(stated, words, pairs(stated.tokens))


def _closest(weighed: _Stated, library: Library) -> list[int]:
    """The few sentences that share most words and word pairs, the closest first."""
    content = {key for key, cost in weighed.words if cost == 1.0}
    stops = {key for key, cost in weighed.words if cost < 1.0}
    together = set(weighed.pairs)
    shared = [
        len(content & keys) + _STOP_COST * len(stops & keys) + _PAIR_COST * len(together & have)
        for keys, have in zip(library.keys, library.pairs, strict=True)
    ]
    return sorted(range(len(shared)), key=lambda at: (-shared[at], at))[:_CANDIDATES]


def _judge(weighed: _Stated, library: Library, at: int) -> _Judged:
    """The statement against one sentence, with those around it for what it leaves unsaid."""
    stated = weighed.facts
    found = library.sentences[at]
    if [t.key for t in stated.tokens] == [t.key for t in found.tokens] and not stated.quotes:
        against = tuple(conflicts(stated, found, align(stated, found), library.names))
        return _Judged(_CONFLICT if against else 1.0, at, against)
    near = _around(library, at)
    agreed = {t.key for t in stated.tokens if t.quantity and _counted(t, found)}
    keys = library.keys[at] | agreed
    kept = weighed.total - weighed.loss(keys, near, library.pairs[at])
    score = max(0.0, kept) / (weighed.total + _SHORTNESS)
    for token in stated.tokens:
        if library.kind(token) in CHECKED and token.key not in keys and token.key not in near:
            score *= _DISTANT if token.key in library.spread else _ABSENT
    alignment = align(stated, found)
    if _other_subject(alignment, keys | near):
        score *= _SUBJECT
    against = tuple(conflicts(stated, found, alignment, library.names))
    if against or any(_unquoted(stated, library)):
        score *= _CONFLICT
    return _Judged(score, at, against)


def _other_subject(alignment: Alignment, known: AbstractSet[str]) -> bool:
    """Whether the statement opens with words of its own where the sentence has others."""
    opening = alignment.opening
    if opening is None or all(t.kind == "stop" for t in opening.found):
        return False
    own = [t for t in opening.stated if t.kind != "stop"]
    return bool(own) and not any(t.key in known for t in own)


def _around(library: Library, at: int) -> frozenset[str]:
    """Keys of the two sentences before and the next: names that "he" and "there" stand for."""
    places = [i for i in range(max(0, at - 2), min(len(library.keys), at + 2)) if i != at]
    return frozenset().union(*(library.keys[i] for i in places))


def _counted(token: Token, found: Facts) -> bool:
    stated = token.quantity
    return stated is not None and any(
        t.quantity and stated.agrees(t.quantity) for t in found.tokens
    )


def _stands(token: Token, library: Library) -> bool:
    return token.key in library.spread or any(_counted(token, each) for each in library.sentences)


def _unquoted(stated: Facts, library: Library) -> tuple[str, ...]:
    """What the statement puts in quotation marks and no sentence says so."""
    written = (" ".join(quote) for quote in stated.quotes)
    return tuple(f"“{quote}”" for quote in written if f" {quote} " not in library.running)


def _carriers(stated: Facts, library: Library, first: int) -> tuple[int, ...]:
    """The smallest set that says what can be found: ``first``, then what brings most, greedily."""
    worth = _worth(stated, library)
    offers = [
        worth.keys() & (keys | have) for keys, have in zip(library.keys, library.pairs, strict=True)
    ]
    reachable = frozenset().union(*offers)
    enough = _GAIN * sum(worth[each] for each in reachable)
    if not any(worth[each] > _PAIR_WEIGHT for each in offers[first]):
        return ()
    chosen, left = [first], reachable - offers[first]
    while left and len(chosen) < _AT_MOST:
        gains = [sum(worth[each] for each in offer & left) for offer in offers]
        best = max(range(len(gains)), key=gains.__getitem__)
        if gains[best] < enough:
            break
        chosen.append(best)
        left -= offers[best]
    return tuple(sorted(chosen))


def _worth(stated: Facts, library: Library) -> dict[str | tuple[str, str], float]:
    """What finding each word, and each two neighbours, of the statement is worth."""
    worth: dict[str | tuple[str, str], float] = {}
    for token in stated.tokens:
        idf = 0.1 if token.kind == "stop" else library.idf(token.key)
        worth[token.key] = idf * (_FACT_WEIGHT if token.kind in CHECKED else 1.0)
    for one, other in pairs(stated.tokens):
        worth[(one, other)] = _PAIR_WEIGHT * (worth[one] + worth[other]) / 2
    return worth
