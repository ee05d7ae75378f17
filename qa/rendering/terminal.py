"""Results as text for a terminal or a pipe.

On a terminal lines are wrapped and the cited sentence is bold; in a pipe every sentence is one
line, to the letter, and there is not one escape sequence. Nothing is said by colour alone.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from index.articles import Passage
from index.catalog import Summary
from index.schema import moment
from qa.answers import Abstention, Answer, Citation, Claim, Dispute, Result
from qa.rendering.labels import ID_LENGTH, about, day, headline, place
from qa.rendering.printable import printable
from qa.rendering.remarks import also_in, doubts

Style = Literal["plain", "strong", "faint"]

_CODES = {"strong": "\x1b[1m", "faint": "\x1b[2m"}


@dataclass(frozen=True, slots=True)
class Page:
    """What the lines are written for."""

    width: int | None = None  # columns to wrap at; None: do not wrap
    colour: bool = False

    def line(self, text: str, indent: str = "", style: Style = "plain") -> str:
        """One paragraph, indented, wrapped where the page is wrapped."""
        text = printable(text)
        if self.width is not None:
            text = "\n".join(self._wrapped(text, max(20, self.width - len(indent)))) or text
        if self.colour and style != "plain":
            text = "\n".join(f"{_CODES[style]}{part}\x1b[0m" for part in text.split("\n"))
        return textwrap.indent(text, indent) if text else ""

    def _wrapped(self, text: str, columns: int) -> list[str]:
        """Names stay whole, and addresses, however long: a terminal opens what it can see whole."""
        whole = "://" in text
        return textwrap.wrap(text, columns, break_on_hyphens=False, break_long_words=not whole)


PLAIN = Page()


def result(found: Result, page: Page = PLAIN) -> str:
    """An answer with its sources, or an abstention with what comes nearest."""
    if isinstance(found, Answer):
        return "\n".join([*(claim(each, page) for each in found.claims), sources(found, page)])
    return "\n".join(_abstention(found, page))


def claim(shown: Claim, page: Page = PLAIN) -> str:
    """One statement with its numbers; what is not supported says so first, in words."""
    numbers = "".join(f"[{citation.number}]" for citation in shown.citations)
    text = f"{shown.text} {numbers}".rstrip()
    if shown.verdict == "supported":
        return page.line(text, style="strong")
    verdict = "ONLY PARTLY SUPPORTED" if shown.verdict == "partial" else "NOT SUPPORTED"
    return page.line(f"{verdict}: {text}{doubts(shown)}")


def sources(answer: Answer, page: Page = PLAIN) -> str:
    """What stands below the claims of an answer: where outlets differ, and the citations."""
    cited = {c.number: c for each in answer.claims for c in each.citations}
    cited |= {c.number: c for dispute in answer.disputes for c, _ in dispute.sides}
    lines = [dispute(each, page) for each in answer.disputes]
    if answer.written and answer.written.incomplete:
        lines.append(page.line(f"The reply ended early: {answer.written.incomplete}."))
    return "\n".join([*lines, "", *_citations([cited[n] for n in sorted(cited)], page)])


def dispute(found: Dispute, page: Page = PLAIN) -> str:
    """Where outlets differ, in one line."""
    sides = "; ".join(f"{value} ({_teller(c)}) [{c.number}]" for c, value in found.sides)
    return page.line(f"Outlets differ: {sides}")


def _teller(citation: Citation) -> str:
    article = citation.article
    told = [part for part in (article.outlet, day(article.published)) if part]
    return ", ".join(told) or headline(article)


def _abstention(found: Abstention, page: Page) -> Iterator[str]:
    refused = found.written is None or found.written.failure is not None
    said = "The articles do not answer this" if refused else "Not answered"
    yield page.line(f"{said}: {found.reason}.", style="strong")
    if found.uncovered:
        yield page.line(f"Nothing found about: {', '.join(found.uncovered)}")
    if found.nearest:
        yield ""
        yield f"Nearest sentences{', which do not answer the question' if refused else ''}:"
        yield ""
        yield from _citations(found.nearest, page)


def citations(found: Sequence[Citation], page: Page = PLAIN) -> str:
    """Sentences with their places and surroundings."""
    return "\n".join(_citations(found, page))


def _citations(citations: Sequence[Citation], page: Page) -> Iterator[str]:
    before: Citation | None = None
    for citation in citations:
        if before is not None:
            yield ""
        yield from _source(citation, before, page)
        if citation.before:
            yield page.line(citation.before, "      ", "faint")
        yield _marked(page, citation.quote)
        if citation.after:
            yield page.line(citation.after, "      ", "faint")
        before = citation


def _source(citation: Citation, before: Citation | None, page: Page) -> Iterator[str]:
    """Headline and place; of the same article as the one before only what is another."""
    number = f"sentence {citation.sentence + 1}"
    also = also_in(citation)
    if before is not None and _one_text(before, citation):
        yield page.line(f"[{citation.number}] the same article, {number}")
        also = also if also != also_in(before) else None
    else:
        article = citation.article
        yield page.line(f"[{citation.number}] {headline(article)}")
        yield page.line(" · ".join([*about(article), place(citation)]), "    ", "faint")
    if also:
        yield page.line(also, "    ", "faint")


def _one_text(before: Citation, citation: Citation) -> bool:
    """Whether both are of one article, and of the same revision of it."""
    earlier, article = before.article, citation.article
    return (earlier.id, earlier.revision) == (article.id, article.revision)


def _marked(page: Page, quote: str) -> str:
    """The cited sentence with a mark at its side."""
    block = page.line(quote.replace("\n", " "), "      ", "strong")
    return f"    > {block[6:]}"


def passages(found: Sequence[Passage], page: Page = PLAIN) -> str:
    """Passages, best first, each with its headline and place."""
    blocks = []
    for number, passage in enumerate(found, 1):
        head = page.line(f"{number}. {headline(passage.article)}", style="strong")
        named = [*about(passage.article), f"{passage.article.id[:ID_LENGTH]} {_range(passage)}"]
        told = page.line(" · ".join(named), "   ", "faint")
        texts = [page.line(s.text.replace("\n", " "), "   ") for s in passage.sentences]
        blocks.append("\n".join([head, told, *texts]))
    return "\n\n".join(blocks)


def _range(passage: Passage) -> str:
    first, last = passage.sentences[0].ordinal + 1, passage.sentences[-1].ordinal + 1
    return f"sentence {first}" if first == last else f"sentences {first}-{last}"


def listing(summaries: Iterable[Summary], copies: Mapping[str, int] | None = None) -> str:
    """One article a line: id, date, outlet, headline, separated by tabs.

    ``copies``, by article id, puts in front of the headline in how many others it stands.
    """
    rows = (
        [s.id[:ID_LENGTH], day(moment(s.published)), s.outlet or "", *_copied(s, copies), s.title]
        for s in summaries
    )
    return "\n".join("\t".join(map(printable, row)) for row in rows)


def _copied(summary: Summary, copies: Mapping[str, int] | None) -> list[str]:
    return [] if copies is None else [f"+{copies.get(summary.id, 0)}"]
