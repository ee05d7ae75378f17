"""What speaks for showing a sentence in a briefing: centrality, place, topic.

Centrality is that of its words in the story: words count by how rare they are and by how many
independent reports open with them (the centroid of Radev, Jing, Styś and Tam, "Centroid-based
summarization of multiple documents", 2004). Deliberately no choice among sentences (`composing`);
what cannot be shown by itself (`standing`) counts for nothing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from index.articles import Sentence
from index.stores.analysis import is_unspaced
from index.words import STOPWORDS, iter_words
from qa.briefing.standing import has_dateline, stands, without_head
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
_STATES = re.compile(r"\bUnited States\b")


@dataclass(frozen=True, slots=True)
class Scale:
    """What sentences of one story are held against."""

    central: Mapping[str, float]  # by key; the weights of the story's words, highest 1
    topic: Mapping[str, float]  # by key; the weights of the topic's words, together 1


def scale(openings: Iterable[tuple[str, str]], topic: Mapping[str, float], idf: Idf) -> Scale:
    """Of a story: the opening of each of its reports with its language; the ``topic`` as above."""
    weights: dict[str, float] = {}
    for text, language in openings:
        for key, raw in content(text, language).items():
            weights[key] = weights.get(key, 0.0) + idf(raw)
    highest = max(weights.values(), default=1.0) or 1.0
    return Scale({key: weight / highest for key, weight in weights.items()}, topic)


def salience(sentence: Sentence, keys: frozenset[str], language: str, scale: Scale) -> float:
    """What speaks for a sentence, 0 to 1; 0 where it is none to show. ``keys``: of its words."""
    text = without_head(sentence.text)
    length = word_count(text)
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
    for word in iter_words(_STATES.sub("USA", text), language):
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
