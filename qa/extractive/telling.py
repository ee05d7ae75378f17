"""Whether a sentence can be an answer at all, whatever words it shares with the question.

Not one that tells its reader what to say, that the next sentence takes back, that is the claim a
fact check is about, or that states nothing: a byline, a name, half a dateline. Deliberately no
judgement of how well it answers (`choosing`).
"""

from __future__ import annotations

import re

from index.articles import Article, Sentence
from qa.evidence.asserting import asserts
from qa.evidence.facts import facts
from qa.evidence.orders import is_order
from qa.evidence.retractions import retracted

# "The claim: …", and what nobody stands for but a post: "A March 25 Facebook post claimed that …",
# where the sentence does not say itself that it is false.
_CLAIM = re.compile(r"^\W*(?:the )?(?:claim|rumou?r|viral post)\s*[:–—-]", re.IGNORECASE)
_POSTED = re.compile(
    r"^\W*(?:[\w’'-]+ ){0,6}?(?:Posts|(?:post|tweet|meme|video|image|photo|screenshot)s?)"
    r"(?: (?:on|in|over|shared|circulating|online|also|more|than|times|social|media|[\d,]+"
    r"|[A-Z]\w+))*"
    r" (?:claim(?:s|ed)?|alleged?s?) (?!.*\b(?:false|fake|altered|actually|wrong|untrue)\b)"
)

_CUT_OFF = re.compile(r"[—–-]\s*$")  # "Washington CNN —"


def tells(sentence: Sentence, following: str, article: Article) -> bool:
    """Whether ``sentence`` says something that stands, before the sentence ``following``."""
    language = article.language or "en"
    return not (
        is_order(sentence.text)
        or _CLAIM.match(sentence.text)
        or _POSTED.match(sentence.text)
        or _CUT_OFF.search(sentence.text)
        or retracted("", following)
        or not asserts(facts(sentence.text, language), language)
    )
