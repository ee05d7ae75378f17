"""The client: connects to the numeric addresses that were judged, and to no others.

httpx would resolve a name by itself, after any check made before, and a name can lead elsewhere a
moment later. Here the name is resolved once, its addresses are judged, and one of those is
connected to; the name stays in the request and in the certificate's check.

A proxy of the environment (``HTTP_PROXY``, ``HTTPS_PROXY``, ``ALL_PROXY``, ``NO_PROXY``) is used,
and is trusted: it resolves names where we cannot see it. Then a name is judged by what it leads to
from here, if it leads anywhere. Deliberately keeps no cookies and reads no ``.netrc``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any
from urllib.request import getproxies, proxy_bypass

import httpcore
import httpx

from index.errors import UsageError
from index.reading.web.addresses import public_addresses
from index.reading.web.deadlines import Timed
from index.reading.web.settings import Web

_MOST_CONNECTIONS = 32
_KEPT_SECONDS = 5.0  # a connection that nothing was asked through


def client_of(web: Web) -> httpx.Client:
    """A client for ``web``: no redirects followed, no cookies kept, nothing accepted but gzip."""
    return httpx.Client(
        transport=_Routed(web.allow_private),
        timeout=web.timeout,
        follow_redirects=False,
        trust_env=False,
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
    )


class _Judging(httpcore.NetworkBackend):
    """Opens connections, each to an address that was judged."""

    def __init__(self, allow_private: bool) -> None:
        self._allow_private = allow_private
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            addresses = public_addresses(host, port, allow_private=self._allow_private)
        except OSError as error:
            raise httpcore.ConnectError(error.strerror or str(error)) from None
        failed: Exception = httpcore.ConnectError("the name leads nowhere")
        for address in addresses:
            try:
                return Timed(
                    self._inner.connect_tcp(address, port, timeout, local_address, socket_options)
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed

    def sleep(self, seconds: float) -> None:
        self._inner.sleep(seconds)


class _Direct(httpx.BaseTransport):
    """httpx's requests through a pool of httpcore, which takes a way of connecting."""

    def __init__(self, allow_private: bool) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=True),
            max_connections=_MOST_CONNECTIONS,
            keepalive_expiry=_KEPT_SECONDS,
            network_backend=_Judging(allow_private),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        assert isinstance(request.stream, httpx.SyncByteStream)
        with _as_httpx():
            response = self._pool.handle_request(
                httpcore.Request(
                    method=request.method,
                    url=httpcore.URL(
                        scheme=request.url.raw_scheme,
                        host=request.url.raw_host,
                        port=request.url.port,
                        target=request.url.raw_path,
                    ),
                    headers=request.headers.raw,
                    content=request.stream,
                    extensions=request.extensions,
                )
            )
        return httpx.Response(
            status_code=response.status,
            headers=response.headers,
            stream=_Stream(response),
            extensions=response.extensions,
        )

    def close(self) -> None:
        self._pool.close()


class _Stream(httpx.SyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        with _as_httpx():
            yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()


@contextmanager
def _as_httpx() -> Iterator[None]:
    """Errors of httpcore as those of httpx, which have the same names."""
    try:
        yield
    except (
        httpcore.TimeoutException,
        httpcore.NetworkError,
        httpcore.ProtocolError,
        httpcore.UnsupportedProtocol,
    ) as error:
        raise getattr(httpx, type(error).__name__)(str(error)) from error


class _Routed(httpx.BaseTransport):
    """Directly, or through the proxy that the environment names for an address."""

    def __init__(self, allow_private: bool) -> None:
        self._allow_private = allow_private
        self._direct = _Direct(allow_private)
        self._proxies = {scheme: url for scheme, url in getproxies().items() if url}
        self._through: dict[str, httpx.BaseTransport] = {}

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        proxy = self._proxies.get(request.url.scheme) or self._proxies.get("all")
        if not proxy or proxy_bypass(request.url.host):
            return self._direct.handle_request(request)
        self._judge(request.url)
        return self._proxied(proxy).handle_request(request)

    def _judge(self, url: httpx.URL) -> None:
        try:
            public_addresses(url.host, url.port or 443, allow_private=self._allow_private)
        except OSError:
            return  # many networks resolve outside names in the proxy only

    def _proxied(self, proxy: str) -> httpx.BaseTransport:
        if proxy not in self._through:
            try:
                self._through[proxy] = httpx.HTTPTransport(proxy=proxy)
            except (ValueError, ImportError, httpx.InvalidURL):
                raise UsageError(
                    "the proxy that the environment names cannot be used",
                    "check HTTP_PROXY, HTTPS_PROXY and ALL_PROXY; only http and https proxies are",
                ) from None
        return self._through[proxy]

    def close(self) -> None:
        for transport in (self._direct, *self._through.values()):
            transport.close()
