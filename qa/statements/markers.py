"""The numbers of sentences as models write them: "[3]", "[3, 4]", "(sentences 3-5)", "【3†web】".

``read_marker`` reads one at a place of a text that may still go on. Deliberately not here: which
numbers there are, and whether "(3)" or "m³" is a marker where it stands; that is the cutter's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

_WORD = r"sentences?|sent\.|sources?|references?|refs?\.?|citations?|nos?\.|s|[#^]"
_NAME = rf"(?:see\s+(?:{_WORD})|see|{_WORD})"
_NUMBER = rf"(?:{_NAME}[\s:]*)?\d{{1,4}}"
_JOINT = r"(?:[-‐‑–—~〜,;/&+|、，；]|\b(?:and|or|to)\b|(?=\s))"
_TAIL = r"(?:†[\w\s.,:#-]*)?"
_LIST = rf"\s*{_NUMBER}(?:\s*{_JOINT}\s*{_NUMBER})*\s*{_TAIL}\s*"
_ENCLOSED = rf"\(\s*\[{_LIST}\](?:[\s,;]*\[{_LIST}\])*\s*\)"
_PAIRS = (r"\[\]", "［］", "【】", "〔〕", r"\{\}", r"\(\)", "（）")
_SHAPES = "|".join(
    (_ENCLOSED, *(pair[: len(pair) // 2] + _LIST + pair[len(pair) // 2 :] for pair in _PAIRS))
)
_LINK = r"\((?=https?:|www\.|#)[hw#][^()\s]{0,300}\)"
_SUPERS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED = rf"[{_SUPERS}]{{1,4}}(?:[,⁻–-][{_SUPERS}]{{1,4}}){{0,9}}"
_MARKER = re.compile(
    rf"(?P<list>{_SHAPES}|<sup>\s*(?:{_SHAPES}|{_LIST})\s*</sup>)(?:{_LINK})?|(?P<raised>{_RAISED})",
    re.IGNORECASE,
)
# What may still become a marker when more of the text is there: every beginning of one matches.
_INSIDE = r"[\w\s,;:&+/.#^†|~〜‐‑–—、，；-]"
_BEGUN = re.compile(
    rf"[\[［【〔{{(（]{_INSIDE}*|\(\s*\[(?:{_INSIDE}|[\[\]])*"
    r"|<(?:s(?:up?)?)?|<sup>[^<]*(?:<(?:/(?:s(?:up?)?)?)?)?"
    rf"|{_RAISED}[,⁻–-]?",
    re.IGNORECASE,
)
_ENDED = re.compile(rf"(?:{_SHAPES})(?:\((?:[hw#][^()\s]{{0,300}})?)?", re.IGNORECASE)  # a link?
# A list of fifty numbers; what is longer is none.
_LONGEST = 200  # characters
# What a stream that breaks off in the middle of a marker leaves behind.
_HALF = re.compile(
    r"[\[［【〔{]\s*(?:[#^]|[a-z]{0,9}\.?)[\d\s,;&†–-]{0,40}(?:†\w*)?"
    r"|[(（]\s*(?:s|sentences?|sources?)?\s*[\d\s,;&–-]{0,40}|<s?u?p?>?\d*",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(\d+)(?:\s*(?:[-‐‑–—~〜]|\bto\b)\s*[^\W\d_]*\s*(\d+))?")
_PLAIN = str.maketrans(_SUPERS + "⁻", "0123456789-")

Shape = Literal["bracket", "parenthesis", "raised"]


@dataclass(frozen=True, slots=True)
class Marker:
    """One marker at a place of a text."""

    numbers: tuple[int, ...]  # as written, ranges spelt out
    end: int  # where it ends, half open
    shape: Shape  # a parenthesis that says "sentence" or "S" counts as a bracket


def read_marker(text: str, at: int, final: bool) -> Marker | Literal["wait"] | None:
    """The marker that begins at ``at``; None if there is none; "wait" if that is not yet clear.

    ``final``: nothing follows ``text``. Needs no more than some 500 characters to decide.
    """
    if text[at] not in _OPENERS:
        return None
    if not final and _may_go_on(text, at):
        return "wait"
    match = _MARKER.match(text, at)
    if match is None or match.end("list") - at > _LONGEST:
        return None
    written = match.group("list") or match.group().translate(_PLAIN)
    body = written.partition("†")[0]
    return Marker(tuple(_numbers(body)), match.end(), _shape(match))


def _may_go_on(text: str, at: int) -> bool:
    if len(text) - at < _LONGEST and _BEGUN.fullmatch(text, at):
        return True
    return bool(_ENDED.fullmatch(text, at))


def is_half(text: str, at: int) -> bool:
    """Whether all that is left of ``text`` is the beginning of a marker, and never its end."""
    return text[at] in _OPENERS and bool(_HALF.fullmatch(text, at))


_OPENERS = frozenset("[［【〔{(（<" + _SUPERS)
_LONGEST_RANGE = 20  # "[1-99]" is no citation; its ends are


def _numbers(body: str) -> Iterator[int]:
    for match in _RANGE.finditer(body):
        first, last = int(match[1]), int(match[2] or match[1])
        if first <= last < first + _LONGEST_RANGE:
            yield from range(first, last + 1)
        else:
            yield from (first, last)


def _shape(match: re.Match[str]) -> Shape:
    if match["raised"]:
        return "raised"
    unnamed = match["list"][0] in "(（" and not re.search(r"[^\W\d_]|[\[#^]", match["list"])
    return "parenthesis" if unnamed else "bracket"
