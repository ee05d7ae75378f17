"""The look-ups of one turn: what is found for a question, within the limits that are set.

Deliberately not here: how a question is asked (`followups`, `standing`), and what is answered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from index.article_index import ArticleIndex
from index.articles import Passage
from index.words import has_words
from qa.answering.asking import PASSAGES, Asked, consider, heard
from qa.answering.citing import Citer
from qa.conversation.earlier import OTHERS, Rewritten
from qa.conversation.limits import Limits
from qa.conversation.numbers import numbers_in
from qa.conversation.others import ask_others
from qa.conversation.reach import Reach
from qa.conversation.turns import Conversation
from qa.extractive.spelling import spelled


@dataclass(frozen=True, slots=True)
class Lookup:
    """Finds what questions of a conversation ask for. Raises what ``ArticleIndex.search`` does."""

    articles: ArticleIndex
    conversation: Conversation
    limits: Limits
    citer: Citer
    typed: str  # the question of the turn, with its citations spelled out
    _found: dict[tuple[str, Limits], list[Passage]] = field(default_factory=dict, init=False)

    def as_typed(self, text: str) -> str:
        """``text``, but as typed where only its capitals differ: it is answered as `ask` does."""
        return self.typed if text.casefold() == self.typed.casefold() else text

    def spelled(self) -> str:
        """A follow-up with its names as the articles write them, to see what it names."""
        first = not self.conversation.turns
        if first or numbers_in(self.typed) or not has_words(self.typed):
            return self.typed
        found = self._search(self.typed, self.limits)
        return spelled(self.typed, (s.text for passage in found for s in passage.sentences))

    def find(self, question: str, rewritten: Rewritten) -> Asked:
        """What there is for ``question`` as it is ``rewritten``."""
        if rewritten.by == OTHERS:
            asked = ask_others(self.articles, rewritten.text, self.conversation, self.limits)
            return replace(asked, citer=self.citer.fork(limited=True))
        limits = replace(self.limits, outlets=(rewritten.by,)) if rewritten.by else self.limits
        text = self.as_typed(rewritten.text)

        def look(asked: str, outlets: Sequence[str]) -> Asked:
            within = replace(limits, outlets=tuple(outlets)) if outlets else limits
            found = self._search(asked, within)
            return consider(self.articles, asked, found, limited=bool(within))

        asked = heard(text, lambda: limits.outlets or self.articles.outlets(), look)
        asked = Reach(self.conversation, limits).asked(asked, question, rewritten)
        return replace(asked, citer=self.citer.fork(limited=asked.limited))

    def _search(self, question: str, limits: Limits) -> list[Passage]:
        """What the index finds; what is asked as it was typed was looked up for its names."""
        if (question, limits) not in self._found:
            self._found[question, limits] = self.articles.search(
                question, PASSAGES, since=limits.since, until=limits.until, outlets=limits.outlets
            )
        return self._found[question, limits]
