"""What articles said before, as text and as plain values.

Words that went stand in [-…-], words that came in {+…+}, as in git's word diff, so that nothing
depends on colour. Deliberately not here: finding the differences (`qa.differences`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from index.articles import Article
from index.provenance.revisions import Revision
from qa.differences import Difference, Part, changes
from qa.rendering.collected import minute
from qa.rendering.page import PLAIN, Page

_AROUND = 1  # sentences that stayed, shown before and after those that did not
_MARKS = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}


def revisions(found: Sequence[Revision], page: Page = PLAIN) -> str:
    """All texts of an article, with what each changed of the one before."""
    current = found[-1].article
    lines = [page.line(current.title or "(no headline)", style="strong")]
    lines += [page.line(_described(revision), style="faint") for revision in found]
    if len(found) == 1:
        lines += ["", "It has not changed since it was added."]
    for before, after in pairwise(found):
        lines += ["", *_changes(before.article, after.article, page)]
    return "\n".join(lines)


def _described(revision: Revision) -> str:
    article = revision.article
    until = f"replaced {minute(revision.replaced)}" if revision.replaced else "the current text"
    told = [
        f"revision {article.revision}",
        f"added {minute(revision.added)}" if revision.added else "",
        f"modified {minute(article.modified)}" if article.modified else "",
        until,
    ]
    return " · ".join(part for part in told if part)


def _changes(before: Article, after: Article, page: Page) -> Iterator[str]:
    yield page.line(f"--- revision {before.revision}", style="strong")
    yield page.line(f"+++ revision {after.revision}", style="strong")
    if before.title != after.title:
        yield page.line("@@ headline @@", style="faint")
        yield from _lines(_headlines(before, after), page)
    found = changes(before, after)
    hunks = list(_hunks(found))
    for hunk in hunks:
        yield page.line(_place(hunk), style="faint")
        for difference in hunk:
            yield from _lines(difference, page)
    if not hunks and before.title == after.title:
        yield "only spaces and line breaks differ"


def _headlines(before: Article, after: Article) -> Difference:
    parts: tuple[Part, ...] = (("removed", before.title), ("added", after.title))
    return Difference("changed", None, None, parts)


def _hunks(found: Sequence[Difference]) -> Iterator[list[Difference]]:
    """Runs of differences with the sentences around them."""
    near = {
        n + shift
        for n, difference in enumerate(found)
        if difference.kind != "same"
        for shift in range(-_AROUND, _AROUND + 1)
    }
    hunk: list[Difference] = []
    for n, difference in enumerate(found):
        if n in near:
            hunk.append(difference)
        elif hunk:
            yield hunk
            hunk = []
    if hunk:
        yield hunk


def _place(hunk: Sequence[Difference]) -> str:
    """The sentences that a hunk is about, as a unified diff says it: first and number of each."""
    before = [d.before for d in hunk if d.before is not None]
    after = [d.after for d in hunk if d.after is not None]
    return f"@@ -{_span(before)} +{_span(after)} @@"


def _span(numbers: Sequence[int]) -> str:
    return f"{numbers[0] if numbers else 0},{len(numbers)}"


def _lines(difference: Difference, page: Page) -> Iterator[str]:
    """A sentence as it was, after "-", and as it is, after "+"; both where it was changed."""
    if difference.kind == "same":
        yield _line(" ", difference.after, difference, ("same",), page)
        return
    if difference.kind in ("removed", "changed"):
        yield _line("-", difference.before, difference, ("same", "removed"), page)
    if difference.kind in ("added", "changed"):
        yield _line("+", difference.after, difference, ("same", "added"), page)


def _line(
    mark: str, number: int | None, difference: Difference, kinds: Sequence[str], page: Page
) -> str:
    whole = difference.kind != "changed"
    text = "".join(
        part if whole else _MARKS[kind].format(part)
        for kind, part in difference.parts
        if kind in kinds
    )
    label = f"{mark} {number or '':>3} "
    return page.line(text, style="plain" if mark == " " else "strong", label=label)


def revision_records(found: Sequence[Revision]) -> list[dict[str, Any]]:
    """All texts of an article, each with what it changed of the one before."""
    before = [None, *(revision.article for revision in found)]
    return [
        _revision(revision) | {"changes": _change_records(earlier, revision.article)}
        for earlier, revision in zip(before, found, strict=False)
    ]


def _revision(revision: Revision) -> dict[str, Any]:
    article = revision.article
    return {
        "revision": article.revision,
        "added": _iso(revision.added),
        "replaced": _iso(revision.replaced),
        "title": article.title,
        "published": _iso(article.published),
        "modified": _iso(article.modified),
        "text": article.text,
    }


def _change_records(before: Article | None, after: Article) -> list[dict[str, Any]]:
    if before is None:
        return []
    return [
        {
            "kind": difference.kind,
            "before": difference.before,
            "after": difference.after,
            "parts": [{"kind": kind, "text": text} for kind, text in difference.parts],
        }
        for difference in changes(before, after)
        if difference.kind != "same"
    ]


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
