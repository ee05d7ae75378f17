"""Where a briefing goes, and in what form: known, or refused, before anything is written or paid.

Deliberately not here: how it looks (`qa.rendering`), and what is said about it (`briefing`).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from index.errors import UsageError
from qa.commands.options import page, say

if TYPE_CHECKING:
    from qa.answers import Abstention, Briefing


class Format(StrEnum):
    """How a briefing is written, other than as text."""

    MARKDOWN = "md"
    HTML = "html"
    JSON = "json"


ENDINGS: Mapping[str, Format] = {
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".json": Format.JSON,
}
_OF_TEXT = ("", ".txt")
_STANDARD_OUTPUT = Path("-")


class Destination(NamedTuple):
    """Where a briefing goes, and in what form."""

    path: Path | None  # None: standard output
    form: Format | None  # None: text


def destination(form: Format | None, output: Path | None, as_json: bool) -> Destination:
    """What ``--format``, ``-o`` and ``--json`` mean together. Raises ``UsageError``."""
    if as_json and form not in (None, Format.JSON):
        raise UsageError("--json and --format do not go together", "give one of them")
    stated = Format.JSON if as_json else form
    if output is None or output == _STANDARD_OUTPUT:
        return Destination(None, stated)
    _see_place(output)
    return Destination(output, _form(stated, output))


def _see_place(output: Path) -> None:
    folder = output.absolute().parent
    if not folder.is_dir():
        raise UsageError(f"there is no folder {output.parent}", "make it, or name another with -o")
    if output.is_dir():
        raise UsageError(f"{output} is a folder", "name a file in it with -o")
    if not os.access(output if output.exists() else folder, os.W_OK):
        raise UsageError(f"{output} may not be written", "give another file with -o")


def _form(stated: Format | None, output: Path) -> Format | None:
    """What is stated, else what the name ends in; both must be one."""
    ending = output.suffix.lower()
    meant = ENDINGS.get(ending)
    if stated and meant and stated != meant:
        raise UsageError(
            f"the name {output.name} says {meant}, but {stated} is asked for",
            f"end it in .{stated}, or leave it to the name what is written",
        )
    if stated is None and meant is None and ending not in _OF_TEXT:
        raise UsageError(
            f"what '{output.name}' is to hold is not known",
            "end its name in .md, .html, .json or .txt, or say --format",
        )
    return stated or meant


def put(found: Briefing, to: Destination) -> None:
    """Write a briefing where it is to go. Raises ``UsageError`` where that cannot be done."""
    if to.path is None:
        sys.stdout.write(_rendered(found, to))
        sys.stdout.flush()
        return
    try:
        to.path.write_text(_rendered(found, to), encoding="utf-8")
    except OSError as error:
        raise UsageError(
            f"{to.path} cannot be written: {error.strerror}", "give another file with -o"
        ) from error
    say(f"written to {to.path}")


def _rendered(found: Briefing, to: Destination) -> str:
    from qa.rendering.briefing_html import as_html
    from qa.rendering.briefing_markdown import as_markdown
    from qa.rendering.briefing_records import as_json
    from qa.rendering.briefing_text import as_text
    from qa.rendering.page import PLAIN

    forms: Mapping[Format, Callable[[Briefing], str]] = {
        Format.MARKDOWN: as_markdown,
        Format.HTML: as_html,
        Format.JSON: as_json,
    }
    if to.form is None:
        return as_text(found, page() if to.path is None else PLAIN) + "\n"
    return forms[to.form](found)


def put_nothing(found: Abstention, to: Destination) -> None:
    """Say why there is no briefing."""
    if to.form is Format.JSON:
        from qa.rendering.briefing_records import no_briefing

        sys.stdout.write(no_briefing(found))
    else:
        say(f"no briefing: {found.reason}")
        if found.uncovered:
            say(f"nothing found about: {', '.join(found.uncovered)}")
