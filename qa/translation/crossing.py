"""Whether a translation says what its checked original says, by all that crosses languages.

Numbers, days and months, names, quotations to the letter, "not", length, and that it is in the
language that was asked for. ``fault`` gives the reason where it does not. Deliberately no judgement
of wording: a wrong verb goes unnoticed, so the original stays within a reader's reach.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from index.reading.language import likelihoods
from qa.evidence.facts import Facts, facts
from qa.translation import contrasts, countries, days, names, numbers, order
from qa.translation.days import DENSE
from qa.translation.foreign_words import NEGATIONS, NEGATIVE, PLAIN_NOT
from qa.translation.languages import primary

# Characters of a translation for one of its original. Of the pairs in babel's own texts and a few
# dozen sentences by hand, German and French take up to 1.4 times as many, Chinese a quarter.
_SHORTEST, _LONGEST = 0.5, 2.0
_SHORTEST_DENSE, _LONGEST_DENSE = 0.12, 1.0
_LEFT_OVER = 0.5  # of the original's plain words: so many of them are no cognates
_FEW_WORDS = 4
_TELLING = 25  # characters by which a language can be told from another
_NEAR = 4  # places among the likeliest: Norwegian may be taken for Danish
_QUOTED = re.compile(r"„([^“”]+)[“”]|“([^”]+)”|\"([^\"]+)\"|«([^»]+)»|「([^」]+)」")
_CAPITALISED = re.compile(r"\b[^\W\d_a-z][^\W\d_]*\b")


def fault(
    original: str, translated: str, source: str, target: str, articles: Sequence[str] = ()
) -> str | None:
    """Why ``translated``, in ``target``, cannot stand for ``original``; None: nothing was found.

    ``articles`` are texts that show whether its first word is a name: a capital says nothing there.
    """
    plain = " ".join(translated.split())
    if not any(c.isalpha() for c in plain):
        return "is empty"
    read = _named(facts(_unquoted(original), source), articles)
    told = _without(_quotes(original), plain)
    checks: tuple[Callable[[], str | None], ...] = (
        lambda: _length(original, plain, target),
        lambda: _quotations(original, plain),
        lambda: _language(_unquoted(original), told, source, target),
        lambda: numbers.fault(read, told, target),
        lambda: days.fault(read, plain, source, target),
        lambda: _negation(read, plain, target),
        lambda: names.fault(read, told, target),
        lambda: contrasts.fault(read.text, told, source, target),
    )
    if primary(source) == "en":
        checks += (
            lambda: countries.lacking(read, told, target),
            lambda: order.fault(read, told, target),
        )
    return next((wrong for check in checks if (wrong := check())), None)


def _named(read: Facts, articles: Sequence[str]) -> Facts:
    """With the first word as a name, where articles write it with a capital within sentences."""
    first = next(iter(read.tokens), None)
    if first is None or first.kind != "word" or not first.raw[:1].isupper():
        return read
    within = re.compile(rf"(?<=[a-z,] ){re.escape(first.raw)}\b")
    small = re.compile(rf"\b{re.escape(first.raw.lower())}\b")
    if not any(within.search(text) and not small.search(text) for text in articles):
        return read
    return replace(read, tokens=(first._replace(kind="name"), *read.tokens[1:]))


def is_in(texts: Iterable[str], target: str) -> bool:
    """Whether texts, taken together, are in a language, or in one that is hard to tell from it."""
    text = " ".join(_plain(_unquoted(text)) for text in texts)
    if len(text) < _TELLING:
        return True
    return primary(target) in [code for code, _ in likelihoods(text)[:_NEAR]]


def _length(original: str, translated: str, target: str) -> str | None:
    ratio = len(translated) / max(1, len(original))
    dense = primary(target) in DENSE
    low, high = (_SHORTEST_DENSE, _LONGEST_DENSE) if dense else (_SHORTEST, _LONGEST)
    if low <= ratio <= high:
        return None
    return "is much shorter" if ratio < low else "is much longer"


def _quotations(original: str, translated: str) -> str | None:
    """Quotations stay in their own words."""
    for quoted in _quotes(original):
        if _bare(quoted) not in _bare(translated):
            return f"does not have the quotation “{quoted}” to the letter"
    return None


def _quotes(text: str) -> Sequence[str]:
    return ["".join(match.groups("")) for match in _QUOTED.finditer(text)]


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _unquoted(text: str) -> str:
    return _QUOTED.sub(" ", text)


def _without(quotes: Sequence[str], text: str) -> str:
    """A translation without the quotations of its original; others are marks around its words."""
    known = {_bare(quoted) for quoted in quotes}

    def kept(match: re.Match[str]) -> str:
        inner = "".join(match.groups(""))
        return " " if _bare(inner) in known else f" {inner} "

    return _QUOTED.sub(kept, text)


def _plain(text: str) -> str:
    """Without the words that may be names, which are of no language."""
    return " ".join(_CAPITALISED.sub(" ", text).split()) if text.isascii() else text


def _language(original: str, translated: str, source: str, target: str) -> str | None:
    left = {w for w in re.findall(r"[^\W\d_]{4,}", original) if w.islower()}
    kept = left & set(re.findall(r"[^\W\d_]{4,}", translated))
    if len(left) >= _FEW_WORDS and len(kept) > _LEFT_OVER * len(left):
        return "is not translated"
    if len(translated) < _TELLING:
        return None
    shares = dict(likelihoods(translated))
    if shares.get(primary(target), 0.0) < shares.get(primary(source), 0.0):
        return "is in another language"
    return None


def _negation(read: Facts, translated: str, target: str) -> str | None:
    """Neither loses a "not", nor has one that nothing in the original stands for."""
    code = primary(target)
    denied = any(token.kind == "negation" for token in read.tokens)
    if denied and code in NEGATIONS and not _has(NEGATIONS[code], translated, code):
        return "lacks a “not”"
    if not denied and code in PLAIN_NOT and _has(PLAIN_NOT[code], translated, code):
        negative = re.search(rf"\b(?:{NEGATIVE})\b", read.text, re.IGNORECASE)
        return None if negative else "adds a “not”"
    return None


def _has(words: str, text: str, code: str) -> bool:
    pattern = words if code in DENSE else rf"\b(?:{words})(?!\w)"
    return bool(re.search(pattern, text, re.IGNORECASE))
