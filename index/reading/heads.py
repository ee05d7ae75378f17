"""What stands above the body of a text: headline, byline, date, outlet, address, language.

Deliberately modest: a line counts as one of these only if it has that form whole, and only
before the body begins; whatever else is there stays in the body, where it does no harm.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from index.reading.bylines import names_of_byline, split_names
from index.reading.dates import UPDATED, is_only_date, parse_date
from index.reading.drafts import Draft
from index.reading.identity import valid_url

_LABELS = {
    "title": "title headline titel titre título titulo titolo überschrift schlagzeile kop",
    "authors": "by author authors byline von par por di door autor autorin autoren autora autores"
    " auteur auteure auteurs autore autrice autori verfasser verfasserin",
    "published": "published date published_on publication_date posted published_at datum"
    " veröffentlicht veröffentlicht_am erschienen erschienen_am publié publiée publié_le"
    " publiée_le fecha publicado publicado_el publicada publicada_el fecha_de_publicación"
    " data pubblicato pubblicato_il publicado_em publicada_em gepubliceerd gepubliceerd_op",
    "modified": "updated last_updated modified last_modified revised aktualisiert geändert"
    " zuletzt_aktualisiert mis_à_jour mis_à_jour_le modifié modifié_le actualizado actualizado_el"
    " atualizado atualizado_em aggiornato aggiornato_il bijgewerkt bijgewerkt_op",
    "outlet": "source outlet publication publisher quelle zeitung medium fuente medio periódico"
    " fonte testata jornal bron krant journal",
    "url": "url link canonical_url lien enlace adresse",
    "language": "language lang sprache langue idioma lingua língua taal",
}
_KEYS = {label.replace("_", " "): key for key, text in _LABELS.items() for label in text.split()}
_KEYED = re.compile(r"([^\W\d_](?:[^\W\d_]| ){1,23})\s?:\s*(\S.*)")
_PARTS = re.compile(r"\s+[|·•]\s+")  # between the things on one line

# No headline that anyone prints is longer; a first paragraph of news mostly is, and ends in a
# full stop besides. Without a blank line below, a first line has to be plainly shorter.
_LONGEST_HEADLINE = 200  # characters
_LONGEST_CLOSE_HEADLINE = 120  # characters
_LONGEST_VALUE = 120  # characters after "Source:" and the like
_MOST_HEAD_LINES = 12
_MOST_IN_BLOCK = 6  # lines without a sentence before the first blank one: headline and the like
_NO_HEADLINE_END = re.compile(r"(?:[.。,;:،؛]|[.。][\"'”’»)\]]+)$")
_ABBREVIATED = re.compile(r"(?:\.\.\.|(?:\b[A-Za-z]\.){2,}|\b(?:Inc|Co|Ltd|Jr|Sr|St|vs)\.)$")


@dataclass(slots=True)
class Head:
    """What was found above the body so far: values by name, each as it stood there."""

    found: dict[str, str] = field(default_factory=dict)

    def take(self, line: str) -> bool:
        """Note ``line`` if it is one of the things that stand at the head; False if not."""
        line = line.strip()
        parts = _PARTS.split(line)
        if len(parts) > 1 and all(map(_is_understood, parts)):
            taken = [self.take(part) for part in parts]
            return all(taken)
        match = _KEYED.fullmatch(line)
        if match and (key := _KEYS.get(match[1].strip().lower())):
            return self.note(key, match[2].strip())
        if valid_url(line):
            return self.note("url", line)
        if is_only_date(line):
            return self.note("modified" if UPDATED.search(line) else "published", line)
        names = names_of_byline(line, english="title" not in self.found)
        return bool(names) and self.note("authors", "; ".join(names))

    def note(self, key: str, value: str) -> bool:
        """Keep a value that has the form its name asks for, unless there is one already."""
        fits = _FORMS.get(key, _short)
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
            # The only date there is, if it says when it was updated, is when it was out at last.
            published=found.get("published") or found.get("modified"),
            modified=found.get("modified"),
            language=found.get("language"),
        )


def take_head(lines: Sequence[str], head: Head) -> list[int]:
    """Note in ``head`` what stands above the body; return the indices of the body's lines.

    All of them when nothing would be left for a body. A line that is not understood between
    those that are is the first of the body.
    """
    known, kept = dict(head.found), list[int]()
    place = 0
    while place < min(len(lines), 2 * _MOST_HEAD_LINES):
        line = lines[place].strip()
        if not line:
            kept += [place] if kept else []
        elif not (head.take(line) or _took_headline(lines, place, head)):
            if not _is_among_head_lines(lines, place):
                break
            kept.append(place)
        place += 1
    body = range(place, len(lines))
    if any(lines[index].strip() for index in body):
        return [*kept, *body]
    head.found = known
    return list(range(len(lines)))


def _took_headline(lines: Sequence[str], place: int, head: Head) -> bool:
    if "title" in head.found or not _is_headline(lines, place):
        return False
    return head.note("title", lines[place].strip())


def _is_headline(lines: Sequence[str], place: int) -> bool:
    line = lines[place].strip()
    following = lines[place + 1].strip() if place + 1 < len(lines) else ""
    if not is_titular(line):
        return False
    if not following or _is_understood(following) or _is_head_block(_block(lines, place)):
        return True
    return len(line) <= min(_LONGEST_CLOSE_HEADLINE, len(following) - 1) and _ends(following)


def _is_understood(line: str) -> bool:
    return Head().take(line) or bool(names_of_byline(line))


def _is_among_head_lines(lines: Sequence[str], place: int) -> bool:
    """Whether a line that is not understood stands with the headline or above others that are."""
    start = place
    while start and lines[start - 1].strip():
        start -= 1
    block = _block(lines, start)
    first = len(block) > 1 and not any(line.strip() for line in lines[:start])
    below = (line.strip() for line in lines[start + len(block) : start + len(block) + 3])
    others = [*block, next((line for line in below if line), "")]
    return _is_head_block(block) and (first or any(map(_is_understood, others)))


def _block(lines: Sequence[str], start: int) -> list[str]:
    """The lines from one on to the next blank one, and no more than tell a head block."""
    some = (line.strip() for line in lines[start : start + _MOST_IN_BLOCK + 1])
    return list(takewhile(bool, some))


def _is_head_block(block: Sequence[str]) -> bool:
    return len(block) <= _MOST_IN_BLOCK and all(
        _is_understood(line) or (len(line) <= _LONGEST_CLOSE_HEADLINE and is_titular(line))
        for line in block
    )


def is_titular(line: str) -> bool:
    """Whether ``line`` may be a headline by its form."""
    if len(line) > _LONGEST_HEADLINE or not any(character.isalpha() for character in line):
        return False
    return not _NO_HEADLINE_END.search(line) or bool(_ABBREVIATED.search(line))


def _ends(line: str) -> bool:
    """Whether a line ends as sentences do: then the line above it was no part of it."""
    return bool(re.search(r"[.!?。！？؟۔।][\"'”’»)\]]*$", line))


def _short(value: str) -> bool:
    return len(value) <= _LONGEST_VALUE and not value.endswith(".")


_FORMS: dict[str, Callable[[str], object]] = {
    "url": valid_url,
    "published": parse_date,
    "modified": parse_date,
    "title": is_titular,
}
