"""What is answered: from a question to a rendered answer. Imports ``index`` and ``prompts``.

Each name is imported when it is first asked for, so that a command that needs none starts at once.

What a user touches:
- `cli`: the commands (of `commands`) put together, and how the program ends
- `repl`, `readiness`: where a chat's lines come from; what is imported while the first is typed
- `config`, `config_file`: the settings of a run, resolved once; the file that some may stand in

What passes between rooms:
- `answers`: citations, claims, answers, abstentions, briefings
- `messages`: messages to a language model, its replies, what they used
- `differences`: what has changed between two texts of an article

A language model:
- `llm`: messages in, text and what it cost out
- `prompting`: passages to a prompt that fits its window
- `prices`: what well-known models cost and how much they take

The jobs: `answering` (by `extractive` or `statements`), `conversation`, `briefing`, `translation`;
`evidence` checks every statement of theirs, `rendering` shows them.
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
