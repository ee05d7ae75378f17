"""What was cited of an article that has changed since: where it stands now, or that it does not.

A sentence that the current text has, too, keeps its number and is cited from there; one that it has
not stays as it was, of the earlier text, and is marked. Deliberately not here: articles that are
gone (`removal`), and earlier texts themselves (`index.provenance.revisions`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

from index.article_index import ArticleIndex
from index.articles import Article, Sentence
from index.errors import ArticleNotFound
from qa.answering.carried import Reports
from qa.answering.citing import cite
from qa.answers import Abstention, Answer, Briefing, Citation, Claim, Dispute, Event, Point, Saying
from qa.conversation.turns import Briefed, Turn

_MADE_OF = (Abstention, Answer, Briefed, Briefing, Claim, Dispute, Event, Point, Saying, Turn)

T = TypeVar("T")


def revised(citations: Iterable[Citation], articles: ArticleIndex) -> dict[int, Citation]:
    """By number, the citations that are not as they were: their articles have another text now."""
    told: dict[str, list[Citation]] = defaultdict(list)
    for citation in citations:
        told[citation.article_id].append(citation)
    found: dict[int, Citation] = {}
    for article_id, cited in told.items():
        try:
            found |= _of_article(articles.article(article_id), cited, articles)
        except ArticleNotFound:  # `removal` is for these, and for what goes just now
            continue
    return found


def _of_article(
    article: Article, cited: Sequence[Citation], articles: ArticleIndex
) -> dict[int, Citation]:
    seen = article.revision
    earlier = [c for c in cited if seen not in (c.article.revision, c.replaced_by)]
    if not earlier:
        return {}
    sentences, reports = articles.sentences(article), Reports(articles)
    taken = {c.sentence for c in cited if c.article.revision == seen}
    found = {}
    for citation in earlier:
        same = _same(citation, sentences, taken)
        if same is None:
            found[citation.number] = replace(citation, replaced_by=seen)
        else:
            taken.add(same.ordinal)
            found[citation.number] = reports.tell(
                cite(citation.number, article, sentences, same.ordinal)
            )
    return found


def _same(citation: Citation, sentences: Iterable[Sentence], taken: set[int]) -> Sentence | None:
    """The sentence of the same words, to the letter: one that no other number has, the nearest."""
    same = (sentence for sentence in sentences if sentence.text == citation.quote)
    return min(
        same, key=lambda s: (s.ordinal in taken, abs(s.ordinal - citation.sentence)), default=None
    )


def requoted(told: T, by_number: Mapping[int, Citation]) -> T:
    """A turn or briefing, or a part of one, with these citations in the place of its own."""
    return _requoted(told, by_number)  # type: ignore[no-any-return]


def _requoted(told: Any, by_number: Mapping[int, Citation]) -> Any:
    if isinstance(told, Citation):
        return by_number.get(told.number, told)
    if type(told) is tuple:
        return tuple(_requoted(part, by_number) for part in told)
    if isinstance(told, _MADE_OF):
        parts = {f.name: getattr(told, f.name) for f in fields(told)}
        return replace(told, **{name: _requoted(part, by_number) for name, part in parts.items()})
    return told
