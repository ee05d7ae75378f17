"""Copies of one report: found as articles are added, joined to story origins.

`signatures` (MinHash) propose, `pairs` has what they propose compared and keeps what is found,
`told` is a text with all that it is compared by, `templates` tells a copy from a form filled in
twice. `datelines`, `credits` and `agencies` say whose report it is, `origins` which
articles are one, `repeats` leaves copies out of what is retrieved.
"""

from index.syndication.origins import WORDS
from index.syndication.pairs import Syndication

__all__ = ["WORDS", "Syndication"]
