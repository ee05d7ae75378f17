"""Which phrases of a conversation are people, who of them answers "who?", and who is "she".

Told by titles, by what things are called, and by how the answers use a name. Deliberately no list
of first names, and no guess at a sex that nothing told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from qa.conversation.phrases import PEOPLE, TITLES, Phrase, names_in

_REIGN = re.compile(r"[IVX]+")  # "King Aldo III"
_HE = frozenset("he him his himself male".split())
_SHE = frozenset("she her hers herself female".split())
_HIS_TITLES = frozenset("king prince mr sir husband father son brother congressman".split())
_HER_TITLES = frozenset(
    "queen princess mrs ms lady wife mother daughter sister actress congresswoman".split()
)
# What a name that is no person ends with, or has in it.
THINGS = frozenset(
    """academy act agency agreement airlines airport archives army arena association avenue award
    awards bank base bay beach board bowl bridge building bureau castle cathedral center centre
    championship championships church city club college commission committee company conference
    congress corps council county court cup department district division east festival final force
    forces foundation games gate gazette glacier government group guard hall hill hospital hotel
    house inc island islands journal kingdom lake league magazine military ministry mission
    mountain museum news north office olympics open oscars palace park party pipeline police port
    post press prison prize province republic resistance review river road san school senate
    series service south square stadium state states station street summit supreme team telescope
    territory theatre times tower town treaty tribune trophy union united university v. valley
    village vs. war world zoo""".split()
)
_MORE_PEOPLE = frozenset(
    "attacker driver founder gunman owner president shooter suspect victim widow".split()
)
_DOES = (
    r"(?:[’']s)?(?:\s*,\s*(?:an?|the|who|whose|\d{1,2})\b"
    r"|\s+(?:said|says|told|was|is|has|had|will|would|who|whose|won|became|becomes|\w{2,}ed)\b)"
)
_FULL_NAME = r"\b[A-Z]\w+ [A-Z]"
_OWNED = re.compile(r"['’]s$")
_TITLED = re.compile(rf"\b(?i:{'|'.join(map(re.escape, sorted(TITLES | PEOPLE)))})\s+")


def answering_person(names: Iterable[Phrase], told: str) -> Phrase | None:
    """Who answers "who": the one of ``names`` in each statement of ``told`` that has any of them.

    None where the statements, one a line, name several or different ones: a wrong name is worse
    than none. After 25 questions of RealTime QA whose answer names somebody, "How old is he or
    she?" is filled rightly 9 times and wrongly once; with the one new person of the first statement
    11 and 4 times.
    """
    full = {Phrase(_OWNED.sub("", n.text)) for n in names if " " in n.text and not n.placing}
    people = [name for name in full if perhaps_person(name)]
    named = list(filter(None, (_named_in(each, people) for each in told.split("\n"))))
    agreed = set.intersection(*named) if named else set()
    longest = max(agreed, key=lambda name: len(name.text), default=None)
    if longest is None or not all(same_person(longest, name) for name in agreed):
        return None
    return longest if len(named) > 1 or _used_as_person(longest.text, told) else None


def _named_in(statement: str, people: Iterable[Phrase]) -> set[Phrase]:
    """Those of ``people`` who are in it, with their last name alone if nobody else has that."""
    in_full = {person for person in people if person.text in statement}
    for person in in_full:
        statement = statement.replace(person.text, ";")
    alone = [name for name in names_in(statement) if " " not in name.text]
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
    return head_of(phrase) in PEOPLE | _MORE_PEOPLE or bool(titled and phrase.text[-1].isalnum())


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
