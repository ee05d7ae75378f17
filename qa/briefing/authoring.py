"""A model's briefing from its notes: each statement carried to source sentences, and checked.

A statement's numbers are those of notes, the notes' are those of sentences: it is held against
these sentences by the same check as any answer, never against the notes. Where the model fails,
the briefing is one of source sentences, and says why. Deliberately only the headline and the key
points: timeline, statements, figures and what is not known stay quotations.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from index.article_index import ArticleIndex
from index.articles import Article
from index.errors import ServiceError
from index.tokens import count_tokens
from prompts import render
from qa.answers import Point, Written
from qa.briefing.composing import Given, alike
from qa.briefing.confirming import Confirmer
from qa.briefing.lines import Line
from qa.briefing.noting import (
    Note,
    Notes,
    Page,
    Progress,
    about,
    checked,
    pages,
    statements,
    take_notes,
)
from qa.briefing.salience import content, word_count
from qa.briefing.side_by_side import Request, complete_all
from qa.briefing.spending import UNLIMITED, Budget, Purse
from qa.briefing.survey import Survey
from qa.llm import Message, Model, Reply, Usage
from qa.prompting import WRAPPING_TOKENS, harmless
from qa.statements import Cutter

SHARE = 0.6  # of a briefing's words are the model's; the rest is quoted
_TOKENS_A_WORD = 3  # of a reply, with its numbers, in most languages
_ROOM = 300  # tokens for a model that reasons a little


@dataclass(frozen=True, slots=True)
class Author:
    """A model, what it may cost, and who is told how far it is."""

    model: Model
    budget: Budget = UNLIMITED
    progress: Progress = lambda _done, _usage: None


@dataclass(slots=True)
class Authored:
    """What a model wrote of a briefing."""

    written: Written
    points: list[Point] = field(default_factory=list)  # the first is the headline
    given: list[Given] = field(default_factory=list)  # the same, for what is composed beside them


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a briefing would use at most."""

    stories: int  # that can be noted within the budget
    usage: Usage


def estimate(pages: Sequence[Page], words: int, author: Author) -> Estimate:
    """How many stories, heaviest first, the budget has room for, and what all of it may use."""
    purse = Purse(author.model, author.budget)
    if not purse.promise(_second(words)):
        return Estimate(0, Usage())
    count = next((n for n, page in enumerate(pages) if not purse.promise(page.cost)), len(pages))
    return Estimate(count, purse.promised)


def _second(words: int) -> Usage:
    """What the call for the briefing itself may use, but for the notes in its prompt."""
    return Usage(_ROOM, _reply(words))


def _reply(words: int) -> int:
    return _ROOM + int(SHARE * words) * _TOKENS_A_WORD


def plan_pages(articles: ArticleIndex, found: Survey, author: Author) -> list[Page]:
    """What the model would be asked about each story."""
    return list(pages(articles, found.lines, found.order.topic, author.model.name))


def write(found: Survey, pages: Sequence[Page], author: Author, confirmer: Confirmer) -> Authored:
    """Notes on as many stories as the budget has room for, then the briefing from them."""
    if not estimate(pages, found.order.words, author).stories:
        return Authored(Written(author.model.name, Usage(), dropped=len(pages),
                                incomplete="the budget has no room for notes"))  # fmt: skip
    purse = Purse(author.model, author.budget)
    purse.promise(_second(found.order.words))
    taken = take_notes(pages, purse, author.progress)
    purse.release()
    drafted = _Drafting(found, taken, purse, confirmer)
    drafted.run(tuple({a.id: a for p in pages for a in p.request.quoting}.values()))
    return drafted.authored()


@dataclass(slots=True)
class _Drafting:
    """The second call on its way to points."""

    found: Survey
    taken: Notes
    purse: Purse
    confirmer: Confirmer
    points: list[Point] = field(default_factory=list)
    given: list[Given] = field(default_factory=list)
    incomplete: str | None = None
    failure: ServiceError | None = None

    def run(self, quoting: tuple[Article, ...]) -> None:
        """Ask, and take what holds."""
        notes = self._fitting()
        request = Request((self._prompt(notes),), _reply(self.found.order.words), quoting)
        most = Usage(self._size(notes), request.max_tokens)
        self.incomplete = "the budget has no room for the briefing itself"
        for _, outcome in complete_all(
            self.purse.model, [request], lambda _: self.purse.promise(most)
        ):
            self.incomplete = None
            if isinstance(outcome, ServiceError):
                self.failure = outcome
            else:
                self.purse.note(outcome.usage)
                self.incomplete = outcome.incomplete
                self._read(outcome, notes)

    def _prompt(self, notes: Sequence[Note]) -> Message:
        stories: dict[int, list[str]] = {}
        for number, note in enumerate(notes, 1):
            stories.setdefault(note.story, []).append(f"[{number}] {harmless(note.text)}")
        told = [f"Story {n}:\n" + "\n".join(of) for n, of in enumerate(stories.values(), 1)]
        words = str(int(SHARE * self.found.order.words))
        topic = about(self.found.order.topic)
        return Message(
            "user", render("briefing", notes="\n\n".join(told), about=topic, words=words)
        )

    def _fitting(self) -> list[Note]:
        """As many notes as the window and what is left have room for: of the heaviest stories."""
        notes, reply = self.taken.notes, _reply(self.found.order.words)
        while len(notes) > 1:
            size = self._size(notes)
            fits = size + reply <= self.purse.model.window
            if fits and self.purse.affords(Usage(size, reply)):
                break
            notes = notes[: int(0.9 * len(notes))]
        return notes

    def _size(self, notes: Sequence[Note]) -> int:
        model = self.purse.model.name
        return WRAPPING_TOKENS + sum(count_tokens([self._prompt(notes).content], model))

    def _read(self, reply: Reply, notes: Sequence[Note]) -> None:
        lines = list(dict.fromkeys(line for note in notes for line in note.lines))
        place = {line: n for n, line in enumerate(lines)}
        cutter = Cutter(range(1, len(notes) + 1), lines[0].language if lines else None)
        for statement in statements(reply, cutter):
            told = [line for n in statement.numbers for line in notes[n - 1].lines]
            self._take(statement.text, lines, [place[line] for line in told])
        self.taken.unknown += cutter.unknown

    def _take(self, text: str, lines: Sequence[Line], cited: Sequence[int]) -> None:
        """A statement that the sentences carry, and that says something new, becomes a point."""
        note, claim = checked(text, lines, cited)
        if note is None:
            self.taken.left_out.append(claim)
            return
        keys = frozenset(content(text, note.lines[0].language))
        known = (*self.found.told, *(each.keys for each in self.given))
        told = any(alike(keys, each) for each in known)
        count = word_count(text)
        full = count + sum(each.words for each in self.given) > self.found.order.words
        if told or full or not any(line.new for line in note.lines):
            return
        point = self.confirmer.written(claim, note.lines)
        if point:
            self.points.append(point)
            self.given.append(Given(point.story - 1, count, keys))

    def authored(self) -> Authored:
        """What came of it."""
        taken, failed = self.taken, len(self.taken.failed)
        incomplete = self.incomplete
        if not self.points and not self.failure and not incomplete:
            incomplete = "nothing that the model wrote can be shown: these are source sentences"
        elif failed and not self.failure:
            several = "1 story is" if failed == 1 else f"{failed} stories are"
            incomplete = f"{several} told by source sentences: {taken.failed[0].message}"
        written = Written(
            model=self.purse.model.name,
            usage=self.purse.usage,
            shown=taken.shown,
            dropped=taken.passed_over,
            left_out=tuple(taken.left_out),
            unknown=taken.unknown,
            incomplete=incomplete,
            failure=self.failure,
        )
        return Authored(written, self.points, self.given)
