"""What a page says about itself: JSON-LD, Open Graph and other meta elements, links.

Deliberately takes only what is stated: no author from the look of a line. Dates are in
`html_dates`, names of outlets in `outlets`. What is stated in several places is taken from the most
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
from index.reading.drafts import Draft
from index.reading.html_dates import modified_on, published_on
from index.reading.identity import valid_url
from index.reading.language import normal_tag
from index.reading.outlets import outlet_behind, outlet_named

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLE = re.compile(r"(?:\w*Article|BlogPosting|LiveBlogPosting|Report|Review)")
_TITLE = ("og:title", "twitter:title", "headline", "dc.title", "parsely-title")
_OUTLET = ("og:site_name", "application-name", "dc.publisher", "publisher")
_OUTLET_LAST = ("apple-mobile-web-app-title",)
_SITES = re.compile(r"WebSite|(?:NewsMedia)?Organization")
_AUTHOR = ("article:author", "author", "byl", "parsely-author", "sailthru.author", "dc.creator")
_LANGUAGE = ("og:locale", "content-language", "language", "dc.language")
_URL = ("og:url", "twitter:url")
_DEEPEST = 6  # levels of JSON-LD that are looked into: graphs in lists in graphs


def metadata_of(tree: HtmlElement, url: str | None = None) -> Draft:
    """A draft without text: all that the page states. ``url`` is where it came from, if known."""
    meta = _meta(tree)
    objects = _json_ld(tree)
    stated = next((item for item in objects if _ARTICLE.fullmatch(_type(item))), {})
    outlet = _outlet(meta, stated, objects) or _outlet_of_title(tree, meta, stated)
    created = (_first(stated, name) for name in ("datePublished", "dateCreated"))
    published = published_on(tree, meta, created)
    return Draft(
        text="",
        title=_title(tree, meta, stated, outlet),
        outlet=outlet,
        authors=_authors(meta, stated, outlet),
        url=_address(tree, meta, url or _first(stated, "url", "mainEntityOfPage")),
        published=published,
        modified=modified_on(tree, meta, _first(stated, "dateModified"), published),
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


def _json_ld(tree: HtmlElement) -> list[dict[str, Any]]:
    """The JSON-LD objects of the page, in their order; those that cannot be read are left out."""
    found: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" not in script.get("type", "").lower() or not script.text:
            continue
        try:
            value = json.loads(script.text, strict=False)
        except (ValueError, RecursionError):
            continue
        found += _objects(value, _DEEPEST)
    return found


def _outlet(
    meta: dict[str, list[str]], stated: dict[str, Any], objects: list[dict[str, Any]]
) -> str | None:
    """The outlet by its name, as far as the page gives it one."""
    publisher = stated.get("publisher")
    named = {item.get("@id"): item for item in objects if "name" in item and "@id" in item}
    if isinstance(publisher, dict) and "name" not in publisher:
        publisher = named.get(str(publisher.get("@id")), publisher)
    sites = (_name(item) for item in objects if _SITES.fullmatch(_type(item)))
    names = [
        *(meta[name][0] for name in _OUTLET if name in meta),
        _name(publisher),
        *sites,
        *(meta[name][0] for name in _OUTLET_LAST if name in meta),
    ]
    return outlet_named(names, _first(stated, "headline") or _first_of(meta, _TITLE))


def _outlet_of_title(
    tree: HtmlElement, meta: dict[str, list[str]], stated: dict[str, Any]
) -> str | None:
    """The outlet that stands behind the headline in the page's title, as nowhere else."""
    headline = _first(stated, "headline") or _first_of(meta, _TITLE) or _only_heading(tree)
    named = outlet_behind(_page_title(tree), headline or "")
    return outlet_named([named], headline)


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
    stated_so = _first(stated, "headline") or _first_of(meta, _TITLE)
    named = stated_so or _only_heading(tree) or _page_title(tree)
    return _without_outlet(named, outlet) or next(_headings(tree), None)


def _headings(tree: HtmlElement) -> Iterator[str]:
    return (clean_line(" ".join(head.itertext())) for head in tree.iter("h1"))


def _only_heading(tree: HtmlElement) -> str | None:
    heads = list(_headings(tree))
    return heads[0] if len(heads) == 1 else None


def _page_title(tree: HtmlElement) -> str:
    return next((clean_line(" ".join(title.itertext())) for title in tree.iter("title")), "")


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


def _language(tree: HtmlElement, meta: dict[str, list[str]], stated: dict[str, Any]) -> str | None:
    root = tree.getroottree().getroot()
    candidates = [
        root.get("lang"),
        root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang"),
        *(value for name in _LANGUAGE for value in meta.get(name, ())),
        _name(stated.get("inLanguage")),
    ]
    return next((tag for value in candidates if (tag := normal_tag(value))), None)
