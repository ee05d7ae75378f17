"""A briefing as JSON. Its schema is ``briefing.schema.json``.

Claims and citations are those of an answer (`records`). Deliberately whole: what a program does
not want it leaves away itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qa.answers import Abstention, Briefing, Event, Point, Translated
from qa.rendering import records


def as_json(shown: Briefing) -> str:
    """See ``briefing.schema.json``."""
    return records.dumps(record(shown)) + "\n"


def record(shown: Briefing) -> dict[str, Any]:
    """The same as plain values."""
    return {
        "topic": shown.topic,
        "briefed": True,
        "since": str(shown.since) if shown.since else None,
        "until": str(shown.until) if shown.until else None,
        "headline": _point(shown.headline) if shown.headline else None,
        "points": [_point(point) for point in shown.points],
        "stories": [_story(shown, points) for points in shown.stories()],
        "timeline": [_event_record(event) for event in shown.timeline],
        "said": [{"speaker": s.speaker, "point": _point(s.point)} for s in shown.said],
        "figures": [
            {"value": value, "citation": records.of_citation(cited)}
            for cited, value in shown.figures
        ],
        "disputes": [records.of_dispute(each) for each in shown.disputes],
        "unknown": [_point(point) for point in shown.unknown],
        "sources": [records.of_citation(citation) for citation in shown.citations()],
        "coverage": {
            "articles": shown.coverage.articles,
            "origins": shown.coverage.origins,
            "stories": shown.coverage.stories,
            "told": shown.coverage.told,
            "further": shown.coverage.further,
            "uncovered": list(shown.coverage.uncovered),
        },
        "model": records.of_written(shown.written) if shown.written else None,
        "translated": _translated(shown.translated) if shown.translated else None,
    }


def no_briefing(found: Abstention) -> str:
    """That there is none, as JSON."""
    told = {"topic": found.question, "briefed": False, "reason": found.reason}
    return records.dumps(told) + "\n"


def _story(shown: Briefing, points: Sequence[Point]) -> dict[str, Any]:
    number = points[0].story
    size = next((x for x in shown.coverage.sizes if x.story == number), None)
    return {
        "story": number,
        "articles": size.articles if size else None,
        "origins": size.origins if size else None,
        "heading": _point(points[0]),
        "points": [_point(point) for point in points[1:]],
    }


def _point(point: Point) -> dict[str, Any]:
    made = point.translation
    return {
        "text": point.text,
        "original": point.claim.text if made else None,
        "language": made.language if made else None,
        "claim": records.of_claim(point.claim),
        "story": point.story,
        "reports": point.reports,
        "says": point.says,
    }


def _translated(told: Translated) -> dict[str, Any]:
    return {
        "language": told.language,
        "name": told.name,
        "statements": told.statements,
        "faults": list(told.faults),
        "failure": told.failure,
    }


def _event_record(event: Event) -> dict[str, Any]:
    stated = "weekday" if event.words else "its date"
    by = stated if event.stated else "publication"
    return {"day": str(event.day), "by": by, "point": _point(event.point)}
