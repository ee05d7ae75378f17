"""Whether a text states anything at all: a question, a heading or a name does not.

``asserts`` wants a clause: something said of something, with a verb. Deliberately generous where
a word could be a verb, since what looks like one is only looked for in short texts and in
English; elsewhere every text with two words of its own passes.
"""

from __future__ import annotations

import re

from qa.evidence.facts import Facts

_VERBS = frozenset(
    """is are was were be been am isn't aren't wasn't weren't has have had hasn't haven't hadn't do
    does did don't doesn't didn't will would can could may might shall should must won't can't
    cannot couldn't wouldn't shouldn't 's 're 've
    became began bit blew bought broke brought built burnt came caught chose cost cut dealt did dug
    drew drove ate fell fed felt fought found fled flew forgot froze gave got went grew heard held
    hid hit hurt kept knew laid led left lent let lay lit lost made meant met paid put quit read
    rode rang rose ran said saw sought sold sent set shook shot shrank shut sang sank sat slept
    slid spoke spent split spread stood stole stuck struck swore swept swam took taught tore told
    thought threw understood woke wore won wrote set bet beat bred bound swung won go goes say says
    come comes make makes rise fall cost costs want mean need say think see know get give take find
    keep hold run stay lead live work plan use die""".split()
)
_VERBAL = re.compile(r"(?:[a-z]{2,}ed|[a-z]{2,}(?:s|es))$")
_LONG = 6  # words: in so many, one that ends in "s" may well be a verb
_LEAST = 2  # words of its own: of "Here is what is known." one is


def asserts(stated: Facts, language: str = "en") -> bool:
    """Whether the text is more than a question or a piece of a sentence."""
    if stated.text.rstrip('"”’»)] ').endswith(("?", "？", ":", "…", "...")):
        return False
    words = [t for t in stated.tokens if t.kind != "stop"]
    if len({t.key for t in words}) < _LEAST:
        return False
    english = language.startswith("en") and stated.text.replace("’", "'").isascii()
    return not english or _has_verb(stated)


def _has_verb(stated: Facts) -> bool:
    raw = [t.raw.lower().replace("’", "'") for t in stated.tokens]
    if any(word in _VERBS or word.endswith(("n't", "'re", "'ve", "'ll")) for word in raw):
        return True
    likely = [
        t.raw
        for n, t in enumerate(stated.tokens)
        if n and t.kind == "word" and _VERBAL.search(t.raw)
    ]
    if len(raw) > _LONG:
        return bool(likely) or not any(t.kind == "stop" for t in stated.tokens)
    return any(word.endswith("ed") for word in likely) or any(
        n and n + 1 < len(raw) and t.kind == "word" and _VERBAL.search(t.raw)
        for n, t in enumerate(stated.tokens)
    )
