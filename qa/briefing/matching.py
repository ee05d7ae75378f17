"""Which articles speak of a topic, and in which of their sentences: each is read once for it.

What a search finds has some of a topic's words: a storm in Kentucky, a flood elsewhere.
Deliberately no judgement of a sentence, which is `topicality`, and none of how good one is
(`salience`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from index.article_index import ArticleIndex
from index.articles import Article, Passage, Sentence
from index.errors import ArticleNotFound
from index.words import has_words, idf
from qa.briefing.salience import content
from qa.briefing.standing import without_head
from qa.briefing.stories import Lead
from qa.briefing.subject import Subject
from qa.briefing.topicality import Asked, kindred, names_it, on_topic, weights
from qa.evidence.withdrawals import length_with
from qa.extractive.candidates import DEFAULT_LANGUAGE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Articles that are read before they are grouped, for time; of those that a search finds less
# relevant the ones whose stories have a place are.
_READ = 300
# Of the likeness that the articles on a topic have to each other (the median of the mean cosines of
# what they tell in the sentences on it): an article with less tells of something else. On
# 70 topics 35 of 1,805 articles have less: read by eye, 26 tell of something else, and of the rest
# each has a line or two on the topic, in a round-up (two of the 35 on topics of no one sense).
_STRANGE, _SEVERAL = 0.55, 5
_AGREED = 0.5  # of the likeness, or the topic has no one sense: whatever happens in a town
_CORRECTION, _NEAREST = "correction", 20  # passages that are looked through for one


class Names:
    """The names of a topic, as articles write them.

    A name is no inflected word: Williams is not William (US is the key of several words). And half
    of one before another capital is somebody else's: "Joe Manchin", "Joe Biden".
    """

    def __init__(self, names: Sequence[str]) -> None:
        self._keys = {name: content(name, DEFAULT_LANGUAGE) for name in names}
        self._forms = {
            form: key
            for name, keys in self._keys.items()
            for key, raw in keys.items()
            for form in _forms(raw, name)
            if key != "US"
        }
        self._others = _others(names)

    def words(self, text: str, language: str) -> frozenset[str]:
        """The words of a text by key, without those that only look like one of a name."""
        found = content(self._others.sub(" ", text), language)
        inflected = {*self._forms.values()}
        known = (
            self._forms.get(raw, "" if key in inflected else key) for key, raw in found.items()
        )
        return frozenset(filter(None, known))

    def whole(self, article: Article) -> list[frozenset[str]]:
        """The keys of those that an article has the whole of somewhere."""
        told = f"{article.title}\n{article.text}".replace(".", "")  # "Roe v. Wade", "U.S. Open"
        return [frozenset(keys) for name, keys in self._keys.items() if _has(told, name)]


@dataclass(slots=True)
class Matcher:
    """Reads articles for one topic."""

    articles: ArticleIndex
    names: Names
    asked: Asked
    _known: dict[str, list[bool]] = field(default_factory=dict)

    def about(self, article: Article, sentences: Sequence[Sentence]) -> list[bool]:
        """Of each sentence of an article whether it is on the topic."""
        if article.id not in self._known:
            language = article.language or DEFAULT_LANGUAGE
            read = [self.names.words(without_head(x.text), language) for x in sentences]
            self._known[article.id] = on_topic(self._headline(article), read, self._asked(article))
        return self._known[article.id]

    def matching(self, leads: Sequence[Lead]) -> list[Lead]:
        """Those of which the headline or a sentence is on the topic, and in the sense of most."""
        if not self.asked.weights:
            return [*leads]
        read = ((lead.article_id, self._told(lead)) for lead in leads[:_READ])
        told = {article_id: words for article_id, words in read if words is not None}
        kept = told.keys() - _strange(told, self.articles.embed_words)
        return [lead for lead in leads[:_READ] if lead.article_id in kept] + [*leads[_READ:]]

    def _told(self, lead: Lead) -> str | None:
        """What an article tells in its sentences on the topic, besides; None where it is on none.

        Where only its headline is on it that is empty.
        """
        try:
            article = self.articles.article(lead.article_id)
            sentences = self.articles.sentences(article)
        except ArticleNotFound:
            return None
        about = self.about(article, sentences)
        if not any(about) and not names_it(self._headline(article), self._asked(article)):
            return None
        on = (x.text for x, told in zip(sentences, about, strict=True) if told)
        found = (pair for text in on for pair in content(text, lead.language).items())
        return " ".join(raw for key, raw in found if key not in self.asked.weights)

    def _headline(self, article: Article) -> frozenset[str]:
        return self.names.words(article.title, article.language or DEFAULT_LANGUAGE)

    def _asked(self, article: Article) -> Asked:
        return self.asked._replace(names=self.names.whole(article))


def searched(
    articles: ArticleIndex,
    topic: str,
    since: date | None,
    until: date | None,
    outlets: Sequence[str],
) -> list[tuple[str, float]]:
    """The articles that a search finds for a topic, with their relevance, and corrections of it.

    Who corrects another says it in few and other words ("forces" of what were "troops").
    """
    found: list[tuple[str, float]] = [
        *articles.about(topic, since=since, until=until, outlets=outlets)
    ]
    if found and has_words(topic):
        asked = f"{topic} {_CORRECTION}"
        passages = articles.search(asked, _NEAREST, since=since, until=until, outlets=outlets)
        taken_back = {each.article.id for each in passages if _takes_back(each)}
        found += [(each, found[-1][1]) for each in sorted(taken_back - dict(found).keys())]
    return found


def _takes_back(passage: Passage) -> bool:
    """Whether a sentence of it is taken back by the next."""
    told = [sentence.text for sentence in passage.sentences]
    return any(length_with(told[at : at + 2]) > 1 for at in range(len(told)))


def _strange(
    told: Mapping[str, str], embed: Callable[[Sequence[str]], NDArray[np.float32]]
) -> set[str]:
    """The articles in which the words of a topic stand beside other words than in most.

    So a missile's strike at a train station is no train strike. ``told``: texts by article.
    """
    texts = {article_id: text for article_id, text in told.items() if text}
    if len(texts) < _SEVERAL:
        return set()
    vectors = embed([*texts.values()])
    likeness = ((vectors @ vectors.sum(axis=0) - 1) / (len(texts) - 1)).tolist()
    usual = median(likeness)
    least = _STRANGE * usual if usual >= _AGREED else -1.0
    return {article_id for article_id, like in zip(texts, likeness, strict=True) if like < least}


def _forms(raw: str, name: str) -> Iterator[str]:
    """What a word of a name is written as; of a name of one word that is a country its people."""
    people = () if " " in name else ("n", "an", "ian", "i", "ese", "ns", "ans", "ians", "is")
    yield from (raw + end for end in ("", "s", *people))


def _has(told: str, name: str) -> bool:
    return bool(re.search(rf"\b{'[ -]'.join(map(re.escape, name.split()))}\b", told))


def _others(names: Iterable[str]) -> re.Pattern[str]:
    """Words of names that go on otherwise."""
    halves = [pair for name in names for pair in pairwise(map(re.escape, name.split()))]
    ways = [rf"\b{one} (?!{other}\b)(?=[A-Z])" for one, other in halves]
    return re.compile("|".join(ways) or r"(?!)")


def matcher(articles: ArticleIndex, subject: Subject, leads: Iterable[Lead]) -> Matcher:
    """For a topic and the openings of what a search found for it."""
    topic = content(subject.told, DEFAULT_LANGUAGE)
    counts = articles.frequencies([*topic.values()]) if topic else []
    rarity = dict(zip(topic.values(), counts, strict=True))
    size = articles.chunk_count()
    weighed = weights(subject.told, lambda word: idf(rarity[word], size), subject.names)
    openings = [(lead.text, lead.language) for lead in leads]
    kin = kindred(subject.told, openings, articles.embed_words)
    return Matcher(articles, Names(subject.names), Asked(weighed, (), kin))
