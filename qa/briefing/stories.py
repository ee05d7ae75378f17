"""Articles to stories: which of them tell of the same event.

One pass in order of date (leader clustering): an article joins the story whose articles it is most
like on average, in meaning (vectors of headline and opening) and in words (weighted by how rare
they are among these articles), less so the longer the story has been silent; where none is like
enough it begins one.
The time is articles × stories, the outcome always the same. Copies of one report are one member.
Deliberately no I/O, no texts, and no second pass: stories that grow together stay two.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from index.words import STOPWORDS, idf, iter_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Read by eye on the stories of 8 topics and of a week, among 4,878 articles. At .28 17 of that
# week's 63 articles were one story of all politics, at .34 five of them; above, more
# stories stay apart.
_ALIKE = 0.36
# A story that has been silent for so long is half as likely to be what an article goes on with.
_HALF_LIFE = 10.0  # days
_UNDATED = 3.0  # days: the gap taken where a date is not known
# What is told last weighs most: of a year's news on a topic, the end before the beginning.
_OLD = 0.3  # of its weight is what a story can lose
_AGING = 30.0  # days in which it loses half of that
# What was told before a topic's own time is of something else: an earthquake of 2018 beside that of
# 2022. Its time is the longest run of articles in which none is half a year after the one before,
# where each counts for half of one that is a year younger.
_APART, _YEAR = timedelta(days=182), timedelta(days=365)
_MEANING = 0.5  # how much of likeness is meaning; the rest is words


@dataclass(frozen=True, slots=True)
class Lead:
    """What an article is grouped by."""

    article_id: str
    text: str  # headline and opening
    published: datetime | None
    relevance: float  # 0 to 1: how much it is about the topic
    origin: str  # id of the report that it is, or is a copy of
    language: str = "en"
    revision: int = 1
    new: bool = True  # it was not there, as it is, when the last briefing was written


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that tell of the same event, in order of date."""

    leads: tuple[Lead, ...]  # one of each origin, the most relevant first
    copies: tuple[Lead, ...]  # of these reports
    weight: float  # how much there is to it

    @property
    def articles(self) -> int:
        """How many there are, copies included."""
        return len(self.leads) + len(self.copies)

    @property
    def every(self) -> tuple[Lead, ...]:
        """The reports and their copies."""
        return self.leads + self.copies

    @property
    def published(self) -> datetime | None:
        """When it was first told."""
        return min((lead.published for lead in self.leads if lead.published), default=None)

    @property
    def last(self) -> datetime | None:
        """When it was last told."""
        return max((lead.published for lead in self.leads if lead.published), default=None)


@dataclass(slots=True)
class _Cluster:
    members: list[int] = field(default_factory=list)
    words: Counter[str] = field(default_factory=Counter)  # weights, summed
    last: datetime | None = None


def stories(leads: Sequence[Lead], vectors: NDArray[np.float32]) -> list[Story]:
    """The stories of these articles, heaviest first, those of another time last.

    ``vectors``: one of unit length for each, shape (len(leads), dimensions).
    """
    firsts = _first_of_each(leads)
    first = set(firsts)
    copies = [lead for at, lead in enumerate(leads) if at not in first]
    grouped = _grouped([leads[at] for at in firsts], vectors[firsts]) if firsts else []
    newest = max((lead.published for lead in leads if lead.published), default=None)
    begun = beginning(leads)
    found = [_story([leads[firsts[at]] for at in group], copies, newest) for group in grouped]
    return sorted(found, key=lambda story: _heaviest_first(story, begun))


def beginning(leads: Sequence[Lead]) -> datetime | None:
    """When the time begins that these articles tell of; None where no date is known."""
    days = sorted(lead.published for lead in leads if lead.published)
    if not days:
        return None
    starts = [at for at, day in enumerate(days) if not at or day - days[at - 1] > _APART]
    runs = [days[one:other] for one, other in pairwise([*starts, len(days)])]
    weights = [sum(0.5 ** ((days[-1] - day) / _YEAR) for day in run) for run in runs]
    return max(zip(weights, runs, strict=True))[1][0]


def is_before(day: datetime | None, begun: datetime | None) -> bool:
    """Whether something of that day is of another time."""
    return day is not None and begun is not None and day < begun


def _heaviest_first(story: Story, begun: datetime | None) -> tuple[bool, float, float, str]:
    last = max((_seconds(lead) for lead in story.leads if lead.published), default=0.0)
    return is_before(story.last, begun), -story.weight, -last, story.leads[0].article_id


def _first_of_each(leads: Sequence[Lead]) -> list[int]:
    """Positions of one article of each origin, in order of date."""
    best: dict[str, int] = {}
    for at, lead in enumerate(leads):
        own = lead.article_id == lead.origin
        if lead.origin not in best or own:
            best[lead.origin] = at
    return sorted(best.values(), key=lambda at: (_seconds(leads[at]), leads[at].article_id))


def _seconds(lead: Lead) -> float:
    return lead.published.timestamp() if lead.published else math.inf


def _story(members: Sequence[Lead], copies: Iterable[Lead], newest: datetime | None) -> Story:
    """Weight: the most relevant report, a little more for each doubling of their number, and a
    little less for what was last told long before the newest."""
    ranked = sorted(members, key=lambda lead: (-lead.relevance, _seconds(lead), lead.article_id))
    total = sum(lead.relevance for lead in ranked)
    last = max((lead.published for lead in ranked if lead.published), default=None)
    age = (newest - last).total_seconds() / 86_400 if newest and last else 0.0
    origins = {lead.origin for lead in ranked}
    fresh = 1 - _OLD + _OLD * 0.5 ** (age / _AGING)
    return Story(
        leads=tuple(ranked),
        copies=tuple(lead for lead in copies if lead.origin in origins),
        weight=ranked[0].relevance * (1 + math.log2(1 + total)) * fresh,
    )


def _grouped(leads: Sequence[Lead], vectors: NDArray[np.float32]) -> list[list[int]]:
    """Positions of the members of each story."""
    import numpy as np

    bags = _weighted([_keys(lead) for lead in leads])
    clusters: list[_Cluster] = []
    centroids = np.zeros((len(leads), vectors.shape[1]), dtype=np.float32)
    holding: defaultdict[str, list[int]] = defaultdict(list)  # stories that have a word
    for at, (lead, bag) in enumerate(zip(leads, bags, strict=True)):
        best = _nearest(lead, bag, clusters, holding, centroids[: len(clusters)] @ vectors[at])
        if best is None:
            best = len(clusters)
            clusters.append(_Cluster())
        _join(clusters[best], at, lead, bag)
        for key in bag:
            if not holding[key] or holding[key][-1] != best:
                holding[key].append(best)
        centroids[best] = vectors[clusters[best].members].mean(axis=0)
    return [cluster.members for cluster in clusters]


def _nearest(
    lead: Lead,
    bag: Mapping[str, float],
    clusters: Sequence[_Cluster],
    holding: Mapping[str, Sequence[int]],
    meanings: NDArray[np.float32],
) -> int | None:
    """The story most like an article; None where none is like enough."""
    shared: Counter[int] = Counter()
    for key, weight in bag.items():
        for at in dict.fromkeys(holding.get(key, ())):
            shared[at] += weight * clusters[at].words[key]  # type: ignore[assignment]
    best, most = None, _ALIKE
    for at, product in shared.items():
        cluster = clusters[at]
        alike = _MEANING * float(meanings[at]) + (1 - _MEANING) * product / len(cluster.members)
        alike *= 0.5 ** (_silence(cluster, lead) / _HALF_LIFE)
        if alike > most:
            best, most = at, alike
    return best


def _silence(cluster: _Cluster, lead: Lead) -> float:
    if cluster.last is None or lead.published is None:
        return _UNDATED
    return max(0.0, (lead.published - cluster.last).total_seconds() / 86_400)


def _join(cluster: _Cluster, at: int, lead: Lead, bag: Mapping[str, float]) -> None:
    cluster.members.append(at)
    for key, weight in bag.items():
        cluster.words[key] += weight  # type: ignore[assignment]
    cluster.last = lead.published or cluster.last


def _keys(lead: Lead) -> frozenset[str]:
    words = iter_words(lead.text, lead.language)
    return frozenset(w.key for w in words if w.raw.lower() not in STOPWORDS)


def _weighted(bags: Sequence[frozenset[str]]) -> list[dict[str, float]]:
    """Each bag's words with their rarity among all of them, of unit length together."""
    spread = Counter(key for bag in bags for key in bag)
    return [_unit({key: idf(spread[key], len(bags)) for key in sorted(bag)}) for bag in bags]


def _unit(bag: dict[str, float]) -> dict[str, float]:
    norm = math.sqrt(sum(weight**2 for weight in bag.values())) or 1.0
    return {key: weight / norm for key, weight in bag.items()}
