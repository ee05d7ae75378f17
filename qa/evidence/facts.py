"""What a text states in checkable terms: its words, numbers, dates, names, negations, quotations.

``facts(text)`` reads one sentence into tokens that compare equal when they mean the same:
"three" and "3", "1.2 million" and "1,200,000", "Jan." and "January", "U.S." and "United States".
Deliberately no linguistic analysis and no model: what cannot be told from letters, digits,
capitals and short word lists is left a plain word. Nothing is resolved across sentences, and no
judgement is made here on whether one text supports another (see `qa.evidence`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from index.words import STOPWORDS, Word, iter_words
from qa.evidence.bounds import read_bound
from qa.evidence.calendar_words import beside_month, date_key
from qa.evidence.numerals import CARDINALS, ORDINALS, read_quantity
from qa.evidence.quantities import Quantity
from qa.evidence.vocabulary import canonical

Kind = Literal["word", "stop", "number", "date", "name", "negation"]
CHECKED: frozenset[Kind] = frozenset({"number", "date", "name"})  # what a statement is wrong by

_NEGATIONS = frozenset(
    "not no never none nobody nothing neither nor nowhere without cannot cant hardly barely".split()
)
# Of other languages those that are no English words; what else they have is read as plain words.
_NEGATIONS |= frozenset(
    "nicht kein keine keinen keiner keinem nie niemals pas jamais aucun aucune nunca jamás ningún "
    "ninguna nessun nessuno não nenhum niet geen nooit inte ikke ikkje не нет нельзя никогда nie "
    "değil yok لا لم لن ليس 不 没 未 無 无 非".split()
)
_CLAUSE_END = re.compile(
    r"[;:，。；]|,(?=\s)|\s[-–—]+\s|\b(?:but|although|though|while|whereas|because)\b"
)
_IDEOGRAPHS = "\u2e80"  # and after: a token is a character
_NEGATION_REACH = 3  # content words after a negation that it bears on, within its clause

_ABBREVIATIONS = {"usa": "us", "american": "us"}  # "U.S." is already "us"
_PHRASES = {
    ("united", "states", "america"): "us", ("united", "states"): "us",
    ("united", "kingdom"): "uk", ("united", "nations"): "un", ("european", "union"): "eu",
}  # fmt: skip
_TITLES = frozenset(
    "mr mrs ms miss dr sir lord lady president minister prime senator sen rep gov governor king "
    "queen prince princess pope chancellor general gen judge justice professor prof".split()
)
_QUOTED = re.compile(r"“([^”]+)”|\"([^\"]+)\"|«([^»]+)»|「([^」]+)」|(?<!\w)‘([^’]+)’(?!\w)")


_LEFT_OUT = re.compile(r"\.\.\.|…|\[[^\]]*\]")  # within a quotation


class Token(NamedTuple):
    """One thing said, in its place: ``text[start:end]`` as written, ``key`` for comparing."""

    key: str
    kind: Kind
    start: int  # code points
    end: int  # half open
    raw: str  # as written
    negated: bool = False  # stands in the reach of a negation
    quantity: Quantity | None = None  # of a number


def kind_of(token: Token, names: frozenset[str]) -> Kind:
    """The token's kind, where ``names`` are keys known to be names."""
    known = token.key in names and token.raw[:1].isupper() and token.kind != "stop"
    return "name" if known else token.kind


@dataclass(frozen=True, slots=True)
class Facts:
    """One analysed text."""

    text: str
    tokens: tuple[Token, ...]
    names: tuple[tuple[str, ...], ...]  # runs of name keys, as they stand together
    quotes: tuple[tuple[str, ...], ...]  # lower-cased words of each quotation
    plain: tuple[str, ...]  # lower-cased words of the whole text, to find quotations in
    initials: frozenset[str]  # what its names of several words are abbreviated to


@lru_cache(maxsize=20_000)
def facts(text: str, language: str = "en") -> Facts:
    """Read ``text`` (one sentence, any language). Never fails; an empty text has no tokens."""
    words = list(iter_words(text, language))
    tokens = tuple(_mark_negated(_tokens(words, text, language), text))
    runs = tuple(_name_runs(tokens, text))
    return Facts(
        text=text,
        tokens=tokens,
        names=tuple(tuple(t.key for t in run) for run in runs),
        quotes=tuple(_quotes(text, language)),
        plain=tuple(w.raw.lower().replace("’", "'") for w in words),
        initials=frozenset(
            "".join(t.raw[0] for t in run).lower() for run in runs if 2 <= len(run) <= 6
        ),
    )


def _tokens(words: Sequence[Word], text: str, language: str) -> Iterator[Token]:
    at = 0
    while at < len(words):
        word = words[at]
        lower = word.raw.lower()
        bound, near, number = read_bound(words, at)
        if _is_number(words, number):
            word = words[number]
            lower = word.raw.lower()
            quantity, end = read_quantity(words, number, text, language)
            quantity = quantity._replace(bound=bound, near=near)
            at = number
            if quantity.ordinal and beside_month(words, at, end):
                quantity = quantity._replace(ordinal=False)  # "January 5th" is January 5
            raw = text[word.start : words[end - 1].end]
            # "one" and "first" are rarely counts: they weigh as words
            kind: Kind = "word" if lower in _WEAK_NUMBERS else "number"
            yield Token(quantity.key, kind, word.start, words[end - 1].end, raw, False, quantity)
        else:
            phrase, end = _phrase(words, at)
            yield (
                _word_token(words, at, text)
                if phrase is None
                else Token(
                    phrase,
                    "name",
                    word.start,
                    words[end - 1].end,
                    text[word.start : words[end - 1].end],
                )
            )
        at = end


def _is_number(words: Sequence[Word], at: int) -> bool:
    if at >= len(words):
        return False
    raw = words[at].raw
    return raw[0].isdecimal() or raw.lower() in CARDINALS or raw.lower() in ORDINALS


_WEAK_NUMBERS = frozenset({"one", "first", "second", "zero"})


def _phrase(words: Sequence[Word], at: int) -> tuple[str | None, int]:
    if words[at].raw in {"United", "European"}:
        lowered = tuple(w.raw.lower() for w in words[at : at + 4] if w.raw.lower() != "of")
        for phrase, key in _PHRASES.items():
            if lowered[: len(phrase)] == phrase:
                return key, at + len(phrase) + (1 if len(phrase) == 3 else 0)
    return None, at + 1


def _word_token(words: Sequence[Word], at: int, text: str) -> Token:
    word = words[at]
    lower = word.raw.lower().replace("’", "'")
    date = date_key(words, at)
    if date is not None:
        return Token(date, "date", word.start, word.end, word.raw)
    if lower in _NEGATIONS or lower.endswith("n't"):
        if _negates(words, at, text):
            key = "not" if lower.endswith("n't") or lower == "cannot" else word.key
            return Token(key, "negation", word.start, word.end, word.raw)
        return Token(word.key, "stop", word.start, word.end, word.raw)
    if _is_name(words, at, text):
        key = word.key if len(lower) > 3 else lower.replace(".", "")
        return Token(_ABBREVIATIONS.get(key, key), "name", word.start, word.end, word.raw)
    key = canonical(word.key)
    kind: Kind = "stop" if lower in STOPWORDS or key in STOPWORDS else "word"
    if lower == "us":  # the pronoun, not the country
        return Token("us'", kind, word.start, word.end, word.raw)
    return Token(key, kind, word.start, word.end, word.raw)


def _negates(words: Sequence[Word], at: int, text: str) -> bool:
    """Whether "no", "not" really negates here: not in "No. 10", "not only", "no doubt"."""
    word = words[at]
    follower = words[at + 1].raw.lower() if at + 1 < len(words) else ""
    if word.raw.lower() == "not" and follower in {"only", "just", "merely"}:
        return False
    if word.raw.lower() != "no":
        return True
    return follower != "doubt" and not (text[word.end :][:1] == "." and follower[:1].isdecimal())


def _is_name(words: Sequence[Word], at: int, text: str) -> bool:
    """A capital inside a sentence, or at its start before another capital."""
    raw = words[at].raw
    if not raw[0].isupper() or raw == "I" or raw.lower() in _TITLES:
        return False
    if at > 0 and not _opens(words, at, text):
        return True
    if raw.lower().replace("’", "'") in STOPWORDS:
        return len(raw) > 1 and raw.isupper()
    if len(raw) > 1 and raw.isupper():
        return True
    following = words[at + 1].raw if at + 1 < len(words) else ""
    return following[:1].isupper() and text[words[at].end : words[at + 1].start] in {" ", "-"}


def _opens(words: Sequence[Word], at: int, text: str) -> bool:
    """Whether a word opens a sentence or a quotation, where a capital says nothing."""
    between = text[words[at - 1].end : words[at].start]
    return any(mark in between for mark in '.!?:“"‘«`\n')


def _name_runs(tokens: Sequence[Token], text: str) -> Iterator[list[Token]]:
    run: list[Token] = []
    for token in tokens:
        if token.kind == "name" and (
            not run or text[run[-1].end : token.start] in {" ", "-", ". "}
        ):
            run.append(token)
            continue
        if run and token.kind == "stop" and token.raw in {"of", "the", "for", "and"}:
            continue
        if run:
            yield run
        run = [token] if token.kind == "name" else []
    if run:
        yield run


def _mark_negated(tokens: Iterator[Token], text: str) -> Iterator[Token]:
    reach, last = 0, 0
    for token in tokens:
        if reach and _CLAUSE_END.search(text, last, token.end):
            reach = 0
        last = token.end
        if token.kind == "negation":
            reach = _NEGATION_REACH * (2 if token.raw >= _IDEOGRAPHS else 1)
        elif reach and token.kind != "stop":
            reach -= 1
            yield token._replace(negated=True)
            continue
        yield token


def _quotes(text: str, language: str) -> Iterator[tuple[str, ...]]:
    for match in _QUOTED.finditer(text):
        inside = next(group for group in match.groups() if group)
        for piece in _LEFT_OUT.split(inside):
            words = tuple(w.raw.lower().replace("’", "'") for w in iter_words(piece, language))
            if words:
                yield words
