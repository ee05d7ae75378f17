"""An article as `show` shows it: which of its texts this is, its pages, its sentences numbered.

Deliberately not here: what changed from one text to the next (`history`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from index.articles import Article, Sentence
from index.provenance.revisions import Revision
from qa.rendering.collected import minute
from qa.rendering.labels import ID_LENGTH, about, day, headline
from qa.rendering.page import PLAIN, Page

_MOST_COPIES = 5  # articles named as telling the same report


class Beside(NamedTuple):
    """What is known beside an article."""

    others: Sequence[Article] = ()  # that tell the same report; the first of them are named
    texts: Sequence[Revision] = ()  # all texts it has had, the shown one among them


_NOTHING = Beside()


def article(
    shown: Article,
    sentences: Sequence[Sentence],
    marked: int | None,
    page: Page = PLAIN,
    beside: Beside = _NOTHING,
) -> str:
    """An article with its sentences numbered from 1; sentence ``marked`` (from 1) stands out.

    Where it has pages, each is named before its first sentence.
    """
    lines = [page.line(headline(shown), style="strong")]
    authors = f"by {', '.join(shown.authors)}" if shown.authors else None
    told = [part for part in (*about(shown), authors, shown.language, shown.id) if part]
    lines += [page.line(" · ".join(told), style="faint")]
    which = _which(shown, beside.texts)
    lines += [page.line(which, style="faint")] if which else []
    for other in beside.others[:_MOST_COPIES]:
        lines.append(page.line(f"the same report as: {_briefly(other)}", style="faint"))
    if len(beside.others) > _MOST_COPIES:
        lines.append(page.line(f"and {len(beside.others) - _MOST_COPIES} more", style="faint"))
    lines.append("")
    digits = len(str(len(sentences)))
    end, number = 0, None
    for sentence in sentences:
        if number != shown.page(sentence.start):
            number = shown.page(sentence.start)
            lines += [*([""] if end else []), page.line(f"— page {number} —", style="faint")]
        elif "\n" in shown.text[end : sentence.start]:
            lines.append("")
        end = sentence.end
        lines.append(_numbered(sentence, digits, sentence.ordinal + 1 == marked, page))
    return "\n".join(lines)


def _briefly(article: Article) -> str:
    told = (article.id[:ID_LENGTH], headline(article), article.outlet, day(article.published))
    return " · ".join(part for part in told if part)


def _numbered(sentence: Sentence, digits: int, marked: bool, page: Page) -> str:
    label = f"{'>' if marked else ' '} {sentence.ordinal + 1:>{digits}} "
    text = sentence.text.replace("\n", " ")
    return page.line(text, style="strong" if marked else "plain", label=label)


def _which(shown: Article, texts: Sequence[Revision]) -> str:
    """Which of its texts this is, so that nobody takes an old one for the current one."""
    modified = [f"modified {minute(shown.modified)}"] if shown.modified else []
    if len(texts) < 2:
        return " · ".join(modified)
    found = next(text for text in texts if text.article.revision == shown.revision)
    told = f"revision {shown.revision} of {len(texts)}"
    if found.replaced:
        return " · ".join([f"{told}, replaced on {found.replaced:%Y-%m-%d}", *modified])
    return " · ".join([told, "--revisions shows what changed", *modified])
