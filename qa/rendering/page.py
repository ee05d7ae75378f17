"""What lines of text are written for: a terminal of so many columns, with colour or not, or a pipe.

Deliberately nothing of what is written (`terminal`, `chat`, `briefing_text` and others).
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import Literal

from qa.rendering.printable import printable

Style = Literal["plain", "strong", "faint"]

_CODES = {"strong": "\x1b[1m", "faint": "\x1b[2m"}
_FEWEST = 20  # columns that are written in, however deep the text is indented


@dataclass(frozen=True, slots=True)
class Page:
    """What the lines are written for."""

    width: int | None = None  # columns to wrap at; None: do not wrap
    colour: bool = False

    def line(self, text: str, indent: str = "", style: Style = "plain", label: str = "") -> str:
        """One paragraph, indented, wrapped where the page is wrapped.

        A ``label`` ("1. ", "> ") stands before its first line, the others begin below its text.
        """
        text, hanging = printable(text), indent + " " * len(label)
        if self.width is not None:
            columns = max(_FEWEST, self.width - len(hanging))
            text = "\n".join(_wrapped(text, columns)) or text
        if self.colour and style != "plain":
            text = "\n".join(f"{_CODES[style]}{part}\x1b[0m" for part in text.split("\n"))
        if not text:
            return ""
        return indent + label + text.replace("\n", "\n" + hanging)


def _wrapped(text: str, columns: int) -> list[str]:
    """Names stay whole, and addresses and paths, however long: what is cut cannot be copied."""
    return textwrap.wrap(text, columns, break_on_hyphens=False, break_long_words="/" not in text)


PLAIN = Page()
