"""Which sentences of the retrieved passages answer a question, and whether any does.

`questions` reads what is asked, `readings` what a sentence offers, `candidates` puts both side by
side, `telling` says what can be no answer, `choosing` picks.
"""

from qa.extractive.choosing import ANSWERABLE, Choice, Idf, choose

__all__ = ["ANSWERABLE", "Choice", "Idf", "choose"]
