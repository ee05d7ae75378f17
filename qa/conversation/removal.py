"""What of a conversation goes with an article: statements that rest on it, and words of it.

A rewritten question has words that nobody typed: of headlines and quoted sentences, of statements
that a model made of what it saw. Which articles they may be from is found by the words themselves.
Deliberately not here: the file that a conversation is kept in (`index.kept.session_file`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import replace

from index.words import STOPWORDS, iter_words
from qa.answers import Abstention, Briefing, Citation, Claim, Point, Result
from qa.conversation.turns import Briefed, Conversation, Entry, Turn, claims


def rests_on(claim: Claim, seen: Set[str] = frozenset()) -> frozenset[str]:
    """Ids of the articles whose words a statement may have.

    What a model wrote without support may be words of all that it had ``seen``.
    """
    own = articles_of(claim.citations)
    return own if claim.verdict == "supported" else own | seen


def seen_by(result: Result) -> frozenset[str]:
    """Ids of the articles that a result was made from."""
    return frozenset(passage.article.id for passage in result.passages)


def rested_on(conversation: Conversation) -> set[str]:
    """Ids of all articles whose words may be in a conversation."""
    found = {article_id for _, ids in _said(conversation) for article_id in ids}
    return found.union(*(entry.worded_by for entry in conversation.entries))


def sources_of(words: str, question: str, conversation: Conversation) -> frozenset[str]:
    """Ids of the articles that ``words`` may quote, but for what was typed, now or before."""
    typed = " ".join([question, *(entry.question for entry in conversation.entries)])
    own = _keys(words) - _keys(typed)
    return frozenset(
        article_id
        for text, ids in _said(conversation)
        if ids and own & _keys(text)
        for article_id in ids
    )


def _said(conversation: Conversation) -> Iterator[tuple[str, frozenset[str]]]:
    """Everything that later questions may have words of, and the articles it may be from."""
    for citation in conversation.citations():
        yield f"{citation.article.title} {citation.quote}", articles_of([citation])
    for entry in conversation.entries:
        if isinstance(entry, Turn):
            seen = seen_by(entry.result)
            yield from ((claim.text, rests_on(claim, seen)) for claim in claims(entry.result))
            yield entry.asked, entry.worded_by


def _keys(text: str) -> set[str]:
    return {w.key for w in iter_words(text) if w.raw.lower() not in STOPWORDS}


def articles_of(citations: Iterable[Citation]) -> frozenset[str]:
    """Ids of the articles that are cited."""
    return frozenset(citation.article_id for citation in citations)


def without(entry: Entry, gone: Set[str]) -> Entry:
    """A turn or briefing as far as it rests on other articles."""
    if isinstance(entry, Briefed):
        return _briefed_without(entry, gone)
    result = _result_without(entry.result, gone)
    lost = entry.lost + _parts(entry.result) - _parts(result)
    kept = replace(entry, result=result, lost=lost)
    if kept.worded_by & gone:
        kept = replace(kept, asked=kept.question, topic="", detail="", worded_by=frozenset())
    return kept


def _result_without(result: Result, gone: Set[str]) -> Result:
    passages = tuple(p for p in result.passages if p.article.id not in gone)
    if isinstance(result, Abstention):
        nearest = tuple(c for c in result.nearest if c.article_id not in gone)
        return replace(result, nearest=nearest, passages=passages)
    seen = seen_by(result)
    told = tuple(claim for claim in result.claims if not rests_on(claim, seen) & gone)
    disputes = tuple(d for d in result.disputes if not articles_of(c for c, _ in d.sides) & gone)
    return replace(result, claims=told, disputes=disputes, passages=passages)


def _parts(result: Result) -> int:
    """How many statements and sentences it shows."""
    if isinstance(result, Abstention):
        return len(result.nearest)
    return len(result.claims) + len(result.disputes)


def _briefed_without(entry: Briefed, gone: Set[str]) -> Briefed:
    before = entry.briefing
    after = _briefing_without(before, gone)
    lost = entry.lost + len(before.lines()) - len(after.lines())
    lost += len(before.disputes) - len(after.disputes)
    if entry.worded_by & gone:
        after = replace(after, topic="")
    return replace(entry, briefing=after, lost=lost)


def _briefing_without(told: Briefing, gone: Set[str]) -> Briefing:
    def stands(point: Point) -> bool:
        return not articles_of(point.claim.citations) & gone

    return replace(
        told,
        headline=told.headline if told.headline and stands(told.headline) else None,
        points=tuple(filter(stands, told.points)),
        timeline=tuple(event for event in told.timeline if stands(event.point)),
        said=tuple(saying for saying in told.said if stands(saying.point)),
        figures=tuple(side for side in told.figures if side[0].article_id not in gone),
        disputes=tuple(d for d in told.disputes if not articles_of(c for c, _ in d.sides) & gone),
        unknown=tuple(filter(stands, told.unknown)),
    )
