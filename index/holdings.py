"""What an index holds, for whoever looks: articles, sentences, earlier texts, sources, counts.

The reading half of `article_index.ArticleIndex`, without the search (`finding`). Writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from index.articles import Article, Sentence
from index.catalog import Catalog, Summary
from index.embedding import Embedder
from index.errors import ArticleNotFound, UsageError
from index.provenance.memory import WebMemory
from index.provenance.revisions import Revision
from index.provenance.sources import Source
from index.provenance.stamps import unchanged_files
from index.reports import IndexStatus
from index.retrieval.searching import beginning, ending
from index.schema import article_digest, moment, seconds
from index.sentences import split
from index.stores.generations import Generations
from index.syndication.origins import Origin, counterpart, groups, origin


class Holdings:
    """The articles of an index and all that is known of them."""

    _folder: Path
    _catalog: Catalog
    _generations: Generations
    _embedder: Embedder

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self._folder

    def articles(self) -> Iterator[Article]:
        """Every article, newest first, one at a time."""
        for article_id in self._catalog.article_ids():
            article = self._catalog.article(article_id)
            if article is not None:
                yield article

    def summaries(
        self,
        *,
        since: date | None = None,
        until: date | None = None,
        outlets: Sequence[str] = (),
    ) -> list[Summary]:
        """Articles without their texts, newest first; filtered as in ``search``."""
        found = self._catalog.summaries(seconds(beginning(since)), seconds(ending(until)))
        wanted = {outlet.casefold() for outlet in outlets}
        return [s for s in found if not wanted or (s.outlet or "").casefold() in wanted]

    def article(self, article_id: str) -> Article:
        """The article whose id is, or alone begins with, ``article_id``. ``ArticleNotFound``."""
        exact = self._catalog.article(article_id)
        if exact is not None:
            return exact
        found = self._catalog.article_ids(article_id.lower()) if article_id else []
        article = self._catalog.article(found[0]) if len(found) == 1 else None
        if article is None:
            several = (
                f"{len(found)} articles have ids that begin with"
                if found
                else "no article has the id"
            )
            raise ArticleNotFound(
                f"{several} '{article_id}'", "'groundwire list' shows the ids of all articles"
            )
        return article

    def sentences(
        self, article: Article, first: int = 0, last: int | None = None
    ) -> list[Sentence]:
        """Sentences of an article of this index, in order: all, or ``first`` to before ``last``.

        Those of an earlier text are found anew in it. Raises ``ArticleNotFound`` if the index
        holds the article no more, or in no text like this.
        """
        if self._catalog.digest(article.id) == article_digest(article):
            return self._catalog.sentences(article, first, (1 << 40) if last is None else last)
        if self._catalog.revisions.has(article):
            return split(article)[first:last]
        raise ArticleNotFound(
            f"the article {article.id} has changed or gone meanwhile", "look it up again"
        )

    def revisions(self, article: Article) -> list[Revision]:
        """All texts that an article has had, the first one first, the current one last."""
        return self._catalog.revisions.of(article.id)

    def revision(self, article: Article, number: int) -> Revision:
        """The text of an article with that number, from 1. Raises ``UsageError``."""
        found = self.revisions(article)
        if not 1 <= number <= len(found):
            raise UsageError(
                f"there is no revision {number} of {article.id}",
                f"its revisions are numbered 1 to {len(found)}",
            )
        return found[number - 1]

    def origins(self, article_ids: Iterable[str]) -> dict[str, Origin]:
        """The story origin of each of these articles, alike for all that tell one report.

        By article id, in the order asked for; ids that are not there are left out.
        """
        wanted = dict.fromkeys(article_ids)
        told = groups(self._catalog.syndication.pairs(wanted))
        alone = wanted.keys() - {article_id for group in told for article_id in group}
        found = self._origins([*told, *({article_id} for article_id in alone)])
        return {article_id: found[article_id] for article_id in wanted if article_id in found}

    def same_report(self, article: Article) -> list[Article]:
        """The other articles that tell the same report, its origin first, then the earliest."""
        found = self.origins([article.id]).get(article.id)
        others = [each for each in found.article_ids if each != article.id] if found else []
        articles = self._catalog.articles(others)
        return [articles[each] for each in others if each in articles]

    def shared_origins(self) -> list[Origin]:
        """The origins that several articles of the index go back to, most articles first."""
        found = self._origins(groups(self._catalog.syndication.all_pairs()))
        return sorted(set(found.values()), key=lambda each: (-len(each.copies), each.id))

    def _origins(self, told: Sequence[set[str]]) -> dict[str, Origin]:
        articles = self._catalog.articles({article_id for group in told for article_id in group})
        found = {}
        for group in told:
            members = [articles[article_id] for article_id in group if article_id in articles]
            found.update(dict.fromkeys((a.id for a in members), origin(members)) if members else {})
        return found

    def origin_count(self) -> int:
        """How many independent reports there are: articles that share an origin count once."""
        told = groups(self._catalog.syndication.all_pairs())
        return self._catalog.counts()["articles"] - sum(len(group) - 1 for group in told)

    def uncompared(self) -> int:
        """How many articles an older program added and nobody compared with the others yet.

        The next ``add``, ``sync`` or ``remove`` does. Until then their copies are not known.
        """
        return self._catalog.syndication.uncompared()

    def counterpart(self, sentence: Sentence, article: Article) -> Sentence | None:
        """The same sentence in another article of this index, such as its origin; None if not.

        The same words in the same order: case, punctuation and a dateline before them may differ.
        """
        return counterpart(sentence.text, self.sentences(article))

    def sources(self) -> list[Source]:
        """What articles were added from and can be read again, in that order."""
        return self._catalog.sources.all()

    def sources_of(self, article_ids: Iterable[str]) -> list[str]:
        """Names of the sources that hold any of these articles."""
        return self._catalog.sources.of(article_ids)

    def unchanged_files(self, source: Source) -> list[str]:
        """The files of a source that need not be read again: nobody has touched them since."""
        return unchanged_files(self._catalog.sources.held(source))

    @property
    def memory(self) -> WebMemory:
        """What the web said of each page, for ``Web(memory=…)``."""
        return self._catalog.memory

    def status(self) -> IndexStatus:
        """Counts, outlets, dates, size and model."""
        counts = self._catalog.counts()
        outlets = self._catalog.outlets()
        dates = [day for row in outlets for day in row[2:] if day is not None]
        return IndexStatus(
            folder=self._folder,
            **counts,
            origins=None if self.uncompared() else self.origin_count(),
            revisions=self._catalog.revisions.count(),
            sources=len(self.sources()),
            outlets=[(name, count) for name, count, *_ in outlets],
            first=moment(min(dates, default=None)),
            last=moment(max(dates, default=None)),
            embedder=self._catalog.meta("embedder") or self._embedder.name,
            size=sum(f.stat().st_size for f in self._folder.rglob("*") if f.is_file()),
        )

    def outlets(self) -> list[str]:
        """The outlets of its articles, those with most articles first."""
        return [name for name, *_ in self._catalog.outlets() if name]

    def problems(self) -> list[str]:
        """What is missing, damaged or out of step; empty when all is well."""
        from index.checking import problems

        return problems(self._catalog, self._generations, self._embedder)
