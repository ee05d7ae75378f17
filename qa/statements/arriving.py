"""A model's text as it arrives, in plain lines: no escapes, no tables, white space in runs of one.

Models escape brackets as Markdown asks ("\\[5\\]"), and put facts into tables: a row becomes a line
of its cells, the row of headings above the rule and the rule itself are left out. Deliberately no
other Markdown: emphasis and bullets are taken off a whole statement (`wording`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.statements.stops import STOPS
from qa.statements.wording import HERE

_LINE_ENDS = frozenset("\n\r\v\f\x85\u2028\u2029")
_UNWANTED = re.compile(f"[{HERE}\ud800-\udfff]")  # halves of an emoji arrive apart
_ESCAPED = re.compile(r"\\([\[\](){}])")
_RULE = frozenset("-:| \n")
_MARKER = tuple("[［【〔{(（<")  # what a cell begins with that is joined to the one before


class Arriving:
    """A filter for the pieces of one reply: ``take`` each, then ``rest`` once.

    A row of a table is held back until the line after it proves to be no rule.
    """

    def __init__(self) -> None:
        self._escape = ""  # a backslash that the next character may belong to
        self._last = "\n"
        self._line: str | None = ""  # as it is in a table; None in any other line
        self._row = ""  # the one before it, still held back

    def take(self, piece: str) -> str:
        """What there is of plain text now that ``piece`` has arrived."""
        text = self._escape + _UNWANTED.sub("", piece)
        self._escape = "\\" if text.endswith("\\") else ""
        text = _ESCAPED.sub(r"\1", text.removesuffix(self._escape))
        return "".join(map(self._passed, self._in_runs(text)))

    def rest(self) -> str:
        """What is still held back, when nothing more arrives."""
        held = self._row + (_cells(self._line) if self._line else "") + self._escape
        self._line, self._row, self._escape = None, "", ""
        return held

    def _in_runs(self, text: str) -> Iterator[str]:
        for char in text:
            kept = char
            if char.isspace():
                kept = "\n" if char in _LINE_ENDS else " "
                if self._last in ("\n", kept):
                    continue
            self._last = kept
            yield kept

    def _passed(self, char: str) -> str:
        """What can be passed on when ``char`` has come, which begins or goes on a line."""
        if self._line is None:
            self._line = "" if char == "\n" else None
            return char
        if not self._line and char != "|":
            self._line = None
            return self._let_go() + char
        self._line += char
        if char != "\n":
            return "" if char in _RULE else self._let_go()
        line, self._line = self._line, ""
        # Above a rule stand the headings.
        self._row = "" if "-" in line and _RULE.issuperset(line) else _cells(line) + "\n"
        return ""

    def _let_go(self) -> str:
        row, self._row = self._row, ""
        return row


def _cells(line: str) -> str:
    """A row of a table as a line."""
    text = ""
    for cell in filter(None, map(str.strip, line.split("|"))):
        apart = text and not cell.startswith(_MARKER) and text[-1] not in STOPS | frozenset(",;:")
        text += ", " * bool(apart) + " " * bool(text and not apart) + cell
    return text
