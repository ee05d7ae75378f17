"""One question of a conversation to its turn: rewrite, retrieve, answer, remember.

Everything that is said goes through the same check as in `ask`; what was cited keeps its number.
Deliberately no terminal and no file: the index and the model are given, what is to be shown while
it comes goes to the listener.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from index.article_index import ArticleIndex
from index.articles import Article, Chunk, Passage
from index.errors import ArticleNotFound, UsageError
from index.reading.cleaning import clean_line
from index.retrieval.searching import beginning, ending
from qa.answering.asking import NO_HISTORY, PASSAGES, Asked, History, consider
from qa.answering.citing import Citer
from qa.answering.quoting import quote
from qa.answering.writing import Writer, write
from qa.answers import Citation, Claim, Result
from qa.conversation import Conversation, Turn, asked_as
from qa.conversation.condensing import Condensed, condense
from qa.conversation.followups import Rewritten, rewrite
from qa.conversation.leaning import IN_NUMBER, leans, numbers_in
from qa.llm import Model

_BEFORE, _AFTER = 3, 4  # sentences around a citation that are kept within reach with it
_WITHIN_REACH = 3  # citations of the last answer; one to three are cited without a model


@dataclass(frozen=True, slots=True)
class Limits:
    """What retrieval is limited to, as in ``ArticleIndex.search``."""

    since: date | None = None
    until: date | None = None
    outlets: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.since or self.until or self.outlets)

    def admit(self, article: Article) -> bool:
        """Whether a search so limited can find this article."""
        since, until, at = beginning(self.since), ending(self.until), article.published
        if (since or until) and at is None:
            return False
        if at and ((since and at < since) or (until and at >= until)):
            return False
        names = [name.casefold() for name in self.outlets]
        return not names or (article.outlet or "").casefold() in names


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
    limits: Limits = Limits()
    conversation: Conversation = field(default_factory=Conversation)
    given: int = 0  # the highest citation number that is taken
    _citer: Citer = field(init=False)

    def __post_init__(self) -> None:
        self.begin(self.conversation, self.given)

    def begin(
        self, conversation: Conversation, given: int = 0, quoted: Iterable[Citation] = ()
    ) -> None:
        """Go on with this conversation, whose numbers up to ``given`` are taken.

        ``quoted`` keep their numbers, though no turn cites them: of briefings, or taken back.
        """
        self.conversation = conversation
        self._citer = Citer(self.articles)
        self._citer.keep(quoted, given)
        self._citer.keep(conversation.citations())

    def ask(self, question: str, listener: Listener = SILENT) -> Turn:
        """Answer the next question. Raises what ``ArticleIndex.search`` does.

        And ``UsageError`` where it names a citation that there is not, or that is filtered out.
        """
        question = clean_line(question)
        self._forget_removed()
        self._see_named(question)
        history = self._history()
        rewritten, condensed = self._rewritten(question, history)
        told = asked_as(question, rewritten.text, of_others=rewritten.others)
        if told:
            listener.rewritten(told)
        asked = replace(self._asked(question, rewritten), history=history)
        turn = Turn(
            question=question,
            asked=rewritten.text,
            result=self._answer(asked, listener),
            rewriting=condensed.usage,
            note=condensed.note,
            of_others=rewritten.others,
        )
        self._citer.keep(turn.citations)
        self.conversation.turns.append(turn)
        return turn

    def _see_named(self, question: str) -> None:
        cited = {citation.number: citation for citation in self.conversation.citations()}
        for number in numbers_in(question):
            if number not in cited:
                raise UsageError(f"there is no citation [{number}]", "/sources lists them")
            if not self.limits.admit(cited[number].article):
                raise UsageError(
                    f"the article of [{number}] is filtered out", "/filters shows the limits"
                )

    def _forget_removed(self) -> None:
        """Articles may go while a conversation goes on."""
        cited = {citation.article_id for citation in self.conversation.citations()}
        self.conversation.forget(cited - self.articles.origins(cited).keys())

    def citer(self) -> Citer:
        """For whatever else is cited beside the turns: numbers go on from here."""
        return self._citer.fork(limited=bool(self.limits))

    def cite(self, citations: Sequence[Citation]) -> None:
        """These have been shown beside the turns, with numbers that ``citer`` gave."""
        self._citer.keep(citations)
        self.conversation.beside += citations

    def undo(self) -> Turn | None:
        """Take back the last turn; its sentences keep their numbers."""
        return self.conversation.turns.pop() if self.conversation.turns else None

    def _history(self) -> History:
        if self.model is None or not self.conversation.turns:
            return NO_HISTORY
        return self.conversation.history(self.model.name, self.model.window)

    def _rewritten(self, question: str, history: History) -> tuple[Rewritten, Condensed]:
        earlier = self.conversation.earlier()
        by_rule = rewrite(question, earlier)
        if (
            self.model is None
            or by_rule.numbers
            or by_rule.others
            or not earlier.last
            or not leans(question, f"{earlier.topic} {earlier.detail}")
        ):
            return by_rule, Condensed(None)
        condensed = condense(question, history, self._said(), self.model)
        return (Rewritten(condensed.text) if condensed.text else by_rule), condensed

    def _said(self) -> str:
        """All words of the conversation that a rewritten question may use."""
        parts = [part for turn in self.conversation.turns for part in (turn.question, turn.asked)]
        parts += [claim.text for turn in self.conversation.turns for claim in turn.told]
        return " ".join(parts)

    def _asked(self, question: str, rewritten: Rewritten) -> Asked:
        limits = self._without_cited() if rewritten.others else self.limits
        found: list[Passage] = []
        if limits is not None:
            found = self.articles.search(
                rewritten.text,
                PASSAGES,
                since=limits.since,
                until=limits.until,
                outlets=limits.outlets,
            )
            found = self._reached(question, rewritten, found)
        limited = bool(self.limits) or rewritten.others
        typed = question if rewritten.text != question else ""
        asked = consider(self.articles, rewritten.text, found, limited=limited, typed=typed)
        return replace(asked, citer=self._citer.fork(limited=limited))

    def _without_cited(self) -> Limits | None:
        """The limits without the outlets that the last answer cites; None where none is left."""
        last = self.conversation.turns[-1].citations
        heard = {(citation.article.outlet or "").casefold() for citation in last}
        known = (name for name, _ in self.articles.status().outlets if name)
        wanted = self.limits.outlets or tuple(known)
        rest = tuple(name for name in wanted if name.casefold() not in heard)
        return replace(self.limits, outlets=rest) if rest else None

    def _reached(self, question: str, rewritten: Rewritten, found: list[Passage]) -> list[Passage]:
        """What was found, and what was cited before: first where it is asked for, else last."""
        if rewritten.numbers:
            named = {c.number: c for c in self.conversation.citations()}
            best = max((passage.score for passage in found), default=0.0) or 1.0
            asked_for = self._passages((named[n] for n in rewritten.numbers), best)
            if asked_for and IN_NUMBER.search(question):
                own = {passage.article.id for passage in asked_for}
                found = [passage for passage in found if passage.article.id in own]
            return [*asked_for, *_others(found, asked_for)][:PASSAGES]
        if rewritten.text == question or rewritten.others:
            return found
        last = self.conversation.turns[-1].citations[:_WITHIN_REACH]
        kept = _others(self._passages(last), found)
        return [*found[: PASSAGES - len(kept)], *kept]

    def _passages(self, citations: Iterable[Citation], score: float = 0.0) -> list[Passage]:
        """Each cited sentence with those around it.

        None where its article has changed or gone, or is not among those asked for.
        """
        made = []
        for citation in citations:
            article = citation.article
            if not self.limits.admit(article):
                continue
            first, last = max(0, citation.sentence - _BEFORE), citation.sentence + _AFTER
            try:
                near = self.articles.sentences(article, first, last)
            except ArticleNotFound:
                continue
            chunk = Chunk("", article.id, first, last, near[0].start, near[-1].end, 0)
            made.append(Passage(chunk, article, tuple(near), score, "lexical"))
        return made

    def _answer(self, asked: Asked, listener: Listener) -> Result:
        if self.model is None:
            return quote(asked)
        return write(asked, Writer(self.model, self.strict, show=listener.claim))


def _others(passages: Iterable[Passage], seen: Iterable[Passage]) -> list[Passage]:
    """Those that do not stand in ``seen`` already."""
    places = [(p.article.id, p.start, p.end) for p in seen]
    return [
        p
        for p in passages
        if not any(i == p.article.id and s <= p.start and p.end <= e for i, s, e in places)
    ]
