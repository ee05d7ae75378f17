"""A line to a point: cited, checked, with the other reports that say the same.

A point passes the check of `qa.evidence`; other reports are cited beside it that pass it, too, or
say the same in other words (`sameness`), of other outlets only. So the number of independent
reports that say a thing is a lower bound. Deliberately no search: only lines that were read are
looked at, of the same story and of others of the same days.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from index.article_index import ArticleIndex
from index.errors import ArticleNotFound
from qa.answering.citing import Citer
from qa.answers import Citation, Claim, Point
from qa.briefing.lines import Line
from qa.briefing.salience import content
from qa.briefing.sameness import Said, compare, related
from qa.briefing.survey import Survey
from qa.evidence import Support, check, support
from qa.extractive.candidates import DEFAULT_LANGUAGE

# Apart: what was told of another story later is of another event in the same words.
_SAME_DAYS = timedelta(days=3)
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
        if line.parts:
            return self._together(line)
        others = (found for found in map(self.cited, self._agreeing(line.said, [line])) if found)
        citations = tuple({c.number: c for c in (first, *others)}.values())
        found = _checked(line.text, citations, line.language)
        if found.verdict != "supported":
            return None
        claim = Claim(line.text, citations, found.score, found.verdict)
        return Point(claim, line.story + 1, self.reports(line.story))

    def _together(self, line: Line) -> Point:
        """Sentences that are one statement, each with its citation."""
        found = support(line.text, [line.sentence], language=line.language)
        text = " ".join(part.text for part in line.parts)
        claim = Claim(text, tuple(self._cites(line)), found.score, found.verdict)
        return Point(claim, line.story + 1, self.reports(line.story))

    def written(self, claim: Claim, lines: Sequence[Line]) -> Point | None:
        """A statement that was checked, with the lines that carry it; None where all are gone."""
        found = [self._cites(line) for line in lines]
        if not found or not all(found):
            return None
        cited = [citation for each in found for citation in each]
        first, story = lines[0], lines[0].story
        said = Said(claim.text, _keys(claim.text, first.language), first.language, first.day)
        others = (found for found in map(self.cited, self._agreeing(said, lines)) if found)
        citations = tuple({c.number: c for c in (*cited, *others)}.values())
        return Point(replace(claim, citations=citations), story + 1, self.reports(story))

    def reports(self, story: int) -> int:
        """How many outlets have a line on a story: what one repeats of its own counts once."""
        return len({_source(line) for line in self._found.lines[story]})

    def cited(self, line: Line) -> Citation | None:
        """The line's citation; None where its article is gone, or has another text meanwhile."""
        try:
            article = self._articles.article(line.sentence.article_id)
        except ArticleNotFound:
            return None
        there = article.text[line.sentence.start : line.sentence.end] == line.sentence.text
        return self._citer.cite(article, line.sentence) if there else None

    def versions(self, cited: Citation) -> Iterator[Citation]:
        """The sentences of other outlets' copies of its report that have another figure there.

        Only of articles that the briefing is of: a copy may be of another day, or not asked for.
        """
        words = _keys(cited.quote, cited.article.language or DEFAULT_LANGUAGE)
        asked = {article_id for article_id, _ in self._found.seen}
        for _, articles in cited.carried.versions if cited.carried else ():
            if articles[0].outlet == cited.article.outlet or articles[0].id not in asked:
                continue
            sentences = self._articles.sentences(articles[0])
            language = articles[0].language or DEFAULT_LANGUAGE
            same = max(sentences, key=lambda x: len(words & _keys(x.text, language)))
            yield self._citer.cite(articles[0], same)

    def _cites(self, line: Line) -> list[Citation]:
        """One citation of each of its sentences; none where its article is gone."""
        if not line.parts:
            return [found] if (found := self.cited(line)) else []
        each = [self.cited(replace(line, sentence=part, parts=())) for part in line.parts]
        return [found for found in each if found]

    def _agreeing(self, said: Said, lines: Sequence[Line]) -> Iterator[Line]:
        """One line of each other report, of another outlet, that says all that ``lines`` say."""
        first = lines[0]
        origins, sources = {line.origin for line in lines}, {_source(line) for line in lines}
        for other in self._candidates(first):
            if len(sources) > _MOST:
                return
            if other.parts or other.origin in origins or _source(other) in sources:
                continue
            if related(said.keys, other.keys) and _says(other, said, first):
                origins.add(other.origin)
                sources.add(_source(other))
                yield other

    def _candidates(self, line: Line) -> Iterator[Line]:
        """The lines of the same story, then those of others of the same days."""
        yield from self._found.lines[line.story]
        for n, story in enumerate(self._found.lines):
            if n != line.story and line.day:
                yield from (x for x in story if x.day and abs(x.day - line.day) <= _SAME_DAYS)


def _source(line: Line) -> str:
    """Who tells a line: its outlet, or its report where that is not known."""
    return line.outlet or line.origin


def _keys(text: str, language: str) -> frozenset[str]:
    return frozenset(content(text, language))


def _says(other: Line, said: Said, first: Line) -> bool:
    """Whether a line says it in the same words, or surely in its own."""
    found = compare(said, other.said)
    if found.kind == "different":
        return False
    dates = {x.sentence.article_id: x.published for x in (other, first) if x.published}
    carried = support(said.text, [other.sentence], language=said.language, published=dates)
    return found.confirmed or carried.verdict == "supported"


def _checked(text: str, citations: Iterable[Citation], language: str) -> Support:
    quotes = [c.article.text[c.start : c.end] for c in citations]
    return check(text, quotes, range(len(quotes)), language=language)
