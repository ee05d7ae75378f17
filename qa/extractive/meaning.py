"""How far a sentence has each word of a question: as it is, in another form, in other words.

A word of the question counts 1 where it is written in any form, or as a word of the same meaning;
else as much as the nearest word of the sentence is like it, by static vectors. Names and numbers
count only as they are written, and so does every word in other languages than English.
Deliberately no more than word for word: what a whole sentence means is not compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import repeat
from typing import TYPE_CHECKING

from index.irregular import base
from index.words import STOPWORDS, stem
from qa.evidence.vocabulary import canonical, contrary
from qa.extractive.questions import Question
from qa.extractive.readings import Reading

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Words → vectors of unit length, shape (words, dimensions).
Embed = Callable[[Sequence[str]], "NDArray[np.float32]"]
Degrees = tuple[float, ...]  # 0 to 1 for each term of the question
Likeness = list[tuple[int, float]]  # terms of the question, each with its degree

# A sum of money is told without the word: "a $44 billion deal" says what something cost.
_PRICE = "cost"
# From this on, a word that is like one of the question's may stand for it: "purchased" and "bought"
# are .90, "hurt" and "wounded" .48; but "buried" and "died" .37, "opened" and "attacked" .07. Of
# the 40 and 40 questions of `crux.txt` answered and refused rightly when this was set: 38 and 21
# with .35, 37 and 24 with .4, 35 and 28 with .45, 34 and 30 with .5; without vectors 25 and 35.
ALIKE = 0.45
_UNLIKE = 0.2  # what is less like counts as nothing: most pairs of words are below it

# What news say of harm, on which vectors are silent: "hurt" and "casualties" are .12.
_OF_HARM = (
    "hurt harmed injured injuries wounded casualties casualty unhurt unharmed",
    "died dead deaths deadly killed perished slain fatal fatalities",
)
_HARM = {stem(word): line.split()[0] for line in _OF_HARM for word in line.split()}


@lru_cache(maxsize=50_000)
def _root(word: str) -> str:
    """What every form of a lower-case English word, and every word of its meaning, has alike."""
    key = canonical(stem(base(word)))
    return _HARM.get(key, key)


class Meaning:
    """The words of one question, to be held against those of many sentences."""

    def __init__(
        self, question: Question, words: Iterable[str], embed: Embed | None = None
    ) -> None:
        """Compare all ``words`` (English, in lower case) that sentences may have with it, at once.

        Without ``embed`` no word is like another: only forms and known equivalents count.
        """
        self._question = question
        self._embed = embed
        self._free = {} if question.is_german else dict(_free(question))
        self._roots = [_root(word) for word in self._free.values()]
        self._like: dict[str, Likeness] = {}  # by word; of those that are like none, nothing
        self._fit: dict[str, float] = {}  # by word: how far of the kind asked for
        self._learn([w for w in {*words, _PRICE} if w.isalpha() and w not in STOPWORDS])
        self._prices = [term for term, degree in self._like.get(_PRICE, ()) if degree >= ALIKE]

    def _learn(self, words: Sequence[str]) -> None:
        for word, (fit, *row) in zip(words, self._cosines(words), strict=True):
            root = _root(word)
            self._fit[word] = fit
            if root in self._roots or max(row, default=0.0) >= _UNLIKE:
                degrees = map(_degree, repeat(root), self._roots, row)
                like = [pair for pair in zip(self._free, degrees, strict=True) if pair[1]]
                self._like[word] = like

    def fit(self, told: Iterable[str]) -> float:
        """How far one of these lower-case words is of the kind that the question names, 0 to 1."""
        return max((0.0, *(self._fit.get(word, 0.0) for word in told)))

    def degrees(self, reading: Reading, language: str) -> Degrees:
        """How far the sentence, in ``language`` (BCP 47), has each term of the question."""
        written = frozenset(reading.keys)
        found = [float(key in written) for key in self._question.keys(language)]
        if language.startswith("en"):
            for word in reading.words:
                for term, degree in self._like.get(word, ()):
                    found[term] = max(found[term], degree)
            for term in self._prices if "money" in reading.forms else ():
                found[term] = 1.0
        return tuple(found)

    def _cosines(self, words: Sequence[str]) -> Iterable[Sequence[float]]:
        """Of each word with what is asked for, then with each of the question's words."""
        asked = list(self._free.values())
        if self._embed is None:
            return repeat([0.0] * (1 + len(asked)), len(words))
        import numpy as np

        vectors = self._embed([*words, *asked, *self._question.focus])
        own, terms, focus = np.split(vectors, [len(words), len(words) + len(asked)])
        middle = focus.sum(axis=0, keepdims=True)
        middle /= np.linalg.norm(middle) or 1.0
        rows: list[list[float]] = (own @ np.vstack([middle, terms]).T).tolist()
        return rows


def _free(question: Question) -> Iterator[tuple[int, str]]:
    """The terms that may be said otherwise, with their words."""
    for i, term in enumerate(question.terms):
        if not term.is_name and term.raw.isalpha():
            yield i, term.raw.lower()


def _degree(one: str, other: str, cosine: float) -> float:
    """How far a word with the root ``one`` stands for one with the root ``other``."""
    if one == other:
        return 1.0
    return 0.0 if cosine < _UNLIKE or contrary(one, other) else min(cosine, 1.0)
