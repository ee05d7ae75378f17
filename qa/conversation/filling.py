"""A follow-up with what the conversation is about in place of its pronouns, or before it.

"How long was it closed?" is "How long was the harbour bridge closed?", "Why did he do it?" after
"Who fired the rockets?" is "The one who fired the rockets: why did he do it?": a pronoun that may
mean two is left as it is, behind what was asked. Deliberately not here: what a pronoun stands for
(`pronouns`, `whom`), and whether a question leans on anything (`leaning`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set

from index.words import STOPWORDS
from qa.conversation.earlier import Earlier, Rewritten, Typed
from qa.conversation.leaning import OPENERS, may_stand_alone
from qa.conversation.lexicon import PEOPLE
from qa.conversation.people import (
    head_of,
    perhaps_person,
    same_person,
    several,
    single_name,
    surely_person,
    words_of,
)
from qa.conversation.phrases import Phrase
from qa.conversation.pronouns import stand_in
from qa.conversation.topic import (
    about,
    kept,
    named_fully,
    shown,
    speaks_for_itself,
    subject,
    with_new,
    written,
)
from qa.conversation.whom import PERSON, asked_for, named, said_of, speaks_of, those, whom

ENDS = " \t?!.:;,？。！"  # of a question
_WHO_IS = re.compile(
    r"\bwho(?:['’]?s|\s+(?:is|was|are|were))\s+(?:the|an?)\s+(?P<whom>\w+)", re.IGNORECASE
)
_NEW = re.compile(r"\bthere\s+(?:be\s+)?(?=an?\b|any\b)(?P<new>.+)", re.IGNORECASE)
_IT = re.compile(r"\b(?:its?|one|any)\b", re.IGNORECASE)
_WHAT_WAS_DONE = re.compile(r"\bwhat\b.*\b(?:do|done)\b", re.IGNORECASE)


def filled(bare: str, earlier: Earlier) -> Rewritten:
    """``bare`` with the topic of the conversation for its pronouns, or before it."""
    names = named(earlier)
    topic = tuple(dict.fromkeys(named_fully(p, names) for p in kept(_of_somebody(bare, earlier))))
    fitting = _fitting(topic, earlier)
    somebody = whom(bare, topic, earlier)
    text, used = stand_in(bare, fitting, somebody, those(bare, topic, earlier), said_of(earlier))
    if somebody and somebody not in topic:
        topic = (*topic, somebody)
    unnamed = "" if somebody else asked_for(bare, earlier)
    new = _come_up(bare, topic, earlier)
    heading = unnamed or shown([*_before(topic, used, bare, earlier), *new])
    return Rewritten(
        headed(heading, text),
        topic=written(_and_new(with_new(topic, filter(_definite, new)), bare, earlier.stale)),
        detail=bare,
        typed=_typed(bare),
    )


def _of_somebody(bare: str, earlier: Earlier) -> str:
    """The topic; for "she", where nobody is in it or answers it, the last one with a full name.

    "When is her next election?" after "How many seats do the Democrats have?".
    """
    named = PERSON.search(bare) and not asked_for(bare, earlier)
    if not named or any(map(_person, (*kept(earlier.topic), *about(earlier.told)))):
        return earlier.topic
    return next((t for t in earlier.before if any(map(_person, kept(t)))), earlier.topic)


def _definite(phrase: Phrase) -> bool:
    return phrase.before == "the"


def _person(phrase: Phrase) -> bool:
    return surely_person(phrase) or perhaps_person(phrase)


def _fitting(topic: Iterable[Phrase], earlier: Earlier) -> Sequence[Phrase]:
    """What a pronoun may stand for, first what was named last; no "it" where that may be new.

    "Did it help?" after "What did the mayor do?" asks of what was done, "Who should get it?" after
    "Is there a vaccine?" of that, or of what it is for; "the CEO" of "Who is the CEO?" is no thing.
    """
    typed = [typed for typed, _ in earlier.so_far()]
    roles = {found["whom"].lower() for found in map(_WHO_IS.search, typed) if found}
    began = about(earlier.so_far()[-1][1])
    fitting = [
        phrase
        for phrase in topic
        if phrase.text.split()[0].lower() not in roles
        and (
            phrase.placing
            or not single_name(phrase)
            or any(same_person(phrase, one) for one in began)
        )
    ]
    if _brought_up(topic, earlier) or _WHAT_WAS_DONE.search(typed[0]):
        fitting = [phrase for phrase in fitting if phrase.placing and phrase.is_name]
    return sorted(fitting, key=lambda phrase: phrase.text not in earlier.detail)


def _come_up(bare: str, topic: Iterable[Phrase], earlier: Earlier) -> Sequence[Phrase]:
    """What the last question brought up, where ``bare`` may mean it."""
    return _brought_up(topic, earlier)[:1] if _IT.search(bare) else ()


def _brought_up(topic: Iterable[Phrase], earlier: Earlier) -> Sequence[Phrase]:
    """ "Is there a vaccine?", "What happened to the bridge?": things that "it" may mean, too."""
    typed, asked = earlier.so_far()[0]
    found = _NEW.search(typed)
    if found:
        return about(found["new"])
    known = {word for phrase in topic for word in words_of(phrase)}
    return [
        Phrase(phrase.text, "the")
        for phrase in (about(typed) if typed != asked else ())
        if phrase.before.endswith("the")
        and not (phrase.is_name or several(phrase) or known & set(words_of(phrase)))
        and head_of(phrase) not in PEOPLE
    ]


def _before(
    topic: Sequence[Phrase], used: Sequence[Phrase], bare: str, earlier: Earlier
) -> Iterator[Phrase]:
    """What of the topic stands before a question that has ``used`` some of it.

    Where that is its subject, nobody who only came up on the way: "Ken Lund: how old is she?";
    where it names somebody beside, no more than the least that says what it is about.
    """
    names_another = not used and any(p.is_name and not p.placed for p in about(bare))
    first = about(earlier.so_far()[-1][1])
    whole = bool(used) or any(phrase.is_name and speaks_of(bare, phrase) for phrase in topic)
    for phrase in subject(written(topic)) if names_another else topic:
        known = phrase.placing or any(same_person(phrase, one) for one in first)
        passing = whole and phrase.is_name and not known
        if phrase not in used and not passing and not _stale(phrase, earlier):
            yield phrase


def _stale(phrase: Phrase, earlier: Earlier) -> bool:
    """Whether it came up on the way, some turns ago; where it happened is still meant."""
    return not phrase.placing and any(same_person(phrase, Phrase(one)) for one in earlier.stale)


def _and_new(topic: Sequence[Phrase], bare: str, stale: Set[str]) -> Sequence[Phrase]:
    """The topic with the names of the question; first what it names and asks nothing of.

    Not "the CEO" of "Who is the CEO?": it is asked for, and whoever it is, no "it".
    """
    own = about(bare)
    if len(own) == 1 and _is_phrase(bare, own[0]):
        return with_new(own, topic, stale)
    role = _WHO_IS.search(bare)
    new = (p for p in own if p.is_name and not (role and p.text == role["whom"]))
    return with_new(topic, new, stale)


def _is_phrase(bare: str, phrase: Phrase) -> bool:
    """Whether "the ferry?" is all there is."""
    return bare.strip(ENDS).lower() in (str(phrase).lower(), phrase.text.lower())


def _typed(bare: str) -> Typed:
    if may_stand_alone(bare):
        return "instead"
    return "its words" if speaks_for_itself(bare) else "never"


def headed(heading: str, question: str) -> str:
    """``question`` after what it is about."""
    if not heading:
        return f"{question[:1].upper()}{question[1:]}"
    return f"{heading[0].upper()}{heading[1:]}: {continued(question)}"


def continued(question: str) -> str:
    """With a small letter where only its place as the first word gave it a capital."""
    first = question.split()[:1]
    plain = bool(first) and first[0].lower().strip(ENDS) in OPENERS | STOPWORDS
    return f"{question[:1].lower()}{question[1:]}" if plain else question
