"""How well one passage fits a question, from the words they share and where these stand.

BM25 counts words wherever they are. Here it is looked at whether they stand together, in order,
in the headline, and in the article's opening: all of it in tens of microseconds a passage, since
it happens between a user's question and the answer. Deliberately not here: the two lists that
candidates come from, and how their scores are joined (`retrieval`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache
from itertools import compress, count, pairwise
from typing import NamedTuple

from index.irregular import base
from index.stores.analysis import is_unspaced, plain
from index.words import STOPWORDS, idf, stem

# Words within which a question's words count as standing together: about three sentences. With
# 40 words, MRR@10 is lower by .003 to .007.
WINDOW = 65
# Times that a name in a topic weighs (`selection`): an article that names Ukraine and no war is
# rather about the war in Ukraine than one about another war. Among 4,878 articles "war in Ukraine"
# finds 207 of 282 that name the war in their headline (89 % of what is found), where it was 138
# (84 %); "protests in China zero Covid" 27 right of 27 and not 20 of 20, "death of Queen Elizabeth"
# 47 of 57 and not 42 of 49.
HEAVY = 2.0

# Distinct spellings whose stem is remembered, for each language, before starting over (20 MB).
_REMEMBERED = 200_000

_CORE = re.compile(r"\w+(?:[.,'’]\w+)*")
_POSSESSIVE = re.compile(r"['’]s$")

Frequencies = Callable[[Sequence[str]], Sequence[int]]


class Likeness(NamedTuple):
    """What the question has that the passage has too; in numbers, shares from 0 to 1."""

    together: float  # of its words' weight, the most that stands within ``WINDOW`` words
    headline: float  # of its words' weight, what stands in the article's title
    pairs: float  # of its pairs of neighbouring words, those that are neighbours here
    words: frozenset[str]  # of its words, those in the passage, as the question spells them


class _Forms(NamedTuple):
    """A question's words as the stemmer of one language has them."""

    weights: dict[str, float]  # by stem
    total: float  # of the weights, above 0
    pairs: frozenset[tuple[str, str]]  # of neighbours of which one has a weight
    spelled: dict[str, str]  # a word of the question for each stem


class Asked:
    """A question's words and their weights, made once and held against many passages."""

    def __init__(
        self, question: str, frequencies: Frequencies, size: int, heavy: Collection[str] = ()
    ) -> None:
        """``frequencies`` gives the number of chunks a word occurs in, ``size`` that of all.

        ``heavy`` words, as the question spells them in lower case, weigh ``HEAVY`` times more.
        """
        self._unspaced = is_unspaced(question)
        self._spoken = _spellings(question, self._unspaced)
        content = [word for word in self._spoken if _bare(word) not in STOPWORDS]
        words = list(dict.fromkeys(content or self._spoken))
        counts = frequencies(words)
        self._weights = {
            word: idf(count, size) * (HEAVY if word in heavy else 1.0)
            for word, count in zip(words, counts, strict=True)
        }
        self._total = sum(self._weights.values()) or 1.0
        self._forms: dict[str, _Forms] = {}

    @property
    def words(self) -> frozenset[str]:
        """Its words, without stop words unless it has no others, as it spells them."""
        return frozenset(self._weights)

    def share(self, words: Iterable[str]) -> float:
        """The share, from 0 to 1, of its words' weight that ``words`` of it have."""
        return sum(self._weights[word] for word in words) / self._total

    def likeness(self, title: str, text: str, language: str | None) -> Likeness:
        """How much of the question a passage and its article's title have."""
        code = _code(language)
        weights, total, pairs, spelled = self._in_language(code)
        keys = self._keys(text, code)
        places = list(compress(count(), map(weights.__contains__, keys)))
        there = weights.keys() & self._keys(title, code)
        return Likeness(
            together=_densest(keys, places, weights) / total,
            headline=sum(map(weights.__getitem__, there)) / total if there else 0.0,
            pairs=_neighbours(keys, places, pairs) / len(pairs) if pairs else 0.0,
            words=frozenset([spelled[keys[place]] for place in places]),
        )

    def _keys(self, text: str, code: str) -> list[str]:
        return list(map(_stems(code).__getitem__, _spellings(text, self._unspaced)))

    def _in_language(self, code: str) -> _Forms:
        if code not in self._forms:
            stems = _stems(code)
            weights = {stems[word]: weight for word, weight in self._weights.items()}
            spoken = [stems[word] for word in self._spoken]
            pairs = [p for p in pairwise(spoken) if weights.keys() & {*p}]
            spelled = {stems[word]: word for word in self._weights}
            total = sum(weights.values()) or 1.0
            self._forms[code] = _Forms(weights, total, frozenset(pairs), spelled)
        return self._forms[code]


def _densest(keys: Sequence[str], places: Sequence[int], weights: Mapping[str, float]) -> float:
    """The most weight that different words within one window of ``keys`` have together."""
    best = weight = 0.0
    counts: dict[str, int] = {}
    first = 0
    for place in places:
        key = keys[place]
        counts[key] = counts.get(key, 0) + 1
        if counts[key] == 1:
            weight += weights[key]
        while places[first] <= place - WINDOW:
            gone = keys[places[first]]
            counts[gone] -= 1
            if not counts[gone]:
                weight -= weights[gone]
            first += 1
        best = max(best, weight)
    return best


def _neighbours(
    keys: Sequence[str], places: Sequence[int], pairs: frozenset[tuple[str, str]]
) -> int:
    """How many of ``pairs`` stand side by side; one of each is at one of ``places``."""
    last = len(keys) - 1
    seen = {(keys[place - 1], keys[place]) for place in places if place}
    seen |= {(keys[place], keys[place + 1]) for place in places if place < last}
    return len(seen & pairs)


def _spellings(text: str, unspaced: bool) -> list[str]:
    """What stands between spaces, punctuation included: `_Stems` takes it off, once for each.

    Scripts without spaces are cut into pairs, but only where the question has any: that takes
    longer than all else.
    """
    return (plain(text) if unspaced else text).lower().replace("-", " ").split()


def _bare(spelling: str) -> str:
    """The word in a spelling: "(U.S.)" is us, "Ukraine’s," is ukraine; "" where there is none."""
    found = _CORE.search(plain(spelling))
    return _POSSESSIVE.sub("", found.group()) if found else ""


class _Stems(dict[str, str]):
    """Stem of each spelling, made when it is first met."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self._code = code

    def __missing__(self, spelling: str) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        is_word = spelling.isascii() and spelling.isalpha()  # as most are: nothing clings to it
        word = spelling if is_word else _bare(spelling)
        self[spelling] = key = stem(base(word) if self._code == "en" else word, self._code)
        return key


@cache
def _stems(code: str) -> _Stems:
    return _Stems(code)


def _code(language: str | None) -> str:
    return (language or "en").split("-")[0].lower()
