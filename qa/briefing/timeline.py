"""The day of what a sentence tells: the one it gives to its main verb, else that of publication.

"The court ruled on Friday" has a day. "The meeting, first planned for 18 April, was held", "may
declare war on 9 May" and "the attack on Tuesday raises questions" have none of their own.
Deliberately no parser and no guess: a day must stand beside a verb in the simple past, outside
quotation marks and subordinate clauses, and not be still to come; a weekday is reckoned from the
day of publication only where nothing says that the article was written on later. English only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from qa.briefing.editing import CHANGED, USUAL
from qa.briefing.verbs import MODAL, Clause, Verb, clauses, lasts, masked, verbs
from qa.evidence.relative_dates import Mention, is_explicit, mentions

_WEEK = timedelta(days=7)
_REACH = 10  # words between a verb and its day

_ELSEWHEN = re.compile(
    r"\bago\b|\bearlier (?:this|in|on)\b|\b(?:last|previous) (?:week|month|year|night)\b|"
    r"\bover the weekend\b|\b(?:weeks?|months?|years?) (?:after|before|later|earlier)\b",
    re.IGNORECASE,
)
_NOT_THEN = frozenset(
    "since until till by from after before of through for between than the a an to next every "
    "each starting beginning around about this coming and or including".split()
)
_HOURS = r"(?: (?:morning|afternoon|evening|night|noon|at noon))?"
_GOES_ON = re.compile(
    rf"{_HOURS}(?:\W*$|[,;:.–—)]|\s+(?:[,;:–—)(-]|(?:at|in|on|to|by|for|from|with|as|after|before|"
    r"when|while|that|and|but|or|near|over|amid|during|because|against|about|into|of|"
    r"he|she|it|they|the|a|an|his|her|its|their|there|following|ahead|than|outside|inside|"
    r"between|under|around|off|where|who|which|upon|alongside|without|since|so|if|whether|not|"
    r"afternoon|if|despite|along|approving|saying|citing|beating|marking|\w+ing)\b))"
)
_EXPECTS = frozenset(
    "expected scheduled planned set slated projected forecast anticipated proposed hoped believed "
    "intended wanted supposed".split()
)
_SAID = frozenset(
    "said told announced reported wrote tweeted stated added confirmed warned denied claimed "
    "testified argued insisted declared acknowledged".split()
)
_INFINITIVE = re.compile(r"\bto (?!the\b|an?\b|his\b|her\b|its\b|their\b)[a-z]+")
# Before a day with which a sentence begins: "Late on Monday".
_OPENS = re.compile(
    r"\W*(?:(?:[A-Z]{3}[A-Z. ,]*|\W+)\s)?"
    r"(?:(?:Early|Late|Earlier|Later)?\s?(?:[Oo]n )?(?:early |late )?)?"
)
_WORD = re.compile(r"[^\W\d_][\w'’]*")
_PARTICIPLE = re.compile(r"\w+(?:ed|ing)|told|held|shot|made|led|built|known")
_HELPS = frozenset("was were had been".split())
_MODAL = re.compile(r"\b(?:will|would|could|may|might|should|can|must)\b")


class Dated(NamedTuple):
    """A day, and how it is known."""

    day: date
    stated: bool  # by the sentence itself; False: it is the day of publication
    words: str = ""  # of the sentence, where the day is reckoned from publication: "Friday"


def dated(
    sentence: str, published: date | None, topic: str = "", written_on: timedelta = USUAL
) -> Dated | None:
    """When what ``sentence`` tells happened, in an article ``published`` then; None: not known.

    A day that is part of the ``topic`` ("January 6 hearings") is a name and no date. The article
    was ``written_on`` for so long after that day: see `editing`.
    """
    named = tuple(topic[m.start : m.end].casefold() for m in mentions(topic, published))
    there = mentions(sentence, published)
    found = [m for m in there if not sentence[m.start : m.end].casefold().startswith(named)]
    own = {m.first: m for m in _own(sentence, found)}
    if len(own) != 1:
        return _published(sentence, found, published, written_on)
    day, mention = own.popitem()
    words = sentence[mention.start : mention.end]
    if is_explicit(words) or published is None:
        return Dated(day, stated=True) if not published or day <= published else None
    return _reckoned(day, words, published, written_on)


def _reckoned(day: date, words: str, published: date, written_on: timedelta) -> Dated | None:
    """The day that a weekday means, where it can be no later one, before the article was ended.

    It is over, since what is told has happened: so is the Friday in "On Friday he said that he
    would".
    """
    if day > published and _is_bare(words):
        day -= _WEEK
    back = published - day
    sure = back + written_on < _WEEK or (not _is_bare(words) and written_on <= USUAL)
    return Dated(day, stated=True, words=words) if back >= timedelta(0) and sure else None


def _published(
    sentence: str, found: Sequence[Mention], published: date | None, written_on: timedelta
) -> Dated | None:
    """The day of publication; None where the sentence tells of another time.

    It is stated where it is the only one that is named by what is over, to whatever verb.
    """
    if published is None or _ELSEWHEN.search(sentence):
        return None
    today = f"{published:%A}"
    named = {sentence[m.start : m.end] for m in found if m.first == m.last} == {today}
    if named and today in masked(sentence) and written_on < _WEEK and lasts(sentence):
        return Dated(published, stated=True, words=today)
    then = all(m.first <= published <= m.last for m in found)
    return Dated(published, stated=False) if then and written_on < CHANGED else None


def _own(sentence: str, found: Iterable[Mention]) -> Iterator[Mention]:
    """The days that the sentence gives to a main verb; of who says it only without another."""
    hidden = masked(sentence)
    spans = list(clauses(hidden))
    told: list[Mention] = []
    saying: list[Mention] = []
    for mention in found:
        at = next((n for n, c in enumerate(spans) if c.start <= mention.start < c.end), None)
        if mention.first != mention.last or at is None or not _adverbial(hidden, mention):
            continue
        verb = _verb_of(hidden, spans, at, mention)
        if verb:
            (saying if at and verb.word in _SAID else told).append(mention)
    if not told and len({m.first for m in found if _is_weekday(hidden, m)}) > 1:
        return  # "her first move Sunday was a dunk, her agent said on Monday"
    kept = [m for m in told or saying if not _has_rival(spans, m, found)]
    explicit = [m for m in kept if is_explicit(sentence[m.start : m.end])]
    yield from explicit or kept


def _is_weekday(hidden: str, mention: Mention) -> bool:
    """Whether it is a weekday that may be the day of something, and no quoted one."""
    bare = _is_bare(hidden[mention.start : mention.end])
    before = hidden[: mention.start].split()[-1:]
    whose = re.match(r"(?: (?:morning|afternoon|evening|night))?['’]s", hidden[mention.end :])
    return bare and not whose and not _NOT_THEN.intersection(before)


def _adverbial(hidden: str, mention: Mention) -> bool:
    """Whether a day stands for when, not as part of a name or a span."""
    before = _WORD.findall(hidden, 0, mention.start)[-1:]
    last = before[0].lower() if before else ""
    beside = hidden[mention.end :]
    if last in _NOT_THEN and hidden[: mention.start].rstrip().lower().endswith(last):
        return False
    if beside.startswith(("'", "’")):
        return False
    return last in _SAID or bool(_GOES_ON.match(beside)) or _between(hidden, mention)


def _between(hidden: str, mention: Mention) -> bool:
    """Whether a day stands between a subject and its verb: "the court on Friday ruled"."""
    following = re.match(rf"{_HOURS} ([a-z]+)", hidden[mention.end :])
    if following is None or not hidden[: mention.start].endswith(" on "):
        return False
    return any(verbs(hidden, mention.end, mention.end + following.end()))


def _verb_of(hidden: str, spans: list[Clause], at: int, mention: Mention) -> Verb | None:
    """The verb that a day in clause ``at`` belongs to; None where that is not sure."""
    clause = spans[at]
    if not _is_main(hidden, spans, at):
        return None
    opening = hidden[clause.start : mention.start]
    if at == 0 and _OPENS.fullmatch(opening):
        return _after(hidden, spans, mention)
    if _between(hidden, mention) and not any(verbs(hidden, clause.start, mention.start)):
        return next(verbs(hidden, mention.end, clause.end))
    return _before(hidden, clause.start, mention.start)


def _is_main(hidden: str, spans: list[Clause], at: int) -> bool:
    clause = spans[at]
    words = _WORD.findall(hidden[clause.start : clause.end])
    if clause.opener == "that":
        before = _WORD.findall(hidden[spans[at - 1].start : spans[at - 1].end])
        return bool(before) and before[-1].lower() in _SAID and _is_main(hidden, spans, at - 1)
    if clause.opener.isalpha() or not words:
        return False
    if at and words[0] not in _SAID and _PARTICIPLE.fullmatch(words[0]):
        return not words[0].endswith("ing") and _goes_on(hidden, spans, at)
    closed = at + 1 < len(spans) and spans[at + 1].opener == ","
    aside = at and clause.opener == "," and closed and words[0].lower() not in {"and", "but"}
    return not (aside and list(verbs(hidden, 0, clause.start)))


def _goes_on(hidden: str, spans: list[Clause], at: int) -> bool:
    """Whether a clause that begins with "died" has the verb of the sentence: no other may have."""
    others = (c for n, c in enumerate(spans) if n != at and not c.opener.isalpha())
    return not any(v.word not in _SAID for c in others for v in verbs(hidden, c.start, c.end))


def _before(hidden: str, start: int, end: int) -> Verb | None:
    """The one verb before a day, near it, that is not to come and has no infinitive after it."""
    done = list(verbs(hidden, start, end))
    between = hidden[done[-1].end : end] if done else ""
    if not done or len(between.split()) > _REACH or _INFINITIVE.search(between):
        return None
    if done[-1].word in _EXPECTS:
        return None
    if len(done) > 1:
        joined = re.search(r"\b(?:and|but|or)\b", hidden[done[-2].end : done[-1].start])
        helped = hidden[: done[-1].start].split()[-1:]
        if not (joined or done[-2].word in _SAID or helped[0].lower() in _HELPS):
            return None
    return None if _MODAL.search(hidden, start, end) else done[-1]


def _after(hidden: str, spans: list[Clause], mention: Mention) -> Verb | None:
    """The verb of the clause that a day opens: the first, unless something is to come."""
    end = spans[0].end
    if not hidden[mention.end : end].strip(" ·") or not list(verbs(hidden, mention.end, end)):
        end = spans[1].end if len(spans) > 1 and spans[1].opener == "," else end
    first = next(verbs(hidden, mention.end, end), None)
    if first is None or first.word in _EXPECTS:
        return None
    between = _WORD.findall(hidden[mention.end : first.start])
    return None if any(w.lower() in MODAL for w in between) else first


def _has_rival(spans: Sequence[Clause], mention: Mention, found: Iterable[Mention]) -> bool:
    """Whether another day stands in the same clause: one is of the verb, which one is not sure."""
    clause = next(c for c in spans if c.start <= mention.start < c.end)
    beside = (m for m in found if clause.start <= m.start < clause.end and m.first == m.last)
    return any(m.first != mention.first for m in beside)


def _is_bare(words: str) -> bool:
    """Whether it is a weekday by itself, not "last Wednesday", "yesterday" or "three days ago"."""
    return words.endswith("day") and words[:1].isupper() and " " not in words
