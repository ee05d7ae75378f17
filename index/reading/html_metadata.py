"""What a page says about itself: JSON-LD, Open Graph and other meta elements, links.

Deliberately takes only what is stated: no date from a copyright line or from a picture's path,
no author from the look of a line. What is stated in several places is taken from the most
particular: the article's own JSON-LD, then Open Graph, then the rest.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from index.reading.bylines import split_names
from index.reading.cleaning import clean_line
from index.reading.dates import parse_date
from index.reading.drafts import Draft
from index.reading.identity import valid_url
from index.reading.language import normal_tag

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLE = re.compile(r"(?:\w*Article|BlogPosting|LiveBlogPosting|Report|Review)")
_TITLE = ("og:title", "twitter:title", "headline", "dc.title", "parsely-title")
_OUTLET = ("og:site_name", "application-name", "dc.publisher", "publisher")
_AUTHOR = ("article:author", "author", "byl", "parsely-author", "sailthru.author", "dc.creator")
_DATE = (
    "article:published_time", "og:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "pubdate", "publishdate", "publish-date", "publication_date", "dc.date.issued",
    "dc.date", "dcterms.created", "article.published", "og:pubdate", "date",
)  # fmt: skip
_LANGUAGE = ("og:locale", "content-language", "language", "dc.language")
_URL = ("og:url", "twitter:url")
_TIME = (
    "//time[@pubdate or @itemprop='datePublished']/@datetime",
    "//*[@itemprop='datePublished']/@content",
    "//article//time[1]/@datetime",
    "//header//time[1]/@datetime",
)
_DEEPEST = 6  # levels of JSON-LD that are looked into: graphs in lists in graphs


def metadata_of(tree: HtmlElement, url: str | None = None) -> Draft:
    """A draft without text: all that the page states. ``url`` is where it came from, if known."""
    meta = _meta(tree)
    stated = _json_ld(tree)
    address = _address(tree, meta, url or _first(stated, "url", "mainEntityOfPage"))
    outlet = _first_of(meta, _OUTLET) or _name(stated.get("publisher"))
    return Draft(
        text="",
        title=_title(tree, meta, stated, outlet),
        outlet=outlet and outlet.lstrip("@"),
        authors=_authors(meta, stated, outlet),
        url=address,
        published=_published(tree, meta, stated),
        language=_language(tree, meta, stated),
    )


def _meta(tree: HtmlElement) -> dict[str, list[str]]:
    """The values of the page's meta elements by lower-cased name, in their order."""
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = next(
            (v for k in ("property", "name", "itemprop", "http-equiv") if (v := element.get(k))), ""
        )
        content = clean_line(unescape(element.get("content") or ""))
        if name and content:
            found.setdefault(name.strip().lower(), []).append(content)
    return found


def _first_of(meta: dict[str, list[str]], names: tuple[str, ...]) -> str | None:
    return next((meta[name][0] for name in names if name in meta), None)


def _json_ld(tree: HtmlElement) -> dict[str, Any]:
    """The first JSON-LD object that is an article; empty where there is none."""
    for script in tree.iter("script"):
        if "ld+json" not in script.get("type", "").lower() or not script.text:
            continue
        try:
            value = json.loads(script.text, strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _objects(value, _DEEPEST):
            if _ARTICLE.fullmatch(_type(item)):
                return item
    return {}


def _objects(value: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth == 0:
        return
    if isinstance(value, list):
        for item in value:
            yield from _objects(item, depth - 1)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(value.get(name), depth - 1)


def _type(item: dict[str, Any]) -> str:
    kind = item.get("@type")
    kind = kind[0] if isinstance(kind, list) and kind else kind
    return kind.rpartition("/")[2] if isinstance(kind, str) else ""


def _first(stated: dict[str, Any], *names: str) -> str | None:
    for name in names:
        value = stated.get(name)
        value = value.get("@id") if isinstance(value, dict) else value
        if isinstance(value, str) and value.strip():
            return clean_line(unescape(value))
    return None


def _name(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return clean_line(unescape(value)) or None if isinstance(value, str) else None


def _title(
    tree: HtmlElement, meta: dict[str, list[str]], stated: dict[str, Any], outlet: str | None
) -> str | None:
    heads = [clean_line(" ".join(head.itertext())) for head in tree.iter("h1")]
    titles = [clean_line(" ".join(title.itertext())) for title in tree.iter("title")]
    alone = heads[0] if len(heads) == 1 else None
    named = _first(stated, "headline") or _first_of(meta, _TITLE) or alone or "".join(titles[:1])
    return _without_outlet(named, outlet) or (heads[0] if heads else None)


def _without_outlet(title: str, outlet: str | None) -> str:
    """A title without the outlet that many sites put behind it: "Bridge opens | The Gazette"."""
    if not outlet:
        return title
    ending = rf"\s+[|–—•·:»-]\s+(?:{re.escape(outlet)}|{re.escape(outlet.removeprefix('The '))})$"
    return re.sub(ending, "", title, flags=re.IGNORECASE) or title


def _authors(
    meta: dict[str, list[str]], stated: dict[str, Any], outlet: str | None
) -> tuple[str, ...]:
    listed = stated.get("author")
    names = [_name(item) for item in (listed if isinstance(listed, list) else [listed])]
    lines = [name for name in names if name] or [
        line for name in _AUTHOR for line in meta.get(name, [])
    ]
    found = (name for line in lines if not valid_url(line) for name in split_names(line))
    unlike = (outlet or "").casefold()
    return tuple(dict.fromkeys(name for name in found if name.casefold() != unlike))


def _address(tree: HtmlElement, meta: dict[str, list[str]], known: str | None) -> str | None:
    links = [
        link.get("href", "").strip()
        for link in tree.iter("link")
        if "canonical" in link.get("rel", "").lower().split()
    ]
    candidates = [*links, *(value for name in _URL for value in meta.get(name, ())), known or ""]
    base = next((url for url in candidates if valid_url(url)), None)
    full = (_joined(base, url) for url in candidates if url)
    return next((url for url in full if url), None)


def _joined(base: str | None, url: str) -> str | None:
    try:
        return valid_url(urljoin(base or "", url))
    except ValueError:  # a broken IPv6 address
        return None


def _published(
    tree: HtmlElement, meta: dict[str, list[str]], stated: dict[str, Any]
) -> object | None:
    candidates = [
        _first(stated, "datePublished", "dateCreated"),
        *(value for name in _DATE for value in meta.get(name, ())),
        *(str(value) for path in _TIME for value in tree.xpath(path)[:1]),
    ]
    return next((moment for value in candidates if (moment := parse_date(value))), None)


def _language(tree: HtmlElement, meta: dict[str, list[str]], stated: dict[str, Any]) -> str | None:
    root = tree.getroottree().getroot()
    candidates = [
        root.get("lang"),
        root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang"),
        *(value for name in _LANGUAGE for value in meta.get(name, ())),
        _name(stated.get("inLanguage")),
    ]
    return next((tag for value in candidates if (tag := normal_tag(value))), None)
