"""A briefing of a conversation to the parts that are kept of it, and back.

Each line is kept once, with the places that it has: headline, key point, timeline and so on.
Deliberately not here: when they are kept (`sessions`), and translations, which a chat has none of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from index.kept.session_turns import WORDING, StoredStatement, StoredTurn
from qa.answers import Briefing, Citation, Coverage, Event, Point, Saying, Size
from qa.conversation import Briefed
from qa.conversation.removal import rests_on
from qa.conversation.session_parts import (
    Quoted,
    claim_of,
    disputes_of,
    limits_of,
    lost_of,
    stored_claim,
    stored_disputes,
    stored_limits,
    stored_writer,
    whole_parts,
    writer_of,
)

_Places = list[list[Any]]  # name of the part, place in it, and what it says of the line


def stored_briefing(entry: Briefed) -> StoredTurn:
    """The parts of a briefing; each knows the articles that it must go with."""
    told = entry.briefing
    about: dict[str, Any] = {
        "briefing": asdict(told.coverage),
        "limits": stored_limits(entry.limits),
    }
    if told.written:
        about["written"] = stored_writer(told.written)
    return StoredTurn(entry.question, about, tuple(_parts(entry)), entry.lost)


def _parts(entry: Briefed) -> Iterator[StoredStatement]:
    told = entry.briefing
    yield StoredStatement(WORDING, told.topic, {}, (), entry.worded_by)
    everything = frozenset(citation.article_id for citation in told.citations())
    for point, places in _placed(told).items():
        more = {"story": point.story, "reports": point.reports, "places": places}
        yield stored_claim("line", point.claim, more, rests_on(point.claim, everything))
    for citation, value in told.figures:
        yield _figure(citation, value)
    yield from stored_disputes(told.disputes)


def _placed(told: Briefing) -> dict[Point, _Places]:
    placed: dict[Point, _Places] = defaultdict(list)
    if told.headline:
        placed[told.headline].append(["headline", 0])
    for at, point in enumerate(told.points):
        placed[point].append(["points", at])
    for at, event in enumerate(told.timeline):
        placed[event.point].append(
            ["timeline", at, event.day.isoformat(), event.stated, event.words]
        )
    for at, saying in enumerate(told.said):
        placed[saying.point].append(["said", at, saying.speaker])
    for at, point in enumerate(told.unknown):
        placed[point].append(["unknown", at])
    return placed


def _figure(citation: Citation, value: str) -> StoredStatement:
    rests = frozenset([citation.article_id])
    return StoredStatement("figure", value, {}, (citation.number,), rests)


def is_briefing(stored: StoredTurn) -> bool:
    """Whether it was made by ``stored_briefing``."""
    return "briefing" in stored.about


def briefing_of(stored: StoredTurn, quoted: Quoted) -> Briefed:
    """A briefing as far as all that its parts cite can be quoted."""
    about, whole = stored.about, whole_parts(stored, quoted)
    topic = next((s for s in whole if s.kind == WORDING), None)
    limits, placed = limits_of(about), _lines(whole, quoted)
    briefing = Briefing(
        topic=topic.text if topic else "",
        since=limits.since,
        until=limits.until,
        headline=next((point for (point,) in placed["headline"]), None),
        points=tuple(point for (point,) in placed["points"]),
        timeline=tuple(
            Event(date.fromisoformat(day), stated, point, words)
            for point, day, stated, words in placed["timeline"]
        ),
        said=tuple(Saying(speaker, point) for point, speaker in placed["said"]),
        figures=tuple((quoted[s.numbers[0]], s.text) for s in whole if s.kind == "figure"),
        disputes=disputes_of(whole, quoted),
        unknown=tuple(point for (point,) in placed["unknown"]),
        coverage=_coverage(about["briefing"]),
        written=writer_of(about),
    )
    rests = topic.rests_on if topic else frozenset()
    return Briefed(stored.question, briefing, lost_of(stored, whole), limits, rests)


def _coverage(stored: Mapping[str, Any]) -> Coverage:
    sizes = tuple(Size(*each) for each in stored.get("sizes", ()))
    return Coverage(**{**stored, "uncovered": tuple(stored.get("uncovered", ())), "sizes": sizes})


def _lines(whole: Iterable[StoredStatement], quoted: Quoted) -> dict[str, list[tuple[Any, ...]]]:
    """By part, its lines in order, each with what the part says of it."""
    found: dict[str, list[tuple[int, tuple[Any, ...]]]] = defaultdict(list)
    for part in whole:
        if part.kind == "line":
            point = Point(claim_of(part, quoted), part.about["story"], part.about["reports"])
            for name, at, *says in part.about["places"]:
                found[name].append((at, (point, *says)))
    ordered = {name: sorted(lines, key=lambda line: line[0]) for name, lines in found.items()}
    return defaultdict(list, {n: [line for _, line in lines] for n, lines in ordered.items()})
