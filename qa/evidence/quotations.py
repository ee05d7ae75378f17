"""Words between quotation marks: whether somebody is quoted with them, and who.

``spoken`` finds what stands in quotation marks in an article, also where a quotation runs over
several sentences; ``misquoted`` says which quotations of a statement are not among them to the
letter (but for marks, capitals and punctuation), or are somebody else's.
Deliberately no guess who "he" is, and none where no name stands beside a verb of saying.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.words import iter_words
from qa.evidence.facts import Facts

_OPENING = "“«「"
_MARK = re.compile('[“«「”»」"]')
_TITLE_WORDS = 3  # so few words in marks may be a title or a term: they need only be there
_LONGEST = 8  # sentences: a mark that never closes is a slip

_SAID = (
    r"(?:said|says|told|tells|added|adds|wrote|writes|tweeted|stated|announced|explained|warned|"
    r"asked|replied|insisted|argued|recalled|noted|declared|joked|posted)"
)
_PERSON = r"((?:[A-Z][\w’'-]+\.?\s)*[A-Z][\w’'-]+)"
_SPEAKER = re.compile(
    rf"{_PERSON}(?:,[^,“”\"]{{1,60}},)?\s(?:also\s|later\s|has\s|had\s)?{_SAID}\b|[,”\"’]\s{_SAID}\s(?:[a-z]+\s){{0,3}}{_PERSON}"
)


def spoken(texts: Sequence[str], articles: Sequence[str]) -> tuple[str, ...]:
    """What of each text stands in quotation marks, as lower-cased words with spaces around.

    ``articles`` says of which article each text is; a quotation that is not closed goes on in the
    next text of the same one.
    """
    found, open_for, article = [], 0, ""
    for text, of in zip(texts, articles, strict=True):
        open_for = open_for if of == article and open_for < _LONGEST else 0
        article = of
        inside, still = _inside(text, open_for > 0)
        open_for = open_for + 1 if still else 0
        found.append(_flat(inside))
    return tuple(found)


def _inside(text: str, quoted: bool) -> tuple[str, bool]:
    """What of ``text`` is quoted, and whether the quotation is still open at its end."""
    kept, start = [], 0
    for mark in _MARK.finditer(text):
        if quoted:
            kept.append(text[start : mark.start()])
        quoted = mark[0] in _OPENING or (mark[0] == '"' and _opens(text, mark.start()))
        start = mark.end()
    return "|".join([*kept, text[start:]] if quoted else kept), quoted


def _opens(text: str, at: int) -> bool:
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    return bool(after.strip()) and (not before.strip() or before in "([—–-:,")


def _flat(text: str) -> str:
    pieces = (
        " ".join(w.raw.lower().replace("’", "'") for w in iter_words(p)) for p in text.split("|")
    )
    return " " + " | ".join(piece for piece in pieces if piece) + " "


def misquoted(stated: Facts, found: Facts, said: str, written: str) -> Iterator[str]:
    """The quotations of ``stated`` that nobody says in ``found``, or that another one says.

    ``said`` is what is quoted there and in the sentences beside it (`spoken`), ``written`` all of
    their words, both lower-cased with spaces around.
    """
    for quote in stated.quotes:
        words = " ".join(quote)
        if f" {words} " in said:
            continue
        if len(quote) > _TITLE_WORDS or f" {words} " not in written:
            yield f"“{words}” / no such quotation"
    ours, theirs = _speaker(stated.text), _speaker(found.text)
    if stated.quotes and ours and theirs and not ours & theirs:
        yield f"{' '.join(sorted(ours))} speaks / {' '.join(sorted(theirs))} speaks"


def _speaker(text: str) -> frozenset[str]:
    """The words of the name beside a verb of saying; empty without one."""
    outside = re.sub(r"“[^”]*”|\"[^\"]*\"", "“”", text)
    match = _SPEAKER.search(outside)
    name = (match[1] or match[2] or "") if match else ""
    return frozenset(w.raw.lower() for w in iter_words(name)) - {"he", "she", "they", "it", "the"}
