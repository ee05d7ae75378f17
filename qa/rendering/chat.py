"""A conversation on a terminal or in a pipe: turns, sources, and why they are what they are.

A sentence is shown in full when it is first cited; after that its number and headline do. Nothing
is said by colour alone. Deliberately no input or output.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from qa.answers import Answer, Citation, Claim
from qa.conversation import Turn
from qa.conversation.turns import Recalled
from qa.rendering import terminal
from qa.rendering.labels import about, headline, place
from qa.rendering.links import at_sentence
from qa.rendering.printable import printable
from qa.rendering.surroundings import paragraph
from qa.rendering.terminal import PLAIN, Page
from qa.rendering.transcript import limited, lost


def rewritten(text: str, page: Page = PLAIN) -> str:
    """What a question was made to say: dimmed, and said in words."""
    return page.line(f"(asked as: {text})", style="faint")


def answer(turn: Turn, seen: AbstractSet[int], page: Page = PLAIN, *, told: bool = False) -> str:
    """A turn's result. ``seen`` are the numbers shown before; ``told``: its claims have been."""
    result = turn.result
    lines = [page.line(lost(turn.lost))] if turn.lost else []
    if not isinstance(result, Answer):
        return "\n".join([terminal.result(result, page), *lines])
    if not told:
        lines = [*(terminal.claim(claim, page) for claim in result.claims), *lines]
    if result.written and result.written.incomplete:
        lines.append(page.line(f"The reply ended early: {result.written.incomplete}."))
    lines += [terminal.dispute(dispute, page) for dispute in result.disputes]
    return "\n".join([*lines, *_sources(turn.citations, seen, page)])


def _sources(cited: Sequence[Citation], seen: AbstractSet[int], page: Page) -> Iterator[str]:
    new = [citation for citation in cited if citation.number not in seen]
    if new:
        yield ""
        yield terminal.citations(new, page)
    known = [citation for citation in cited if citation.number in seen]
    if known:
        yield ""
    for citation in known:
        yield page.line(f"[{citation.number}] as before: {headline(citation.article)}")


def sources(cited: Sequence[Citation], page: Page = PLAIN) -> str:
    """Everything cited so far."""
    return "\n".join(_source(citation, page) for citation in cited)


def _source(citation: Citation, page: Page) -> str:
    told = " · ".join([*about(citation.article), place(citation)])
    lines = [
        page.line(f"[{citation.number}] {headline(citation.article)}"),
        page.line(told, "    ", "faint"),
        page.line(citation.quote.replace("\n", " "), "    "),
    ]
    return "\n".join(lines)


def opened(citation: Citation, page: Page = PLAIN) -> str:
    """A sentence in its article, marked, with the paragraph around it and the link."""
    near = paragraph(citation)
    told = " · ".join([*about(citation.article), place(citation)])
    lines = [
        page.line(f"[{citation.number}] {headline(citation.article)}", style="strong"),
        page.line(told, "    ", "faint"),
        "",
        *([page.line(_one_line(near.before), "      ")] if near.before.strip() else []),
        f"    > {page.line(_one_line(near.quote), '      ', 'strong')[6:]}",
        *([page.line(_one_line(near.after), "      ")] if near.after.strip() else []),
    ]
    still = "" if citation.replaced_by else citation.quote  # on the page as it is now
    link = at_sentence(citation.article.url, still)
    return "\n".join([*lines, *(["", "    " + printable(link)] if link else [])])


def _one_line(text: str) -> str:
    return " ".join(text.split())


def why(turn: Turn, page: Page = PLAIN) -> str:
    """What was retrieved for a turn, what became of it, and what it cost."""
    return "\n".join(page.line(line) for line in _why(turn))


def _why(turn: Turn) -> Iterator[str]:
    result, written = turn.result, turn.result.written
    if turn.asked_as:
        yield f"asked as: {turn.asked_as}"
    if turn.note:
        yield f"note: {turn.note}; the question was rewritten by rule"
    if turn.limits:
        yield limited(turn.limits)
    if turn.recalled:
        yield _told(turn.recalled)
    yield f"the passages cover {result.answerable:.0%} of the question"
    cited = {citation.article_id for citation in turn.citations}
    for number, passage in enumerate(result.passages, 1):
        first, last = passage.sentences[0].ordinal + 1, passage.sentences[-1].ordinal + 1
        used = ", cited" if passage.article.id in cited else ""
        yield (
            f"{number}. {headline(passage.article)}, sentences {first}-{last}:"
            f" score {passage.score:.2f}, by {_BY[passage.found_by]}{used}"
        )
    if not result.passages:
        yield "no passages (those of a session taken up again are not kept)"
    if written:
        yield f"{written.model} saw {written.shown} sentences, {written.dropped} passages dropped"
        if written.unknown:
            yield f"numbers cited that no sentence has, dropped: {written.unknown}"
        yield from map(_left_out, written.left_out)


_BY = {"dense": "meaning", "lexical": "words", "both": "words and meaning"}


def _told(recalled: Recalled) -> str:
    """How much of the conversation a model was told."""
    many = "1 question" if recalled.told == 1 else f"the last {recalled.told} questions"
    short = f", {recalled.shortened} of them without answers" if recalled.shortened else ""
    over = f"; {recalled.left_out} earlier left out for want of room" if recalled.left_out else ""
    return f"of the conversation the model was told {many}{short}{over}"


def _left_out(claim: Claim) -> str:
    return f"left out, not supported ({claim.support:.2f}): {claim.text}"
