"""A conversation to what is kept of it, and back: sentences are quoted anew from the index.

What is kept is a place for each citation, so that a session whose articles have been removed says
so and cites nothing of theirs. Deliberately not here: the file (`index.sessions`), and which
session is meant (`talking`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any

from index.article_index import ArticleIndex
from index.articles import Article
from index.errors import ArticleNotFound, GroundwireError, IndexDamaged, UsageError
from index.sessions import Sessions, StoredCitation, StoredStatement, StoredTurn
from qa.answers import Abstention, Answer, Citation, Claim, Dispute, Result, Written, cite
from qa.conversation import Conversation, Turn, claims
from qa.llm import Usage


@dataclass(frozen=True, slots=True)
class Taken:
    """A session taken up again."""

    conversation: Conversation
    given: int  # the highest citation number that is taken


class Keeper:
    """Keeps one conversation as it goes. ``note`` says why it cannot be kept, if it cannot."""

    def __init__(self, sessions: Sessions, name: str | None = None) -> None:
        self.name = name  # None: given with the first turn
        self.note: str | None = None
        self._sessions = sessions
        self._count = sessions.count(name) if name else 0

    def append(self, turn: Turn, now: datetime | None = None) -> None:
        """Keep a turn."""
        moment = now or datetime.now(UTC)
        places = [_place(citation) for citation in turn.citations]

        def write() -> None:
            name = self._own_name(moment)
            self._sessions.append(name, _stored(turn), places, moment)
            self.name, self._count = name, self._count + 1

        self._attempt(write)

    def cite(self, citations: Iterable[Citation], now: datetime | None = None) -> None:
        """Keep the numbers of sentences that were shown beside the turns."""
        moment = now or datetime.now(UTC)
        places = [_place(citation) for citation in citations]

        def write() -> None:
            self.name = self._own_name(moment)
            self._sessions.cite(self.name, places, moment)

        self._attempt(write)

    def _own_name(self, now: datetime) -> str:
        """The session's name. Raises ``UsageError`` where somebody else has gone on with it."""
        if self.name and self._sessions.count(self.name) != self._count:
            raise UsageError("it has been gone on with elsewhere")
        return self.name or _new_name(self._sessions, now)

    def undo(self) -> None:
        """Take the last turn back, if it was kept."""

        def write() -> None:
            if self.name and self._count:
                self._sessions.undo(self.name)
                self._count -= 1

        self._attempt(write)

    def begin(self) -> None:
        """A new session from here on."""
        self.name, self._count, self.note = None, 0, None

    def _attempt(self, write: Any) -> None:
        if self.note is not None:
            return
        try:
            write()
        except (IndexDamaged, UsageError) as error:
            self.note = f"this session is not saved: {error.__cause__ or error.message}"


def _new_name(sessions: Sessions, now: datetime) -> str:
    """The day, and a number where there are several of it."""
    day = now.astimezone().strftime("%Y-%m-%d")
    taken = set(sessions.names(day))
    numbered = (f"{day}-{number}" for number in range(2, len(taken) + 3))
    return next(name for name in (day, *numbered) if name not in taken)


def take_up(sessions: Sessions, name: str, articles: ArticleIndex) -> Taken:
    """A session as far as its articles are still there."""
    kept = sessions.citations(name)
    quoted = _quoted(kept, articles)
    turns = [_turn(stored, quoted) for stored in sessions.turns(name)]
    return Taken(Conversation(turns), max((c.number for c in kept), default=0))


# --- to what is kept ------------------------------------------------------------------------------


def _stored(turn: Turn) -> StoredTurn:
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


def _place(citation: Citation) -> StoredCitation:
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


# --- and back -------------------------------------------------------------------------------------


def _quoted(kept: Sequence[StoredCitation], articles: ArticleIndex) -> dict[int, Citation]:
    """By number, the citations whose sentences can be quoted, to the letter."""
    found = ((place.number, _citation(place, articles)) for place in kept if place.article)
    return {number: citation for number, citation in found if citation is not None}


def _citation(place: StoredCitation, articles: ArticleIndex) -> Citation | None:
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
    origin = articles.origins([article.id]).get(article.id)
    return replace(cite(place.number, article, near, place.sentence), origin=origin)


def _revision(articles: ArticleIndex, article: Article, number: int) -> Article:
    return article if article.revision == number else articles.revision(article, number).article


def _turn(stored: StoredTurn, quoted: dict[int, Citation]) -> Turn:
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
