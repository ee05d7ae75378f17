"""One question of a conversation to its turn: rewrite, retrieve, answer, remember.

Everything that is said goes through the same check as in `ask`; what was cited keeps its number.
Deliberately no terminal and no file: the index and the model are given, what is to be shown while
it comes goes to the listener.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import partial

from index.article_index import ArticleIndex
from index.errors import UsageError
from index.reading.cleaning import clean_line
from index.words import iter_words
from qa.answering.asking import NO_HISTORY, Asked, History
from qa.answering.citing import Citer
from qa.answering.quoting import quote
from qa.answering.writing import Writer, write
from qa.answers import Briefing, Citation, Claim, Result
from qa.conversation import Briefed, Conversation, Entry, Turn, asked_as
from qa.conversation.condensing import Condensed, condense
from qa.conversation.earlier import Earlier, Rewritten
from qa.conversation.followups import alone, rewrite
from qa.conversation.history import history
from qa.conversation.leaning import leans
from qa.conversation.limits import ANY, Limits
from qa.conversation.lookup import Lookup
from qa.conversation.numbers import numbers_in, ordinal_in, spelled_out
from qa.conversation.removal import rested_on, sources_of
from qa.conversation.revising import requoted, revised
from qa.conversation.standing import settled
from qa.conversation.turns import Recalled
from qa.llm import Model


@dataclass(frozen=True, slots=True)
class Listener:
    """Who is told what happens while a question is answered."""

    rewritten: Callable[[str], None] = lambda _: None
    claim: Callable[[Claim], None] = lambda _: None


SILENT = Listener()


@dataclass(slots=True)
class Talk:
    """A conversation with an index, going on."""

    articles: ArticleIndex
    model: Model | None = None
    strict: bool = False
    limits: Limits = ANY
    conversation: Conversation = field(default_factory=Conversation)
    given: int = 0  # the highest citation number that is taken
    _citer: Citer = field(init=False)

    def __post_init__(self) -> None:
        self.begin(self.conversation, self.given)

    def begin(
        self, conversation: Conversation, given: int = 0, quoted: Iterable[Citation] = ()
    ) -> None:
        """Go on with this conversation, whose numbers up to ``given`` are taken.

        ``quoted`` keep their numbers, though nothing cites them any more: what was taken back.
        """
        self.conversation = conversation
        self._citer = Citer(self.articles)
        self._citer.keep(quoted, given)
        self._citer.keep(conversation.citations())

    def ask(self, question: str, listener: Listener = SILENT) -> Turn:
        """Answer the next question. Raises what ``ArticleIndex.search`` does.

        And ``UsageError`` where it names a citation that there is not, or that is filtered out.
        """
        typed = clean_line(question)
        self.forget_removed()
        self.revise()
        self._see_named(spelled_out(typed))
        lookup = Lookup(
            self.articles, self.conversation, self.limits, self._citer, spelled_out(typed)
        )
        question = lookup.spelled()
        told = self._history()
        earlier = Earlier() if self._stood_alone(question) else self.conversation.earlier()
        rewritten, condensed = self._rewritten(question, earlier, told)
        rewritten, asked = settled(question, rewritten, earlier, partial(lookup.find, question))
        text = lookup.as_typed(rewritten.text)
        shown = asked_as(typed, text, rewritten.by)
        if shown:
            listener.rewritten(shown)
        asked = replace(asked, history=told)
        turn = Turn(
            question=typed,
            asked=text,
            result=self._answer(asked, listener),
            rewriting=condensed.usage,
            note=condensed.note,
            by=rewritten.by,
            topic=rewritten.topic,
            detail=rewritten.detail,
            worded_by=self._worded_by(question, rewritten),
            limits=self.limits,
            recalled=_recalled(told),
        )
        self._citer.keep(turn.citations)
        self.conversation.entries.append(turn)
        return turn

    def _worded_by(self, question: str, rewritten: Rewritten) -> frozenset[str]:
        """The articles whose words a rewriting may have; what was typed has none."""
        words = f"{rewritten.text} {rewritten.topic} {rewritten.detail}"
        return sources_of(words, question, self.conversation)

    def _see_named(self, question: str) -> None:
        for number in numbers_in(question):
            if not self.limits.admit(self.cited(number).article):
                raise UsageError(
                    f"the article of [{number}] is filtered out", "/filters shows the limits"
                )
        turns, at = self.conversation.turns, ordinal_in(question)
        count = len(turns[-1].citations) if turns else 0
        if at is not None and 0 < count <= at:
            many = "1 sentence" if count == 1 else f"{count} sentences"
            raise UsageError(f"the last answer cites only {many}", "/sources lists them all")

    def cited(self, number: int) -> Citation:
        """The citation of that number. Raises ``UsageError`` where there is none, any more."""
        found = {citation.number: citation for citation in self.conversation.citations()}
        if number not in found:
            was = 0 < number <= self._citer.given
            what = "its article, its question or its briefing is gone" if was else "none has it"
            raise UsageError(f"there is no citation [{number}]: {what}", "/sources lists them")
        return found[number]

    def forget_removed(self) -> None:
        """Cite nothing of articles that have gone while the conversation goes on."""
        needed = rested_on(self.conversation)
        self.conversation.forget(needed - self.articles.origins(needed).keys())

    def revise(self) -> list[Citation]:
        """Cite the articles as they are now; the citations whose article has another text since."""
        new = revised(self._citer.cited(), self.articles)
        if new:
            self.conversation.entries = [requoted(each, new) for each in self.conversation.entries]
            self._citer.keep(new.values())
        return [citation for citation in self.conversation.citations() if citation.number in new]

    def citer(self) -> Citer:
        """For whatever else is cited beside the turns: numbers go on from here."""
        return self._citer.fork(limited=bool(self.limits))

    def brief(self, question: str, briefing: Briefing) -> Briefed:
        """A briefing that ``question`` asked for, with numbers that ``citer`` gave."""
        worded_by = sources_of(briefing.topic, question, self.conversation)
        entry = Briefed(question, briefing, limits=self.limits, worded_by=worded_by)
        self._citer.keep(entry.citations)
        self.conversation.entries.append(entry)
        return entry

    def undo(self) -> Entry | None:
        """Take back the last turn or briefing; its sentences keep their numbers."""
        return self.conversation.entries.pop() if self.conversation.entries else None

    def _history(self) -> History:
        if self.model is None or not self.conversation.turns:
            return NO_HISTORY
        return history(self.conversation.turns, self.model.name, self.model.window)

    def _rewritten(
        self, question: str, earlier: Earlier, history: History
    ) -> tuple[Rewritten, Condensed]:
        by_rule = rewrite(question, earlier, self.articles.outlets() if earlier.last else ())
        if (
            self.model is None
            or by_rule.numbers
            or by_rule.by
            or not earlier.last
            or not leans(question, f"{earlier.topic} {earlier.detail}")
        ):
            return by_rule, Condensed(None)
        condensed = condense(question, history, self._said(), self.model)
        return (alone(condensed.text) if condensed.text else by_rule), condensed

    def _stood_alone(self, question: str) -> bool:
        """Whether it was asked before, and needed nothing then."""
        typed = _bare(question)
        return any(_bare(t.question) == typed and not t.asked_as for t in self.conversation.turns)

    def _said(self) -> str:
        """All words of the conversation that a rewritten question may use."""
        parts = [part for turn in self.conversation.turns for part in (turn.question, turn.asked)]
        parts += [claim.text for turn in self.conversation.turns for claim in turn.told]
        return " ".join(parts)

    def _answer(self, asked: Asked, listener: Listener) -> Result:
        if self.model is None:
            return quote(asked)
        return write(asked, Writer(self.model, self.strict, show=listener.claim))


def _bare(question: str) -> list[str]:
    return [word.raw.casefold() for word in iter_words(question)]


def _recalled(told: History) -> Recalled | None:
    """How much of the conversation a model was told; None where there was nothing to tell."""
    count = len(told.messages) // 2
    return Recalled(count, told.shortened, told.left_out) if count or told.left_out else None
