"""What of an index fits: passages for a question, articles on a topic, how often words occur.

The searching half of `article_index.ArticleIndex`. Writes nothing, and ranks nothing itself
(`retrieval`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from index.articles import Filters, Passage
from index.embedding import BUNDLED, Embedder, embedder_named
from index.errors import UsageError
from index.holdings import Holdings
from index.retrieval.searching import Searcher, beginning, ending
from index.retrieval.selection import Relevant, relevant
from index.words import has_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Words whose vectors are kept before starting over: 50 MB. The questions of a chat meet the same
# words again and again.
_REMEMBERED = 50_000


class Finding(Holdings):
    """The articles of an index, by what they say."""

    _searcher: Searcher

    def search(
        self,
        question: str,
        limit: int = 10,
        *,
        since: date | None = None,
        until: date | None = None,
        outlets: Sequence[str] = (),
    ) -> list[Passage]:
        """The ``limit`` passages that fit the question best, best first.

        ``since`` and ``until`` are days, both included, or moments, the second excluded. Raises
        ``UsageError`` for a limit under 1, ``IndexDamaged`` when a store cannot be used.
        """
        if limit < 1:
            raise UsageError(f"the limit must be at least 1, not {limit}")
        filters = Filters(beginning(since), ending(until), tuple(outlets))
        return self._searcher.search(question, limit, filters)

    def about(
        self,
        topic: str = "",
        *,
        since: date | None = None,
        until: date | None = None,
        outlets: Sequence[str] = (),
    ) -> list[Relevant]:
        """All articles about ``topic``, the most relevant first; without one all, newest first.

        Filtered as in ``search``.
        """
        if not has_words(topic):
            found = self.summaries(since=since, until=until, outlets=outlets)
            return [Relevant(summary.id, 1.0) for summary in found]
        filters = Filters(beginning(since), ending(until), tuple(outlets))
        return self._searcher.ask(lambda reader: relevant(topic, reader, filters)) or []

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of unit length, of the index's embedder, shape (len(texts), dimensions)."""
        return self._embedder.embed(texts)

    def embed_words(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of single words as in ``embed``, by the bundled model: nothing is sent away."""
        import numpy as np

        known = self._word_vectors
        if len(known) > _REMEMBERED:
            known.clear()
        new = [word for word in dict.fromkeys(words) if word not in known]
        known.update(zip(new, self._word_embedder.embed(new), strict=True))
        return np.array([known[word] for word in words], dtype=np.float32)

    @cached_property
    def _word_vectors(self) -> dict[str, NDArray[np.float32]]:
        return {}

    @cached_property
    def _word_embedder(self) -> Embedder:
        return self._embedder if self._embedder.name == BUNDLED else embedder_named(BUNDLED)

    def frequencies(self, words: Sequence[str]) -> list[int]:
        """In how many chunks each of these words occurs, in any of its forms."""
        found = self._searcher.ask(lambda reader: reader.frequencies(words))
        return [0] * len(words) if found is None else found

    def chunk_count(self) -> int:
        """How many chunks there are."""
        return self._searcher.ask(lambda reader: reader.size()) or 0
