"""What speaks for showing a sentence in a briefing: centrality, place, topic.

Centrality is that of its words in the story: words count by how rare they are and by how many
independent reports open with them (the centroid of Radev, Jing, Styś and Tam, "Centroid-based
summarization of multiple documents", 2004). Deliberately no choice among sentences (`composing`);
what cannot be shown by itself (`standing`) counts for nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass

from index.articles import Sentence
from index.stores.analysis import is_unspaced
from index.words import STOPWORDS, iter_words
from qa.briefing.standing import has_dateline, stands
from qa.evidence.vocabulary import canonical

Idf = Callable[[str], float]  # a word as written, in lower case → how rare it is

# Set by eye on the briefings of a dozen topics among 4,878 articles; no weight by itself was
# measured. The topic weighs most, or a briefing on a part of a war tells the whole of it.
_CENTRAL = 0.35
_EARLY = 0.25
_TOPIC = 0.40
_SLOPE = 5.0  # sentences after which what stands early counts half
_SHORTEST, _LONGEST = 7, 55  # words; a line of a briefing
_FEW, _MANY = 14, 32  # words: shorter and longer ones lose
_LEFT_OVER = 0.65  # of the rest, with "(CNN)" before it: another one is shown if there is any

_COUNTRY = frozenset({"us", "usa", "american"})
# Of the topic's weight. A round-up of the day's news has it in one paragraph of ten; in an article
# about it hardly three sentences go by without a word of it. At .5 the topic "attacks on US forces"
# loses what is said of the attackers.
_NEAR = 0.3


@dataclass(frozen=True, slots=True)
class Scale:
    """What sentences of one story are held against."""

    central: Mapping[str, float]  # by key; the weights of the story's words, highest 1
    topic: Mapping[str, float]  # by key; the weights of the topic's words, together 1

    def near(self, beside: Iterable[Set[str]]) -> bool:
        """Whether sentences with these words, side by side, speak of the topic."""
        keys = {key for words in beside for key in words}
        found = sum(weight for key, weight in self.topic.items() if key in keys)
        return not self.topic or found >= _NEAR


def scale(openings: Iterable[tuple[str, str]], topic: str, idf: Idf) -> Scale:
    """Of a story: the opening of each of its reports with its language, and what is asked for."""
    weights: dict[str, float] = {}
    for text, language in openings:
        for key, raw in content(text, language).items():
            weights[key] = weights.get(key, 0.0) + idf(raw)
    highest = max(weights.values(), default=1.0) or 1.0
    asked = {key: idf(raw) for key, raw in content(topic, "en").items()}
    total = sum(asked.values()) or 1.0
    return Scale(
        {key: weight / highest for key, weight in weights.items()},
        {key: weight / total for key, weight in asked.items()},
    )


def salience(sentence: Sentence, keys: frozenset[str], language: str, scale: Scale) -> float:
    """What speaks for a sentence, 0 to 1; 0 where it is none to show. ``keys``: of its words."""
    length = word_count(sentence.text)
    text = sentence.text
    if not _SHORTEST <= length <= _LONGEST or not stands(text, language, scale.topic.keys()):
        return 0.0
    early = _SLOPE / (_SLOPE + sentence.ordinal)
    score: float = _CENTRAL * _central(keys, scale) + _EARLY * early
    score += _TOPIC * sum(scale.topic.get(key, 0.0) for key in keys)
    score /= _CENTRAL + _EARLY + (_TOPIC if scale.topic else 0.0)
    score *= _LEFT_OVER if has_dateline(text) else 1.0
    return score * math.sqrt(min(1.0, length / _FEW, _MANY / length))


def content(text: str, language: str) -> dict[str, str]:
    """The words that matter in a text, by the key they are compared by, in lower case."""
    found: dict[str, str] = {}
    for word in iter_words(text, language):
        lower = word.raw.lower()
        if word.key in _COUNTRY and word.raw[0].isupper():  # "us" is the pronoun
            found.setdefault("US", lower)
        elif lower not in STOPWORDS and (len(lower) > 1 or not lower.isascii()):
            found.setdefault(canonical(word.key), lower)
    return found


def word_count(text: str) -> int:
    """Words as a reader counts them; characters, in pairs, of scripts without spaces."""
    if is_unspaced(text):
        return (sum(1 for _ in iter_words(text)) + 1) // 2
    return len(text.split())


def _central(keys: frozenset[str], scale: Scale) -> float:
    """Mean of the best half of its words, so that length by itself is no merit."""
    weights = sorted((scale.central.get(key, 0.0) for key in keys), reverse=True)
    best = weights[: max(3, len(weights) // 2)]
    return sum(best) / max(3, len(best))
