"""What a conversation is limited to: days and outlets, as in ``ArticleIndex.search``.

Deliberately no reading of what was typed (`commands`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from index.articles import Article
from index.retrieval.searching import beginning, ending


@dataclass(frozen=True, slots=True)
class Limits:
    """Days, both included, and names of outlets; none of them: all articles."""

    since: date | None = None
    until: date | None = None
    outlets: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.since or self.until or self.outlets)

    def __str__(self) -> str:
        """In words; "" where there are none."""
        told = [
            *([f"since {self.since}"] if self.since else []),
            *([f"until {self.until}"] if self.until else []),
            *([f"outlet {' or '.join(self.outlets)}"] if self.outlets else []),
        ]
        return ", ".join(told)

    def admit(self, article: Article) -> bool:
        """Whether a search so limited can find this article."""
        since, until, at = beginning(self.since), ending(self.until), article.published
        if (since or until) and at is None:
            return False
        if at and ((since and at < since) or (until and at >= until)):
            return False
        names = [name.casefold() for name in self.outlets]
        return not names or (article.outlet or "").casefold() in names


ANY = Limits()
