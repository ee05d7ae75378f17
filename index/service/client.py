"""What is asked of any OpenAI-compatible server: vectors, replies, the window of a model.

``OPENAI_API_KEY`` and ``OPENAI_BASE_URL`` say which server, unless the caller does; nothing is
sent anywhere else. Deliberately not here: what is asked of a model and what is done with its reply,
how a server is reached and what its errors become (`connection`), how a reply streams (`chat`).
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from index.errors import ServiceError
from index.service.chat import ChatStream
from index.service.connection import Connection, was_interrupted
from index.service.embeddings import embeddings, fault
from index.service.failures import is_worth_another_try
from index.service.options import chat_options, options_without, refused_option
from index.service.retrying import back_off
from index.service.windows import window

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# For the first piece of a reply, and between two: a model on a slow processor reads a prompt of
# 4,000 tokens for a minute and a half.
TIMEOUT_SECONDS = 120.0
_QUICK_SECONDS = 2.0  # for what can be done without
_WORTH_SAYING_SECONDS = 2.0  # of waiting
_RETRIES = 3  # with back-off: some 3.5 seconds in all

T = TypeVar("T")


class Service:
    """One OpenAI-compatible server. Connects when first used.

    ``timeout`` is in seconds, for the first piece of a reply and between two pieces.
    """

    def __init__(
        self,
        *,
        api_key: str | None = None,
        base_url: str | None = None,
        timeout: float = TIMEOUT_SECONDS,
        http_client: Any = None,
        waiting: Callable[[str], None] = lambda _: None,
    ) -> None:
        """``waiting`` is told, in a line, when a request has to wait before it is sent again."""
        key = api_key or os.environ.get("OPENAI_API_KEY")
        address = base_url or os.environ.get("OPENAI_BASE_URL")
        self._connection = Connection(key, address, timeout, http_client)
        self._waiting = waiting
        self._refused: dict[str, set[str]] = {}  # by model: options that it does not take

    @property
    def address(self) -> str:
        """Where requests go, for messages: without a name and password that may be in it."""
        return self._connection.address

    def embed(self, model: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of ``texts`` as the server gives them, float32, (len(texts), its dimensions).

        Raises ``ServiceError`` for whatever goes wrong, an unusable reply included.
        """
        import numpy as np

        with self._connection.errors(model):
            create = self._connection.client.embeddings.with_raw_response.create
            reply = self._sent(
                model, lambda: create(model=model, input=list(texts), encoding_format="float")
            )
            rows = embeddings(reply.content)
        if told := fault(rows, len(texts)):
            raise self.unusable(model, told)
        with np.errstate(over="ignore"):  # the caller judges the vectors' lengths
            return np.array([row.embedding for row in rows], dtype=np.float32)

    def unusable(self, model: str, fault: str) -> ServiceError:
        """The error for a reply that is well-formed and wrong: ``fault`` says what was returned."""
        return ServiceError(
            f"{self.address} returned {fault}", f"see that '{model}' is an embedding model there"
        )

    def chat(
        self,
        model: str,
        messages: Sequence[Mapping[str, str]],
        *,
        max_tokens: int | None = None,
        temperature: float | None = 0.0,
    ) -> ChatStream:
        """Ask a chat model; the reply streams as the result is iterated over.

        ``messages`` have ``role`` and ``content``. Raises ``ServiceError``: ``ContextTooLong``,
        ``ContentRefused``, or one for whatever else goes wrong before the first piece.
        """
        options = chat_options(max_tokens, temperature)
        with self._connection.errors(model):
            body = self._accepted(model, [dict(m) for m in messages], options)
        return ChatStream(
            self.address,
            model,
            body.iter_bytes(),
            errors=lambda: self._connection.errors(model),
            close=body.close,
        )

    def _accepted(self, model: str, messages: list[Any], options: Mapping[str, Any]) -> Any:
        """The response to a request without the options that this model refuses."""
        import openai

        refused = self._refused.setdefault(model, set())
        while True:
            kept = options_without(refused, options)
            create = partial(
                self._connection.client.chat.completions.with_raw_response.create,
                model=model,
                messages=messages,
                stream=True,
                **kept,
            )
            try:
                return self._sent(model, create).http_response
            except (openai.BadRequestError, openai.UnprocessableEntityError) as error:
                named = refused_option(self._connection.failure(error, model), kept)
                if named is None:
                    raise
                refused.add(named)

    def _sent(self, model: str, send: Callable[[], T]) -> T:
        """Send a request, a few times where that may help."""
        import openai

        for attempt in range(_RETRIES):
            try:
                return send()
            except openai.APIStatusError as error:
                failure = self._connection.failure(error, model)
                if not is_worth_another_try(failure):
                    raise
                wait = failure.wait or back_off(attempt)
                if wait >= _WORTH_SAYING_SECONDS:
                    self._waiting(f"{self.address} asks to wait; next try in {wait:.0f} seconds")
            except openai.APIConnectionError as error:
                if not was_interrupted(error):
                    raise
                wait = back_off(attempt)
            time.sleep(wait)
        return send()

    def context_window(self, model: str) -> int | None:
        """Tokens that the server says the window of ``model`` has; None where it does not say.

        Quick, and never an error. api.openai.com does not say, so it is not asked.
        """
        return window(self._got, model) if self._connection.configured else None

    def _got(self, path: str) -> Any:
        """JSON from the server, quickly or not at all."""
        import httpx2

        try:
            with self._connection.errors("the model"):
                client = self._connection.client.with_options(timeout=_QUICK_SECONDS)
                url = str(client.base_url.join(path))
                return json.loads(client.get(url, cast_to=httpx2.Response).content)
        except ServiceError:
            return None
