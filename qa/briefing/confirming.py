"""A line to a point: cited, checked, with the other reports that say the same.

Every citation of a point carries it by itself, to the check of `qa.evidence`; so the number of
independent reports that say a thing is a lower bound. Deliberately no search: only lines of the
same story are looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from index.article_index import ArticleIndex
from index.errors import ArticleNotFound
from qa.answering.citing import Citer
from qa.answers import Citation, Claim, Point
from qa.briefing.composing import alike
from qa.briefing.lines import Line
from qa.briefing.survey import Survey
from qa.evidence import Support, check, support

_MOST = 4  # further reports cited beside the first; a reader looks at no more


def holds(line: Line) -> bool:
    """Whether a line carries itself: an order, or half a quotation, is no statement of anything."""
    return support(line.text, [line.sentence], language=line.language).verdict == "supported"


class Confirmer:
    """Makes points of lines."""

    def __init__(self, articles: ArticleIndex, citer: Citer, found: Survey) -> None:
        self._articles = articles
        self._citer = citer
        self._found = found

    def point(self, line: Line) -> Point | None:
        """The line as a point; None where its article is gone, or it does not carry itself."""
        first = self.cited(line)
        if first is None:
            return None
        others = [cited for cited in map(self.cited, self._agreeing(line)) if cited]
        citations = tuple({c.number: c for c in (first, *others)}.values())
        found = _checked(first.quote, citations, line.language)
        if found.verdict != "supported":
            return None
        claim = Claim(first.quote, citations, found.score, found.verdict)
        return Point(claim, line.story + 1, self.reports(line.story))

    def written(self, claim: Claim, lines: Sequence[Line]) -> Point | None:
        """A statement that was checked, with the lines that carry it; None where all are gone."""
        cited = [found for found in map(self.cited, lines) if found]
        if len(cited) < len(lines) or not cited:
            return None
        citations = tuple({c.number: c for c in cited}.values())
        story = lines[0].story
        return Point(replace(claim, citations=citations), story + 1, self.reports(story))

    def reports(self, story: int) -> int:
        """How many independent reports of a story there are."""
        return len(self._found.stories[story].leads)

    def cited(self, line: Line) -> Citation | None:
        """The line's citation; None where its article is gone, or has another text meanwhile."""
        try:
            article = self._articles.article(line.sentence.article_id)
        except ArticleNotFound:
            return None
        there = article.text[line.sentence.start : line.sentence.end] == line.sentence.text
        return self._citer.cite(article, line.sentence) if there else None

    def _agreeing(self, line: Line) -> Iterator[Line]:
        """One line of each other report that says all that this one says."""
        seen = {line.origin}
        for other in self._found.lines[line.story]:
            if len(seen) > _MOST:
                return
            if other.origin not in seen and alike(line.keys, other.keys) and _says(other, line):
                seen.add(other.origin)
                yield other


def _says(other: Line, line: Line) -> bool:
    dates = {x.sentence.article_id: x.published for x in (other, line) if x.published}
    found = support(line.text, [other.sentence], language=line.language, published=dates)
    return found.verdict == "supported"


def _checked(text: str, citations: Iterable[Citation], language: str) -> Support:
    quotes = [c.article.text[c.start : c.end] for c in citations]
    return check(text, quotes, range(len(quotes)), language=language)
