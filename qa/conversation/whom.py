"""Whom "he", "she" and "they" of a follow-up stand for, where only one can be meant.

After "who?" the one person of the answer; else whoever the same pronoun stood for before, whoever
was named last, or the only person there is. A wrong name is worse than none: where two fit, or the
turn before knew nobody either, nobody is put in and the subject stays before the question.
Deliberately no look at what is asked of them, and nobody who was named in a question for a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from qa.conversation.earlier import Earlier
from qa.conversation.lexicon import TITLES
from qa.conversation.people import (
    answering_person,
    bare_name,
    head_of,
    is_thing,
    of_sex,
    perhaps_person,
    same_sex,
    several,
    sex_of,
    single_name,
    surely_person,
    words_of,
)
from qa.conversation.phrases import Phrase, names_in, phrases_in
from qa.extractive.questions import read_question
from qa.extractive.spelling import spelled

PERSON = re.compile(r"\b(?:he|she|him|his|hers?)\b", re.IGNORECASE)
PLURAL = re.compile(r"\b(?:they|them|their)\b", re.IGNORECASE)
# "Who won the cup?", but not "Who is Jane Doe?", which names her.
_NAMES_SOMEBODY = re.compile(r"\bwho(?:m|['’]s)?(?: (?:is|was))? (?-i:[A-Z])", re.IGNORECASE)
# "Who won the cup?", "In Halden: who did it?"
_WHO_DID = re.compile(
    r"(?:^|[.!]\s|^(?P<heading>[^:]+):\s)who(?:['’]?s)?\s+(?P<is>(?:is|are|was|were|has|had|will|would"
    r"|did|do|does|can|could|should|may|might)\s+)?(?P<did>[^:?]+)[?\s]*$",
    re.IGNORECASE,
)
_INVERTED = re.compile(r"(?:he|she|they|we|you|i|him|her|it(?= .))\b|(?-i:[A-Z])", re.IGNORECASE)
_ENDS_OPEN = re.compile(r"\b(?:after|about|by|for|from|of|to|with)\W*$", re.IGNORECASE)
_ROLE = re.compile(r"the\s", re.IGNORECASE)
_HOW_LONG = re.compile(
    r"\W*(?:(?:since|until|till)\s+when|(?:for\s+)?how\s+long)\W*", re.IGNORECASE
)
_NEXT_WORD = re.compile(r"\W*(\w*)")


def whom(question: str, topic: Sequence[Phrase], earlier: Earlier) -> Phrase | None:
    """The person that the first "he" or "she" of ``question`` stands for; None if not known."""
    match = PERSON.search(question)
    if match is None:
        return None
    said, (typed, _) = said_of(earlier), earlier.so_far()[0]
    if _asks_who(typed):
        return _who_answered(match.group(), earlier, said)
    people = _people(of_sex(match.group(), topic, said), said)
    return _by_what_was_asked(match.group(), people, topic, earlier)


def _people(fitting: Sequence[Phrase], said: str) -> list[Phrase]:
    """Those with a full name or title; without any, the single names that are "he" or "she"."""
    full = [phrase for phrase in fitting if surely_person(phrase) or perhaps_person(phrase)]
    single = (phrase for phrase in fitting if single_name(phrase))
    return full or [phrase for phrase in single if sex_of(phrase, said)]


def _by_what_was_asked(
    pronoun: str, people: list[Phrase], topic: Sequence[Phrase], earlier: Earlier
) -> Phrase | None:
    """Back through the questions: who ``pronoun`` was, or who was named, but in no "who?"."""
    for typed, asked in earlier.so_far():
        found = PERSON.search(typed)
        if found:
            before = _stood_for(found, asked, topic)
            if same_sex(pronoun, found.group()):
                return before
            people = [person for person in people if person != before]
        focus = [person for person in people if speaks_of(typed, person)]
        if _asks_who(typed):
            people = [person for person in people if person not in focus]
        elif focus:
            people = focus
            break
    return people[0] if len(people) == 1 else None


def asked_for(question: str, earlier: Earlier) -> str:
    """ "The one who replaced Anna Berg": who was asked for last, by that question; "" if nobody.

    Also of "Since when?", where it is asked right after that.
    """
    goes_on = PERSON.search(question)
    if not goes_on and not _HOW_LONG.fullmatch(question):
        return ""
    latest = earlier.so_far()[0][1]
    for typed, asked in earlier.so_far():
        if _asks_who(typed):
            return _by_question(earlier.last if asked == latest else spelled(asked, earlier.read))
        another = _asks_who(question) and not PERSON.search(typed)
        if not goes_on or another or any(phrase.is_name for phrase in phrases_in(typed)):
            return ""
    return ""


def _by_question(asked: str) -> str:
    """Not after "Who did Anna Berg replace?", which asks for another one than it names."""
    found = _WHO_DID.search(asked)
    if found is None or (found["is"] and _INVERTED.match(found["did"])):
        return ""
    if found["is"] and _ENDS_OPEN.search(found["did"]):
        return ""
    did = found["did"].rstrip(" .!")
    one = did if _ROLE.match(did) else f"the one who {found['is'] or ''}{did}"
    return f"{found['heading']}, {one}" if found["heading"] else f"{one[0].upper()}{one[1:]}"


def those(question: str, topic: Iterable[Phrase], earlier: Earlier) -> Phrase | None:
    """What "they" stands for: what was named in the plural right before, or stood for it there."""
    if not PLURAL.search(question):
        return None
    typed, asked = earlier.so_far()[0]
    found = PLURAL.search(typed)
    if found:
        return _stood_for(found, asked, topic)
    if _asks_who(typed):
        return None
    return next((p for p in topic if several(p) and speaks_of(typed, p)), None)


def named(earlier: Earlier) -> list[Phrase]:
    """The names of the last answer, but for the capital that only begins a sentence or caption.

    "Near Kherson" is none: within sentences that were read, "near" has no capital.
    """
    found = names_in(earlier.told)
    if not earlier.read:
        return found
    return [name for name in found if _within_sentences(name.text, earlier)]


def _told(earlier: Earlier) -> list[Phrase]:
    """The same without things, and with those whose first word only ever begins a sentence."""
    within = {word for sentence in earlier.read for word in sentence.split()}
    read = "\n".join((*earlier.read, earlier.told))
    told = (n for n in names_in(earlier.told) if not is_thing(bare_name(n), read))
    return [
        name
        for name in told
        if name.text.split()[0].lower() not in within or _within_sentences(name.text, earlier)
    ]


def _within_sentences(name: str, earlier: Earlier) -> bool:
    first = name.split()[0]
    return first.lower() in TITLES or spelled(name.lower(), earlier.read).startswith(first)


def said_of(earlier: Earlier) -> str:
    """What tells of the sex of whoever is spoken of."""
    return "\n".join((earlier.told, *earlier.quotes))


def _asks_who(question: str) -> bool:
    wanted = read_question(question).wanted
    return wanted == "person" and not _NAMES_SOMEBODY.search(question)


def _who_answered(pronoun: str, earlier: Earlier, said: str) -> Phrase | None:
    """The person in the answer to "who?"; None after "Who did he beat?", which may mean both.

    But "she" after that is not the one who was "he".
    """
    typed, _ = earlier.so_far()[0]
    asked = PERSON.search(typed)
    if earlier.detail and asked and same_sex(pronoun, asked.group()):
        return None
    known = f"{typed} {earlier.topic}".lower()
    new = (n for n in _told(earlier) if words_of(n)[-1] not in known)
    return answering_person(of_sex(pronoun, new, said), earlier.told, earlier.last)


def _stood_for(pronoun: re.Match[str], asked: str, topic: Iterable[Phrase]) -> Phrase | None:
    """The phrase that stands in ``asked`` where what was typed had ``pronoun``."""
    following = _NEXT_WORD.match(pronoun.string, pronoun.end())
    after = rf"\W+{re.escape(following[1])}\b" if following and following[1] else r"\W*$"
    for phrase in topic:
        if re.search(rf"{re.escape(phrase.said())}(?:’s)?{after}", asked, re.IGNORECASE):
            return phrase
    return None


def speaks_of(typed: str, phrase: Phrase) -> bool:
    """Whether ``typed`` has its noun."""
    return head_of(phrase) in re.findall(r"[\w’'-]+", typed.lower())
