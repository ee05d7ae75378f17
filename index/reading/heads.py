"""What stands above the body of a text: headline, byline, date, outlet, address, language.

Deliberately modest: a line counts as one of these only if it has that form whole, and only
before the body begins; whatever else is there stays in the body, where it does no harm.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from index.reading.dates import is_only_date, parse_date
from index.reading.drafts import Draft, split_names
from index.reading.identity import valid_url

_KEYS = {
    "title": "title", "headline": "title",
    "by": "authors", "author": "authors", "authors": "authors", "byline": "authors",
    "published": "published", "date": "published", "published on": "published",
    "publication date": "published", "posted": "published", "published at": "published",
    "source": "outlet", "outlet": "outlet", "publication": "outlet", "publisher": "outlet",
    "url": "url", "link": "url", "canonical url": "url",
    "language": "language", "lang": "language",
}  # fmt: skip
_KEYED = re.compile(r"([A-Za-z][A-Za-z ]{1,17}):\s*(\S.*)")
_NAME = r"(?:[^\W\d_a-z][\w.'’-]*|and|of|in|for|the|de|la|van|von|der|den|al|bin|el|&)"
_BYLINE = re.compile(rf"By {_NAME}(?:,? {_NAME}){{0,9}}")

# No headline that anyone prints is longer; a first paragraph of news mostly is, and ends in a
# full stop besides. Without a blank line below, a first line has to be plainly shorter.
_LONGEST_HEADLINE = 200  # characters
_LONGEST_CLOSE_HEADLINE = 120  # characters
_LONGEST_VALUE = 120  # characters after "Source:" and the like
_MOST_HEAD_LINES = 12
_NO_HEADLINE_END = re.compile(r"(?:[.。,;:،؛]|[.。][\"'”’»)\]]+)$")
_ABBREVIATED = re.compile(r"(?:\.\.\.|(?:\b[A-Za-z]\.){2,}|\b(?:Inc|Co|Ltd|Jr|Sr|St|vs)\.)$")


@dataclass(slots=True)
class Head:
    """What was found above the body so far: values by name, each as it stood there."""

    found: dict[str, str] = field(default_factory=dict)

    def take(self, line: str) -> bool:
        """Note ``line`` if it is one of the things that stand at the head; False if not."""
        line = line.strip()
        match = _KEYED.fullmatch(line)
        if match and (key := _KEYS.get(match[1].strip().lower())):
            return self.note(key, match[2].strip())
        if valid_url(line):
            return self.note("url", line)
        if is_only_date(line):
            return self.note("published", line)
        return bool(_BYLINE.fullmatch(line)) and self.note("authors", line)

    def note(self, key: str, value: str) -> bool:
        """Keep a value that has the form its name asks for, unless there is one already."""
        fits = {"url": valid_url, "published": parse_date, "title": _titular}.get(key, _short)
        if not fits(value) or key in self.found:
            return False
        self.found[key] = value
        return True

    def draft(self, body: str) -> Draft:
        """A draft of what was found, with this body."""
        found = self.found
        return Draft(
            text=body,
            title=found.get("title"),
            outlet=found.get("outlet"),
            authors=split_names(found.get("authors", "")),
            url=found.get("url"),
            published=found.get("published"),
            language=found.get("language"),
        )


def take_head(lines: Sequence[str], head: Head) -> int:
    """Note in ``head`` what stands above the body; return the index of the body's first line.

    0 when nothing would be left for a body.
    """
    known = dict(head.found)
    place = 0
    for _ in range(2 * _MOST_HEAD_LINES):
        if place >= len(lines):
            break
        line = lines[place].strip()
        if line and not (head.take(line) or _took_headline(lines, place, head)):
            break
        place += 1
    if any(line.strip() for line in lines[place:]):
        return place
    head.found = known
    return 0


def _took_headline(lines: Sequence[str], place: int, head: Head) -> bool:
    return _is_headline(lines, place) and head.note("title", lines[place].strip())


def _is_headline(lines: Sequence[str], place: int) -> bool:
    line = lines[place].strip()
    following = lines[place + 1].strip() if place + 1 < len(lines) else ""
    if not _titular(line):
        return False
    if not following or Head().take(following):
        return True
    return len(line) <= min(_LONGEST_CLOSE_HEADLINE, len(following) - 1) and _ends(following)


def _titular(line: str) -> bool:
    if len(line) > _LONGEST_HEADLINE or not any(character.isalpha() for character in line):
        return False
    return not _NO_HEADLINE_END.search(line) or bool(_ABBREVIATED.search(line))


def _ends(line: str) -> bool:
    """Whether a line ends as sentences do: then the line above it was no part of it."""
    return bool(re.search(r"[.!?。！？؟۔।][\"'”’»)\]]*$", line))


def _short(value: str) -> bool:
    return len(value) <= _LONGEST_VALUE and not value.endswith(".")
