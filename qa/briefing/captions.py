"""Whether a sentence is the caption of a photo: it tells in the present what was to be seen.

The name of the photographer after it says so, too (`is_credit`). Deliberately no look at where it
stands on its page, which the text does not keep. English only.
"""

from __future__ import annotations

import re

from qa.briefing.verbs import clauses, masked, verbs

_DATED = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:, (?:19|20)\d\d)?\b|"
    r", (?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\W*$|"
    r"(?:\bin|,) (?:[A-Z][a-z]+ )?\d{4}\W*$|\b\d{4} [A-Z]"
)
# "At a rally held at a racecourse": no verb of the sentence.
_SAID_OF_IT = re.compile(
    r"\b(?:at|in|on|of|to|from|during|for|by|with) (?:an?|the|his|her|their) (?:[a-z-]+ ){1,3}?"
    r"(?:[a-z]+ed|held|made|built|shown|given|taken|known|hit|sent) "
    r"(?=at|in|on|by|for|during|near|to)"
)
# "Ada Renn, left, and Jon Sand (right)": where in the photo they are.
_WHERE = re.compile(
    r"(?:,|\() ?(?:(?:at|from|far|upper|lower|top|bottom|second|third) )*"
    r"(?:left|right|cent(?:er|re))(?: cent(?:er|re))?(?:,(?! but\b)|\))"
    r"|^(?:An?|The) (?:[\w-]+ ){0,2}(?:photo|photograph|picture) shows\b"
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
# "A woman lights a candle": somebody does it who is not named.
_SCENE = re.compile(
    r"An? (?:[\w-]+ ){0,2}?(?:man|woman|boy|girl|child|person|officer|worker|protester|supporter|"
    r"demonstrator|soldier|fan|mourner|visitor|customer|firefighter|student|employee|resident)"
    r",? (?!(?:is|was|has|says|faces)\b)[a-z]{2,}[a-rt-z]s\b"
)
# Alone on a line after a caption. Of 163 sentences before one among 390,000, 22 were read: all were
# captions, half of them in the past.
_CREDIT = re.compile(r"(?:[A-Z][\w.'’-]* ){1,4}?[\w.'’ -]*/(?:[A-Z][\w.'’-]*\s?)+$")
_CREDITS = 8  # words of one, at most
_TELLS = re.compile(r"\b(?:has|have|had|will|would|could|can|may|might|must|should)\b")


def is_caption(text: str) -> bool:
    """Whether it tells in the present what was seen or on a day, as the caption of a photo does."""
    if _WHERE.search(_QUOTED.sub(" ", text)):
        return True
    shows = _DATED.search(text) or _SCENE.match(text)
    return bool(shows) and not _TELLS.search(text) and not _tells_past(text)


def is_credit(text: str) -> bool:
    """Whether it says who took a photo: "Ada Renn/AP"."""
    return bool(_CREDIT.match(text.strip())) and len(text.split()) <= _CREDITS


def _tells_past(text: str) -> bool:
    """Whether a main clause has a verb in the simple past that does not open it: ", dressed as"."""
    hidden = masked(_SAID_OF_IT.sub(" ", text))
    return any(
        hidden[clause.start : verb.start].strip()
        for clause in clauses(hidden)
        for verb in verbs(hidden, clause.start, clause.end)
        if not clause.opener.isalpha()
    )
