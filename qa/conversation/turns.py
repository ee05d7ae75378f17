"""A conversation: questions with what came of them, and the briefings between them.

Deliberately no I/O, no retrieval, no rewriting (`talk`, `followups`), nothing of how much a model
is told of it (`history`), and of what goes with a removed article only the order (`removal`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import NamedTuple

from qa.answering.languages import is_english
from qa.answers import Abstention, Answer, Briefing, Citation, Claim, Result
from qa.conversation.earlier import Earlier
from qa.conversation.followups import gist
from qa.conversation.limits import ANY, Limits
from qa.conversation.topic import kept, written
from qa.extractive.spelling import spelled
from qa.messages import Usage


class Recalled(NamedTuple):
    """How much of a conversation a model was told, in questions."""

    told: int
    shortened: int  # of these, told without their answers
    left_out: int  # earlier ones, for want of room


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and what came of it."""

    question: str  # as typed
    asked: str  # as it was looked up: standing alone
    result: Result
    lost: int = 0  # statements that are gone because their articles have been removed
    rewriting: Usage = field(default_factory=Usage)  # what a model used for `asked`
    note: str = ""  # why a model's rewriting was not taken
    by: str = ""  # whose reports it asks for: an outlet's, or `followups.OTHERS`
    topic: str = ""  # what the conversation is about with it, see `followups.Rewritten`
    detail: str = ""
    worded_by: frozenset[str] = frozenset()  # ids of articles whose words the wording may have
    limits: Limits = ANY
    recalled: Recalled | None = None  # None: a model was told of nothing before it

    @property
    def asked_as(self) -> str:
        """What the question was made to say; "" where it was left as it was."""
        return asked_as(self.question, self.asked, self.by)

    @property
    def citations(self) -> list[Citation]:
        """What it cites, by number."""
        return cited(self.result)

    @property
    def told(self) -> list[Claim]:
        """Its statements that are supported."""
        return [c for c in claims(self.result) if c.verdict == "supported"]

    @property
    def usage(self) -> Usage | None:
        """What models used for it; None where none was asked."""
        written = self.result.written
        if written is None:
            return self.rewriting if self.rewriting.calls or self.rewriting.cached else None
        return self.rewriting + written.usage


@dataclass(frozen=True, slots=True)
class Briefed:
    """A briefing that was asked for on the way."""

    question: str  # as typed: "/brief attacks"
    briefing: Briefing
    lost: int = 0  # lines that are gone because their articles have been removed
    limits: Limits = ANY
    worded_by: frozenset[str] = frozenset()  # ids of articles whose words its topic may have

    @property
    def citations(self) -> list[Citation]:
        """What it cites, by number."""
        return list(self.briefing.citations())


Entry = Turn | Briefed


def asked_as(question: str, asked: str, by: str = "") -> str:
    """What a question was made to say, for whoever typed it; "" where it was left as it was."""
    if by:
        return f"{asked} ({by})"
    return "" if asked == question else asked


class Conversation:
    """Turns and briefings, oldest first."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.entries = list(entries)

    @property
    def turns(self) -> list[Turn]:
        """The questions."""
        return [entry for entry in self.entries if isinstance(entry, Turn)]

    def citations(self) -> list[Citation]:
        """Everything cited so far, by number."""
        found = {c.number: c for entry in self.entries for c in entry.citations}
        return [found[number] for number in sorted(found)]

    def lost(self) -> int:
        """How many statements are gone with their articles."""
        return sum(entry.lost for entry in self.entries)

    def forget(self, article_ids: Set[str]) -> None:
        """Cite nothing of these articles any more, and put none of their words into questions."""
        from qa.conversation.removal import without

        if article_ids:
            self.entries = [without(entry, article_ids) for entry in self.entries]

    def earlier(self) -> Earlier:
        """What the next question may lean on."""
        turns, told = self.turns, self.citations()
        headlines = {c.number: c.article.title or c.quote for c in told}
        if not turns:
            return Earlier(headlines=headlines, quotes=tuple(c.quote for c in told))
        turns = [turn for turn in turns if not _foreign(turn)] or turns
        last = turns[-1]
        answered = next((t for t in reversed(turns) if claims(t.result) and not t.by), last)
        read = [s.text for passage in last.result.passages for s in passage.sentences]
        asked = spelled(last.asked, read)
        topic = gist(asked) if last.topic in ("", gist(last.asked)) else last.topic
        return Earlier(
            topic=written(replace(p, text=spelled(p.text, read)) for p in kept(topic)),
            detail=spelled(last.detail, read),
            last=asked,
            told="\n".join(claim.text for claim in last.told),
            cited=tuple(dict.fromkeys(c.number for c in _shown(self.turns[-1].result))),
            headlines=headlines,
            quotes=tuple(c.quote for c in told),
            near=self.near(),
            stale=_stale(turns),
            answered=answered.asked,
            answered_detail=answered.detail,
            read=tuple(read),
            asked=tuple((spelled(typed, read), asked) for typed, asked in _on_subject(turns)),
            before=tuple(dict.fromkeys(t.topic for t in reversed(turns) if t.topic != last.topic)),
        )

    def near(self) -> frozenset[int]:
        """Numbers of what stood near a question that was not answered, and answered none."""
        nearest = {
            c.number for turn in self.turns if not claims(turn.result) for c in turn.citations
        }
        answering = {c.number for entry in self.entries if _answers(entry) for c in entry.citations}
        return frozenset(nearest - answering)


def _on_subject(turns: Sequence[Turn]) -> Iterator[tuple[str, str]]:
    """The questions since the last that stood alone, as typed and as asked, newest first."""
    for turn in reversed(turns):
        yield turn.detail or turn.asked, turn.asked
        if not turn.detail:
            return


def _foreign(turn: Turn) -> bool:
    """Whether it was asked in other words than any article has: no subject that one goes on with.

    Where neither the question nor the articles know a word, it may be of another language.
    """
    refused = isinstance(turn.result, Abstention) and turn.result.uncovered
    return bool(refused) and not is_english(turn.question)


def _stale(turns: Sequence[Turn]) -> frozenset[str]:
    """Of what the last turn is about, what neither its subject came with nor it brought up."""
    topics = [[p.text.casefold() for p in kept(turn.topic)] for turn in reversed(turns)]
    now, *before = topics
    same = list(takewhile(lambda topic: topic[:1] == now[:1], before))
    return frozenset(set().union(*same) - set(same[-1])) if same else frozenset()


def _answers(entry: Entry) -> bool:
    return isinstance(entry, Briefed) or bool(claims(entry.result))


def claims(result: Result) -> tuple[Claim, ...]:
    """The statements of a result that are shown as an answer."""
    return result.claims if isinstance(result, Answer) else ()


def cited(result: Result) -> list[Citation]:
    """The citations that are shown with a result, by number."""
    return sorted({c.number: c for c in _shown(result)}.values(), key=lambda c: c.number)


def _shown(result: Result) -> list[Citation]:
    """The same in the order in which they are shown."""
    if not isinstance(result, Answer):
        return list(result.nearest)
    found = [c for claim in result.claims for c in claim.citations]
    return found + [c for dispute in result.disputes for c, _ in dispute.sides]
