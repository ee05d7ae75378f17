"""A topic as the articles write it: the capitals of its names, and one word that is two.

People type "superbowl" and "serena williams"; what weighs as a name is told by its capitals
(`topicality`). A word that no article has is kept apart, to be said. Deliberately no correction of
what is misspelt: whose name was meant would be a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise

from index.article_index import ArticleIndex
from index.words import has_words, iter_words
from qa.briefing.salience import content
from qa.briefing.topicality import names
from qa.extractive.candidates import DEFAULT_LANGUAGE
from qa.extractive.spelling import spelled

_READ = 20  # passages that are read for the spelling
_SHORTEST = 3  # letters of half a word
_TRIED = 3  # ways to write a word as two, the commonest first
# Passages that have a word which may yet be another one, misspelt or joined: somebody wrote
# "Superbowl" once, in 390,000 sentences.
_RARE = 2
_ALIKE = 0.85  # ratio of Ratcliff and Obershelp; one letter of seven


@dataclass(frozen=True, slots=True)
class Subject:
    """What a topic means here."""

    text: str  # as the articles write it
    told: str  # the same, less what is ``lacking``
    lacking: tuple[str, ...] = ()  # its words that no article has, as typed
    names: tuple[str, ...] = ()  # in what is told, each whole: "Ada Renn", "US Open"


def subject(articles: ArticleIndex, topic: str) -> Subject:
    """``topic`` as the articles write it. Raises what ``ArticleIndex.search`` does."""
    if not has_words(topic):
        return Subject(topic, topic)
    rare = _rare(articles, topic)
    text = _respaced(articles, topic, rare)
    rare = rare if text == topic else _rare(articles, text)
    told = _sentences(articles, text)
    words = [word.raw for word in iter_words(text)]
    text = spelled(text, told) if text == text.lower() else text
    missing = {word for word, count in rare.items() if not count or _misspelt(word, words, told)}
    lacking = tuple(word for word in words if word.lower() in missing)
    kept = _without(text, lacking)
    return Subject(text, kept, lacking, tuple(_names(kept, told)))


def _names(text: str, told: Sequence[str]) -> Iterator[str]:
    """Those of a topic. Words are of one that are side by side wherever a sentence has both."""
    known = set(names(text).split())
    words = [word.raw for word in iter_words(text.replace("-", " "))]
    capital = [at for at, word in enumerate(words) if word in known]
    start = 0
    for n, at in enumerate(capital, 1):
        following = capital[n] if n < len(capital) else None
        if following and _are_one(words[at : following + 1], told):
            continue
        yield " ".join(words[capital[start] : at + 1])
        start = n


def _are_one(words: Sequence[str], told: Iterable[str]) -> bool:
    """Whether most sentences with the first and the last of these words have all as they are."""
    forms = [re.escape(word) for word in words]
    ends = [re.compile(rf"\b{forms[at]}\b") for at in (0, -1)]
    both = [sentence for sentence in told if all(end.search(sentence) for end in ends)]
    whole = re.compile(rf"\b{r'[.]?[ -]'.join(forms)}\b")
    return 2 * sum(bool(whole.search(sentence)) for sentence in both) > len(both)


def _rare(articles: ArticleIndex, text: str) -> dict[str, int]:
    """The words of a topic that hardly a passage has, in lower case, and how many have them."""
    words = [*content(text, DEFAULT_LANGUAGE).values()]
    counts = articles.frequencies(words) if words else []
    return {word: count for word, count in zip(words, counts, strict=True) if count <= _RARE}


def _respaced(articles: ArticleIndex, topic: str, rare: Mapping[str, int]) -> str:
    """``topic`` with a word that is rare as two, or two of which one is rare as one."""
    for word, count in rare.items():
        if halves := _halves(articles, word, count):
            topic = re.sub(rf"\b{re.escape(word)}\b", halves, topic, flags=re.IGNORECASE)
    for one, two in pairwise([word.raw for word in iter_words(topic)]):
        if {one.lower(), two.lower()} & rare.keys() and articles.frequencies([one + two])[0]:
            topic = topic.replace(f"{one} {two}", one + two)
    return topic


def _halves(articles: ArticleIndex, word: str, count: int) -> str:
    """The two words that it is where sentences have them side by side more often; "" for none."""
    cuts = [(word[:at], word[at:]) for at in range(_SHORTEST, len(word) - _SHORTEST + 1)]
    counts = iter(articles.frequencies([half for cut in cuts for half in cut]))
    known = sorted(((min(next(counts), next(counts)), cut) for cut in cuts), reverse=True)
    for least, (one, two) in known[:_TRIED]:
        if least and _side_by_side(one, two, _sentences(articles, f"{one} {two}")) > count:
            return f"{one} {two}"
    return ""


def _misspelt(word: str, topic: Sequence[str], told: Sequence[str]) -> bool:
    """Whether sentences have nearly the same word beside its neighbour, and never this one."""
    for one, two in pairwise(topic):
        if two.lower() != word or _side_by_side(one, two, told):
            continue
        beside = re.compile(rf"\b{re.escape(one)} (\w+)", re.IGNORECASE)
        follow = {found.lower() for sentence in told for found in beside.findall(sentence)}
        if get_close_matches(word, follow, 1, _ALIKE):
            return True
    return False


def _side_by_side(one: str, two: str, told: Iterable[str]) -> int:
    """How many sentences have both words, one after the other."""
    both = re.compile(rf"\b{re.escape(one)}[ -]{re.escape(two)}\b", re.IGNORECASE)
    return sum(bool(both.search(sentence)) for sentence in told)


def _sentences(articles: ArticleIndex, text: str) -> list[str]:
    passages = articles.search(text, _READ)
    return [sentence.text for passage in passages for sentence in passage.sentences]


def _without(text: str, lacking: Iterable[str]) -> str:
    for word in lacking:
        text = re.sub(rf"\b{re.escape(word)}\b", " ", text, flags=re.IGNORECASE)
    return " ".join(text.split())
