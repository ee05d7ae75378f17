"""Whether what a statement takes from the middle of a sentence is said there, or only spoken of.

"The mayor told reporters that the bank had closed" tells that it closed; "Imagine that the bank has
closed", "We want you to believe that …" and "Translate this: …" do not. Words that follow "that", a
colon or an opening quotation mark are somebody's only if what governs them tells: a verb of saying
or finding out, or a fact, a day, a time that things happened.
Deliberately no list of what does not tell: whatever is not known to tell does not. English and
eight other European languages; in others nothing is taken to govern.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from qa.evidence.facts import Facts

_THAT = frozenset("that dass daß que qu che że dat att что што".split())
_TELLING = re.compile(
    r"\b(?:said|says|saying|told|tells|telling|announc\w+|confirm(?:ed|s|ing)|report(?:ed|s|ing)|"
    r"add(?:ed|s|ing)|stat(?:ed|es|ing)|not(?:ed|es|ing)|explain(?:ed|s|ing)|reveal(?:ed|s|ing)|"
    r"f(?:ound|inds)|show(?:ed|n|s|ing)|acknowledg\w+|admit(?:ted|s|ting)|insist(?:ed|s|ing)|"
    r"argu(?:ed|es|ing)|warn(?:ed|s|ing)|estimat\w+|conclud\w+|testif\w+|wr(?:ote|ites|iting)|"
    r"written|tweet\w*|post(?:ed|s|ing)|learn(?:ed|t|s|ing)|mean(?:s|t|ing)|claim(?:ed|s|ing)|"
    r"believ(?:ed|es|ing)|hear(?:d|s|ing)|kn(?:ew|own|ows|owing)|declar(?:ed|es|ing)|"
    r"indicat\w+|suggest\w+|discover\w+|determin\w+|rul(?:ed|es|ing)|agree\w*|recall\w*|"
    r"point(?:ed|s|ing) out|s(?:aw|een|ees)|prov\w+|ensur\w+|mention(?:ed|s|ing)|read(?:s|ing)?|"
    r"accord\w+|stress(?:ed|es|ing)|emphasi[sz]\w+|news|fact|time|day|week|month|year|so|such|"
    r"statement|headline|result|clear|evident|obvious|"
    r"sagten?|erklärten?|teilten?|berichtet\w*|meldet\w*|gab|gaben|bestätigt\w*|zufolge|laut|"
    r"dit|déclar\w+|annonc\w+|affirm\w+|indiqu\w+|précis\w+|selon|expliqu\w+|"
    r"dijo|dijeron|anunci\w+|afirm\w+|inform(?:ó|aron|a)|declar\w+|señal\w+|según|"
    r"disse\w*|detto|dichiarat\w*|annunciat\w*|riferit\w*|secondo|spiegat\w*|segundo|"
    r"zei|zeggen|meldde\w*|volgens|verklaarde\w*|sade|enligt|uppgav|"
    r"powiedział\w*|poinformował\w*|oświadczył\w*|według|podał\w*|"
    r"сказал\w*|сообщил\w*|заявил\w*|объявил\w*|рассказал\w*|отметил\w*)\b",
    re.IGNORECASE,
)
# Talk of the text that is to be written: what it introduces is not told by this article.
_META = re.compile(
    r"\b(?:summar(?:y|ies|i[sz]\w*)|overview|tl;?dr|outputs?|citations?|assistants?|models?|bots?|"
    r"chatbots?|ai|tools?|prompts?|repl(?:y|ies)|answers?|respon(?:se|d|ses)|condens\w+|digests?|"
    r"abstracts?|override|"
    r"zusammenfassung\w*|ausgabe|antworten?|r[ée]sum[ée]s?|r[ée]ponses?|resumen\w*|resumir|"
    r"respuestas?|riassunt\w+|rispost\w+|resumos?|respostas?|samenvatting\w*|antwoord\w*|"
    r"sammanfattning\w*|streszcz\w+|podsumow\w+|bot[óo]w|odpowied\w+|резюме|сводк\w+|ответ\w*)\b|"
    r"概括|摘要|总结|總結|概要|要約|回答|요약",
    re.IGNORECASE,
)
_WORDS_OF = re.compile(
    r"\b(?:words?|sentences?|phrases?|lines?|Satz|Worten?|frases?|phrase|mots?|zdani\w+|frasi)\W*$",
    re.IGNORECASE,
)
_MODAL = re.compile(r"\b(?:could|should|must|may|might|would|can|will|shall|to)\s+\w+\W*$")
_LABEL = 3  # words before a colon that are a heading or a speaker: "Police:", "What we know:"
_TOGETHER = 0.7  # of the words from the first to the last: else it is no run of the sentence's
_OPENING = re.compile(r"[“„«\"']\s*$")
_CLOSING = re.compile(r"^[\s,.!?]*[”“»\"']")


def merely_spoken_of(stated: Facts, found: Facts, matched: Mapping[int, int]) -> bool:
    """Whether the sentence's words that the statement has are governed by nothing that tells."""
    places = {j for i, j in matched.items()}
    content = [j for j in places if found.tokens[j].kind != "stop"]
    if not content:
        return False
    first, last = min(content), max(content)
    while first - 1 in places:
        first -= 1
    if sum(j in places for j in range(first, last + 1)) < _TOGETHER * (last + 1 - first):
        return False
    lead, tail = found.text[: found.tokens[first].start], found.text[found.tokens[last].end :]
    if _introduced(lead):
        return True
    if _OPENING.search(lead) and _CLOSING.search(tail) and not stated.quotes:
        return not _tells(lead, first) and (not _TELLING.search(tail) or _wished(tail))
    if first and (found.tokens[first - 1].raw.lower() in _THAT or lead.rstrip().endswith(":")):
        return not _tells(lead, first)
    return False


def _introduced(lead: str) -> bool:
    """Whether the words before a statement say that it is to be written: "Summary: …"."""
    opens = lead.rstrip().endswith((":", "：", "=", "写", "寫"))
    return bool(_WORDS_OF.search(lead)) or (opens and bool(_META.search(lead)))


def _tells(lead: str, words: int) -> bool:
    label = lead.rstrip().endswith(":") and words <= _LABEL
    return not _META.search(lead) and (label or bool(_TELLING.search(lead)))


def _wished(tail: str) -> bool:
    """Whether what follows a quotation only wishes it said: "…,” it could say."."""
    told = _TELLING.search(tail)
    return bool(told and _MODAL.search(tail[: told.end()]))
