"""A question with what was found for it: what every way of answering starts from.

Deliberately no answer: see `quoting` and `writing`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.article_index import ArticleIndex
from index.articles import Article, Passage
from index.errors import UsageError
from index.words import has_words, idf
from qa.answering.citing import Citer
from qa.answering.tellers import told_by
from qa.extractive import ANSWERABLE, Choice, Idf, choose
from qa.messages import Message

# Passages that sentences are chosen from: on the 2022 questions, ten hold the answer in nine
# cases of ten (hit@10), and twenty bring more wrong sentences than right ones.
PASSAGES = 10


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
    tellers: tuple[str, ...] = ()  # the outlets that the question names as tellers
    reason: str = ""  # why nothing answers, where that is known from how it was looked up


Look = Callable[[str, Sequence[str]], Asked]  # a question, the outlets that are asked; none: all


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

    def look(text: str, only: Sequence[str]) -> Asked:
        within = only or outlets
        found = articles.search(text, PASSAGES, since=since, until=until, outlets=within)
        return consider(articles, text, found, limited=bool(since or until or within))

    return heard(question, lambda: outlets or articles.outlets(), look)


def heard(question: str, outlets: Callable[[], Sequence[str]], look: Look) -> Asked:
    """What ``look`` finds for ``question``, told by whom it names: where they do not, by others.

    ``outlets`` gives those there are.
    """
    told = told_by(question, outlets)
    if told is None:
        return look(question, ())
    named = ", ".join(told.outlets)
    asked = replace(look(told.asked, told.outlets), question=question, tellers=told.outlets)
    if asked.choice.answerable >= ANSWERABLE:
        return asked
    others = look(told.asked, ())
    if others.choice.answerable < ANSWERABLE:
        return replace(asked, reason=f"nothing found in {named} answers it, and in no other outlet")
    choice = replace(others.choice, answerable=0.0, uncovered=(), nearest=others.choice.sentences)
    reason = f"nothing found in {named} answers it; what other outlets say comes nearest"
    return replace(asked, passages=others.passages, choice=choice, reason=reason)


def consider(
    articles: ArticleIndex, question: str, passages: Sequence[Passage], *, limited: bool = False
) -> Asked:
    """What these passages, best first, have to say to ``question``."""
    return Asked(
        articles=articles,
        question=question.strip(),
        passages=tuple(passages),
        choice=choose(question, passages, _rarity(articles), articles.embed_words),
        limited=limited,
        citer=Citer(articles, limited=limited),
    )


def _rarity(articles: ArticleIndex) -> Idf:
    """How rare a word is in these articles: the idf of BM25."""
    size = articles.chunk_count()

    def rarity(word: str) -> float:
        (count,) = articles.frequencies([word])
        return idf(count, size)

    return rarity
