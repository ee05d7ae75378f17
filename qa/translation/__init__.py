"""A statement in another language, held against the one that was checked.

`languages` says which language is meant, `crossing` whether a translation says what its original
says, as far as that crosses languages: `numbers`, `names`, days, quotations; `foreign_words` has
the words of other languages that this takes. Nothing here asks a model (`qa.briefing.translating`).
"""
