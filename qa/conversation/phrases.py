"""Noun phrases and names of a question or sentence, told by signs that can be named.

A phrase is a run of words that are none of: words of asking, stop words, pronouns, days, verbs
(known ones, and by their endings), words so general that anything has them ("number", "people").
A name keeps its "of", "v." and "St.". English; of other languages only the names are kept apart.
Deliberately no parsing: a verb that is also a noun ("strike") is taken for a noun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.words import STOPWORDS, stem
from qa.conversation.lexicon import (
    ARTICLES,
    ASKING,
    DAYS,
    DEGREES,
    GENERAL,
    HELPING,
    NOUNS,
    PASSED_OVER,
    PLACING,
    POINTERS,
    PREPOSITIONS,
    SUBJECTS,
    VERBS,
)

_ABBREVIATED = (
    r"(?:v|vs|St|Dr|Mr|Mrs|Ms|Jr|Sr|Gov|Sen|Rep|Gen|Lt|Sgt|Bros|Inc|Co|Mt|Jan|Feb|"
    r"Aug|Sept|Oct|Nov|Dec|[A-Z])\."
)
_TOKEN = re.compile(
    rf"(?:[A-Z]\.){{2,}}|\b{_ABBREVIATED}(?=\s+\S)|\$?\w(?:[\w’'&.,/-]*\w)?|[^\w\s]"
)
_WITHIN_NAMES = re.compile(r"of|the|de|van|von|bin|al|v|vs|v\.|vs\.|&")
_PARTLY = re.compile(r"-[a-z]")  # "Seven-time", "Halden-based"
_SENTENCE_MARKS = frozenset(".!?。！？")
_ING = re.compile(r"[a-z]{2,}ing")
_ED = re.compile(r"[a-z]{3,}(?<!e)ed")
_NOUN = re.compile(r"[a-z]{2,}(?:[ts]ion|ment)s?")  # "election", though "elect" is a verb


@dataclass(frozen=True, slots=True)
class Phrase:
    """One thing that is spoken of."""

    text: str  # "harbour bridge"
    before: str = ""  # "the", "in", "in the": what stood before it, as far as it matters

    @property
    def is_name(self) -> bool:
        """Whether it has a capital or a number."""
        return any(word[:1].isupper() or word[:1].isdigit() for word in self.text.split())

    @property
    def placing(self) -> str:
        """The preposition that makes a place of it; "" for none."""
        first = self.before.split()[:1]
        return first[0] if first and first[0] in PLACING else ""

    @property
    def placed(self) -> bool:
        """Whether a preposition stood before it: it is where, when or of what."""
        return bool(self.before) and self.before.split()[0] not in ARTICLES

    def said(self) -> str:
        """In a sentence: "the harbour bridge", "Al-Asad Air Base"."""
        article = set(self.before.split()[-1:]) & ARTICLES
        return f"the {self.text}" if article or not self.is_name else self.text

    def headed(self) -> str:
        """As the heading of a question: "harbour bridge" where it was "a harbour bridge"."""
        return self.said() if self.before.endswith("the") else self.text

    def __str__(self) -> str:
        return f"{self.before} {self.text}".strip()


def names_in(text: str) -> list[Phrase]:
    """Every name of a text, without the words before it: "star Mira Solberg" has "Mira Solberg"."""
    return [name for phrase in phrases_in(text) for name in _names_of(phrase)]


def _names_of(phrase: Phrase) -> Iterator[Phrase]:
    run: list[str] = []
    before = phrase.before
    for word in (*phrase.text.split(), ""):
        small = word[:1].islower() or _PARTLY.search(word)
        if word and (not small or (run and word in ("of", "v."))):
            run.append(word)
            continue
        if run and run[0][0].isupper():
            yield Phrase(" ".join(run), before)
        run, before = [], ""


def phrases_in(text: str) -> Iterator[Phrase]:
    """Every phrase of a text, in its order."""
    tokens = [match.group() for match in _TOKEN.finditer(text.replace("’s ", "'s "))]
    run: list[str] = []
    before: list[str] = []
    asks = tokens[-1:] == ["?"] or (bool(tokens) and tokens[0].lower() in ASKING)
    helped = False  # by an auxiliary, so that the subject is followed by its verb
    for at, token in enumerate([*tokens, "."]):
        if at < len(tokens) and (_joins(tokens, at, run) or _matters(tokens, at)):
            run.append(token)
            continue
        lower = token.lower()
        if run:
            whole = not helped or lower in PREPOSITIONS or _is_verb([*tokens, "."], at)
            yield from _phrase(run if whole else _without_verb(run), before)
            run, before, helped = [], [], False
        helped = helped or (asks and lower in HELPING)
        if before and lower in PASSED_OVER:
            continue
        if lower in ARTICLES and before and before[-1] not in ARTICLES:
            before.append(lower)
        else:
            before = [lower] if lower in ARTICLES | PREPOSITIONS else []


def _without_verb(run: Sequence[str]) -> Sequence[str]:
    """Without its last word: "did the Halden ferry carry", "did a drought uncover"."""
    return run[:-1] if len(run) > 1 and run[-1].islower() else run


def _phrase(run: Sequence[str], before: Sequence[str]) -> Iterator[Phrase]:
    words = list(run)
    while words[1:2] == ["of"] and words[0] in GENERAL:
        words = words[3:] if words[2:3] == ["the"] else words[2:]
    while words and _WITHIN_NAMES.fullmatch(words[-1]):
        words.pop()
    general = all(stem(w.lower()) in _GENERAL_STEMS or w.lower() in GENERAL for w in words)
    if words and not general:
        last = words[-1].removesuffix("'s").removesuffix("’s")
        yield Phrase(" ".join([*words[:-1], last]), " ".join(before))


_GENERAL_STEMS = frozenset(map(stem, GENERAL))


def _joins(tokens: Sequence[str], at: int, run: Sequence[str]) -> bool:
    """ "of", "of the", "v." between two parts of one phrase."""
    token = tokens[at].lower()
    rest = tokens[at + 1 : at + 3]
    if not run or not rest or not _WITHIN_NAMES.fullmatch(token):
        return False
    if token in ("the", "al", "de", "van", "von", "bin"):
        return run[-1].lower() == "of" or (token != "the" and rest[0][:1].isupper())
    follows = rest[1:] if rest[0].lower() in ARTICLES else rest
    if token.startswith("v") or token == "&":
        return rest[0][:1].isupper() and run[-1][:1].isupper()
    return bool(follows) and _matters(tokens, at + 1 + len(rest) - len(follows))


def _matters(tokens: Sequence[str], at: int) -> bool:
    """Whether a token is a name, or a noun or what stands before one."""
    token, lower = tokens[at], tokens[at].lower().replace("’", "'").removesuffix("'s")
    if not token[-1].isalnum() and not token[0].isalnum():
        return False
    if lower in DAYS or lower in POINTERS:
        return False
    if _is_name(tokens, at):
        return True
    if lower in STOPWORDS | ASKING | PREPOSITIONS or lower.endswith("ly"):
        return False
    return not _is_verb(tokens, at)


def _is_name(tokens: Sequence[str], at: int) -> bool:
    token = tokens[at].removesuffix("'s")
    if token[0].isdigit() or token[0] == "$":
        return len(token) > 1 or (at > 0 and tokens[at - 1][:1].isupper())
    if not token[0].isupper() or token.lower() in ARTICLES:
        return False
    if re.fullmatch(r"[IVX]+", token) and at and tokens[at - 1][:1].isupper():
        return True  # "Artemis I"
    follows = at + 1 < len(tokens) and tokens[at + 1][:1].isupper()
    if at and tokens[at - 1] not in _SENTENCE_MARKS:
        return follows or token.lower() not in STOPWORDS or (len(token) > 1 and token.isupper())
    known = token.lower() in STOPWORDS | ASKING | PREPOSITIONS
    return not known and (follows or (token.isupper() and len(token) > 1))


def _is_verb(tokens: Sequence[str], at: int) -> bool:
    word = tokens[at].lower()
    previous = tokens[at - 1].lower() if at else ""
    named = previous in ARTICLES or previous in POINTERS  # "the wounded", "a wounded man"
    if word in NOUNS or _NOUN.fullmatch(word):
        return False
    following = tokens[at + 1].lower() if at + 1 < len(tokens) else "."
    if previous in SUBJECTS or (previous in ("and", "or") and following in ARTICLES):
        return True  # "did anyone claim it", "build and launch the thing"
    if previous in DEGREES or (previous == "to" and not word.endswith("s")):
        return True  # "to reschedule", but "to visitors"
    if _ED.fullmatch(word):
        return not named
    if _ING.fullmatch(word):
        plain = following.isalpha() and following not in STOPWORDS | ASKING
        return not (named or (plain and not tokens[at + 1][:1].isupper()))
    return stem(word) in VERBS and not named


def phrase_of(part: str) -> Phrase:
    """A phrase that was written with what stood before it: "in Calder Bay"."""
    words = part.split()
    leading = ARTICLES | PREPOSITIONS
    first = next((n for n, word in enumerate(words) if word not in leading), 0)
    return Phrase(" ".join(words[first:]), " ".join(words[:first]))
