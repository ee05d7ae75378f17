"""What is answered: from a question to a rendered answer. Imports ``index`` and ``prompts``.

Each name is imported when it is first asked for, so that a command that needs none starts at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.lazy import lazy

if TYPE_CHECKING:
    from qa.answering import ask
    from qa.answers import Abstention, Answer, Briefing, Citation, Claim, Result
    from qa.briefing import brief
    from qa.briefing.survey import Order
    from qa.evidence import Support, support

__all__ = [
    "Abstention", "Answer", "Briefing", "Citation", "Claim", "Order", "Result", "Support", "ask",
    "brief", "support",
]  # fmt: skip

_ROOMS = {
    "answering": ("ask",),
    "answers": ("Abstention", "Answer", "Briefing", "Citation", "Claim", "Result"),
    "briefing": ("brief",),
    "evidence": ("Support", "support"),
    "briefing.survey": ("Order",),
}

__getattr__ = lazy("qa", _ROOMS)
