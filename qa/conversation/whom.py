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
from qa.conversation.people import (
    answering_person,
    head_of,
    of_sex,
    perhaps_person,
    same_sex,
    several,
    sex_of,
    single_name,
    surely_person,
)
from qa.conversation.phrases import TITLES, Phrase, names_in
from qa.extractive.questions import read_question
from qa.extractive.spelling import spelled

PERSON = re.compile(r"\b(?:he|she|him|his|hers?)\b", re.IGNORECASE)
PLURAL = re.compile(r"\b(?:they|them|their)\b", re.IGNORECASE)
# "Who won the cup?", but not "Who is Jane Doe?", which names her.
_NAMES_SOMEBODY = re.compile(r"\bwho(?:m|['’]s)?(?: (?:is|was))? (?-i:[A-Z])", re.IGNORECASE)
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
        focus = [person for person in people if _speaks_of(typed, person)]
        if _asks_who(typed):
            people = [person for person in people if person not in focus]
        elif focus:
            people = focus
            break
    return people[0] if len(people) == 1 else None


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
    return next((p for p in topic if several(p) and _speaks_of(typed, p)), None)


def named(earlier: Earlier) -> list[Phrase]:
    """The names of the last answer, but for the capital that only begins a sentence or caption.

    "Near Kherson" is none: within sentences that were read, "near" has no capital.
    """
    found = names_in(earlier.told)
    if not earlier.read:
        return found
    return [name for name in found if _within_sentences(name.text, earlier)]


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
    new = (n for n in named(earlier) if n.text.lower().split()[-1] not in known)
    return answering_person(of_sex(pronoun, new, said), earlier.told)


def _stood_for(pronoun: re.Match[str], asked: str, topic: Iterable[Phrase]) -> Phrase | None:
    """The phrase that stands in ``asked`` where what was typed had ``pronoun``."""
    following = _NEXT_WORD.match(pronoun.string, pronoun.end())
    after = rf"\W+{re.escape(following[1])}\b" if following and following[1] else r"\W*$"
    for phrase in topic:
        if re.search(rf"{re.escape(phrase.said())}(?:’s)?{after}", asked, re.IGNORECASE):
            return phrase
    return None


def _speaks_of(typed: str, phrase: Phrase) -> bool:
    return head_of(phrase) in re.findall(r"[\w’'-]+", typed.lower())
