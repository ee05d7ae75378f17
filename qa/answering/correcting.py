"""What an outlet itself takes back of a sentence that is cited: its correction, told with it.

Looked for in what was found for the question, in articles of the same outlet that are not older.
Deliberately not here: what is taken back by the next sentence, which is no answer (`telling`), and
outlets that differ from one another (`disputing`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from index.articles import Article, Passage, Sentence
from index.words import STOPWORDS, iter_words
from qa.evidence.withdrawals import (
    is_negated,
    is_taken_back,
    length_with,
    spoken_of,
    takes_back,
)
from qa.extractive.candidates import DEFAULT_LANGUAGE
from qa.extractive.choosing import Scored

# Of the words of a correction, what the corrected sentence must have more than, and what it has at
# least together with its neighbours and headline: set by eye on the seeds and made-up errors.
_TOLD = 0.5
_NEAR = 0.75


@dataclass(frozen=True, slots=True)
class Correction:
    """Sentences of one article, in their order: what was told, that it was wrong, what is right."""

    article: Article
    sentences: tuple[Sentence, ...]


def correction(one: Scored, passages: Sequence[Passage]) -> Correction | None:
    """What in ``passages`` takes back the sentence ``one``, if its outlet does."""
    article, sentence = one.passage.article, one.sentence
    told = _keys(sentence.text, article)
    beside = [s.text for s in one.passage.sentences if abs(s.ordinal - sentence.ordinal) == 1]
    near = told | _keys(" ".join([article.title, *beside]), article)
    for other, sentences in _of_outlet(article, passages):
        for taken in _taken_back(sentences):
            statement = taken[0]
            alike = is_negated(statement.text) == is_negated(sentence.text)
            if alike and statement != sentence and _speaks_of(statement, other, told, near):
                return Correction(other, taken)
    return None


def _speaks_of(statement: Sentence, article: Article, told: Set[str], near: Set[str]) -> bool:
    """Whether what a statement takes back is told by a sentence, with what stands near it."""
    subject = spoken_of(_keys(statement.text, article)) - _keys(article.outlet or "", article)
    least = len(subject & near) >= _NEAR * len(subject)
    return bool(subject) and least and len(subject & told) > _TOLD * len(subject)


def _of_outlet(
    article: Article, passages: Sequence[Passage]
) -> Iterator[tuple[Article, Sequence[Sentence]]]:
    """The passages of its outlet that may correct it."""
    for passage in passages:
        other = passage.article
        older = article.published and other.published and other.published < article.published
        if article.outlet and other.outlet == article.outlet and not older:
            yield other, passage.sentences


def _taken_back(sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, ...]]:
    """Each statement that is withdrawn, with the sentences that withdraw it."""
    for n, sentence in enumerate(sentences):
        following = [s.text for s in sentences[n : n + 3]]
        if takes_back(sentence.text) == "withdraws" and not is_taken_back(sentence.text):
            yield (sentence,)
        elif length_with(following) > 1:
            yield tuple(sentences[n : n + length_with(following)])


def _keys(text: str, article: Article) -> frozenset[str]:
    words = iter_words(text, article.language or DEFAULT_LANGUAGE)
    return frozenset(w.key for w in words if w.raw.lower() not in STOPWORDS)
