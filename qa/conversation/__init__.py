"""Talking with articles: follow-ups, commands, and a conversation that is kept.

`chatting` takes a typed line, `commands` and `completing` those that begin with a slash, `talk` a
question: `leaning` sees whether it needs what was said before, `followups` (or, with a model,
`condensing`) makes it stand alone. `turns` is what was said; `sessions` keeps it, in the parts of
`session_parts`.
"""

from qa.conversation.turns import HISTORY_SHARE, MOST_HISTORY, Conversation, Turn, asked_as, claims

__all__ = ["HISTORY_SHARE", "MOST_HISTORY", "Conversation", "Turn", "asked_as", "claims"]
