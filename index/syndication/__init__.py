"""Copies of one report: found as articles are added, joined to story origins.

`signatures` (MinHash) propose, `pairs` compares what they propose, `templates` tells a copy from a
form filled in twice. `datelines`, `credits` and `agencies` say whose report it is, `origins` which
articles are one, `repeats` leaves copies out of what is retrieved.
"""

from index.syndication.pairs import WORDS, Syndication

__all__ = ["WORDS", "Syndication"]
