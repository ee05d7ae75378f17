"""True and false statements about news articles, made by rule from the articles' own sentences.

True: the sentence itself, a clause dropped, the attribution dropped, the first half of a compound,
numbers written the other way, adverbs other than hedges dropped, reported in indirect order.
False: a number, a name, a weekday, month or year changed; a negation added or removed; two articles
merged; a sentence of another article, as it is or with a name of this one put in. Everything is
drawn with one seed.
The rules are regular expressions of their own and share no code with `qa`, so that a mistake in
reading numbers or names there does not hide here. A few per cent of the labels are wrong, as in
any set made by rule: a dropped clause can change what a sentence says.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

_WORDS = {
    "2": "two", "3": "three", "4": "four", "5": "five", "6": "six", "7": "seven", "8": "eight",
    "9": "nine", "10": "ten", "11": "eleven", "12": "twelve", "15": "fifteen", "20": "twenty",
    "30": "thirty", "40": "forty", "50": "fifty",
}  # fmt: skip
_DIGITS = {word: digit for digit, word in _WORDS.items()}
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_SHORT = {"January": "Jan.", "February": "Feb.", "August": "Aug.", "September": "Sept.",
          "October": "Oct.", "November": "Nov.", "December": "Dec."}  # fmt: skip
_NAME = re.compile(r"(?<=[a-z,] )(?:[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,}){0,2})\b(?!['’]?[a-z])")
_NUMBER = re.compile(r"(?<![\w.,-])\d+(?:,\d{3})*(?:\.\d+)?(?![\w,-]|\.\d)")
_VERB = re.compile(
    r"\b(is|are|was|were|has|have|had|will|would|can|could|should)\b(?! not|n['’]t)(?= [a-z]+)"
)
_NEGATED = re.compile(r"\b(is|are|was|were|has|have|had|will|would|could|should|do|does|did) not\b")
_INNER = re.compile(r", (?:who|which|including|after|as|while|where|when|despite|according)[^,]+,")
_TAIL = re.compile(r",? (?:after|as|while|which|who|where|despite|including|because) [^,]+\.$")
_SAID = re.compile(r",? [^,]{3,40} (?:said|told [A-Z]\w+|announced|added)(?: on \w+day)?\.$")
_HEDGE = (
    r"(?:alleged|possib|probab|potential|like|near|apparent|reported|supposed|rare|hard|bare)ly"
)
_ADVERB = re.compile(
    rf" (?!{_HEDGE}|early|family|July|Italy)"
    r"(?:also|already|still|recently|previously|just|now|\w{3,}ly)\b"
)
_COMPOUND = re.compile(r",? and (?:he|she|it|they|we|that|the|has|was|were|is|are) .*\.$")


@dataclass(frozen=True, slots=True)
class Case:
    """One statement about one article."""

    kind: str
    true: bool
    statement: str
    sentences: tuple[str, ...]


Rule = Callable[[str, "Source", random.Random], str | None]


@dataclass(frozen=True, slots=True)
class Source:
    """An article's sentences beside those of one on something else."""

    sentences: tuple[str, ...]
    other: tuple[str, ...]


def _substitute(pattern: re.Pattern[str], text: str, new: Callable[[re.Match[str]], str | None],
                rng: random.Random) -> str | None:  # fmt: skip
    found = list(pattern.finditer(text))
    if not found:
        return None
    match = rng.choice(found)
    replacement = new(match)
    if replacement is None or replacement == match.group():
        return None
    return text[: match.start()] + replacement + text[match.end() :]


def _dropped(pattern: re.Pattern[str], end: str = "") -> Rule:
    def rule(text: str, _: Source, rng: random.Random) -> str | None:
        short = _substitute(pattern, text, lambda _m: end, rng)
        return short if short and len(short.split()) >= 6 else None

    return rule


def _number_rewritten(text: str, _: Source, rng: random.Random) -> str | None:
    forms = _WORDS | _DIGITS
    pattern = re.compile(rf"(?<![\w.,$£€-])(?:{'|'.join(forms)})(?![\w,%-]|\.\d)")
    return _substitute(pattern, text, lambda m: forms[m.group()], rng)


def _date_rewritten(text: str, _: Source, rng: random.Random) -> str | None:
    forms = _SHORT | {short: month for month, short in _SHORT.items()}
    pattern = re.compile("|".join(re.escape(form) + r"(?= \d)" for form in forms))
    return _substitute(pattern, text, lambda m: forms[m.group()], rng)


def _reordered(text: str, _: Source, rng: random.Random) -> str | None:
    match = re.match(r"^(On \w+day|In \w+|Last \w+|In a statement), (.+)\.$", text)
    if not match:
        return None
    rest = match.group(2)
    return f"{rest[0].upper()}{rest[1:]} {match.group(1)[0].lower()}{match.group(1)[1:]}."


def _number_changed(text: str, _: Source, rng: random.Random) -> str | None:
    def other(match: re.Match[str]) -> str:
        raw = match.group()
        digits = [i for i, c in enumerate(raw) if c.isdigit()]
        at = rng.choice(digits)
        pool = [c for c in "123456789" if c != raw[at]]
        return raw[:at] + rng.choice(pool) + raw[at + 1 :]

    return _substitute(_NUMBER, text, other, rng)


def _number_word_changed(text: str, _: Source, rng: random.Random) -> str | None:
    words = list(_DIGITS)
    pattern = re.compile(rf"\b(?:{'|'.join(words)})\b(?!-)")
    return _substitute(pattern, text, lambda _m: rng.choice(words), rng)


def names_in(sentences: Sequence[str]) -> list[str]:
    """Names within the sentences, but days and months; sorted."""
    calendar = set(_WEEKDAYS) | set(_MONTHS)
    found = {name for text in sentences for name in _NAME.findall(text)}
    return sorted(name for name in found if not calendar & set(name.split()))


def _name_changed(elsewhere: bool) -> Rule:
    def rule(text: str, source: Source, rng: random.Random) -> str | None:
        own = names_in([text])
        used = {word for name in own for word in name.split()}
        pool = [
            name
            for name in names_in(source.other if elsewhere else source.sentences)
            if not used & set(name.split()) and not any(w in text for w in name.split())
        ]
        if not own or not pool:
            return None
        return text.replace(rng.choice(own), rng.choice(pool))

    return rule


def _roles_swapped(text: str, _: Source, rng: random.Random) -> str | None:
    own = [name for name in names_in([text]) if text.count(name) == 1]
    if len(own) < 2:
        return None
    a, b = rng.sample(own, 2)
    between = text[min(text.find(a), text.find(b)) : max(text.find(a), text.find(b))]
    if " and " in between or " or " in between or len(between) - len(a) < 6 or between.count(","):
        return None
    return text.replace(a, "\0").replace(b, a).replace("\0", b)


def _calendar_changed(names: Sequence[str]) -> Rule:
    pattern = re.compile(rf"(?<=[a-z,\"'’] )(?:{'|'.join(names)})\b")

    def rule(text: str, _: Source, rng: random.Random) -> str | None:
        return _substitute(pattern, text, lambda _m: rng.choice(names), rng)

    return rule


def _year_changed(text: str, _: Source, rng: random.Random) -> str | None:
    pattern = re.compile(r"\b(?:19|20)\d\d\b(?![,\w-])")
    return _substitute(pattern, text, lambda m: str(int(m.group()) + rng.choice([-3, -1, 2])), rng)


def _negated(text: str, _: Source, rng: random.Random) -> str | None:
    return _substitute(_VERB, text, lambda m: f"{m.group()} not", rng)


def _affirmed(text: str, _: Source, rng: random.Random) -> str | None:
    return _substitute(_NEGATED, text, lambda m: m.group(1), rng)


def _invented(_: str, source: Source, rng: random.Random) -> str | None:
    return rng.choice(source.other)


def _transplanted(_: str, source: Source, rng: random.Random) -> str | None:
    text = rng.choice(source.other)
    own, pool = names_in([text]), names_in(source.sentences)
    return text.replace(rng.choice(own), rng.choice(pool)) if own and pool else None


def _merged(text: str, source: Source, rng: random.Random) -> str | None:
    """The subject of this sentence with what another article says of its own subject."""
    head = re.match(rf"^(.{{8,60}}?) (?={_VERB.pattern})", text)
    tails = [m.group() for s in source.other if (m := re.search(rf"{_VERB.pattern} .{{20,}}$", s))]
    if not head or not tails:
        return None
    return f"{head.group(1)} {rng.choice(tails)}"


TRUE_RULES: dict[str, Rule] = {
    "quoted": lambda text, _, __: text,
    "inner clause dropped": _dropped(_INNER),
    "last clause dropped": _dropped(_TAIL, "."),
    "attribution dropped": _dropped(_SAID, "."),
    "first half": _dropped(_COMPOUND, "."),
    "adverb dropped": _dropped(_ADVERB),
    "number rewritten": _number_rewritten,
    "date rewritten": _date_rewritten,
    "reordered": _reordered,
}
FALSE_RULES: dict[str, Rule] = {
    "number changed": _number_changed,
    "number word changed": _number_word_changed,
    "name of the article": _name_changed(elsewhere=False),
    "name of another": _name_changed(elsewhere=True),
    "roles swapped": _roles_swapped,
    "weekday changed": _calendar_changed(_WEEKDAYS),
    "month changed": _calendar_changed([m for m in _MONTHS if m not in {"March", "May"}]),
    "year changed": _year_changed,
    "negation added": _negated,
    "negation removed": _affirmed,
    "merged": _merged,
    "invented": _invented,
    "transplanted": _transplanted,
}


def usable(sentences: Sequence[str]) -> list[str]:
    """Sentences that state something: 8 to 40 words, from capital to full stop."""
    return [
        s
        for s in sentences
        if 8 <= len(s.split()) <= 40 and s[0].isupper() and s.endswith(".") and "\n" not in s
    ]


def cases(articles: Sequence[Sequence[str]], per_kind: int, seed: int) -> Iterator[Case]:
    """Up to ``per_kind`` cases of every kind; evidence is the article's first 40 sentences.

    For merged and transplanted statements the other article's sentences are evidence too.
    """
    rng = random.Random(seed)
    pools = [usable(sentences[:40]) for sentences in articles]
    order = [i for i, pool in enumerate(pools) if len(pool) >= 8]
    for kind, rule in (TRUE_RULES | FALSE_RULES).items():
        made = 0
        rng.shuffle(order)
        for at, other in zip(order * 3, order[1:] * 3 + order[:1], strict=False):
            source = Source(tuple(pools[at]), tuple(pools[other]))
            text = rng.choice(pools[at])
            statement = rule(text, source, rng)
            if statement is None or (kind in FALSE_RULES and statement in articles[at]):
                continue
            evidence = list(articles[at][:40])
            if kind in {"merged", "transplanted"}:
                evidence += articles[other][:40]
            yield Case(kind, kind in TRUE_RULES, statement, tuple(evidence))
            made += 1
            if made == per_kind:
                break
