"""A question with what was found for it: what every way of answering starts from.

Deliberately no answer: see `quoting` and `writing`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from index.article_index import ArticleIndex
from index.articles import Article, Passage
from index.errors import UsageError
from index.words import has_words, idf, iter_words
from qa.answering.citing import Citer
from qa.extractive import Choice, Idf, choose
from qa.messages import Message

# Passages that sentences are chosen from: on the 2022 questions, ten hold the answer in nine
# cases of ten (hit@10), and twenty bring more wrong sentences than right ones.
PASSAGES = 10

# How much more a word weighs that a follow-up itself has than one that the conversation put before
# it. Of the 130 cases of `tests/benchmarks/followups.py` 85 are answered from the right sentence
# without this, 89 with 1.5, 88 with 2, 87 with 3.
OWN_WORDS = 1.5


@dataclass(frozen=True, slots=True)
class History:
    """What a model is told of the conversation so far. It is never evidence."""

    messages: tuple[Message, ...] = ()
    token_count: int = 0
    articles: tuple[Article, ...] = ()  # that the statements in it rest on
    left_out: int = 0  # earlier turns for which there is no room
    shortened: int = 0  # of those told, without their answers for want of room


NO_HISTORY = History()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, its passages, and what their sentences have to say to it."""

    articles: ArticleIndex
    question: str
    passages: tuple[Passage, ...]  # best first
    choice: Choice
    limited: bool  # to dates or outlets
    citer: Citer  # knows the sentences that have numbers already; not to be changed, but forked
    history: History = NO_HISTORY


def look_up(
    articles: ArticleIndex,
    question: str,
    *,
    since: date | None = None,
    until: date | None = None,
    outlets: Sequence[str] = (),
) -> Asked:
    """Retrieve passages for ``question``. Raises ``UsageError`` for a question without a word."""
    if not has_words(question):
        raise UsageError("the question has no words", "ask one in quotation marks")
    passages = articles.search(question, PASSAGES, since=since, until=until, outlets=outlets)
    return consider(articles, question, passages, limited=bool(since or until or outlets))


def consider(
    articles: ArticleIndex,
    question: str,
    passages: Sequence[Passage],
    *,
    limited: bool = False,
    typed: str = "",
) -> Asked:
    """What these passages, best first, have to say to ``question``.

    ``typed`` is the follow-up that it was made of, if it was: its words weigh more.
    """
    return Asked(
        articles=articles,
        question=question.strip(),
        passages=tuple(passages),
        choice=choose(question, passages, _rarity(articles, typed), articles.embed_words),
        limited=limited,
        citer=Citer(articles, limited=limited),
    )


def _rarity(articles: ArticleIndex, typed: str) -> Idf:
    """How rare a word is in these articles (the idf of BM25), or more if it was typed just now."""
    size = articles.chunk_count()
    own = {word.raw.lower() for word in iter_words(typed)}

    def rarity(word: str) -> float:
        (count,) = articles.frequencies([word])
        return idf(count, size) * (OWN_WORDS if word in own else 1.0)

    return rarity
