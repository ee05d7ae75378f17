"""From what a reader found to an article: cleaned, dated, named, identified.

Every reader hands in a ``Draft``, and only here do drafts become articles, so that all formats
are held to the same rules. Deliberately opens nothing and knows no format.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime

from index.articles import Article
from index.errors import SourceError
from index.reading.bylines import names_of_byline
from index.reading.cleaning import clean_line, clean_text
from index.reading.dates import parse_date
from index.reading.identity import article_id, host_of, valid_url
from index.reading.language import detect_language, normal_tag
from index.reading.word_counts import has_sentence
from index.syndication.credits import credited


@dataclass(frozen=True, slots=True)
class Draft:
    """What was found in a source, as it stood there; ``None`` or empty for what was not."""

    text: str
    title: str | None = None
    outlet: str | None = None
    authors: Sequence[str] = ()
    url: str | None = None
    published: object = None  # anything that dates.parse_date knows
    modified: object = None  # the same
    language: object = None  # anything; only a known tag or name is believed
    pages: tuple[int, ...] = ()  # where each page begins in the text, which then is clean already
    fault: str | None = None  # why this is no article, though there is some text
    unread: tuple[str, ...] = ()  # what was in the source and is not in the text, to be reported

    def filled(self, other: Draft) -> Draft:
        """This draft, and where it says nothing, what ``other`` says.

        Where only ``other`` has a text, its pages come with it.
        """
        absent = [f.name for f in fields(self) if not getattr(self, f.name)]
        if "text" not in absent:
            absent = [name for name in absent if name not in ("pages", "unread", "fault")]
        return replace(self, **{name: getattr(other, name) for name in absent})


# What sites put under an article: only where it is the last thing, and only whole lines.
_FURNITURE = re.compile(
    r"(?:tags?|keywords|topics|filed under|categories|related(?: articles| stories| topics)?"
    r"|read more|see also|also read|more on this(?: story)?)\s*:.{0,300}"
    r"|share(?: this)?(?: article| story| page)?:?|related (?:articles|stories|topics)"
    r"|advertisement|comments|print|(?:copyright|©|\(c\))[^.]{0,120}(?:\. all rights reserved)?\.?"
    r"|all rights reserved\.?",
    re.IGNORECASE,
)
# "Source: Reuters" in several languages; with a full stop behind it, it may be a sentence.
_ORIGIN = re.compile(
    r"(?:sources?|quellen?|fuentes?|fonti|fontes?|bron(?:nen)?)\s?:\s*\S.{0,118}(?<![.!?])",
    re.IGNORECASE,
)
_MOST_FURNITURE = 20  # lines
_LONGEST_TITLE = 500  # characters; more is a body in the wrong place
_LONGEST_NAME = 200  # characters, of an outlet or an author


def finish(draft: Draft, source: str, path: str | None = None) -> Article:
    """The article that ``draft`` describes. Raises ``SourceError`` if it is none.

    ``source`` is for showing; ``path`` identifies an article that is alone in its file.
    """
    if draft.fault:
        raise SourceError(draft.fault)
    text, signed, named = without_furniture(clean_text(draft.text))
    sources = (each for each in named if each != draft.outlet)
    if not any(character.isalnum() for character in text):
        raise SourceError("has no text")
    if not has_sentence(text):
        raise SourceError("has no sentence of at least four words")
    title = clean_line(draft.title or "")[:_LONGEST_TITLE]
    url = valid_url(clean_line(draft.url or ""))
    published = parse_date(draft.published)
    return Article(
        id=article_id(url, path, (title, text)),
        title=title,
        text=text,
        outlet=clean_line(draft.outlet or "")[:_LONGEST_NAME] or host_of(url),
        authors=_names((*(_names(draft.authors) or signed), *sources)),
        url=url,
        published=published,
        modified=_later(parse_date(draft.modified), published),
        language=normal_tag(draft.language) or detect_language(text),
        source=clean_line(source),
        pages=tuple(min(start, len(text)) for start in draft.pages),
    )


def _later(modified: datetime | None, published: datetime | None) -> datetime | None:
    """When it was modified; None where that would be before it was published."""
    return None if modified and published and modified < published else modified


def without_furniture(text: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """``text`` without the lines at its end that are a site's.

    Beside it the names that sign it, and the agencies that those lines credit.
    """
    signed: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    for _ in range(_MOST_FURNITURE):
        rest, _, last = text.rpartition("\n")
        last = last.strip()
        names = names_of_byline(last) if rest and len(last) <= _LONGEST_NAME else ()
        if len(last) > 400 or not (names or _is_furniture(last, alone=not rest)):
            break
        text, signed = rest.rstrip(), names or signed
        agency = None if names else credited([last])
        sources = (agency, *sources) if agency else sources
    return text, signed, sources


def _is_furniture(line: str, *, alone: bool) -> bool:
    return bool(_FURNITURE.fullmatch(line) or (not alone and _ORIGIN.fullmatch(line)))


def _names(names: Sequence[str]) -> tuple[str, ...]:
    cleaned = (clean_line(name)[:_LONGEST_NAME] for name in names)
    return tuple(dict.fromkeys(name for name in cleaned if name))
