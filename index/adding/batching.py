"""A stream of articles in batches, by number, length and time.

Deliberately not here: what becomes of a batch.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator

from index.articles import Article
from index.provenance.visits import Visit

# A batch is what one transaction writes: enough for the stores to be quick, little enough that
# Ctrl-C is answered within a second.
BATCH_ARTICLES = 256
_BATCH_CHARACTERS = 4_000_000
_BATCH_SECONDS = 10.0  # what comes slowly, as from the web, is not put at risk for longer

Batch = list[tuple[Article, Visit]]


def batched(
    articles: Iterable[tuple[Article, Visit]], interrupted: Callable[[], None]
) -> Iterator[Batch]:
    """All articles in batches. Ctrl-C while they are read ends the stream with the batch so far;

    ``interrupted`` is called then.
    """
    batch: Batch = []
    length, since = 0, time.monotonic()
    try:
        for article, visit in articles:
            batch.append((article, visit))
            length += len(article.text)
            full = len(batch) >= BATCH_ARTICLES or length >= _BATCH_CHARACTERS
            if full or time.monotonic() - since > _BATCH_SECONDS:
                yield batch
                batch, length, since = [], 0, time.monotonic()
    except KeyboardInterrupt:
        interrupted()
    if batch:
        yield batch
