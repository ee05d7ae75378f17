"""A model's text as it arrives, cut into statements with the numbers they cite.

`cutting` reads what is `arriving`, `markers` knows a citation when it sees one, `stops` the end of
a sentence, `wording` what is no statement at all.
"""

from qa.statements.cutting import Cutter, Statement

__all__ = ["Cutter", "Statement"]
