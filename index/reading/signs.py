"""The signs in a page's marks of what it is: an article, a list, a player, a wall.

Marks are the same in all languages, so these come before any words. Deliberately judges nothing;
`substance` does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BEGINNING = 2_000  # characters of a script; some have a million
_HEADLINE = 3  # spaces in a link that may be a headline
_DATES_OF_LIST = 5  # a list has one for each of its entries
_CHALLENGE = re.compile(
    r"challenge-platform|/cdn-cgi/challenge|captcha-delivery|px-captcha|perimeterx|_incapsula_"
    r"|arkoselabs|awswafcaptcha|geo\.captcha|hcaptcha\.com/captcha",
    re.IGNORECASE,
)
_PLAYER = re.compile(
    r"youtube(?:-nocookie)?\.com/embed|player\.vimeo|dailymotion\.com/embed|brightcove|jwplayer"
    r"|/player[/.?]|kaltura|twitch\.tv",
    re.IGNORECASE,
)
_PAYWALLED = re.compile(r'"isAccessibleForFree"\s*:\s*"?\s*false', re.IGNORECASE)
_ARTICLE = re.compile(r'"@type"\s*:\s*\[?\s*"(?:\w*Article|\w*BlogPosting|Report|Review)"')
_VIDEO_TYPE = re.compile(r'"@type"\s*:\s*\[?\s*"VideoObject"')
_WALLS = ("paywall", "Paywall", "regwall", "subscriber-only", "premium-wall", "piano-offer")
_NAMED_SO = " or ".join(f"contains(., '{name}')" for name in _WALLS)
_WALL = f"//@class[{_NAMED_SO}] | //@id[{_NAMED_SO}]"
_DATE = (
    "//meta[contains(@property, 'published') or contains(@name, 'published')"
    " or contains(@name, 'date') or contains(@itemprop, 'datePublished')]"
)
_LINKED_HEADINGS = (
    "count(//*[self::h1 or self::h2 or self::h3 or self::h4][.//a[@href] or ancestor::a[@href]])"
)
_UNLISTED = "//meta[@name='robots' and contains(@content, 'noindex')]"
_AROUND = ("div", "section", "aside")  # what others stand in
_BOXES = (
    "//*[self::p or self::li or self::button or self::h2 or self::h3 or self::h4 or self::span"
    " or self::a or self::div or self::section or self::aside]"
    "[not(ancestor::header) or ancestor::article]"
)
_SHORTEST_BOX, _LONGEST_BOX = 15, 400  # characters
_ITEM = "//*[contains(@itemtype, 'Article') or contains(@itemtype, 'BlogPosting')]"


class Signs(NamedTuple):
    """What the marks of a page say it may be; taken before its body is cut out of it."""

    links: frozenset[str]  # the texts of all links, as keys
    headlines: int  # links that are long enough for one
    linked_headings: int
    is_article: bool  # by its own word
    is_dated: bool  # like an article, not like a list
    is_unlisted: bool  # not for search engines, by its own word
    has_challenge: bool
    has_password: bool
    is_video: bool  # by its own word
    has_player: bool
    is_paywalled: bool  # by its own word
    has_wall: bool
    boxes: tuple[str, ...] = ()  # the texts of what is short on it, as it is shown


def signs_of(tree: HtmlElement) -> Signs:
    """The signs in a page that is whole yet."""
    scripts = [script.text or "" for script in tree.iter("script")]
    stated = " ".join(
        text for text in scripts if '"@type"' in text or "isAccessibleForFree" in text
    )
    begun = [script[:_BEGINNING] for script in scripts]
    sources = " ".join(tree.xpath("//script/@src | //iframe/@src | //form/@action"))
    og_type = " ".join(tree.xpath("//meta[@property='og:type']/@content")).lower()
    links = [key_of(" ".join(link.itertext())) for link in tree.iter("a")]
    return Signs(
        links=frozenset(links),
        headlines=sum(link.count(" ") >= _HEADLINE for link in links),
        linked_headings=int(tree.xpath(_LINKED_HEADINGS)),
        is_article=bool("article" in og_type or _ARTICLE.search(stated) or tree.xpath(_ITEM)),
        is_dated=_is_dated(tree),
        is_unlisted=bool(tree.xpath(_UNLISTED)),
        has_challenge=bool(_CHALLENGE.search(" ".join([sources, *begun]))),
        has_password=bool(tree.xpath("//input[@type='password']")),
        is_video="video" in og_type,
        has_player=bool(
            _VIDEO_TYPE.search(stated) or _PLAYER.search(sources)
            or next(tree.iter("video"), None) is not None
        ),
        is_paywalled=bool(_PAYWALLED.search(stated)),
        has_wall=bool(tree.xpath(_WALL)),
    )  # fmt: skip


def boxes_of(tree: HtmlElement) -> tuple[str, ...]:
    """The texts of a page's short paragraphs, headings and boxes, but for those at its head."""
    texts = (" ".join(_own_text(element).split()) for element in tree.xpath(_BOXES))
    return tuple(text for text in texts if _SHORTEST_BOX <= len(text) <= _LONGEST_BOX)


def _own_text(element: HtmlElement) -> str:
    return str(element.text or "" if element.tag in _AROUND else element.text_content())


def _is_dated(tree: HtmlElement) -> bool:
    """Whether a page has a date; a list has one for each of its entries."""
    return bool(tree.xpath(_DATE)) or 0 < len(set(tree.xpath("//time/@datetime"))) < _DATES_OF_LIST


def key_of(text: str) -> str:
    """What texts are compared by that are the same but for capitals and white space."""
    return " ".join(text.casefold().split())
