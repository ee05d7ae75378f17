"""Results as plain values for ``--json``. The schema of an answer is ``answer.schema.json``.

Offsets are code points into the article's text, sentence numbers count from 1 as everywhere a
user meets them. Deliberately whole: what a program does not want it leaves away itself.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from index.articles import Article, Passage, Sentence
from index.catalog import Summary
from index.reports import AddReport, IndexStatus
from index.schema import moment
from qa.answers import Abstention, Answer, Citation, Claim, Dispute, Result, Written


def dumps(record: object) -> str:
    """The record as JSON, readable, in its own letters."""
    return json.dumps(record, ensure_ascii=False, indent=2)


def result(found: Result) -> dict[str, Any]:
    """An answer or abstention: see ``answer.schema.json``."""
    record: dict[str, Any] = {"question": found.question}
    if isinstance(found, Answer):
        record |= {"answered": True, "claims": [of_claim(claim) for claim in found.claims]}
        record["disputes"] = [of_dispute(dispute) for dispute in found.disputes]
    else:
        record |= {"answered": False, **_abstention(found)}
    record["model"] = None if found.written is None else of_written(found.written)
    record["answerable"] = round(found.answerable, 4)
    record["passages"] = [passage(p) for p in found.passages]
    return record


def of_claim(claim: Claim) -> dict[str, Any]:
    """A statement with what it rests on."""
    return {
        "text": claim.text,
        "support": round(claim.support, 4),
        "verdict": claim.verdict,
        "citations": [of_citation(citation) for citation in claim.citations],
        "origins": claim.origins,
        "missing": list(claim.missing),
        "conflicts": list(claim.conflicts),
    }


def of_dispute(dispute: Dispute) -> dict[str, Any]:
    """Where articles differ."""
    sides = [{"value": value, "citation": of_citation(c)} for c, value in dispute.sides]
    return {"what": dispute.what, "sides": sides}


def of_written(written: Written) -> dict[str, Any]:
    """What a model had to do with a result."""
    usage = written.usage
    return {
        "name": written.model,
        "tokens_in": usage.tokens_in,
        "tokens_out": usage.tokens_out,
        "cost": usage.cost,
        "calls": usage.calls,
        "cached": usage.cached,
        "sentences_shown": written.shown,
        "unknown_numbers": written.unknown,
        "left_out": [of_claim(claim) for claim in written.left_out],
        "incomplete": written.incomplete,
        "failure": written.failure.message if written.failure else None,
    }


def _abstention(found: Abstention) -> dict[str, Any]:
    return {
        "reason": found.reason,
        "uncovered": list(found.uncovered),
        "nearest": [of_citation(citation) for citation in found.nearest],
    }


def of_citation(citation: Citation) -> dict[str, Any]:
    """A sentence in its place."""
    return {
        "number": citation.number,
        "quote": citation.quote,
        "sentence": citation.sentence + 1,
        "page": citation.article.page(citation.start),
        "start": citation.start,
        "end": citation.end,
        "before": citation.before,
        "after": citation.after,
        "replaced_by": citation.replaced_by or None,
        "origin": _origin(citation),
        "article": about(citation.article),
    }


def _origin(citation: Citation) -> dict[str, Any]:
    """Which report it is, who else has the sentence, and who has another figure in it."""
    found = citation.origin
    versions = citation.carried.versions if citation.carried else ()
    return {
        "id": found.id if found else citation.article_id,
        "copies": list(citation.carriers),
        "report": list(found.article_ids) if found else [citation.article_id],
        "agency": citation.credited,
        "versions": [
            {"value": value, "articles": [article.id for article in articles]}
            for value, articles in versions
        ],
    }


def about(article: Article) -> dict[str, Any]:
    """What is known of an article, without its text."""
    return {
        "id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "authors": list(article.authors),
        "url": article.url,
        "published": _date(article.published),
        "modified": _date(article.modified),
        "revision": article.revision,
        "language": article.language,
        "source": article.source,
    }


def passage(found: Passage) -> dict[str, Any]:
    """A passage with its sentences and their spans."""
    return {
        "score": round(found.score, 4),
        "found_by": found.found_by,
        "start": found.start,
        "end": found.end,
        "text": found.text,
        "sentences": [sentence(s) for s in found.sentences],
        "article": about(found.article),
    }


def sentence(found: Sentence) -> dict[str, Any]:
    """A sentence in its place."""
    return {
        "sentence": found.ordinal + 1,
        "start": found.start,
        "end": found.end,
        "text": found.text,
    }


def article(
    shown: Article, sentences: Sequence[Sentence], others: Sequence[Article] = ()
) -> dict[str, Any]:
    """An article with its text and sentences, and the articles that tell the same report."""
    return about(shown) | {
        "text": shown.text,
        "sentences": [sentence(s) for s in sentences],
        "same_report": [about(other) for other in others],
    }


def summary(found: Summary, copies: Mapping[str, list[str]] | None = None) -> dict[str, Any]:
    """One article of a listing; with ``copies`` the ids of those that tell the same."""
    record = {**found._asdict(), "published": _date(moment(found.published))}
    return record if copies is None else record | {"copies": copies.get(found.id, [])}


def report(found: AddReport) -> dict[str, Any]:
    """What became of what was offered to ``add``."""
    return {
        "added": found.added,
        "changed": [about(article) for article in found.changed],
        "unchanged": found.unchanged,
        "skipped": [{"source": s.source, "reason": s.reason} for s in found.skipped],
        "interrupted": found.interrupted,
    }


def status(found: IndexStatus) -> dict[str, Any]:
    """What an index holds."""
    return {
        "folder": str(found.folder),
        "articles": found.articles,
        "origins": found.origins,
        "sentences": found.sentences,
        "chunks": found.chunks,
        "revisions": found.revisions,
        "sources": found.sources,
        "unfinished": found.unfinished,
        "outlets": [{"outlet": name, "articles": count} for name, count in found.outlets],
        "first": _date(found.first),
        "last": _date(found.last),
        "embedder": found.embedder,
        "size": found.size,
    }


def _date(moment_: datetime | None) -> str | None:
    return None if moment_ is None else moment_.isoformat()
