"""What comes out of the house: citations, claims, answers, abstentions. No I/O.

A claim's verdict is given by `evidence` and by nothing else, whoever wrote the claim.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from index.articles import Article, Passage
from index.errors import GroundwireError
from index.syndication.origins import Origin
from qa.evidence import Verdict
from qa.messages import Usage


@dataclass(frozen=True, slots=True)
class Carried:
    """Which other articles of its report have a cited sentence, word for word."""

    ids: tuple[str, ...]  # earliest first
    versions: tuple[tuple[str, tuple[Article, ...]], ...] = ()  # another figure, and who gives it


@dataclass(frozen=True, slots=True)
class Citation:
    """A sentence in its place: ``article.text[start:end] == quote``, to the letter."""

    number: int  # from 1, as shown
    article: Article
    sentence: int  # ordinal in the article
    start: int  # code points into the article's text
    end: int  # half open
    quote: str
    before: str = ""  # the sentence before, of the same paragraph; "" where there is none
    after: str = ""  # the sentence after, likewise
    origin: Origin | None = None  # which report this is, and who else carries it
    carried: Carried | None = None  # who carries this sentence; None where there is one article
    replaced_by: int = 0  # the revision of its article that does not have it any more; 0: none

    @property
    def article_id(self) -> str:
        """Id of the article it is in."""
        return self.article.id

    @property
    def credited(self) -> str | None:
        """Whom the origin names as its source, where the sentence stands in it; None for nobody."""
        told = self.origin and self.origin.id in (self.article_id, *self.carriers)
        return self.origin.agency if self.origin and told else None

    @property
    def carriers(self) -> tuple[str, ...]:
        """Ids of the other articles of its report that have the sentence, word for word."""
        return self.carried.ids if self.carried else ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of an answer and the sentences it rests on."""

    text: str
    citations: tuple[Citation, ...]  # that support it; if it is not supported, what comes nearest
    support: float  # 0 to 1
    verdict: Verdict
    missing: tuple[str, ...] = ()  # words, numbers, names of it that no sentence has
    conflicts: tuple[str, ...] = ()  # "stated / found", one each

    @property
    def origins(self) -> int:
        """How many independent reports its sentences are from: copies of one count once.

        A lower bound: what an outlet added to a report of others counts as that report's.
        """
        return len({c.origin.id if c.origin else c.article_id for c in self.citations})


@dataclass(frozen=True, slots=True)
class Dispute:
    """Sentences of different articles that give different figures or dates for one thing."""

    what: str
    sides: tuple[tuple[Citation, str], ...]  # two or more: a sentence, and what it gives


@dataclass(frozen=True, slots=True)
class Written:
    """What a language model had to do with a result."""

    model: str
    usage: Usage
    shown: int = 0  # sentences that it saw
    dropped: int = 0  # passages that there was no room for
    left_out: tuple[Claim, ...] = ()  # what it wrote that is not shown as an answer
    repeated: int = 0  # statements of it that say nothing more than another one
    unknown: int = 0  # numbers it cited that no sentence has
    incomplete: str | None = None  # why its reply ended early
    failure: GroundwireError | None = None  # why it wrote nothing, and source sentences are shown
    interrupted: bool = False  # by Ctrl-C


@dataclass(frozen=True, slots=True)
class Answer:
    """Claims that answer a question: sentences of the articles, best first, or what a model wrote.

    At least one is supported.
    """

    question: str
    claims: tuple[Claim, ...]
    passages: tuple[Passage, ...]  # what was retrieved, best first
    answerable: float  # 0 to 1: how well the sentences cover the question
    disputes: tuple[Dispute, ...] = ()
    written: Written | None = None  # None: no model was asked


@dataclass(frozen=True, slots=True)
class Abstention:
    """The articles do not answer: why, which words nothing covers, and what comes nearest."""

    question: str
    reason: str
    uncovered: tuple[str, ...]  # words of the question as written
    nearest: tuple[Citation, ...]  # at most three
    passages: tuple[Passage, ...]
    answerable: float
    written: Written | None = None


Result = Answer | Abstention


@dataclass(frozen=True, slots=True)
class Translation:
    """A checked statement in another language."""

    text: str
    language: str  # BCP 47


@dataclass(frozen=True, slots=True)
class Point:
    """One line of a briefing."""

    claim: Claim  # what was checked; the verdict is its own, whatever it is translated to
    story: int  # from 1, the heaviest first
    reports: int  # of its story, by as many outlets; ``says`` of them say this
    translation: Translation | None = None

    @property
    def says(self) -> int:
        """How many independent reports of different outlets were found to say this, at least."""
        outlets = {c.article.outlet or c.article_id for c in self.claim.citations}
        return min(self.claim.origins, len(outlets))

    @property
    def text(self) -> str:
        """What is shown: the translation, where there is one."""
        return self.translation.text if self.translation else self.claim.text


@dataclass(frozen=True, slots=True)
class Translated:
    """What became of a model's statements that were to be in another language."""

    language: str  # BCP 47
    name: str  # in English
    statements: int  # that are shown in it
    faults: tuple[str, ...] = ()  # of those that are not: the original, and why
    failure: str | None = None  # of the model


@dataclass(frozen=True, slots=True)
class Event:
    """What happened on a day."""

    day: date
    stated: bool  # by the sentence itself; False: it is the day of publication
    point: Point
    words: str = ""  # of the sentence, where its day is reckoned from publication: "Friday"


@dataclass(frozen=True, slots=True)
class Saying:
    """What somebody says."""

    speaker: str  # as the sentence names them
    point: Point


class Size(NamedTuple):
    """How much there is to a story that a briefing tells."""

    story: int  # as in `Point.story`
    articles: int  # copies included
    origins: int  # independent reports among them


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a briefing was made from."""

    articles: int  # that match
    origins: int  # independent reports among them
    stories: int
    told: int  # stories that the briefing has a line of
    uncovered: tuple[str, ...] = ()  # words of the topic that no article has, as typed
    further: int = 0  # stories for which there was no room
    sizes: tuple[Size, ...] = ()  # of each story that is told


@dataclass(frozen=True, slots=True)
class Briefing:
    """What the articles tell about a topic, line by line; every line is a checked claim."""

    topic: str  # "": whatever there is in the dates
    since: date | None
    until: date | None
    headline: Point | None
    points: tuple[Point, ...]
    timeline: tuple[Event, ...]  # in order of date; the headline and points are among them
    said: tuple[Saying, ...]  # the headline and points among them, where somebody says them
    figures: tuple[tuple[Citation, str], ...]  # counts that grew, the latest first
    disputes: tuple[Dispute, ...]
    unknown: tuple[Point, ...]  # what the articles say is not known
    coverage: Coverage
    written: Written | None = None  # None: no model was asked
    translated: Translated | None = None  # None: every statement is in its own language

    def lines(self) -> tuple[Point, ...]:
        """Every line once, in the order of reading."""
        first = (self.headline,) if self.headline else ()
        found = (*first, *self.points, *(e.point for e in self.timeline),
                 *(s.point for s in self.said), *self.unknown)  # fmt: skip
        return tuple(dict.fromkeys(found))

    def stories(self) -> tuple[tuple[Point, ...], ...]:
        """Headline and points by story, of each its heading first; nothing where it has a topic."""
        told: dict[int, list[Point]] = {}
        for point in (*([self.headline] if self.headline else []), *self.points):
            told.setdefault(point.story, []).append(point)
        return () if self.topic else tuple(map(tuple, told.values()))

    def citations(self) -> tuple[Citation, ...]:
        """Every citation once, by number."""
        cited = {c.number: c for point in self.lines() for c in point.claim.citations}
        cited |= {c.number: c for c, _ in self.figures}
        cited |= {c.number: c for dispute in self.disputes for c, _ in dispute.sides}
        return tuple(cited[number] for number in sorted(cited))
