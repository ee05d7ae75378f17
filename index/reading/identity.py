"""What an article is known by: its URL in one spelling, its outlet, its id.

Deliberately compares nothing: two articles with one text but two URLs are two articles.
"""

from __future__ import annotations

import re
from hashlib import sha256
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|mc_cid|mc_eid|_ga|ocid|cmpid"
    r"|smid|ref_src|ref_url",
    re.IGNORECASE,
)
_PORTS = {"http": 80, "https": 443}


def valid_url(text: str | None) -> str | None:
    """``text`` if it is a web address (http or https with a host), else None."""
    return text if text and _split(text) else None


def normal_url(url: str) -> str:
    """One spelling for the addresses of one page: no fragment, no tracking, no trailing slash."""
    parts = _split(url)
    if parts is None:
        return url
    query = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(name)
    ]
    path = parts.path.rstrip("/")
    return urlunsplit((parts.scheme.lower(), _netloc(parts), path, urlencode(query), ""))


def without_tracking(url: str) -> str:
    """``url`` as it is, but for what follows readers around and for its fragment."""
    parts = _split(url)
    if parts is None:
        return url
    query = "&".join(
        part for part in parts.query.split("&") if not _TRACKING.fullmatch(part.partition("=")[0])
    )
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))


def host_of(url: str | None) -> str | None:
    """The host of an address without "www."; None where there is none."""
    parts = _split(url or "")
    return parts.hostname.removeprefix("www.") if parts and parts.hostname else None


def article_id(url: str | None, path: str | None, content: tuple[str, str]) -> str:
    """16 hex digits that identify an article by its URL, else its path, else title and text.

    ``path`` is for files that hold one article. For one among several, what it says identifies
    it, so that the order of a file's lines changes nothing.
    """
    if url:
        key = "url\0" + normal_url(url)
    elif path:
        key = "path\0" + path
    else:
        key = "content\0" + "\0".join(content)
    return sha256(key.encode("utf-8", "surrogateescape")).hexdigest()[:16]


def _split(url: str) -> SplitResult | None:
    if len(url.split()) != 1:
        return None
    try:
        parts = urlsplit(url)
        usable = parts.scheme.lower() in _PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a broken IPv6 address or port
        return None
    return parts if usable else None


def _netloc(parts: SplitResult) -> str:
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host
    if parts.port and parts.port != _PORTS[parts.scheme.lower()]:
        return f"{host}:{parts.port}"
    return host
