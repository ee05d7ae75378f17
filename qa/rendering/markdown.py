"""Building blocks of a page in Markdown: statements with footnotes, citations below.

Footnotes are those of GitHub, Pandoc and most others ([^3]); where they are not known the text is
still to be read. Nothing that an article says becomes markup, HTML or a link of its own making.
Deliberately nothing of what a page is about (`transcript`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from qa.answers import Citation, Claim, Dispute
from qa.rendering.labels import about, day, headline, place, short
from qa.rendering.links import at_sentence
from qa.rendering.printable import printable
from qa.rendering.remarks import also_in, doubts
from qa.rendering.surroundings import paragraph

_VERDICTS = {"partial": "ONLY PARTLY SUPPORTED", "unsupported": "NOT SUPPORTED"}
_MARKUP = re.compile(r"([\\`*_\[\]<>~|#!&$^])|(?<![^\s])([-+=])(?=\s|[-+=])|^(\d+)(?=[.)])", re.M)
# Addresses that many renderers make links of by themselves.
_ADDRESS = re.compile(r"\b(https?|ftp)(?=://)|\b(www)(?=\.)", re.IGNORECASE)


def text(raw: str) -> str:
    """Somebody's text on one line, with nothing in it that Markdown would take for markup."""
    line = " ".join(printable(raw).split())
    escaped = _MARKUP.sub(lambda m: f"\\{m.group()}" if m[3] is None else f"{m[3]}\\", line)
    return _ADDRESS.sub(lambda m: f"{m.group()}\\", escaped)


def statement(claim: Claim) -> str:
    """A statement with its numbers; what is not supported says so first, in words."""
    verdict = _VERDICTS.get(claim.verdict)
    said = f"{text(claim.text)}{numbers(claim.citations)}"
    return f"**{verdict}:** {said} {text(doubts(claim))}".rstrip() if verdict else said


def numbers(citations: Iterable[Citation]) -> str:
    """References to the footnotes of citations."""
    found = "".join(f"[^{citation.number}]" for citation in citations)
    return f" {found}" if found else ""


def dispute(found: Dispute) -> str:
    """Where outlets differ, as a table."""
    return f"Outlets differ:\n\n{figures(found.sides)}"


def figures(sides: Iterable[tuple[Citation, str]]) -> str:
    """A table of figures: what each gives, who and when, its sentence."""
    lines = ["| figure | outlet | date | sentence |", "| --- | --- | --- | --- |"]
    for citation, value in sides:
        article = citation.article
        outlet = text(article.outlet or headline(article))
        when = day(article.published)
        quote = f"{text(short(citation.quote))}{numbers([citation])}"
        lines.append(f"| {text(value)} | {outlet} | {when} | {quote} |")
    return "\n".join(lines)


def footnotes(citations: Iterable[Citation]) -> str:
    """The citations, each with the paragraph around it."""
    return "\n\n".join("\n\n".join(_footnote(citation)) for citation in citations)


def _footnote(citation: Citation) -> Iterator[str]:
    article = citation.article
    link = at_sentence(article.url, citation.quote)
    title = f"[{text(headline(article))}](<{_safe(link)}>)" if link else text(headline(article))
    told = [text(part) for part in about(article) if part != article.url]
    yield f"[^{citation.number}]: {title} · {' · '.join([*told, place(citation)])}"
    near = paragraph(citation)
    before = f"{text(near.before)} " if near.before.strip() else ""
    after = f" {text(near.after)}" if near.after.strip() else ""
    yield f"    > {before}**{text(near.quote)}**{after}"
    also = also_in(citation)
    if also:
        yield f"    {text(also)}"


def _safe(link: str) -> str:
    """An address that cannot end the angle brackets it stands in."""
    return re.sub(r"[<>\s\\]", lambda m: f"%{ord(m.group()):02X}", printable(link))
