"""Status of an index and diagnosis of an installation as text.

Deliberately not here: finding any of it out.
"""

from __future__ import annotations

from collections.abc import Iterable

from index.reports import IndexStatus
from qa.commands.diagnosis import Diagnosis
from qa.rendering.labels import day
from qa.rendering.printable import printable

_MOST_OUTLETS = 20


def status(found: IndexStatus) -> str:
    """Counts, outlets, dates, size and model, a line each."""
    rows = [
        ("index", str(found.folder)),
        ("articles", f"{found.articles:,}"),
        ("origins", _origins(found.origins)),
        ("sentences", f"{found.sentences:,}"),
        ("chunks", f"{found.chunks:,}"),
        ("revisions", f"{found.revisions:,} earlier text{'s' * (found.revisions != 1)}"),
        ("sources", f"{found.sources:,}"),
        ("published", f"{day(found.first)} to {day(found.last)}" if found.first else "no dates"),
        ("embedder", found.embedder),
        ("size", f"{found.size / 1e6:,.1f} MB"),
    ]
    if found.unfinished:
        rows.append(("unfinished", f"{found.unfinished:,} articles, see 'groundwire doctor'"))
    outlets = [(f"{count:,}", name or "(no outlet)") for name, count in found.outlets]
    more = len(outlets) - _MOST_OUTLETS
    lines = [_table(rows), "", "outlets", _table(outlets[:_MOST_OUTLETS], "  ")]
    return "\n".join(lines + ([f"  and {more} more"] if more > 0 else []))


def _origins(number: int | None) -> str:
    if number is None:
        return "not counted yet, the next 'groundwire add' or 'sync' does it"
    return f"{number:,} independent report{'s' * (number != 1)}"


def diagnosis(found: Diagnosis) -> str:
    """What is installed and used, and what has to be mended."""
    rows = [
        ("groundwire", found.groundwire),
        ("python", found.python),
        *((name, installed or "missing") for name, installed in found.packages.items()),
        ("index", found.index or "none yet; 'groundwire add SOURCE' makes one"),
        ("embedder", f"{found.embedder} ({found.embedding})"),
        ("tokens", found.tokens),
        ("answers", found.answers),
    ]
    problems = [f"problem: {printable(problem)}" for problem in found.problems]
    return "\n".join([_table(rows), "", *(problems or ["all is well"])])


def _table(rows: Iterable[tuple[str, str]], indent: str = "") -> str:
    rows = list(rows)
    width = max((len(name) for name, _ in rows), default=0)
    return "\n".join(f"{indent}{name:<{width}}  {printable(value)}" for name, value in rows)
