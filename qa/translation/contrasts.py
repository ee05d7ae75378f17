"""Whether a translation turns round what its original says: "fell" for "rose", "after", "before".

Where the original has one of two opposites, the other alone is wrong, and so are both the other way
round; a denial must be there. Deliberately nothing else where a translation has neither: it may
say so in other words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from qa.translation.foreign_words import NEGATIONS
from qa.translation.glossary import AGENTS, DENIAL, GROUPS, LANGUAGES, Concept
from qa.translation.languages import primary

_Places = Mapping[Concept, int]  # where each concept of a group stands first


def fault(original: str, translated: str, source: str, target: str) -> str | None:
    """What is turned round; None where nothing is, or the words of a language are not known."""
    codes = primary(source), primary(target)
    for group in GROUPS:
        ours, theirs = (
            places(group, *of) for of in zip((original, translated), codes, strict=True)
        )
        if not ours or not theirs:
            continue
        wrong = [concept for concept in theirs if concept not in ours]
        if wrong and not ours.keys() & theirs.keys():
            return f"says “{_word(wrong[0], translated, codes[1])}” for another word"
        if len(group) == 2 and len(ours) == len(theirs) == 2 and _order(ours) != _order(theirs):
            return "has two opposites the other way round"
    return _denial(original, translated, *codes)


def _denial(original: str, translated: str, source: str, target: str) -> str | None:
    """A denial that is lost."""
    denied = first(DENIAL, original, source)
    if denied is None or target not in LANGUAGES or first(DENIAL, translated, target):
        return None
    words = NEGATIONS.get(target, r"not?\b|never")
    negated = re.search(rf"\b(?:{words})(?!\w)", translated, re.IGNORECASE)
    return None if negated else f"lacks “{denied.group()}”"


def places(group: tuple[Concept, ...], text: str, code: str) -> _Places:
    """Where the concepts of a group that a text has stand first."""
    found = {concept: match for concept in group if (match := first(concept, text, code))}
    return {concept: match.start() for concept, match in found.items()}


def first(concept: Concept, text: str, code: str) -> re.Match[str] | None:
    """The first word of a text for a concept."""
    words = concept.words(code)
    return _pattern(words).search(text) if words else None


def is_agent(word: str, code: str) -> bool:
    """Whether a word is for an office or body, such as "Ejército": no name, for all its capital."""
    patterns = (_pattern(words) for concept in AGENTS if (words := concept.words(code)))
    return any(pattern.fullmatch(word) for pattern in patterns)


@cache
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def _order(there: _Places) -> list[Concept]:
    return sorted(there, key=lambda concept: there[concept])


def _word(concept: Concept, text: str, code: str) -> str:
    match = first(concept, text, code)
    return match.group() if match else ""
