"""A conversation as a file: Markdown, HTML or JSON, every statement with its sentence.

Deliberately no writing of files. What a model wrote without support is in it, marked; what went
with a removed article is not, and is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from qa.answers import Abstention, Answer, Written
from qa.conversation import Conversation, Turn
from qa.rendering import html, markdown, records

Render = Callable[[str, Conversation], str]


def as_json(name: str, conversation: Conversation) -> str:
    """The turns, each as `ask --json` has it, with the question as it was typed."""
    turns = [
        {
            "typed": turn.question,
            **records.result(turn.result),
            "lost": turn.lost,
        }
        for turn in conversation.turns
    ]
    return records.dumps({"session": name, "turns": turns}) + "\n"


def as_markdown(name: str, conversation: Conversation) -> str:
    """A page in Markdown with footnotes."""
    parts = [f"# {markdown.text(name)}"]
    for turn in conversation.turns:
        parts += _markdown(turn)
    notes = markdown.footnotes(conversation.citations())
    return "\n\n".join([*parts, *([notes] if notes else [])]) + "\n"


def as_html(name: str, conversation: Conversation) -> str:
    """One HTML file without scripts."""
    body = [html.heading(name, 1)]
    for turn in conversation.turns:
        body += _html(turn)
    cited = conversation.citations()
    if cited:
        body += [html.heading("Sources"), html.footnotes(cited)]
    return html.page(name, body)


FORMATS: Mapping[str, Render] = {
    ".md": as_markdown,
    ".markdown": as_markdown,
    ".html": as_html,
    ".htm": as_html,
    ".json": as_json,
}


def lost(count: int) -> str:
    """That statements are gone."""
    what = "1 statement or sentence is" if count == 1 else f"{count} statements or sentences are"
    return f"{what} not shown: the articles have been removed from the index."


def written_by(written: Written) -> str:
    """Who wrote an answer, and whether all of it came."""
    if written.failure:
        return f"{written.model} wrote nothing: these are source sentences"
    early = f"; the reply ended early: {written.incomplete}" if written.incomplete else ""
    return f"written by {written.model}{early}"


def no_answer(found: Abstention) -> str:
    """That the articles do not answer, and why."""
    told = f"The articles do not answer this: {found.reason}."
    if found.uncovered:
        told += f" Nothing found about: {', '.join(found.uncovered)}."
    return f"{told} Nearest sentences, which do not answer:" if found.nearest else told


def _markdown(turn: Turn) -> Iterator[str]:
    yield f"## {markdown.text(turn.question)}"
    if turn.asked_as:
        yield f"*{markdown.text(f'asked as: {turn.asked_as}')}*"
    if isinstance(turn.result, Answer):
        yield from (markdown.statement(claim) for claim in turn.result.claims)
        yield from (markdown.dispute(dispute) for dispute in turn.result.disputes)
    else:
        yield markdown.text(no_answer(turn.result)) + markdown.numbers(turn.result.nearest)
    if turn.lost:
        yield f"*{markdown.text(lost(turn.lost))}*"
    if turn.result.written:
        yield f"*{markdown.text(written_by(turn.result.written))}*"


def _html(turn: Turn) -> Iterator[str]:
    yield html.heading(turn.question)
    if turn.asked_as:
        yield html.faint(f"asked as: {turn.asked_as}")
    if isinstance(turn.result, Answer):
        yield from (html.statement(claim) for claim in turn.result.claims)
        yield from (html.dispute(dispute) for dispute in turn.result.disputes)
    else:
        told = html.text(no_answer(turn.result)) + html.numbers(turn.result.nearest)
        yield html.element("p", told)
    if turn.lost:
        yield html.faint(lost(turn.lost))
    if turn.result.written:
        yield html.faint(written_by(turn.result.written))
