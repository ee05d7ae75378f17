"""What speaks for showing a sentence in a briefing: centrality, place, topic, standing alone.

Centrality is that of its words in the story: words count by how rare they are and by how many
independent reports open with them (the centroid of Radev, Jing, Styś and Tam, "Centroid-based
summarization of multiple documents", 2004). Deliberately no choice among sentences (`composing`)
and no judgement whether anything is true.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass

from index.articles import Sentence
from index.stores.analysis import is_unspaced
from index.words import STOPWORDS, iter_words
from qa.evidence.vocabulary import canonical
from qa.extractive.readings import read_sentence

Idf = Callable[[str], float]  # a word as written, in lower case → how rare it is

# Set by eye on the briefings of a dozen topics among 4,878 articles; no weight by itself was
# measured. The topic weighs most, or a briefing on a part of a war tells the whole of it.
_CENTRAL = 0.35
_EARLY = 0.25
_TOPIC = 0.40
_SLOPE = 5.0  # sentences after which what stands early counts half
_SHORTEST, _LONGEST = 7, 55  # words; a line of a briefing
_FEW, _MANY = 14, 32  # words: shorter and longer ones lose

# "He said", "But that", "Those strikes": somebody must know what came before.
_LEANS = re.compile(
    r"\W*(?:(?:he|she|they|it|we|i|you|this|that|these|those|his|her|their|its|our|my|such|both|"
    r"but|and|or|so|yet|nor|however|meanwhile|also|still|instead|then|therefore|moreover|"
    r"nevertheless|besides|here|another|others?|the (?:latter|former|pair|move|two))\b"
    r"|(?:in|for|after|before|despite|like|with|of|by|at|during) (?:that|this|these|those|it|"
    r"addition|contrast|other words)\b"
    r"|(?:since then|at the time|in the meantime|as a result|for (?:example|instance)|in turn|even "
    r"so|by then|to that end|on the other hand|at that point|earlier that)\b)",
    re.IGNORECASE,
)
# The same further on: "none of those attacks", "in them.", "an outpost there".
_LEANS_WITHIN = re.compile(
    r"\b(?:none|some|many|most|all|both|one|two|three|each|half|several) of (?:them|those|these)\b"
    r"|\b(?:he|she|they) (?:also )?(?:said|says|told|added|wrote)\b|\b(?:said|says|added) "
    r"(?:he|she)\b"
    r"|\b(?:in|of|for|by|with|from|on) (?:them|it|him)(?=[,.;])|\b(?:before|after|than) that\b"
    r"|\bthere\b(?! (?:is|are|was|were|will|would|has|have|had|could|may|might|must|should))",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\b(?:I|I['’]\w+|we|We|we['’]\w+|my|My|our|Our|you|You|your|Your)\b")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_TOLD = r"(?:report|claim|statement|figure|rumou?r|allegation|number|story|post|article)"
_WRONG = (
    r"(?:wrong|false|incorrect|untrue|inaccurate|mistaken|retracted|debunked|misleading|"
    r"not (?:true|correct|right|so|the case)|an? (?:mistake|error|lie|hoax))"
)
_TAKES_BACK = re.compile(
    rf"\W*(?:(?:But|However|In fact),? )?(?:That|This|It|Which|(?:The|This|That) (?:\w+ )?{_TOLD}) "
    rf"(?:is|was|were|has been|turned out to be|proved) (?:\w+ )?{_WRONG}\b",
    re.IGNORECASE,
)
_COUNTRY = frozenset({"us", "usa", "american"})
# What pages put between the sentences of an article.
_FURNITURE = re.compile(
    r"\b(?:sign up|subscribe|newsletter|click here|read more|follow (?:us|him|her|\w+ on)|"
    r"contributed to this|download the app|more (?:from|on) |watch:|photos?:|listen to|"
    r"all rights reserved|copyright|live updates|see also|scroll|cookies|podcasts?:|getty|"
    r"this (?:column|newsletter|page|article|post|episode)|"
    r"just watched|replay|more videos|hide caption|editor['’]s note|"
    r"file (?:photo|image|picture)|pictured|looks? on|poses? for|seen here|read:|related:|"
    r"(?:is|are) (?:an? )?[\w\s,-]{0,50}(?:writer|columnist|editor|professor|journalist|author|"
    r"fellow|analyst|contributor)\b(?! (?:said|who said)))"
    r"|https?://|@\w|©|\band more\.$|(?:\.\.\.|…)\W*$",
    re.IGNORECASE,
)
# A caption ("A protest in Tehran on September 21.") has no verb. Nothing that could be one, rather:
# whatever ends in -s or -ed, an auxiliary, or a past tense of its own.
_VERB = re.compile(
    r"\b(?:[a-z]{2,}(?:s|ed)|are|were|be|been|have|had|will|would|can|could|may|might|must|should|do|"
    r"did|said|told|won|fell|rose|made|took|gave|got|came|went|sank|kept|left|lost|met|put|ran|saw|"
    r"sold|sent|spent|stood|wrote|hit|set|cut|shot|struck|began|became|broke|brought|built|bought|"
    r"caught|chose|drove|drew|fought|felt|flew|found|grew|held|hurt|knew|laid|led|let|paid|read|sat|"
    r"shut|spoke|spread|swept|taught|thought|threw|beat)\b"
)
_LABEL = 12  # words: a byline or a note of the source has no more
_ASKS = ("?", "？", "؟")
_CLOSING = "\"”’'»」)] "
_ENDS = (".", "!", "”", '"', "’", "。", "！", "»", "」", "؟", "।", ")")

# Of the topic's weight. A round-up of the day's news has it in one paragraph of ten; in an article
# about it hardly three sentences go by without a word of it. At .5 the topic "attacks on US forces"
# loses what is said of the attackers.
_NEAR = 0.3


@dataclass(frozen=True, slots=True)
class Scale:
    """What sentences of one story are held against."""

    central: Mapping[str, float]  # by key; the weights of the story's words, highest 1
    topic: Mapping[str, float]  # by key; the weights of the topic's words, together 1

    def near(self, beside: Iterable[Set[str]]) -> bool:
        """Whether sentences with these words, side by side, speak of the topic."""
        keys = {key for words in beside for key in words}
        found = sum(weight for key, weight in self.topic.items() if key in keys)
        return not self.topic or found >= _NEAR


def scale(openings: Iterable[tuple[str, str]], topic: str, idf: Idf) -> Scale:
    """Of a story: the opening of each of its reports with its language, and what is asked for."""
    weights: dict[str, float] = {}
    for text, language in openings:
        for key, raw in content(text, language).items():
            weights[key] = weights.get(key, 0.0) + idf(raw)
    highest = max(weights.values(), default=1.0) or 1.0
    asked = {key: idf(raw) for key, raw in content(topic, "en").items()}
    total = sum(asked.values()) or 1.0
    return Scale(
        {key: weight / highest for key, weight in weights.items()},
        {key: weight / total for key, weight in asked.items()},
    )


def salience(sentence: Sentence, keys: frozenset[str], language: str, scale: Scale) -> float:
    """What speaks for a sentence, 0 to 1; 0 where it is none to show. ``keys``: of its words."""
    length = word_count(sentence.text)
    if not _SHORTEST <= length <= _LONGEST or not _is_told(sentence.text, language):
        return 0.0
    early = _SLOPE / (_SLOPE + sentence.ordinal)
    score: float = _CENTRAL * _central(keys, scale) + _EARLY * early
    score += _TOPIC * sum(scale.topic.get(key, 0.0) for key in keys)
    score /= _CENTRAL + _EARLY + (_TOPIC if scale.topic else 0.0)
    return score * math.sqrt(min(1.0, length / _FEW, _MANY / length))


def content(text: str, language: str) -> dict[str, str]:
    """The words that matter in a text, by the key they are compared by, in lower case."""
    found: dict[str, str] = {}
    for word in iter_words(text, language):
        lower = word.raw.lower()
        if word.key in _COUNTRY and word.raw[0].isupper():  # "us" is the pronoun
            found.setdefault("US", lower)
        elif lower not in STOPWORDS and (len(lower) > 1 or not lower.isascii()):
            found.setdefault(canonical(word.key), lower)
    return found


def word_count(text: str) -> int:
    """Words as a reader counts them; characters, in pairs, of scripts without spaces."""
    if is_unspaced(text):
        return (sum(1 for _ in iter_words(text)) + 1) // 2
    return len(text.split())


def leans(text: str) -> bool:
    """Whether a sentence needs what stands before it, or its writer, to be understood."""
    told = _QUOTED.sub(" ", text)
    found = _LEANS.match(told) or _LEANS_WITHIN.search(told) or _FIRST_PERSON.search(told)
    return bool(found)


def _central(keys: frozenset[str], scale: Scale) -> float:
    """Mean of the best half of its words, so that length by itself is no merit."""
    weights = sorted((scale.central.get(key, 0.0) for key in keys), reverse=True)
    best = weights[: max(3, len(weights) // 2)]
    return sum(best) / max(3, len(best))


def is_taken_back(following: str) -> bool:
    """Whether the sentence after another says that it is wrong: "That was wrong"."""
    return bool(_TAKES_BACK.match(following))


def _is_told(text: str, language: str) -> bool:
    """Whether it is a whole sentence that tells something: no question, byline or page's phrase."""
    whole = text.rstrip().endswith(_ENDS) and "\n" not in text.strip()
    if not whole or text.rstrip(_CLOSING).endswith(_ASKS):
        return False
    if leans(text) or _FURNITURE.search(text) or (language[:2] == "en" and not _VERB.search(text)):
        return False
    return word_count(text) > _LABEL or not read_sentence(text, language).is_label
