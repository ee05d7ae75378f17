"""A turn to the parts that are kept of it, and back: sentences are quoted anew from the index.

What is kept of a citation is its place, so that a session whose articles have been removed says
so and cites nothing of theirs. Deliberately not here: when turns are kept (`sessions`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from index.article_index import ArticleIndex
from index.articles import Article
from index.errors import ArticleNotFound, GroundwireError, UsageError
from index.kept.session_turns import WORDING, StoredCitation, StoredStatement, StoredTurn
from qa.answering.carried import Reports
from qa.answering.citing import cite
from qa.answers import Abstention, Answer, Citation, Claim, Dispute, Result, Written
from qa.conversation import Turn, claims
from qa.conversation.limits import Limits
from qa.conversation.removal import articles_of, rests_on, seen_by
from qa.conversation.turns import Recalled
from qa.messages import Usage

Quoted = dict[int, Citation]  # by number
_UNWORDED = StoredStatement(WORDING, "", {}, ())


def stored_turn(turn: Turn) -> StoredTurn:
    """The parts of a turn; each knows the articles that it must go with."""
    parts = (_wording(turn), *_statements(turn.result))
    return StoredTurn(turn.question, _about(turn), parts, turn.lost)


def _wording(turn: Turn) -> StoredStatement:
    about: dict[str, Any] = {"topic": turn.topic, "detail": turn.detail}
    if isinstance(turn.result, Abstention):
        about["uncovered"] = list(turn.result.uncovered)
    return StoredStatement(WORDING, turn.asked, about, (), turn.worded_by)


def _about(turn: Turn) -> dict[str, Any]:
    result = turn.result
    about: dict[str, Any] = {
        "answered": isinstance(result, Answer),
        "answerable": result.answerable,
        "rewriting": asdict(turn.rewriting),
        "by": turn.by,
        "recalled": turn.recalled,
        "limits": stored_limits(turn.limits),
    }
    if isinstance(result, Abstention):
        about["reason"] = result.reason
    if result.written:
        about["written"] = stored_writer(result.written)
    return about


def stored_writer(written: Written) -> dict[str, Any]:
    """What a model had to do with it, without a word of what it wrote."""
    return {
        "model": written.model,
        "usage": asdict(written.usage),
        "shown": written.shown,
        "dropped": written.dropped,
        "unknown": written.unknown,
        "incomplete": written.incomplete,
        "failure": written.failure.message if written.failure else None,
    }


def stored_limits(limits: Limits) -> dict[str, Any]:
    """Days and outlets, as they were set."""
    since, until = (day and day.isoformat() for day in (limits.since, limits.until))
    return {"since": since, "until": until, "outlets": limits.outlets}


def _statements(result: Result) -> Iterable[StoredStatement]:
    seen = seen_by(result)
    for claim in claims(result):
        yield stored_claim("claim", claim, {}, rests_on(claim, seen))
    yield from stored_disputes(result.disputes if isinstance(result, Answer) else ())
    for citation in result.nearest if isinstance(result, Abstention) else ():
        yield StoredStatement("nearest", "", {}, (citation.number,), articles_of([citation]))


def stored_claim(
    kind: str, claim: Claim, more: dict[str, Any], rests: frozenset[str]
) -> StoredStatement:
    """A statement, and ``more`` that is to be known of it."""
    about = {
        "support": claim.support,
        "verdict": claim.verdict,
        "missing": claim.missing,
        "conflicts": claim.conflicts,
    }
    return StoredStatement(kind, claim.text, about | more, _numbers(claim.citations), rests)


def stored_disputes(disputes: Iterable[Dispute]) -> Iterable[StoredStatement]:
    """Where outlets differ."""
    for dispute in disputes:
        sides = [citation for citation, _ in dispute.sides]
        values = {"values": [value for _, value in dispute.sides]}
        yield StoredStatement("dispute", dispute.what, values, _numbers(sides), articles_of(sides))


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


def quoted_anew(kept: Sequence[StoredCitation], articles: ArticleIndex) -> Quoted:
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


def turn_of(stored: StoredTurn, quoted: Quoted) -> Turn:
    """A turn as far as all that its parts cite can be quoted; how much is lost with the rest."""
    about, whole = stored.about, whole_parts(stored, quoted)
    worded = next((s for s in whole if s.kind == WORDING), _UNWORDED)
    asked = worded.text or stored.question
    return Turn(
        question=stored.question,
        asked=asked,
        result=_result(asked, stored, quoted),
        lost=lost_of(stored, whole),
        rewriting=Usage(**about["rewriting"]),
        by=about.get("by", ""),
        topic=worded.about.get("topic", ""),
        detail=worded.about.get("detail", ""),
        worded_by=worded.rests_on,
        limits=limits_of(about),
        recalled=Recalled(*about["recalled"]) if about.get("recalled") else None,
    )


def whole_parts(stored: StoredTurn, quoted: Quoted) -> list[StoredStatement]:
    """The parts of which all that they cite can be quoted."""
    return [s for s in stored.statements if all(number in quoted for number in s.numbers)]


def lost_of(stored: StoredTurn, whole: Sequence[StoredStatement]) -> int:
    """How many statements are gone: with their articles, or since they cannot be quoted."""
    return stored.lost + len(stored.statements) - len(whole)


def limits_of(about: dict[str, Any]) -> Limits:
    """What ``stored_limits`` was given."""
    told = about.get("limits") or {}
    since, until = (told.get(end) and date.fromisoformat(told[end]) for end in ("since", "until"))
    return Limits(since or None, until or None, tuple(told.get("outlets", ())))


def _result(asked: str, stored: StoredTurn, quoted: Quoted) -> Result:
    about, whole = stored.about, whole_parts(stored, quoted)
    written = writer_of(about)
    if about["answered"]:
        return Answer(
            question=asked,
            claims=tuple(claim_of(s, quoted) for s in whole if s.kind == "claim"),
            passages=(),
            answerable=about["answerable"],
            disputes=disputes_of(whole, quoted),
            written=written,
        )
    words = next((s.about.get("uncovered", ()) for s in whole if s.kind == WORDING), ())
    return Abstention(
        question=asked,
        reason=about["reason"],
        uncovered=tuple(words),
        nearest=tuple(quoted[n] for s in whole if s.kind == "nearest" for n in s.numbers),
        passages=(),
        answerable=about["answerable"],
        written=written,
    )


def claim_of(stored: StoredStatement, quoted: Quoted) -> Claim:
    """The statement that ``stored_claim`` was given."""
    return Claim(
        text=stored.text,
        citations=tuple(quoted[number] for number in stored.numbers),
        support=stored.about["support"],
        verdict=stored.about["verdict"],
        missing=tuple(stored.about["missing"]),
        conflicts=tuple(stored.about["conflicts"]),
    )


def disputes_of(whole: Iterable[StoredStatement], quoted: Quoted) -> tuple[Dispute, ...]:
    """What ``stored_disputes`` was given."""
    return tuple(_dispute(s, quoted) for s in whole if s.kind == "dispute")


def _dispute(stored: StoredStatement, quoted: Quoted) -> Dispute:
    sides = zip(stored.numbers, stored.about["values"], strict=True)
    return Dispute(stored.text, tuple((quoted[number], value) for number, value in sides))


def writer_of(about: dict[str, Any]) -> Written | None:
    """What ``stored_writer`` was given."""
    if "written" not in about:
        return None
    told = dict(about["written"])
    failure, usage = told.pop("failure"), Usage(**told.pop("usage"))
    return Written(usage=usage, failure=GroundwireError(failure) if failure else None, **told)
