"""From pairs of articles that have text in common to story origins: one report, however often told.

Deliberately not here: finding the pairs (`syndication`) and reading who is named as the source
(`datelines`). No I/O.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from index.articles import Article, Sentence
from index.syndication.agencies import is_own
from index.syndication.datelines import agency, named_source, without_dateline
from index.words import iter_words

# What a pair must have in common to be one report, as shares of the words of either text (see
# tests/benchmarks/syndication.py). On the half of pairs that it was chosen on, .65 gives precision
# .980 and recall .960, .68 gives .986 and .960, .70 gives .986 and .953.
MOST_OF_ONE = 0.68  # of the text that has more of itself in the other
PART_OF_OTHER = 0.35  # of the other; .25 to .4 find the same pairs but one
# A short text that stands whole in a long one is the same report, too: a brief of it.
WHOLE = 0.9
PART_OF_LONG = 0.15
# Stubs and notices below this have a line of an outlet's own in common, and no report.
WORDS = 40
# Two texts that have nothing in common cannot both be more than half of a third.
_HALF = 0.5


class Pair(NamedTuple):
    """Two articles with text in common, seen from the first."""

    article_id: str
    other_id: str
    share: float  # of the first one's words that stand in the other, 0 to 1
    back: float  # of the other's words that stand in the first


@dataclass(frozen=True, slots=True)
class Origin:
    """What several articles go back to, or a single one by itself."""

    id: str  # of the article that is the source, or comes nearest to it
    copies: tuple[str, ...] = ()  # ids of the others, earliest first
    agency: str | None = None  # whom the articles name as their source: "Reuters"
    own: bool = False  # the article ``id`` is the agency's own, not "Reuters via" somebody

    @property
    def article_ids(self) -> tuple[str, ...]:
        """All articles that tell it, the origin first."""
        return (self.id, *self.copies)


def one_report(share: float, back: float) -> bool:
    """Whether two texts with these shares in common are one report. The order does not matter."""
    most, part = max(share, back), min(share, back)
    return (most >= MOST_OF_ONE and part >= PART_OF_OTHER) or (
        most >= WHOLE and part >= PART_OF_LONG
    )


def groups(pairs: Iterable[Pair]) -> list[set[str]]:
    """Ids of the articles that go back to one origin, two or more in each group.

    Connected components, but for pairs that a round-up makes: of a text that is less than half
    of another and has nothing to do with what else is in that other, nobody says that it is the
    same report. So two reports that stand in one round-up stay two.
    """
    near: dict[str, dict[str, Pair]] = defaultdict(dict)
    for pair in pairs:
        near[pair.article_id][pair.other_id] = pair
    kept: dict[str, set[str]] = {article_id: set() for article_id in near}
    for article_id, others in near.items():
        for other_id, pair in others.items():
            if min(pair.share, pair.back) > _HALF or not _in_round_up(pair, near):
                kept[article_id].add(other_id)
                kept[other_id].add(article_id)
    return [group for group in _components(kept) if len(group) > 1]


def _in_round_up(pair: Pair, near: Mapping[str, Mapping[str, Pair]]) -> bool:
    """Whether the longer of the two has text of a third that the shorter has nothing of."""
    short, long = pair.article_id, pair.other_id
    if pair.share < pair.back:
        short, long = long, short
    return any(third != short and third not in near[short] for third in near[long])


def _components(near: Mapping[str, Iterable[str]]) -> Iterator[set[str]]:
    seen: set[str] = set()
    for article_id in near:
        if article_id not in seen:
            group, todo = {article_id}, [article_id]
            while todo:
                new = set(near[todo.pop()]) - group
                group |= new
                todo += new
            seen |= group
            yield group


def origin(articles: Sequence[Article]) -> Origin:
    """The origin of a group of articles, or of one.

    First comes what was published by an agency or outlet that some of them name as their source,
    then those that name one, then the rest; of each the earliest.
    """
    sources = {article.id: named_source(article) for article in articles}
    named = {source for source in sources.values() if source}
    own = {a.id for a in articles if any(is_own(a, source) for source in named)}

    def rank(article: Article) -> tuple[bool, bool, bool, float, str]:
        moment = article.published
        when = moment.timestamp() if moment else 0.0
        return (
            article.id not in own, not sources[article.id], moment is None, when, article.id
        )  # fmt: skip

    first, *others = sorted(articles, key=rank)
    others.sort(key=lambda article: rank(article)[2:])
    source = sources[first.id] or next(filter(lambda s: is_own(first, s), sorted(named)), None)
    if source not in map(agency, articles):
        source = None  # an outlet that names itself and that nobody else names
    is_source = source is not None and first.id in own
    return Origin(first.id, tuple(each.id for each in others), source, is_source)


def counterpart(sentence: str, sentences: Iterable[Sentence]) -> Sentence | None:
    """The sentence of another article that says the same in the same words; None if none does.

    Case, punctuation and white space may differ, and one may stand behind a dateline.
    """
    wanted = wording(sentence)
    return next((each for each in sentences if wording(each.text) == wanted), None)


def wording(text: str) -> tuple[str, ...]:
    """A sentence's words, alike for all that say the same in the same words."""
    return tuple(word.raw.casefold() for word in iter_words(without_dateline(text)))
