"""What was cited before, within reach of the next question: first where it is asked for, else last.

A question that is made of a follow-up is answered as `ask` answers it: what was cited last stands
beside what was found for it, for a model to see, and takes the place of none of it. (Of 281 last
turns of `tests/benchmarks/followups.py` 187 were answered rightly where it did, 183 without; of 234
typed by strangers nine lost a right sentence to it and five gained one.) Deliberately no search.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from index.article_index import ArticleIndex
from index.articles import Chunk, Passage, Sentence
from index.errors import ArticleNotFound
from qa.answering.asking import PASSAGES, Asked, consider
from qa.answers import Citation
from qa.conversation.earlier import Rewritten
from qa.conversation.leaning import LEAD_IN
from qa.conversation.limits import Limits
from qa.conversation.numbers import IN_NUMBER, NUMBER, ORDINAL
from qa.conversation.turns import Conversation
from qa.extractive.choosing import Scored
from qa.extractive.questions import read_question
from qa.extractive.telling import tells

_BEFORE, _AFTER = 3, 4  # sentences around a citation that are kept within reach with it
_WITHIN_REACH = 3  # citations of the last answer; one to three are cited without a model

_Place = tuple[str, int]  # an article's id, a sentence's ordinal
_Places = Mapping[_Place, tuple[Sentence, Passage]]


@dataclass(frozen=True, slots=True)
class Reach:
    """What a conversation has cited, as far as the limits admit it."""

    conversation: Conversation
    limits: Limits

    def asked(self, asked: Asked, question: str, rewritten: Rewritten) -> Asked:
        """What was found for a question, with what was cited before as far as it may mean that."""
        if rewritten.numbers:
            return self._cited(asked, question, rewritten.numbers)
        if rewritten.text == question or rewritten.by or asked.tellers:
            return asked
        last = self.conversation.turns[-1].citations[:_WITHIN_REACH]
        kept = _others(self._passages(asked.articles, last), asked.passages)
        return replace(asked, passages=(*asked.passages, *kept))

    def _cited(self, asked: Asked, question: str, numbers: Sequence[int]) -> Asked:
        """The citations of these numbers first, and nothing else where nothing else is asked."""
        known = {c.number: c for c in self.conversation.citations()}
        named = [known[number] for number in numbers]
        best = max((passage.score for passage in asked.passages), default=0.0) or 1.0
        asked_for = list(self._passages(asked.articles, named, best))
        found: Sequence[Passage] = asked.passages
        more = _asks_more(question)
        if asked_for and (IN_NUMBER.search(question) or not more):
            own = {passage.article.id for passage in asked_for}
            found = [passage for passage in found if passage.article.id in own]
        asked = _over(asked, [*asked_for, *_others(found, asked_for)][:PASSAGES])
        return asked if more else _quoted(asked, named)

    def _passages(
        self, articles: ArticleIndex, citations: Iterable[Citation], score: float = 0.0
    ) -> Iterator[Passage]:
        """Each cited sentence with those around it; none where its article is gone."""
        for citation in citations:
            passage = self.limits.admit(citation.article) and _passage(articles, citation, score)
            if passage:
                yield passage


def _passage(articles: ArticleIndex, citation: Citation, score: float) -> Passage | None:
    """Of the text that the article has now, whatever it had when it was cited."""
    first, last = max(0, citation.sentence - _BEFORE), citation.sentence + _AFTER
    try:
        article = articles.article(citation.article_id)
        near = articles.sentences(article, first, last)
    except ArticleNotFound:
        return None
    if not near:
        return None
    chunk = Chunk("", article.id, first, last, near[0].start, near[-1].end, 0)
    return Passage(chunk, article, tuple(near), score, "lexical")


def _over(asked: Asked, passages: Sequence[Passage]) -> Asked:
    """What these passages have to say to the same question."""
    return consider(asked.articles, asked.question, passages, limited=asked.limited)


def _quoted(asked: Asked, named: Sequence[Citation]) -> Asked:
    """What was named as the answer: of one sentence also what stands after and before it."""
    places = {(p.article.id, s.ordinal): (s, p) for p in asked.passages[::-1] for s in p.sentences}
    wanted = [(c.article_id, c.sentence) for c in named]
    if len(named) == 1:
        beside = ((named[0].article_id, named[0].sentence + at) for at in (1, -1))
        wanted += [place for place in beside if place in places and _tells(places, place)]
    sentences = tuple(Scored(*places[place], 1.0) for place in wanted if place in places)
    if not sentences:
        return asked
    choice = replace(asked.choice, sentences=sentences, answerable=1.0, uncovered=())
    return replace(asked, choice=choice)


def _tells(places: _Places, place: _Place) -> bool:
    """Whether the sentence there says something: not "CNN —"."""
    sentence, passage = places[place]
    following = places.get((place[0], place[1] + 1))
    return tells(sentence, following[0].text if following else "", passage.article)


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
