"""A model's briefing from its notes: each statement carried to source sentences, and checked.

A statement's numbers are those of notes, the notes' are those of sentences: it is held against
these sentences by the same check as any answer, never against the notes. Where the model fails,
the briefing is one of source sentences, and says why. Deliberately only the headline and the key
points: timeline, statements, figures and what is not known stay quotations.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from index.articles import Article
from index.errors import ServiceError
from index.tokens import count_tokens
from prompts import render
from qa.answers import Point, Translated, Written
from qa.briefing.authoring import SHARE, Author, estimate, later, no_room, reply_tokens
from qa.briefing.confirming import Confirmer
from qa.briefing.known import is_known
from qa.briefing.lines import Line
from qa.briefing.noting import (
    Note,
    Notes,
    Page,
    about,
    checked,
    statements,
    take_notes,
)
from qa.briefing.plan import Given
from qa.briefing.salience import content, word_count
from qa.briefing.sameness import Said, compare
from qa.briefing.side_by_side import Failed, Request, complete_all
from qa.briefing.spending import Budget, Meter, Purse
from qa.briefing.survey import Survey
from qa.briefing.translating import Translating, reserve
from qa.messages import Message, Reply, Usage
from qa.prompting import WRAPPING_TOKENS, harmless
from qa.statements import Cutter
from qa.translation.languages import Language

_BY_STORY = " of what is new, story by story in the order of the notes"


@dataclass(slots=True)
class Authored:
    """What a model wrote of a briefing."""

    written: Written
    points: list[Point] = field(default_factory=list)  # the first is the headline
    given: list[Given] = field(default_factory=list)  # the same, for what is composed beside them
    translated: Translated | None = None


def write(found: Survey, pages: Sequence[Page], author: Author, confirmer: Confirmer) -> Authored:
    """Notes on as many stories as the budget has room for, then the briefing from them."""
    most = estimate(pages, found.order.words, author)
    if not most.stories:
        why = no_room(pages, found.order.words, author)
        return Authored(Written(author.model.name, Usage(), dropped=len(pages), incomplete=why))
    # Without a limit what was said to be the most is one, for second tries, too.
    budget = author.budget or Budget(tokens=most.tokens)
    purse = Purse(author.model, budget, careful=bool(author.budget))
    purse.promised += later(found.order.words, author)
    taken = take_notes(pages, purse, author.progress)
    purse.release()
    drafted = _Drafting(found, taken, purse, confirmer, author)
    try:
        if not taken.interrupted:
            drafted.run(tuple({a.id: a for p in pages for a in p.request.quoting}.values()))
    except KeyboardInterrupt:
        taken.interrupted = True
    return drafted.authored()


@dataclass(slots=True)
class _Drafting:
    """The second call on its way to points."""

    found: Survey
    taken: Notes
    purse: Purse
    confirmer: Confirmer
    author: Author
    points: list[Point] = field(default_factory=list)
    given: list[Given] = field(default_factory=list)
    repeated: int = 0  # statements that said nothing new
    incomplete: str | None = None
    failure: ServiceError | None = None
    translated: Translated | None = None

    def run(self, quoting: tuple[Article, ...]) -> None:
        """Ask, and take what holds; not where the model had nothing to say on any story."""
        if self.taken.failed and not self.taken.written:
            self.failure = self.taken.failed[0]
            return
        notes = self._fitting()
        request = Request((self._prompt(notes),), reply_tokens(self.found.order.words), quoting)
        meter = Meter(self.purse, [Usage(self._size(notes), request.max_tokens)])
        self.incomplete = "the budget has no room for the briefing itself"
        model = self.purse.model
        for at, outcome in complete_all(model, [request], meter.allows, failed=meter.ended):
            self.incomplete = None
            meter.ended(at, outcome.usage)
            if isinstance(outcome, Failed):
                self.failure = outcome.error
            else:
                self.incomplete = outcome.incomplete
                self._read(outcome, notes)
        if self.author.tongue and self.points:
            self._translate(self.author.tongue)

    def _translate(self, tongue: Language) -> None:
        """The points in the language that is wanted, as many as there are words for."""

        def progress() -> None:
            self.author.progress(self.taken.done, self.purse.usage)

        points, self.translated = Translating(self.points, tongue, self.purse, progress).run()
        counts = [word_count(point.text) for point in points]
        while sum(counts) > self.found.order.words and len(counts) > 1:
            counts.pop()
        self.points = points[: len(counts)]
        self.given = [
            Given(given.story, count, given.said)
            for given, count in zip(self.given, counts, strict=False)
        ]

    def _prompt(self, notes: Sequence[Note]) -> Message:
        stories: dict[int, list[str]] = {}
        for number, note in enumerate(notes, 1):
            stories.setdefault(note.story, []).append(f"[{number}] {harmless(note.text)}")
        told = [f"Story {n}:\n" + "\n".join(of) for n, of in enumerate(stories.values(), 1)]
        words = str(int(SHARE * self.found.order.words))
        topic = about(self.found.order.topic) or _BY_STORY
        return Message(
            "user", render("briefing", notes="\n\n".join(told), about=topic, words=words)
        )

    def _fitting(self) -> list[Note]:
        """As many notes as the window and what is left have room for: of the heaviest stories."""
        notes, reply = self.taken.notes, reply_tokens(self.found.order.words)
        while len(notes) > 1:
            size = self._size(notes)
            fits = size + reply <= self.purse.model.window
            after = reserve(int(SHARE * self.found.order.words), self.author.tongue)
            if fits and self.purse.affords(Usage(size, reply) + after):
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
        part = text != note.text  # of what is told and taken back
        if part and any(note.text == point.claim.text for point in self.points):
            return
        text, first = note.text, note.lines[0]
        said = Said(text, frozenset(content(text, first.language)), first.language, first.day)
        earlier = any(is_known(said, each) for each in self.found.told)
        if earlier or any(compare(said, each.said).repeats for each in self.given):
            self.repeated += 1
            return
        count = word_count(text)
        full = count + sum(each.words for each in self.given) > self.found.order.words
        if full or not any(line.new for line in note.lines):
            return
        point = self.confirmer.written(claim, note.lines)
        if point:
            self.points.append(point)
            self.given.append(Given(point.story - 1, count, said))

    def authored(self) -> Authored:
        """What came of it."""
        taken, failed = self.taken, len(self.taken.failed)
        incomplete = self.incomplete
        if taken.interrupted:
            incomplete = _interrupted(taken, bool(self.points))
        elif not self.points and not self.failure and not incomplete:
            incomplete = "nothing that the model wrote can be shown: these are source sentences"
        elif failed and not self.failure:
            several = "1 story is" if failed == 1 else f"{failed} stories are"
            incomplete = f"{several} told by source sentences: {taken.failed[0].message}"
        told = (incomplete, *self.purse.remarks())
        incomplete = "; ".join(each for each in told if each) or None
        written = Written(
            model=self.purse.model.name,
            usage=self.purse.usage,
            shown=taken.shown,
            dropped=taken.passed_over,
            left_out=tuple(taken.left_out),
            repeated=self.repeated,
            unknown=taken.unknown,
            incomplete=incomplete,
            failure=self.failure,
            interrupted=taken.interrupted,
        )
        return Authored(written, self.points, self.given, self.translated)


def _interrupted(taken: Notes, written: bool) -> str:
    stories = "1 story is" if taken.done == 1 else f"{taken.done} stories are"
    what = "is not translated" if written else "is made of source sentences"
    return f"stopped: the briefing {what}; {stories} noted, and the same again goes on from there"
