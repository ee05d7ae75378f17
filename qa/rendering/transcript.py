"""A conversation as a file: Markdown, HTML or JSON, every statement with its sentence.

Questions and briefings in their order, each with what it was limited to. Deliberately no writing
of files. What a model wrote without support is in it, marked; what went with a removed article is
not, and is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from qa.answers import Abstention, Answer, Citation, Written
from qa.conversation import Briefed, Conversation, Entry, Turn
from qa.conversation.limits import Limits
from qa.rendering import briefing_html, briefing_markdown, briefing_records, html, markdown, records

Render = Callable[[str, Conversation], str]


def as_json(name: str, conversation: Conversation) -> str:
    """What was typed, each with its filters, and with what `ask --json` or `brief --json` has."""
    turns = [_record(entry) for entry in conversation.entries]
    return records.dumps({"session": name, "turns": turns}) + "\n"


def _record(entry: Entry) -> dict[str, Any]:
    told = {"typed": entry.question, "filters": _filters(entry.limits), "lost": entry.lost}
    if isinstance(entry, Briefed):
        return {**told, "briefing": briefing_records.record(entry.briefing)}
    return {**told, "by": entry.by or None, **records.result(entry.result)}


def _filters(limits: Limits) -> dict[str, Any]:
    return {
        "since": str(limits.since) if limits.since else None,
        "until": str(limits.until) if limits.until else None,
        "outlets": list(limits.outlets),
    }


def as_markdown(name: str, conversation: Conversation) -> str:
    """A page in Markdown with footnotes."""
    parts = [f"# {markdown.text(name)}"]
    for entry in conversation.entries:
        parts += _markdown(entry)
    notes = markdown.footnotes(conversation.citations())
    return "\n\n".join([*parts, *([notes] if notes else [])]) + "\n"


def as_html(name: str, conversation: Conversation) -> str:
    """One HTML file without scripts."""
    body = [html.heading(name, 1)]
    for entry in conversation.entries:
        body += _html(entry)
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


def changed(citations: Sequence[Citation]) -> str:
    """That the articles of these have another text now, and what is not in it."""
    several = len({citation.article_id for citation in citations}) > 1
    told = f"the article{'s' * several} of {_numbers(citations)} {'have' if several else 'has'}"
    gone = [citation for citation in citations if citation.replaced_by]
    if not gone:
        return f"{told} changed since, but not there"
    stand = "stands" if len(gone) == 1 else "stand"
    if len(gone) < len(citations):
        stand = f"{_numbers(gone)} {stand}"
    else:
        stand = "it stands" if len(gone) == 1 else "they stand"
    return f"{told} changed since: {stand} only in an earlier text"


def _numbers(citations: Iterable[Citation]) -> str:
    return " ".join(f"[{citation.number}]" for citation in citations)


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
        told += f" Not covered: {', '.join(found.uncovered)}."
    return f"{told} Nearest sentences, which do not answer:" if found.nearest else told


def _remarks(entry: Entry) -> Iterator[str]:
    """What a question was made to say, and what it was limited to."""
    if isinstance(entry, Turn) and entry.asked_as:
        yield f"asked as: {entry.asked_as}"
    if entry.limits:
        yield limited(entry.limits)


def _afterwards(entry: Entry) -> Iterator[str]:
    """What is missing, and who wrote it."""
    if entry.lost:
        yield lost(entry.lost)
    gone = [citation for citation in entry.citations if citation.replaced_by]
    if gone:
        yield changed(gone)
    written = (entry.briefing if isinstance(entry, Briefed) else entry.result).written
    if written:
        yield written_by(written)


def limited(limits: Limits) -> str:
    """What was looked at."""
    return f"limited to: {limits}" if limits else "not limited: all articles"


def _markdown(entry: Entry) -> Iterator[str]:
    yield f"## {markdown.text(entry.question)}"
    yield from (f"*{markdown.text(remark)}*" for remark in _remarks(entry))
    if isinstance(entry, Briefed):
        yield from briefing_markdown.parts(entry.briefing, 3)
    elif isinstance(entry.result, Answer):
        yield from (markdown.statement(claim) for claim in entry.result.claims)
        yield from (markdown.dispute(dispute) for dispute in entry.result.disputes)
    else:
        yield markdown.text(no_answer(entry.result)) + markdown.numbers(entry.result.nearest)
    yield from (f"*{markdown.text(remark)}*" for remark in _afterwards(entry))


def _html(entry: Entry) -> Iterator[str]:
    yield html.heading(entry.question)
    yield from map(html.faint, _remarks(entry))
    if isinstance(entry, Briefed):
        yield from briefing_html.parts(entry.briefing, 3)
    elif isinstance(entry.result, Answer):
        yield from (html.statement(claim) for claim in entry.result.claims)
        yield from (html.dispute(dispute) for dispute in entry.result.disputes)
    else:
        told = html.text(no_answer(entry.result)) + html.numbers(entry.result.nearest)
        yield html.element("p", told)
    yield from map(html.faint, _afterwards(entry))
