"""Pages that have shrunk: a stub, a notice or an error in the place of a whole article.

Deliberately only for what comes from the web. A file on this machine that somebody has cut short
is that person's word, and counts.
"""

from __future__ import annotations

from index.articles import Article, Skipped

# Both must hold. Of the 4,886 development articles 4.0% have under 120 words; and an outlet that
# rewrites a report does not leave out two thirds of it (by judgement: no revisions to measure on).
_STUB_WORDS = 120
_STUB_SHARE = 1 / 3


def is_from_web(article: Article) -> bool:
    """Whether it was read from an address, or from the feed there."""
    return "://" in (article.source or "")


def shrunk(before: Article, after: Article) -> Skipped | None:
    """Why ``after`` does not take the place of ``before``; None if it does."""
    if not is_from_web(after):
        return None
    words, earlier = (len(article.text.split()) for article in (after, before))
    if words >= _STUB_WORDS or words >= _STUB_SHARE * earlier:
        return None
    address = after.url or after.source or ""
    return Skipped(
        after.source or address,
        f"is now much shorter than the text that was added: {words} words of {earlier:,};"
        f" kept the earlier one; 'groundwire add {address} --replace' takes it",
    )
