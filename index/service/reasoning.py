"""Leaves out what a reasoning model writes between marks of its own before it answers.

Servers that know the model send its reasoning in a field of its own; the others leave marks such
as ``<think>`` in the text. Deliberately not undone: text before a closing mark that was never
opened (a template that opens it in the prompt), as far as it was passed on already.
"""

from __future__ import annotations

import re

# Opening and closing marks: DeepSeek, Qwen and most others; variants; Magistral; Kimi; Seed.
_MARKS = {
    "<think>": "</think>",
    "<thinking>": "</thinking>",
    "<thought>": "</thought>",
    "<reasoning>": "</reasoning>",
    "[THINK]": "[/THINK]",
    "◁think▷": "◁/think▷",
    "<seed:think>": "</seed:think>",
}
_ANY = re.compile("|".join(map(re.escape, (*_MARKS, *_MARKS.values()))))
_LONGEST = max(map(len, (*_MARKS, *_MARKS.values())))


class Spoken:
    """A filter for the pieces of one reply: ``pass_on`` each, then ``rest`` once.

    Never passes on half a mark.
    """

    def __init__(self) -> None:
        self.reasoned = False  # whether anything was left out
        self._held = ""  # what may turn out to be part of a mark, or is inside of a pair
        self._closing: str | None = None

    def pass_on(self, piece: str) -> str:
        """What of the text so far can be shown now."""
        self._held += piece
        shown = ""
        while mark := self._next_mark():
            if self._closing is None and mark[0] in _MARKS:
                shown += self._held[: mark.start()]
                self._closing = _MARKS[mark[0]]
            else:
                self._closing = None
            self.reasoned = True
            self._held = self._held[mark.end() :]
        return shown + self._let_go()

    def rest(self) -> str:
        """What was held back and turned out to be no mark."""
        held, self._held = self._held, ""
        return "" if self._closing else held

    def _next_mark(self) -> re.Match[str] | None:
        if self._closing:
            return re.search(re.escape(self._closing), self._held)
        return _ANY.search(self._held)

    def _let_go(self) -> str:
        """All but an end that may be the beginning of a mark."""
        if self._closing:
            self._held = self._held[-_LONGEST:]
            return ""
        kept = next(
            (n for n in range(min(_LONGEST, len(self._held)), 0, -1) if _begins(self._held[-n:])), 0
        )
        shown, self._held = self._held[: len(self._held) - kept], self._held[-kept:] if kept else ""
        return shown


def _begins(text: str) -> bool:
    return any(mark.startswith(text) for mark in (*_MARKS, *_MARKS.values()))
