"""A turn to the parts that are kept of it, and back: sentences are quoted anew from the index.

What is kept of a citation is its place, so that a session whose articles have been removed says
so and cites nothing of theirs. Deliberately not here: when turns are kept (`sessions`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from index.article_index import ArticleIndex
from index.articles import Article
from index.errors import ArticleNotFound, GroundwireError, UsageError
from index.kept.sessions import StoredCitation, StoredStatement, StoredTurn
from qa.answering.carried import Reports
from qa.answers import Abstention, Answer, Citation, Claim, Dispute, Result, Written, cite
from qa.conversation import Turn, claims
from qa.llm import Usage


def stored(turn: Turn) -> StoredTurn:
    """The parts of a turn; each knows the articles that it must go with."""
    result = turn.result
    wording: dict[str, Any] = {"asked": turn.asked}
    if isinstance(result, Abstention):
        wording["uncovered"] = list(result.uncovered)
    return StoredTurn(turn.question, wording, _about(turn), tuple(_statements(result)), turn.lost)


def _about(turn: Turn) -> dict[str, Any]:
    result = turn.result
    about: dict[str, Any] = {
        "answered": isinstance(result, Answer),
        "answerable": result.answerable,
        "rewriting": asdict(turn.rewriting),
        "of_others": turn.of_others,
    }
    if isinstance(result, Abstention):
        about["reason"] = result.reason
    if result.written:
        written = result.written
        about["written"] = {
            "model": written.model,
            "usage": asdict(written.usage),
            "shown": written.shown,
            "dropped": written.dropped,
            "unknown": written.unknown,
            "incomplete": written.incomplete,
            "failure": written.failure.message if written.failure else None,
        }
    return about


def _statements(result: Result) -> Iterable[StoredStatement]:
    """The parts of a result. What a model wrote without support may be words of all it saw."""
    seen = frozenset(passage.article.id for passage in result.passages)
    for claim in claims(result):
        about = {
            "support": claim.support,
            "verdict": claim.verdict,
            "missing": claim.missing,
            "conflicts": claim.conflicts,
        }
        rests = _ids(claim.citations) | (frozenset() if claim.verdict == "supported" else seen)
        yield StoredStatement("claim", claim.text, about, _numbers(claim.citations), rests)
    for dispute in result.disputes if isinstance(result, Answer) else ():
        sides = [citation for citation, _ in dispute.sides]
        values = {"values": [value for _, value in dispute.sides]}
        yield StoredStatement("dispute", dispute.what, values, _numbers(sides), _ids(sides))
    for citation in result.nearest if isinstance(result, Abstention) else ():
        yield StoredStatement("nearest", "", {}, (citation.number,), _ids([citation]))


def _ids(citations: Iterable[Citation]) -> frozenset[str]:
    return frozenset(citation.article_id for citation in citations)


def _numbers(citations: Iterable[Citation]) -> tuple[int, ...]:
    return tuple(citation.number for citation in citations)


def place_of(citation: Citation) -> StoredCitation:
    """Where a citation stands, and a digest of what stands there."""
    return StoredCitation(
        number=citation.number,
        article=citation.article_id,
        revision=citation.article.revision,
        sentence=citation.sentence,
        start=citation.start,
        end=citation.end,
        digest=_digest(citation.quote),
    )


def _digest(quote: str) -> str:
    return hashlib.sha256(quote.encode()).hexdigest()[:16]


def quoted_anew(kept: Sequence[StoredCitation], articles: ArticleIndex) -> dict[int, Citation]:
    """By number, the citations whose sentences can be quoted, to the letter."""
    reports = Reports(articles)
    found = ((p.number, _citation(p, articles, reports)) for p in kept if p.article)
    return {number: citation for number, citation in found if citation is not None}


def _citation(place: StoredCitation, articles: ArticleIndex, reports: Reports) -> Citation | None:
    try:
        article = _revision(articles, articles.article(place.article or ""), place.revision)
        first = max(0, place.sentence - 1)
        near = articles.sentences(article, first, place.sentence + 2)
    except (ArticleNotFound, UsageError):
        return None
    at = next((s for s in near if s.ordinal == place.sentence), None)
    same = at and (at.start, at.end, _digest(at.text)) == (place.start, place.end, place.digest)
    if not same:
        return None
    return reports.tell(cite(place.number, article, near, place.sentence))


def _revision(articles: ArticleIndex, article: Article, number: int) -> Article:
    return article if article.revision == number else articles.revision(article, number).article


def turn_of(stored: StoredTurn, quoted: dict[int, Citation]) -> Turn:
    """A turn as far as all that its parts cite can be quoted; how much is lost with the rest."""
    wording, about = stored.wording or {}, stored.about
    whole = [s for s in stored.statements if all(number in quoted for number in s.numbers)]
    written = _written(about["written"]) if "written" in about else None
    asked = wording.get("asked", stored.question)
    result: Result
    if about["answered"]:
        result = Answer(
            question=asked,
            claims=tuple(_claim(s, quoted) for s in whole if s.kind == "claim"),
            passages=(),
            answerable=about["answerable"],
            disputes=tuple(_dispute(s, quoted) for s in whole if s.kind == "dispute"),
            written=written,
        )
    else:
        result = Abstention(
            question=asked,
            reason=about["reason"],
            uncovered=tuple(wording.get("uncovered", ())),
            nearest=tuple(quoted[n] for s in whole for n in s.numbers),
            passages=(),
            answerable=about["answerable"],
            written=written,
        )
    lost = stored.lost + len(stored.statements) - len(whole)
    return Turn(
        question=stored.question,
        asked=asked,
        result=result,
        lost=lost,
        rewriting=Usage(**about["rewriting"]),
        of_others=about["of_others"],
    )


def _claim(stored: StoredStatement, quoted: dict[int, Citation]) -> Claim:
    return Claim(
        text=stored.text,
        citations=tuple(quoted[number] for number in stored.numbers),
        support=stored.about["support"],
        verdict=stored.about["verdict"],
        missing=tuple(stored.about["missing"]),
        conflicts=tuple(stored.about["conflicts"]),
    )


def _dispute(stored: StoredStatement, quoted: dict[int, Citation]) -> Dispute:
    sides = zip(stored.numbers, stored.about["values"], strict=True)
    return Dispute(stored.text, tuple((quoted[number], value) for number, value in sides))


def _written(about: dict[str, Any]) -> Written:
    failure = about.pop("failure")
    usage = Usage(**about.pop("usage"))
    return Written(usage=usage, failure=GroundwireError(failure) if failure else None, **about)
