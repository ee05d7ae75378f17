"""Follow-up questions made to stand alone, without a model: the conversation fills their gaps.

"Who was hurt there?" after "Which base in western Iraq was attacked?" becomes "Who was hurt at
Al-Asad Air Base?", where that base was the answer; what no pronoun stands for is put before it:
"At Al-Asad Air Base: how many were hurt?". Whether a question leans on what came before is told by
the signs of `leaning`, what that is by `topic`, what a pronoun means by `pronouns`. Deliberately
no grammar, and nothing but names and noun phrases of the conversation is ever put in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from index.words import STOPWORDS, iter_words
from qa.conversation.leaning import (
    ABOUT,
    LEAD_IN,
    NUMBER,
    ORDINAL,
    leans,
    may_stand_alone,
    ordinal_in,
)
from qa.conversation.outlets import asked_outlet, asks_others
from qa.conversation.phrases import Phrase, names_in
from qa.conversation.pronouns import (
    ANY,
    PERSON,
    answering_person,
    is_person,
    of_sex,
    same_sex,
    stand_in,
)
from qa.conversation.topic import (
    about,
    kept,
    named_fully,
    shown,
    speaks_for_itself,
    with_new,
    written,
)
from qa.extractive.questions import read_question

_ENDS = " \t?!.:;,？。！"
# "In Syria", "Syria": all that a question like "And in Syria?" has.
_PLACE_OR_NAME = re.compile(
    r"(?:(?P<preposition>(?i:in|at|on|for|from|by|with|to|of|about|since|until|before|after))\s+)?"
    r"(?P<name>(?:the\s+)?(?:(?:north|south|east|west|central)\w*\s+)?[A-Z0-9][\w’'-]*"
    r"(?:(?:\s+v\.)?\s+(?:of\s+|the\s+)?[A-Z0-9][\w’'-]*)*)",
)
# "Who won the cup?", but not "Who is Jane Doe?", which names her.
_NAMES_SOMEBODY = re.compile(r"\bwho(?:m|['’]s)?(?: (?:is|was))? (?-i:[A-Z])", re.IGNORECASE)
OTHERS = "other outlets"  # than those that the last answer cites
_OF_TIME = ("since", "until", "before", "after", "on")  # "Since February?"
_SEVERAL = re.compile(r"\bit(?:[\s,]*(?:and|or|with)?\s+it\b)+")
_BEFORE_MARK = re.compile(r"\s+(?=[?!.,;:])")
_WHAT_ABOUT = re.compile(rf"\b{ABOUT}\w", re.IGNORECASE)
_FEW = 3  # words that may be a new subject: "highland park parade"
_SAYS_MORE = re.compile(r"\w{3}")  # than "it?"
_ASKING = frozenset("who whom whose what which where when why how since".split())
_ALSO_FIRST = frozenset("is are was were do does did has have had will would can could".split())


# "new" is "instead" also where no sentence found with the old subject has a word of it.
Typed = Literal["never", "its words", "instead", "new"]


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a conversation has come to before the next question."""

    topic: str = ""  # what it is about, as `topic.written`
    detail: str = ""  # the last follow-up as typed, if the last question was one
    last: str = ""  # the last question, standing alone
    told: str = ""  # the supported statements of the last answer
    cited: tuple[int, ...] = ()  # numbers of its citations, in their order
    headlines: Mapping[int, str] = field(default_factory=dict)  # of all citations so far
    quotes: Mapping[int, str] = field(default_factory=dict)  # their sentences


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A question that stands alone, and what the conversation is about from there on."""

    text: str
    numbers: tuple[int, ...] = ()  # of earlier citations that it asks about
    by: str = ""  # whose reports it asks for: an outlet's, or ``OTHERS``
    topic: str = ""
    detail: str = ""
    typed: Typed = "never"  # when the question is to be taken as it was typed after all


def rewrite(question: str, earlier: Earlier, outlets: Sequence[str] = ()) -> Rewritten:
    """``question`` with what it lacks from the conversation; as it is where it lacks nothing.

    ``outlets`` are those that may be asked for by name: "What did Kestrel News say?".
    """
    numbers = _numbers(question, earlier)
    if numbers:
        return _about_citations(question, numbers, earlier)
    if not earlier.last:
        return alone(question)
    by = _asked_of(question, earlier.last, outlets)
    if by:
        return Rewritten(earlier.last, by=by, topic=earlier.topic, detail=earlier.detail)
    if not leans(question, earlier.topic):
        return alone(question)
    bare = without_lead_in(question)
    found = _of_another(bare, earlier) or filled(bare, earlier)
    return replace(found, typed="new") if _new_thing(question, bare, earlier) else found


def _new_thing(question: str, bare: str, earlier: Earlier) -> bool:
    """ "What about artemis?": a word that has not come up may be the next subject."""
    spoken_of = {word.key for word in iter_words(f"{earlier.topic} {earlier.told}")}
    words = [word.key for word in iter_words(bare)]
    plain = not STOPWORDS.intersection(bare.lower().split()[:1])
    new = 0 < len(words) <= _FEW and not spoken_of.intersection(words)
    return plain and new and _WHAT_ABOUT.search(question) is not None


def _asked_of(question: str, last: str, outlets: Sequence[str]) -> str:
    if asks_others(question, last):
        return OTHERS
    return asked_outlet(question, last, outlets) or ""


def alone(question: str) -> Rewritten:
    """A question that needs nothing: what it is about is what the conversation is about."""
    return Rewritten(question, topic=gist(question))


def gist(question: str) -> str:
    """What a question is about, as a turn keeps it."""
    return written(about(question))


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


def _about_citations(question: str, numbers: tuple[int, ...], earlier: Earlier) -> Rewritten:
    """The article is what is asked about; where nothing is asked of it, the sentence itself."""
    rest = ORDINAL.sub("it", _SEVERAL.sub("them", NUMBER.sub(" it ", question)))
    rest = _BEFORE_MARK.sub("", " ".join(without_lead_in(rest).split()))
    asks = read_question(rest).terms
    told = earlier.headlines if asks else {**earlier.headlines, **earlier.quotes}
    heading = "; ".join(dict.fromkeys(told[number].strip(_ENDS) for number in numbers))
    text = f"{heading}: {_continued(rest)}" if _SAYS_MORE.search(rest) else f"{heading}?"
    return Rewritten(text, numbers, topic=gist(earlier.headlines[numbers[0]]))


def _of_another(bare: str, earlier: Earlier) -> Rewritten | None:
    """The same question about something else: "And in Syria?" after "How many died in Iraq?".

    Where there is nothing that the name can take the place of, it is a new subject.
    """
    match = _PLACE_OR_NAME.fullmatch(bare.strip(_ENDS))
    if match is None or match["name"].lower() in STOPWORDS:
        return None
    instead = _instead(match, earlier.detail or earlier.last)
    if instead and earlier.detail:
        own = {phrase.text for phrase in about(earlier.detail)}
        topic = written(p for p in kept(earlier.topic) if p.text not in own)
        return filled(instead, replace(earlier, topic=topic))
    if instead:
        return alone(instead)
    subject = Phrase(match["name"], (match["preposition"] or "").lower())
    if subject.before in _OF_TIME:
        return None
    return _about_another(bare, subject, earlier)


def _about_another(bare: str, subject: Phrase, earlier: Earlier) -> Rewritten:
    """A new place or name: what was asked last is asked of it, if that makes a question."""
    asked = earlier.detail or earlier.last
    own = [phrase for phrase in about(asked) if phrase.is_name]
    if ANY.search(asked) or own or not (subject.placing or earlier.detail):
        return alone(f"{bare[0].upper()}{bare[1:]}")
    main = [phrase for phrase in kept(earlier.topic)[:1] if not phrase.is_name]
    topic = (*main, subject)
    text = _headed(topic, asked)
    return Rewritten(text, topic=written(topic), detail=earlier.detail, typed="instead")


def _instead(match: re.Match[str], asked: str) -> str | None:
    """``asked`` with the name in place of its own one, or of the one after that preposition."""
    name, preposition = match["name"], (match["preposition"] or "").lower()
    before = rf"\b{preposition}\s+" if preposition else r"\b"
    found = list(re.finditer(rf"{before}{_PLACE_OR_NAME.pattern}", asked))
    names = [m for m in found if m["name"].split()[0].lower() not in _ASKING | _ALSO_FIRST]
    if not names or (not preposition and len(names) > 1):
        return None
    start, end = names[-1].span("name")
    return f"{asked[:start]}{name}{asked[end:]}"


def filled(bare: str, earlier: Earlier) -> Rewritten:
    """``bare`` with the topic of the conversation for its pronouns, or before it."""
    names = names_in(earlier.told)
    topic = tuple(dict.fromkeys(named_fully(p, names) for p in kept(earlier.topic)))
    fitting: Sequence[Phrase] = topic
    said = " ".join((earlier.told, *earlier.quotes.values()))
    if PERSON.search(bare) and _asked_who(earlier.detail or earlier.last):
        # Whoever was asked for is meant and nobody else: if that is not known, "he" stays.
        somebody = _who_it_was(of_sex(_pronoun(bare), names, said), earlier, bare)
        fitting = [phrase for phrase in topic if not is_person(phrase)]
        if somebody:
            topic, fitting = (*topic, somebody), (*fitting, somebody)
    text, used = stand_in(bare, fitting, said)
    new = [phrase for phrase in about(bare) if phrase.is_name]
    return Rewritten(
        _headed([phrase for phrase in topic if phrase not in used], text),
        topic=written(with_new(topic, new)),
        detail=bare,
        typed=_typed(bare),
    )


def _typed(bare: str) -> Typed:
    if may_stand_alone(bare):
        return "instead"
    return "its words" if speaks_for_itself(bare) else "never"


def _who_it_was(names: Iterable[Phrase], earlier: Earlier, bare: str) -> Phrase | None:
    """The person in the answer to "who?"; None after "Who did he beat?", which may mean both.

    But "she" after that is not the one who was "he".
    """
    asked = earlier.detail or earlier.last
    known = f"{asked} {earlier.topic}".lower()
    new = (name for name in names if name.text.lower().split()[-1] not in known)
    both = PERSON.search(asked) and same_sex(_pronoun(bare), _pronoun(asked))
    return None if both else answering_person(new, earlier.told)


def _pronoun(question: str) -> str:
    found = PERSON.search(question)
    return found.group() if found else ""


def _asked_who(question: str) -> bool:
    """ "Who won the cup?", "Which star", but not "Who is Jane Doe?", which names her."""
    wanted = read_question(question).wanted
    return wanted == "person" and not _NAMES_SOMEBODY.search(question)


def _headed(phrases: Iterable[Phrase], question: str) -> str:
    heading = shown(phrases)
    if not heading:
        return f"{question[:1].upper()}{question[1:]}"
    return f"{heading[0].upper()}{heading[1:]}: {_continued(question)}"


def _continued(question: str) -> str:
    """With a small letter where only its place as the first word gave it a capital."""
    first = question.split()[:1]
    plain = bool(first) and first[0].lower().strip(_ENDS) in _ASKING | _ALSO_FIRST | STOPWORDS
    return f"{question[:1].lower()}{question[1:]}" if plain else question
