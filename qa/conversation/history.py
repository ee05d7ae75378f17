"""What a model is told of a conversation, within a budget of tokens.

The last turn with all its statements, older ones shortened to their question and supported
statements, then to their question; how many do not fit at all is said. Deliberately nothing that
counts as evidence: what was said is told so that the next question can be understood.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.reading.cleaning import clean_line
from index.tokens import count_tokens
from qa.answering.asking import History
from qa.answers import Claim
from qa.conversation.turns import Turn, claims
from qa.messages import Message
from qa.prompting import harmless

# Share of a model's window that history may take, and the most of it: ten turns of three
# statements take some 900 tokens, and what is older hardly ever decides what is asked for now.
HISTORY_SHARE = 1 / 8
MOST_HISTORY = 1_000  # tokens
_WRAPPING = 8  # tokens that servers put around each message, on the high side
_LEFT_OUT_TOKENS = 24  # of the remark that earlier questions are left out
_UNANSWERED = "The articles do not answer this."
_SHORTENED = "(Answered; the answer is left out here.)"


def history(turns: Sequence[Turn], model: str, window: int) -> History:
    """What ``model``, that takes ``window`` tokens, is told of these turns, oldest first."""
    budget = int(min(MOST_HISTORY, HISTORY_SHARE * window)) - _LEFT_OUT_TOKENS
    told: list[_Told] = []
    for turn in reversed(turns):
        fitting = _fitted(turn, model, budget, latest=not told)
        if fitting is None:
            break
        budget -= fitting.token_count
        told.append(fitting)
    return _history(told[::-1], len(turns) - len(told))


@dataclass(frozen=True, slots=True)
class _Told:
    """One turn as a model is told of it."""

    messages: tuple[Message, Message]
    token_count: int
    claims: tuple[Claim, ...]
    answered: bool


def _fitted(turn: Turn, model: str, budget: int, *, latest: bool) -> _Told | None:
    """The longest wording of a turn that fits; None where not even its question does."""
    for told in _wordings(turn, latest):
        messages = (
            Message("user", clean_line(turn.asked)),
            Message("assistant", _said(turn, told)),
        )
        count = sum(count_tokens([m.content for m in messages], model)) + 2 * _WRAPPING
        if count <= budget:
            return _Told(messages, count, told, bool(claims(turn.result)))
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
        shortened=sum(not each.claims and each.answered for each in told),
    )
