"""A line: a sentence that a briefing may show, and what it is judged by.

What it tells of the topic, when that was, who says it, and whether it is news. Deliberately no
reading of articles (`gleaning`), no choice (`composing`), and nothing cited yet (`making`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property

from index.articles import Sentence
from qa.briefing.editing import USUAL
from qa.briefing.salience import content, word_count
from qa.briefing.sameness import Said
from qa.briefing.sayings import speaker
from qa.briefing.standing import without_head
from qa.briefing.timeline import Dated, dated
from qa.briefing.topicality import weights
from qa.briefing.unknowns import is_unknown
from qa.briefing.verbs import lasts, main_clause
from qa.evidence.withdrawals import Kind, takes_back
from qa.extractive.candidates import DEFAULT_LANGUAGE

OPENING = 3  # sentences of an article that it is grouped by
_QUOTES = re.compile('[“"«„]')
# A headline's worth: what its main clause does not tell of the topic, what quotes or opens with a
# clause of circumstances, and what does not open its article, is less of one. Set by eye on 20.
_BESIDE_TOPIC, _ASIDE, _SECOND = 0.8, 0.85, 0.9
_NAMELESS = 0.85  # nobody and nothing is named in it
_NAME = re.compile(
    r"[a-z,] [A-Z]|^\W*[A-Z]\w* [A-Z]|^\W*(?!The |An? |Some |Many )\w*[A-Z]\w*(?:['’]s| [a-z]+ed)\b"
)
_MISSING = 0.5  # for all words of the topic that it lacks
_OPENS_ASIDE = re.compile(
    r"\W*(?:While|When|As|After|Before|Despite|Although|Though|Since|If|At|Amid|With|One|Some|Many|"
    r"Most|Several|A few)\b"
)
_ARGUES = re.compile(
    r"\b(?:has|have) (?:\w+ly )?(?:argued|said|suggested|called|urged|warned|claimed|questioned|"
    r"accused|criticized|criticised|praised|demanded|expressed)\b|"
    r"\bwas supposed to\b"
)


@dataclass(frozen=True)
class Line:
    """A sentence that a briefing may show."""

    sentence: Sentence
    origin: str  # id of the report it is from
    published: datetime | None
    language: str
    story: int  # from 0, heaviest first
    salience: float  # 0 to 1
    keys: frozenset[str]  # of its words
    new: bool = True  # its article was not there when the last briefing was written
    topic: str = ""  # what the briefing is about
    outlet: str | None = None
    written_on: timedelta = USUAL  # its article, after the day it was published
    # Of what is told and taken back right after: ``sentence`` spans them all.
    parts: tuple[Sentence, ...] = ()
    bare: frozenset[str] = frozenset()  # surnames in it of which it does not say whose they are
    left: float = 1.0  # of its salience, after what was told later: see `lateness`
    # By how many of the later reports, 0 to 1: see `retelling`.
    retold: float = field(default=0.0, compare=False)

    @property
    def worth(self) -> float:
        """What speaks for showing it, 0 to 1."""
        return self.salience * self.left

    @cached_property
    def text(self) -> str:
        """As the article has it, from where the sentence itself begins: after "(CNN)"."""
        return without_head(self.sentence.text)

    @property
    def day(self) -> date | None:
        """When its article was published."""
        return self.published.date() if self.published else None

    @cached_property
    def words(self) -> int:
        """How long it is."""
        return word_count(self.text)

    @cached_property
    def said(self) -> Said:
        """What it is compared with others by."""
        return Said(self.text, self.keys, self.language, self.day)

    @cached_property
    def when(self) -> Dated | None:
        """The day of what it tells; that of publication only of what an article opens with."""
        if self.parts:
            return None
        found = dated(self.text, self.day, self.topic, self.written_on)
        return found if found and (found.stated or self._is_news) else None

    @cached_property
    def speaker(self) -> str | None:
        """Who says it."""
        return None if self.parts else speaker(self.text)

    @cached_property
    def is_event(self) -> bool:
        """Whether it tells of the topic what has happened: a headline."""
        quoted = self.speaker and _QUOTES.search(self.text)
        return self._is_over and self.covers > 0 and not quoted and not _ARGUES.search(self.text)

    @cached_property
    def covers(self) -> float:
        """How much of the topic's names and other words it has, 0 to 1; 1 without a topic."""
        asked = weights(self.topic, lambda _: 1.0)
        return sum(asked.get(key, 0.0) for key in self.keys) if asked else 1.0

    @cached_property
    def eventful(self) -> float:
        """How much it tells of the topic as an event, by itself: what a headline is, 0 to 1."""
        told = main_clause(self.text) or self.text
        keys = content(told, self.language).keys()
        event = 1.0 if keys & self.topic_keys or not self.topic_keys else _BESIDE_TOPIC
        aside = _ASIDE if _QUOTES.search(self.text) or _OPENS_ASIDE.match(self.text) else 1.0
        aside *= 1.0 if _NAME.search(told) else _NAMELESS
        missing = len(self.topic_keys - self.keys) / max(1, len(self.topic_keys))
        return (
            event
            * aside
            * (1 - _MISSING * missing)
            * (1.0 if self.sentence.ordinal == 0 else _SECOND)
        )

    @property
    def _is_news(self) -> bool:
        """Whether it opens an article, and what it tells has happened."""
        return self.sentence.ordinal < OPENING and self._is_over

    @cached_property
    def _is_over(self) -> bool:
        """Whether what it tells has happened."""
        return not self.parts and (self.language[:2] != "en" or lasts(self.text))

    @cached_property
    def is_unknown(self) -> bool:
        """Whether it says that something is not known."""
        return not self.parts and is_unknown(self.text)

    @cached_property
    def topic_keys(self) -> frozenset[str]:
        """Of the words of the topic."""
        return frozenset(content(self.topic, DEFAULT_LANGUAGE))

    @cached_property
    def takes_back(self) -> Kind:
        """Whether it denies or withdraws something."""
        return "denies" if self.parts else takes_back(self.text)
