"""Whether a sentence asserts what a statement asserts, or only plans, supposes or denies it.

"The mayor may resign", "denied that he resigned", "if he resigns", "Write that he resigned" do
not say that he resigned. Each word gets a mood from the words that govern it; a statement must
not be surer of a word than its sentence is. What somebody said, told or announced counts as said:
who says so is for the reader of the sentence.
Deliberately no parsing: a governing word reaches the next content word, or its clause's end.
English only; in another language no word governs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum

from index.words import stem
from qa.evidence.facts import Facts, Token
from qa.evidence.orders import is_order


class Mood(IntEnum):
    """How sure, the surest first."""

    FACT = 0
    INTENDED = 1
    CONDITIONAL = 2
    POSSIBLE = 3
    DENIED = 4  # or asked, or true only if something is, or an order


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words.split())


_MODALS = {
    "will": Mood.INTENDED, "would": Mood.INTENDED, "shall": Mood.INTENDED, "should": Mood.INTENDED,
    "must": Mood.INTENDED, "won't": Mood.INTENDED, "wouldn't": Mood.INTENDED,
    "may": Mood.POSSIBLE, "might": Mood.POSSIBLE, "could": Mood.POSSIBLE, "can": Mood.POSSIBLE,
    "allegedly": Mood.POSSIBLE, "alleged": Mood.POSSIBLE, "reportedly": Mood.POSSIBLE,
    "possibly": Mood.POSSIBLE, "possible": Mood.POSSIBLE, "probably": Mood.POSSIBLE,
    "perhaps": Mood.POSSIBLE, "potentially": Mood.POSSIBLE, "potential": Mood.POSSIBLE,
    "likely": Mood.POSSIBLE, "supposedly": Mood.POSSIBLE, "apparently": Mood.POSSIBLE,
    "proposed": Mood.POSSIBLE, "suspected": Mood.POSSIBLE, "purported": Mood.POSSIBLE,
    "purportedly": Mood.POSSIBLE, "rumored": Mood.POSSIBLE, "rumoured": Mood.POSSIBLE,
    "almost": Mood.DENIED, "nearly": Mood.DENIED,
    "falsely": Mood.DENIED, "supposed": Mood.POSSIBLE, "hypothetical": Mood.DENIED,
}  # fmt: skip
# Before "to …", "of …ing" or "…ing" only: what is planned, tried, or somebody is accused of.
_LEADING = {
    **dict.fromkeys(_stems("plan expect set schedule intend promise vow pledge prepare aim agree "
                           " decide need continue poised ready"), Mood.INTENDED),
    **dict.fromkeys(_stems("propose consider threaten try attempt want hope seek offer urge accuse "
                           "suspect believe think wish allege appear seem mull weigh ask refuse "
                           "fail decline"), Mood.POSSIBLE),
}  # fmt: skip
_THAT = _stems("deny dispute refute false untrue hoax rumor rumour myth disproved debunk wrongly "
               "doubt unclear")  # fmt: skip
_CONDITIONS = frozenset({"if", "unless", "whether"})
_ASKING = frozenset({"even", "as", "what"})  # "even if" sets no condition
_BREAK = re.compile(r"[;:,]\s|[.!?](?:[’”']|\s+[^\s\d])|\s[-–—]+\s|[”\"]")  # not "Jan. 6"
_SILENT = frozenset({"stop", "negation"})
_NOT_THAT = 3  # words after "not" among which "that" makes all that follows untrue


def moods(facts: Facts) -> list[Mood]:
    """The mood of each token."""
    tokens = facts.tokens
    if is_order(facts.text) or facts.text.rstrip("\"”’') ").endswith("?"):
        return [Mood.DENIED] * len(tokens)
    found = [Mood.FACT] * len(tokens)
    for at, token in enumerate(tokens):
        for place, mood in _governed(facts, at, token.raw.lower().replace("’", "'")):
            found[place] = max(found[place], mood)
    return found


def _governed(facts: Facts, at: int, word: str) -> Iterator[tuple[int, Mood]]:
    tokens = facts.tokens
    key = tokens[at].key
    if tokens[at].kind in {"date", "name", "number"}:
        return
    if tokens[at].kind == "negation":
        if "that" in [t.raw for t in tokens[at + 1 : at + 1 + _NOT_THAT]]:
            yield from ((n, Mood.DENIED) for n in _clause(facts, at))
        if word in _MODALS:  # "won't"
            yield from ((n, _MODALS[word]) for n in _next(tokens, at, 1))
    elif word in _MODALS:
        yield from ((n, _MODALS[word]) for n in _next(tokens, at, 1))
    elif word in _CONDITIONS:
        yield from ((n, Mood.DENIED) for n in _clause(facts, at))
        if word != "whether" and not (at and tokens[at - 1].raw.lower() in _ASKING):
            yield from ((n, Mood.CONDITIONAL) for n in _main(facts, at))
    elif key in _THAT:
        yield from ((n, Mood.DENIED) for n in _clause(facts, at))
    elif key in _LEADING and _leads(tokens, at):
        yield from ((n, _LEADING[key]) for n in _next(tokens, at, 1))


def _leads(tokens: Sequence[Token], at: int) -> bool:
    following = [t.raw.lower() for t in tokens[at + 1 : at + 4]]
    return bool(following) and (
        "to" in following or "of" in following[:2] or following[0].endswith("ing")
    )


def _next(tokens: Sequence[Token], at: int, count: int) -> list[int]:
    content = (n for n in range(at + 1, len(tokens)) if _is_content(tokens[n]))
    return [n for n, _ in zip(content, range(count), strict=False)]


def _is_content(token: Token) -> bool:
    return token.kind == "word" and not token.raw.endswith("ly")


def _clause(facts: Facts, at: int) -> Iterator[int]:
    """The content words from ``at`` to the end of its clause."""
    tokens = facts.tokens
    for n in range(at + 1, len(tokens)):
        if _BREAK.search(facts.text, tokens[n - 1].end, tokens[n].start + 1):
            return
        if tokens[n].kind not in _SILENT:
            yield n


def _main(facts: Facts, at: int) -> Iterator[int]:
    """The content words of the clause that a condition at ``at`` bears on: the next or the last."""
    tokens = facts.tokens
    if at == 0:
        end = max(_clause(facts, at), default=at)
        yield from (n for n in range(end + 1, len(tokens)) if tokens[n].kind not in _SILENT)
        return
    for n in range(at - 1, -1, -1):
        ends = _BREAK.search(facts.text, tokens[n].end, tokens[n + 1].start + 1)
        if ends and n + 1 < at:  # "he resigns, if" is one clause
            return
        if tokens[n].kind not in _SILENT:
            yield n


def unhedged(stated: Facts, found: Facts, matched: Mapping[int, int]) -> Iterator[str]:
    """Words of which the statement is surer than the sentence: "resigned / may resign"."""
    sure, unsure = _progressive(stated, moods(stated)), moods(found)
    for i, j in matched.items():
        if unsure[j] > sure[i] and stated.tokens[i].kind != "stop":
            yield f"{stated.tokens[i].raw} / {_reason(found, j)}"
            return


def _progressive(stated: Facts, read: list[Mood]) -> list[Mood]:
    """ "Is closing" is no surer than "will close"."""
    being = {"is", "are"}
    for n, token in enumerate(stated.tokens[1:], 1):
        if token.raw.endswith("ing") and stated.tokens[n - 1].raw.lower() in being:
            read[n] = max(read[n], Mood.INTENDED)
    return read


def _reason(found: Facts, at: int) -> str:
    """The governed word with the two words before it, as written."""
    first = found.tokens[max(0, at - 2)]
    return found.text[first.start : found.tokens[at].end]
