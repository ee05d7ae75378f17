"""Talking with articles: follow-ups, commands, and a conversation that is kept.

`chatting` takes a typed line, `commands` and `completing` those that begin with a slash, `talk` a
question: `leaning` sees whether it needs what was said before, `followups` (or, with a model,
`condensing`) makes it stand alone by its `topic`, in `phrases`, and `pronouns`, `standing` says
whether the articles speak of it with or without these words, `others` finds
what other outlets say, `numbers` which citations are named. `turns` is what was said, `limits`
within which days and outlets, `history` what a model is told of it, `removal` what goes with an
article, `revising` what one that changed says now; `sessions` keeps it, in the parts of
`session_parts` and `briefing_parts`.
"""

from qa.conversation.turns import Briefed, Conversation, Entry, Turn, asked_as, claims

__all__ = ["Briefed", "Conversation", "Entry", "Turn", "asked_as", "claims"]
