"""What other outlets say: none of those that were cited, and none that carries the same report.

One sentence of each, as long as it answers by itself. Deliberately not here: which questions ask
for that (`outlets`), and what is one report (`index.syndication`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from index.article_index import ArticleIndex
from index.articles import Passage
from index.words import iter_words
from qa.answering.asking import PASSAGES, Asked, consider
from qa.answers import Answer
from qa.conversation.earlier import Earlier, Rewritten
from qa.conversation.limits import Limits
from qa.conversation.topic import own_words
from qa.conversation.turns import Conversation
from qa.extractive import ANSWERABLE
from qa.extractive.choosing import Scored

# Share of the own words of a question that another outlet's sentence must have to be on it.
_ON_IT = 0.6
# "Since when?": a circumstance of what was asked before, and nothing by itself.
_CIRCUMSTANCE = re.compile(
    r"\W*(?:(?:since|until|till|for)\s+)?(?:when|where|why|how(?:\s+(?:long|often|so|come))?)"
    r"(?:\s+(?:is|was)\s+(?:it|this|that))?\W*",
    re.IGNORECASE,
)
_NOBODY = "no other outlet was found to answer it"
_MOST = 4  # outlets whose sentences are cited without a model; more is a briefing's matter


@dataclass(frozen=True, slots=True)
class _Heard:
    """Who has been cited on a question so far."""

    outlets: frozenset[str]  # casefolded
    origins: frozenset[str]  # ids of reports


def ask_others(
    articles: ArticleIndex, question: str, conversation: Conversation, limits: Limits
) -> Asked:
    """``question`` put to the outlets that have not been cited on it, one report each."""
    heard = _heard(question, conversation)
    wanted = [n for n in limits.outlets or articles.outlets() if n.casefold() not in heard.outlets]
    found: list[Passage] = []
    if wanted:
        # As many again for each one heard: their copies in other outlets are left out afterwards.
        most = PASSAGES * (1 + len(heard.origins))
        found = articles.search(
            question, most, since=limits.since, until=limits.until, outlets=wanted
        )
    asked = consider(articles, question, _apart(articles, found, heard)[:PASSAGES], limited=True)
    each = _each(asked)
    if not each:
        return asked
    sentences = tuple(one for one, _ in each[:_MOST])
    answerable = max(covers for _, covers in each)
    choice = replace(asked.choice, sentences=sentences, answerable=answerable)
    return replace(asked, choice=choice)


def by_others(
    rewritten: Rewritten, asked: Asked, earlier: Earlier, look: Callable[[Rewritten], Asked]
) -> tuple[Rewritten, Asked]:
    """Which question is put to others, and what was found: ``asked``, of the one ``rewritten``.

    After "Since when?", that says nothing by itself, what the talk of this subject began with.
    """
    if _CIRCUMSTANCE.fullmatch(rewritten.detail):
        _, began = earlier.so_far()[-1]
        rewritten = replace(rewritten, text=began, detail="")
        asked = look(rewritten)
    return rewritten, _on_it(asked, rewritten.detail or rewritten.text)


def _on_it(asked: Asked, question: str) -> Asked:
    """Only sentences that have most own words of what was asked; without them no answer."""
    own = own_words(question)
    kept = [s for s in asked.choice.sentences if len(own & _keys(s)) >= _ON_IT * len(own)]
    if kept and asked.choice.answerable >= ANSWERABLE:
        return replace(asked, choice=replace(asked.choice, sentences=tuple(kept)))
    choice = replace(asked.choice, answerable=0.0, uncovered=())
    return replace(asked, choice=choice, reason=_NOBODY)


def _keys(one: Scored) -> set[str]:
    return {word.key for word in iter_words(one.sentence.text)}


def _heard(question: str, conversation: Conversation) -> _Heard:
    """Who is cited in answers to this question, of whomever it was asked."""
    cited = [
        citation
        for turn in conversation.turns
        if isinstance(turn.result, Answer) and turn.asked.casefold() == question.casefold()
        for citation in turn.citations
    ]
    outlets = frozenset((c.article.outlet or "").casefold() for c in cited)
    return _Heard(outlets, frozenset(c.origin.id if c.origin else c.article_id for c in cited))


def _apart(articles: ArticleIndex, found: Sequence[Passage], heard: _Heard) -> list[Passage]:
    """The passages of reports that have not been cited."""
    origins = articles.origins(passage.article.id for passage in found)
    return [p for p in found if origins[p.article.id].id not in heard.origins]


def _each(asked: Asked) -> list[tuple[Scored, float]]:
    """The best sentence of each outlet and report that answers by itself, and how far it covers
    the question; best first.
    """
    found = []
    for passages in _by_outlet(asked):
        choice = consider(asked.articles, asked.question, passages, limited=True).choice
        if choice.sentences and choice.answerable >= ANSWERABLE:
            found.append((choice.sentences[0], choice.answerable))
    return sorted(found, key=lambda one: -one[0].score)


def _by_outlet(asked: Asked) -> Iterator[list[Passage]]:
    """Passages of each outlet; copies of one report are left to the outlet that is found first."""
    origins = asked.articles.origins(passage.article.id for passage in asked.passages)
    teller: dict[str, str] = {}
    told: dict[str, list[Passage]] = {}
    for passage in asked.passages:
        outlet = (passage.article.outlet or "").casefold()
        if teller.setdefault(origins[passage.article.id].id, outlet) == outlet:
            told.setdefault(outlet, []).append(passage)
    yield from told.values()
