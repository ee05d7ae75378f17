"""Follow-up questions made to stand alone, without a model: the conversation fills their gaps.

"Who was hurt there?" after "Which base in western Iraq was attacked?" becomes "Who was hurt at
Al-Asad Air Base?", where that base was the answer; what no pronoun stands for is put before it:
"At Al-Asad Air Base: how many were hurt?". Whether a question leans on what came before is told by
the signs of `leaning`, what is put in or before it by `filling`. Deliberately no grammar, and
nothing but names, noun phrases and questions of the conversation is ever put in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.words import STOPWORDS, iter_words
from qa.conversation.another import PLACE_OR_NAME, elsewhere, instead
from qa.conversation.earlier import OTHERS, Earlier, Rewritten
from qa.conversation.filling import ENDS, continued, filled, headed
from qa.conversation.leaning import ABOUT, LEAD_IN, leans
from qa.conversation.numbers import NUMBER, ORDINAL, ordinal_in
from qa.conversation.outlets import asked_outlet, asks_others
from qa.conversation.phrases import Phrase
from qa.conversation.pronouns import ANY
from qa.conversation.topic import about, kept, own_words, shown, with_new, written

# "The French one?", "The ones in Syria?", "In chemistry?"
_OF_KIND = re.compile(r"the\s+(?P<kind>(?!other\b|same\b)[\w’'-]+)\s+ones?", re.IGNORECASE)
_ONES = re.compile(r"(?:the\s+)?ones?\s+(?=(?:in|at|on|from|of)\s)", re.IGNORECASE)
_FIELD = re.compile(r"(?P<preposition>in|at|on|for|with|from|by)\s+[a-z][\w-]*")
_YEAR = re.compile(r"^\s+in\s+\d+")  # of the other one
_OF_PLACE = re.compile(r"(?P<what>.+) of [A-Z][\w ]*$")
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
        heading = f"{_END_MARK.sub('', heading)}: {continued(rest)}"
    kept = earlier.near.issuperset(numbers) and earlier.topic
    return Rewritten(heading, numbers, topic=kept or gist(earlier.headlines[numbers[0]]))


def _of_another(bare: str, earlier: Earlier) -> Rewritten | None:
    """The same question about something else: "And in Syria?" after "How many died in Iraq?".

    Where there is nothing that the name can take the place of, it is a new subject.
    """
    kind = _of_kind(bare.strip(ENDS), earlier)
    if kind:
        return alone(kind)
    match = PLACE_OR_NAME.fullmatch(_ONES.sub("", bare.strip(ENDS)))
    if match is None or match["name"].lower() in STOPWORDS:
        return None
    asked = earlier.detail or earlier.last
    same = instead(match, asked)
    if same and _of_a_kind(same, match["name"]):  # "the storm Norway"
        beside = (*about(asked), Phrase(match["name"]))
        text = headed(match["name"], asked)
        return Rewritten(text, topic=written(beside), typed="instead")
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


def _of_a_kind(asked: str, name: str) -> bool:
    """Whether a noun right before a name says what it names, "hurricane Ian": no other fits."""
    return any(p.text.endswith(f" {name}") and p.text[0].islower() for p in about(asked))


def _of_kind(bare: str, earlier: Earlier) -> str:
    """ "Who won the French election?" of "The French one?"; "In chemistry?" for "in literature"."""
    field, kind = _FIELD.fullmatch(bare), _OF_KIND.fullmatch(bare)
    if field:
        at_end = re.compile(rf"\b{field['preposition']}\s+[a-z][\w-]*(?=\W*$)")
        found = (asked for _, asked in earlier.so_far() if at_end.search(asked))
        return next((at_end.sub(bare, asked) for asked in found), "")
    for phrase in about(earlier.last) if kind else ():
        before, _, rest = earlier.last.partition(phrase.text)
        noun = phrase.text.split()[-1]
        if kind and noun[0].islower() and not phrase.placing:
            return f"{before}{kind['kind']} {noun}{_YEAR.sub('', rest)}"
    return ""


def _asked_again(bare: str, earlier: Earlier) -> Rewritten | None:
    """ "Why?" after "When was the bridge closed?": the same with another word of asking."""
    word = bare.strip(ENDS)
    last = _CIRCUMSTANCE.search(earlier.last)
    if last is None or not _ASKS_CIRCUMSTANCE.fullmatch(word):
        return None
    text = f"{earlier.last[: last.start()]}{word.lower()}{earlier.last[last.end() :]}"
    detail = _CIRCUMSTANCE.sub(word.lower(), earlier.detail)
    return Rewritten(f"{text[0].upper()}{text[1:]}", topic=earlier.topic, detail=detail)


def _moved(topic: Sequence[Phrase], place: Phrase) -> Iterator[Phrase]:
    """What a talk is about, elsewhere: "the prime minister of Italy" is that of Sweden there."""
    of_place = _OF_PLACE.match(topic[0].text) if topic else None
    if of_place:
        yield Phrase(f"{of_place['what']} of {place.text}", topic[0].before)
        return
    yield from (phrase for phrase in topic if not phrase.placing)
    yield place


def _about_another(bare: str, subject: Phrase, earlier: Earlier) -> Rewritten:
    """A new place or name: what was asked last is asked of it, if that makes a question."""
    asked = earlier.detail or earlier.last
    own = [phrase for phrase in about(asked) if phrase.is_name]
    there = None if subject.before else elsewhere(subject.text, asked)
    if own and there:
        return Rewritten(there, topic=gist(there), typed="instead")
    if own and subject.placing and not (ANY.search(asked) or earlier.detail):
        # "In Florida?" after "How many died in the storm Ian?": where the articles have both.
        text = f"{asked.rstrip(ENDS)} {subject}?"
        return Rewritten(text, topic=written(with_new(own, [subject])), typed="instead")
    if subject.placing and earlier.detail and not own:
        there = written(_moved(kept(earlier.topic), subject))
        moved = replace(earlier, topic=there, detail="", last="", asked=())
        return replace(filled(asked, moved), typed="never")
    if ANY.search(asked) or own or not (subject.placing or earlier.detail):
        return alone(f"{bare[0].upper()}{bare[1:]}")
    main = [phrase for phrase in kept(earlier.topic)[:1] if not phrase.is_name]
    topic = (*main, subject)
    text = headed(shown(topic), asked)
    return Rewritten(text, topic=written(topic), detail=earlier.detail, typed="instead")
