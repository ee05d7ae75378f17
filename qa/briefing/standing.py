"""Whether a sentence can be shown by itself: told whole, by its own words, and news.

Not so "The bill passed", "On Monday it was the turn of Halden", a quotation without its speaker,
what a page puts between the sentences, and a caption (`captions`). Deliberately no repair, since
what is quoted is quoted to the letter, and no judgement whether anything is true. Most of it reads
English; in other languages only what shows in marks is noticed.
"""

from __future__ import annotations

import re
from collections.abc import Set

from index.words import iter_words
from qa.briefing.captions import is_caption
from qa.briefing.sayings import speaker
from qa.evidence.vocabulary import canonical
from qa.extractive.readings import read_sentence

# "He said", "But that", "Those strikes": somebody must know what came before.
_LEANS = re.compile(
    r"\W*(?:(?:he|she|they|it|we|i|you|this|that|these|those|his|her|their|its|our|my|such|both|"
    r"but|and|or|so|yet|nor|now|thus|hence|as for|first came|(?:an?|one|two|three|some|"
    r"several) (?:day|week|hour|month|year|minute)s? (?:earlier|later|before)|however|"
    r"meanwhile|also|still|instead|then|therefore|moreover|"
    r"nevertheless|besides|here|another|others?|a separate|an additional|"
    r"the (?:latter|former|pair|move|two))\b"
    # "Eleven were women": of whom?
    r"|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|many|most|some|several|few|"
    r"none|(?!(?:19|20)\d\d)[\d,]+) (?:was|were|is|are|had|have)\b"
    r"|(?:in|for|after|before|despite|like|with|of|by|at|during) (?:that|this|these|those|it|"
    r"addition|contrast|other words)\b"
    r"|(?:within (?:an? |\w+ )?(?:minute|hour|day|week|month)s?\b(?! of)|the (?:next|following|"
    r"same) (?:day|night|morning|evening|week|month)|(?:minute|hour|day|week|month)s (?:later|"
    r"earlier|after that))\b"
    r"|(?:since then|at the time|in the meantime|as a result|for (?:example|instance)|in turn|even "
    r"so|by then|to that end|on the other hand|at that point|earlier that)\b)",
    re.IGNORECASE,
)
# The same further on: "none of those attacks", "in them.", "an outpost there".
_LEANS_WITHIN = re.compile(
    r"\b(?:none|some|many|most|all|both|one|two|three|each|half|several) of (?:them|those|these)\b"
    r"|\bsuch (?:an? )?[a-z]+(?=[.,;])|\bth(?:is|ese|ose) (?!(?:week|weekend|year|month|morning|"
    r"afternoon|evening|spring|summer|autumn|fall|winter|season|time|day|decade|century|past|last|"
    r"coming|country|who|is|was|has)s?\b)[a-z]+"
    r"|\b(?:he|she|they) (?:also )?(?:said|says|told|added|wrote)\b|\b(?:said|says|added) "
    r"(?:he|she)\b"
    r"|\bthe (?:official|attorney|lawyer|spokes\w+|source|statement|company|agency|report|"
    r"prosecutor)s? (?:said|says|added)\b"
    r"|\bsaid the (?:official|attorney|lawyer|spokes\w+|source|statement|company|agency|report|"
    r"prosecutor)s?\b(?! (?:of|for|from|in)\b)|\b(?:do|done|doing|did) so\b"
    r"|\b(?:gave|give|given|sent|told|asked|offered) (?:them|him|her)\b"
    r"|\b(?:in|of|for|by|with|from|on) (?:them|it|him)(?=[,.;])|\b(?:before|after|than) that\b"
    r"|\b(?:later|earlier) that\b|\bthat (?:same )?(?:night|evening|morning|afternoon)\b"
    r"|\bthere\b(?! (?:is|are|was|were|will|would|has|have|had|could|may|might|must|should))",
    re.IGNORECASE,
)
# Here "it" stands for nothing that was told before.
_IT_IS_OPEN = re.compile(
    r"\b[Ii]t(?:['’]s| is| was| remains| remained) (?:not |still |also |yet |immediately |"
    r"currently )*"
    r"(?:clear|known|certain|unclear|unknown|uncertain|possible|likely)\b"
)
# Of those who are counted before: "109 people were killed, 105 of those deaths in Halden".
_OF_COUNTED = re.compile(r"(\d[\d,]* [a-z].*?\b\d[\d,]*) of (?:them\b|th[eo]se \w+)")
_NUMBERED = re.compile(r"(?<=\w )[A-Z][a-z]+ I\b(?!['’])")  # "the Artemis I mission"
_FIRST_PERSON = re.compile(r"\b(?:I|I['’]\w+|we|We|we['’]\w+|my|My|our|Our|you|You|your|Your)\b")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
# "The bill passed": which? A noun by itself, and then its verb.
_BARE_SUBJECT = re.compile(
    r"\W*(?:The|Not only (?:is|are|was|were|did|does|do|has|have|had) the) "
    r"(?P<noun>(?:[a-z][\w-]* ){0,2}[a-z][\w-]*?)"
    r"(?:['’]s? [a-z]|,? (?:\w+ly |also |then |first )?(?:is|are|was|were|has|have|had|will|"
    r"would|could|can|may|might|must|should|did|does|do|said|says|[a-z]+ed|came|comes|began|begins|"
    r"made|took|gave|got|went|left|lost|met|put|ran|saw|sent|stood|wrote|hit|set|cut|fell|rose|won|"
    r"told|brought|found|held|led|paid|kept|became|which|who|after|marks?|follows?|means?|shows?|"
    r"remains?|includes?|makes?|coupled|gives?|tells|reveals|calls|comes|requires|takes|allows|"
    r"details|describes|suggests|provides|offers|appears|seems|needs)\b)"
)
_KNOWN_TO_ALL = frozenset("world public sun moon internet pandemic coronavirus earth".split())
_THING = (
    r"(?:bill|measure|incident|pair|duo|trio|outlet|motion|memo|filing|complaint|petition|clip|"
    r"figure|allegations?|ruling|order|announcement)"
)
_BARE_OBJECT = re.compile(
    rf"\b[Tt]he (?P<thing>{_THING})\b(?! (?:that|to|of|on|for|from|called|named|against|over|about|"
    r"\w+ing)\b)"
)
# "On Monday it was the turn of", "The day before, these words", "… counts two:".
_POINTS_AWAY = re.compile(
    r"^\W*(?:Before|After|When|While|As|If|Once|Until|Though|Although)\b[^,]{1,120}, (?:he|she|"
    r"they)\b|^\W*(?:If|When|Once|While|Though) \w+ed, it\b|"
    r"^\W*How\b(?!ever)|\b(?:misconception|myth)\b[^.]*:|"
    r"^\W*The (?:\d+-year-old|[A-Z]\w+ (?:man|woman|boy|girl))\b(?! who)|"
    r"^\W*(?:Mon|"
    r"Tues|Wednes|Thurs|Fri|Satur|Sun)day['’]s [a-z]|"
    r"^\W*(?:(?:On|In|By|At|For) (?:(?!that\b)[^,“\"]){1,40}?,?|The [^,“\"]{1,40}?,) (?:it|he|"
    r"she|they|these|those)\b(?! (?:is|"
    r"was|remains) "
    r"(?:not|un|still))|\bit was the turn\b|\bthese (?!days\b)[a-z]+|\b(?:one|two|three|"
    r"several|both|"
    r"following):|\bthe (?:day|night|week|month|year) (?:before|earlier)\b(?=,)"
)
_HE = re.compile(r"\b(?:he|she|his|her|him|himself|herself)\b", re.IGNORECASE)
_PERSON = re.compile(
    r"(?<!^)(?<![.!?] )\b[A-Z][a-z’'-]+|\b(?:man|woman|men|women|boy|girl|child|suspect|gunman|"
    r"driver|"
    r"player|judge|teacher|student|officer|mother|father|son|daughter|wife|husband|actor|author|"
    r"president|leader|minister|king|queen|doctor|patient|victim|lawyer|each|who|person|resident|"
    r"star|singer|rapper|journalist|reporter|soldier|witness|captain|coach|teen\w*|\d+-year-old)\b"
)
# "Montgomery: Officials said", "SBF arrested: …": the label of another piece.
_LABELLED = re.compile(r"^(?:[^\s“\":]+\s){0,6}[^\s“\":]+:\s?[A-Z]")
_CUT_OFF = re.compile(
    r"^\s*[-–—•►▶■*:;,.]|^[A-Z]\.,? |"
    r"^(?:[A-Z]{0,2}[ES]?T|GMT|UTC|a\.m\.|p\.m\.|local time)\b|\b[ap]\.m\.$|-[A-Z]\.$"  # "D-W.Va."
)
# Before an opening sentence: "(CNN) ", "HALDEN, Norwick (AP) — ", "HALDEN – ", "Halden CNN — ".
_AGENCY = r"(?:CNN|AP|AFP|Reuters|[A-Z]{2,} [A-Z]\w+)"
_HEAD = re.compile(
    rf"(?:(?:[A-Z][\w.’'-]*,?|and)\s){{0,5}}(?:\({_AGENCY}\)\s*(?:[–—-]+\s*)?|{_AGENCY} ?[–—]\s*)|"
    r"[A-Z]{3,}[A-Z.]*,?\s(?:(?:[A-Z][\w.’']*|\d{1,2}),?\s){0,5}(?:\([A-Z][\w ]+\)\s)?"
    r"[–—-]+\s*(?=[A-Z“\"])"
)
# Of one, without a mark where it ends: "Halden The court".
_DATELINE = re.compile(r"(?:[A-Z]\w+,? ){1,2}The |[A-Z][\w ,.]{0,40}\([A-Z][\w ]+\)")
# What pages put between the sentences of an article.
_FURNITURE = re.compile(
    r"\b(?:sign up|subscribe|newsletter|click here|read more|follow (?:us|him|her|\w+ on)|"
    r"contributed to this|download the app|more (?:from|on) |watch:|photos?:|listen to|"
    r"all rights reserved|copyright|live updates|see also|scroll|cookies|podcasts?:|getty|"
    r"this (?:column|newsletter|page|article|post|episode|image|photo|picture|video|frame)|"
    r"just watched|replay|more videos|hide caption|editor['’]s note|"
    r"file (?:photo|image|picture)|pictured|looks? on|poses? for|seen here|read:|related:|"
    r"(?:is|are) (?:an? )?[\w\s,-]{0,50}(?:writer|columnist|editor|professor|journalist|author|"
    r"fellow|analyst|contributor)\b(?! (?:said|who said)))"
    r"|\bget (?:the latest|updates?|more)\b|\bhas the latest\b|\bthe latest news is\b|"
    r"\bfirst ran\b|"
    r"\ba version of this\b|\brecommendations are\b|\bindependently (?:chosen|selected|reviewed)|"
    r"\bhere(?:['’]s| is| are) (?:what|how|a look|some|the)\b|\b(?:AP|AFP|Getty|Reuters|EPA)/|"
    r"/(?:AP|"
    r"AFP|Getty|Reuters|EPA)\b|\bwhat to know\b|\bstay up to date\b|\btap here\b|\bcheck out\b|"
    r"\ba look at\b|\breached out to\b|\bwill bring us\b|^\W*(?:enjoy|shop|save|join|"
    r"tune in|catch|watch|learn|find out|plus|don['’]t miss|subscribe)\b|\bfor (?:CNN|"
    r"USA TODAY) [A-Z]|^[A-Z]\w+ [A-Z]\w+/[A-Z]"
    r"|^[A-Z]\w+(?:/[A-Z]\w+)+ |https?://|@\w|©|\band more\.$|(?:\.\.\.|…)\W*$",
    re.IGNORECASE,
)
# A caption ("A protest in Tehran on September 21.") has no verb. Nothing that could be one, rather:
# whatever ends in -s or -ed, an auxiliary, or a past tense of its own.
_VERB = re.compile(
    r"\b(?:[a-z]{2,}(?:s|ed)|are|were|be|been|have|had|will|would|can|could|may|might|must|"
    r"should|do|"
    r"is|was|has|did|said|told|won|fell|rose|made|took|gave|got|came|went|sank|kept|left|lost|"
    r"met|put|ran|saw|"
    r"sold|sent|spent|stood|wrote|hit|set|cut|shot|struck|began|became|broke|brought|built|bought|"
    r"caught|chose|drove|drew|fought|felt|flew|found|grew|held|hurt|knew|laid|led|let|paid|"
    r"read|sat|"
    r"shut|spoke|spread|swept|taught|thought|threw|beat)\b"
)
_LABEL = 12  # words: a byline or a note of the source has no more
_ASKS = ("?", "？", "؟")
_CLOSING = "\"”’'»」)] "
_ENDS = (".", "!", "”", '"', "’", "。", "！", "»", "」", "؟", "।", ")")


def stands(text: str, language: str, topic: Set[str] = frozenset()) -> bool:
    """Whether ``text`` tells something by itself. Keys of the ``topic`` are known to its reader."""
    whole = text.rstrip().endswith(_ENDS) and "\n" not in text.strip()
    if not whole or text.rstrip(_CLOSING).endswith(_ASKS) or _FURNITURE.search(text):
        return False
    if leans(text) or _is_half_quoted(text):
        return False
    if language[:2] == "en" and (
        not _VERB.search(text) or points_away(text, topic) or is_caption(text)
    ):
        return False
    return len(text.split()) > _LABEL or not read_sentence(text, language).is_label


def leans(text: str) -> bool:
    """Whether a sentence needs what stands before it, or its writer, to be understood."""
    told = _NUMBERED.sub(" ", _IT_IS_OPEN.sub(" ", _QUOTED.sub(" ", text)))
    told = _OF_COUNTED.sub(r"\1", told)
    found = _LEANS.match(told) or _LEANS_WITHIN.search(told) or _FIRST_PERSON.search(told)
    return bool(found)


def points_away(text: str, topic: Set[str] = frozenset()) -> bool:
    """Whether it speaks of "the bill" or "him" without saying which; in English."""
    told = _QUOTED.sub(" ", text)
    subject = _BARE_SUBJECT.match(told)
    if subject and not _is_known(subject["noun"], topic):
        return True
    if (
        _is_bare_object(told)
        or _POINTS_AWAY.search(told)
        or _LABELLED.match(text)
        or _CUT_OFF.search(text)
    ):
        return True
    he = _HE.search(told)
    return he is not None and not _PERSON.search(told, 0, he.start())


def _is_bare_object(told: str) -> bool:
    """Whether it speaks of "the bill" where no "a bill" was named before."""
    thing = _BARE_OBJECT.search(told)
    if thing is None:
        return False
    named = rf"\b[Aa]n? (?:[\w-]+ ){{0,3}}{thing['thing']}\b"
    return not re.search(named, told[: thing.start()])


def without_head(text: str) -> str:
    """A sentence from where it begins itself, after where and by whom it was written."""
    head = _HEAD.match(text)
    rest = text[head.end() :] if head else text
    return rest if rest[:1].isupper() or rest[:1] in '“"' else text


def has_dateline(text: str) -> bool:
    """Whether something of that is left, of which it is not sure where it ends."""
    return bool(_DATELINE.match(text))


def _is_known(noun: str, topic: Set[str]) -> bool:
    keys = {canonical(word.key) for word in iter_words(noun, "en")}
    return bool(keys & topic) or bool(_KNOWN_TO_ALL & set(noun.split()))


def _is_half_quoted(text: str) -> bool:
    """Whether a quotation is cut off, or makes most of it and nobody is named who says it."""
    if text.count("“") != text.count("”") or text.count('"') % 2:
        return True
    quoted = sum(len(m[0]) for m in _QUOTED.finditer(text))
    return 2 * quoted > len(text) and speaker(text) is None
