"""Verbs in the simple past, and the clauses that they stand in.

``masked`` hides what is quoted, ``clauses`` cuts at marks and at words that open a clause, and
``verbs`` finds what happened, or was done: "ruled", "was shot", not "has ruled", "to be held" or
"the wounded". Deliberately no parser: what may be an adjective counts for one. English only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|\([^)]*\)")
_OPENERS = (
    "that which who whom whose where when while whereas as after before since until till because "
    "if unless whether though although than amid following despite with how why what once during "
    "without"
)
_CUTS = re.compile(
    rf"(?:[;–—·]|[,:](?!\d))+|\s--?\s|"
    rf"(?<!more )(?<!less )(?<!fewer )\b(?:{'|'.join(_OPENERS.split())})\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r",(?= (?:[A-Z][\w.'’]*\s?){1,3}(?:,|$| on\b| (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day))"
)
_BESIDE_PLACE = re.compile(
    r",(?: [A-Z][\w.'’]*){1,3},(?= (?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
)
_IN_DATE = re.compile(
    r" (?:(?:19|20)\d\d\b|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z.]* \d)"
)
MODAL = frozenset(
    "will would shall could should may might can must to has have is are be am won't wouldn't "
    "couldn't can't isn't aren't hasn't haven't".split()
)
_HELPS = frozenset("was were had been being not wasn't weren't hadn't".split())
_PAST = frozenset(
    """said told was were did had got went came became began broke brought built bought caught
    chose cut dealt drew drove fell fled flew fought found froze gave grew held hit hurt kept knew
    led left lost made met paid put quit ran rose sat sank saw sent set shook shot shut sold spoke
    spent stood stole struck swept swore took taught tore threw took won withdrew wrote overtook
    underwent undertook upheld overturned let lay woke wore forgot forgave beat split burst spread
    cast lit sought swung bet rode sang shrank slid thought understood withheld heard felt slept
    hung rang sprang stuck swam spun leapt crept fed bent meant""".split()
)
_NO_VERBS = frozenset("hundred need indeed speed seed feed breed bed red embed shed".split())
_BEFORE_ADJECTIVES = frozenset(
    "the a an of his her its their by in for with more most some".split()
)
_PERFECT = re.compile(
    r"\b(?:has|have) (?:\w+ly |also |now |been ){0,2}(?:\w+ed|(?!been)\w+en|\w+wn|won|lost|cut|put|"
    r"made|held|hit|told|found|led|begun|become|come|met|set|left|sent|shot|sold)\b"
)
# What did not happen, or not yet: with "delayed" it is not over (a negative implicative verb).
_NEGATED = re.compile(
    r"\b(?:not|no|never|none|nobody|postponed|delayed|scrubbed|halted|paused|called off|put off|"
    r"failed to|on hold|(?:was|were|had been) (?:set|scheduled|expected|planned|slated|supposed|"
    r"targeting|due)|was to)\b|n['’]t\b"
)
_OPEN = re.compile(
    r"\b(?:is|are|will|would|could|may|might|should|can|must|remains?|continues?|expect\w*|plans?|"
    r"seeks?|aims?|hopes?|wants?)\b"
)
# How things stood: "was on Sunday battling to win", "led in early returns", "was possible".
_STOOD = re.compile(
    r"\b(?:was|were) (?:(?:\w+ly|still|on \w+day) ){0,2}(?!being)[a-z]+ing\b|"
    r"\b(?:appeared|seemed|looked) (?:to|likely|more|less|set|poised)\b|\bsounded\b|"
    r"\b(?:continued to|still \w+ed)\b|\b(?:was|were) (?:still|possible|likely|unlikely)\b|"
    r"\b(?:initial|early|preliminary|partial) (?:\w+ )?(?:results?|returns?|counts?|tally)\b"
)
# How things stand, wherever it is said: "are inching toward a majority", "adding that it is not".
_STANDS = re.compile(
    r"\b(?:is|are|['’]re) (?:(?:\w+ly|now|still|also) ){0,2}(?!being|missing|\w*thing)[a-z]+ing\b|"
    r"\b(?:adding|saying|warning|noting)\b.* (?:is|are|will|may|could|might)\b|\b[Aa]s of\b|"
    r"\b(?:now|still) [a-z]+(?<!u)(?<!s)s\b"
)
_AND_NOW = re.compile(r"\b(?:and|but) (?:now |still )?(?:will|is|are|faces?|remains?|may|could)\b")
_JOINED = re.compile(r"\b(?:and|or|but)\b")
_PREPOSITIONS = frozenset("with amid following despite without during".split())
_RELATIVE = frozenset({"that", "which", "who"})
_REPORTS = frozenset(
    "said announced told warned predicted promised vowed confirmed determined found "
    "concluded tweeted wrote added".split()
)
# Who says it has made it so, at the end of the sentence: "should pay, a jury decided".
_DECIDED = re.compile(
    r"[,:] (?:the |an? )?(?:[\w.-]+ ){1,6}?(?:decided|ruled|projects|projected|declared)\b"
    r"(?! (?:to|that|not|against)\b)"
)
_WORD = re.compile(r"[^\W\d_][\w'’]*")


class Clause(NamedTuple):
    """A piece of a sentence."""

    start: int
    end: int
    opener: str  # what stands before it: a mark, a word, or nothing


class Verb(NamedTuple):
    """A verb and where it stands."""

    start: int
    end: int
    word: str


def lasts(text: str) -> bool:
    """Whether ``text`` tells, in its main clause, what has happened, which stays so.

    Not what is, or is expected, nor what did not happen; nor who said something like that.
    """
    hidden = masked(text)
    main = [(clause, hidden[clause.start : clause.end]) for clause in _main(hidden)]
    # "The men held in Norwick, Halden, will be freed": the verb stands after its subject's name.
    if _STANDS.search(hidden) or any(_OPEN.match(told.lstrip()) for _, told in main):
        return False
    found = (_is_over(text, hidden, clause) for clause, _ in main)
    return next((over for over in found if over is not None), False)


def _is_over(text: str, hidden: str, clause: Clause) -> bool | None:
    """Whether a clause tells what has happened; None where it has no verb."""
    told = hidden[clause.start : clause.end]
    done = [(v.start - clause.start, v.word) for v in verbs(hidden, clause.start, clause.end)]
    done += [(m.start(), "") for m in _PERFECT.finditer(told)]
    first, word = min(done, default=(len(told), ""))
    still = _OPEN.search(told)
    reduced = still and done and word not in _REPORTS and not _JOINED.search(told, first)
    if still and (still.start() < first or reduced):
        return bool(_DECIDED.search(hidden)) and not _NEGATED.search(told)
    if not done:
        return None
    if word in _REPORTS:
        return not any(each.search(text) for each in (_NEGATED, _OPEN, _STOOD))
    stood = [verb for _, verb in done] in (["was"], ["were"]) or _STOOD.search(told)
    return not (stood or _NEGATED.search(told) or _AND_NOW.search(hidden))


def _main(hidden: str) -> Iterator[Clause]:
    """The clauses that no word subordinates, and no aside: "Norwick, built on islands, has".

    Of "the wave that hit the town killed nine" the main clause begins after the first verb.
    """
    found = list(_with_phrases(clauses(hidden)))
    subject = False  # whether one stands before, without its verb yet
    for n, clause in enumerate(found):
        done = list(verbs(hidden, clause.start, clause.end))
        if clause.opener in _RELATIVE and subject and found[n - 1].start < found[n - 1].end - 3:
            perfect = _PERFECT.finditer(hidden, clause.start, clause.end)
            told = sorted([*done, *(Verb(m.start(), m.end(), "") for m in perfect)])
            second = next((b.start for a, b in pairwise(told) if _apart(hidden, a, b)), None)
            if second is not None:
                yield Clause(second, clause.end, "")
        first = hidden[clause.start : clause.end].lstrip()
        closed = n + 1 < len(found) and found[n + 1].opener == ","
        aside = closed and clause.opener == "," and done and first.startswith(done[0].word)
        if not clause.opener.isalpha() and not (aside and subject):
            yield clause
            subject = not done and not _OPEN.search(hidden, clause.start, clause.end)


def _apart(hidden: str, one: Verb, other: Verb) -> bool:
    """Whether two verbs are of two clauses: not "was shot", and not "won and lost"."""
    between = hidden[one.end : other.start]
    return bool(between.strip()) and not _JOINED.search(between)


def _with_phrases(found: Iterable[Clause]) -> Iterator[Clause]:
    """The same, where "with the storm is possible" is one with what stands before it."""
    last: Clause | None = None
    for clause in found:
        if last and clause.opener in _PREPOSITIONS and last.start < last.end:
            last = last._replace(end=clause.end)
            continue
        if last:
            yield last
        last = clause
    if last:
        yield last


def events(text: str) -> frozenset[int]:
    """Where the words begin that say what happened: "resigned", and "died" in "has died"."""
    perfect = (m.end() - len(m[0].split()[-1]) for m in _PERFECT.finditer(text))
    return frozenset(verb.start for verb in verbs(text, 0, len(text))).union(perfect)


def main_clause(text: str) -> str:
    """The first clause that tells what has happened and that no word subordinates; "" for none."""
    hidden = masked(text)
    found = (c[:2] for c in clauses(hidden) if not c.opener.isalpha())
    done = (c for c in found if any(verbs(hidden, *c)) or _PERFECT.search(hidden, *c))
    return next((hidden[start:end] for start, end in done), "")


def masked(sentence: str) -> str:
    """The sentence with marks for what is quoted or in brackets, and places made one with it."""
    hidden = _QUOTED.sub(lambda m: " " + "·" * (len(m[0]) - 2) + " ", sentence)
    hidden = _BESIDE_PLACE.sub(lambda m: m[0].replace(",", " "), hidden)
    return _PLACE.sub(" ", hidden)


def clauses(hidden: str) -> Iterator[Clause]:
    """The pieces of a sentence that is ``masked``, in order."""
    start, opener = 0, ""
    for cut in _CUTS.finditer(hidden):
        if _is_date_comma(hidden, cut):
            continue
        yield Clause(start, cut.start(), opener)
        start, opener = cut.end(), cut[0].strip().lower()
    yield Clause(start, len(hidden), opener)


def _is_date_comma(hidden: str, cut: re.Match[str]) -> bool:
    """Whether it stands within a date: "Friday, June 24, 2022"."""
    return cut[0] == "," and bool(_IN_DATE.match(hidden, cut.end()))


def verbs(hidden: str, start: int, end: int) -> Iterator[Verb]:
    """What is in the simple past, or was done: not "has said", "to be held", "the wounded"."""
    words = [(m.start(), m.end(), m[0]) for m in _WORD.finditer(hidden, start, end)]
    for n, (first, last, word) in enumerate(words):
        compound = hidden[first - 1 : first] == "-"  # "scandal-ravaged"
        regular = word.endswith("ed") and word.islower() and word not in _NO_VERBS
        if compound or not (regular or word in _PAST):
            continue
        chain = list(_chain([w.lower() for _, _, w in words[:n]]))
        before = words[n - 1][2].lower() if n else ""
        adjective = before in _BEFORE_ADJECTIVES or before.endswith(("'s", "’s"))
        if any(w in MODAL for w in chain) or chain == ["being"] or (not chain and adjective):
            continue
        follows = words[n + 1][2] if n + 1 < len(words) else ""
        if regular and not chain and follows == "by":  # "a letter cited by …"
            continue
        yield Verb(first, last, word)


def _chain(before: list[str]) -> Iterator[str]:
    """The helping verbs right before a verb, from the nearest."""
    for word in reversed(before):
        if word in MODAL or word in _HELPS:
            yield word
        elif not word.endswith("ly") and word not in {"also", "then", "first", "already", "since"}:
            return
