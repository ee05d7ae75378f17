"""When a page says its article was published, and when it was last changed.

Stated in JSON-LD, meta elements and ``<time>``; of two statements of one moment the more exact
is taken: many pages give a day in one place and the time with its zone in another. Deliberately
takes no date from a copyright line, a picture's path or a server's clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from index.reading.cleaning import clean_line
from index.reading.dates import UPDATED, Exactness, exactness, parse_date

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "pubdate", "publishdate", "publish-date", "publication_date", "dc.date.issued",
    "dc.date", "dcterms.created", "article.published", "og:pubdate", "date",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:updated_time", "datemodified", "dcterms.modified",
    "dc.date.modified", "article.updated", "lastmod", "last-modified", "revised",
)  # fmt: skip
_TIME = (
    "//time[@pubdate or @itemprop='datePublished']/@datetime",
    "//*[@itemprop='datePublished']/@content",
)
_TIME_MODIFIED = (
    "//time[@itemprop='dateModified' or @itemprop='dateUpdated']/@datetime",
    "//*[@itemprop='dateModified']/@content",
)
_FIRST_TIMES = "//article//time | //header//time"
_MOST_TIMES = 20  # elements looked at; below them are comments and other articles
_LONGEST_LABEL = 80  # characters around a date that may say what it is

_A_DAY = timedelta(hours=36)  # in which a day may lie, whatever its zone
_A_ZONE = timedelta(hours=14)  # that local time may differ from UTC
_STEP = timedelta(minutes=15)  # of which every zone is a multiple

Meta = Mapping[str, Sequence[str]]


def published_on(tree: HtmlElement, meta: Meta, stated: Iterable[str | None]) -> datetime | None:
    """When the article was published; ``stated`` are the JSON-LD's values, the surest first."""
    candidates = [
        *stated,
        *(value for name in _PUBLISHED for value in meta.get(name, ())),
        *_of_paths(tree, _TIME),
        *(value for value, updated in _times(tree) if not updated),
        *(value for value, _ in _times(tree)),
    ]
    return _most_exact([value for value in candidates if value])


def modified_on(
    tree: HtmlElement, meta: Meta, stated: str | None, published: datetime | None
) -> datetime | None:
    """When the article was last changed: the surest statement that is not before ``published``."""
    candidates = [
        stated,
        *(value for name in _MODIFIED for value in meta.get(name, ())),
        *_of_paths(tree, _TIME_MODIFIED),
        *(value for value, updated in _times(tree) if updated),
    ]
    moments = (parse_date(value) for value in candidates)
    return next((m for m in moments if m and (published is None or m >= published)), None)


def _of_paths(tree: HtmlElement, paths: Sequence[str]) -> Iterator[str]:
    return (str(value) for path in paths for value in tree.xpath(path)[:1])


def _times(tree: HtmlElement) -> Iterator[tuple[str, bool]]:
    """The dates of the first ``<time>`` elements, and whether each is called "Updated"."""
    for element in islice(tree.xpath(_FIRST_TIMES), _MOST_TIMES):
        shown = clean_line(element.text_content())
        value = element.get("datetime") or shown
        label = f"{_text_before(element)} {shown}"
        updated = len(label) <= _LONGEST_LABEL and UPDATED.search(label) is not None
        yield value, updated


def _text_before(element: HtmlElement) -> str:
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        own = before.text_content() if before.tag in ("span", "b", "strong", "em", "i") else ""
        return clean_line(own + (before.tail or ""))
    return clean_line(parent.text or "") if parent is not None else ""


def _most_exact(candidates: Sequence[str]) -> datetime | None:
    """The first candidate that is a date, or one that says the same moment more exactly."""
    dated = [(moment, exactness(value)) for value in candidates if (moment := parse_date(value))]
    if not dated:
        return None
    first, exact = dated[0]
    for moment, other in dated[1:]:
        if other > exact and _is_same(first, exact, moment):
            first, exact = moment, other
    return first


def _is_same(moment: datetime, exact: Exactness, other: datetime) -> bool:
    """Whether ``other`` may be the same moment, known by its day, or by its local time."""
    if exact is Exactness.DAY:
        return -_A_ZONE <= other - moment < _A_DAY
    seconds = timedelta(seconds=1)
    apart = abs(other.replace(microsecond=0) - moment.replace(microsecond=0))
    return apart <= _A_ZONE and apart % _STEP < seconds
