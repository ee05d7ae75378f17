"""Whether a translation says what its checked original says, by all that crosses languages.

Numbers, days and months, names, quotations to the letter, "not", length, and that it is in the
language that was asked for. ``fault`` gives the reason where it does not. Deliberately no judgement
of wording: a wrong verb goes unnoticed, so the original stays within a reader's reach.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from index.reading.language import likelihoods
from qa.evidence.facts import Facts, facts
from qa.translation import names, numbers
from qa.translation.foreign_words import NEGATIONS, NEGATIVE, PLAIN_NOT
from qa.translation.languages import primary

# Characters of a translation for one of its original. Of the pairs in babel's own texts and a few
# dozen sentences by hand, German and French take up to 1.4 times as many, Chinese a quarter.
_SHORTEST, _LONGEST = 0.5, 2.0
_SHORTEST_DENSE, _LONGEST_DENSE = 0.12, 1.0
_DENSE = frozenset({"zh", "ja", "ko", "yue", "wuu"})
_LEFT_OVER = 0.5  # of the original's plain words: so many of them are no cognates
_FEW_WORDS = 4
_TELLING = 25  # characters by which a language can be told from another
_NEAR = 4  # places among the likeliest: Norwegian may be taken for Danish
_QUOTED = re.compile(r"“([^”]+)”|\"([^\"]+)\"|«([^»]+)»|「([^」]+)」")
_CAPITALISED = re.compile(r"\b[^\W\d_a-z][^\W\d_]*\b")
_ENGLISH_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_ENGLISH_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()


def fault(original: str, translated: str, source: str, target: str) -> str | None:
    """Why ``translated``, in ``target``, cannot stand for ``original``; None: nothing was found."""
    plain = " ".join(translated.split())
    if not any(c.isalpha() for c in plain):
        return "is empty"
    read = facts(_unquoted(original), source)
    checks: tuple[Callable[[], str | None], ...] = (
        lambda: _length(original, plain, target),
        lambda: _quotations(original, plain),
        lambda: _language(_unquoted(original), _unquoted(plain), source, target),
        lambda: numbers.fault(read, _unquoted(plain), target),
        lambda: _days(read, plain, target),
        lambda: _negation(read, plain, target),
        lambda: names.fault(read, _unquoted(plain), target),
    )
    return next((wrong for check in checks if (wrong := check())), None)


def is_in(texts: Iterable[str], target: str) -> bool:
    """Whether texts, taken together, are in a language, or in one that is hard to tell from it."""
    text = " ".join(_plain(_unquoted(text)) for text in texts)
    if len(text) < _TELLING:
        return True
    return primary(target) in [code for code, _ in likelihoods(text)[:_NEAR]]


def _length(original: str, translated: str, target: str) -> str | None:
    ratio = len(translated) / max(1, len(original))
    dense = primary(target) in _DENSE
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
    return re.sub(r"„[^“”]*[“”]", " ", _QUOTED.sub(" ", text))


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


def _days(read: Facts, translated: str, target: str) -> str | None:
    """The original's months and weekdays, and no others."""
    dates = {token.key for token in read.tokens if token.kind == "date"}
    for what, english in (("months", _ENGLISH_MONTHS), ("days", _ENGLISH_DAYS)):
        told = {n for n, name in enumerate(english) if name in dates}
        there = _calendar(what, target, translated)
        if there is None:
            continue
        numbered = {n for n in told if what == "months" and _has_number(translated, n + 1)}
        if told - there - numbered:
            return f"lacks {english[min(told - there - numbered)].title()}"
        if there - told:
            return f"adds {english[min(there - told)].title()}"
    return None


def _has_number(text: str, number: int) -> bool:
    return any(int(digits) == number for digits in re.findall(r"\d+", text))


def _calendar(what: str, target: str, text: str) -> set[int] | None:
    """Which months or weekdays, from 0, a text names; None: their names are not known."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(target, sep="-")
    except (UnknownLocaleError, ValueError):
        return None
    table = locale.months if what == "months" else locale.days
    dense = primary(target) in _DENSE
    widths = ("wide", "abbreviated") if dense else ("wide",)
    forms = {
        (str(name).lower(), int(number) - (what == "months"))
        for use in ("format", "stand-alone")
        for width in widths
        for number, name in table[use].get(width, {}).items()
    }
    if any(name.startswith("m") and name[1:].isdigit() for name, _ in forms):  # CLDR has none
        return None
    return _found(forms, text.lower(), dense)


def _found(forms: Iterable[tuple[str, int]], text: str, dense: bool) -> set[int]:
    """Names found in a text, the longest first, and each place but once."""
    found = set()
    for name, number in sorted(forms, key=lambda each: -len(each[0])):
        stem = re.escape(name if len(name) < 5 else name[:-1])
        ending = r"\w{0,3}\b" if len(name) >= 5 else r"\b"
        pattern = rf"(?<!\d){re.escape(name)}" if dense else rf"\b{stem}{ending}"
        text, count = re.subn(pattern, " ", text)
        if count:
            found.add(number)
    return found


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
    pattern = words if code in _DENSE else rf"\b(?:{words})(?!\w)"
    return bool(re.search(pattern, text, re.IGNORECASE))
