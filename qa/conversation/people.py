"""Which phrases of a conversation are people, who of them answers "who?", and who is "she".

Told by titles, by what things are called, and by how the answers use a name. Deliberately no list
of first names, and no guess at a sex that nothing told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.words import iter_words
from qa.conversation.phrases import PEOPLE, TITLES, Phrase

_REIGN = re.compile(r"[IVX]+")  # "King Aldo III"
_HE = frozenset("he him his himself".split())
_SHE = frozenset("she her hers herself".split())
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
_TITLED = re.compile(rf"\b(?i:{'|'.join(map(re.escape, sorted(TITLES | PEOPLE)))})\s+")


def answering_person(names: Iterable[Phrase], told: str) -> Phrase | None:
    """Who answers "who": the one person new to the first statement of ``told``, named in full.

    After 51 questions of RealTime QA that ask for somebody, "How old is he or she?" is filled
    rightly 11 times and wrongly 11 times, mostly where the answer itself is wrong or the question
    asks for no person. With the first of several persons it was 6 and 12 times.
    """
    several = (Phrase(name.text) for name in names if " " in name.text and not name.placing)
    people = dict.fromkeys(name for name in several if perhaps_person(name))
    first = {word.raw for word in iter_words(told.partition("\n")[0])}
    meant = [n for n in people if n.text.split()[-1] in first and _used_as_person(n.text, told)]
    return meant[0] if len(meant) == 1 else None


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


def _used_as_person(name: str, told: str) -> bool:
    """ "Mira Solberg, 41,", "Mira Solberg said", "captain Mira Solberg", "President Solberg"."""
    if not re.search(rf"{re.escape(name)}(?!\w|['’]s)", told):
        return False
    titled = (TITLES | {"rep."}) & set(name.lower().split()[:-1])
    used = rf"{re.escape(name)}{_DOES}|{_TITLED.pattern}{re.escape(name)}"
    return bool(titled or re.search(used, told))


def is_person(phrase: Phrase) -> bool:
    """Whether "he" or "she" may mean it."""
    return surely_person(phrase) or perhaps_person(phrase) or single_name(phrase)


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
