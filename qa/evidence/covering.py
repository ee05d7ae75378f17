"""Which words of a statement a sentence does not have, in whatever form.

A statement that says "mild" where its sentence says "severe" shares all of its words but one: so
one content word that is not there is enough for a doubt. Words of the sentences around count only
where the sentence has a pronoun in their place ("it" for "the ferry"), or as the rest of a name.
Deliberately no likeness of words: see `qa.evidence.vocabulary` for what means the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from index.words import stem
from qa.evidence.alignment import Alignment, Gap
from qa.evidence.facts import Facts, Token
from qa.evidence.library import Library
from qa.evidence.speaking import speaks_here
from qa.evidence.vocabulary import canonical

_PRONOUNS = frozenset(
    "he she it they him them his her hers its their theirs himself herself itself this that these "
    "those there we us our i my".split()
)
# What a writer may add without saying more: who tells it is checked by `qa.evidence.speaking`.
_EMPTY = frozenset(
    canonical(stem(word))
    for word in "according say also now then person people take place make include including "
    "total thing mr mrs ms dr namely meanwhile however both".split()
)
# Words without content that yet change what is said: one that is not there is missed too.
_WEIGHTY = frozenset(
    "all every each both only just most more half any few many no none nobody nothing everybody "
    "everyone everything always never may might could should must until before after since "
    "without against off down under over below above because if unless although again not least "
    "less fewer first last next other same too own once".split()
)
# Of these one stands for another.
_CLASSES = (
    "can cannot could may might", "must should", "because due since as", "before ahead prior until",
    "none nobody nothing no not neither never without", "everybody everyone all every each both",
    "more over above", "off down", "few fewer less", "while but though although",
)  # fmt: skip
_CLASS = {word: line for line in _CLASSES for word in line.split()}
_PERSONS = frozenset("he she him his her hers".split())
_POSSESSIVE = ("'s", "’s")


def uncovered(
    stated: Facts, library: Library, at: int, alignment: Alignment, keys: AbstractSet[str]
) -> Iterator[Token]:
    """The tokens of ``stated`` that count and that sentence ``at`` does not carry.

    ``keys``: what that sentence answers to.
    """
    found = library.sentences[at]
    words = {t.raw.lower() for t in found.tokens}
    words |= {_CLASS.get(word, word) for word in words}
    excused = {t.start for gap in alignment.gaps for t in _filled(gap, library, at, keys)}
    names = {t.key for t in found.tokens if library.kind(t) == "name"}
    speakers = speaks_here(stated, library, at)
    for n, token in enumerate(stated.tokens):
        carried = token.key in keys if token.quantity is None else counted(token, found)
        if carried or token.start in excused or token.key in _EMPTY | speakers:
            continue
        if token.raw == "one" and n and stated.tokens[n - 1].raw.lower() in {"no", "any"}:
            continue
        if token.kind == "stop":
            lower = token.raw.lower()
            if lower in _WEIGHTY and _CLASS.get(lower, lower) not in words:
                yield token
        elif not _rest_of_name(stated, n, names, library, at):
            yield token


def counted(token: Token, found: Facts) -> bool:
    """Whether ``found`` has the number ``token``."""
    stated = token.quantity
    return stated is not None and any(
        t.quantity and stated.agrees(t.quantity) for t in found.tokens
    )


def _filled(gap: Gap, library: Library, at: int, keys: AbstractSet[str]) -> tuple[Token, ...]:
    """The statement's words for whom a pronoun of the sentence means, if it has nothing else."""
    content = [t for t in gap.found if t.kind != "stop"]
    if content or not _PRONOUNS & {t.raw.lower() for t in gap.found}:
        return ()
    nearest = 2 if _PERSONS & {t.raw.lower() for t in gap.found} else 1
    told = {n for n in library.around[at] if at - nearest <= n < at}
    known = {
        t.key
        for n in library.around[at]
        for t in library.sentences[n].tokens
        if n in told and library.sentences[n].text[t.end : t.end + 2] not in _POSSESSIVE
    }
    lacking = [t for t in gap.stated if t.kind != "stop" and t.key not in keys]
    return tuple(lacking) if all(t.key in known for t in lacking) else ()


def _rest_of_name(
    stated: Facts, at: int, names: AbstractSet[str], library: Library, place: int
) -> bool:
    """Whether a name stands beside another of its own that the sentence has: "Marcus" Bell."""
    token = stated.tokens[at]
    if library.kind(token) != "name":
        return False
    beside = [stated.tokens[n] for n in (at - 1, at + 1) if 0 <= n < len(stated.tokens)]
    if not any(t.key in names and _adjoining(stated, t, token) for t in beside):
        return False
    whole = {token.key, *(t.key for t in beside if t.key in names)}
    return any(whole & run_set == whole for run_set in _runs(library, place))


def _runs(library: Library, place: int) -> Iterator[set[str]]:
    article = library.places[place].article_id
    for sentence, where in zip(library.sentences, library.places, strict=True):
        if where.article_id == article:
            yield from (set(run) for run in sentence.names if len(run) > 1)


def _adjoining(facts: Facts, one: Token, other: Token) -> bool:
    first, second = sorted((one, other), key=lambda t: t.start)
    return facts.text[first.end : second.start] == " "
