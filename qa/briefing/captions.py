"""Whether a sentence is the caption of a photo: it tells in the present what was on a day.

Deliberately no look at where it stands, which the text of a page does not keep. English only.
"""

from __future__ import annotations

import re

from qa.briefing.verbs import clauses, masked, verbs

_DATED = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:, (?:19|20)\d\d)?\b|"
    r", (?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\W*$|\bin (?:[A-Z][a-z]+ )?\d{4}\W*$|"
    r"\b\d{4} [A-Z]"
)
# "At a rally held at a racecourse": no verb of the sentence.
_SAID_OF_IT = re.compile(
    r"\b(?:at|in|on|of|to|from|during|for|by|with) (?:an?|the|his|her|their) (?:[a-z-]+ ){1,3}?"
    r"(?:[a-z]+ed|held|made|built|shown|given|taken|known|hit|sent) "
    r"(?=at|in|on|by|for|during|near|to)"
)
_TELLS = re.compile(r"\b(?:has|have|had|will|would|could|can|may|might|must|should)\b")


def is_caption(text: str) -> bool:
    """Whether it tells in the present what was on a day, as the caption of a photo does."""
    return bool(_DATED.search(text)) and not _TELLS.search(text) and not _tells_past(text)


def _tells_past(text: str) -> bool:
    """Whether a main clause has a verb in the simple past that does not open it: ", dressed as"."""
    hidden = masked(_SAID_OF_IT.sub(" ", text))
    return any(
        hidden[clause.start : verb.start].strip()
        for clause in clauses(hidden)
        for verb in verbs(hidden, clause.start, clause.end)
        if not clause.opener.isalpha()
    )
