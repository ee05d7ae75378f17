"""What `groundwire ask` prints while an answer comes and after it.

Results go to standard output, statement by statement while a model writes; what there is to say
about them to standard error. Deliberately no options: those are in `asking`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

from qa.answering.asking import Asked
from qa.answers import Abstention, Answer, Claim, Result, Written
from qa.commands.options import page, say
from qa.llm import Model
from qa.messages import Usage
from qa.rendering import records, terminal
from qa.rendering.printable import printable

if TYPE_CHECKING:
    from qa.rendering.page import Page

NO_MODEL = (
    "no model is configured: these are source sentences (--model NAME lets a language model"
    " write the answer)"
)


@dataclass(slots=True)
class Printer:
    """Prints a result as it comes, once."""

    as_json: bool = False
    verbose: bool = False
    _streamed: bool = False

    def show(self, claim: Claim) -> None:
        """Print a statement of an answer that is still being written."""
        if not self.as_json:
            typer.echo(terminal.claim(claim, self._page))
            self._streamed = True

    def finish(self, found: Result, note: str | None = None) -> None:
        """Print what has not been printed yet, and the notes; ``note`` is one of the cache."""
        written = found.written
        for line in failed(written) if written else ():
            say(line)
        if self.as_json:
            typer.echo(records.dumps(records.result(found)))
        elif self._streamed and isinstance(found, Answer):
            typer.echo(terminal.sources(found, self._page))
        else:
            typer.echo(terminal.result(found, self._page))
        if written:
            for line in notes(found, written, verbose=self.verbose):
                say(line)
        if note:
            say(f"note: {note}")

    @property
    def _page(self) -> Page:
        return page()


def failed(written: Written) -> Iterator[str]:
    """Why a model wrote nothing, where it failed."""
    if written.failure:
        yield f"groundwire: {written.failure.message}"
        yield f"  hint: {written.failure.hint}"
        yield "the model wrote nothing: these are source sentences"


def notes(
    found: Result, written: Written, *, verbose: bool, without: str = "--no-model"
) -> Iterator[str]:
    """What there is to say about an answer that a model wrote; ``without`` turns models off."""
    if written.left_out and isinstance(found, Answer):
        count = len(written.left_out)
        what = "1 statement that is" if count == 1 else f"{count} statements that are"
        yield f"note: left out {what} not supported"
    if isinstance(found, Abstention) and written.failure is None:
        yield f"note: {without} shows what the articles themselves say"
    if written.failure is None:
        yield f"{written.model}: {spent(written.usage)}"
    if verbose:
        yield from _details(found, written)


def of_briefing(written: Written) -> Iterator[str]:
    """What there is to say about a model's part in a briefing."""
    yield from failed(written)
    if written.incomplete:
        yield f"{'' if written.interrupted else 'note: '}{written.incomplete}"
    if written.dropped and not written.failure:
        stories = "1 story" if written.dropped == 1 else f"{written.dropped} stories"
        yield f"note: the model saw nothing of {stories}: what it may use has no room"
    if written.left_out:
        count = len(written.left_out)
        what = "1 statement that is" if count == 1 else f"{count} statements that are"
        yield f"note: left out {what} not supported"
    if written.repeated:
        what = "1 statement" if written.repeated == 1 else f"{written.repeated} statements"
        yield f"note: left out {what} that others say already"
    if written.usage.calls or written.usage.cached:
        yield f"{written.model}: {spent(written.usage)}"


def _details(found: Result, written: Written) -> Iterator[str]:
    yield f"{written.shown} sentences of {len(found.passages)} passages were shown to the model"
    if written.dropped:
        yield f"passages that there was no room for, the weakest: {written.dropped}"
    if written.unknown:
        yield f"numbers cited that no sentence has, dropped: {written.unknown}"
    if isinstance(found, Abstention):
        for claim in written.left_out:
            yield f"not supported ({claim.support:.2f}): {claim.text}"


def spent(usage: Usage) -> str:
    """Tokens and cost in words, from the server's own figures."""
    if usage.cached and not usage.calls:
        return "the same was asked before: the reply is from the cache and cost nothing"
    if usage.tokens_in is None or usage.tokens_out is None:
        return "the server gave no token count; cost unknown"
    tokens = f"{usage.tokens_in:,} tokens in, {usage.tokens_out:,} out"
    return f"{tokens}, {dollars(usage.cost)}"


def dollars(cost: float | None) -> str:
    """A cost in US dollars, or that it is not known."""
    return "cost unknown" if cost is None else f"${cost:.4f}"


def rehearse(asked: Asked, model: Model, *, as_json: bool) -> None:
    """Print what would be sent, its token count and an estimate of the cost; send nothing.

    Not even how large the model's window is is asked.
    """
    from qa.answering.writing import draft, is_worth_asking

    if not is_worth_asking(asked):
        say("nothing would be sent: the passages do not cover the question")
    prompt = draft(asked, model, model.assumed_window)
    most = model.settings.max_tokens
    cost = model.cost(Usage(prompt.token_count, most))
    if as_json:
        told = {
            "model": model.name,
            "address": model.address,
            "messages": [message._asdict() for message in prompt.messages],
            "tokens": prompt.token_count,
            "most_tokens_out": most,
            "most_cost": cost,
            "sentences": len(prompt.shown),
            "passages_dropped": len(prompt.dropped),
        }
        typer.echo(records.dumps(told))
        return
    for message in prompt.messages:
        typer.echo(page().line(f"[{message.role}]", style="faint"))
        for line in message.content.split("\n"):
            typer.echo(printable(line))
    say(
        f"{model.name} at {model.address}: about {prompt.token_count:,} tokens in and at most"
        f" {most:,} out, {'cost unknown' if cost is None else f'at most {dollars(cost)}'};"
        " nothing was sent"
    )
