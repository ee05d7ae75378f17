"""Markdown: front matter, headline, and the text without its signs.

Headings, list items and table rows become lines of their own, links keep their text, pictures go.
Deliberately not a renderer: nested lists lose their depth, and raw HTML only its tags.
"""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

from index.reading.cleaning import clean_text
from index.reading.drafts import Draft
from index.reading.heads import Head, take_head

_FRONT = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_FRONT_KEYS = {
    "title": "title", "headline": "title", "author": "authors", "authors": "authors",
    "byline": "authors", "date": "published", "published": "published", "pubdate": "published",
    "modified": "modified", "updated": "modified", "lastmod": "modified",
    "last_modified": "modified", "last_modified_at": "modified",
    "outlet": "outlet", "source": "outlet", "publisher": "outlet", "site": "outlet",
    "url": "url", "link": "url", "canonical_url": "url", "language": "language", "lang": "language",
}  # fmt: skip
_FRONT_LINE = re.compile(r"([A-Za-z_]\w*):[ \t]*(.*)")
_COMMENT = re.compile(r"<!--.*?(?:-->|$)", re.DOTALL)
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*")
_RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*")
_ITEM = re.compile(r"[ \t]*(?:[-*+•]|\d{1,4}[.)])[ \t]+(?=\S)(?:\[[ xX]\][ \t]+)?")
_QUOTE = re.compile(r" {0,3}(?:>[ \t]?)+")
_FENCE = re.compile(r" {0,3}(?:```|~~~).*")
_DEFINITION = re.compile(r" {0,3}\[[^\]\n]{1,200}\]:[ \t]*\S.*")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*")
_INLINE = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"!\[[^\]\n]{0,500}\](?:\([^()\n]{0,2000}\)|\[[^\]\n]{0,200}\])", ""),  # picture
        (r"\[([^\[\]\n]{1,500})\]\((?:[^()\n]|\([^()\n]{0,500}\)){0,2000}\)", r"\1"),  # link
        (r"\[([^\[\]\n]{1,500})\]\[[^\]\n]{0,200}\]", r"\1"),
        (r"\[\^[^\]\n]{1,50}\]", ""),  # footnote
        (r"<((?:https?://|mailto:)[^\s<>]{1,2000})>", r"\1"),
        (r"</?[A-Za-z][^<>\n]{0,500}>", ""),
        (r"(?<!`)`([^`\n]{1,500})`(?!`)", r"\1"),
        (r"(?<![\\*])\*{1,3}(?=\S)([^*\n]{1,1000}?)(?<=\S)\*{1,3}", r"\1"),
        (
            r"(?<![\\\w])_{1,3}(?=[^\s_])((?:[^_\n]|(?<=[^\W_])_(?=[^\W_])){1,1000})(?<=\S)_{1,3}(?!\w)",
            r"\1",
        ),
        (r"~~([^~\n]{1,1000})~~", r"\1"),
        (r"\\([\\`*_{}\[\]()#+.!~>|-])", r"\1"),
    )
)


_SIGNS = frozenset("[]<>`*_~\\&")


class _Line(NamedTuple):
    text: str
    alone: bool  # a heading, an item, a row: never joined with its neighbours
    heading: bool = False


def draft_of_markdown(text: str) -> Draft:
    """The draft of an article that stands alone in a Markdown file."""
    head = Head()
    lines = _lines(_after_front(clean_text(text), head))
    lines = _without_headline(lines, head)
    body = take_head([line.text for line in lines], head)
    return head.draft(_joined([lines[index] for index in body]))


def _after_front(text: str, head: Head) -> str:
    match = _FRONT.match(text)
    if match is None:
        return text
    name = None
    for line in match[1].split("\n"):
        if pair := _FRONT_LINE.fullmatch(line):
            name = _FRONT_KEYS.get(pair[1].lower())
            _note(head, name, pair[2])
        elif line.lstrip().startswith("- "):
            _note(head, name, line.lstrip()[2:])
    return text[match.end() :]


def _note(head: Head, name: str | None, value: str) -> None:
    """Note one value of the front matter; names in a list come one after the other."""
    value = "; ".join(part.strip().strip("\"'") for part in _parts(value.strip()))
    if name is None or not value:
        return
    if name == "authors" and "authors" in head.found:
        head.found[name] += f"; {value}"
    elif name == "title":
        head.found.setdefault(name, value)
    else:
        head.note(name, value)


def _parts(value: str) -> list[str]:
    if value.startswith("[") and value.endswith("]"):
        return value[1:-1].split(",")
    return [value]


def _lines(text: str) -> list[_Line]:
    found: list[_Line] = []
    for raw in _COMMENT.sub("", text).split("\n"):
        line = _QUOTE.sub("", raw, count=1)
        if _UNDERLINE.fullmatch(line) and found and found[-1].text and not found[-1].alone:
            found[-1] = _Line(found[-1].text, alone=True, heading=True)
        elif _RULE.fullmatch(line) or _FENCE.fullmatch(line) or _DEFINITION.fullmatch(line):
            found.append(_Line("", alone=False))
        elif not (_TABLE_RULE.fullmatch(line) and "|" in line):
            found.append(_line(line))
    return found


def _line(line: str) -> _Line:
    if (heading := _HEADING.fullmatch(line)) is not None:
        return _Line(_plain(heading[2] or ""), alone=True, heading=True)
    if item := _ITEM.match(line):
        return _Line(_plain(line[item.end() :]), alone=True)
    if line.strip().startswith("|"):
        cells = (_plain(cell) for cell in line.strip().strip("|").split("|"))
        return _Line(" | ".join(cell for cell in cells if cell), alone=True)
    return _Line(_plain(line), alone=False)


def _plain(line: str) -> str:
    if _SIGNS.isdisjoint(line):
        return line.strip()
    for pattern, instead in _INLINE:
        line = pattern.sub(instead, line)
    return unescape(line).strip()


def _without_headline(lines: list[_Line], head: Head) -> list[_Line]:
    """The lines after the heading that opens the file, if it is the headline."""
    first = next((place for place, line in enumerate(lines) if line.text), None)
    if first is None or not lines[first].heading:
        return lines
    title = head.found.setdefault("title", lines[first].text)
    rest = lines[first + 1 :]
    repeats = title.casefold() == lines[first].text.casefold()
    return rest if repeats and any(line.text for line in rest) else lines


def _joined(lines: list[_Line]) -> str:
    """Lines of a paragraph in one, a blank line around headings and between paragraphs."""
    text = ""
    before = _Line("", alone=False)
    for line in lines:
        if not line.text:
            text += "\n\n"
        elif line.heading or before.heading:
            text += "\n\n" + line.text
        elif before.text and not line.alone and not before.alone:
            text += " " + line.text
        else:
            text += "\n" + line.text
        before = line
    return text
