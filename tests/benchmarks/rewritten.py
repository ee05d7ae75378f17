"""Statements as a language model writes them: true ones in other words, and what goes wrong.

`REPHRASED` are rewritings that keep what is said: other words from a short table, a title or a
connective left out, an opening date moved to the end, a clause or an attribution dropped, a
reported sentence turned round. `LIES` change it: a quotation or its speaker, a direction, a scale,
a bound, a hedge, a small word ("from", "his", "some"), the order of two names. As in `perturbed.py`
the rules are regular expressions that share no code with `qa`, and a few per cent of the labels are
wrong, or the result no English. Half the pairs of `_SYNONYMS` stand in `qa.evidence.vocabulary`
too, so "in other words" flatters.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

import perturbed

Rephrase = Callable[[str, random.Random], str | None]

_SYNONYMS = {
    "said": "stated", "about": "around", "began": "started", "begin": "start",
    "bought": "purchased",
    "buy": "purchase", "help": "assist", "showed": "demonstrated", "announced": "said",
    "used": "employed", "more than": "over", "children": "kids", "in order to": "to",
    "prior to": "before", "has said": "said", "told reporters": "said", "big": "large",
    "received": "got", "however": "though", "following": "after", "ahead of": "before",
    "attempted": "tried", "wants": "would like", "while": "as", "allow": "permit",
    "several": "a number of", "many": "numerous", "quickly": "rapidly", "car": "vehicle",
    "people": "persons", "film": "movie", "nearly": "almost", "also said": "added",
    "the United States": "the US", "the United Kingdom": "the UK", "did not": "didn't",
    "does not": "doesn't", "is not": "isn't", "was not": "wasn't", "will not": "won't",
    "percent": "per cent", "because": "since", "ended": "finished", "obtained": "got",
    "countries": "nations", "country": "nation", "died": "lost their lives", "top": "leading",
    "approximately": "about", "released": "published", "across": "throughout",
    "due to": "because of",
    "company": "firm", "companies": "firms", "police": "officers", "is expected to": "should",
}  # fmt: skip
_SYNONYM = re.compile(rf"\b(?:{'|'.join(sorted(_SYNONYMS, key=len, reverse=True))})\b")
_CONNECTIVE = re.compile(
    r"^(?:But|And|However,|Meanwhile,|In addition,|Still,|Yet|So|Also,) (?=\w)"
)
_TITLE = re.compile(
    r"\b(?:President|Prime Minister|Sen\.|Senator|Rep\.|Gov\.|Governor|Dr\.|Mr\.|Ms\.|Mrs\.|Justice"
    r"|Secretary|Mayor|Queen|King|Pope|Chief) (?=[A-Z][a-z]+)"
)
_FRONT = re.compile(r"^((?:On|In|Last|At|After|During|Since) [^,]{3,30}), ((?:the|[A-Z]).+)\.$")
_ACCORDING = re.compile(r"^(?:According to ([^,]{3,50})), (.+)\.$")
_SAID_LAST = re.compile(r"^([A-Z][^“”\"]{20,}), ((?:[A-Z][\w.’'-]+ ?){1,4}) said\.$")
_RELATIVE = re.compile(r", (?:who|which|where) [^,]{5,60},")
_APPOSITION = re.compile(r", (?:a|an|the) [^,]{5,50},")
_QUOTE = re.compile(r"“([^“”]{25,})”")
_WEEKDAY = re.compile(
    r"\bon (Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b(?! (?:a|e|n|m))"
)
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_FUTURE = re.compile(r"\b(?:will|would|to be|next|scheduled|expected|plans?|set|due|coming)\b")


def _sub(pattern: re.Pattern[str], new: Callable[[re.Match[str]], str]) -> Rephrase:
    def rule(text: str, rng: random.Random) -> str | None:
        found = list(pattern.finditer(text))
        if not found:
            return None
        match = rng.choice(found)
        made = text[: match.start()] + new(match) + text[match.end() :]
        return made[0].upper() + made[1:]

    return rule


def _fronted(text: str, _: random.Random) -> str | None:
    match = _FRONT.match(text)
    if match is None:
        return None
    rest = match[2]
    return f"{rest[0].upper()}{rest[1:]} {match[1][0].lower()}{match[1][1:]}."


def _turned(text: str, _: random.Random) -> str | None:
    if match := _ACCORDING.match(text):
        return f"{match[2][0].upper()}{match[2][1:]}, according to {match[1]}."
    if match := _SAID_LAST.match(text):
        inner = match[1]
        inner = inner if re.match(r"[A-Z][a-z]+ (?:[A-Z]|was|is|has)", inner) else (
            inner[0].lower() + inner[1:])  # fmt: skip
        return f"{match[2].strip()} said that {inner}."
    return None


def _old(name: str) -> Rephrase:
    rule = perturbed.TRUE_RULES[name]
    return lambda text, rng: rule(text, perturbed.Source((), ()), rng)


REPHRASED: dict[str, Rephrase] = {
    "other word": _sub(_SYNONYM, lambda m: _SYNONYMS[m.group()]),
    "another word": _sub(_SYNONYM, lambda m: _SYNONYMS[m.group()]),
    "connective": _sub(_CONNECTIVE, lambda _: ""),
    "title": _sub(_TITLE, lambda _: ""),
    "fronted": _fronted,
    "turned": _turned,
    "relative clause": _sub(_RELATIVE, lambda _: ""),
    "apposition": _sub(_APPOSITION, lambda _: ""),
    **{n: _old(n) for n in ("last clause dropped", "attribution dropped", "adverb dropped",
                            "number rewritten", "date rewritten", "first half")},
}  # fmt: skip


def paraphrase(text: str, rng: random.Random, steps: int) -> str | None:
    """``steps`` different rewritings, one after the other; None where so many do not apply."""
    rules = list(REPHRASED)
    rng.shuffle(rules)
    done, current = 0, text
    for name in rules:
        made = REPHRASED[name](current, rng)
        if made and made != current and len(made.split()) >= 6:
            current, done = made, done + 1
        if done == steps:
            return current
    return None


def resolved(text: str, published: date, rng: random.Random, wrong: int = 0) -> str | None:
    """ "on Tuesday" as the day of the month it was; ``wrong`` days off for a false one."""
    match = _WEEKDAY.search(text)
    if match is None or _FUTURE.search(text):
        return None
    back = (published.weekday() - _DAYS.index(match[1])) % 7
    day = published - timedelta(days=back) + timedelta(days=wrong)
    forms = (f"on {day:%B} {day.day}", f"on {day.day} {day:%B} {day.year}")
    return text[: match.start()] + rng.choice(forms) + text[match.end() :]


_FLIPS = {
    "rose": "fell", "fell": "rose", "increased": "decreased", "decreased": "increased",
    "increase": "decrease", "higher": "lower", "lower": "higher", "won": "lost", "lost": "won",
    "before": "after", "after": "before", "approved": "rejected", "rejected": "approved",
    "first": "last", "more": "fewer", "less": "more", "above": "below", "up": "down",
    "supported": "opposed", "highest": "lowest", "largest": "smallest", "began": "ended",
    "best": "worst", "early": "late", "north": "south", "western": "eastern", "male": "female",
}  # fmt: skip
_SCALES = {"million": "billion", "billion": "million", "thousand": "million", "miles": "kilometers",
           "hours": "days", "days": "weeks", "months": "years", "years": "months",
           "percent": "million", "weeks": "months", "minutes": "hours"}  # fmt: skip
_BOUNDS = {"more than": "fewer than", "at least": "at most", "less than": "more than",
           "over": "under", "up to": "more than", "fewer than": "more than"}  # fmt: skip
_HEDGES = {
    r"\b(?:may|might|could) (?=[a-z]+ )": "will ", r"\bdenied (?:that )?": "confirmed that ",
    r"\balleged(?:ly)? ": "", r"\b(?:is|are|was) (?:accused of|suspected of) ": "did ",
    r"\bplans to ": "has decided to ", r"\b(?:would|is considering) ": "did ",
    r"\bpossible ": "certain ", r"\bproposed ": "approved ",
}  # fmt: skip


def _table(words: dict[str, str], after: str = "") -> Rephrase:
    pattern = re.compile(rf"\b(?:{'|'.join(words)})\b{after}")
    return _sub(pattern, lambda m: words[m.group()])


_RESTRICTIONS = {"the only": "the", "only one of": "one of", "not only": "not"}


def _unhedged(text: str, rng: random.Random) -> str | None:
    rules = list(_HEDGES.items())
    rng.shuffle(rules)
    for pattern, new in rules:
        made = _sub(re.compile(pattern), lambda _, new=new: new)(text, rng)  # type: ignore[misc]
        if made and made != text:
            return made
    return None


def _condition_dropped(text: str, _: random.Random) -> str | None:
    match = re.match(r"^(.{30,}?),? (?<!even )(?<!as )(?<!only )(?:if|unless) [^,]+\.$", text)
    return f"{match[1]}." if match else None


def _said_that_denied(text: str, _: random.Random) -> str | None:
    match = re.search(
        r"\b(?:denied|denies|asked whether|disputed|rejected claims) (?:that )?(.{25,})$", text
    )
    return f"{match[1][0].upper()}{match[1][1:]}" if match else None


def _quote_word(text: str, rng: random.Random) -> str | None:
    match = _QUOTE.search(text)
    if match is None:
        return None
    words = match[1].split()
    places = [n for n, w in enumerate(words) if len(w) > 3 and w.isalpha()]
    if not places:
        return None
    words[rng.choice(places)] = rng.choice(["never", "terrible", "wonderful", "really", "money"])
    return text[: match.start(1)] + " ".join(words) + text[match.end(1) :]


def _quote_made(text: str, rng: random.Random) -> str | None:
    """What was only reported, put between quotation marks."""
    match = re.match(r"^((?:[A-Z][\w.’'-]+ ?){1,4}) said (?:that )?([^“”\"]{25,})\.$", text)
    changed = paraphrase(match[2] + ".", rng, 1) if match else None
    return f"{match[1].strip()} said: “{changed}”" if match and changed else None


def _order(text: str, rng: random.Random) -> str | None:
    return perturbed.FALSE_RULES["roles swapped"](text, perturbed.Source((), ()), rng)


_PREPOSITIONS = {
    "from": "to", "against": "for", "without": "with", "with": "without", "before": "after",
    "after": "before", "into": "out of", "off": "on", "inside": "outside",
}  # fmt: skip
_GENDERS = {
    "he": "she", "she": "he", "his": "her", "him": "her", "himself": "herself",
    "herself": "himself", "He": "She", "She": "He", "His": "Her",
}  # fmt: skip
_QUANTIFIERS = {
    "some": "all", "most": "all", "many": "few", "few": "many", "several": "all", "Some": "All",
    "Most": "All", "Many": "Few",
}  # fmt: skip
LIES: dict[str, Rephrase] = {
    "roles swapped": _order,
    "direction flipped": _table(_FLIPS),
    "scale or unit changed": _table(_SCALES),
    "bound turned": _table(_BOUNDS, r"(?= [$£€]?\d)"),
    "preposition turned": _table(_PREPOSITIONS, r"(?= )"),
    "gender changed": _table(_GENDERS, r"(?= )"),
    "quantifier changed": _table(_QUANTIFIERS, r"(?= )"),
    "only dropped": _table(_RESTRICTIONS),
    "hedge dropped": _unhedged,
    "condition dropped": _condition_dropped,
    "denial dropped": _said_that_denied,
    "quotation changed": _quote_word,
    "quotation made up": _quote_made,
}


def speaker_changed(text: str, others: Sequence[str], rng: random.Random) -> str | None:
    """A quotation given to another person of the same article."""
    match = re.search(
        r"” ((?:[A-Z][\w’'-]+ ?){1,3}) ?(?:said|told)|(?:,|^) ((?:[A-Z][\w’'-]+ ?){1,3}) said", text
    )
    if match is None or "“" not in text:
        return None
    name = (match[1] or match[2]).strip()
    pool = [
        o for o in others if " " in o and not set(o.split()) & set(name.split()) and o not in text
    ]
    return text.replace(name, rng.choice(pool)) if pool else None
