"""A question to an answer or an abstention.

`answer` is the way in. `asking` looks up, `quoting` answers in source sentences, `writing` lets a
model write and checks each statement. `citing` numbers what is cited, with who else has `carried`
it; `disputing` shows where articles disagree with it.
"""

from qa.answering.answer import ask

__all__ = ["ask"]
