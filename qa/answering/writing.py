"""A question's passages to an answer in a model's words, every statement of it checked.

The reply is cut into statements as it arrives; each becomes a claim (`claiming`), with the
sentences that carry it, or marked as not supported; after one that rests on what its outlet has
corrected stands the correction (`correcting`). Deliberately never the model's word for anything:
what nothing carries is no answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from index.articles import Article, Sentence
from index.errors import ContextTooLong, ServiceError
from qa.answering.asking import Asked
from qa.answering.citing import Citer
from qa.answering.claiming import Claimer, articles_of
from qa.answering.correcting import Correction, correction
from qa.answering.disputing import disputes
from qa.answering.languages import reply_language
from qa.answering.quoting import abstain, quote, quoted
from qa.answers import Answer, Claim, Result, Written
from qa.extractive.choosing import Scored
from qa.llm import Model
from qa.messages import Reply, Usage
from qa.prompting import Prompt, write_prompt
from qa.statements import Cutter, Statement
from qa.statements.stops import is_whole

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
        return quote(asked, replace(writing.written(), failure=error, incomplete=None))
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
    claimer: Claimer = field(init=False)
    waiting: list[Claim] = field(default_factory=list)  # until one is supported
    corrected: set[Sentence] = field(default_factory=set)  # what is taken back, and has been told

    def __post_init__(self) -> None:
        writer = self.writer
        adviser = writer.model if writer.second_opinion else None
        self.citer = self.asked.citer.fork(limited=self.asked.limited)
        self.claimer = Claimer(self.citer, strict=writer.strict, adviser=adviser)

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
        quoting = [*articles_of(prompt.shown), *self.asked.history.articles]
        reply = self.writer.model.stream(prompt.messages, quoting=quoting)
        try:
            for statement in self._statements(reply, len(prompt.shown)):
                self.prompt = prompt
                claim = self.claimer.claim(statement, prompt.shown)
                self._take(claim)
                for found in self._corrections(claim):
                    self._take(quoted([self.citer.cite(found.article, s) for s in found.sentences]))
        except KeyboardInterrupt:
            if not any(claim.verdict == "supported" for claim in self.claims):
                raise
            self.interrupted, self.incomplete = True, "stopped"
        self.prompt = prompt
        self.usage += reply.usage
        if self.incomplete and not self.claims:
            raise ServiceError(f"no statement was whole: {self.incomplete}", "ask again")

    def _statements(self, reply: Reply, count: int) -> Iterator[Statement]:
        """The statements of a reply, without those it repeats."""
        articles = [passage.article for passage in self.asked.passages]
        cutter = Cutter(range(1, count + 1), reply_language(self.asked.question, articles))
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
        if self.incomplete and rest and not is_whole(rest[-1].text):
            rest.pop()  # half a sentence says something else than the whole
        yield from rest

    def _corrections(self, claim: Claim) -> Iterator[Correction]:
        """What takes back the sentences of a claim that holds, each once, unless it says so."""
        for citation in claim.citations if claim.verdict == "supported" else ():
            for passage in self.asked.passages:
                told = [s for s in passage.sentences if s.text == citation.quote]
                found = (
                    correction(Scored(told[0], passage, 1.0), self.asked.passages) if told else None
                )
                if found and found.sentences[0] not in self.corrected:
                    self.corrected.add(found.sentences[0])
                    if not self._says(found):
                        yield found

    def _says(self, found: Correction) -> bool:
        """Whether a claim cites the correction itself."""
        taken_back, *right = found.sentences
        places = {(found.article.id, sentence.ordinal) for sentence in right or [taken_back]}
        cited = {(c.article_id, c.sentence) for claim in self.claims for c in claim.citations}
        return bool(places & cited)

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
            usage=self.usage + self.claimer.usage,
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
            reason += f"; its reply ended early: {self.incomplete}" if self.incomplete else ""
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


def _cited(claims: Iterable[Claim]) -> list[tuple[Article, Sentence]]:
    """Each cited sentence once."""
    citations = {c.number: c for claim in claims for c in claim.citations}
    return [
        (c.article, Sentence(c.article_id, c.sentence, c.start, c.end, c.quote))
        for c in citations.values()
    ]
