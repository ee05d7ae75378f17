"""A server and the way to it: its address, its key, a client, and every error of that made ours.

``errors`` is the one place where the errors of openai, its HTTP library and pydantic end.
Deliberately not here: what is asked (`client`), and what the words of a failing server mean
(`failures`).
"""

from __future__ import annotations

import json
import re
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from index.errors import ServiceError
from index.service.failures import (
    Failure,
    broken_off,
    failure_of,
    one_line,
    service_error,
    timed_out,
    unreachable,
    unsendable,
    unusable_reply,
)
from index.service.retrying import asked_wait

_CONNECT_SECONDS = 10.0
_OPENAI = "https://api.openai.com/v1"
_USER = re.compile(r"//[^/@]*@")


class Connection:
    """One server, OpenAI's own without a ``base_url``. Connects when first used.

    ``timeout`` is in seconds. ``http_client`` is the caller's, None for one of its own.
    """

    def __init__(
        self, api_key: str | None, base_url: str | None, timeout: float, http_client: Any
    ) -> None:
        self._api_key = api_key
        self._base_url = base_url
        self._timeout = timeout
        self._http_client = http_client

    @property
    def configured(self) -> bool:
        """Whether somebody named the server."""
        return bool(self._base_url)

    @property
    def address(self) -> str:
        """Where requests go, for messages: without a name and password that may be in it."""
        return one_line(_USER.sub("//", self._base_url or "api.openai.com"))

    @cached_property
    def client(self) -> Any:
        """The ``openai.OpenAI`` of this server. Raises ``ServiceError`` for a wrong setting."""
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

    @contextmanager
    def errors(self, model: str) -> Iterator[None]:
        """Turn whatever fails of a request about ``model``, or of its reply, into ours."""
        import httpx2
        import openai
        from pydantic import ValidationError

        try:
            yield
        except openai.APIStatusError as error:
            raise service_error(self.failure(error, model)) from error
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

    def failure(self, error: Any, model: str) -> Failure:
        """What the server said with an ``openai.APIStatusError``, without the key."""
        body = error.body or error.response.text
        if self._api_key and self._api_key in str(body):  # some servers repeat it
            body = str(body).replace(self._api_key, "(the key)")
        told = failure_of(self.address, model, error.status_code, body)
        return told._replace(wait=asked_wait(error.response.headers))


def was_interrupted(error: Exception) -> bool:
    """Whether a connection that stood was lost, as a server does with one that it held too long."""
    import httpx2

    return isinstance(error.__cause__, httpx2.RemoteProtocolError | httpx2.ReadError)
