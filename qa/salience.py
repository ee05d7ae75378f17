"""What speaks for showing a sentence in a briefing: centrality, place, topic, standing alone.

Centrality is that of its words in the story: words count by how rare they are and by how many
independent reports open with them (the centroid of Radev, Jing, Styś and Tam, "Centroid-based
summarization of multiple documents", 2004). Deliberately no choice among sentences (`composing`)
and no judgement whether anything is true.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from index.analysis import is_unspaced
from index.articles import Sentence
from index.words import STOPWORDS, iter_words
from qa.readings import read_sentence

Idf = Callable[[str], float]  # a word as written, in lower case → how rare it is

# Read by eye on 12 briefings of 4,878 articles: without `central` the first line of each article
# wins, whatever it is; without `early` details of one report do; without `topic` briefings on a
# part of a war tell the whole of it.
_CENTRAL = 0.35
_EARLY = 0.25
_TOPIC = 0.40
_SLOPE = 5.0  # sentences after which what stands early counts half
_DEPENDENT = 0.45  # what is left of one that cannot be understood alone
_SHORTEST, _LONGEST = 6, 55  # words; a line of a briefing
_USUAL = 32  # words: longer ones lose

# "He said", "But that", "Those strikes": somebody must know what came before.
_LEANS = re.compile(
    r"\W*(?:(?:he|she|they|it|we|i|you|this|that|these|those|his|her|their|its|our|my|such|both|"
    r"but|and|or|so|yet|nor|however|meanwhile|also|still|instead|then|therefore|moreover|"
    r"nevertheless|besides|there|here|another|others?|the (?:latter|former|pair|move|two))\b"
    r"|(?:in|for|after|before|despite|like|with|of|by|at|during) (?:that|this|these|those|it|"
    r"addition|contrast|other words)\b)",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\b(?:I|I['’]\w+|we|We|we['’]\w+|my|My|our|Our|you|You|your|Your)\b")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
# What pages put between the sentences of an article.
_FURNITURE = re.compile(
    r"\b(?:sign up|subscribe|newsletter|click here|read more|follow (?:us|him|her|\w+ on)|"
    r"contributed to this|download the app|more (?:from|on) |watch:|photos?:|listen to|"
    r"all rights reserved|copyright|live updates|see also|scroll|cookies|our podcast|getty)\b"
    r"|https?://|@\w|©",
    re.IGNORECASE,
)
_ENDS = (".", "!", "”", '"', "’", "。", "！", "»", "」", "؟", "।", ")")


@dataclass(frozen=True, slots=True)
class Scale:
    """What sentences of one story are held against."""

    central: Mapping[str, float]  # by key; the weights of the story's words, highest 1
    topic: Mapping[str, float]  # by key; the weights of the topic's words, together 1


def scale(openings: Iterable[tuple[str, str]], topic: str, idf: Idf) -> Scale:
    """Of a story: the opening of each of its reports with its language, and the briefing's topic."""
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
    if not _SHORTEST <= length <= _LONGEST or not _is_told(sentence.text, language):
        return 0.0
    early = _SLOPE / (_SLOPE + sentence.ordinal)
    score = _CENTRAL * _central(keys, scale) + _EARLY * early
    score += _TOPIC * sum(scale.topic.get(key, 0.0) for key in keys)
    score /= _CENTRAL + _EARLY + (_TOPIC if scale.topic else 0.0)
    score *= min(1.0, _USUAL / length) ** 0.5
    return score * (_DEPENDENT if leans(sentence.text) else 1.0)


def content(text: str, language: str) -> dict[str, str]:
    """The words that matter in a text, by the key they are compared by, in lower case."""
    found: dict[str, str] = {}
    for word in iter_words(text, language):
        lower = word.raw.lower()
        if lower not in STOPWORDS and (len(lower) > 1 or not lower.isascii()):
            found.setdefault(word.key, lower)
    return found


def word_count(text: str) -> int:
    """Words as a reader counts them; characters, in pairs, of scripts without spaces."""
    if is_unspaced(text):
        return (sum(1 for _ in iter_words(text)) + 1) // 2
    return len(text.split())


def leans(text: str) -> bool:
    """Whether a sentence needs what stands before it, or its writer, to be understood."""
    return bool(_LEANS.match(text) or _FIRST_PERSON.search(_QUOTED.sub(" ", text)))


def _central(keys: frozenset[str], scale: Scale) -> float:
    """Mean of the best half of its words, so that length by itself is no merit."""
    weights = sorted((scale.central.get(key, 0.0) for key in keys), reverse=True)
    best = weights[: max(3, len(weights) // 2)]
    return sum(best) / max(3, len(best))


def _is_told(text: str, language: str) -> bool:
    """Whether it is a whole sentence that tells something: no question, byline or page's phrase."""
    read = read_sentence(text, language)
    whole = text.rstrip().endswith(_ENDS) and "\n" not in text.strip()
    return whole and not (read.asks or read.is_label or _FURNITURE.search(text))
