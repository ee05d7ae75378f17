"""Which addresses may be asked: only those that anyone on the internet could ask.

An article, a feed or a redirect may name a service inside this network, and reading it would
carry what it says into answers. So an address is judged after its name was resolved, by the very
numbers that are then connected to (``connecting``). Deliberately opens no connection itself.
Ranges are those of IANA's special-purpose registries (RFC 6890 and its updates).
"""

from __future__ import annotations

import re
import socket
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
)
from urllib.parse import SplitResult, urlsplit

from index.errors import SourceError
from index.reading.cleaning import clean_line

_SCHEMES = ("http", "https")
# Beside what the standard library knows as private, reserved and so on in every version of Python.
_NOT_PUBLIC_4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",  # this host
            "100.64.0.0/10",  # carriers' own, and Alibaba's metadata
            "168.63.129.16/32",  # Azure's metadata, an address like any other
            "192.0.0.0/24",  # protocols
            "192.88.99.0/24",  # relays of 6to4
        ),
    )
)
_GLOBAL_6 = IPv6Network("2000::/3")  # all that is given out; the rest is local, reserved or both
_NOT_PUBLIC_6 = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # protocols, Teredo among them
            "2001:db8::/32",  # documentation
            "3fff::/20",  # documentation
        ),
    )
)
_NAT64 = IPv6Network("64:ff9b::/96")  # the last 32 bits are an IPv4 address
_NAMES = re.compile(r"(?:.+\.)?(?:localhost|local|internal|home\.arpa)\.?", re.IGNORECASE)


class Refused(SourceError):
    """An address that is not asked, whatever is there."""


def checked(url: str, *, allow_private: bool = False) -> str:
    """``url`` if it may be asked as far as its spelling tells. Raises ``Refused`` with the reason.

    A host that is a name has to be resolved first: ``public_addresses``.
    """
    parts = _split(url)
    if parts.scheme.lower() not in _SCHEMES:
        raise Refused(f"is no web address: only http and https are read, not {parts.scheme}")
    if parts.username is not None or parts.password is not None:
        raise Refused("holds a user name or password; addresses with these are not read")
    if not parts.hostname:
        raise Refused("is an address without a host")
    if not allow_private:
        _check_host(parts.hostname)
    return url


def public_addresses(host: str, port: int, *, allow_private: bool = False) -> list[str]:
    """The numeric addresses of ``host`` to connect to. Raises ``Refused`` if one is not public.

    One is enough to refuse them all: a name that leads inside and outside at once means no good.
    Raises ``OSError`` where the name cannot be resolved.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:  # a label that is empty or too long
        raise OSError(f"no such name ({error})") from None
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    inside = [address for address in addresses if not is_public(address)]
    if inside and not allow_private:
        raise _refused(host, inside[0])
    return addresses


def is_public(address: str) -> bool:
    """Whether a numeric address can be reached by anyone, and is not a way to one that cannot."""
    try:
        number = ip_address(address)
    except ValueError:
        return False
    if isinstance(number, IPv4Address):
        return _is_public_4(number)
    return _is_public_6(number)


def _is_public_4(number: IPv4Address) -> bool:
    usual = number.is_global and not (number.is_multicast or number.is_reserved)
    return usual and not any(number in network for network in _NOT_PUBLIC_4)


def _is_public_6(number: IPv6Address) -> bool:
    if number.scope_id is not None:
        return False
    if number in _NAT64:
        return _is_public_4(IPv4Address(int(number) & 0xFFFFFFFF))
    if embedded := number.ipv4_mapped or number.sixtofour:
        return _is_public_4(embedded)
    return number in _GLOBAL_6 and not any(number in network for network in _NOT_PUBLIC_6)


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 — reading it is what checks it
    except ValueError as error:
        raise Refused(f"is no web address: {clean_line(str(error))}") from None
    if re.search(r"[\s\x00-\x1f\x7f\\]", url):
        raise Refused("is no web address: it holds a space, a backslash or a control character")
    return parts


def _check_host(host: str) -> None:
    numeric = ":" in host or re.fullmatch(r"[\d.]+", host)
    if _NAMES.fullmatch(host) or (numeric and not is_public(host)):
        raise _refused(host, None)


def _refused(host: str, address: str | None) -> Refused:
    leads = f" ({address})" if address and address != host else ""
    return Refused(
        f"leads to {clean_line(host)}{leads}, inside this network or machine;"
        " --allow-private reads such addresses, too"
    )
