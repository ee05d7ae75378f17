"""Who says it: the speaker that a statement names against the one that the sentence names.

"Around 400 jobs will go, the union said" does not make the company say so. A speaker is what
stands beside a verb of saying, or after "according to". Deliberately no guess who speaks where no
such words stand there, and a statement that leaves the speaker out is none of this room's
business. English only.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from qa.evidence.facts import Facts, facts
from qa.evidence.library import Library

_VERB = re.compile(
    r"\b(?:said|says|say|told|tells|added|adds|announced|announces|reported|reports|warned|warns|"
    r"explained|noted|notes|claimed|claims|stated|states|denied|denies|admitted|admits|insisted|"
    r"insists|argued|argues|replied|wrote|writes|suggested|estimated|confirmed|called|predicted|"
    r"believes|thinks|complained)\b"
)
_ACCORDING = re.compile(r"\b[Aa]ccording to ([^,;.]+(?:\.(?=\w)[^,;.]*)*)")
_TAIL = re.compile(
    r"^\W*(?:on|in|at|this|last|yesterday|today|late|early|to)?[^,;]{0,24}[.,”\"]?\W*$"
)
# ", said the mayor": the speaker comes after, and hardly anything else.
_INVERTED = re.compile(
    r"(?:said|says|added|wrote|reported|explained|warned|announced|told|noted|argued|insisted) "
    r"(?!that\b|they\b|he\b|she\b|it\b)[^.;:]{2,90}[.”\"]*\s*$"
)
_MARKS = re.compile(r"[,;:“”\"]")
_WORDS = frozenset("he she they it we i who".split())


def speaker(text: str, language: str = "en") -> frozenset[str] | None:
    """The keys of the words for who says it; empty for a pronoun, None where nobody is named."""
    match = _ACCORDING.search(text)
    if match:
        return content(match[1], language)
    verb = _VERB.search(text)
    if verb is None:
        return None
    before, after = text[: verb.start()], text[verb.end() :]
    last = _MARKS.split(before)[-1].strip()
    if not last and before.strip() and _INVERTED.match(text, verb.start()):
        return content(_MARKS.split(after.strip())[0], language)
    parenthetical = after[:1] in {",", ".", ""} or bool(_TAIL.match(after))
    named = last if parenthetical and last != before.strip() else before
    return content(named, language)


def content(text: str, language: str = "en") -> frozenset[str]:
    """The keys of its words, names and numbers."""
    return frozenset(
        t.key for t in facts(text.strip(), language).tokens if t.kind in {"word", "name", "number"}
    )


def speaks_here(stated: Facts, library: Library, at: int, language: str = "en") -> frozenset[str]:
    """The words of the statement's speaker where the sentence has "he said", and he was named."""
    ours = speaker(stated.text, language)
    if not ours or speaker(library.sentences[at].text, language) != frozenset():
        return frozenset()
    return ours if _just_named(ours, library, at) else frozenset()


def misattributed(stated: Facts, library: Library, at: int, language: str = "en") -> bool:
    """Whether the statement lets somebody else say it than sentence ``at`` does."""
    ours = speaker(stated.text, language)
    if not ours:
        return False
    theirs = speaker(library.sentences[at].text, language)
    if theirs is None:
        return not ours <= library.keys[at]
    if theirs:
        return not ours & theirs
    return not _just_named(ours, library, at)


def _just_named(ours: AbstractSet[str], library: Library, at: int) -> bool:
    """Whether a sentence before this one names them, the nearest that names anyone."""
    before = sorted((n for n in library.around[at] if n < at), reverse=True)
    for n in before:
        if ours <= library.keys[n]:
            return True
        if library.sentences[n].names:
            return False
    return False
