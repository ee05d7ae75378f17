"""What a conversation has come to, and a question made to stand alone by it.

Deliberately no rule: how one is made of the other is in `followups`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

OTHERS = "other outlets"  # than those that the last answer cites
Typed = Literal["never", "its words", "instead"]


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a conversation has come to before the next question."""

    topic: str = ""  # what it is about, as `topic.written`
    detail: str = ""  # the last follow-up as typed, if the last question was one
    last: str = ""  # the last question, standing alone
    told: str = ""  # the supported statements of the last answer
    cited: tuple[int, ...] = ()  # numbers of its citations, in their order
    headlines: Mapping[int, str] = field(default_factory=dict)  # of all citations so far
    quotes: tuple[str, ...] = ()  # their sentences
    near: frozenset[int] = frozenset()  # of these, what answers nothing: nearest sentences alone
    stale: frozenset[str] = frozenset()  # of the topic, what came up on the way, not just now
    answered: str = ""  # the last question that has an answer, standing alone
    answered_detail: str = ""  # the same as ``detail``
    read: tuple[str, ...] = ()  # the sentences that the last answer was chosen from
    asked: tuple[tuple[str, str], ...] = ()  # questions on this subject, typed and made, last first
    before: tuple[str, ...] = ()  # what it was about before that, last first

    def so_far(self) -> tuple[tuple[str, str], ...]:
        """What was asked on this subject, as typed and standing alone, last first."""
        return self.asked or ((self.detail or self.last, self.last),)


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A question that stands alone, and what the conversation is about from there on."""

    text: str
    numbers: tuple[int, ...] = ()  # of earlier citations that it asks about
    by: str = ""  # whose reports it asks for: an outlet's, or ``OTHERS``
    topic: str = ""
    detail: str = ""
    typed: Typed = "never"  # when the question is to be taken as it was typed after all
