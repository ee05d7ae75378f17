"""Where cited articles disagree: figures and dates for the same thing, each with its sentence.

Deliberately not here: what counts as the same thing (`disagreement`).
"""

from __future__ import annotations

from collections.abc import Sequence

from index.articles import Article, Sentence
from qa.answers import Dispute
from qa.citing import Citer
from qa.disagreement import disagreements

Told = tuple[Article, Sentence]


def disputes(cited: Sequence[Told], citer: Citer) -> tuple[Dispute, ...]:
    """What the cited sentences of different articles say differently."""
    published = {a.id: a.published for a, _ in cited if a.published is not None}
    found = disagreements([sentence for _, sentence in cited], published=published)
    return tuple(
        Dispute(each.what, tuple((citer.cite(*cited[at]), value) for at, value in each.values))
        for each in found
    )
