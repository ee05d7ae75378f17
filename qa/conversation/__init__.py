"""Talking with articles: follow-ups, commands, and a conversation that is kept.

`chatting` takes a typed line, `commands` and `completing` those that begin with a slash, `talk` a
question. What it needs of what was said before (`earlier`): `leaning` sees whether it needs
anything, `followups` (or, with a model, `condensing`) makes it stand alone: with `another` name, or
`filling` it with its `topic`, in `phrases` by a `lexicon`: its `pronouns`, by things and by `whom`
of the `people`;
`standing` says whether the articles speak of both in one place. `numbers` says which citations it
names, `outlets` whose reports it asks for. `lookup` finds what there is, `reach` with what was
cited before, `others` with what other outlets say.

`turns` is what was said, `limits` and `filtering` within which days and outlets, `history` what a
model is told of it, `removal` what goes with an article, `revising` what one that changed says
now; `sessions` keeps it, in the parts of `session_parts` and `briefing_parts`, `keeping` saves it.
"""

from qa.conversation.turns import Briefed, Conversation, Entry, Turn, asked_as, claims

__all__ = ["Briefed", "Conversation", "Entry", "Turn", "asked_as", "claims"]
