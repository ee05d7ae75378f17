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

from pydantic import BaseModel, ConfigDict

from index.errors import ServiceError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_TIMEOUT_SECONDS = 60.0
_RETRIES = 3  # with the client's own exponential back-off
_MOST_CHARACTERS = 160  # of a server's own words in a message: two lines of a terminal


class _Embedding(BaseModel):
    model_config = ConfigDict(strict=True)
    index: int
    embedding: list[float]


class _Embeddings(BaseModel):
    """What is used of a server's reply; servers add all sorts of fields."""

    model_config = ConfigDict(strict=True)
    data: list[_Embedding]


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
        return _line(self._base_url or "api.openai.com")

    @cached_property
    def _client(self) -> Any:
        from openai import OpenAI

        return OpenAI(
            api_key=self._checked_key(),
            base_url=self._base_url,
            timeout=_TIMEOUT_SECONDS,
            max_retries=_RETRIES,
            http_client=self._http_client,
        )

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
            reply = self._client.embeddings.with_raw_response.create(
                model=model, input=list(texts), encoding_format="float"
            )
            data = _Embeddings.model_validate_json(reply.content).data
        rows = sorted(data, key=lambda item: item.index)
        self._check_shape(model, rows, len(texts))
        with np.errstate(over="ignore"):  # the caller judges the vectors' lengths
            return np.array([row.embedding for row in rows], dtype=np.float32)

    def _check_shape(self, model: str, rows: Sequence[_Embedding], wanted: int) -> None:
        lengths = {len(row.embedding) for row in rows}
        if len(rows) != wanted:
            fault = f"{len(rows)} embeddings for {wanted} texts"
        elif [row.index for row in rows] != list(range(wanted)):
            fault = "embeddings with wrong numbers"
        elif len(lengths) > 1 or 0 in lengths:
            fault = "embeddings of unequal or no length"
        else:
            return
        raise self.unusable(model, fault)

    def unusable(self, model: str, fault: str) -> ServiceError:
        """The error for a reply that is well-formed and wrong: ``fault`` says what was returned."""
        return ServiceError(
            f"{self.address} returned {fault}", f"see that '{model}' is an embedding model there"
        )

    @contextmanager
    def _errors(self, model: str) -> Iterator[None]:
        import httpx2
        import openai
        from pydantic import ValidationError

        try:
            yield
        except openai.OpenAIError as error:
            message, hint = self._explained(error, model)
            raise ServiceError(message, hint) from error
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            where = ".".join(map(str, first["loc"]))
            told = f"{where}: {first['msg']}" if where else first["msg"]
            raise ServiceError(
                f"{self.address} gave an unusable reply: {_line(told)}",
                "check that OPENAI_BASE_URL leads to an OpenAI-compatible server"
                " (most addresses end in /v1)",
            ) from error
        except (httpx2.InvalidURL, ValueError) as error:  # of the address, of a header
            raise ServiceError(
                f"no request can be sent to {self.address}: {_line(str(error))}",
                "check OPENAI_BASE_URL and the other variables that begin with OPENAI_",
            ) from error

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
    text = _line(str(cause or error))
    return f": {text}" if text else ""


def _line(text: str) -> str:
    """What somebody else wrote, as one line that is safe to show in a terminal."""
    from index.reading.cleaning import clean_line

    return clean_line(text)[:_MOST_CHARACTERS]
