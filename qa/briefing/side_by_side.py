"""Several calls of a language model at a time, their replies as they come.

The cache is read and written in the calling thread only. A call that fails is tried once more; one
that fails again gives its error in place of a reply, and the others go on. Ctrl-C begins no other
call and does not wait for those on their way, whose replies are lost. Deliberately no order:
whoever asks knows its requests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from index.articles import Article
from index.errors import ContentRefused, ContextTooLong, ServiceError
from qa.llm import Message, Model, Reply

AT_A_TIME = 4  # a server of one's own rarely takes more; vendors take many, within their limits
_FINAL = (ContextTooLong, ContentRefused)  # the same again would be refused again


@dataclass(frozen=True, slots=True)
class Request:
    """One call to make."""

    messages: tuple[Message, ...]
    max_tokens: int
    quoting: tuple[Article, ...] = ()


Outcome = Reply | ServiceError


def complete_all(
    model: Model,
    requests: Sequence[Request],
    allowed: Callable[[int], bool] = lambda _: True,
    at_a_time: int = AT_A_TIME,
) -> Iterator[tuple[int, Outcome]]:
    """The position of each request with its reply, or why there is none, as they come.

    ``allowed`` is asked before each call that would cost something. Where it says no, it is asked
    again when another call has ended; when none is left, that request is passed over.
    """
    apart = model.apart()
    running: dict[Future[Outcome], int] = {}
    pool = ThreadPoolExecutor(max_workers=at_a_time)
    try:
        for at, request in enumerate(requests):
            kept = model.kept(request.messages, max_tokens=request.max_tokens)
            if kept is not None:
                yield at, kept.read()
                continue
            while len(running) >= at_a_time:
                yield from _ended(model, requests, running)
            while not (go := allowed(at)) and running:
                yield from _ended(model, requests, running)
            if go:
                running[pool.submit(_call, apart, request)] = at
        while running:
            yield from _ended(model, requests, running)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _ended(
    model: Model, requests: Sequence[Request], running: dict[Future[Outcome], int]
) -> Iterator[tuple[int, Outcome]]:
    """Wait for the next calls that end."""
    for future in wait(running, return_when=FIRST_COMPLETED).done:
        at = running.pop(future)
        outcome, request = future.result(), requests[at]
        if isinstance(outcome, Reply):
            told = {"max_tokens": request.max_tokens, "quoting": request.quoting}
            model.keep(request.messages, outcome, **told)  # type: ignore[arg-type]
        yield at, outcome


def _call(model: Model, request: Request) -> Outcome:
    try:
        return model.complete(request.messages, max_tokens=request.max_tokens)
    except _FINAL as error:
        return error
    except ServiceError:
        pass
    try:
        return model.complete(request.messages, max_tokens=request.max_tokens)
    except ServiceError as error:
        return error
