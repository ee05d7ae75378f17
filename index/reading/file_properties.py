"""What the properties of a PDF or a Word file say of its article, if that is worth believing.

Programs fill them with whatever they have: the name of the file that was printed, the login of
whoever saved it. Deliberately believes only what looks like a headline or like a name.
"""

from __future__ import annotations

import re

from index.reading.bylines import split_names
from index.reading.cleaning import clean_line

_NO_TITLE = re.compile(
    r"(?:microsoft (?:word|powerpoint|excel)|word|print|layout \d|powerpoint presentation"
    r"|presentation|slide \d+|untitled|title|document\d*|unbenannt|sans titre|sin título|scan)\b.*"
    r"|.*\.(?:docx?|rtf|odt|txt|indd|qxd|qxp|pmd|p65|pages|tex|dvi|pdf|pptx?|xlsx?|html?|ps|eps)"
    r"|(?:[a-z]:\\|/|https?:|file:).*|\S*[_\d]\S*|\W*",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r"(?:admin\w*|user\d*|owner|author|unknown|anonymous|microsoft.*|root|guest|python-docx"
    r"|\S*[\d_@\\]\S*|[a-z]+)",
    re.IGNORECASE,
)
_LONGEST = 500  # characters
_MOST_WORDS = 0.6  # share of a stated title's words that its article has at the head, at least


def believed_title(stated: object) -> str | None:
    """What is stated as a title, if it may be a headline."""
    title = clean_line(str(stated or ""))[:_LONGEST]
    return None if _NO_TITLE.fullmatch(title) else title


def believed_authors(stated: object) -> tuple[str, ...]:
    """The names in what is stated as an author: of people with more than one name."""
    author = clean_line(str(stated or ""))[:_LONGEST]
    return () if _NO_AUTHOR.fullmatch(author) else split_names(author)


def is_in(title: str, text: str) -> bool:
    """Whether ``text`` has most words of a title, so that the title is no other article's."""
    found = set(re.findall(r"\w+", text.casefold()))
    wanted = re.findall(r"\w+", title.casefold())
    return sum(word in found for word in wanted) >= _MOST_WORDS * len(wanted)
