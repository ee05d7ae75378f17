"""Where articles disagree with what is cited: figures and dates for the same thing, each quoted.

Deliberately not here: what counts as the same thing (`qa.evidence.disagreement`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from index.articles import Article, Passage, Sentence
from qa.answering.citing import Citer
from qa.answers import Citation, Dispute
from qa.evidence.disagreement import Disagreement, disagreements

Told = tuple[Article, Sentence]

# Sentences beside the cited ones that are compared with them: the time grows with the square, and
# forty take some 20 ms.
_MOST = 40
_FIGURE = re.compile(r"\d")


def disputes(
    cited: Sequence[Told], passages: Iterable[Passage], citer: Citer
) -> tuple[Dispute, ...]:
    """What the cited sentences and others that were found say differently.

    One side at least is cited already; the other is cited now.
    """
    if not any(_FIGURE.search(sentence.text) for _, sentence in cited):
        return ()
    compared = [*cited, *_others(cited, passages)][: len(cited) + _MOST]
    published = {a.id: a.published for a, _ in compared if a.published is not None}
    found = disagreements([sentence for _, sentence in compared], published=published)
    told = (_dispute(each, compared, citer) for each in found if _concerns(each, len(cited)))
    return tuple(dispute for dispute in told if len(dispute.sides) > 1)


def _others(cited: Sequence[Told], passages: Iterable[Passage]) -> Iterator[Told]:
    """Sentences with figures that are not cited, best passages first."""
    seen = {(article.id, sentence.ordinal) for article, sentence in cited}
    for passage in passages:
        for sentence in passage.sentences:
            place = (passage.article.id, sentence.ordinal)
            if place not in seen and _FIGURE.search(sentence.text):
                seen.add(place)
                yield passage.article, sentence


def _concerns(found: Disagreement, cited: int) -> bool:
    return any(at < cited for at, _ in found.values)


def _dispute(found: Disagreement, compared: Sequence[Told], citer: Citer) -> Dispute:
    """Each citation once: a report carried twice is cited from its origin both times."""
    sides: dict[int, tuple[Citation, str]] = {}
    for at, value in found.values:
        citation = citer.cite(*compared[at])
        sides.setdefault(citation.number, (citation, value))
    return Dispute(found.what, tuple(sides.values()))
