"""Several calls of a language model at a time, their replies as they come.

The cache is read and written in the calling thread only. A call that fails is tried once more, if
it is allowed again; else it gives its error in place of a reply, and the others go on, unless
nothing but failures comes. Ctrl-C begins no other call and does not wait for those on their way,
whose replies are lost. Deliberately no order: whoever asks knows its requests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from index.articles import Article
from index.errors import ContentRefused, ContextTooLong, ServiceError
from qa.llm import Model
from qa.messages import Message, Reply, Usage

AT_A_TIME = 4  # a server of one's own rarely takes more; vendors take many, within their limits
_HOPELESS = 4  # failures, as many as go on at a time: a key that is refused, a server that is down
_FINAL = (ContextTooLong, ContentRefused)  # the same again would be refused again


@dataclass(frozen=True, slots=True)
class Request:
    """One call to make."""

    messages: tuple[Message, ...]
    max_tokens: int
    quoting: tuple[Article, ...] = ()


@dataclass(frozen=True, slots=True)
class Failed:
    """A call that gave no reply."""

    error: ServiceError
    usage: Usage | None = None  # what the server says it used all the same; None: not known


Outcome = Reply | Failed


def complete_all(
    model: Model,
    requests: Sequence[Request],
    allowed: Callable[[int], bool] = lambda _: True,
    at_a_time: int = AT_A_TIME,
    failed: Callable[[int, Usage | None], None] = lambda _at, _usage: None,
) -> Iterator[tuple[int, Outcome]]:
    """The position of each request with its reply, or why there is none, as they come.

    ``allowed`` is asked before each call that would cost something, and before its second try.
    Where it says no, it is asked again when another call has ended; when none is left, that
    request is passed over. ``failed`` is told what a first try used that failed.
    """
    round_ = _Round(model, requests, allowed, failed)
    pool = ThreadPoolExecutor(max_workers=at_a_time)
    try:
        for at, request in enumerate(requests):
            kept = model.kept(request.messages, max_tokens=request.max_tokens)
            if kept is not None:
                yield at, kept.read()
                continue
            while len(round_.running) >= at_a_time:
                yield from round_.ended(pool)
            while not (go := not round_.hopeless and allowed(at)) and round_.running:
                yield from round_.ended(pool)
            if go:
                round_.begin(pool, at)
        while round_.running:
            yield from round_.ended(pool)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


class _Round:
    """The calls that are on their way."""

    def __init__(
        self,
        model: Model,
        requests: Sequence[Request],
        allowed: Callable[[int], bool],
        failed: Callable[[int, Usage | None], None],
    ) -> None:
        self.running: dict[Future[Outcome], int] = {}
        self._model, self._apart = model, model.apart()
        self._requests = requests
        self._allowed = allowed
        self._failed = failed
        self._tried: set[int] = set()
        self._replies = self._failures = 0

    @property
    def hopeless(self) -> bool:
        """Whether so many calls have failed, and none succeeded, that no other will."""
        return not self._replies and self._failures >= _HOPELESS

    def begin(self, pool: ThreadPoolExecutor, at: int) -> None:
        """Send a request."""
        self.running[pool.submit(_call, self._apart, self._requests[at])] = at

    def ended(self, pool: ThreadPoolExecutor) -> Iterator[tuple[int, Outcome]]:
        """Wait for the next calls that end; what failed for the first time is sent again."""
        for future in wait(self.running, return_when=FIRST_COMPLETED).done:
            at, outcome = self.running.pop(future), future.result()
            if isinstance(outcome, Reply):
                self._replies += 1
                self._keep(self._requests[at], outcome)
            elif self._worth(at, outcome):
                self._tried.add(at)
                self._failed(at, outcome.usage)
                if self._allowed(at):
                    self.begin(pool, at)
                    continue
                outcome = Failed(outcome.error, Usage())  # what it used is told already
            yield at, outcome

    def _worth(self, at: int, outcome: Failed) -> bool:
        """Whether a call that failed is worth a second try."""
        final = isinstance(outcome.error, _FINAL)
        self._failures += not final
        return not (final or at in self._tried or self.hopeless)

    def _keep(self, request: Request, reply: Reply) -> None:
        told = {"max_tokens": request.max_tokens, "quoting": request.quoting}
        self._model.keep(request.messages, reply, **told)  # type: ignore[arg-type]


def _call(model: Model, request: Request) -> Outcome:
    reply = None
    try:
        reply = model.stream(request.messages, max_tokens=request.max_tokens)
        return reply.read()
    except ServiceError as error:
        return Failed(error, reply.usage if reply else None)
