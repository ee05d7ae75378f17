"""Who says what a sentence says: "…, a defence official said", "according to the ministry".

``speaker(sentence)`` gives the words that name the speaker, as written. Rules over verbs of
reporting, in English only. Deliberately no guess who "he" is, and nobody where a sentence says
something in its writer's own name.
"""

from __future__ import annotations

import re

_VERBS = (
    r"(?:said|says|say|told|tells|claim|added|adds|stated|states|announced|confirmed|confirms|denied|denies|"
    r"claimed|claims|warned|warns|insisted|insists|argued|argues|explained|explains|reported|"
    r"reports|declared|declares|acknowledged|acknowledges|alleged|alleges|testified|tweeted|wrote|"
    r"writes)"
)
_ADVERB = r"(?:(?:also|later|earlier|has|have|had|previously|repeatedly|then|\w+ly)\s+)?"
_OUTSIDE = r"[^,;:“”\"()—–]"
# No "attacks were claimed": what is said there is said of them.
_ACTIVE = r"(?<!was )(?<!were )(?<!is )(?<!are )(?<!be )(?<!been )(?<!being )"
# … and no verb: ", said the war is over" names nobody.
_UNVERBED = rf"(?:(?! (?:is|are|was|were|will|would|has|have|had|can|could|may|must)\b){_OUTSIDE})"
_APPOSITION = rf"(?:,{_OUTSIDE}{{1,60}},)?"
_WHO = rf"(?P<who>{_OUTSIDE}{{2,70}}?){_APPOSITION}"
_RULES = tuple(
    re.compile(rule)
    for rule in (
        rf"\b[Aa]ccording to (?P<who>{_OUTSIDE}{{2,70}})",
        rf"[”\"]\s+(?!told|tells){_VERBS}\s+(?P<who>{_OUTSIDE}{{2,70}})",
        rf",\s+(?!told|tells){_VERBS}\s+(?P<who>{_UNVERBED}{{2,60}})(?=[,.]|$)",
        rf"(?:[,”\"]\s+){_WHO}\s+{_ADVERB}{_ACTIVE}{_VERBS}\b(?!\s+to\b)",
        rf"^{_WHO}\s+{_ADVERB}{_ACTIVE}{_VERBS}\b(?!\s+to\b)",
    )
)
# What follows the name of a speaker: when, where, to whom, and what was said.
_TAIL = re.compile(
    r"[.!?]?$|\s+(?:on|in|at|during|after|before|when|while|as|by|to|that|who|which|told|said|says|"
    r"has|have|had|was|were|is|are|last|this|early|late|published|released|obtained|Monday|Tuesday|Wednesday|Thursday|Friday|"
    r"Saturday|Sunday|via|and (?:said|told|added)|not)\b.*$"
)
_NOBODY = frozenset(
    "he she it they we i you who which that this these those there one some many others and but so "
    "before after during since until under over with without for at on by from to about like "
    "as if when while what not his her their its also yet then still here".split()
)
# "The official" of the sentence before: who is told of one line must be named in it.
_WHICH = frozenset(
    """official officials statement report reports spokesman spokeswoman spokesperson letter
    document documents source sources agency company group paper study authors author release
    lawyer lawyers judge man woman suspect witness complaint lawsuit filing ruling poll survey
    two three""".split()
)
_NO_NAMES = frozenset(
    "the a an monday tuesday wednesday thursday friday saturday sunday today yesterday".split()
)
_OPENS = re.compile(
    r"(?:[A-Z]|(?:the|an?|one|two|three|several|some|police|officials?|state|local)\b)"
)
_LONGEST = 9  # words of a speaker; what is longer is half a sentence


def speaker(sentence: str) -> str | None:
    """The words that name who says what ``sentence`` says; None where nobody is named."""
    for rule in _RULES:
        match = rule.search(sentence)
        who = _named(match["who"]) if match else None
        if who:
            return who
    return None


def _named(raw: str) -> str | None:
    who = _TAIL.sub("", raw.strip()).strip(" .'’‘")
    words = who.split()
    if not words or len(words) > _LONGEST or words[0].lower().strip("'’") in _NOBODY:
        return None
    if len(words) == 1 and words[0].lower() in _NO_NAMES:
        return None
    known = not (len(words) == 2 and words[0].lower() == "the" and words[1].lower() in _WHICH)
    return who if known and _OPENS.match(who) else None
