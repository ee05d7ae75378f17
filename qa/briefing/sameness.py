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
from typing import Literal, NamedTuple

from qa.briefing.contents import Content, read
from qa.briefing.verbs import events, main_clause
from qa.evidence.bounds import with_bound
from qa.evidence.facts import Token
from qa.evidence.hedging import Mood
from qa.evidence.quantities import Quantity
from qa.evidence.swaps import reversals, swaps
from qa.evidence.vocabulary import contrary

Kind = Literal["same", "within", "more", "different", "unrelated"]
Way = Literal["figure", "name", "time", "denial", "hedge", "speaker", "opposite", "roles"]

# Of the shorter line's content words: with less in common two lines tell of different things, and
# are not looked at more closely.
_RELATED = 0.5
_LEAST = 2  # content words in common
# Of a line's content words, found in another that says all of it. Of pairs of sentences of other
# articles on ten topics, 25 of 25 say the same where each has so much of the other (most of them
# were copied), and 17 of 18 of the one all that the other says where only one has.
_COVERED = 0.65
_SURELY = 0.67  # so much where another report is said to confirm it
# Of the words of both, but for figures, where one denies the other or counts otherwise. Of the 10
# pairs above it, among 795 likely ones on ten topics, 6 tell of one thing.
_ANSWERED = 0.55
# Of the shorter main clause's words, and how many, with which two lines tell of one event; one
# word will do where both name its day: "was arrested on Monday". 6 of 216 lines did.
_EVENT, _EVENT_WORDS = 0.6, 3
_TELLING = 2.0  # words that a figure weighs
_NAMED = 0.4  # that a word of a name does: every line of a story has its names
_PREFIX = 4  # letters: "fire brigade" and "firefighters"


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
        counts = "figure" in self.ways and not self.ways & {"name", "time"}
        denies = "denial" in self.ways and "name" not in self.ways  # whenever it was said
        return (counts or denies) and self.share >= _ANSWERED


def related(one: AbstractSet[str], other: AbstractSet[str]) -> bool:
    """Whether lines with these words may say the same: worth comparing. Figures are no words."""
    shared = len(one & other)
    if shared < _LEAST or shared >= _RELATED * min(len(one), len(other)):
        return shared >= _LEAST
    return shared >= _RELATED * min(_plain(one), _plain(other))


def _plain(keys: AbstractSet[str]) -> int:
    return sum(not key[0].isdigit() for key in keys)


def compare(one: Said, other: Said) -> Compared:
    """How ``one`` stands to ``other``. Never fails."""
    if one.text == other.text:
        return Compared("same", share=1.0)
    if not related(one.keys, other.keys):
        return Compared("unrelated")
    return _compared(
        read(one.text, one.language, one.day), read(other.text, other.language, other.day)
    )


def same_event(one: Said, other: Said) -> bool:
    """Whether the main clauses of both tell of one event, whatever else they say of it."""
    if not one.keys & other.keys:
        return False
    ours, theirs = _main(one), _main(other)
    mine, their = (frozenset(x.words) | {str(n.value) for n in x.numbers} for x in (ours, theirs))
    on_a_day = all(any(m.first == m.last for m in x.times) for x in (ours, theirs))
    least = max(1 if on_a_day else _EVENT_WORDS, _EVENT * min(len(mine), len(their)))
    if not (_done(ours) & theirs.words.keys() or _done(theirs) & ours.words.keys()):
        return False
    return len(mine & their) >= least and not set(_ways(ours, theirs)) - {"hedge", "speaker"}


def _done(content: Content) -> frozenset[str]:
    """The words that say what happened."""
    starts = events(content.facts.text)
    return frozenset(key for key, token in content.words.items() if token.start in starts)


def _main(said: Said) -> Content:
    """Its main clause with what stands before it: "Ada Renn, the mayor, resigned"."""
    told = main_clause(said.text)
    subject = said.text.partition(",")[0] if told and not said.text.startswith(told[:9]) else ""
    return read(f"{subject} {told}" if told else "", said.language, said.day)


def opposed(one: Said, other: Said) -> tuple[str, str] | None:
    """The one figure of each that the other has not, as written; None where there are more."""
    ours = read(one.text, one.language, one.day)
    theirs = read(other.text, other.language, other.day)
    mine, their = _lacking(ours, theirs), _lacking(theirs, ours)
    if len(mine) != 1 or len(their) != 1:
        return None
    return _written(ours, mine[0]), _written(theirs, their[0])


def _written(content: Content, number: Quantity) -> str:
    token = next(t for t in content.facts.tokens if t.quantity == number)
    return with_bound(content.facts.text, token.start, token.end)


def _compared(ours: Content, theirs: Content) -> Compared:
    ways = frozenset(_ways(ours, theirs))
    if ways:
        return Compared("different", ways, min(_told(ours, theirs), _told(theirs, ours)))
    share, back = _share(ours, theirs), _share(theirs, ours)
    within = share >= _COVERED and not _says_more(ours, theirs)
    around = back >= _COVERED and not _says_more(theirs, ours)
    if (within or around) and _other_roles(ours, theirs):
        return Compared("different", frozenset({"roles"}), share)
    if within:
        return Compared("same" if around else "within", share=share)
    return Compared("more" if around else "unrelated", share=share)


def _ways(one: Content, other: Content) -> Iterator[Way]:
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


def _other_roles(one: Content, other: Content) -> bool:
    """Whether two names changed places: who did it to whom."""
    names = frozenset(key for read in (one, other) for run in read.names for key in run)
    return any(swaps(one.facts, other.facts, names)) or any(
        reversals(one.facts, other.facts, names)
    )


def _lacking(one: Content, other: Content) -> list[Quantity]:
    """Numbers of a line that another does not have."""
    return [n for n in one.numbers if not any(_fits(n, m) for m in other.numbers)]


def _fits(one: Quantity, other: Quantity) -> bool:
    """Whether both can be the same count, one rounded or bounded."""
    opposed = {one.bound[:1], other.bound[:1]} == {"<", ">"}
    if one.value == other.value and one.unit == other.unit and one.ordinal == other.ordinal:
        return not opposed
    return one.agrees(other) or other.agrees(one)


def _strangers(one: Content, other: Content) -> list[tuple[str, ...]]:
    """Names of a line of which another has no part; a title or first name by itself is none."""
    known = {t.key for t in other.facts.tokens} | other.facts.initials
    return [
        run for run in one.names if known.isdisjoint(run[1:] or run) and _initials(run) not in known
    ]


def _initials(run: tuple[str, ...]) -> str:
    return "".join(key[:1] for key in run) if len(run) > 1 else ""


def _other_times(one: Content, other: Content) -> bool:
    """Whether each names a time, and none of the one can be one of the other."""
    return bool(one.times and other.times) and not any(
        a.first <= b.last and b.first <= a.last for a in one.times for b in other.times
    )


def _turned(one: Content, other: Content) -> bool:
    """Whether a word that both have is negated, or denied, in one of them only."""
    shared = one.words.keys() & other.words.keys()
    return any((one.moods[k] == Mood.DENIED) != (other.moods[k] == Mood.DENIED) for k in shared)


def _surer(one: Content, other: Content) -> bool:
    """Whether one of them states as a fact a word that the other only plans or supposes."""
    shared = (key for key in one.words.keys() & other.words.keys())
    return any(
        one.moods[key] != other.moods[key] and Mood.FACT in (one.moods[key], other.moods[key])
        for key in shared
        if one.words[key].kind == "word"
    )


def _akin(one: AbstractSet[str], other: AbstractSet[str]) -> bool:
    return any(a == b or a[:_PREFIX] == b[:_PREFIX] for a in one for b in other)


def _opposite(one: Content, other: Content) -> bool:
    mine, theirs = one.words.keys() - other.words.keys(), other.words.keys() - one.words.keys()
    return any(contrary(one.words[a].key, other.words[b].key) for a in mine for b in theirs)


def _says_more(one: Content, other: Content) -> bool:
    """Whether a line has a figure, a name, a day or a speaker that another does not have."""
    if _lacking(one, other) or _strangers(one, other) or (one.times and not other.times):
        return True
    return bool(one.speaker) and not _akin(one.speaker, other.speaker | other.words.keys())


def _share(one: Content, other: Content) -> float:
    """How much of a line another has, 0 to 1."""
    words = sum(map(_weight, one.words.values()))
    found = words * _told(one, other)
    found += _TELLING * (len(one.numbers) - len(_lacking(one, other)))
    return found / (words + _TELLING * len(one.numbers) or 1.0)


def _told(one: Content, other: Content) -> float:
    """How many of a line's words another has, whatever its figures, 0 to 1."""
    theirs = other.words.keys() | other.speaker
    found = sum(_weight(token) for key, token in one.words.items() if key in theirs)
    return found / (sum(map(_weight, one.words.values())) or 1.0)


def _weight(token: Token) -> float:
    return _NAMED if token.kind == "name" else 1.0
