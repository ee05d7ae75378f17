"""The values that pass from room to room: articles, sentences, chunks, passages.

Nothing here reads, writes or computes: no I/O, no third-party import.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

FoundBy = Literal["dense", "lexical", "both"]


@dataclass(frozen=True, slots=True)
class Article:
    """One news article as it was read. ``text`` is never changed after reading."""

    id: str  # 16 hex digits: digest of what identifies it (URL, else path, else title and text)
    title: str  # headline, one line; "" where there is none
    text: str  # the body, NFC, "\n" between lines; every offset refers to it
    outlet: str | None = None  # name of the outlet, else the URL's host
    authors: tuple[str, ...] = ()
    url: str | None = None
    published: datetime | None = None  # aware, UTC
    modified: datetime | None = None  # aware, UTC; when its outlet says it was last changed
    language: str | None = None  # BCP 47
    source: str | None = None  # where it was read from: path, path and line number, or URL
    pages: tuple[int, ...] = ()  # where each page begins in the text, first to last; () without
    revision: int = 1  # which of its texts this is, from 1; set by the index that holds it

    def page(self, place: int) -> int | None:
        """The page, from 1, that code point ``place`` of the text is on; None without pages."""
        return max(1, bisect_right(self.pages, place)) if self.pages else None


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that was offered and could not be read as an article."""

    source: str  # path, path:line, or URL
    reason: str  # one line, says what to do where something can be done
    gone: bool = False  # it was there once, and its server says that it is no more


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A source that was read before and has not been modified since: it was not fetched again."""

    source: str  # URL, as in the source of the article that was read from it


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in its place: ``article.text[start:end] == text``."""

    article_id: str
    ordinal: int  # from 0, in the article
    start: int  # code points into the article's text
    end: int  # half open
    text: str


@dataclass(frozen=True, slots=True)
class Chunk:
    """A run of whole sentences of one article, the unit that is embedded and searched."""

    id: str  # 16 hex digits, deterministic
    article_id: str
    first: int  # ordinal of the first sentence
    last: int  # half open
    start: int  # code points into the article's text
    end: int  # half open
    token_count: int  # tokens of the embedding model


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk that was retrieved for a question, with what is needed to show and cite it."""

    chunk: Chunk
    article: Article
    sentences: tuple[Sentence, ...]  # those of the chunk and some around it, in order
    score: float  # higher is better; comparable within one retrieval only
    found_by: FoundBy
    copies: tuple[str, ...] = ()  # ids of articles whose passage of the same text was left out

    @property
    def start(self) -> int:
        """Where it begins, in code points of the article's text."""
        return self.sentences[0].start

    @property
    def end(self) -> int:
        """Where it ends, half open."""
        return self.sentences[-1].end

    @property
    def text(self) -> str:
        """The article's text from the first sentence to the last, to the letter."""
        return self.article.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is limited to. Applied in the vector store and the lexical index alike."""

    since: datetime | None = None  # aware; published at or after
    until: datetime | None = None  # aware; published before
    outlets: tuple[str, ...] = ()  # any of these, compared without regard to case

    def __bool__(self) -> bool:
        return bool(self.since or self.until or self.outlets)
