"""The reply of a chat model as it arrives: its pieces of text, then how it ended and what it used.

Deliberately not here: sending the request (`client`), and what the text means.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from itertools import chain
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict

from index.errors import ContentRefused, ServiceError
from index.service.events import events, looks_like_events
from index.service.failures import CHECK_ADDRESS, failure_of, one_line, service_error
from index.service.reasoning import Spoken

_MOST_BYTES = 10_000_000  # of a reply that does not stream


class Tokens(NamedTuple):
    """What a reply used, by the server's own figures."""

    sent: int
    received: int


class _Message(BaseModel):
    content: str | list[Any] | None = None  # parts, where thinking is told from text by type
    refusal: str | None = None
    reasoning_content: Any = None  # DeepSeek, vLLM, llama.cpp
    reasoning: Any = None  # Ollama, OpenRouter, newer vLLM

    def text(self) -> str:
        if not isinstance(self.content, list):
            return self.content or ""
        parts = [part for part in self.content if isinstance(part, dict)]
        return "".join(str(part.get("text", "")) for part in parts if part.get("type") == "text")


class _Choice(BaseModel):
    delta: _Message | None = None
    message: _Message | None = None  # from a server that does not stream
    finish_reason: str | None = None


class _Chunk(BaseModel):
    """What is used of an event; servers add all sorts of fields."""

    model_config = ConfigDict(extra="ignore")
    choices: list[_Choice] | None  # empty where only the usage is told
    usage: Any = None  # the reply is good without it, so any shape will do


class ChatStream:
    """One reply. Iterate over it once for its text; afterwards the other fields are known.

    ``text`` is what came, ``finish`` the server's word for why it ended, ``tokens`` its figures
    or None where it gave none. ``incomplete`` says why there would have been more. A stream that
    breaks after some text ends so; one that breaks before raises ``ServiceError``, and so does an
    empty reply.
    """

    def __init__(
        self,
        address: str,
        model: str,
        body: Iterable[bytes],
        *,
        errors: Callable[[], AbstractContextManager[None]],
        close: Callable[[], None] = lambda: None,
    ) -> None:
        self.address, self.model = address, model
        self.text = ""
        self.finish: str | None = None
        self.tokens: Tokens | None = None
        self.incomplete: str | None = None
        self.close = close  # gives up what has not arrived
        self._body = iter(body)
        self._errors = errors
        self._spoken = Spoken()
        self._refusal = ""
        self._ended = False

    def __iter__(self) -> Iterator[str]:
        try:
            yield from self._kept(self._pieces())
            yield from self._kept(iter([self._spoken.rest()]))
            self._judge()
        except ServiceError as error:
            if not self.text.strip():
                raise
            self.incomplete = self.incomplete or error.message
        finally:
            self.close()

    def _kept(self, pieces: Iterator[str]) -> Iterator[str]:
        for piece in pieces:
            if piece:
                self.text += piece
                yield piece

    def _pieces(self) -> Iterator[str]:
        chunks = self._chunks()
        while True:
            with self._errors():
                chunk = next(chunks, None)
            if chunk is None:
                return
            yield self._spoken.pass_on(self._taken(chunk))

    def _taken(self, chunk: _Chunk) -> str:
        """Note what a chunk says about the reply; its text."""
        self.tokens = _tokens(chunk.usage) or self.tokens
        if not chunk.choices:
            return ""
        choice = chunk.choices[0]
        self.finish = choice.finish_reason or self.finish
        message = choice.delta or choice.message or _Message()
        self._refusal += message.refusal or ""
        self._spoken.reasoned |= bool(message.reasoning_content or message.reasoning)
        return message.text()

    def _chunks(self) -> Iterator[_Chunk]:
        start = b""
        while not start.lstrip(b"\xef\xbb\xbf\r\n ") and (piece := next(self._body, None)):
            start += piece
        if looks_like_events(start):
            yield from self._streamed(chain([start], self._body))
        elif start.strip():
            yield self._whole(start)

    def _streamed(self, body: Iterable[bytes]) -> Iterator[_Chunk]:
        for data in events(body):
            if data.startswith("[DONE]"):
                self._ended = True
                return
            yield self._chunk(data)

    def _whole(self, start: bytes) -> _Chunk:
        """The reply of a server that does not stream."""
        body = start
        while len(body) < _MOST_BYTES and (piece := next(self._body, None)):
            body += piece
        if body.lstrip().startswith(b"<"):
            raise ServiceError(f"{self.address} gave a web page, not a reply", CHECK_ADDRESS)
        self._ended = True
        return self._chunk(body.decode("utf-8", "replace"))

    def _chunk(self, data: str) -> _Chunk:
        told = json.loads(data)  # what fails here is an unusable reply
        if _is_error(told):
            raise service_error(failure_of(self.address, self.model, None, told))
        return _Chunk.model_validate(told)

    def _judge(self) -> None:
        """Say what is wrong with a reply that has ended."""
        if not self.text.strip():
            raise self._empty()
        if self._refusal:
            self.incomplete = f"{self.model} refused to go on: {one_line(self._refusal)}"
        elif self.finish == "content_filter":
            self.incomplete = f"a content filter of {self.address} cut the reply short"
        elif self.finish == "length":
            self.incomplete = "the reply reached its limit of tokens"
        elif self.finish == "error":
            self.incomplete = f"{self.address} broke off with an error"
        elif self.finish is None and not self._ended:
            self.incomplete = f"{self.address} broke off in the middle of the reply"

    def _empty(self) -> ServiceError:
        if self._refusal or self.finish == "content_filter":
            words = f": {one_line(self._refusal)}" if self._refusal else ""
            hint = "ask in other words, or use another model"
            return ContentRefused(f"{self.address} will not answer this{words}", hint)
        if self._spoken.reasoned and self.finish == "length":
            return ServiceError(
                f"{self.model} spent all its tokens on reasoning and gave no answer",
                "raise [model] max_tokens, or use a model that reasons less",
            )
        hint = f"see that '{one_line(self.model)}' is a chat model there, or try again"
        return ServiceError(f"{self.address} returned an empty reply", hint)


def _tokens(usage: Any) -> Tokens | None:
    told = usage if isinstance(usage, dict) else {}
    counts = [told.get(name) for name in ("prompt_tokens", "completion_tokens")]
    numbers = [n for n in counts if isinstance(n, int) and n >= 0]
    return Tokens(*numbers) if len(numbers) == len(counts) else None


def _is_error(told: Any) -> bool:
    """Whether a server reports a failure instead of a piece of the reply."""
    if not isinstance(told, dict):
        return False
    return bool(told.get("error")) or (
        "choices" not in told and any(told.get(key) for key in ("detail", "message"))
    )
