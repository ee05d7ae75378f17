"""Which phrases of a conversation are people, who of them answers "who?", and who is "she".

Told by titles, by what things are called, and by how the answers use a name. Deliberately no list
of first names, and no guess at a sex that nothing told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from itertools import islice, takewhile

from index.words import iter_words, stem
from qa.conversation.lexicon import MORE_PEOPLE, PEOPLE, THINGS, TITLES
from qa.conversation.phrases import Phrase, names_in
from qa.extractive.questions import read_question

_REIGN = re.compile(r"[IVX]+")  # "King Aldo III"
_HE = frozenset("he him his himself male".split())
_SHE = frozenset("she her hers herself female".split())
_HIS_TITLES = frozenset("king prince mr sir husband father son brother congressman".split())
_HER_TITLES = frozenset(
    "queen princess mrs ms lady wife mother daughter sister actress congresswoman".split()
)
_DOES = (
    r"(?:[’']s)?(?:\s*,\s*(?:an?|the|who|whose|\d{1,2})\b"
    r"|\s+(?:said|says|told|was|is|has|had|will|would|who|whose|won|became|becomes|\w{2,}ed)\b)"
)
_FULL_NAME = r"\b[A-Z]\w+ [A-Z]"
_HARM = (
    r"(?:killed|kills|killing|shot|stabbed|slain|murdered|wounded|injured|hurt|died|dies|dead|death"
    r"|victims?|attacked|assassinated|beaten)"
)
# "Who was shot?", "Who are the victims?"
_HARMED = re.compile(
    rf"\bwho(?:[’']s)?(?: (?:was|were|is|are|has|had|been|the|\w+ly))* {_HARM}\b", re.I
)
_WHO = frozenset("who whom whose who's who’s whos which".split())
_BEFORE_THINGS = r"(?:[Tt]he|[Aa]n?|(?:[Ii]n|[Aa]t|[Nn]ear)(?: [a-z]+)?) "
# Of the names that 100 questions of news find three times and more, people have such a word before
# them in at most 12 % of the mentions ("the Joe Biden years", one of 57 in 22 %), places, teams and
# products in 14 % and more.
_OF_PEOPLE = 0.13
_ASKED_FIRST = 2  # words of a question that tell what somebody did or is
_OWNED = re.compile(r"['’]s$")
_TITLED = re.compile(rf"\b(?i:{'|'.join(map(re.escape, sorted(TITLES | PEOPLE)))})\s+")


def answering_person(names: Iterable[Phrase], told: str, asked: str) -> Phrase | None:
    """Who answers ``asked``, "who?": the one of ``names`` in each line of ``told`` that has any.

    None where the statements, one a line, name several or different ones, where a single one names
    somebody who is not said to do what is asked, and where whoever is named came to harm and
    that was not asked: a wrong name is worse than none. After 25 questions of RealTime QA whose
    answer names somebody, "How old is he or she?" is filled rightly 9 times and wrongly once; with
    the one new person of the first statement 11 and 4 times.
    """
    people = _people_of(list(names), {word.key for word in iter_words(asked)})
    lines = told.split("\n")
    named = list(filter(None, (_named_in(each, people) for each in lines)))
    agreed = set.intersection(*named) if named else set()
    longest = max(agreed, key=lambda name: len(name.text), default=None)
    if longest is None or not all(same_person(longest, name) for name in agreed):
        return None
    if _harmed(longest, told) and not _HARMED.search(asked):
        return None
    if len(named) > 1:
        return longest
    plainly = len(lines) == 1 or _beside(longest.text, told, asked)
    return longest if plainly and _used_as_person(longest.text, told) else None


def _people_of(names: Sequence[Phrase], asked: Set[str]) -> list[Phrase]:
    """The full names, without what was asked for before them: "Apple CEO Tim Cook" has a person."""
    bare = (bare_name(name) for name in names if not name.placing)
    full = dict.fromkeys(Phrase(_without(text, asked)) for text in bare)
    return [name for name in full if " " in name.text and perhaps_person(name)]


def is_thing(name: str, read: str) -> bool:
    """Whether what was ``read`` uses it as no person: "the Apple Watch", "in western New York"."""
    every = re.findall(rf"\b({_BEFORE_THINGS})?{re.escape(name)}\b", read)
    return sum(map(bool, every)) > _OF_PEOPLE * len(every)


def bare_name(phrase: Phrase) -> str:
    """Without "'s"."""
    return _OWNED.sub("", phrase.text)


def _without(name: str, asked: Set[str]) -> str:
    """Without the words of the question that it begins with, where a full name is left."""
    words = name.split()
    plain = (stem(word.lower()) in asked and word.lower() not in TITLES for word in words)
    known = sum(takewhile(bool, plain))
    return " ".join(words[known:]) if len(words) - known > 1 else name


def _harmed(name: Phrase, told: str) -> bool:
    """ "Mira Solberg, who was shot", "slain officer Mira Solberg"."""
    last = re.escape(name.text.split()[-1])
    passive = rf"(?: (?:was|were|is|been|being|\w+ly))+ {_HARM}|(?: has| had)? (?:died|dies)"
    hit = rf"\b{_HARM}(?: (?!by\b)\w+){{0,3}} {re.escape(name.text)}\b"
    return re.search(rf"\b{last}(?:,? who)?(?: has| had)?(?:{passive})\b|{hit}", told) is not None


def _named_in(statement: str, people: Iterable[Phrase]) -> set[Phrase]:
    """Those of ``people`` who are in it, with their last name alone if nobody else has that."""
    in_full = {person for person in people if person.text in statement}
    for person in in_full:
        statement = statement.replace(person.text, ";")
    alone = [name for name in names_in(statement) if single_name(Phrase(name.text))]
    return in_full | {one for one in people for name in alone if same_person(one, name)}


def same_person(one: Phrase, other: Phrase) -> bool:
    """Whether one of the names is part of the other: "President Biden" and "Joe Biden"."""
    longer, shorter = sorted((_bare(one), _bare(other)), key=len, reverse=True)
    return longer[-1:] == shorter[-1:] and set(shorter) <= set(longer)


def _bare(phrase: Phrase) -> list[str]:
    """The words of a name without titles before it."""
    words = words_of(phrase)
    return [word for word in words[:-1] if word not in TITLES] + words[-1:]


def of_sex(pronoun: str, phrases: Iterable[Phrase], told: str) -> list[Phrase]:
    """Those that ``pronoun`` may stand for, as far as ``told`` tells; all for "it" and "they"."""
    wanted = _sex([pronoun.lower()])
    return [p for p in phrases if not wanted or sex_of(p, told) in ("", wanted)]


def same_sex(pronoun: str, other: str) -> bool:
    """Whether "he" and "him", or "she" and "her"."""
    return _sex([pronoun.lower()]) == _sex([other.lower()])


def sex_of(phrase: Phrase, told: str) -> str:
    """By its own title, or the first pronoun after it in most sentences; "" where neither tells."""
    titled = _sex(words_of(phrase))
    if titled or not phrase.is_name:
        return titled
    named = [m for m in _mentions(phrase).finditer(f". {told}") if not _of_another(m, phrase)]
    votes = [
        _sex([found[1].lower()]) or _sex(re.findall(r"[a-z]+", found[3].lower()), titles=False)
        for found in named
    ]
    he, she = votes.count("he"), votes.count("she")
    return "" if he == she else ("he" if he > she else "she")


def _mentions(phrase: Phrase) -> re.Pattern[str]:
    """The word before its last word or all of its words, these, and what follows in the sentence.

    But not beyond another full name, whose pronouns these may be.
    """
    whole, last = re.escape(phrase.text), re.escape(phrase.text.split()[-1])
    return re.compile(rf"(\w*)\W+\b({whole}|{last})\b((?:(?!{_FULL_NAME})[^.!?\n])*)")


def _of_another(mention: re.Match[str], phrase: Phrase) -> bool:
    """Whether it is the last word of another full name: "Jada Smith" for "Will Smith"."""
    in_full = mention[2] == phrase.text or len(_bare(phrase)) == 1
    return not in_full and mention[1][:1].isupper() and mention[1].lower() not in TITLES


def _sex(words: Iterable[str], *, titles: bool = True) -> str:
    """Of the first of ``words`` that tells."""
    his, her = (_HE | _HIS_TITLES, _SHE | _HER_TITLES) if titles else (_HE, _SHE)
    telling = (word.rstrip(".") for word in words)
    return next(("he" if word in his else "she" for word in telling if word in his | her), "")


def _used_as_person(name: str, told: str) -> bool:
    """ "Mira Solberg, 41,", "Mira Solberg said", "captain Mira Solberg", "President Solberg"."""
    if not re.search(rf"{re.escape(name)}(?!\w|['’]s)", told):
        return False
    titled = (TITLES | {"rep."}) & set(name.lower().split()[:-1])
    used = rf"{re.escape(name)}{_DOES}|{_TITLED.pattern}{re.escape(name)}"
    return bool(titled or re.search(used, told))


def _beside(name: str, told: str, asked: str) -> bool:
    """What is asked for are the first words after "who" that are no names: "won", "CEO"."""
    who = [n for n, word in enumerate(iter_words(asked)) if word.raw.lower() in _WHO]
    terms = read_question(asked).terms if who else ()
    after = (stem(t.raw.lower()) for t in terms if not t.is_name and t.place > who[-1])
    near = re.findall(rf"((?:[\w’'-]+\W+){{0,4}}){re.escape(name)}((?:\W+[\w’'-]+){{0,4}})", told)
    beside = {word.key for each in near for word in iter_words(" ".join(each))}
    return any(key in beside for key in islice(after, _ASKED_FIRST))


def words_of(phrase: Phrase) -> list[str]:
    """Its words in small letters, without "'s"."""
    return [word.lower().removesuffix("'s").removesuffix("’s") for word in phrase.text.split()]


def head_of(phrase: Phrase) -> str:
    """Its noun: "mayor" of "the mayor of Calder Bay"."""
    words = words_of(phrase)
    return words[words.index("of") - 1] if "of" in words[1:] else words[-1]


def surely_person(phrase: Phrase) -> bool:
    """ "The mayor", "President Solberg"."""
    if phrase.placing:
        return False
    titled = not THINGS & set(words_of(phrase)) and TITLES & set(words_of(phrase)[:-1])
    return head_of(phrase) in PEOPLE | MORE_PEOPLE or bool(titled and phrase.text[-1].isalnum())


def perhaps_person(phrase: Phrase) -> bool:
    """Two to four capitals, none of them what things are called."""
    words = phrase.text.split()
    names = [word for word in words if not _REIGN.fullmatch(word)]
    capitals = all(word[0].isupper() and not word.isupper() for word in names)
    plain = phrase.before in ("", "between") and not THINGS & set(words_of(phrase))
    return plain and capitals and 2 <= len(words) <= 4


def of_two_words(phrase: Phrase) -> bool:
    """As most people are written: "Kanye West", which might be a thing by its last word."""
    return phrase.is_name and len(phrase.text.split()) == 2


def single_name(phrase: Phrase) -> bool:
    """ "Truss", but not "NASA"."""
    word = phrase.text
    return not phrase.before and word.isalpha() and word[0].isupper() and not word.isupper()


def several(phrase: Phrase) -> bool:
    """ "The militias", "US troops", but not "the United States"."""
    head = head_of(phrase)
    return head.endswith("s") and not head.endswith(("ss", "us", "is")) and not phrase.is_name
