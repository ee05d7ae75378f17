"""Pronouns of a follow-up, replaced by what they stand for in the topic of a conversation.

A person for "he" and "her", a thing for "it", what is in the plural for "they", a place for
"there": "How long will it be closed?" becomes "How long will the harbour bridge be closed?". The
first phrase of the topic that fits is taken; where none does, the question stays as it was typed
and only the topic is put before it. Deliberately not replaced: "this" and "that", which may stand
for a whole event, and an "it" that stands for nothing ("how long does it take to").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from index.words import STOPWORDS
from qa.conversation.leaning import EMPTY_IT
from qa.conversation.phrases import PEOPLE, TITLES, Phrase

PERSON = re.compile(r"\b(?:he|she|him|his|hers?)\b", re.IGNORECASE)
ANY = re.compile(
    r"\b(?:he|she|him|his|hers?|its?|they|them|their|theirs|this|that|these|those|there|so)\b",
    re.IGNORECASE,
)
_THING = re.compile(r"\bits?\b(?![’'])", re.IGNORECASE)
_PLURAL = re.compile(r"\b(?:they|them|their)\b", re.IGNORECASE)
_THERE = re.compile(
    r"(?<!is )(?<!are )(?<!was )(?<!were )\bthere\b(?! (?:is|are|was|were)\b)", re.IGNORECASE
)
# "Where did it happen?", "Why did he do it?": an event, which has no name of its own.
_EVENT = re.compile(
    r"\bit\s+(?:happen|occur|t(?:ake|ook)\s+place)|\bdo\s+it\b|\b(?:did|done)\s+it\s*\??$",
    re.IGNORECASE,
)
_REIGN = re.compile(r"[IVX]+")  # "King Aldo III"
_OWNING = frozenset("his her its their".split())
_HE = frozenset("he him his himself".split())
_SHE = frozenset("she her hers herself".split())
_HIS_TITLES = frozenset("king prince mr sir husband father son brother congressman".split())
_HER_TITLES = frozenset(
    "queen princess mrs ms lady wife mother daughter sister actress congresswoman".split()
)
# What a name that is no person ends with, or has in it.
_THINGS = frozenset(
    """academy act agency agreement airlines airport archives army arena association avenue award
    awards bank base bay beach bill board bowl bridge building bureau castle cathedral center centre
    championship championships church city club college commission committee company conference
    congress corps council county court cup department district division east festival final force
    forces foundation games gate gazette glacier government group guard hall hill hospital hotel
    house inc island islands journal kingdom lake league magazine military ministry mission
    mountain museum news north office olympics open oscars palace park party pipeline police port
    post press prison prize province republic resistance review river road san school senate
    series service south square stadium state states station street summit supreme team telescope
    territory theatre times tower town treaty tribune trophy union united university v. valley
    village vs. war west world zoo""".split()
)
_MORE_PEOPLE = frozenset(
    "attacker driver founder gunman owner president shooter suspect victim widow".split()
)

_DOES = (
    r"(?:[’']s)?(?:\s*,\s*(?:an?|the|who|whose|\d{1,2})\b"
    r"|\s+(?:said|says|told|was|is|has|had|will|would|who|whose|won|became|becomes|\w{2,}ed)\b)"
)
_TITLED = re.compile(rf"\b(?i:{'|'.join(map(re.escape, sorted(TITLES | PEOPLE)))})\s+")


def stand_in(
    question: str, topic: Sequence[Phrase], told: str = ""
) -> tuple[str, tuple[Phrase, ...]]:
    """``question`` with phrases in place of its pronouns, and the phrases that were used.

    ``told`` is what was said of them: nobody is "she" of whom it says "he".
    """
    used: list[Phrase] = []
    for pronoun, fitting in (
        (PERSON, _person),
        (_THING, _thing),
        (_PLURAL, _plural),
        (_THERE, _place),
    ):
        match = pronoun.search(question)
        if match is None or (pronoun is _THING and _stands_for_nothing_named(question)):
            continue
        phrase = fitting([one for one in of_sex(match.group(), topic, told) if one not in used])
        if phrase:
            said = str(phrase) if pronoun is _THERE else phrase.said()
            question = _replaced(question, match, said)
            used.append(phrase)
    return question, tuple(used)


def answering_person(names: Iterable[Phrase], told: str) -> Phrase | None:
    """Who answers "who": the first name of two words or more that ``told`` uses as a person's.

    After 51 questions of RealTime QA that ask for somebody, "How old is he or she?" is filled
    rightly 7 times and wrongly 9 times, mostly where the right name is not in the answer; without
    a look at the use 10 and 14 times, once with "St. George's Chapel".
    """
    several = (Phrase(name.text) for name in names if " " in name.text and not name.placing)
    people = (name for name in several if _perhaps_person(name))
    return next((name for name in people if _used_as_person(name.text, told)), None)


def of_sex(pronoun: str, phrases: Iterable[Phrase], told: str) -> list[Phrase]:
    """Those that ``pronoun`` may stand for, as far as ``told`` tells; all for "it" and "they"."""
    wanted = _sex([pronoun.lower()])
    return [p for p in phrases if not wanted or _sex_of(p, told) in ("", wanted)]


def same_sex(pronoun: str, other: str) -> bool:
    """Whether "he" and "him", or "she" and "her"."""
    return _sex([pronoun.lower()]) == _sex([other.lower()])


def _sex_of(phrase: Phrase, told: str) -> str:
    """By its own title, or the first pronoun after it in most sentences; "" where neither tells."""
    titled = _sex(_words(phrase))
    if titled or not phrase.is_name:
        return titled
    after = re.compile(rf"(\w*)\W+(?:\w+\s)?\b{re.escape(phrase.text.split()[-1])}\b([^.!?]*)")
    votes = [
        _sex([found[1].lower()]) or _sex(re.findall(r"[a-z]+", found[2].lower()), titles=False)
        for found in after.finditer(f". {told}")
    ]
    he, she = votes.count("he"), votes.count("she")
    return "" if he == she else ("he" if he > she else "she")


def _sex(words: Iterable[str], *, titles: bool = True) -> str:
    """Of the first of ``words`` that tells."""
    his, her = (_HE | _HIS_TITLES, _SHE | _HER_TITLES) if titles else (_HE, _SHE)
    telling = (word.rstrip(".") for word in words)
    return next(("he" if word in his else "she" for word in telling if word in his | her), "")


def _stands_for_nothing_named(question: str) -> bool:
    return bool(EMPTY_IT.search(question) or _EVENT.search(question))


def _used_as_person(name: str, told: str) -> bool:
    """ "Mira Solberg, 41,", "Mira Solberg said", "captain Mira Solberg", "President Solberg"."""
    titled = (TITLES | {"rep."}) & set(name.lower().split()[:-1])
    used = rf"{re.escape(name)}{_DOES}|{_TITLED.pattern}{re.escape(name)}"
    return bool(titled or re.search(used, told))


def is_person(phrase: Phrase) -> bool:
    """Whether "he" or "she" may mean it."""
    return _surely_person(phrase) or _perhaps_person(phrase) or _single_name(phrase)


def _person(topic: Iterable[Phrase]) -> Phrase | None:
    return _first(topic, _surely_person, _perhaps_person, _single_name)


def _thing(topic: Iterable[Phrase]) -> Phrase | None:
    others = [phrase for phrase in topic if not _surely_person(phrase)]
    return _first(others, _surely_thing, _placed_thing, _single_name, _perhaps_person)


def _plural(topic: Iterable[Phrase]) -> Phrase | None:
    return _first(topic, _several)


def _place(topic: Iterable[Phrase]) -> Phrase | None:
    return _first(topic, lambda phrase: phrase.placing in ("in", "at", "on", "near"))


def _first(topic: Iterable[Phrase], *fitting: Callable[[Phrase], bool]) -> Phrase | None:
    phrases = list(topic)
    return next((phrase for fits in fitting for phrase in phrases if fits(phrase)), None)


def _words(phrase: Phrase) -> list[str]:
    return [word.lower().removesuffix("'s").removesuffix("’s") for word in phrase.text.split()]


def _head(phrase: Phrase) -> str:
    """Its noun: "mayor" of "the mayor of Calder Bay"."""
    words = _words(phrase)
    return words[words.index("of") - 1] if "of" in words[1:] else words[-1]


def _surely_person(phrase: Phrase) -> bool:
    if phrase.placing:
        return False
    titled = not _THINGS & set(_words(phrase)) and TITLES & set(_words(phrase)[:-1])
    return _head(phrase) in PEOPLE | _MORE_PEOPLE or bool(titled and phrase.text[-1].isalnum())


def _perhaps_person(phrase: Phrase) -> bool:
    """Two to four capitals, none of them what things are called."""
    words = phrase.text.split()
    names = [word for word in words if not _REIGN.fullmatch(word)]
    capitals = all(word[0].isupper() and not word.isupper() for word in names)
    plain = phrase.before in ("", "between") and not _THINGS & set(_words(phrase))
    return plain and capitals and 2 <= len(words) <= 4


def _single_name(phrase: Phrase) -> bool:
    """ "Truss", but not "NASA"."""
    word = phrase.text
    return not phrase.before and word.isalpha() and word[0].isupper() and not word.isupper()


def _surely_thing(phrase: Phrase) -> bool:
    return not phrase.placed and _placed_thing(phrase)


def _placed_thing(phrase: Phrase) -> bool:
    return not (_several(phrase) or _perhaps_person(phrase) or _bare_name(phrase))


def _bare_name(phrase: Phrase) -> bool:
    """A name without an article, so perhaps a place: "in Jordan"."""
    article = phrase.before.endswith(("the", "a", "an"))
    if article or not phrase.is_name or phrase.text.isupper():
        return False
    return not _THINGS & set(_words(phrase)) and phrase.text.split()[-1][0].isupper()


def _several(phrase: Phrase) -> bool:
    head = _head(phrase)
    return head.endswith("s") and not head.endswith(("ss", "us", "is")) and not phrase.is_name


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
