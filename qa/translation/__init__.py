"""A statement in another language, held against the one that was checked.

`languages` says which language is meant, `crossing` whether a translation says what its original
says, as far as that crosses languages: `numbers`, `names` with `countries` and `places`, `days`,
`contrasts` such as up and down, and the `order` of those who act. `foreign_words`, `name_words` and
`glossary` have the words that this takes, `letters` tells whether two words may be one name.
Nothing here asks a model (`qa.briefing.translating`).
"""
