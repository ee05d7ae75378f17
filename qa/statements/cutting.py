"""A model's text as it arrives, cut into statements, each with the numbers that it cites.

A statement ends where `index.sentences` ends a sentence, at a line's end, and never inside a
quotation; it is handed out as soon as the next one has begun, whole and without its markers.
However the text is split into pieces, the statements are the same. Headings, lead-ins that end
in a colon, and a list of sources at the end are no statements; each row of a table is one.
Deliberately no judgement: whether a statement is true is `qa.evidence`'s to say.

A number in brackets is a marker wherever it stands, unless it is a year that no sentence has. A
number in ordinary parentheses is one only if there are sentences of that number and it stands
where markers stand, at the beginning or before a stop; in "three (3)." it is none. A raised
number is none after a digit or a unit of length. Markers belong to the sentence before them,
also behind its full stop; in a reply whose sentences begin with theirs, to the one after them.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from index.words import has_words
from qa.evidence.numerals import CARDINALS
from qa.statements.arriving import Arriving
from qa.statements.markers import Marker, is_half, read_marker
from qa.statements.stops import CLOSERS, CLOSING, LOOK_BACK, STOPS, ends_sentence
from qa.statements.wording import (
    HERE,
    is_heading,
    is_item_number,
    is_source_list,
    plain,
    without_markers,
)

_EMPHASIS = frozenset("*_`")
_QUOTES = {'"': '"', "“": "”", "„": "“”", "«": "»", "»": "«", "”": "”", "「": "」", "『": "』"}
_JOINTS = frozenset(",;、，；&.")  # between markers, or after them
_UNITS = frozenset("m km cm mm dm ft mi yd in".split())
_YEARS = range(1000, 3000)
_LAST_WORD = re.compile(r"(\w+)\W*$")

# A quotation mark that nobody closes must not hold back the rest: what is longer is not one.
_LONGEST_QUOTE = 400  # characters
_LABEL = 30  # characters; longer than any bullet or label that a statement begins with

# What comes of looking at the next character: nothing yet; it was taken; a statement is complete.
_Step = Literal["wait", "taken", "complete"]


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a model, as it is to be checked and shown."""

    text: str  # one clean line without markers
    numbers: tuple[int, ...] = ()  # of the sentences it cites, each once, in the order written
    unknown: tuple[int, ...] = ()  # numbers it cites that no sentence has


class Cutter:
    """Feed it the pieces of one reply; it gives back the statements that are complete."""

    def __init__(self, valid: Container[int], language: str | None = None) -> None:
        """``valid``: the numbers that there are. ``language``: BCP 47, of the reply."""
        self.unknown = 0  # numbers that no sentence has, in all statements so far
        self._valid = valid
        self._language = language
        self._arriving = Arriving()
        self._text = ""  # received and not yet taken
        self._at = 0
        self._sources = False  # only a list of sources follows
        self._begin([], begins_line=True)

    def feed(self, piece: str) -> list[Statement]:
        """The statements that are complete now that ``piece`` has arrived."""
        self._text += self._arriving.take(piece)
        return list(self._advance(final=False))

    def finish(self) -> list[Statement]:
        """The rest, when nothing more arrives; also where the stream broke off."""
        self._text += self._arriving.rest()
        return [*self._advance(final=True), *self._complete(final=True)]

    def _advance(self, *, final: bool) -> Iterator[Statement]:
        while self._at < len(self._text):
            step = self._step(final)
            if step == "wait":
                break
            if step == "complete":
                yield from self._complete()
        self._text, self._at = self._text[self._at :], 0

    def _begin(self, numbers: Iterable[int], *, begins_line: bool) -> None:
        self._numbers = list(numbers)
        self._written = [HERE] if self._numbers else []
        self._begins_line = begins_line
        self._leads = bool(self._numbers)  # its markers stand before it
        self._quote = ""  # what closes the quotation that is open
        self._opened = 0  # where it began, in what is written
        self._go_on()

    def _go_on(self) -> None:
        """No stop has come, or it ended no sentence."""
        self._stopped = False  # a stop has come
        self._line = False  # the line has ended
        self._space = False  # white space has come since
        self._marked = False  # a marker has come since
        self._late: list[int] = []  # numbers since the white space

    def _step(self, final: bool) -> _Step:
        marker = read_marker(self._text, self._at, final)
        if isinstance(marker, Marker):
            standing = self._stands(marker, final)
            if standing is None:
                return "wait"
            if standing:
                self._note(marker)
                return "taken"
        elif marker == "wait":
            return "wait"
        elif final and is_half(self._text, self._at):
            self._at = len(self._text)
            return "taken"
        if self._stopped or self._line or self._text[self._at] == "\n":
            return self._after_stop(self._text[self._at], final)
        return self._write()

    def _stands(self, marker: Marker, final: bool) -> bool | None:
        """Whether a marker stands where it is one; None while that is not clear."""
        real = [number in self._valid for number in marker.numbers]
        before = _LAST_WORD.search(self._tail(_LABEL))
        word = before[1] if before else ""
        if marker.shape == "bracket":
            return any(real) or len(real) > 1 or marker.numbers[0] not in _YEARS
        if marker.shape == "raised":
            glued = not self._space and "".join(self._written[-1:]).isalnum()
            return not (glued and (word[-1:].isdigit() or word in _UNITS))
        if not all(real) or CARDINALS.get(word.lower()) in marker.numbers:
            return False
        return self._before_stop(marker.end, final)

    def _before_stop(self, end: int, final: bool) -> bool | None:
        after = self._text[end : end + 3]
        if self._stopped or self._line or self._only_bullet() or "\n" in after:
            return True
        following = after.strip()[:1]
        if not following:
            return True if final else None
        return following in STOPS or following in ",;:)]([【、，；"

    def _only_bullet(self) -> bool:
        """Whether no word of the statement is written yet."""
        if len(self._written) > _LABEL:
            return False
        return is_item_number(plain("".join(self._written), begins_line=False))

    def _note(self, marker: Marker) -> None:
        self._at = marker.end
        if (self._stopped and self._space) or self._line:
            self._late += marker.numbers
        else:
            self._leads = self._leads or self._only_bullet()
            self._numbers += marker.numbers
        if self._stopped or self._line:
            self._marked = True
        else:
            self._written.append(HERE)

    def _write(self) -> _Step:
        char = self._text[self._at]
        self._at += 1
        self._written.append(char)
        if self._quote:
            if char in self._quote or len(self._written) - self._opened > _LONGEST_QUOTE:
                self._quote = ""
                self._stopped = self._tail(3).rstrip(CLOSING)[-1:] in STOPS
        elif char in _QUOTES and not (char == '"' and self._tail(2)[:-1].isdigit()):
            self._quote, self._opened = _QUOTES[char], len(self._written)
        else:
            self._stopped = char in STOPS
        return "taken"

    def _tail(self, length: int) -> str:
        """The end of what is written of the statement, at most ``length`` characters."""
        return without_markers("".join(self._written[-length:]))

    def _after_stop(self, char: str, final: bool) -> _Step:
        if char.isspace():
            self._space = True
            if char == "\n":
                self._line = True
                self._numbers += self._late  # a line of markers belongs to what it follows
                self._late = []
        elif (self._marked and char in _JOINTS) or (char in _EMPHASIS and not self._line):
            pass
        elif not self._space and not self._marked and (char in STOPS or char in CLOSERS):
            self._written.append(char)
        else:
            return self._at_next(char, final)
        self._at += 1
        return "taken"

    def _at_next(self, char: str, final: bool) -> _Step:
        """What the first character after a stop and its markers tells of the stop."""
        ends: bool | None = self._line
        if not ends and self._marked and not self._only_bullet():
            ends = not char.islower()
        if not ends:
            ends = ends_sentence(
                self._tail(LOOK_BACK),
                self._text[self._at : self._at + LOOK_BACK],
                self._language,
                apart=self._space or self._marked,
                final=final,
            )
        if ends is None:
            return "wait"
        if ends:
            return "complete"
        if self._space:
            self._written.append(" ")
        self._numbers += self._late
        self._go_on()
        return self._write()

    def _complete(self, *, final: bool = False) -> Iterator[Statement]:
        """Hand out the statement and begin the next one."""
        following = self._late if (self._line or self._leads) and not final else []
        numbers = dict.fromkeys(self._numbers + ([] if following else self._late))
        raw, begins_line, line = "".join(self._written), self._begins_line, self._line or final
        self._begin(following, begins_line=line)
        text = plain(raw, begins_line=begins_line)
        if begins_line and is_source_list(raw):
            self._sources = True
        said_only = begins_line and line and not numbers and is_heading(raw)
        if not self._sources and not said_only and self._says(text):
            unknown = tuple(number for number in numbers if number not in self._valid)
            self.unknown += len(unknown)
            yield Statement(text, tuple(n for n in numbers if n in self._valid), unknown)

    def _says(self, text: str) -> bool:
        """Whether there are words, and not just the number of a sentence."""
        return has_words(text) and not (text.isdecimal() and int(text) in self._valid)
