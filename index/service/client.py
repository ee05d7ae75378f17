"""The only room that imports openai: a client for any compatible server, its errors mapped once.

``OPENAI_API_KEY`` and ``OPENAI_BASE_URL`` say which server, unless the caller does; nothing is
sent anywhere else. Deliberately not here: what is asked of a model and what is done with its reply,
what the words of a failing server mean (`failures`), how a reply streams (`chat`).
"""

from __future__ import annotations

import json
import os
import re
import time
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, TypeVar

from index.errors import ServiceError
from index.service.chat import ChatStream
from index.service.embeddings import embeddings, fault
from index.service.failures import (
    Failure,
    broken_off,
    failure_of,
    is_worth_another_try,
    one_line,
    service_error,
    timed_out,
    unreachable,
    unsendable,
    unusable_reply,
)
from index.service.options import chat_options, options_without, refused_option
from index.service.retrying import asked_wait, back_off
from index.service.windows import window

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# For the first piece of a reply, and between two: a model on a slow processor reads a prompt of
# 4,000 tokens for a minute and a half.
TIMEOUT_SECONDS = 120.0
_CONNECT_SECONDS = 10.0
_QUICK_SECONDS = 2.0  # for what can be done without
_WORTH_SAYING_SECONDS = 2.0  # of waiting
_RETRIES = 3  # with back-off: some 3.5 seconds in all

_OPENAI = "https://api.openai.com/v1"
_USER = re.compile(r"//[^/@]*@")

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
        self._api_key = api_key or os.environ.get("OPENAI_API_KEY")
        self._base_url = base_url or os.environ.get("OPENAI_BASE_URL")
        self._timeout = timeout
        self._http_client = http_client
        self._waiting = waiting
        self._refused: dict[str, set[str]] = {}  # by model: options that it does not take

    @property
    def address(self) -> str:
        """Where requests go, for messages: without a name and password that may be in it."""
        return one_line(_USER.sub("//", self._base_url or "api.openai.com"))

    @cached_property
    def _client(self) -> Any:
        import httpx2
        from openai import DefaultHttpxClient, OpenAI

        client = OpenAI(
            api_key=self._checked_key(),
            base_url=self._checked_address(),
            timeout=httpx2.Timeout(self._timeout, connect=min(self._timeout, _CONNECT_SECONDS)),
            max_retries=0,  # they would wait for two minutes, and for what cannot succeed
            # A redirect would take the question and the articles somewhere that nobody configured.
            http_client=self._http_client or DefaultHttpxClient(follow_redirects=False),
        )
        if self._http_client is None:  # else it is the caller's
            weakref.finalize(self, client.close)
        return client

    def _checked_address(self) -> str:
        address = self._base_url or _OPENAI
        if not re.match(r"https?://[^/]", address):
            raise ServiceError(
                f"the address {self.address} does not begin with http:// or https://",
                "set OPENAI_BASE_URL to the whole address, such as http://localhost:11434/v1",
            )
        return address

    def _checked_key(self) -> str:
        key = (self._api_key or "").strip()
        if not key and not self._base_url:
            raise ServiceError(
                "no key for api.openai.com: OPENAI_API_KEY is not set",
                "set OPENAI_API_KEY, or OPENAI_BASE_URL to the address of a server of your own",
            )
        # The client would quote the whole key in its error.
        if not (key.isascii() and key.isprintable()):
            raise ServiceError(
                "the key has characters that no key can have", "check OPENAI_API_KEY"
            )
        return key or "none"  # servers of one's own ask for none

    def embed(self, model: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of ``texts`` as the server gives them, float32, (len(texts), its dimensions).

        Raises ``ServiceError`` for whatever goes wrong, an unusable reply included.
        """
        import numpy as np

        with self._errors(model):
            create = self._client.embeddings.with_raw_response.create
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
        with self._errors(model):
            body = self._accepted(model, [dict(m) for m in messages], options)
        return ChatStream(
            self.address,
            model,
            body.iter_bytes(),
            errors=lambda: self._errors(model),
            close=body.close,
        )

    def _accepted(self, model: str, messages: list[Any], options: Mapping[str, Any]) -> Any:
        """The response to a request without the options that this model refuses."""
        import openai

        refused = self._refused.setdefault(model, set())
        while True:
            kept = options_without(refused, options)
            create = partial(
                self._client.chat.completions.with_raw_response.create,
                model=model,
                messages=messages,
                stream=True,
                **kept,
            )
            try:
                return self._sent(model, create).http_response
            except (openai.BadRequestError, openai.UnprocessableEntityError) as error:
                named = refused_option(self._failure(error, model), kept)
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
                failure = self._failure(error, model)
                if not is_worth_another_try(failure):
                    raise
                wait = failure.wait or back_off(attempt)
                if wait >= _WORTH_SAYING_SECONDS:
                    self._waiting(f"{self.address} asks to wait; next try in {wait:.0f} seconds")
            except openai.APIConnectionError as error:
                if not _was_interrupted(error):
                    raise
                wait = back_off(attempt)
            time.sleep(wait)
        return send()

    def context_window(self, model: str) -> int | None:
        """Tokens that the server says the window of ``model`` has; None where it does not say.

        Quick, and never an error. api.openai.com does not say, so it is not asked.
        """
        return window(self._got, model) if self._base_url else None

    def _got(self, path: str) -> Any:
        """JSON from the server, quickly or not at all."""
        import httpx2

        try:
            with self._errors("the model"):
                client = self._client.with_options(timeout=_QUICK_SECONDS)
                url = str(client.base_url.join(path))
                return json.loads(client.get(url, cast_to=httpx2.Response).content)
        except ServiceError:
            return None

    @contextmanager
    def _errors(self, model: str) -> Iterator[None]:
        import httpx2
        import openai
        from pydantic import ValidationError

        try:
            yield
        except openai.APIStatusError as error:
            raise service_error(self._failure(error, model)) from error
        except (openai.APITimeoutError, httpx2.TimeoutException) as error:
            raise timed_out(self.address, self._timeout) from error
        except openai.APIConnectionError as error:
            raise unreachable(self.address, str(error.__cause__ or error)) from error
        except (httpx2.TransportError, httpx2.StreamError) as error:  # while the reply comes
            raise broken_off(self.address, str(error)) from error
        except (openai.OpenAIError, httpx2.HTTPError) as error:
            raise unusable_reply(self.address, str(error)) from error
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            where = ".".join(map(str, first["loc"]))
            told = f"{where}: {first['msg']}" if where else first["msg"]
            raise unusable_reply(self.address, told) from error
        except (json.JSONDecodeError, UnicodeDecodeError) as error:
            raise unusable_reply(self.address, str(error)) from error
        except (httpx2.InvalidURL, ValueError) as error:  # of the address, of a header
            raise unsendable(self.address, str(error)) from error

    def _failure(self, error: Any, model: str) -> Failure:
        body = error.body or error.response.text
        if self._api_key and self._api_key in str(body):  # some servers repeat it
            body = str(body).replace(self._api_key, "(the key)")
        told = failure_of(self.address, model, error.status_code, body)
        return told._replace(wait=asked_wait(error.response.headers))


def _was_interrupted(error: Exception) -> bool:
    """Whether a connection that stood was lost, as a server does with one that it held too long."""
    import httpx2

    return isinstance(error.__cause__, httpx2.RemoteProtocolError | httpx2.ReadError)
