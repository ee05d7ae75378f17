"""A cited sentence in its paragraph, to the letter.

Deliberately from the article's text and not from its sentences: what stands between them, such as
a line break in a poem, is shown as it is.
"""

from __future__ import annotations

from typing import NamedTuple

from qa.answers import Citation

_PARAGRAPH = "\n\n"
# What is shown of a long paragraph on either side: four or five sentences of news.
_MOST = 700  # characters


class Paragraph(NamedTuple):
    """What stands before a sentence in its paragraph, the sentence, and what stands after it."""

    before: str
    quote: str
    after: str


def paragraph(citation: Citation) -> Paragraph:
    """The paragraph of a citation; of a long one what is near, with "…" where it was cut."""
    text = citation.article.text
    start = text.rfind(_PARAGRAPH, 0, citation.start)
    end = text.find(_PARAGRAPH, citation.end)
    before = text[start + len(_PARAGRAPH) if start >= 0 else 0 : citation.start]
    after = text[citation.end : end if end >= 0 else len(text)]
    return Paragraph(_end(before.lstrip()), citation.quote, _beginning(after.rstrip()))


def _end(text: str) -> str:
    if len(text) <= _MOST:
        return text
    return "… " + text[-_MOST:].partition(" ")[2]


def _beginning(text: str) -> str:
    if len(text) <= _MOST:
        return text
    return text[:_MOST].rpartition(" ")[0] + " …"
