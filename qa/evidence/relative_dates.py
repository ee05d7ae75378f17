"""Dates in running text as days: "last Tuesday", "yesterday", "in March", "5 January 2024".

``mentions`` finds them and reckons what days they mean in an article of a given date;
``translated`` puts a sentence's own words for a day in the place of a statement's, where both mean
the same, so that "January 5" and "Tuesday" compare equal.
A weekday is taken for the last one up to the article's day, or the next where its sentence looks
ahead ("will", "next"); a day without a year for the nearest. Deliberately no guess without the
article's date, no holidays and no times of day. English only.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from qa.evidence.facts import Facts, Token
from qa.evidence.numerals import CARDINALS

_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|"
    r"December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
_WHICH = r"(?:(?P<which>[Ll]ast|[Tt]his past|[Tt]his|[Nn]ext|[Pp]ast|[Cc]oming)\s+)"
_COUNT = rf"(?P<count>\d{{1,3}}|an?|{'|'.join(CARDINALS)})"
_FORMS = re.compile(
    "|".join(
        re.sub(r"\?P<(\w+)>", rf"?P<\g<1>{n}>", form)
        for n, form in enumerate(
            (
                rf"\b{_MONTH}\s+{_DAY}(?:,?\s+{_YEAR})?(?![:%])",
                rf"\b{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?",
                rf"\b{_MONTH},?\s+(?:of\s+)?{_YEAR}",
                r"\b(?P<year>(?:19|20)\d\d)-(?P<digits>\d\d)-(?P<day>\d\d)\b",
                rf"\b{_WHICH}?{_MONTH}(?!\s*\d)",
                rf"\b{_WHICH}?(?P<weekday>{'|'.join(day.title() for day in _DAYS)})\b",
                r"\b(?P<word>[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow|[Ll]ast night)\b",
                rf"\b{_WHICH}(?P<unit>week|month|year)\b",
                rf"\b{_COUNT}\s+(?P<unit>day|week|month|year)s?\s+ago\b",
                rf"(?<![\d.,$£€-]){_YEAR}(?![-–,.]\d|%|\s*(?:percent|million|people))",
            )
        )
    )
)
_AHEAD = re.compile(r"\b(?:will|next|coming|upcoming|scheduled|due|set to|plans? to|expected to)\b")
_WORDS = {"yesterday": -1, "last night": -1, "today": 0, "tonight": 0, "tomorrow": 1}


class Mention(NamedTuple):
    """One date in a text, and the days it means."""

    start: int  # code points into the text
    end: int  # half open
    first: date
    last: date  # the same for a day
    form: int  # which of the ways to write a date


@lru_cache(maxsize=20_000)
def mentions(text: str, published: date | None) -> tuple[Mention, ...]:
    """The dates in ``text`` that can be reckoned in an article ``published`` on that day."""
    ahead = bool(_AHEAD.search(text))
    found = []
    for match in _FORMS.finditer(text):
        named = {name: value for name, value in match.groupdict().items() if value}
        parts = {name.rstrip("0123456789"): value for name, value in named.items()}
        try:
            days = _days(parts, published, ahead)
        except (ValueError, OverflowError):  # February 30
            continue
        if days is not None:
            form = int(re.sub(r"\D", "", max(named)))
            found.append(Mention(match.start(), match.end(), *days, form))
    return tuple(found)


def is_explicit(words: str) -> bool:
    """Whether the words of a mention name a date, and need none to be reckoned from."""
    return any(c.isdigit() for c in words) and not words.endswith("ago")


def translated(stated: Facts, found: Facts, published: date | None) -> Facts:
    """``stated`` with the words of ``found`` for each date that ``found`` has in other words."""
    ours = mentions(stated.text, published)
    theirs = mentions(found.text, published) if ours else ()
    tokens = list(stated.tokens)
    for mention in ours:
        inside = [n for n, t in enumerate(tokens) if mention.start <= t.start < mention.end]
        same = [m for m in theirs if mention.first <= m.first and m.last <= mention.last]
        # Written the same way and not the same day: another day, or a year of something else.
        if not inside or not same or any(_rivals(mention, other) for other in theirs):
            continue
        words = _words(found.tokens, min(same, key=lambda m: m.form != mention.form))
        if [t.key for t in words] != [tokens[n].key for n in inside]:
            tokens[inside[0] : inside[-1] + 1] = _moved(words, mention)
    return replace(stated, tokens=tuple(tokens)) if len(ours) else stated


def _rivals(one: Mention, other: Mention) -> bool:
    return one.form == other.form and (one.first, one.last) != (other.first, other.last)


def _words(tokens: Sequence[Token], mention: Mention) -> list[Token]:
    return [t for t in tokens if mention.start <= t.start < mention.end]


def _moved(words: Sequence[Token], mention: Mention) -> Iterator[Token]:
    """Tokens that stand where the statement's own words for the day stood."""
    return (t._replace(start=mention.start, end=mention.end) for t in words)


def _days(parts: dict[str, str], today: date | None, ahead: bool) -> tuple[date, date] | None:
    if "month" in parts or "digits" in parts:
        return _month(parts, today, ahead)
    if "year" in parts:
        return date(int(parts["year"]), 1, 1), date(int(parts["year"]), 12, 31)
    if today is None:
        return None
    if "weekday" in parts:
        day = _weekday(parts, today, ahead)
        return day, day
    if "word" in parts:
        day = today + timedelta(days=_WORDS[parts["word"].lower()])
        return day, day
    if "count" in parts:
        return _ago(parts, today)
    steps = {"last": -1, "past": -1, "next": 1, "coming": 1}
    return _period(parts["unit"], today, steps.get(parts["which"].lower(), 0))


def _month(parts: dict[str, str], today: date | None, ahead: bool) -> tuple[date, date] | None:
    month = int(parts.get("digits", 0)) or 1 + next(
        n for n, name in enumerate(_MONTHS) if name.startswith(parts["month"].lower()[:3])
    )
    years = [int(parts["year"])] if "year" in parts else _years(today)
    if not years:
        return None
    day = int(parts.get("day", 0))
    spans = [_span(year, month, day) for year in years]
    if len(spans) == 1 or today is None:
        return spans[0]
    if day:
        return min(spans, key=lambda span: abs(span[0] - today))
    past = [span for span in spans if span[0] <= today]
    return next((s for s in spans if s[1] >= today), spans[-1]) if ahead else past[-1]


def _years(today: date | None) -> list[int]:
    return [today.year - 1, today.year, today.year + 1] if today else []


def _span(year: int, month: int, day: int) -> tuple[date, date]:
    if day:
        return date(year, month, day), date(year, month, day)
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _weekday(parts: dict[str, str], today: date, ahead: bool) -> date:
    back = (today.weekday() - _DAYS.index(parts["weekday"].lower())) % 7
    which = parts.get("which", "").lower()
    if which in {"next", "coming"} or (ahead and not which):
        return today + timedelta(days=7 - back)
    if which == "last" and back == 0:
        back = 7
    return today - timedelta(days=back)


def _ago(parts: dict[str, str], today: date) -> tuple[date, date]:
    written = parts["count"].lower()
    count = 1 if written in {"a", "an"} else CARDINALS.get(written) or int(written)
    unit = parts["unit"]
    if unit == "day":
        day = today - timedelta(days=count)
        return day, day
    return _period(unit, today, -count)


def _period(unit: str, today: date, step: int) -> tuple[date, date]:
    """The week, month or year ``step`` away from the one that has ``today``."""
    if unit == "week":
        first = today - timedelta(days=today.weekday()) + timedelta(weeks=step)
        return first, first + timedelta(days=6)
    if unit == "year":
        return date(today.year + step, 1, 1), date(today.year + step, 12, 31)
    months = today.year * 12 + today.month - 1 + step
    return _span(months // 12, months % 12 + 1, 0)
