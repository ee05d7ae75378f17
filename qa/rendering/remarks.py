"""What is remarked on statements and citations wherever they are shown: doubts, and who has copies.

Deliberately plain text: whoever shows it escapes it.
"""

from __future__ import annotations

from collections.abc import Iterator

from qa.answers import Carried, Citation, Claim
from qa.rendering.labels import headline

_MOST_MISSING = 6  # words of a statement named as found nowhere
_MOST_OUTLETS = 3  # named as giving another figure


def doubts(shown: Claim) -> str:
    """What speaks against a statement, as far as the check can name it."""
    doubts = [
        f"it says {told} the articles {found}" for told, found in map(_sides, shown.conflicts)
    ]
    if shown.missing:
        doubts.append(f"nothing found about: {', '.join(shown.missing[:_MOST_MISSING])}")
    return f" ({'; '.join(doubts)})" if doubts else ""


def _sides(conflict: str) -> tuple[str, str]:
    stated, _, found = conflict.partition(" / ")
    return f"'{stated}',", f"'{found}'" if found else "otherwise"


def also_in(citation: Citation) -> str | None:
    """Who else has the sentence, so that nobody takes copies for further sources."""
    origin, carried = citation.origin, citation.carried
    if origin is None or carried is None:
        return None
    others = len(carried.ids)
    if others:
        told = f"also in {others} other{'' if others == 1 else 's'}"
        agency = citation.credited
        if agency and not (origin.own and origin.id == citation.article_id):
            told += f", from {agency}"
        told += ": one origin"
    else:
        copies = len(origin.copies)
        told = f"from a report also in {copies} other{'' if copies == 1 else 's'},"
        told += " without this sentence"
    return "; ".join([told, *_versions(carried)])


def _versions(carried: Carried) -> Iterator[str]:
    """What other articles of the same report have in place of a figure."""
    many = sum(len(articles) for _, articles in carried.versions) > 1
    said = "other versions say " if many else "another version says "
    for figures, articles in carried.versions:
        named = list(dict.fromkeys(each.outlet or headline(each) for each in articles))
        more = len(named) - _MOST_OUTLETS
        tellers = ", ".join(named[:_MOST_OUTLETS]) + (f" and {more} more" if more > 0 else "")
        yield f"{said}{figures}: {tellers}"
        said = ""
