"""A question to an answer or an abstention, without a model: source sentences, to the letter.

Retrieve, choose, check, cite. Every claim is a quotation; it goes through the same check of
evidence as any other statement would. Deliberately no I/O of its own: the index is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from index.article_index import ArticleIndex
from index.articles import Sentence
from index.errors import ArticleNotFound, UsageError
from index.words import has_words, idf
from qa.answers import Abstention, Answer, Citation, Claim, Result, cite
from qa.evidence import support
from qa.extractive import ANSWERABLE, Choice, Idf, Scored, choose

# Passages that sentences are chosen from: on the 2022 questions, ten hold the answer in nine
# cases of ten (hit@10), and twenty bring more wrong sentences than right ones.
_PASSAGES = 10


def ask(
    articles: ArticleIndex,
    question: str,
    *,
    since: date | None = None,
    until: date | None = None,
    outlets: Sequence[str] = (),
) -> Result:
    """Answer ``question`` from the articles, limited as in ``ArticleIndex.search``.

    An ``Answer`` has one to three claims, best first; an ``Abstention`` says what is missing.
    Raises ``UsageError`` for a question without a word.
    """
    if not has_words(question):
        raise UsageError("the question has no words", "ask one in quotation marks")
    passages = articles.search(question, _PASSAGES, since=since, until=until, outlets=outlets)
    choice = choose(question, passages, _rarity(articles))
    told = question.strip()
    if not choice.sentences or choice.answerable < ANSWERABLE:
        reason = _reason(articles, choice, filtered=bool(since or until or outlets))
        nearest = _citations(articles, choice.nearest)
        uncovered = choice.uncovered if passages else ()  # else they were not looked for
        return Abstention(told, reason, uncovered, nearest, tuple(passages), choice.answerable)
    claims = tuple(map(_claim, _citations(articles, choice.sentences)))
    return Answer(told, claims, tuple(passages), choice.answerable)


def _rarity(articles: ArticleIndex) -> Idf:
    """How rare a word is in these articles (the idf of BM25)."""
    size = articles.chunk_count()

    def rarity(word: str) -> float:
        (count,) = articles.frequencies([word])
        return idf(count, size)

    return rarity


def _reason(articles: ArticleIndex, choice: Choice, *, filtered: bool) -> str:
    if not articles.chunk_count():
        return "the index holds no articles yet"
    if not choice.sentences:
        return "no article matches" + (" the dates and outlets asked for" if filtered else "")
    if choice.uncovered:
        return "no passage covers the whole question"
    return "no sentence brings the words of the question together"


def _citations(articles: ArticleIndex, chosen: Iterable[Scored]) -> tuple[Citation, ...]:
    return tuple(
        cite(number, s.passage.article, _surroundings(articles, s), s.sentence.ordinal)
        for number, s in enumerate(chosen, 1)
    )


def _surroundings(articles: ArticleIndex, scored: Scored) -> Sequence[Sentence]:
    """The sentence and its neighbours, which may stand outside the passage."""
    ordinal = scored.sentence.ordinal
    try:
        return articles.sentences(scored.passage.article, max(0, ordinal - 1), ordinal + 2)
    except ArticleNotFound:  # replaced since it was retrieved: cited is what was retrieved
        return scored.passage.sentences


def _claim(citation: Citation) -> Claim:
    checked = support(citation.quote, [citation.article.text[citation.start : citation.end]])
    return Claim(citation.quote, (citation,), checked.score, checked.verdict)
