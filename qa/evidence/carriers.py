"""Which sentences are shown for a statement: the smallest set that says what can be found.

Greedy: the sentence that carries most, then whatever adds enough of what is still missing.
Deliberately no judgement of how far they carry it (`qa.evidence.judging`).
"""

from __future__ import annotations

from collections.abc import Collection

from qa.evidence.facts import CHECKED, Facts
from qa.evidence.library import Library, pairs

# A further sentence must bring this share of the idf the sentences have in all:
# F1 on WiCE .657 at .12, .669 at .15, .665 at .20. Facts at 1.5 and word pairs at .25 instead of
# 1 and .5 gave .01 to .02 more each when the share was of all words.
_GAIN = 0.15
_AT_MOST = 4
_FACT_WEIGHT = 1.5
_PAIR_WEIGHT = 0.25

_Worth = dict[str | tuple[str, str], float]


def carriers(
    stated: Facts, library: Library, needed: Collection[int], among: Collection[int]
) -> tuple[int, ...]:
    """``needed``, and of ``among`` what brings most, greedily: positions in the library, ascending.

    () where nothing bears on the statement.
    """
    worth = _worth(stated, library)
    offers = {n: worth.keys() & (library.keys[n] | library.pairs[n]) for n in {*among, *needed}}
    reachable = frozenset[str | tuple[str, str]]().union(*offers.values())
    enough = _GAIN * sum(worth[each] for each in reachable)
    covered = frozenset[str | tuple[str, str]]().union(*(offers[n] for n in needed))
    if not any(worth[each] > _PAIR_WEIGHT for each in covered):
        return ()
    chosen, left = set(needed), reachable - covered
    while left and len(chosen) < _AT_MOST:
        gains = {n: sum(worth[each] for each in offers[n] & left) for n in sorted(offers)}
        best = max(gains, key=gains.__getitem__)
        if gains[best] < enough:
            break
        chosen.add(best)
        left -= offers[best]
    return tuple(sorted(chosen))


def _worth(stated: Facts, library: Library) -> _Worth:
    """What finding each word, and each two neighbours, of the statement is worth."""
    worth: _Worth = {}
    for token in stated.tokens:
        idf = 0.1 if token.kind == "stop" else library.idf(token.key)
        worth[token.key] = idf * (_FACT_WEIGHT if token.kind in CHECKED else 1.0)
    for one, other in pairs(stated.tokens):
        worth[(one, other)] = _PAIR_WEIGHT * (worth[one] + worth[other]) / 2
    return worth
