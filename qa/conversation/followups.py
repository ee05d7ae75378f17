"""Follow-up questions made to stand alone, without a model: the conversation fills their gaps.

"Who was hurt there?" after "Which base in western Iraq was attacked?" becomes "Who was hurt at
Al-Asad Air Base?", where that base was the answer; what no pronoun stands for is put before it:
"At Al-Asad Air Base: how many were hurt?". Whether a question leans on what came before is told by
the signs of `leaning`, what that is by `topic`, what a pronoun means by `pronouns`. Deliberately
no grammar, and nothing but names and noun phrases of the conversation is ever put in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

from index.words import STOPWORDS, iter_words
from qa.conversation.another import PLACE_OR_NAME, elsewhere, instead
from qa.conversation.earlier import OTHERS, Earlier, Rewritten, Typed
from qa.conversation.leaning import ABOUT, LEAD_IN, OPENERS, leans, may_stand_alone
from qa.conversation.numbers import NUMBER, ORDINAL, ordinal_in
from qa.conversation.outlets import asked_outlet, asks_others
from qa.conversation.phrases import Phrase
from qa.conversation.pronouns import ANY, stand_in
from qa.conversation.topic import (
    about,
    kept,
    named_fully,
    own_words,
    shown,
    speaks_for_itself,
    with_new,
    written,
)
from qa.conversation.whom import named, said_of, those, whom

_ENDS = " \t?!.:;,？。！"
_WHO_IS = re.compile(
    r"\bwho(?:['’]s|\s+(?:is|was|are|were))\s+(?:the|an?)\s+(?P<whom>\w+)", re.IGNORECASE
)
_OF_TIME = ("since", "until", "before", "after", "on")  # "Since February?"
_SEVERAL = re.compile(r"\bit(?:[\s,]*(?:and|or|with)?\s+it\b)+")
_BEFORE_MARK = re.compile(r"\s+(?=[?!.,;:])")
_END_MARK = re.compile(r"(?<!\.)[?!.:;,？。！]$")  # but not of "…upset in World Cup ..."
_WHAT_ABOUT = re.compile(rf"\b{ABOUT}\w", re.IGNORECASE)
_ASKS_CIRCUMSTANCE = re.compile(r"when|where|why|how(?: long| often)?", re.IGNORECASE)
# In "When was the bridge closed?", "In Calder Bay: when was it closed?".
_CIRCUMSTANCE = re.compile(
    rf"(?:^|(?<=: ))(?:{_ASKS_CIRCUMSTANCE.pattern})(?= (?:is|are|was|were|do|does|did|has|have|had"
    r"|will|would|can|could|should|may|might)\b)",
    re.IGNORECASE,
)
_FEW = 3  # words that may be a new subject: "highland park parade"
_SAYS_MORE = re.compile(r"\w{3}")  # than "it?"


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
    if by == OTHERS and earlier.answered:
        return Rewritten(
            earlier.answered, by=by, topic=earlier.topic, detail=earlier.answered_detail
        )
    if by:
        return Rewritten(earlier.last, by=by, topic=earlier.topic, detail=earlier.detail)
    if not leans(question, earlier.topic):
        return alone(question)
    bare = without_lead_in(question)
    found = _asked_again(bare, earlier) or _of_another(bare, earlier) or filled(bare, earlier)
    return replace(found, typed="instead") if _new_thing(question, bare, earlier) else found


def _new_thing(question: str, bare: str, earlier: Earlier) -> bool:
    """ "What about artemis?": words that have not come up may be the next subject."""
    spoken_of = {word.key for word in iter_words(f"{earlier.topic} {earlier.told}")}
    words = own_words(bare)
    new = 0 < len(words) <= _FEW and not spoken_of & words
    return new and _WHAT_ABOUT.search(question) is not None


def _asked_of(question: str, last: str, outlets: Sequence[str]) -> str:
    if asks_others(question, last):
        return OTHERS
    return asked_outlet(question, last, outlets) or ""


def alone(question: str) -> Rewritten:
    """A question that needs nothing: what it is about is what the conversation is about."""
    return Rewritten(question, topic=gist(question))


def gist(question: str) -> str:
    """What a question is about, as a turn keeps it."""
    return written(about(without_lead_in(question)))


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
    """The article is what is asked about; one that answered nothing changes no subject."""
    rest = ORDINAL.sub("it", _SEVERAL.sub("them", NUMBER.sub(" it ", question)))
    rest = _BEFORE_MARK.sub("", " ".join(without_lead_in(rest).split()))
    heading = "; ".join(dict.fromkeys(earlier.headlines[number].strip() for number in numbers))
    if _SAYS_MORE.search(rest):
        heading = f"{_END_MARK.sub('', heading)}: {_continued(rest)}"
    kept = earlier.near.issuperset(numbers) and earlier.topic
    return Rewritten(heading, numbers, topic=kept or gist(earlier.headlines[numbers[0]]))


def _of_another(bare: str, earlier: Earlier) -> Rewritten | None:
    """The same question about something else: "And in Syria?" after "How many died in Iraq?".

    Where there is nothing that the name can take the place of, it is a new subject.
    """
    match = PLACE_OR_NAME.fullmatch(bare.strip(_ENDS))
    if match is None or match["name"].lower() in STOPWORDS:
        return None
    same = instead(match, earlier.detail or earlier.last)
    if same and earlier.detail:
        own = {phrase.text for phrase in about(earlier.detail)}
        topic = written(p for p in kept(earlier.topic) if p.text not in own)
        return filled(same, replace(earlier, topic=topic))
    if same:
        return alone(same)
    subject = Phrase(match["name"], (match["preposition"] or "").lower())
    if subject.before in _OF_TIME:
        return None
    return _about_another(bare, subject, earlier)


def _asked_again(bare: str, earlier: Earlier) -> Rewritten | None:
    """ "Why?" after "When was the bridge closed?": the same with another word of asking."""
    word = bare.strip(_ENDS)
    last = _CIRCUMSTANCE.search(earlier.last)
    if last is None or not _ASKS_CIRCUMSTANCE.fullmatch(word):
        return None
    text = f"{earlier.last[: last.start()]}{word.lower()}{earlier.last[last.end() :]}"
    detail = _CIRCUMSTANCE.sub(word.lower(), earlier.detail)
    return Rewritten(f"{text[0].upper()}{text[1:]}", topic=earlier.topic, detail=detail)


def _about_another(bare: str, subject: Phrase, earlier: Earlier) -> Rewritten:
    """A new place or name: what was asked last is asked of it, if that makes a question."""
    asked = earlier.detail or earlier.last
    own = [phrase for phrase in about(asked) if phrase.is_name]
    there = None if subject.before else elsewhere(subject.text, asked)
    if own and there:
        return Rewritten(there, topic=gist(there), typed="instead")
    if own and subject.placing and not (ANY.search(asked) or earlier.detail):
        # "In Florida?" after "How many died in the storm Ian?": where the articles have both.
        text = f"{asked.rstrip(_ENDS)} {subject}?"
        return Rewritten(text, topic=written(with_new(own, [subject])), typed="instead")
    if ANY.search(asked) or own or not (subject.placing or earlier.detail):
        return alone(f"{bare[0].upper()}{bare[1:]}")
    main = [phrase for phrase in kept(earlier.topic)[:1] if not phrase.is_name]
    topic = (*main, subject)
    text = _headed(topic, asked)
    return Rewritten(text, topic=written(topic), detail=earlier.detail, typed="instead")


def filled(bare: str, earlier: Earlier) -> Rewritten:
    """``bare`` with the topic of the conversation for its pronouns, or before it."""
    names = named(earlier)
    topic = tuple(dict.fromkeys(named_fully(p, names) for p in kept(earlier.topic)))
    fitting: Sequence[Phrase] = sorted(topic, key=lambda phrase: phrase.text not in earlier.detail)
    somebody = whom(bare, topic, earlier)
    text, used = stand_in(bare, fitting, somebody, those(bare, topic, earlier), said_of(earlier))
    if somebody and somebody not in topic:
        topic = (*topic, somebody)
    return Rewritten(
        _headed([p for p in topic if p not in used and not _stale(p, earlier)], text),
        topic=written(_and_new(topic, bare, earlier.stale)),
        detail=bare,
        typed=_typed(bare),
    )


def _stale(phrase: Phrase, earlier: Earlier) -> bool:
    """Whether it came up on the way, some turns ago; where it happened is still meant."""
    return not phrase.placing and phrase.text.casefold() in earlier.stale


def _and_new(topic: Sequence[Phrase], bare: str, stale: Set[str]) -> Sequence[Phrase]:
    """The topic with the names of the question; first what it names and asks nothing of.

    Not "the CEO" of "Who is the CEO?": it is asked for, and whoever it is, no "it".
    """
    own = about(bare)
    if len(own) == 1 and _is_phrase(bare, own[0]):
        return with_new(own, topic, stale)
    asked_for = _WHO_IS.search(bare)
    new = (p for p in own if p.is_name and not (asked_for and p.text == asked_for["whom"]))
    return with_new(topic, new, stale)


def _is_phrase(bare: str, phrase: Phrase) -> bool:
    """Whether "the ferry?" is all there is."""
    return bare.strip(_ENDS).lower() in (str(phrase).lower(), phrase.text.lower())


def _typed(bare: str) -> Typed:
    if may_stand_alone(bare):
        return "instead"
    return "its words" if speaks_for_itself(bare) else "never"


def _headed(phrases: Iterable[Phrase], question: str) -> str:
    heading = shown(phrases)
    if not heading:
        return f"{question[:1].upper()}{question[1:]}"
    return f"{heading[0].upper()}{heading[1:]}: {_continued(question)}"


def _continued(question: str) -> str:
    """With a small letter where only its place as the first word gave it a capital."""
    first = question.split()[:1]
    plain = bool(first) and first[0].lower().strip(_ENDS) in OPENERS | STOPWORDS
    return f"{question[:1].lower()}{question[1:]}" if plain else question
