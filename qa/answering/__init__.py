"""A question to an answer or an abstention.

`answer` is the way in. `asking` looks up, in the outlets that a question names as `tellers`,
`quoting` answers in source sentences, `writing` lets a model write (in which of the `languages`)
and makes claims of what it wrote (`claiming`). `citing` numbers what is cited, with who else has
`carried` it; `correcting` finds what an outlet has taken back since, `disputing` shows where
articles disagree.
"""

from qa.answering.answer import ask

__all__ = ["ask"]
