"""Follow-up questions made to stand alone, without a model: the conversation fills their gaps.

"Who was hurt there?" after "Which base in western Iraq was attacked?" becomes "Base in western
Iraq was attacked. Who was hurt there?". Whether a question leans on what came before is told by
the signs of `leaning`; one that has none is left exactly as it is. Deliberately no grammar: what
the conversation is about is put before the question, so that retrieval finds its words, and only
a person's name takes the place of a pronoun.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from index.words import STOPWORDS
from qa.conversation.leaning import (
    LEAD_IN,
    NUMBER,
    ORDINAL,
    PERSON_PRONOUN,
    asks_others,
    leans,
    ordinal_in,
)
from qa.extractive.questions import read_question

_HEAD = re.compile(
    r"^(?:(?:in|at|on|for|to|by|from|with|into|of|until|under)\s+)?"
    r"(?:how\s+(?:many|much|old|long|tall|far|high|often|fast|big|large)|which|what|who|whom|whose"
    r"|where|when|why|how)\b(?:'s|’s)?\s*",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(
    r"^(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should|may|might)\b"
    r"(?:\s+there\b)?\s*",
    re.IGNORECASE,
)
_THERE = re.compile(r"\b(?:is|are|was|were)\s+there\b\s*", re.IGNORECASE)
_ENDS = " \t?!.:;,？。！"
_SENTENCE_END = re.compile(r"(?<=[.!?。！？])\s+(?=\S)")
# "In Syria", "Syria": all that a question like "And in Syria?" has.
_PLACE_OR_NAME = re.compile(
    r"(?P<preposition>in|at|on|for|from|by|with|to|of|about|since|until|before|after)?\s*"
    r"(?P<name>(?:the\s+)?(?:(?:north|south|east|west|central)\w*\s+)?[A-Z0-9][\w’'.-]*(?:\s+(?:of\s+|the\s+)?[A-Z0-9][\w’'.-]*)*)",
)
# A name of several words, as people's names are: at least two capitals in a row.
_FULL_NAME = re.compile(
    r"\b[A-Z][\w’'-]+(?:\s+(?:[A-Z]\.\s+)?(?:(?:de|van|von|bin|al)\s+)?[A-Z][\w’'-]+)+"
)
# "Who won the cup?", but not "Who is Jane Doe?", which names her.
_ASKED_WHO = re.compile(r"\b[Ww]hom?\b(?! (?:is|was) [A-Z])")
_DAYS = frozenset(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May
    June July August September October November December Former President Prime Minister Mr Mrs
    Ms Dr Sir""".split()
)
_SAYS_MORE = re.compile(r"\w{3}")  # than "it?"
_POSSESSIVE = re.compile(r"^(?:his|her)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a conversation has come to before the next question."""

    topic: str = ""  # what the last question that stood alone was about
    detail: str = ""  # what the follow-up after it added, if there was one
    last: str = ""  # the last question, standing alone
    told: str = ""  # the supported statements of the last answer
    cited: tuple[int, ...] = ()  # numbers of its citations, in their order
    headlines: Mapping[int, str] = field(default_factory=dict)  # of all citations so far
    quotes: Mapping[int, str] = field(default_factory=dict)  # their sentences


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A question that stands alone."""

    text: str
    numbers: tuple[int, ...] = ()  # of earlier citations that it asks about
    others: bool = False  # asks what outlets say that the last answer does not cite


def rewrite(question: str, earlier: Earlier) -> Rewritten:
    """``question`` with what it lacks from the conversation; as it is where it lacks nothing."""
    if not earlier.last:
        return Rewritten(question)
    numbers = _numbers(question, earlier)
    if numbers:
        return Rewritten(_about_citations(question, numbers, earlier), numbers)
    if asks_others(question, earlier.last):
        return Rewritten(earlier.last, others=True)
    if not leans(question, f"{earlier.topic} {earlier.detail}"):
        return Rewritten(question)
    bare = without_lead_in(question)
    return Rewritten(_instead(bare, earlier.last) or _filled(bare, earlier))


def gist(question: str) -> str:
    """What a question is about: its words but for those that ask, as one phrase."""
    sentences = _SENTENCE_END.split(question.strip())
    asked = sentences[-1].strip(_ENDS)
    asked = _AUXILIARY.sub("", _HEAD.sub("", asked))
    parts = [*(each.strip(_ENDS) for each in sentences[:-1]), _THERE.sub("", asked)]
    return "; ".join(part for part in parts if part)


def without_lead_in(question: str) -> str:
    """A question without "And", "But", "What about" before it."""
    rest = LEAD_IN.sub("", question.strip()).strip()
    return rest if any(map(str.isalnum, rest)) else question.strip()


def _numbers(question: str, earlier: Earlier) -> tuple[int, ...]:
    """The citations a question names: "[3]", "source 3", "the second one"."""
    named = [int(next(filter(None, match.groups()))) for match in NUMBER.finditer(question)]
    known = [number for number in named if number in earlier.headlines]
    at = ordinal_in(question)
    if not known and at is not None and earlier.cited and at < len(earlier.cited):
        known = [earlier.cited[at]]
    return tuple(dict.fromkeys(known))


def _about_citations(question: str, numbers: tuple[int, ...], earlier: Earlier) -> str:
    """The article is what is asked about; where nothing is asked of it, the sentence itself."""
    rest = without_lead_in(NUMBER.sub("it", question))
    asks = read_question(ORDINAL.sub("it", rest)).terms
    told = earlier.headlines if asks else {**earlier.headlines, **earlier.quotes}
    about = "; ".join(dict.fromkeys(told[number].strip(_ENDS) for number in numbers))
    return _joined(about, rest) if _SAYS_MORE.search(rest) else f"{about}?"


def _instead(bare: str, last: str) -> str | None:
    """The last question about something else: "And in Syria?" after "How many died in Iraq?"."""
    match = _PLACE_OR_NAME.fullmatch(bare.strip(_ENDS))
    if match is None or match["name"].lower() in STOPWORDS:
        return None
    name, preposition = match["name"], match["preposition"]
    before = rf"\b{preposition}\s+" if preposition else ""
    found = list(re.finditer(rf"{before}{_PLACE_OR_NAME.pattern}", last[1:]))
    names = [m for m in found if not _HEAD.match(m["name"])]
    if not names or (preposition is None and len(names) > 1):
        return None
    start, end = (at + 1 for at in names[-1].span("name"))
    return f"{last[:start]}{name}{last[end:]}"


def _filled(bare: str, earlier: Earlier) -> str:
    person = _person(bare, earlier)
    if person:
        bare = PERSON_PRONOUN.sub(lambda m: _in_place_of(m, bare, person), bare, count=1)
    about = "; ".join(filter(None, (earlier.topic, earlier.detail)))
    return _joined(about, bare)


def _person(bare: str, earlier: Earlier) -> str | None:
    """Whom "he" or "she" means where that was asked for: the first person of the answer.

    A person that the question itself named stands in the topic already.
    """
    if not _ASKED_WHO.search(earlier.last) or not PERSON_PRONOUN.search(bare):
        return None
    return next((name for name in _full_names(earlier.told) if name not in earlier.last), None)


def _full_names(text: str) -> list[str]:
    found = (_without_beginning(match.group()) for match in _FULL_NAME.finditer(text))
    return [name for name in dict.fromkeys(found) if " " in name]


def _without_beginning(name: str) -> str:
    """Without words that have a capital only because a sentence or a day begins: "On Sunday"."""
    words = name.removesuffix("'s").removesuffix("’s").split()
    while words and (words[0].lower() in STOPWORDS or words[0] in _DAYS):
        words.pop(0)
    return " ".join(words)


def _in_place_of(match: re.Match[str], text: str, person: str) -> str:
    """ "his" and "her" before a noun belong to somebody."""
    owns = _POSSESSIVE.match(match.group()) and text[match.end() :].strip(_ENDS)
    return f"{person}’s" if owns else person


def _joined(about: str, bare: str) -> str:
    if not about:
        return bare
    return f"{about[0].upper()}{about[1:]}. {bare[:1].upper()}{bare[1:]}"
