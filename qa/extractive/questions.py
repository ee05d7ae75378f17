"""What a question asks: the words that matter in it, which of them are names, the kind of answer.

``read_question`` works on questions as people type them: one or several sentences, with or
without a question mark, or only keywords, in any language.
Deliberately no parsing and no model. The kind of answer is told in `kinds`; how well a sentence
answers is not judged here (see `qa.extractive`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.words import STOPWORDS, Word, iter_words
from qa.extractive.kinds import Wanted, asking_sentence, focus, wanted

# Words of asking, not of what is asked about. Days and "this week" refer to the day of asking,
# which no article shares; "following" and "true or false" to the form of the question.
_FILLER_WORDS = """approximately currently following friday kind last latest many monday month much
    named name called new one ones recent recently reportedly roughly saturday sunday
    thursday today tuesday type wednesday week weeks year yesterday according
    true false ago now tell give say says know known
    said happen happened exactly please anyone anybody anything someone somebody something
    everyone everybody everything whos whats wheres whens whys hows
    wer wen wem wessen wo wann warum wie viele viel welche welcher welches
    qui que quoi quel quelle quels quelles où quand pourquoi combien est-ce
    quién quiénes qué dónde cuándo cuánto cuántos cuánta cuántas cuál por
    chi che cosa dove quando perché quanti quanto quante quale
    quem onde quantos quantas qual wie waar wanneer waarom hoeveel welk
    der das den dem ein eine einen und ist von im auf mit für le la les des du une et dans
    sur el los las del una y en il lo gli di nel o os um uma em het een op met
    de que se para au aux hoch groß 的 了 是 在 和 有 吗 呢 何 时 谁 什 么 哪"""
# Any of these makes a question German: no other language whose interrogatives are known has them.
_GERMAN = frozenset(
    "wer wen wem wessen wann warum welche welcher welches wieviel wieso und ist".split()
)
_FILLERS = frozenset(_FILLER_WORDS.split())

_OPENING = re.compile(r"[.!?:“\"‘«]\s*$")
_FIRST_CJK = "\u3040"
_GAPS = frozenset({" ", "-"})  # between the words of one name


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the question that an answer's surroundings should have."""

    raw: str  # as written
    shown: str  # as shown: of scripts without spaces the whole run of characters that matter
    place: int  # which word of the question, from 0
    is_name: bool  # a name or a number
    is_asked: bool  # stands in the sentence that asks


@dataclass(frozen=True, slots=True)
class Question:
    """One question, read."""

    text: str
    terms: tuple[Term, ...]  # without repeats, in order
    names: tuple[tuple[int, ...], ...]  # runs of terms that are one name: indices into ``terms``
    wanted: Wanted
    focus: tuple[str, ...]  # words for what is wanted, in lower case: which "social media platform"
    is_german: bool  # there every noun has a capital, which makes no name of it

    def keys(self, language: str) -> tuple[str, ...]:
        """The comparison keys of ``terms`` as words of ``language`` (BCP 47)."""
        return _keys(self.text, tuple(t.place for t in self.terms), language)

    def whole(self, indices: Sequence[int]) -> tuple[str, ...]:
        """These terms as written, each name whole, in order and without repeats."""
        run_of = {i: run for run in self.names for i in run}
        runs = (run_of.get(i, (i,)) for i in sorted(indices))
        shown = (" ".join(self.terms[i].shown for i in run) for run in runs)
        return tuple(dict.fromkeys(shown))


@lru_cache(maxsize=256)
def read_question(text: str) -> Question:
    """Read ``text``, any string; one without words has no terms and wants ``anything``."""
    asked = asking_sentence(text)
    asking = text[asked[0] : asked[1]]
    words = list(iter_words(text))
    terms = tuple(_terms(words, text, asked))
    is_german = any(word.raw.lower() in _GERMAN for word in words)
    names = tuple(_runs(terms, words, text))
    return Question(text, terms, names, wanted(asking), focus(asking), is_german)


@lru_cache(maxsize=256)
def _keys(text: str, places: tuple[int, ...], language: str) -> tuple[str, ...]:
    words = list(iter_words(text, language))
    return tuple(words[place].key for place in places)


def _terms(words: Sequence[Word], text: str, asked: tuple[int, int]) -> Iterator[Term]:
    seen: set[str] = set()
    for place, word in enumerate(words):
        is_name = _is_name(words, place, text)
        if word.key not in seen and _matters(word.raw, is_name):
            seen.add(word.key)
            yield Term(
                word.raw, _shown(words, place), place, is_name, asked[0] <= word.start < asked[1]
            )


def _shown(words: Sequence[Word], place: int) -> str:
    if not _is_character(words[place]):
        return words[place].raw
    first, last = place, place
    while first and _continues(words[first - 1], words[first]):
        first -= 1
    while last + 1 < len(words) and _continues(words[last], words[last + 1]):
        last += 1
    return "".join(word.raw for word in words[first : last + 1])


def _continues(one: Word, other: Word) -> bool:
    return one.end == other.start and _is_character(one) and _is_character(other)


def _is_character(word: Word) -> bool:
    """Whether it is one character of a script without spaces, and not a word of asking."""
    return len(word.raw) == 1 and word.raw >= _FIRST_CJK and word.raw not in _FILLERS


def _matters(raw: str, is_name: bool) -> bool:
    lower = raw.lower().replace("’", "'")
    if lower == "us" or (is_name and raw.isupper() and len(raw) > 1):  # the country; the WHO
        return is_name
    if len(lower) == 1 and lower.isascii():
        return lower.isdigit()
    return lower not in _FILLERS and lower not in STOPWORDS


def _is_name(words: Sequence[Word], place: int, text: str) -> bool:
    """A number, or a capital that no beginning of a sentence or quotation explains."""
    raw = words[place].raw
    if raw[0].isdecimal() or (raw[0].isupper() and raw[1:] != raw[1:].lower()):
        return True  # "165", "US", "McCartney"
    if not raw[0].isupper() or raw.lower() in STOPWORDS:
        return False
    before = text[words[place - 1].end : words[place].start] if place else "."
    return not _OPENING.search(before) or _before_capital(words, place, text)


def _before_capital(words: Sequence[Word], place: int, text: str) -> bool:
    if place + 1 == len(words):
        return False
    gap = text[words[place].end : words[place + 1].start]
    return words[place + 1].raw[0].isupper() and gap in _GAPS


def _runs(terms: Sequence[Term], words: Sequence[Word], text: str) -> Iterator[tuple[int, ...]]:
    run: list[int] = []
    for index, term in enumerate(terms):
        if run and not (term.is_name and _joined(terms[run[-1]], term, words, text)):
            yield tuple(run)
            run = []
        if term.is_name:
            run.append(index)
    if run:
        yield tuple(run)


def _joined(first: Term, second: Term, words: Sequence[Word], text: str) -> bool:
    adjacent = second.place == first.place + 1
    return adjacent and text[words[first.place].end : words[second.place].start] in _GAPS
