"""A question's passages to an answer without a model: source sentences, to the letter.

Every claim is a quotation, and what its outlet has corrected since stands with the correction
(`correcting`); it goes through the same check of evidence as any other statement.
Deliberately not here: which sentences answer (`extractive`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.article_index import ArticleIndex
from index.articles import Sentence
from index.words import iter_words
from qa.answering.asking import Asked
from qa.answering.citing import Citer
from qa.answering.correcting import correction
from qa.answering.disputing import disputes
from qa.answering.tellers import names_outlet
from qa.answers import Abstention, Answer, Citation, Claim, Written
from qa.evidence import support
from qa.extractive import ANSWERABLE


def quote(asked: Asked, written: Written | None = None) -> Answer | Abstention:
    """One to three sentences that answer, best first; an abstention where none does.

    ``written`` says why a model that was to write the answer did not.
    """
    choice = asked.choice
    if not choice.sentences or choice.answerable < ANSWERABLE:
        return abstain(asked, written=written)
    citer = asked.citer.fork(limited=asked.limited)
    return Answer(
        question=asked.question,
        claims=tuple(_claims(asked, citer)),
        passages=asked.passages,
        answerable=choice.answerable,
        disputes=disputes(
            [(s.passage.article, s.sentence) for s in choice.sentences], asked.passages, citer
        ),
        written=written,
    )


def abstain(asked: Asked, reason: str = "", written: Written | None = None) -> Abstention:
    """That the articles do not answer, and why; the nearest sentences with it."""
    citer = asked.citer.fork(limited=asked.limited)
    choice = asked.choice
    # Where sentences answer and a model's statements did not hold, those come nearest.
    nearest = choice.sentences if choice.answerable >= ANSWERABLE else choice.nearest
    lacking = choice.uncovered if asked.passages else ()  # else they were not looked for
    return Abstention(
        question=asked.question,
        reason=reason or asked.reason or _reason(asked, lacking),
        uncovered=lacking,
        nearest=tuple(citer.cite(s.passage.article, s.sentence) for s in nearest),
        passages=asked.passages,
        answerable=choice.answerable,
        written=written,
    )


def _occurs(articles: ArticleIndex, name: str) -> bool:
    """Whether the articles have these words anywhere, or an outlet is called that."""
    if all(articles.frequencies([word.raw for word in iter_words(name)])):
        return True
    return any(True for _ in names_outlet(name, articles.outlets()))


def _reason(asked: Asked, lacking: Sequence[str]) -> str:
    """``lacking``: what of the question was not found, or not beside the rest of it."""
    if not asked.articles.chunk_count():
        return "the index holds no articles yet"
    if not asked.passages:
        return "no article matches" + (" the dates and outlets asked for" if asked.limited else "")
    if lacking and all(_occurs(asked.articles, words) for words in lacking):
        return f"what was found says nothing of {', '.join(lacking)} beside the rest of it"
    if lacking:
        return "no passage covers the whole question"
    return "no sentence brings the words of the question together"


def _claims(asked: Asked, citer: Citer) -> Iterator[Claim]:
    """Each sentence; right after one that its outlet has corrected, the correction."""
    corrected: set[Sentence] = set()
    for one in asked.choice.sentences:
        found = correction(one, asked.passages)
        if found and found.sentences[0] in corrected:
            continue  # the same error again
        yield quoted([citer.cite(one.passage.article, one.sentence)])
        if found:
            corrected.add(found.sentences[0])
            yield quoted([citer.cite(found.article, s) for s in found.sentences])


def quoted(citations: Sequence[Citation]) -> Claim:
    """What these sentences say, in their own words."""
    told = " ".join(c.quote for c in citations)
    checked = support(told, [" ".join(c.article.text[c.start : c.end] for c in citations)])
    return Claim(told, tuple(citations), checked.score, checked.verdict)
