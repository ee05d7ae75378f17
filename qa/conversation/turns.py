"""A conversation: its turns, what the next question can lean on, what a model is told of it.

What is told to a model is kept within a budget of tokens: the last turn with all its statements,
older ones shortened to their question and supported statements, then to their question; how many
do not fit at all is said. Deliberately no I/O, no retrieval, no rewriting (`talk`, `followups`),
and nothing of what was said is evidence for anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field, replace

from index.reading.cleaning import clean_line
from index.tokens import count_tokens
from index.words import iter_words
from qa.answering.asking import History
from qa.answers import Abstention, Answer, Citation, Claim, Result
from qa.conversation.followups import Earlier, gist, without_lead_in
from qa.llm import Message, Usage
from qa.prompting import harmless

# Share of a model's window that history may take, and the most of it: ten turns of three
# statements take some 900 tokens, and what is older hardly ever decides what is asked for now.
HISTORY_SHARE = 1 / 8
MOST_HISTORY = 1_000  # tokens
_WRAPPING = 8  # tokens that servers put around each message, on the high side
_LEFT_OUT_TOKENS = 24  # of the remark that earlier questions are left out
_UNANSWERED = "The articles do not answer this."
_SHORTENED = "(Answered; the answer is left out here.)"


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and what came of it."""

    question: str  # as typed
    asked: str  # as it was looked up: standing alone
    result: Result
    lost: int = 0  # statements that are gone because their articles have been removed
    rewriting: Usage = field(default_factory=Usage)  # what a model used for `asked`
    note: str = ""  # why a model's rewriting was not taken
    of_others: bool = False  # asked of the outlets that the answer before did not cite

    @property
    def asked_as(self) -> str:
        """What the question was made to say; "" where it was left as it was."""
        return asked_as(self.question, self.asked, of_others=self.of_others)

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


def asked_as(question: str, asked: str, *, of_others: bool) -> str:
    """What a question was made to say, for whoever typed it; "" where it was left as it was."""
    if of_others:
        return f"{asked} (other outlets)"
    return "" if asked == question else asked


class Conversation:
    """Turns, oldest first."""

    def __init__(self, turns: Iterable[Turn] = ()) -> None:
        self.turns = list(turns)
        self.beside: list[Citation] = []  # what was cited in no turn, but in a briefing

    def citations(self) -> list[Citation]:
        """Everything cited so far, by number."""
        found = {c.number: c for turn in self.turns for c in turn.citations}
        found |= {c.number: c for c in self.beside}
        return [found[number] for number in sorted(found)]

    def lost(self) -> int:
        """How many statements are gone with their articles."""
        return sum(turn.lost for turn in self.turns)

    def forget(self, article_ids: Set[str]) -> None:
        """Cite nothing of these articles any more, and put none of their words into questions."""
        if any(citation.article_id in article_ids for citation in self.citations()):
            self.beside = [c for c in self.beside if c.article_id not in article_ids]
            self.turns = [_without(turn, article_ids) for turn in self.turns]
            known = self._words()
            self.turns = [_reworded(turn, known) for turn in self.turns]

    def _words(self) -> set[str]:
        """What was typed, and what the articles still cited say."""
        texts = [turn.question for turn in self.turns]
        texts += [claim.text for turn in self.turns for claim in turn.told]
        texts += [t for c in self.citations() for t in (c.quote, c.article.title)]
        return {word.key for text in texts for word in iter_words(text)}

    def earlier(self) -> Earlier:
        """What the next question may lean on."""
        if not self.turns:
            return Earlier()
        topic, detail = self._topic()
        last = self.turns[-1]
        return Earlier(
            topic=topic,
            detail=detail,
            last=last.asked,
            told=" ".join(claim.text for claim in last.told),
            cited=tuple(citation.number for citation in last.citations),
            headlines={c.number: c.article.title or c.quote for c in self.citations()},
            quotes={c.number: c.quote for c in self.citations()},
        )

    def _topic(self) -> tuple[str, str]:
        """What the last question that stood alone was about, and what a follow-up added."""
        topic = detail = ""
        for turn in self.turns:
            if turn.of_others:
                continue
            if topic and turn.asked.casefold().startswith(topic.casefold()):
                detail = gist(without_lead_in(turn.question))
            else:
                topic, detail = gist(turn.asked), ""
        return topic, detail

    def history(self, model: str, window: int) -> History:
        """What ``model``, that takes ``window`` tokens, is told of the conversation."""
        budget = int(min(MOST_HISTORY, HISTORY_SHARE * window)) - _LEFT_OUT_TOKENS
        told: list[_Told] = []
        for turn in reversed(self.turns):
            fitting = _fitted(turn, model, budget, latest=not told)
            if fitting is None:
                break
            budget -= fitting.token_count
            told.append(fitting)
        return _history(told[::-1], len(self.turns) - len(told))


def _without(turn: Turn, gone: Set[str]) -> Turn:
    """A turn as far as it rests on other articles."""

    def stands(citations: Iterable[Citation]) -> bool:
        return not any(citation.article_id in gone for citation in citations)

    result: Result = turn.result
    if isinstance(result, Abstention):
        result = replace(result, nearest=tuple(c for c in result.nearest if stands([c])))
    else:
        told = tuple(claim for claim in result.claims if stands(claim.citations))
        disputes = tuple(d for d in result.disputes if stands(c for c, _ in d.sides))
        result = replace(result, claims=told, disputes=disputes)
    passages = tuple(p for p in result.passages if p.article.id not in gone)
    lost = turn.lost + _parts(turn.result) - _parts(result)
    result = replace(result, passages=passages)
    return replace(turn, result=result, lost=lost)


def _reworded(turn: Turn, known: Set[str]) -> Turn:
    """A turn as it was typed, where it was made to stand alone with words that are gone."""
    if all(word.key in known for word in iter_words(turn.asked)):
        return turn
    return replace(turn, asked=turn.question)


def _parts(result: Result) -> int:
    """How many statements and sentences it shows."""
    if isinstance(result, Abstention):
        return len(result.nearest)
    return len(result.claims) + len(result.disputes)


def claims(result: Result) -> tuple[Claim, ...]:
    """The statements of a result that are shown as an answer."""
    return result.claims if isinstance(result, Answer) else ()


def cited(result: Result) -> list[Citation]:
    """The citations that are shown with a result, by number."""
    found = [c for claim in claims(result) for c in claim.citations]
    if isinstance(result, Abstention):
        found += result.nearest
    else:
        found += [c for dispute in result.disputes for c, _ in dispute.sides]
    return sorted({c.number: c for c in found}.values(), key=lambda c: c.number)


@dataclass(frozen=True, slots=True)
class _Told:
    """One turn as a model is told of it."""

    messages: tuple[Message, Message]
    token_count: int
    claims: tuple[Claim, ...]


def _fitted(turn: Turn, model: str, budget: int, *, latest: bool) -> _Told | None:
    """The longest wording of a turn that fits; None where not even its question does."""
    for told in _wordings(turn, latest):
        messages = (
            Message("user", clean_line(turn.asked)),
            Message("assistant", _said(turn, told)),
        )
        count = sum(count_tokens([m.content for m in messages], model)) + 2 * _WRAPPING
        if count <= budget:
            return _Told(messages, count, told)
    return None


def _wordings(turn: Turn, latest: bool) -> Iterator[tuple[Claim, ...]]:
    if latest:
        yield claims(turn.result)
    yield tuple(turn.told)
    yield ()


def _said(turn: Turn, told: tuple[Claim, ...]) -> str:
    if told:
        return " ".join(map(_statement, told))
    return _SHORTENED if claims(turn.result) else _UNANSWERED


def _statement(claim: Claim) -> str:
    remark = "" if claim.verdict == "supported" else " (not supported by the articles)"
    return f"{harmless(claim.text)}{remark}"


def _history(told: list[_Told], left_out: int) -> History:
    messages = [message for each in told for message in each.messages]
    if left_out and messages:
        many = "1 earlier question is" if left_out == 1 else f"{left_out} earlier questions are"
        first = f"({many} left out here.) {messages[0].content}"
        messages[0] = Message("user", first)
    articles = {c.article_id: c.article for each in told for k in each.claims for c in k.citations}
    return History(
        messages=tuple(messages),
        token_count=sum(each.token_count for each in told) + (_LEFT_OUT_TOKENS if left_out else 0),
        articles=tuple(articles.values()),
        left_out=left_out,
    )
