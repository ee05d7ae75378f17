"""Which sentences of the retrieved passages answer a question, and whether any does.

`questions` reads what is asked, `spelling` has its names as the articles write them, `readings`
what a sentence offers, `meaning` which words of the one the other has in whatever words;
`candidates` puts both side by side, `covering` says what is covered and lacking, `telling` what can
be no answer, `choosing` picks.
"""

from qa.extractive.choosing import ANSWERABLE, Choice, Idf, choose

__all__ = ["ANSWERABLE", "Choice", "Idf", "choose"]
