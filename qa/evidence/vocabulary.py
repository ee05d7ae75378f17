"""Closed lists of English words: what means the same, what the opposite, what excludes one another.

``canonical`` gives words of one meaning one key; ``contrary`` says whether two words in the same
place of two sentences contradict one another. Deliberately short and by hand: a word that is in
no list is only ever equal to itself, and nothing is taken from likeness of vectors, to which
"rose" and "fell" are nearly the same.
"""

from __future__ import annotations

from index.words import stem

# Only words that can stand for one another in a news sentence whatever stands beside them.
_SAME = (
    "said says say stated told tells added announced announces",
    "started starts start began begins begin begun commenced beginning",
    "bought buys buy purchased purchases purchase acquired acquires acquire acquisition",
    "kids kid children child",
    "firm firms company companies", "nations nation countries country",
    "film films movie movies", "assisted assist assists helped helps help",
    "people persons individuals", "attorney attorneys lawyer lawyers",
    "doctor doctors physician physicians", "jail prison", "injured wounded hurt",
    "fired sacked dismissed", "large big", "almost nearly", "several numerous many",
    "previously formerly", "permits permit permitted allows allow allowed",
    "received receives receive gets got get obtained", "tried attempted", "quickly rapidly swiftly",
    "published released", "finished concluded", "located situated",
    "shows demonstrates", "showed demonstrated", "resigned quit", "killed slain",
    "troops soldiers", "initially originally", "roughly approximately around about",
    "toward towards", "amid amidst", "among amongst", "following after", "whilst while",
    "also too additionally", "however but though",
    "fell falls fall fallen dropped drops drop", "cut cuts reduced reduces reduce reducing",
    "rose rises rise risen rising increased increases increase increasing raised raises raise "
    "raising", "vote votes voted voting ballot ballots balloted",
    "found finds find discovered discovers discover", "hit hits struck", "last final",
    "answer answers answered respond responds responded reply replies replied",
    "throughout across", "top leading", "police officers", "biggest largest", "bigger larger",
    "traveler travelers traveller travellers", "center centers centre centres",
    "harbor harbors harbour harbours", "labor labour", "color colors colour colours",
    "defense defence", "organization organizations organisation organisations",
    "program programs programme programmes", "kilometer kilometers kilometre kilometres",
    "employee employees worker workers", "illness disease", "sued sues sue", "near close",
    "automobile automobiles car cars", "home house homes houses", "ill sick", "oversaw supervised",
)  # fmt: skip

_IRREGULAR = {
    "rose": "rise", "risen": "rise", "fell": "fall", "fallen": "fall", "won": "win",
    "lost": "lose", "grew": "grow", "grown": "grow", "shrank": "shrink", "sold": "sell",
    "kept": "keep", "left": "leave", "came": "come", "went": "go", "beaten": "beat", "ended": "end",
    "finish": "end", "finished": "end", "concluded": "end", "1.": "first", "dropped": "fall",
    "drop": "fall", "declin": "fall", "plung": "fall", "tumbl": "fall", "slid": "fall",
    "sank": "fall", "climb": "rise", "surg": "rise", "jump": "rise", "soar": "rise", "gain": "rise",
    "increas": "rise", "decreas": "fall", "reduc": "fall", "reject": "refuse",
    "purchas": "buy", "bought": "buy", "began": "start", "begun": "start", "begin": "start",
    "victori": "win", "defeat": "lose", "convict": "guilty", "acquit": "innocent", "dead": "die",
    "died": "die", "killed": "die", "kill": "die", "permit": "allow", "prohibit": "ban",
    "forbid": "ban", "bar": "ban", "bigger": "larger", "biggest": "largest", "fewer": "less",
    "fewest": "least",
}  # fmt: skip
_OPPOSITES = (
    "rise fall", "win lose", "accept refuse", "approve refuse", "support oppose", "support refuse",
    "allow ban", "open close", "start end", "start stop", "arrive leave", "enter leave", "buy sell",
    "admit deny", "confirm deny", "agree refuse", "agree disagree", "guilty innocent", "pass fail",
    "succeed fail", "alive die", "survive die", "live die", "first last", "first final",
    "high low", "higher lower", "highest lowest", "more less", "most least", "large small",
    "larger smaller", "largest smallest", "best worst", "better worse", "good bad", "early late",
    "earlier later", "before after", "above below", "public private", "legal illegal",
    "lawful unlawful", "upheld overturned", "uphold overturn", "uphold strike", "strengthen weaken",
    "raise lower", "raise cut", "raise reduce", "advance retreat", "hire fire", "join quit",
    "join leave", "old young", "older younger", "oldest youngest", "up down", "with without",
    "major minor", "positive negative", "majority minority", "strong weak", "stronger weaker",
    "easy difficult", "fast slow", "faster slower", "above under", "over under", "inside outside",
    "import export", "attack defend", "arrested released", "freed jailed", "expand shrink",
    "include exclude", "remember forget", "lead trail", "ahead behind", "safe dangerous",
    "success failure", "rich poor", "cold hot", "warm cold", "widen narrow", "few many",
    "rarely often", "never always", "all none", "left right", "domestic foreign", "gain loss",
    "profit loss", "surplus deficit", "true false", "increase cut", "expensive cheap", "pro anti",
    "offense defense", "employer employee", "teacher student", "buyer seller", "winner loser",
    "victim suspect", "plaintiff defendant", "prosecutor defendant", "landlord tenant",
    "die injured", "for against", "to from", "into out", "he she", "his her", "him her",
    "himself herself", "all some", "all most", "all several", "all many",
)  # fmt: skip
# Of each line one thing can be true of a place, so two different ones in one slot contradict.
_EXCLUSIVE = (
    "second minute hour day night week fortnight month year decade century",
    "inch foot feet yard mile kilometer kilometre meter metre centimeter acre hectare",
    "ounce gram pound kilogram ton tonne", "gallon liter litre barrel",
    "dozen hundred thousand million billion trillion",
    "north south east west northern southern eastern western northeast northwest southeast "
    "southwest", "male female", "man woman boy girl", "men women boys girls",
    "father mother son daughter brother sister husband wife uncle aunt nephew niece grandfather "
    "grandmother", "spring summer autumn winter", "morning afternoon evening",
    "red green blue yellow black white orange purple",
    "republican democrat", "gold silver bronze", "senate house", "celsius fahrenheit",
    "doubled tripled halved quadrupled", "once twice thrice", "single double triple",
)  # fmt: skip


def _canon() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in _SAME:
        words = line.split()
        for word in words:
            table.setdefault(stem(word), stem(words[0]))
    return table


_CANONICAL = _canon()


def canonical(key: str) -> str:
    """The key that stands for every word of this one's meaning; the stem itself where unlisted."""
    return _CANONICAL.get(key, key)


_ROOTS = {key: stem(word) for key, word in _IRREGULAR.items()}


def _root(key: str) -> str:
    return _ROOTS.get(key, key)


def _opposites() -> dict[str, set[str]]:
    table: dict[str, set[str]] = {}
    for pair in _OPPOSITES:
        one, other = (_root(canonical(stem(word))) for word in pair.split())
        table.setdefault(one, set()).add(other)
        table.setdefault(other, set()).add(one)
    return table


_CONTRARY = _opposites()
_CLASS = {stem(word): number for number, line in enumerate(_EXCLUSIVE) for word in line.split()}


def contrary(one: str, other: str) -> bool:
    """Whether two keys are opposites, or different members of one closed class ("week", "day")."""
    a, b = _root(one), _root(other)
    if b in _CONTRARY.get(a, ()):
        return True
    return one != other and one in _CLASS and _CLASS[one] == _CLASS.get(other)
