"""Whether two lines say the same, one says all of the other, or they differ on one thing.

``compare`` says how a line stands to another one: it is the same, ``within`` the other, says
``more``, is ``different`` (another figure, name, time or speaker, a denial, a hedge, the opposite)
or unrelated. Likeness of words finds the pairs; what decides are the numbers, names, dates, moods
and negations that `qa.evidence` reads. Deliberately no judgement of which line is right or better,
and no likeness of vectors, to which "two died" and "four died" are the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from index.words import stem
from qa.briefing.withdrawals import takes_back
from qa.evidence.facts import Facts, Token, facts
from qa.evidence.hedging import Mood, moods
from qa.evidence.quantities import Quantity
from qa.evidence.relative_dates import Mention, mentions
from qa.evidence.retractions import retracted
from qa.evidence.speaking import speaker
from qa.evidence.swaps import reversals, swaps
from qa.evidence.vocabulary import canonical, contrary

Kind = Literal["same", "within", "more", "different", "unrelated"]
Way = Literal["figure", "name", "time", "denial", "hedge", "speaker", "opposite", "roles"]

# Of the shorter line's content words: with less in common two lines tell of different things, and
# are not looked at more closely.
_RELATED = 0.5
_LEAST = 2  # content words in common
# Of a line's content words, found in another that says all of it. Of 50 pairs of sentences of
# different articles that pass, on ten topics, 24 of 25 said the same where each has so much of
# the other, 17 of 25 where only one has.
_COVERED = 0.65
_SURELY = 0.67  # so much where another report is said to confirm it
_TELLING = 2.0  # words that a figure weighs
_NAMED = 0.4  # that a word of a name does: every line of a story has its names
_PREFIX = 4  # letters: "fire brigade" and "firefighters"
_SAYING = frozenset(map(stem, "said according report announced told warned confirmed".split()))
_DENYING = frozenset(
    map(stem, "denied denial disputed refuted debunked dismissed rejected false wrong".split())
)
# What may stand for one another in a line of news that has the same figures, names and days, if
# not where a statement is checked.
_ALIKE = {
    canonical(stem(word)): stem(line.split()[0])
    for line in (
        "closed shut closure", "leaked escaped", "hospital hospitalised hospitalized",
        "died killed dead", "evacuated left moved", "arrested detained held",
        "hurt injured wounded", "said told announced", "barred banned", "people person",
    )
    for word in line.split()
}  # fmt: skip


class Said(NamedTuple):
    """A line, with what it is compared by."""

    text: str
    keys: frozenset[str]  # of its content words: see `qa.briefing.salience.content`
    language: str = "en"  # BCP 47
    day: date | None = None  # when it was published


class Compared(NamedTuple):
    """How a line stands to another."""

    kind: Kind
    ways: frozenset[Way] = frozenset()  # in which it is different
    share: float = 0.0  # of the line that the other has, 0 to 1; of either, where they differ

    @property
    def repeats(self) -> bool:
        """Whether the line says nothing that the other does not."""
        return self.kind in {"same", "within"}

    @property
    def confirmed(self) -> bool:
        """Whether the other surely says all that the line says."""
        return self.repeats and self.share >= _SURELY

    @property
    def answers(self) -> bool:
        """Whether it denies the other, or gives another figure for the same."""
        other = bool(self.ways & {"figure", "denial"}) and not self.ways & {"name", "time"}
        return other and self.share >= _RELATED


class _Read(NamedTuple):
    """A line taken apart."""

    facts: Facts
    words: dict[str, Token]  # content words but for numbers, dates and who says it
    numbers: tuple[Quantity, ...]
    names: tuple[tuple[str, ...], ...]
    times: tuple[Mention, ...]
    speaker: frozenset[str]
    moods: dict[str, Mood]  # the surest of each word
    back: bool  # whether it denies or withdraws something


def related(one: AbstractSet[str], other: AbstractSet[str]) -> bool:
    """Whether lines with these words may say the same: worth comparing."""
    shared = len(one & other)
    return shared >= _LEAST and shared >= _RELATED * min(len(one), len(other))


def compare(one: Said, other: Said) -> Compared:
    """How ``one`` stands to ``other``. Never fails."""
    if one.text == other.text:
        return Compared("same", share=1.0)
    if not related(one.keys, other.keys):
        return Compared("unrelated")
    return _compared(
        _read(one.text, one.language, one.day), _read(other.text, other.language, other.day)
    )


def _compared(ours: _Read, theirs: _Read) -> Compared:
    share, back = _share(ours, theirs), _share(theirs, ours)
    ways = frozenset(_ways(ours, theirs))
    if ways:
        return Compared("different", ways, min(share, back))
    within = share >= _COVERED and not _says_more(ours, theirs)
    around = back >= _COVERED and not _says_more(theirs, ours)
    if (within or around) and _other_roles(ours, theirs):
        return Compared("different", frozenset({"roles"}), share)
    if within:
        return Compared("same" if around else "within", share=share)
    return Compared("more" if around else "unrelated", share=share)


@lru_cache(maxsize=20_000)
def _read(text: str, language: str, day: date | None) -> _Read:
    found = facts(text, language)
    said_by = speaker(text, language) or frozenset()
    times = mentions(text, day)
    dated = {
        n for n, t in enumerate(found.tokens) if any(m.start <= t.start < m.end for m in times)
    }
    told = [t for n, t in enumerate(found.tokens) if n not in dated]
    sure: dict[str, Mood] = {}
    for token, mood in zip(found.tokens, moods(found), strict=True):
        mood = Mood.DENIED if token.negated else mood
        sure[_key(token)] = min(sure.get(_key(token), mood), mood)
    return _Read(
        facts=found,
        words={
            _key(t): t
            for t in told
            if t.kind in {"word", "name"} and t.key not in said_by | _SAYING and not _counts(t)
        },
        numbers=tuple(t.quantity for t in told if t.quantity and _counts(t)),
        names=tuple(run for run in found.names if not said_by.intersection(run)),
        times=times,
        speaker=said_by,
        moods=sure,
        back=bool(takes_back(text) or _DENYING & sure.keys()) or retracted(text, ""),
    )


def _key(token: Token) -> str:
    return _ALIKE.get(token.key, token.key)


def _counts(token: Token) -> bool:
    """Whether a token is a number that is told: no "one", but "first" and "second"."""
    return token.quantity is not None and (token.kind == "number" or token.raw.lower() != "one")


def _ways(one: _Read, other: _Read) -> Iterator[Way]:
    """In what two lines differ on the same."""
    if _lacking(one, other) and _lacking(other, one):
        yield "figure"
    if _strangers(one, other) and _strangers(other, one):
        yield "name"
    if _other_times(one, other):
        yield "time"
    if one.back != other.back or _turned(one, other):
        yield "denial"
    elif _surer(one, other):
        yield "hedge"
    if one.speaker and other.speaker and not _akin(one.speaker, other.speaker):
        yield "speaker"
    if _opposite(one, other):
        yield "opposite"


def _other_roles(one: _Read, other: _Read) -> bool:
    """Whether two names changed places: who did it to whom."""
    names = frozenset(key for read in (one, other) for run in read.names for key in run)
    return any(swaps(one.facts, other.facts, names)) or any(
        reversals(one.facts, other.facts, names)
    )


def _lacking(one: _Read, other: _Read) -> list[Quantity]:
    """Numbers of a line that another does not have."""
    return [n for n in one.numbers if not any(_fits(n, m) for m in other.numbers)]


def _fits(one: Quantity, other: Quantity) -> bool:
    """Whether both can be the same count, one rounded or bounded."""
    opposed = {one.bound[:1], other.bound[:1]} == {"<", ">"}
    if one.value == other.value and one.unit == other.unit and one.ordinal == other.ordinal:
        return not opposed
    return one.agrees(other) or other.agrees(one)


def _strangers(one: _Read, other: _Read) -> list[tuple[str, ...]]:
    """Names of a line of which another has no part; a title or first name by itself is none."""
    known = {t.key for t in other.facts.tokens} | other.facts.initials
    return [
        run for run in one.names if known.isdisjoint(run[1:] or run) and _initials(run) not in known
    ]


def _initials(run: tuple[str, ...]) -> str:
    return "".join(key[:1] for key in run) if len(run) > 1 else ""


def _other_times(one: _Read, other: _Read) -> bool:
    """Whether each names a time, and none of the one can be one of the other."""
    return bool(one.times and other.times) and not any(
        a.first <= b.last and b.first <= a.last for a in one.times for b in other.times
    )


def _turned(one: _Read, other: _Read) -> bool:
    """Whether a word that both have is negated, or denied, in one of them only."""
    shared = one.words.keys() & other.words.keys()
    return any((one.moods[k] == Mood.DENIED) != (other.moods[k] == Mood.DENIED) for k in shared)


def _surer(one: _Read, other: _Read) -> bool:
    """Whether one of them states as a fact a word that the other only plans or supposes."""
    shared = (key for key in one.words.keys() & other.words.keys())
    return any(
        one.moods[key] != other.moods[key] and Mood.FACT in (one.moods[key], other.moods[key])
        for key in shared
        if one.words[key].kind == "word"
    )


def _akin(one: AbstractSet[str], other: AbstractSet[str]) -> bool:
    return any(a == b or a[:_PREFIX] == b[:_PREFIX] for a in one for b in other)


def _opposite(one: _Read, other: _Read) -> bool:
    mine, theirs = one.words.keys() - other.words.keys(), other.words.keys() - one.words.keys()
    return any(contrary(one.words[a].key, other.words[b].key) for a in mine for b in theirs)


def _says_more(one: _Read, other: _Read) -> bool:
    """Whether a line has a figure, a name, a day or a speaker that another does not have."""
    if _lacking(one, other) or _strangers(one, other) or (one.times and not other.times):
        return True
    return bool(one.speaker) and not _akin(one.speaker, other.speaker | other.words.keys())


def _share(one: _Read, other: _Read) -> float:
    """How much of a line another has, 0 to 1."""
    theirs = other.words.keys() | other.speaker
    found = sum(_weight(token) for key, token in one.words.items() if key in theirs)
    found += _TELLING * (len(one.numbers) - len(_lacking(one, other)))
    return found / (sum(map(_weight, one.words.values())) + _TELLING * len(one.numbers) or 1.0)


def _weight(token: Token) -> float:
    return _NAMED if token.kind == "name" else 1.0
