"""What other outlets say: none of those that were cited, and none that carries the same report.

One sentence of each, as long as it answers by itself. Deliberately not here: which questions ask
for that (`leaning`), and what is one report (`index.syndication`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.article_index import ArticleIndex
from index.articles import Passage
from qa.answering.asking import PASSAGES, Asked, consider
from qa.answering.quoting import abstain
from qa.answers import Abstention, Answer, Citation
from qa.conversation.limits import Limits
from qa.conversation.turns import Conversation
from qa.extractive import ANSWERABLE
from qa.extractive.choosing import Scored

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
    heard = _heard(conversation)
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


def nobody(asked: Asked) -> Abstention:
    """That no other outlet was found to answer, whatever else it reports."""
    return abstain(asked, "no other outlet was found to answer it")


def _heard(conversation: Conversation) -> _Heard:
    """Who is cited in the answer that is meant, and by those asked for others of it since."""
    cited: list[Citation] = []
    for turn in reversed(conversation.turns):
        cited += turn.citations if isinstance(turn.result, Answer) else []
        if isinstance(turn.result, Answer) and not turn.by:
            break
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
