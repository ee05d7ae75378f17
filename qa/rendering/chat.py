"""A conversation on a terminal or in a pipe: turns, sources, and why they are what they are.

A sentence is shown in full when it is first cited; after that its number and headline do. Nothing
is said by colour alone. Deliberately no input or output.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from qa.answers import Answer, Citation, Claim
from qa.conversation import Turn
from qa.conversation.turns import Recalled
from qa.rendering import terminal
from qa.rendering.labels import about, headline, place, short
from qa.rendering.links import at_sentence
from qa.rendering.page import PLAIN, Page
from qa.rendering.printable import printable
from qa.rendering.surroundings import paragraph
from qa.rendering.transcript import limited, lost


def rewritten(text: str, page: Page = PLAIN) -> str:
    """What a question was made to say: dimmed, and said in words."""
    return page.line(f"(asked as: {text})", style="faint")


def nothing_asked(page: Page = PLAIN) -> str:
    """What "thanks" is answered with."""
    told = "(nothing about the articles was asked, so nothing was looked up; /help lists commands)"
    return page.line(told, style="faint")


def answer(turn: Turn, seen: AbstractSet[int], page: Page = PLAIN, *, told: bool = False) -> str:
    """A turn's result. ``seen`` are the numbers shown before; ``told``: its claims have been."""
    result = turn.result
    lines = [page.line(lost(turn.lost))] if turn.lost else []
    if not isinstance(result, Answer):
        nearest = _sources(result.nearest, seen, page, lambda c: short(c.quote))
        return "\n".join([*terminal.refusal(result, page), *nearest, *lines])
    if not told:
        lines = [*(terminal.claim(claim, page) for claim in result.claims), *lines]
    if result.written and result.written.incomplete:
        lines.append(page.line(f"The reply ended early: {result.written.incomplete}."))
    lines += [terminal.dispute(dispute, page) for dispute in result.disputes]
    return "\n".join([*lines, *_sources(turn.citations, seen, page, _titled)])


def _titled(citation: Citation) -> str:
    return headline(citation.article)


def _sources(
    cited: Sequence[Citation],
    seen: AbstractSet[int],
    page: Page,
    called: Callable[[Citation], str],
) -> Iterator[str]:
    """Sentences in full where they are new, and as they are ``called`` where they are not."""
    new = [citation for citation in cited if citation.number not in seen]
    if new:
        yield ""
        yield terminal.citations(new, page)
    known = [citation for citation in cited if citation.number in seen]
    if known:
        yield ""
    for citation in known:
        yield page.line(f"as before: {called(citation)}", label=f"[{citation.number}] ")


def sources(
    cited: Sequence[Citation], page: Page = PLAIN, near: AbstractSet[int] = frozenset()
) -> str:
    """Everything cited so far; what is ``near`` has answered no question."""
    return "\n".join(_source(citation, page, citation.number in near) for citation in cited)


def _source(citation: Citation, page: Page, near: bool) -> str:
    answers_none = ["only near a question that was not answered"] if near else []
    told = " · ".join([*about(citation.article), place(citation), *answers_none])
    lines = [
        page.line(headline(citation.article), label=f"[{citation.number}] "),
        page.line(told, "    ", "faint"),
        page.line(citation.quote.replace("\n", " "), "    "),
    ]
    return "\n".join(lines)


def opened(citation: Citation, page: Page = PLAIN) -> str:
    """A sentence in its article, marked, with the paragraph around it and the link."""
    near = paragraph(citation)
    told = " · ".join([*about(citation.article), place(citation)])
    lines = [
        page.line(headline(citation.article), style="strong", label=f"[{citation.number}] "),
        page.line(told, "    ", "faint"),
        "",
        *([page.line(_one_line(near.before), "      ")] if near.before.strip() else []),
        terminal.marked(near.quote, page),
        *([page.line(_one_line(near.after), "      ")] if near.after.strip() else []),
    ]
    still = "" if citation.replaced_by else citation.quote  # on the page as it is now
    link = at_sentence(citation.article.url, still)
    return "\n".join([*lines, *(["", "    " + printable(link)] if link else [])])


def _one_line(text: str) -> str:
    return " ".join(text.split())


def table(rows: Sequence[tuple[str, str]], page: Page = PLAIN) -> str:
    """What can be typed, and what it does; the latter begins at one column."""
    width = max(len(name) for name, _ in rows)
    return "\n".join(page.line(does, label=f"{name:{width}}  ") for name, does in rows)


def why(turn: Turn, page: Page = PLAIN) -> str:
    """What was retrieved for a turn, what became of it, and what it cost."""
    found = turn.result.passages
    return "\n".join(
        [
            *map(page.line, _asked(turn)),
            *(_retrieved(number, turn, page) for number, _ in enumerate(found, 1)),
            *map(page.line, _made(turn)),
        ]
    )


def _asked(turn: Turn) -> Iterator[str]:
    """What a question was made to say, within what, and how far it is covered."""
    if turn.asked_as:
        yield f"asked as: {turn.asked_as}"
    if turn.note:
        yield f"note: {turn.note}; the question was rewritten by rule"
    if turn.limits:
        yield limited(turn.limits)
    if turn.recalled:
        yield _told(turn.recalled)
    yield f"the passages cover {turn.result.answerable:.0%} of the question"
    if not turn.result.passages:
        yield "no passages (those of a session taken up again are not kept)"


def _retrieved(number: int, turn: Turn, page: Page) -> str:
    """One passage: where it stands, how well it fits and by what, whether it is cited."""
    passage = turn.result.passages[number - 1]
    cited = any(passage.article.id == citation.article_id for citation in turn.citations)
    told = (
        f"{headline(passage.article)}, {terminal.sentences(passage)}: score {passage.score:.2f},"
        f" by {_BY[passage.found_by]}{', cited' * cited}"
    )
    return page.line(told, label=f"{number}. ")


def _made(turn: Turn) -> Iterator[str]:
    """What a model saw, and what of its words is not shown."""
    written = turn.result.written
    if written:
        yield f"{written.model} saw {written.shown} sentences, {written.dropped} passages dropped"
        if written.unknown:
            yield f"numbers cited that no sentence has, dropped: {written.unknown}"
        yield from map(_left_out, written.left_out)
    elif turn.usage is None:
        yield "no model was asked: nothing dropped, no tokens, no cost"


_BY = {"dense": "meaning", "lexical": "words", "both": "words and meaning"}


def _told(recalled: Recalled) -> str:
    """How much of the conversation a model was told."""
    many = "1 question" if recalled.told == 1 else f"the last {recalled.told} questions"
    short = f", {recalled.shortened} of them without answers" if recalled.shortened else ""
    over = f"; {recalled.left_out} earlier left out for want of room" if recalled.left_out else ""
    return f"of the conversation the model was told {many}{short}{over}"


def _left_out(claim: Claim) -> str:
    return f"left out, not supported ({claim.support:.2f}): {claim.text}"
