"""Pronouns of a follow-up, replaced by what they stand for in the topic of a conversation.

A thing for "it", a place for "there", each the first phrase of the topic that fits: "How long will
it be closed?" becomes "How long will the harbour bridge be closed?". Who "he", "she" and "they" are
is told by `whom`. Where nothing fits, the question stays as it was typed and only the topic is put
before it. Deliberately not replaced: "this" and "that", which may stand
for a whole event, and an "it" that stands for nothing ("how long does it take to").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from index.words import STOPWORDS
from qa.conversation.leaning import EMPTY_IT, refers
from qa.conversation.lexicon import THINGS
from qa.conversation.people import (
    of_two_words,
    perhaps_person,
    several,
    sex_of,
    single_name,
    surely_person,
    words_of,
)
from qa.conversation.phrases import Phrase
from qa.conversation.whom import PERSON, PLURAL

ANY = re.compile(
    r"\b(?:he|she|him|his|hers?|its?|they|them|their|theirs|this|that|these|those|there|so)\b",
    re.IGNORECASE,
)
_THING = re.compile(r"\bits?\b(?![’'])", re.IGNORECASE)
_THERE = re.compile(
    r"(?<!is )(?<!are )(?<!was )(?<!were )\bthere\b(?! (?:is|are|was|were|be|been)\b)",
    re.IGNORECASE,
)
# "Where did it happen?", "Why did he do it?", "Was it the first attack?": an event, which has no
# name of its own.
_EVENT = re.compile(
    r"\bit\s+(?:happen|occur|help|work|t(?:ake|ook)\s+place)|\bdo\s+it\b|\b(?:did|done)\s+it\s*\??$"
    r"|\b(?:is|was)\s+it\s+the\s",
    re.IGNORECASE,
)
_ITS = re.compile(r"\bits\b", re.IGNORECASE)
_OWNING = frozenset("his her its their".split())


def stand_in(
    question: str,
    topic: Sequence[Phrase],
    somebody: Phrase | None = None,
    those: Phrase | None = None,
    told: str = "",
) -> tuple[str, tuple[Phrase, ...]]:
    """``question`` with phrases in place of its pronouns, and the phrases that were used.

    ``somebody`` is "he" or "she", ``those`` are "they", as `whom` tells; nobody is "it" of whom
    ``told`` says "he".
    """
    things = [
        one for one in topic if one != somebody and not (of_two_words(one) and sex_of(one, told))
    ]
    used: list[Phrase] = []
    for pronoun, phrase in (
        (PERSON, somebody),
        (_THING, None if _stands_for_nothing_named(question) else _thing(things)),
        (PLURAL, those),
        (_THERE, _place(topic)),
    ):
        match = pronoun.search(question)
        if match and phrase and phrase not in used:
            said = str(phrase) if pronoun is _THERE else phrase.said()
            question = _replaced(question, match, said)
            used.append(phrase)
    return question, tuple(used)


def _stands_for_nothing_named(question: str) -> bool:
    explained = _ITS.search(question) and not refers(question)  # "does the ferry make its trip"
    return bool(explained or EMPTY_IT.search(question) or _EVENT.search(question))


def _thing(topic: Iterable[Phrase]) -> Phrase | None:
    """The thing that is named, or a single name; None where two things were named side by side."""
    others = [phrase for phrase in topic if not (surely_person(phrase) or several(phrase))]
    things = [phrase for phrase in others if _placed_thing(phrase)]
    if sum(not phrase.placing for phrase in things) > 1:
        return None
    named = [phrase for phrase in others if single_name(phrase)]
    only = named if len(named) == 1 else []
    return next(iter([*filter(_surely_thing, things), *things, *only]), None)


def _place(topic: Iterable[Phrase]) -> Phrase | None:
    return next((p for p in topic if p.placing in ("in", "at", "on", "near")), None)


def _surely_thing(phrase: Phrase) -> bool:
    return not phrase.placed and _placed_thing(phrase)


def _placed_thing(phrase: Phrase) -> bool:
    return not (several(phrase) or perhaps_person(phrase) or _bare_name(phrase))


def _bare_name(phrase: Phrase) -> bool:
    """A name without an article, so perhaps a place: "in Jordan", but not "in hurricane Ian"."""
    article = phrase.before.endswith(("the", "a", "an"))
    if article or not phrase.is_name or phrase.text.isupper() or phrase.text[0].islower():
        return False
    return not THINGS & set(words_of(phrase)) and phrase.text.split()[-1][0].isupper()


def _replaced(question: str, match: re.Match[str], said: str) -> str:
    before, after = question[: match.start()], question[match.end() :]
    if _owns(match.group(), after):
        said = f"{said}’s"
    if not before.strip():
        said = f"{said[0].upper()}{said[1:]}"
    return f"{before}{said}{after}"


def _owns(pronoun: str, after: str) -> bool:
    """ "his" and "her" before a noun belong to somebody; "her as queen" is herself."""
    following = re.match(r"\s+([\w’'-]+)", after)
    noun = following is not None and following[1].lower() not in STOPWORDS
    return pronoun.lower() in _OWNING and (noun or pronoun.lower() in ("its", "their"))
