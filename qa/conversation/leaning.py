"""Whether a question leans on what was said before it, told by signs that can be named.

The signs: a beginning like "And" or "What about"; a pronoun with nothing before it that it could
mean; "the quake" in a question without a name of its own; a word of the conversation with "the";
hardly any words at all. English; a question in another language leans only when it has hardly any
words. Deliberately no guess where there is no sign: a question that stands alone must stay as it
was typed, so that of two errors the rarer one is to change it (measured by
`tests/benchmarks/followups.py`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from index.words import STOPWORDS, Word, iter_words, stem
from qa.conversation.lexicon import PEOPLE
from qa.conversation.topic import about, asks_what_happened, defines, speaks_for_itself
from qa.extractive.questions import Question, Term, read_question

_COURTESY = (
    r"(?:(?:thanks?|thank\s+you)\b[^.?!]*[.!]\s+(?=(?:and|but|so|now|who|what|wh\w+|how)\b)"
    r"|(?:thanks?|thank\s+you|yes|no|hello|hi|great|right|well|now|anyway)[,.;:!]\s+)"
)
_JOINING = (
    r"(?:and|but|so|also|or|ok(?:ay)?|then|well|by\s+the\s+way|btw)\b[\s,.;:!]*"
    r"|now\s+(?=(?:who|what|where|when|why|how|which)\b)"
)
ABOUT = r"(?:what|how)\s+about\b\s*"
LEAD_IN = re.compile(rf"^(?:(?:{_COURTESY}|{_JOINING})+(?:{ABOUT})?|{ABOUT})(?=\S)", re.IGNORECASE)

_LEADS = re.compile(
    rf"{LEAD_IN.pattern}|^(?:(?:what|who|where|anything|anyone)\s+else|since\s+when|until\s+when|"
    r"how\s+so|how\s+come|why\s+not|why\s+so|really|which\s+ones?|any\s+others?|"
    r"(?:which|what)\s+other)\b",
    re.IGNORECASE,
)
_PERSON = frozenset("he she him his her hers himself herself".split())
_PLURAL = frozenset("they them their theirs themselves".split())
_THING = frozenset("it its itself".split())
_DONE_TO = frozenset("it them".split())  # "Did Biden support it?": by another
_OWNING = frozenset("his her its their".split())
# "What did Biden say about it?": one who is named before does not mean himself.
_BEFORE_OBJECT = frozenset(
    "about against at behind by during for from in into of on over to under with".split()
)
# "How did Biden respond?", "What did Biden do?": to what was spoken of.
_WITHOUT_OBJECT = re.compile(
    r"\b(?:responds?|reacts?|reply|replies|agrees?|comments?|den(?:y|ies))\s*[?.!]*$"
    r"|^what (?:did|does|do|has|have) (?!the\b)(?:[\w.’'-]+ ){1,3}(?:say|said|do|done|think|want)"
    r"\s*[?.!]*$",
    re.IGNORECASE,
)
_JOINS = re.compile(r"\b(?:and|or|who|whom|whose|which|that|when)\b|,")
_AUXILIARIES = frozenset(
    "is are was were do does did has have had will would can could should may might isn't wasn't"
    " didn't doesn't".split()
)
_ASKING = frozenset("which what who whom whose where when why how".split())
OPENERS = _ASKING | _AUXILIARIES | {"since"}  # what a question begins with
# "Is it legal to", "how long does it take to", "it emerged that": nothing is meant by it.
EMPTY_IT = re.compile(
    r"\bit\b[’']?s?\s+(?:\w+\s+){0,3}?(?:to|that|for)\s+\w|\bit(?:[’']s| is| was) official\b"
    r"|\b(?:does|did|will|would) it (?:take|cost|mean)\b.*\bto\b|\bit rains?\b|\bit snows?\b",
    re.IGNORECASE,
)
# "Is that true?", "Who said this?", "What caused that?"; but not "said that he", "this week".
_POINTING = re.compile(
    r"\b(?:this|that|these|those)\s*[?.!]*$|\b(?:is|was|were|are|did|does)\s+(?:this|that|these|"
    r"those)\s+(?!week|month|year|summer|winter|spring|autumn|fall|season|day|morning)\w+",
    re.IGNORECASE,
)
# "there" as a place and not in "were there": at the end, or after a verb of its own.
_THERE = re.compile(
    r"(?<!is )(?<!are )(?<!was )(?<!were )\bthere\s*[?.!]*$|\b(?:who|what)\s+\w+ed\s+there\b"
    r"|\b(?:then|afterwards?|at the time|that (?:day|night|time|year|month))\s*[?.!]*$",
    re.IGNORECASE,
)
_DEFINITE = re.compile(
    r"\b(?:the|this|that|these|those)\s+(?:[\w’'-]+\s+){0,2}?([\w’'-]+)", re.IGNORECASE
)
# "In Florida?", "Since February?": a place or day, and nothing asked of it.
_PLACE_OR_DAY = re.compile(
    r"(?:in|at|on|since|until|before|after|during)\s+(?:the\s+)?(?:[\w’'-]+\s*){1,3}\?",
    re.IGNORECASE,
)
# News are asked for by their day alone: "Which holiday was celebrated this week?".
_NOW = re.compile(
    r"\b(?:this (?:week|month|year)|today|yesterday|last (?:week|month|year))\b", re.I
)
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’]?\s+(?=[A-Z“\"‘])")

# A question without a name or number that has "the …", and one that has not, lean with so few
# words that matter.
_FEW_WITH_THE = 4
_FEW = 2
# A question with a name of its own and so many words that matter is whole, whatever begins it:
# "But who won Wimbledon 2022?", unlike "And who died in Syria?".
_WHOLE = 3
# Words before "their" or "its" that may be what it means.
_OWNERS = 1


def leans(question: str, topic: str = "") -> bool:
    """Whether ``question`` cannot be understood without what was said before about ``topic``."""
    text = question.strip()
    read = read_question(text)
    if not read.terms or (_LEADS.search(text) and not _is_whole(text)):
        return True
    text = LEAD_IN.sub("", text)
    read = read_question(text)
    if len(_SENTENCE_END.split(text)) > 1 and _pronoun(text) != 0:
        return False  # its first sentence says what the second one means
    signs = (_POINTING, _THERE, _WITHOUT_OBJECT)
    if refers(text) or any(s.search(text) for s in signs) or _PLACE_OR_DAY.fullmatch(text):
        return True
    return _is_short(text, read) or _takes_up(text, read, topic)


def may_stand_alone(question: str) -> bool:
    """Whether a question that leans has a subject of its own, so that it may not lean at all."""
    rest = LEAD_IN.sub("", question.strip())
    signs = (_LEADS, _POINTING, _THERE, _WITHOUT_OBJECT)
    leaning = refers(rest) or any(sign.search(rest) for sign in signs)
    return not leaning and bool(about(rest)) and (speaks_for_itself(rest) or defines(rest))


def _is_whole(text: str) -> bool:
    """A question with a name and more of its own after the words that begin it."""
    read = read_question(LEAD_IN.sub("", text))
    return len(read.terms) >= _WHOLE and any(term.is_name for term in read.terms)


def _pronoun(text: str) -> int | None:
    """Which word of the text is its first personal pronoun."""
    words = [word.raw.lower() for word in iter_words(text)]
    every = _PERSON | _PLURAL | _THING
    return next((at for at, word in enumerate(words) if word in every), None)


def refers(text: str) -> bool:
    """A pronoun that nothing before it in the question explains."""
    if EMPTY_IT.search(text):
        text = EMPTY_IT.sub("", text)
    words = list(iter_words(text))
    at = _pronoun(text)
    if at is None:
        return False
    if at == 0:
        return True
    if at < _asks_at(words) < len(words):  # "With his 61st home run, which star": said later
        return False
    if _follows_auxiliary(words, at):
        return not _names(text, words[: _asks_at(words)])
    return not _explained(text, words, at)


def _follows_auxiliary(words: Sequence[Word], at: int) -> bool:
    """ "What did he", "when was their": the pronoun begins the subject of the question."""
    return words[at - 1].raw.lower() in _AUXILIARIES and _asks_at(words) < at


def _asks_at(words: Sequence[Word]) -> int:
    asking = (n for n, word in enumerate(words) if word.raw.lower() in _ASKING)
    return next(asking, len(words))


def _explained(text: str, words: Sequence[Word], at: int) -> bool:
    before, pronoun = words[:at], words[at].raw.lower()
    if before[-1].raw.lower() in _BEFORE_OBJECT and pronoun == "it":
        return _asks_of_thing(before) and not _names(text, before)
    if _is_of_another(text, words, at):
        return False
    if at + 1 == len(words) and pronoun in _DONE_TO:
        return len(about(text[: words[at].start])) > _OWNERS
    if _names(text, before) or _has_owner(text, words, at):
        return True
    if "who" in (word.raw.lower() for word in before):
        return not _is_object(words, at)  # who replaces "him" is another one
    if pronoun in _PERSON:
        return any(word.raw.lower() in PEOPLE for word in before)
    asked_for = _asks_of_thing(before) and at + 1 < len(words)  # "alongside it" is another one
    return asked_for or len(_terms(read_question(text), before)) > _OWNERS


def _is_of_another(text: str, words: Sequence[Word], at: int) -> bool:
    """ "What did Lindsey Graham say about her?": whoever is named alone would be "herself"."""
    named = [run for run in read_question(text).names if _place(text, run[-1]) < at]
    if len(named) != 1:
        return False
    between = text[words[_place(text, named[0][-1])].end : words[at].start]
    return _is_object(words, at) and not _JOINS.search(between)


def _place(text: str, term: int) -> int:
    return read_question(text).terms[term].place


def _has_owner(text: str, words: Sequence[Word], at: int) -> bool:
    """ "When does the ferry make its last trip?"."""
    owning = words[at].raw.lower() in _OWNING and words[at - 1].raw.lower() not in _BEFORE_OBJECT
    matter = {term.raw.lower() for term in _terms(read_question(text), words[:at])}
    before = _DEFINITE.finditer(text[: words[at].start])
    return owning and any(match.group(1).lower() in matter for match in before)


def _is_object(words: Sequence[Word], at: int) -> bool:
    """ "him" and "her", but not "her years"."""
    following = [word.raw.lower() for word in words[at + 1 : at + 2]]
    owned = bool(following) and following[0] not in STOPWORDS
    return words[at].raw.lower() == "him" or (words[at].raw.lower() == "her" and not owned)


def _asks_of_thing(before: Sequence[Word]) -> bool:
    """ "Which country … its": what is asked for is what is meant."""
    raw = [word.raw.lower() for word in before]
    return any(
        word in ("which", "what") and following not in _AUXILIARIES
        for word, following in pairwise(raw)
    )


def _names(text: str, words: Sequence[Word]) -> list[Term]:
    return [t for t in _terms(read_question(text), words) if t.is_name and not t.raw[0].isdigit()]


def _terms(read: Question, words: Sequence[Word]) -> list[Term]:
    return [term for term in read.terms if term.place < len(words)]


def _is_short(text: str, read: Question) -> bool:
    """Neither name nor number, and few words or no noun: "Who designed the garment?"."""
    if any(t.is_name for t in read.terms) or _NOW.search(text) or asks_what_happened(text):
        return False
    few = _FEW_WITH_THE if _DEFINITE.search(text) else _FEW
    return len(read.terms) <= few or not about(text)


def _takes_up(text: str, read: Question, topic: str) -> bool:
    """Something with "the" that the conversation is about: "the menorah".

    But not "the election in France": a name that has not come up is another subject.
    """
    spoken_of = {word.key for word in iter_words(topic)}
    if any(term.is_name and stem(term.raw.lower()) not in spoken_of for term in read.terms):
        return False
    own = {term.raw.lower() for term in read.terms if not term.is_name}
    taken_up = (m.group(1).lower().removesuffix("'s") for m in _DEFINITE.finditer(text))
    return any(word in own and stem(word) in spoken_of for word in taken_up)
