"""A chat as it is typed: a line in, a question answered or a command carried out.

Part of the command line, apart from the terminal: what there is to say goes to a `Screen`, so that
a pipe, a terminal and a test see the same. Deliberately no reading of lines (`repl`) and no
command of its own (`commands`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Timer

from index.errors import GroundwireError
from qa.answers import Answer, Claim, Written
from qa.commands.options import NOT_ANSWERED, readable
from qa.commands.replying import failed, notes, spent
from qa.conversation import Entry, Turn
from qa.conversation.numbers import NUMBER, ORDINAL, ordinal_in, spelled_out
from qa.conversation.sessions import Keeper
from qa.conversation.talk import Listener, Talk
from qa.llm import Model
from qa.rendering import chat as rendering
from qa.rendering import terminal
from qa.rendering.page import Page
from qa.rendering.printable import printable
from qa.rendering.transcript import changed, lost

# What an index knows of an article without reading it: "When was [3] published?", "Who wrote [3]?"
_OF_CITATION = re.compile(
    rf"(?:(?:and|but|so)\s+)?(?:when\s+(?P<when>was|did)|who\s+(?:wrote|is\s+the\s+author\s+of))\s+"
    rf"(?:{NUMBER.pattern})(?(when)\s+(?:published|written|posted|appear|come\s+out))\W*",
    re.IGNORECASE,
)


# Seconds of nothing after which people wonder whether anything happens: Nielsen, Usability
# Engineering (1993), has one second for the flow of thought and ten for attention.
_PATIENCE = 3.0

# What is said to a person who answers, and asks nothing.
_CHATTER = re.compile(
    r"\W*(?:(?:thanks?|thank\s+you|thx|ok(?:ay)?|hello|hi|hey|good|great|nice|cool|fine|bye|goodbye|yes"
    r"|no|please|sorry|so\s+much|a\s+lot|very\s+much|i\s+see|got\s+it|really|are\s+you\s+sure|who\s+are\s+you)\b\W*)+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Screen:
    """Where results and notes go."""

    tell: Callable[[str], None]  # results: standard output
    note: Callable[[str], None]  # all else: standard error
    page: Callable[[], Page]


@dataclass(slots=True)
class Chat:
    """A talk, what is kept of it, and what the person has set."""

    talk: Talk
    keeper: Keeper
    screen: Screen
    models: Callable[[str | None], Model | None]  # the model of that name; None: none
    shown: set[int] = field(default_factory=set)  # numbers of sentences shown in full
    written: set[Path] = field(default_factory=set)  # files that /save has made
    over: bool = False
    failed: int = 0  # the exit code of the first thing that could not be done
    asked: int = 0
    answered: int = 0
    _warned: bool = False

    def enter(self, text: str) -> None:
        """Carry out what was typed. Errors are said; Ctrl-C is raised, with the chat in order."""
        from qa.conversation.commands import entries, is_command, run

        for entry in entries(text):
            if self.over:
                return
            try:
                self._look_again()
                entry = readable(entry, "what was typed").strip()
                run(self, entry) if is_command(entry) else self.ask(entry)
            except GroundwireError as error:
                self._failed(error)

    def _look_again(self) -> None:
        """Whatever is shown next: nothing of articles removed meanwhile, changed ones as such."""
        before = self.talk.conversation.lost()
        self.talk.forget_removed()
        gone = self.talk.conversation.lost() - before
        if gone:
            self.screen.note(f"note: {lost(gone)}")
        revised = self.talk.revise()
        if revised:
            self.screen.note(f"note: {changed(revised)}")

    def _failed(self, error: GroundwireError) -> None:
        self.failed = self.failed or error.exit_code
        self.screen.note(f"groundwire: {error.message}")
        if error.hint:
            self.screen.note(f"  hint: {error.hint}")

    def ask(self, question: str) -> None:
        """Answer a question, show it, keep it. What is asked of a citation's date is no turn."""
        known = self._of_citation(spelled_out(question))
        if known:
            self.screen.tell(f"{printable(known)}\n")
            self.asked, self.answered = self.asked + 1, self.answered + 1
            return
        if _CHATTER.fullmatch(question):
            self.screen.tell(rendering.nothing_asked(self.screen.page()))
            return
        told: list[Claim] = []
        with self.waiting() as said:

            def show(claim: Claim) -> None:
                said()
                told.append(claim)
                self.screen.tell(terminal.claim(claim, self.screen.page()))

            turn = self.talk.ask(question, Listener(self._rewritten, show))
        page = self.screen.page()
        self.screen.tell(rendering.answer(turn, self.shown, page, told=bool(told)))
        self.screen.tell("")
        self.shown |= {citation.number for citation in turn.citations}
        self.keep(turn)
        self._count(turn)
        self._notes(turn)

    @contextmanager
    def waiting(self) -> Iterator[Callable[[], None]]:
        """Say on a terminal that a model takes its time, unless what is given is called before."""
        model = self.talk.model
        if model is None or self.screen.page().width is None:
            yield lambda: None
            return
        told = f"waiting for {model.name} … (Ctrl-C stops it)"
        timer = Timer(_PATIENCE, self.screen.note, [told])
        timer.daemon = True
        timer.start()
        try:
            yield timer.cancel
        finally:
            timer.cancel()

    @property
    def exit_code(self) -> int:
        """As `ask` would end with what was typed: 3 where nothing that was asked was answered."""
        return self.failed or (NOT_ANSWERED if self.asked and not self.answered else 0)

    def _count(self, turn: Turn) -> None:
        self.asked += 1
        self.answered += isinstance(turn.result, Answer)
        self.count_failure(turn.result.written)

    def count_failure(self, written: Written | None) -> None:
        """End as `ask` does where a model could not be had."""
        if written and written.failure:
            self.failed = self.failed or written.failure.exit_code

    def _of_citation(self, question: str) -> str:
        """When or by whom a citation's article was written; "" where that is not asked."""
        match = _OF_CITATION.fullmatch(self._by_number(question))
        number = int(match[2] or match[3]) if match else 0
        cited = {c.number: c.article for c in self.talk.conversation.citations()}
        if match is None or number not in cited:
            return ""
        article = cited[number]
        if match["when"]:
            day = article.published and f"was published on {article.published:%Y-%m-%d}"
            return f"[{number}] {day or 'has no date: it is unknown when it was published'}."
        if article.authors:
            return f"[{number}] was written by {', '.join(article.authors)}."
        by = f"; it was published by {article.outlet}" if article.outlet else ""
        return f"[{number}] names no author: it is unknown who wrote it{by}."

    def _by_number(self, question: str) -> str:
        """ "Who wrote the second one?" with the number of that citation."""
        at, match = ordinal_in(question), ORDINAL.search(question)
        cited = self.talk.conversation.earlier().cited
        if at is None or match is None or at >= len(cited):
            return question
        return f"{question[: match.start()]}[{cited[at]}]{question[match.end() :]}"

    def keep(self, entry: Entry) -> None:
        """Save a turn or briefing; say it once if that cannot be done."""
        self.keeper.append(entry)
        if self.keeper.note and not self._warned:
            self._warned = True
            self.screen.note(f"note: {self.keeper.note}")

    def _rewritten(self, text: str) -> None:
        self.screen.tell(rendering.rewritten(text, self.screen.page()))

    def _notes(self, turn: Turn) -> None:
        written = turn.result.written
        if written is None:
            if turn.usage is not None and self.talk.model is not None:
                self.screen.note(f"{self.talk.model.name}: {spent(turn.usage)}")
            return
        for line in failed(written):
            self.screen.note(line)
        all_of_it = replace(written, usage=turn.usage or written.usage)
        for line in notes(turn.result, all_of_it, verbose=False, without="/model none"):
            self.screen.note(line)
        if written.interrupted:
            raise KeyboardInterrupt
