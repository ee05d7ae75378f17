"""The only room that imports openai: a client for any compatible server, its errors mapped once.

``OPENAI_API_KEY`` and ``OPENAI_BASE_URL`` say which server; nothing is sent anywhere else.
Deliberately not here: what is asked of a model, and what is done with its reply.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

from index.errors import ServiceError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_TIMEOUT_SECONDS = 60.0
_RETRIES = 3  # with the client's own exponential back-off


class Service:
    """One OpenAI-compatible server. Connects when first used."""

    def __init__(
        self, *, api_key: str | None = None, base_url: str | None = None, http_client: Any = None
    ) -> None:
        self._api_key = api_key or os.environ.get("OPENAI_API_KEY")
        self._base_url = base_url or os.environ.get("OPENAI_BASE_URL")
        self._http_client = http_client

    @property
    def address(self) -> str:
        """Where requests go, for messages."""
        return self._base_url or "api.openai.com"

    @cached_property
    def _client(self) -> Any:
        from openai import OpenAI

        if not self._api_key and not self._base_url:
            raise ServiceError(
                "no key for api.openai.com: OPENAI_API_KEY is not set",
                "set OPENAI_API_KEY, or OPENAI_BASE_URL to the address of a server of your own",
            )
        return OpenAI(
            api_key=self._api_key or "none",  # servers of one's own ask for none
            base_url=self._base_url,
            timeout=_TIMEOUT_SECONDS,
            max_retries=_RETRIES,
            http_client=self._http_client,
        )

    def embed(self, model: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of ``texts`` as the server gives them, float32, (len(texts), its dimensions).

        Raises ``ServiceError``.
        """
        import numpy as np

        client = self._client
        with self._errors(model):
            reply = client.embeddings.create(
                model=model, input=list(texts), encoding_format="float"
            )
        rows = sorted(reply.data or [], key=lambda item: item.index)
        if len(rows) != len(texts):
            raise ServiceError(
                f"{self.address} returned {len(rows)} embeddings for {len(texts)} texts",
                f"see that '{model}' is an embedding model there",
            )
        return np.array([row.embedding for row in rows], dtype=np.float32)

    @contextmanager
    def _errors(self, model: str) -> Iterator[None]:
        import openai

        try:
            yield
        except openai.OpenAIError as error:
            message, hint = self._explained(error, model)
            raise ServiceError(message, hint) from error

    def _explained(self, error: Exception, model: str) -> tuple[str, str]:
        """A line and a hint for an error of the client; more specific classes first."""
        import openai

        table: list[tuple[type[Exception], str, str]] = [
            (openai.AuthenticationError, "refuses the key", "check OPENAI_API_KEY"),
            (openai.PermissionDeniedError, "denies access", "check what the key is allowed to do"),
            (openai.NotFoundError, f"does not know the model '{model}'",
             "check the model's name and OPENAI_BASE_URL"),
            (openai.RateLimitError, "still limits the rate after several tries",
             "wait a while, or check the account's quota"),
            (openai.APITimeoutError, f"did not answer within {_TIMEOUT_SECONDS:.0f} seconds",
             "try again later"),
            (openai.APIConnectionError, "cannot be reached",
             "check OPENAI_BASE_URL and that the server runs"),
            (openai.BadRequestError, "refuses the request", "check the model's name and limits"),
            (openai.InternalServerError, "failed with an error of its own", "try again later"),
        ]  # fmt: skip
        for kind, what, hint in table:
            if isinstance(error, kind):
                return f"{self.address} {what}{_detail(error)}", hint
        return f"{self.address} gave an unusable reply{_detail(error)}", "try again later"


def _detail(error: Exception) -> str:
    cause = error.__cause__ if type(error).__name__ == "APIConnectionError" else None
    text = " ".join(str(cause or error).split())[:160]
    return f": {text}" if text else ""
