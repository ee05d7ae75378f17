"""What was cited before, within reach of the next question: first where it is asked for, else last.

Deliberately no search: what that found is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from index.article_index import ArticleIndex
from index.articles import Chunk, Passage
from index.errors import ArticleNotFound
from qa.answering.asking import PASSAGES, Asked
from qa.answers import Citation
from qa.conversation.earlier import Rewritten
from qa.conversation.leaning import LEAD_IN
from qa.conversation.limits import Limits
from qa.conversation.numbers import IN_NUMBER, NUMBER, ORDINAL
from qa.conversation.turns import Conversation
from qa.extractive.choosing import Scored
from qa.extractive.questions import read_question

_BEFORE, _AFTER = 3, 4  # sentences around a citation that are kept within reach with it
_WITHIN_REACH = 3  # citations of the last answer; one to three are cited without a model


@dataclass(frozen=True, slots=True)
class Near:
    """Makes passages of citations, as far as the limits admit them."""

    articles: ArticleIndex
    limits: Limits

    def passages(self, citations: Iterable[Citation], score: float = 0.0) -> list[Passage]:
        """Each cited sentence with those around it; none where its article is gone."""
        admitted = (c for c in citations if self.limits.admit(c.article))
        made = (self._passage(citation, score) for citation in admitted)
        return [passage for passage in made if passage is not None]

    def _passage(self, citation: Citation, score: float) -> Passage | None:
        """Of the text that the article has now, whatever it had when it was cited."""
        first, last = max(0, citation.sentence - _BEFORE), citation.sentence + _AFTER
        try:
            article = self.articles.article(citation.article_id)
            near = self.articles.sentences(article, first, last)
        except ArticleNotFound:
            return None
        if not near:
            return None
        chunk = Chunk("", article.id, first, last, near[0].start, near[-1].end, 0)
        return Passage(chunk, article, tuple(near), score, "lexical")


def within_reach(
    question: str,
    rewritten: Rewritten,
    found: list[Passage],
    conversation: Conversation,
    near: Near,
) -> list[Passage]:
    """What was ``found``, with what was cited before as far as ``question`` may mean it."""
    if rewritten.numbers:
        return _asked_for(question, rewritten.numbers, found, conversation, near)
    if rewritten.text == question or rewritten.by:
        return found
    last = conversation.turns[-1].citations[:_WITHIN_REACH]
    kept = _others(near.passages(last), found)
    return [*found[: PASSAGES - len(kept)], *kept]


def cited_first(
    question: str, rewritten: Rewritten, asked: Asked, conversation: Conversation
) -> Asked:
    """Where nothing but "[3]" is asked: that sentence, then what stands after and before it."""
    if not rewritten.numbers or _asks_more(question):
        return asked
    named = {c.number: c for c in conversation.citations()}
    around = (0,) if len(rewritten.numbers) > 1 else (0, 1, -1)
    wanted = [
        (named[n].article_id, named[n].sentence + at) for n in rewritten.numbers for at in around
    ]
    places = {
        (p.article.id, s.ordinal): Scored(s, p, 1.0)
        for p in reversed(asked.passages)
        for s in p.sentences
    }
    sentences = tuple(places[place] for place in wanted if place in places)
    if not sentences:
        return asked
    choice = replace(asked.choice, sentences=sentences, answerable=1.0, uncovered=())
    return replace(asked, choice=choice)


def _asked_for(
    question: str,
    numbers: Sequence[int],
    found: list[Passage],
    conversation: Conversation,
    near: Near,
) -> list[Passage]:
    named = {c.number: c for c in conversation.citations()}
    best = max((passage.score for passage in found), default=0.0) or 1.0
    asked_for = near.passages((named[n] for n in numbers), best)
    if asked_for and (IN_NUMBER.search(question) or not _asks_more(question)):
        own = {passage.article.id for passage in asked_for}
        found = [passage for passage in found if passage.article.id in own]
    return [*asked_for, *_others(found, asked_for)][:PASSAGES]


def _others(passages: Iterable[Passage], seen: Iterable[Passage]) -> list[Passage]:
    """Those that do not stand in ``seen`` already."""
    places = [(p.article.id, p.start, p.end) for p in seen]
    return [
        p
        for p in passages
        if not any(i == p.article.id and s <= p.start and p.end <= e for i, s, e in places)
    ]


def _asks_more(question: str) -> bool:
    """Whether it asks anything but "[3]", "What about the second one?"."""
    rest = ORDINAL.sub(" ", NUMBER.sub(" ", LEAD_IN.sub("", question.strip())))
    return bool(read_question(rest).terms)
