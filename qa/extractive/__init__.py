"""Which sentences of the retrieved passages answer a question, and whether any does.

`questions` reads what is asked and `kinds` what kind of answer that is, `spelling` has its names as
the articles write them, `readings` what a sentence has, `meaning` which words of the one the other
has in whatever words, `offering` what of it may be the answer; `candidates` puts both side by side,
`covering` says what is covered and lacking, `telling` what can be no answer, `bound` what is of
another country or speaker than asked for, `choosing` picks.
"""

from qa.extractive.choosing import ANSWERABLE, Choice, Idf, choose

__all__ = ["ANSWERABLE", "Choice", "Idf", "choose"]
