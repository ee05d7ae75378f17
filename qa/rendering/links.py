"""Links that open a web page at a sentence: text fragments.

The browser looks for the text, so nothing has to be prepared on the page; one that does not know
fragments opens the page at its top. Source of the notation: WICG, "URL Fragment Text Directives"
(https://wicg.github.io/scroll-to-text-fragment/). Deliberately no other scheme than http and
https: what an article names as its address must not become a link that does something.
"""

from __future__ import annotations

from urllib.parse import quote as percent_encoded
from urllib.parse import urlsplit

# A longer sentence is given by its first and last words: a page's text is often cut by a link or
# a note in the middle, and addresses of thousands of characters are refused by servers and chats.
_WHOLE = 12  # words
_ENDS = 5  # words at either end of a longer one


def at_sentence(url: str | None, sentence: str) -> str | None:
    """The address of a page with the place of ``sentence``; None where it is no web page's."""
    if not is_web(url):
        return None
    page, _, anchor = (url or "").partition("#")
    anchor = anchor.partition(":~:")[0]
    words = sentence.split()
    parts = [words] if len(words) <= _WHOLE else [words[:_ENDS], words[-_ENDS:]]
    return f"{page}#{anchor}:~:text={','.join(map(_encoded, parts))}" if words else url


def is_web(url: str | None) -> bool:
    """Whether an address is one of a web page."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return False
    return parts.scheme.lower() in ("http", "https") and bool(parts.netloc)


def _encoded(words: list[str]) -> str:
    """With the dash encoded, too, which is part of the notation."""
    return percent_encoded(" ".join(words), safe="").replace("-", "%2D")
