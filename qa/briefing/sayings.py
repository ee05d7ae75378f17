"""Who says what a sentence says: "…, a Pentagon spokesman said", "according to the WHO".

``speaker(sentence)`` gives the words that name the speaker, as written: a person or body by name,
or a role with its body. Rules over verbs of reporting, in English only. What somebody said and
somebody else only passed on is the first one's. Deliberately nobody where that is not sure: no
"the company", "officials" or "a source", no guess who "he" is, nothing that is done and not said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.briefing.verbs import verbs

# With these, what follows is what is said …
_SAYS = (
    r"(?:said|says|say|stated|states|insisted|insists|argued|argues|"
    r"claimed(?! (?:\w+ ){0,3}(?:lives|life|victims?|victory|gold|title)\b)|"
    r"acknowledged|acknowledges|alleged|alleges|testified|predicted|noted)"
)
# … with these only after "that" or a colon, or where the sentence ends with them.
_TELLS = (
    r"(?:explained|explains|declared|declares|announced|announces|confirmed|confirms|warned|warns|reported|reports|tweeted|wrote|writes|"
    r"added|adds|pledged|vowed|promised|found|suggested|told (?:[A-Z][\w.’']*|reporters|lawmakers|"
    r"investigators|police|agents|the [A-Z]\w+|a news conference|the court)(?: [A-Z][\w.’']*){0,3})"
)
_ANY = rf"(?:{_SAYS}|{_TELLS})"
_DENIES = (
    r"(?:denied|denies|rejected|rejects|dismissed|disputed|disputes)(?= (?:that|any\b|having|being|"
    r"(?:the |an? |those |these )?(?:\w+ )?(?:claims?|reports?|allegations?|accusations?|rumou?rs?|"
    r"charges?|wrongdoing|responsibility|involvement)\b|[A-Z]))"
)
_DAY = (
    r"(?:(?: (?:late |early )?(?:on |last )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
    r"(?: (?:morning|afternoon|evening|night))?|"
    r" (?:today|yesterday)|(?: in| during| at| to| via| by| on| after| before)(?: [^\s,;]+){1,9}?)"
)
_ADVERB = r"(?:(?:also|later|earlier|has|have|had|previously|repeatedly|then|first|\w+ly)\s+){0,2}"
_OUTSIDE = r"[^,;:“”\"()—–]"
# … and no verb: ", said the war is over" names nobody.
_UNVERBED = rf"(?:(?! (?:is|are|was|were|will|would|has|have|had|can|could|may|must)\b){_OUTSIDE})"
_WHO = rf"(?P<who>{_OUTSIDE}{{2,80}}?)(?P<called>,{_OUTSIDE}{{1,80}},)?"
# No "attacks were claimed": what is said there is said of them.
_ACTIVE = r"(?<!was )(?<!were )(?<!is )(?<!are )(?<!be )(?<!been )(?<!being )"
_LEAD = (
    r"(?:\([A-Z]+\)\s|[A-Z][\w ,.]+ [–—-]+ ?)?"
    rf"(?:(?:On|In|At|During|After|Earlier|Later|Last|Speaking|Asked){_OUTSIDE}{{1,60}}, )?"
)
_ENDS = rf"(?={_DAY}{{0,2}}[.”\"’]*\s*$|,)"
_RULES = tuple(
    re.compile(rule)
    for rule in (
        rf"[”\"]\s+(?:(?!told)(?:{_SAYS}|tweeted|wrote|added)) (?P<who>{_OUTSIDE}{{2,70}})",
        rf"[”\"]\s+{_WHO}\s+{_ADVERB}{_ACTIVE}{_ANY}\b(?! to\b)",
        rf",\s+(?:said|says)\s+(?P<who>{_UNVERBED}{{2,70}})(?=[,.]|$)",
        rf",\s+{_WHO}\s+{_ADVERB}{_ACTIVE}{_ANY}{_ENDS}",
        rf"^{_LEAD}{_WHO}\s+{_ADVERB}{_ACTIVE}{_SAYS}\b(?! (?:to|goodbye|yes|no)\b)(?! [^\s]+\.$)",
        rf"^{_LEAD}{_WHO}\s+{_ADVERB}{_ACTIVE}{_TELLS}{_DAY}{{0,2}}(?: that\b|:| [“\"])",
        rf"^{_LEAD}{_WHO}\s+{_ADVERB}{_ACTIVE}{_DENIES}",
        rf"\b[Aa]ccording to (?P<who>{_OUTSIDE}{{2,70}})",
    )
)
# "…, the agency reported": it passes on what somebody else says.
_PASSED_ON = re.compile(
    rf"(?:, according to {_OUTSIDE}{{2,70}}(?:,{_OUTSIDE}{{2,70}})?|,{_OUTSIDE}{{2,70}}(?:,"
    rf"{_OUTSIDE}{{2,40}},)? (?:has |have )?reported{_DAY}?|, {_OUTSIDE}{{2,60}}(?:agency|"
    rf"media|news"
    rf"|paper|outlet)\b{_OUTSIDE}{{0,30}} said{_DAY}?)[.]?$"
)
# What follows the name of a speaker: when, where, to whom, and what was said.
_TAIL = re.compile(
    r"[.!?]?$|\s+(?:on|in|at|during|after|before|when|while|as|by|to|that|who|which|told|said|says|"
    r"has|have|had|was|were|is|are|last|this|early|late|published|released|obtained|conducted|via|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|and (?:said|told|added)|not|with|"
    r"close|familiar|briefed|from|citing|shared)\b.*$"
)
# "Sand is among many who have alleged": whoever says it is another.
_VERBED = re.compile(r" (?:is|are|was|were|has been|have been|comes?|came)\b")
_ROLES = frozenset(
    """official officials spokesman spokeswoman spokesperson spokespeople spokesmen minister
    ministers ministry president chairman chairwoman chair governor mayor senator senators lawmaker
    lawmakers lawyer lawyers attorney attorneys prosecutor prosecutors judge chief commander
    commanders general police officer officers army military navy government administration
    authorities court council committee commission agency department office campaign team
    company embassy union association party ambassador envoy director executive executives employees
    researchers scientists doctors engineers experts economists analysts regulators investigators
    diplomats leaders leader democrats republicans parliament senate board university institute
    foundation bank hospital airline service services bureau center centre group troops forces
    representative representatives member members secretary inspectors intelligence""".split()
)
# Whose a role is, without a name: "an army spokesman".
_BODIES = frozenset("army defence defense military navy police palace government ministry".split())
_NO_NAMES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april june
    july august september october november december police public people officials authorities
    experts health state local federal city county many some most several others more few all both
    nearly over about in on at for from as while when after before since if although though but and
    or so yet it he she they we i you this that these those there here what who which why how one
    two three four five six seven eight nine ten none nobody everyone someone critics sources
    protocol conflicting another an a the with under during despite according to not no his her its
    their our my sixty fifty forty thirty twenty half news reports data polls residents witnesses
    scientists researchers doctors prosecutors farmers investigators analysts economists lawmakers
    democrats republicans supporters opponents users employees workers students parents teachers
    then now still also later earlier meanwhile however separately speaking asked even just only
    additionally maybe perhaps probably""".split()
)
_POINTED_AT = frozenset(
    "official officials spokesman spokeswoman spokesperson democrat republican senator".split()
)
_TITLES = frozenset("police state public health federal city county local".split())
_SMALL = frozenset("of for and the in on de la von van der al bin ibn el du &".split())
# With a capital, and yet nobody: "the Consumer Price Index".
_THINGS = frozenset(
    "index report survey poll study act cup statement list data jr sr filing bill aides".split()
)
_NAME = re.compile(r"[A-Z0-9][\w.’'&-]*$")
_LONGEST = 10  # words of a speaker; what is longer is half a sentence


def speaker(sentence: str) -> str | None:
    """The words that name who says what ``sentence`` says; None where that is not sure."""
    passed_on = _PASSED_ON.search(sentence)
    if passed_on:
        first = _first(sentence[: passed_on.start()] + ".")
        if first:
            return first
    return _first(sentence)


def _first(sentence: str) -> str | None:
    return next(_speakers(sentence), None)


def _speakers(sentence: str) -> Iterator[str]:
    for rule in _RULES:
        match = rule.search(sentence)
        if match:
            called = match.groupdict().get("called") or ""
            first = not called and not sentence[: match.start("who")].strip()
            found = _known(match["who"], first) or _by_its_name(match["who"], called)
            if found:
                yield found


def _by_its_name(who: str, called: str) -> str | None:
    """The name in "the food service provider, Halden Foods, said"."""
    name = called.strip(" ,")
    return name if re.match(r"\W*the\b", who, re.IGNORECASE) and _all_names(name.split()) else None


def _known(raw: str, first: bool) -> str | None:
    """A speaker that a reader of these words alone knows; None for any other.

    The ``first`` word of a sentence has a capital in any case: "Aides said" names nobody.
    """
    if _VERBED.search(raw):
        return None
    who = _TAIL.sub("", _before_verb(raw.strip())).strip(" .'’‘–-")
    words = _without_role(who.split())
    who = " ".join(words)
    if not words or len(words) > _LONGEST:
        return None
    bare = words[1:] if words[0].lower() in {"the", "a", "an", "one", "two", "three"} else words
    if not bare or _is_nobody(bare) or bare[-1].endswith(("-led", "-based", "-backed", "-run")):
        return None
    if first and len(words) == 1 and re.search(r"[a-z]s$", who):
        return None
    definite = bare is words or words[0].lower() == "the"
    if bare is not words and definite and _is_told_before(bare):
        return None
    return who if _is_role(bare) or (definite and _is_name(bare)) else None


def _without_role(words: list[str]) -> list[str]:
    """A person without a role that does not say where: "spokesman Jon Sand"."""
    named = next((n for n, word in enumerate(words) if not word.islower()), 0)
    person = len(words) - named > 1 and _all_names(words[named:])
    return words[named:] if words and words[0] in _ROLES and person else words


def _before_verb(raw: str) -> str:
    """What stands before a verb: "the minister called for a vote and" said so."""
    whole = re.sub(r"-[a-z]+", lambda m: "·" * len(m[0]), raw)  # "Halden-backed" is one word
    first = next(verbs(whole, 0, len(raw)), None)
    return raw[: first.start] if first and first.start else raw


def _is_told_before(words: list[str]) -> bool:
    """Whether "the" before them points back: "the US official", "the Department"."""
    return words[-1].lower() in _POINTED_AT or (len(words) == 1 and words[0].lower() in _ROLES)


def _is_nobody(words: list[str]) -> bool:
    """Whether they begin with a word that names nobody; "Police Chief Ada Renn" does not."""
    first = words[0].lower().strip(".’'")
    titled = first in _TITLES and len(words) > 1 and words[1][0].isupper()
    return first in _NO_NAMES and not titled


def _is_name(words: list[str]) -> bool:
    """Whether it ends with a name: "President Ada Renn", "state agency IRNA", "Ministry of War"."""
    last = words[-1].lower()
    if (
        not _NAME.match(words[-1])
        or last.isdecimal()
        or last in _THINGS
        or last[:2] in {"d-", "r-"}
    ):
        return False
    return all(w[0].isupper() or w in _SMALL or w.isalpha() for w in words) and not any(
        w in {"that", "join", "comes", "came", "wasn’t", "wasn't", "because", "than"} for w in words
    )


def _is_role(words: list[str]) -> bool:
    """Whether it is a role with its body: "Iraqi officials", "the head of the Halden Bank"."""
    heads = [n for n, w in enumerate(words) if w.lower() in _ROLES and w.islower()]
    if not heads:
        return False
    if heads[-1] != len(words) - 1:
        after = words[heads[-1] + 1 :]
        return after[0] in {"of", "for", "at"} and _NAME.match(after[-1]) is not None
    named = any(_NAME.match(w) and w.lower().strip(".’'") not in _NO_NAMES for w in words[:-1])
    return named or any(w.lower() in _BODIES for w in words[:-1])


def _all_names(words: list[str]) -> bool:
    kept = [w for w in words if w not in _SMALL]
    return bool(kept) and all(map(_NAME.match, kept))
