"""Who else has a cited sentence: of the articles of one report, those that say it, word for word.

An outlet adds paragraphs of its own to a report, or puts a figure right: neither is what the
others say. Deliberately not here: which articles are one report (`index.syndication.origins`),
and outlets that differ on their own account (`qa.evidence.disagreement`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from index.article_index import ArticleIndex
from index.articles import Article, Sentence
from index.errors import ArticleNotFound
from index.syndication.datelines import without_dateline
from index.syndication.origins import Origin, wording
from qa.answers import Carried, Citation
from qa.evidence.facts import Token, facts

# A sentence that has this share of the words of another, figures left out, is a version of it.
# A matter of definition: one with other words in a fifth of its places says something else, too.
_SAME_WORDS = 0.8

_Figures = dict[Decimal, str]  # value, as written


class Reports:
    """Looks it up; what it has read of an article it keeps."""

    def __init__(self, articles: ArticleIndex) -> None:
        self._articles = articles
        self._origins: dict[str, Origin | None] = {}
        self._members: dict[str, tuple[Article, Sequence[Sentence]]] = {}
        self._worded: dict[str, dict[tuple[str, ...], Sentence]] = {}

    def origin(self, article_id: str) -> Origin | None:
        """What the article goes back to; None for one that is not there any more."""
        if article_id not in self._origins:
            found = self._articles.origins([article_id]).get(article_id)
            told = found.article_ids if found else ()
            self._origins |= dict.fromkeys({*told, article_id}, found)
        return self._origins[article_id]

    def original(self, origin: Origin, sentence: Sentence) -> tuple[Article, Sentence] | None:
        """The same sentence in the article that is the origin; None if it is not there."""
        there = self._there(origin.id, wording(sentence.text))
        return (self._members[origin.id][0], there) if there else None

    def tell(self, citation: Citation) -> Citation:
        """The citation with its report and who else carries the sentence."""
        origin = self.origin(citation.article_id)
        if origin is None or not origin.copies:
            return replace(citation, origin=origin)
        words = wording(citation.quote)
        others = [each for each in origin.article_ids if each != citation.article_id]
        ids = tuple(each for each in others if self._there(each, words))
        without = [each for each in others if each not in ids]
        carried = Carried(ids, self._versions(citation.quote, without))
        return replace(citation, origin=origin, carried=carried)

    def _there(self, article_id: str, words: tuple[str, ...]) -> Sentence | None:
        if article_id not in self._worded:
            there = {wording(each.text): each for each in reversed(self._read(article_id)[1])}
            self._worded[article_id] = there
        return self._worded[article_id].get(words)

    def _read(self, article_id: str) -> tuple[Article | None, Sequence[Sentence]]:
        if article_id not in self._members:
            try:
                article = self._articles.article(article_id)
                self._members[article_id] = article, self._articles.sentences(article)
            except ArticleNotFound:  # removed since it was retrieved
                return None, ()
        return self._members[article_id]

    def _versions(
        self, quote: str, article_ids: Sequence[str]
    ) -> tuple[tuple[str, tuple[Article, ...]], ...]:
        """Other figures in the same sentence, as written, and the articles that give them."""
        found: dict[str, list[Article]] = {}
        if _figures(quote):
            for article_id in article_ids:
                article, sentences = self._read(article_id)
                figures = next(filter(None, (_instead(quote, s.text) for s in sentences)), None)
                if article is not None and figures:
                    found.setdefault(figures, []).append(article)
        return tuple((figures, tuple(articles)) for figures, articles in found.items())


def _instead(quote: str, other: str) -> str | None:
    """The figures of another sentence that stand where the quoted one has others; None if none.

    Another way to write the same figure is none, and neither is one figure more or less.
    """
    ours, theirs = _words(quote), _words(other)
    if len(ours & theirs) < _SAME_WORDS * max(len(ours), len(theirs)):
        return None
    mine, figures = _figures(quote), _figures(other)
    if not mine.keys() - figures.keys():
        return None
    return ", ".join(raw for value, raw in figures.items() if value not in mine) or None


def _words(text: str) -> set[str]:
    return {token.key for token in _tokens(text) if token.quantity is None}


def _figures(text: str) -> _Figures:
    return {token.quantity.value: token.raw for token in _tokens(text) if token.quantity}


def _tokens(text: str) -> tuple[Token, ...]:
    return facts(without_dateline(text)).tokens
