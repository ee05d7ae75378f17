"""A question's passages to an answer in a model's words, every statement of it checked.

The reply is cut into statements as it arrives; each is held against the sentences it cites, then
against all that the model saw, and comes out with the sentences that carry it, or marked as not
supported. Deliberately never the model's word for anything: what nothing carries is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from index.articles import Article, Sentence
from index.errors import ContextTooLong, ServiceError
from qa.answering.asking import Asked
from qa.answering.citing import Citer
from qa.answering.disputing import disputes
from qa.answering.quoting import abstain, quote
from qa.answers import Answer, Claim, Result, Written
from qa.evidence import PARTIAL, SUPPORTED, Support, check
from qa.llm import Model, Reply, Usage
from qa.prompting import Prompt, Shown, write_check, write_prompt
from qa.statements import Cutter, Statement

# Below this the passages do not cover enough of the question for a model to be asked: of the 413
# answerable questions of RealTime QA 2022 1 % is lost, of the 412 unanswerable ones 69 % need not
# be sent. (A model may know a question's words by others; without one it is .67.)
WORTH_ASKING = 0.55

# A small model may go on for ever. Four statements are asked for.
_MOST_STATEMENTS = 12
_MOST_REPEATED = 3
# Where the server's window is smaller than it says: the share of the prompt that is tried next.
_SMALLER = 0.6
_TRIES = 3
_OPINION_TOKENS = 200  # of a reply that begins with the word that counts; room to reason
# A score that a second opinion can change, either way.
MIDDLING = (PARTIAL, 0.95)
_DOUBTED = SUPPORTED - 0.01  # the most that a statement has which the model itself denies
_ENDS = tuple(".!?…。！？।॥؟۔")
# "Supported." and "**Supported**: …", but not "Supported? No" and "Supported by nothing".
_AGREES = re.compile(r"\W*supported\W*?(?:$|[.;:!\n—–-])", re.IGNORECASE)
_CLOSING = "\"'”’»)]」』*_`"

Show = Callable[[Claim], None]


@dataclass(frozen=True, slots=True)
class Writer:
    """A model, and how its statements are taken."""

    model: Model
    strict: bool = False  # leave out what is not supported
    second_opinion: bool = False  # ask the model about statements of middling score
    show: Show = lambda _: None  # called with each claim of the answer once it is sure to be one


def draft(asked: Asked, model: Model, window: int) -> Prompt:
    """The prompt for a question and the conversation before it, fitted to ``window`` tokens
    with the reply.
    """
    history, reply = asked.history, min(model.settings.max_tokens, window // 4)
    room = window - history.token_count
    prompt = write_prompt(asked.question, asked.passages, model.name, window=room, reply=reply)
    return replace(
        prompt,
        messages=(*history.messages, *prompt.messages),
        token_count=prompt.token_count + history.token_count,
    )


def is_worth_asking(asked: Asked) -> bool:
    """Whether the passages cover enough of the question for anything to be sent."""
    return bool(asked.passages) and asked.choice.answerable >= WORTH_ASKING


def write(asked: Asked, writer: Writer) -> Result:
    """What the model makes of the passages, as far as they carry it; else an abstention.

    Where the model fails, source sentences, and why.
    """
    if not is_worth_asking(asked):
        return abstain(asked)
    writing = _Writing(asked, writer)
    try:
        writing.run()
    except ServiceError as error:
        return quote(asked, replace(writing.written(), failure=error))
    return writing.result()


@dataclass(slots=True)
class _Writing:
    """One reply on its way to an answer."""

    asked: Asked
    writer: Writer
    usage: Usage = field(default_factory=Usage)
    prompt: Prompt | None = None
    claims: list[Claim] = field(default_factory=list)
    unknown: int = 0
    incomplete: str | None = None
    interrupted: bool = False
    citer: Citer = field(init=False)
    waiting: list[Claim] = field(default_factory=list)  # until one is supported

    def __post_init__(self) -> None:
        self.citer = self.asked.citer.fork(limited=self.asked.limited)

    def run(self) -> None:
        """Ask, with fewer passages where the window proves to be smaller than was said.

        Raises ``ServiceError``.
        """
        window, first = self.writer.model.window, None
        for _ in range(_TRIES):
            prompt = self._fitted(window, first)
            try:
                return self._run(prompt)
            except ContextTooLong as error:
                if self.claims:
                    raise
                window, first = int(_SMALLER * prompt.token_count), first or error
        raise first or AssertionError

    def _fitted(self, window: int, refusal: ContextTooLong | None) -> Prompt:
        """A prompt that fits; where none does, what the server said of the first one counts."""
        try:
            return draft(self.asked, self.writer.model, window)
        except ContextTooLong as error:
            raise refusal or error from error

    def _run(self, prompt: Prompt) -> None:
        quoting = [*_articles(prompt.shown), *self.asked.history.articles]
        reply = self.writer.model.stream(prompt.messages, quoting=quoting)
        try:
            for statement in self._statements(reply, len(prompt.shown)):
                self.prompt = prompt
                self._take(self._claim(statement, prompt.shown))
        except KeyboardInterrupt:
            if not any(claim.verdict == "supported" for claim in self.claims):
                raise
            self.interrupted, self.incomplete = True, "stopped"
        self.prompt = prompt
        self.usage += reply.usage

    def _statements(self, reply: Reply, count: int) -> Iterator[Statement]:
        """The statements of a reply, without those it repeats."""
        cutter = Cutter(range(1, count + 1), self.asked.passages[0].article.language)
        seen: set[str] = set()
        repeated = 0
        for statement in self._cut(reply, cutter):
            self.unknown = cutter.unknown
            new = statement.text.casefold() not in seen
            repeated += not new
            if repeated == _MOST_REPEATED or (new and len(seen) == _MOST_STATEMENTS):
                self.incomplete = "it went on and on"
                return
            seen.add(statement.text.casefold())
            if new:
                yield statement

    def _cut(self, reply: Reply, cutter: Cutter) -> Iterator[Statement]:
        for piece in reply:
            yield from cutter.feed(piece)
        self.incomplete = reply.incomplete
        rest = cutter.finish()
        if self.incomplete and rest and not _ended(rest[-1].text):
            rest.pop()  # half a sentence says something else than the whole
        yield from rest

    def _claim(self, statement: Statement, shown: Sequence[Shown]) -> Claim:
        found = _checked(statement, shown)
        if self.writer.second_opinion and MIDDLING[0] <= found.score < MIDDLING[1]:
            found = self._second_opinion(statement, found, shown)
        cited = found.verdict == "supported" or (
            found.verdict == "partial" and not self.writer.strict
        )
        carrying = [shown[at] for at in found.indices] if cited else []
        return Claim(
            text=statement.text,
            citations=tuple(self.citer.cite(each.article, each.sentence) for each in carrying),
            support=found.score,
            verdict=found.verdict,
            missing=found.missing,
            conflicts=found.conflicts,
        )

    def _second_opinion(
        self, statement: Statement, found: Support, shown: Sequence[Shown]
    ) -> Support:
        """What the model says to one statement and its sentences: it counts by half a step.

        A number, date, name or quotation that these sentences do not have stays missing.
        """
        evidence = [shown[at] for at in found.indices]
        messages = write_check(statement.text, evidence)
        try:
            reply = self.writer.model.complete(
                messages, max_tokens=_OPINION_TOKENS, quoting=_articles(evidence)
            )
        except ServiceError:  # an answer without it is an answer
            return found
        self.usage += reply.usage
        if not _AGREES.match(reply.text):
            return replace(found, score=min(found.score, _DOUBTED))
        alone = _checked(replace(statement, numbers=()), evidence)
        if alone.missing or alone.conflicts:
            return found
        return replace(found, score=max(found.score, SUPPORTED))

    def _take(self, claim: Claim) -> None:
        """Show a claim once anything is supported: until then there may be no answer."""
        self.claims.append(claim)
        self.waiting.append(claim)
        if not any(each.verdict == "supported" for each in self.claims):
            return
        for each in filter(self._kept, self.waiting):
            self.writer.show(each)
        self.waiting.clear()

    def _kept(self, claim: Claim) -> bool:
        return claim.verdict == "supported" or not self.writer.strict

    def written(self) -> Written:
        """What the model had to do with the result."""
        return Written(
            model=self.writer.model.name,
            usage=self.usage,
            shown=len(self.prompt.shown) if self.prompt else 0,
            dropped=len(self.prompt.dropped) if self.prompt else 0,
            unknown=self.unknown,
            incomplete=self.incomplete,
            interrupted=self.interrupted,
        )

    def result(self) -> Result:
        """An answer if anything is supported."""
        written = self.written()
        if not any(claim.verdict == "supported" for claim in self.claims):
            reason = f"the articles support nothing that {written.model} wrote"
            return abstain(self.asked, reason, replace(written, left_out=tuple(self.claims)))
        kept = tuple(filter(self._kept, self.claims))
        left_out = tuple(claim for claim in self.claims if not self._kept(claim))
        return Answer(
            question=self.asked.question,
            claims=kept,
            passages=self.asked.passages,
            answerable=self.asked.choice.answerable,
            disputes=disputes(_cited(kept), self.asked.passages, self.citer),
            written=replace(written, left_out=left_out),
        )


def _checked(statement: Statement, shown: Sequence[Shown]) -> Support:
    """A statement against what it cites, then against all that the model saw."""
    published = {s.article.id: s.article.published for s in shown if s.article.published}
    cited = [number - 1 for number in statement.numbers]
    language = shown[cited[0] if cited else 0].article.language or "en"
    sentences = [each.sentence for each in shown]
    outlets = {s.article.id: s.article.outlet for s in shown if s.article.outlet}
    return check(
        statement.text, sentences, cited, language=language, published=published, outlets=outlets
    )


def _cited(claims: Iterable[Claim]) -> list[tuple[Article, Sentence]]:
    """Each cited sentence once."""
    citations = {c.number: c for claim in claims for c in claim.citations}
    return [
        (c.article, Sentence(c.article_id, c.sentence, c.start, c.end, c.quote))
        for c in citations.values()
    ]


def _articles(shown: Iterable[Shown]) -> list[Article]:
    return list({each.article.id: each.article for each in shown}.values())


def _ended(text: str) -> bool:
    return text.rstrip(_CLOSING).endswith(_ENDS)
