"""A model's statements in another language: translated after they were checked, and checked again.

What was held against the sentences is the original; a translation stands for it only where all that
crosses languages is the same (`qa.translation.crossing`). A line that fails is asked for once more,
then shown in its original. Deliberately not the source sentences: quotations stay in their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from index.errors import ServiceError
from index.tokens import count_tokens
from prompts import render
from qa.answers import Point, Translated, Translation
from qa.briefing.side_by_side import Failed, Request, complete_all
from qa.briefing.spending import Meter, Purse
from qa.extractive.candidates import DEFAULT_LANGUAGE
from qa.messages import Message, Reply, Usage
from qa.prompting import WRAPPING_TOKENS, harmless
from qa.statements.stops import CLOSING, STOPS
from qa.translation.crossing import fault, is_in
from qa.translation.languages import Language, primary

_AT_ONCE = 20  # statements of one call: more, and small models lose some
_ROOM = 300  # tokens for a model that reasons a little, and for the prompt itself
_TOKENS_IN, _TOKENS_OUT = 3, 4  # a word; scripts other than Latin take more than twice as many
_TRIES = 2
_LINE = re.compile(r"^\W{0,2}(\d{1,3})[\])】.:、]+[^\S\n]*(\S.*)$", re.MULTILINE)
_LEFT_OVER = re.compile(r"\s*\[\d+\](?=[.\s]*$)")  # a number repeated at a line's end


def reserve(words: int, tongue: Language | None) -> Usage:
    """What translating so many words may use, both tries together."""
    if tongue is None:
        return Usage()
    calls = 1 + words // (_AT_ONCE * 15)
    one = Usage(2 * _ROOM * calls + _TOKENS_IN * words, _ROOM * calls + _TOKENS_OUT * words)
    return one + one


@dataclass(slots=True)
class Translating:
    """Statements on their way into another language."""

    points: Sequence[Point]
    tongue: Language
    purse: Purse
    progress: Callable[[], None] = lambda: None
    done: dict[int, str] = field(default_factory=dict)  # by position
    faults: dict[int, str] = field(default_factory=dict)
    failure: ServiceError | None = None

    def run(self) -> tuple[list[Point], Translated]:
        """The points with their translations, and what came of it."""
        for _ in range(_TRIES):
            left = [at for at in self._wanted() if at not in self.done]
            if left:
                self._ask(left)
        if not is_in(self.done.values(), self.tongue.tag):
            self.faults |= dict.fromkeys(self.done, "is in another language")
            self.done.clear()
        tag = self.tongue.tag
        points = list(self.points)
        for at, text in self.done.items():
            points[at] = replace(points[at], translation=Translation(text, tag))
        return points, self._told()

    def _told(self) -> Translated:
        wanted = self._wanted()
        left = {at: self.faults.get(at, "there is none") for at in wanted if at not in self.done}
        return Translated(
            language=self.tongue.tag,
            name=self.tongue.name,
            statements=len(self.done),
            faults=tuple(f"{self.points[at].claim.text}: {why}" for at, why in left.items()),
            failure=self.failure.message if self.failure and left else None,
        )

    def _wanted(self) -> list[int]:
        """Those that are not in the language already."""
        wanted = self.tongue.told_as
        return [at for at, p in enumerate(self.points) if primary(_source(p)) != wanted]

    def _ask(self, left: Sequence[int]) -> None:
        batches = [left[at : at + _AT_ONCE] for at in range(0, len(left), _AT_ONCE)]
        requests = [self._request(batch) for batch in batches]
        meter = Meter(self.purse, [self._most(request) for request in requests])
        for at, outcome in complete_all(
            self.purse.model, requests, meter.allows, failed=meter.ended
        ):
            meter.ended(at, outcome.usage)
            if isinstance(outcome, Failed):
                self.failure = outcome.error
            else:
                self._read(outcome, batches[at])
            self.progress()

    def _request(self, batch: Sequence[int]) -> Request:
        texts = [self.points[at].claim.text for at in batch]
        told = "\n".join(f"[{n}] {harmless(text)}" for n, text in enumerate(texts, 1))
        words = sum(max(len(text.split()), len(text) // 6) for text in texts)
        asked = render("translate", statements=told, language=self.tongue.name)
        cited = [c.article for at in batch for c in self.points[at].claim.citations]
        quoting = tuple({article.id: article for article in cited}.values())
        return Request((Message("user", asked),), _ROOM + _TOKENS_OUT * words, quoting)

    def _most(self, request: Request) -> Usage:
        told = [message.content for message in request.messages]
        count = WRAPPING_TOKENS + sum(count_tokens(told, self.purse.model.name))
        return Usage(count, request.max_tokens)

    def _read(self, reply: Reply, batch: Sequence[int]) -> None:
        for number, text in _lines(reply).items():
            if 1 <= number <= len(batch):
                self._take(batch[number - 1], text)

    def _take(self, at: int, text: str) -> None:
        point = self.points[at]
        articles = [citation.article.text for citation in point.claim.citations]
        wrong = fault(point.claim.text, text, _source(point), self.tongue.tag, articles)
        if wrong:
            self.faults[at] = wrong
        else:
            self.done.setdefault(at, text)


def _lines(reply: Reply) -> dict[int, str]:
    """The lines of a reply by their numbers, none that is there twice, or that broke off."""
    found = [(int(n), _LEFT_OVER.sub("", text).strip()) for n, text in _LINE.findall(reply.text)]
    if reply.incomplete and found and found[-1][1].rstrip(CLOSING)[-1:] not in STOPS:
        found.pop()
    numbers = [number for number, _ in found]
    return {number: text for number, text in found if numbers.count(number) == 1}


def _source(point: Point) -> str:
    return point.claim.citations[0].article.language or DEFAULT_LANGUAGE
