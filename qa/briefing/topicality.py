"""Which sentences of an article speak of a topic: by themselves, or beside one that does.

A sentence has so much of the topic's words; of what it lacks and its neighbours have it is given
as much as the article is about the topic, which is the share of its passages that are, or what its
headline says. So in an article on one thing nearly every sentence is about it, a round-up of the
day's news has to name it in each. A word that is near one of the topic's by its vector ("court" and
"trial") counts for it as far as it is near. Deliberately no ranking (`salience`), and no vectors of
whole sentences, which told nothing that their words did not.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, NamedTuple

from index.words import iter_words
from qa.briefing.salience import Idf, content

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Kin = Mapping[str, tuple[str, float]]  # key of a word → key of the topic's it is near, and how near

_MOST = 0.6  # of the topic's weight: a passage with so much of it is about it
# Of 395 lines of briefings on 51 topics, read by eye, 330 on the topic and 65 beside it, 312 and 29
# pass (at .6 314 and 39, at .7 306 and 21). With half of what the neighbours have given to each
# sentence, whatever its article is about, it was 319 and 44, at .7 316 and 35.
_ENOUGH = 0.65
# An article about what its headline names is about it twice as much as it seems, up to this; with
# no regard to the headline 310 and 28 of the lines pass, with this for every such article 313 and
# 29, and the first lines of a round-up that names it last.
_NAMED = 0.5
# Cosine of two words; at .45 5 fewer of the lines on the topic pass, and 5 of the rest.
_NEAR = 0.35


class Asked(NamedTuple):
    """A topic, as sentences are held against it."""

    weights: Mapping[str, float]  # of its words by key, together 1
    names: Sequence[AbstractSet[str]] = ()  # the keys of each name that the article has whole
    kin: Kin = {}  # noqa: RUF012 -- never changed


def names(topic: str) -> str:
    """Those words of a topic that are names."""
    return _halves(topic)[0]


def weights(topic: str, idf: Idf, names: Sequence[str] = ()) -> dict[str, float]:
    """The words of a topic by key, with what each weighs: together 1, or nothing.

    Names weigh half, each of them alike, and all other words the other half: "Twitter layoffs" is
    about both. Without ``names`` all words with a capital are one.
    """
    named, others = _halves(topic)
    halves = [
        [part for part in (content(text, "en") for text in half) if part]
        for half in (names or [named], [others])
    ]
    several = sum(map(bool, halves))
    found: dict[str, float] = {}
    for half in halves:
        for part in half:
            rarity = {key: idf(raw) for key, raw in part.items()}
            total = (sum(rarity.values()) or 1.0) * len(half) * several
            for key, weight in rarity.items():
                found[key] = found.get(key, 0.0) + weight / total
    return found


def kindred(
    topic: str,
    openings: Sequence[tuple[str, str]],
    embed: Callable[[Sequence[str]], NDArray[np.float32]],
) -> Kin:
    """The words of texts (with their languages) that are near one of a topic's in meaning.

    Names have no kin, and are none: Facebook is near Twitter, and another thing. ``embed`` gives
    vectors of unit length, shape (texts, dimensions).
    """
    asked, own = content(_halves(topic)[1], "en"), content(topic, "en")
    small = {word.raw for text, _ in openings for word in iter_words(text) if word.raw.islower()}
    found = {key: raw for told in openings for key, raw in content(*told).items()}
    found = {key: raw for key, raw in found.items() if key not in own and raw in small}
    if not asked or not found:
        return {}
    near = embed([*found.values()]) @ embed([*asked.values()]).T
    keys = list(asked)
    best = zip(found, near.argmax(axis=1).tolist(), near.max(axis=1).tolist(), strict=True)
    return {key: (keys[at], float(cosine)) for key, at, cosine in best if cosine >= _NEAR}


def names_it(headline: AbstractSet[str], asked: Asked) -> bool:
    """Whether a headline has enough of the topic to say that its article is about it, too."""
    return _share(asked, headline) >= _MOST


def on_topic(
    headline: AbstractSet[str], read: Sequence[AbstractSet[str]], asked: Asked
) -> list[bool]:
    """Of each sentence of an article whether it speaks of what is asked, by the keys of its words.

    The ``headline`` stands before the first of them. Without a topic all do.
    """
    if not asked.weights or not read:
        return [True] * len(read)
    beside = [headline, *read, frozenset[str]()]
    passages = [_share(asked, *beside[at : at + 3]) for at in range(len(read))]
    whole = sum(passage >= _MOST for passage in passages) / len(passages)
    alone = (_share(asked, keys) for keys in read)
    trust = max(whole, min(2 * whole, _NAMED)) if names_it(headline, asked) else whole
    given = (a + trust * (p - a) for a, p in zip(alone, passages, strict=True))
    return [share + whole >= _ENOUGH for share in given]


def _halves(topic: str) -> tuple[str, str]:
    """The names of a topic, and its other words."""
    words = topic.replace("-", " ").split()
    named = [word for word in words if word[:1].isupper()]
    return " ".join(named), " ".join(word for word in words if word not in named)


def _share(asked: Asked, *sentences: AbstractSet[str]) -> float:
    """How much of a topic sentences with these words have together, 0 to 1.

    A surname is more than half of a name, where the article has the whole of it somewhere ("Cup" of
    "Stanley Cup" is nothing of the World Cup): of each such name the root counts.
    """
    found: dict[str, float] = {}
    for keys in sentences:
        for key in keys & asked.weights.keys():
            found[key] = 1.0
        for key in keys & asked.kin.keys():
            near, how = asked.kin[key]
            found[near] = max(found.get(near, 0.0), how)
    told = {key: asked.weights.get(key, 0.0) * how for key, how in found.items()}
    share = sum(told.values())
    for name in asked.names:
        named = sum(told.get(key, 0.0) for key in name)
        share += math.sqrt(named * sum(asked.weights.get(key, 0.0) for key in name)) - named
    return share
