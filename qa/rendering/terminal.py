"""Results as text for a terminal or a pipe.

On a terminal lines are wrapped and the cited sentence is bold; in a pipe every sentence is one
line, to the letter, and there is not one escape sequence. Nothing is said by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from index.articles import Passage
from index.catalog import Summary
from index.schema import moment
from qa.answers import Abstention, Answer, Citation, Claim, Dispute, Result
from qa.rendering.labels import ID_LENGTH, about, day, headline, place
from qa.rendering.page import PLAIN, Page
from qa.rendering.printable import printable
from qa.rendering.remarks import also_in, doubts


def result(found: Result, page: Page = PLAIN) -> str:
    """An answer with its sources, or an abstention with what comes nearest."""
    if isinstance(found, Answer):
        return "\n".join([*(claim(each, page) for each in found.claims), sources(found, page)])
    nearest = ["", citations(found.nearest, page)] if found.nearest else []
    return "\n".join([*refusal(found, page), *nearest])


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


def refusal(found: Abstention, page: Page = PLAIN) -> Iterator[str]:
    """That the articles do not answer, and why; what comes nearest is to follow."""
    refused = found.written is None or found.written.failure is not None
    said = "The articles do not answer this" if refused else "Not answered"
    yield page.line(f"{said}: {found.reason}.", style="strong")
    if found.uncovered:
        yield page.line(f"Not covered: {', '.join(found.uncovered)}")
    if found.nearest:
        yield ""
        not_one = ", which do not answer the question" if refused else ""
        yield page.line(f"Nearest sentences{not_one}:")


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
        yield marked(citation.quote, page)
        if citation.after:
            yield page.line(citation.after, "      ", "faint")
        before = citation


def _source(citation: Citation, before: Citation | None, page: Page) -> Iterator[str]:
    """Headline and place; of the same article as the one before only what is another."""
    label, number = f"[{citation.number}] ", f"sentence {citation.sentence + 1}"
    also = also_in(citation)
    if before is not None and _one_text(before, citation):
        yield page.line(f"the same article, {number}", label=label)
        also = also if also != also_in(before) else None
    else:
        article = citation.article
        yield page.line(headline(article), label=label)
        yield page.line(" · ".join([*about(article), place(citation)]), "    ", "faint")
    if also:
        yield page.line(also, "    ", "faint")


def _one_text(before: Citation, citation: Citation) -> bool:
    """Whether both are of one article, and of the same revision of it."""
    earlier, article = before.article, citation.article
    return (earlier.id, earlier.revision) == (article.id, article.revision)


def marked(quote: str, page: Page) -> str:
    """The cited sentence with a mark at its side."""
    return page.line(quote.replace("\n", " "), "    ", "strong", "> ")


def passages(found: Sequence[Passage], page: Page = PLAIN) -> str:
    """Passages, best first, each with its headline and place."""
    blocks = []
    for number, passage in enumerate(found, 1):
        head = page.line(headline(passage.article), style="strong", label=f"{number}. ")
        named = [*about(passage.article), f"{passage.article.id[:ID_LENGTH]} {sentences(passage)}"]
        told = page.line(" · ".join(named), "   ", "faint")
        texts = [page.line(s.text.replace("\n", " "), "   ") for s in passage.sentences]
        blocks.append("\n".join([head, told, *texts]))
    return "\n\n".join(blocks)


def sentences(passage: Passage) -> str:
    """Which sentences of its article a passage is."""
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
