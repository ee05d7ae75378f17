"""Whether two lines say the same, one says all of the other, or they differ on one thing.

``compare`` says how a line stands to another one: it is the same, ``within`` the other, says
``more``, is ``different`` (another figure, name, time or speaker, a denial, a hedge, the opposite)
or unrelated. Likeness of words finds the pairs; what decides are the numbers, names, dates, moods
and negations that `qa.evidence` reads. Deliberately no judgement of which line is right or better,
and no likeness of vectors, to which "two died" and "four died" are the same.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date
from typing import Literal, NamedTuple

from qa.briefing.contents import Content, read
from qa.briefing.differing import Way, akin, lacking, other_roles, strangers, ways
from qa.briefing.verbs import events, main_clause
from qa.evidence.bounds import with_bound
from qa.evidence.facts import Token
from qa.evidence.quantities import Quantity

Kind = Literal["same", "within", "more", "different", "unrelated"]

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
    return len(mine & their) >= least and not set(ways(ours, theirs)) - {"hedge", "speaker"}


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
    mine, their = lacking(ours, theirs), lacking(theirs, ours)
    if len(mine) != 1 or len(their) != 1:
        return None
    return _written(ours, mine[0]), _written(theirs, their[0])


def _written(content: Content, number: Quantity) -> str:
    token = next(t for t in content.facts.tokens if t.quantity == number)
    return with_bound(content.facts.text, token.start, token.end)


def _compared(ours: Content, theirs: Content) -> Compared:
    found = frozenset(ways(ours, theirs))
    if found:
        return Compared("different", found, min(_told(ours, theirs), _told(theirs, ours)))
    share, back = _share(ours, theirs), _share(theirs, ours)
    within = share >= _COVERED and not _says_more(ours, theirs)
    around = back >= _COVERED and not _says_more(theirs, ours)
    if (within or around) and other_roles(ours, theirs):
        return Compared("different", frozenset({"roles"}), share)
    if within:
        return Compared("same" if around else "within", share=share)
    return Compared("more" if around else "unrelated", share=share)


def _says_more(one: Content, other: Content) -> bool:
    """Whether a line has a figure, a name, a day or a speaker that another does not have."""
    if lacking(one, other) or strangers(one, other) or (one.times and not other.times):
        return True
    known = other.speaker | other.words.keys()
    return bool(one.speaker) and not akin(one.called or one.speaker, known)


def _share(one: Content, other: Content) -> float:
    """How much of a line another has, 0 to 1."""
    words = sum(map(_weight, one.words.values()))
    found = words * _told(one, other)
    found += _TELLING * (len(one.numbers) - len(lacking(one, other)))
    return found / (words + _TELLING * len(one.numbers) or 1.0)


def _told(one: Content, other: Content) -> float:
    """How many of a line's words another has, whatever its figures, 0 to 1."""
    theirs = other.words.keys() | other.speaker
    found = sum(_weight(token) for key, token in one.words.items() if key in theirs)
    return found / (sum(map(_weight, one.words.values())) or 1.0)


def _weight(token: Token) -> float:
    return _NAMED if token.kind == "name" else 1.0
