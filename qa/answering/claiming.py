"""A model's statement to a claim: held against sentences, and cited to those that carry it.

First against the sentences that it cites, then against all that the model saw; where it is hardly
supported, the model may be asked for a second opinion. Deliberately never its word alone: what the
sentences do not have stays missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from index.articles import Article
from index.errors import ServiceError
from qa.answering.citing import Citer
from qa.answers import Claim
from qa.evidence import PARTIAL, SUPPORTED, Support, check
from qa.llm import Model
from qa.messages import Usage
from qa.prompting import Shown, write_check
from qa.statements import Statement

_OPINION_TOKENS = 200  # of a reply that begins with the word that counts; room to reason
# A score that a second opinion can change, either way.
_MIDDLING = (PARTIAL, 0.95)
_DOUBTED = SUPPORTED - 0.01  # the most that a statement has which the model itself denies
# "Supported." and "**Supported**: …", but not "Supported? No" and "Supported by nothing".
_AGREES = re.compile(r"\W*supported\W*?(?:$|[.;:!\n—–-])", re.IGNORECASE)


class Claimer:
    """Makes claims of the statements of one reply."""

    def __init__(self, citer: Citer, *, strict: bool, adviser: Model | None) -> None:
        """``strict``: what is not supported cites nothing. ``adviser`` gives second opinions."""
        self.usage = Usage()  # of second opinions
        self._citer = citer
        self._strict = strict
        self._adviser = adviser

    def claim(self, statement: Statement, shown: Sequence[Shown]) -> Claim:
        """A statement with the sentences that carry it, or what nothing has of it.

        ``shown`` are the sentences that the model saw, in the order of their numbers.
        """
        found = _checked(statement, shown)
        if self._adviser and _MIDDLING[0] <= found.score < _MIDDLING[1]:
            found = self._second_opinion(self._adviser, statement, found, shown)
        cited = found.verdict == "supported" or (found.verdict == "partial" and not self._strict)
        carrying = [shown[at] for at in found.indices] if cited else []
        return Claim(
            text=statement.text,
            citations=tuple(self._citer.cite(each.article, each.sentence) for each in carrying),
            support=found.score,
            verdict=found.verdict,
            missing=found.missing,
            conflicts=found.conflicts,
        )

    def _second_opinion(
        self, model: Model, statement: Statement, found: Support, shown: Sequence[Shown]
    ) -> Support:
        """What the model says to one statement and its sentences: it counts by half a step.

        A number, date, name or quotation that these sentences do not have stays missing.
        """
        evidence = [shown[at] for at in found.indices]
        messages = write_check(statement.text, evidence)
        try:
            reply = model.complete(
                messages, max_tokens=_OPINION_TOKENS, quoting=articles_of(evidence)
            )
        except ServiceError:  # an answer without it is an answer
            return found
        self.usage += reply.usage
        if not _AGREES.match(reply.text):
            return replace(found, score=min(found.score, _DOUBTED))
        alone = _checked(replace(statement, numbers=()), evidence)
        if alone.missing or alone.conflicts:
            return found
        return replace(found, score=max(found.score, SUPPORTED))


def _checked(statement: Statement, shown: Sequence[Shown]) -> Support:
    """A statement against what it cites, then against all that the model saw."""
    published = {s.article.id: s.article.published for s in shown if s.article.published}
    cited = [number - 1 for number in statement.numbers]
    language = shown[cited[0] if cited else 0].article.language or "en"
    sentences = [each.sentence for each in shown]
    outlets = {s.article.id: s.article.outlet for s in shown if s.article.outlet}
    return check(
        statement.text, sentences, cited, language=language, published=published, outlets=outlets
    )


def articles_of(shown: Iterable[Shown]) -> list[Article]:
    """The articles that sentences shown are from, each once."""
    return list({each.article.id: each.article for each in shown}.values())
