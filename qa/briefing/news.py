"""What of the lines is news after the last briefing: what was told, and what it left for this one.

News are the lines of articles that were not there, and those that there was no room for. What the
articles that were quoted say in the same words is none. Deliberately no comparing in other words
(`known`), which is done where a line is chosen, and no writing down (`remembering`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from index.article_index import ArticleIndex
from index.articles import Article
from index.errors import ArticleNotFound, UsageError
from index.kept.briefings import Briefed, Shown
from qa.briefing.known import is_known
from qa.briefing.lines import Line
from qa.briefing.salience import content
from qa.briefing.sameness import Said
from qa.briefing.stories import Lead, Story
from qa.extractive.candidates import DEFAULT_LANGUAGE

_WAITED = 0.7  # of its salience has a line that there was no room for: news come first


@dataclass(frozen=True, slots=True)
class News:
    """The last briefing, as the next one is held against it."""

    last: Briefed
    told: tuple[Said, ...]  # what was shown
    quoted: dict[str, Said]  # every sentence of the articles it was from, by its words

    def is_new(self, lead: Lead) -> bool:
        """Whether an article was not there, as it is, when the last briefing was written."""
        return (lead.article_id, lead.revision) not in self.last.seen

    def first(self, stories: Iterable[Story]) -> list[Story]:
        """Those that have anything to tell, first those with an article that was not there."""
        there = [story for story in stories if any(lead.new for lead in story.every)]
        return sorted(there, key=lambda story: not any(map(self.is_new, story.every)))

    def marked(self, lines: Iterable[Line], leads: Iterable[Lead]) -> Iterator[Line]:
        """The lines of a story, those that are no news marked so."""
        there = {lead.article_id for lead in leads if not self.is_new(lead)}
        waiting = {(x.article_id, x.sentence) for x in self.last.waiting}
        for line in lines:
            if line.sentence.article_id not in there:
                yield replace(line, new=line.new and not self._is_quoted(line))
            elif (line.sentence.article_id, line.sentence.ordinal) in waiting:
                yield replace(line, salience=_WAITED * line.salience)
            else:
                yield replace(line, new=False)

    def _is_quoted(self, line: Line) -> bool:
        told = self.quoted.get(_words(line.text))
        return told is not None and is_known(line.said, told)


def news(articles: ArticleIndex, last: Briefed) -> News:
    """The last briefing with its sentences, as they were, where the articles are there."""
    shown: dict[tuple[str, int], set[int]] = {}
    for each in last.shown:
        shown.setdefault((each.article_id, each.revision), set()).add(each.sentence)
    told: list[Said] = []
    quoted: dict[str, Said] = {}
    for (article_id, revision), ordinals in sorted(shown.items()):
        for ordinal, said in _sentences(articles, article_id, revision):
            if ordinal in ordinals:
                told.append(said)
            if Shown(article_id, ordinal, revision) not in last.waiting:
                quoted[_words(said.text)] = said
    return News(last, tuple(told), quoted)


def _sentences(
    articles: ArticleIndex, article_id: str, revision: int
) -> Sequence[tuple[int, Said]]:
    """The sentences of an article as it was then; nothing where it is gone."""
    try:
        article = articles.article(article_id)
        if article.revision != revision:
            article = articles.revision(article, revision).article
        return [(x.ordinal, _said(article, x.text)) for x in articles.sentences(article)]
    except (ArticleNotFound, UsageError):
        return []


def _said(article: Article, text: str) -> Said:
    language = article.language or DEFAULT_LANGUAGE
    day = article.published.date() if article.published else None
    return Said(text, frozenset(content(text, language)), language, day)


def _words(text: str) -> str:
    return " ".join(text.split())
