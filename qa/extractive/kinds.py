"""What kind of answer a question wants, and the words that name it: "which *planet*".

Deliberately no parsing: kinds are told by interrogative words and by the noun beside them (known in
English and, for the commonest, in German, French, Spanish, Italian, Portuguese and Dutch); a
question of no known kind wants `anything`.
"""

from __future__ import annotations

import re
from typing import Literal

from index.irregular import base
from index.words import STOPWORDS, iter_words

Wanted = Literal[
    "person", "place", "money", "percentage", "number", "date", "reason", "name", "anything"
]

_ASKING = re.compile(
    r"\b(?:which|whats?|whos?|whom|whose|wheres?|whens?|whys?|hows?|"
    r"wer|wen|wo|wann|warum|wie|welche[rs]?|"
    r"qui|quel(?:le)?s?|où|quand|pourquoi|combien|quién|quiénes|qué|por qué|dónde|cuándo|"
    r"cuánt[oa]s?|cuál|chi|dove|quando|perché|quant[ioae]|quale|quem|onde|quantos|quantas|qual|"
    r"wat|waar|wanneer|waarom|hoeveel)\b|谁|誰|哪|何|什么|什麼|多少|几|幾|为什么|為什麼",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?。！？])\s+(?=\S)")

_PEOPLE = (
    "actor|actress|artist|author|billionaire|candidate|celebrity|chancellor|coach|comedian|"
    "congressman|congresswoman|director|figure|footballer|governor|justice|king|leader|mp|"
    "member|minister|musician|person|player|politician|president|queen|quarterback|rapper|"
    "republican|democrat|scientist|secretary|senator|singer|star|tory|winner|writer"
)
_PLACES = (
    "airport|capital|city|continent|country|county|island|landmark|location|nation|national park|"
    "place|region|state|territory|town|village"
)
# Tried in order where the interrogative begins: the first that fits is the kind.
_KINDS: tuple[tuple[Wanted, str], ...] = (
    ("percentage", r"(?:what|which) (?:percent(?:age)?|per cent|proportion|share)\b|"
                   r"wie viel prozent|quel pourcentage|qué porcentaje"),
    ("money", r"how (?:expensive|costly)\b|how much (?!of\b|time\b|longer\b)|"
              r"(?:what|which) (?:price|sum|amount|cost)\b"),
    ("number", r"how (?:many|old|long|tall|far|high|often|fast|big|large|deep|soon)\b|"
               r"what (?:age|number)\b|wie (?:viele?|hoch|groß|alt|lang|weit|oft)\b|"
               r"combien|cuánt|quant|hoeveel|多少|几|幾"),
    ("date", r"whens?\b|(?:what|which) (?:year|date|day|month|decade|century)\b|wann\b|quand\b|"
             r"cuándo|quando\b|wanneer\b|何时|何時|什么时候|什麼時候"),
    ("person", rf"who(?:m|s|se)?\b|(?:which|whats?) (?:[\w’'-]+ ){{0,3}}(?:{_PEOPLE})s?\b|"
               r"we[rn]\b|qui\b|quién|chi\b|quem\b|谁|誰"),
    ("place", rf"wheres?\b|(?:which|what) (?:[\w’'-]+ ){{0,3}}(?:{_PLACES}|countries|cities)s?\b|"
              r"wo\b|où\b|dónde|dove\b|onde\b|waar\b|哪里|哪裡|哪儿|哪国|何地|何处"),
    ("reason", r"whys?\b|warum\b|pourquoi\b|por qué|perché\b|waarom\b|为什么|為什麼|为何"),
    ("name", r"which\b|whats?\b|welche|quel|qué|cuál|qual|哪|什么|什麼"),
)  # fmt: skip
_PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS)
# "Michigan beat Ohio State for the first time since:" asks without an interrogative.
_OPEN_ENDS: tuple[tuple[Wanted, re.Pattern[str]], ...] = (
    ("date", re.compile(r"\bsince\W*$", re.IGNORECASE)),
    ("percentage", re.compile(r"\bpercent(?:age)?\W*$", re.IGNORECASE)),
)

# What an answer is measured in, or what it is, where the question has no noun for it.
_TIME = ("years", "months", "days", "hours", "minutes")
_LENGTH = ("miles", "feet", "metres", "kilometres")
_UNNAMED = {
    "where": ("country", "city", "place"),
    "how long": _TIME, "how soon": _TIME, "how old": ("years", "old", "aged"),
    "how far": _LENGTH, "how tall": _LENGTH, "how high": _LENGTH, "how deep": _LENGTH,
    "how often": ("times",), "how fast": ("mph", "seconds"),
}  # fmt: skip
# "which of these two bands", "what type of loan"
_NAMED = re.compile(
    r"(?:which|whats?|how many)\b(?:\s+(?:of|the|these|those|following|two|three|new)\b"
    r"|\s+(?:type|kind|sort) of\b)*",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[,;:?!]")
_MOST = 4  # words: "grand slam tennis champion"


def asking_sentence(text: str) -> tuple[int, int]:
    """The span of the last sentence with an interrogative, else of the last, else of all."""
    starts = [0, *(m.end() for m in _SENTENCE_END.finditer(text))]
    spans = list(zip(starts, [*starts[1:], len(text)], strict=True))
    asking = [span for span in spans if _ASKING.search(text, *span)]
    return (asking or spans)[-1]


def wanted(asking: str) -> Wanted:
    """The kind of answer that the sentence ``asking`` wants."""
    found = _asked_at(asking)
    if found is None:
        return next((kind for kind, end in _OPEN_ENDS if end.search(asking)), "anything")
    return next((kind for kind, p in _PATTERNS if p.match(asking, found)), "anything")


def focus(asking: str) -> tuple[str, ...]:
    """The words, in lower case, that say what ``asking`` wants; none where no noun says it.

    Of "Which social media platform banned …" they are social, media and platform.
    """
    found = _asked_at(asking)
    if found is None:
        return ()
    rest = asking[found:]
    named = _NAMED.match(rest)
    if named:
        return tuple(_noun(rest[named.end() :]))
    return next((of for how, of in _UNNAMED.items() if rest.lower().startswith(how)), ())


def _asked_at(asking: str) -> int | None:
    """Where the interrogative begins, if there is one."""
    found = list(_ASKING.finditer(asking))
    if not found:
        return None
    # "Which man who …" asks at its beginning, "The man who … did what?" at its end.
    leads = len(asking[: found[0].start()].split()) <= 1
    return (found[0] if leads else found[-1]).start()


def _noun(text: str) -> list[str]:
    """The words up to a mark, a verb or a word that only joins others."""
    noun: list[str] = []
    for word in iter_words(_BREAK.split(text, maxsplit=1)[0]):
        lower = word.raw.lower()
        if len(noun) == _MOST or lower in STOPWORDS or (noun and _is_no_noun(lower)):
            break
        noun.append(lower)
    return noun


def _is_no_noun(word: str) -> bool:
    return word.endswith(("ed", "ly")) or base(word) != word
