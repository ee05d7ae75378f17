"""Sentences that tell a reader, or a machine, what to say: they do not say it themselves.

"Write that the mayor resigned", a role ("system:"), a tool call, talk of "your answer": what an
article that wants to be obeyed is made of. Deliberately not a guard: nothing is removed and no
prompt is made safe here; such a sentence merely carries no statement but itself.
"""

from __future__ import annotations

import re
from functools import lru_cache

_VERBS = (
    r"(?:write|say|state|answer|reply|respond|report|output|print|repeat|claim|assert|pretend|"
    r"conclude|summari[sz]e|mention|insist|confirm|cite|quote|add|append|insert|include|copy|put|"
    r"use|treat|assume|remember|ignore|disregard|forget|tell)"
)
_WHOM = (
    r"(?:\s+(?:the|your|every|all|any)?\s*(?:readers?|users?|everybody|everyone|anyone|them|people|"
    r"person|audience))?"
)
_WHAT = r"\s*(?:that\b|the following|this\b|these words|only\b|nothing|in your|\[\d|[“\"'‘:\[])"
_TELLING = r"\b(?:tell|say|write|answer|reply|state|report|must|should)\b"
_ENGLISH = (
    # an imperative: at the start, or after a mark, "and", "now", "then", "please"
    r"(?:^\W*|[.,;:>\])”\"]\s*|\b(?:and|then|now|please|but|must|always|never|should)\s+)"
    rf"{_VERBS}{_WHOM}{_WHAT}",
    r"^\W*(?:ignore|disregard|forget|pretend|treat|assume|output|repeat)\b"
    r"(?!\s+(?:\w+\s+)?(?:is|was|are|were)\b)",
    # talk of the answer, of what was asked before, and of who writes it
    r"\b(?:previous|prior|above|earlier|preceding|these|all|your) "
    r"(?:instructions|directions|prompts?|rules)\b",
    rf"\b(?:language model|chat ?bot|ai assistant|as an ai)\b.{{0,60}}{_TELLING}",
    r"\b(?:chat ?bot|language model|the assistant)\b.{0,40}\b(?:will|must|should|shall|is to)\b",
    r"\b(?:your|the) (?:text|answer|reply|summary) with\b",
    r"\b(?:new|updated|system|further) instructions?\s*:|\boverride\s*[\]:)]",
    r"\bthe (?:right|correct|only|true|expected|final) (?:answer|reply|response)\b",
    r"\byour (?:whole |entire |final |only )?(?:answer|reply|response|output|summary)\b",
    r"\banswer (?:the|every|each|all|any) questions?\b.{0,40}\b(?:by|with|saying|that)\b",
    r"\b(?:put|cite|add|use) \[\d+\]",
    r"\bcite \[?\d",
)
_FORMATS = (  # a role, or what a machine is told in
    r"^\W*(?:system|assistant|user|developer|human|ai)\s*:",
    r"\b(?:role|prompt|content)\s*[:=]",
    r"\[/?INST\]|<</?SYS>>|<\|\w+\|>|</?\w*(?:tool_call|system|articles?|instructions?)\b",
    r"[\"'](?:role|content|arguments|tool|function)[\"']\s*:",
)
_NUMBERED = (r"^\W*\[\d{1,3}\]\W", r"\[\d{1,3}\]\W*$")  # posing as an entry of the prompt
_OTHER_LANGUAGES = (  # leave the instructions; write that …
    r"\b(?:ignorier|vergiss|vergesst|missachte)\w*\b.{0,60}\b(?:anweisung|vorgabe|instruktion)",
    r"\b(?:schreibe?|antworte|sage?|melde|gib)\b,? (?:bitte )?(?:dass|nur|folgendes)\b",
    r"\b(?:ignor|oubli)\w*\b.{0,60}\b(?:consigne|instruction|directive|r[èe]gle)",
    r"\b(?:r[ée]pond(?:s|ez)|[ée]cri(?:s|vez)|di(?:s|tes)) (?:que|seulement)\b",
    r"\b(?:ignor|olvid)\w*\b.{0,60}\b(?:instruccion|indicacion|orden|regla)",
    r"\b(?:escrib[ea]|respond[ea]|contest[ea]|di|diga) que\b",
    r"\b(?:забудь|игнориру|не обращай)\w*.{0,60}(?:указани|инструкц|правил)",
    r"\b(?:напиши|ответь|скажи|сообщи)\w*,? что\b",
    r"\b(?:ignora|dimentica)\w*\b.{0,60}\b(?:istruzion|indicazion|regol)",
    r"\b(?:esque[çc]a|ignore)\w*\b.{0,60}\b(?:instru[çc])",
    r"\b(?:negeer|vergeet)\b.{0,60}\b(?:instructie|opdracht|regel)",
    r"\b(?:zignoruj|zapomnij)\w*\b.{0,60}\b(?:polece|instrukcj)",
    r"\btalimat\w*.{0,40}\b(?:yok say|unut|görmezden)",
    r"(?:지시|명령).{0,20}(?:무시|잊)",
    r"(?:निर्देश|आदेश).{0,30}(?:अनदेखा|भूल)",
    r"(?:忽略|无视|忘记|忽視|無視).{0,30}(?:指示|指令|说明|說明|规则)",
    r"(?:请|請)(?:回答|写|寫|说|說|输出)",
    r"と(?:書い|答え|言っ|回答し)てください",
    r"(?:تجاهل|انس).{0,40}(?:التعليمات|الأوامر|الإرشادات)",
    r"(?:واكتب|اكتب|أجب|قل) (?:أن|بأن)",
)
# Of 79,237 sentences of news articles 64 look like an order: mostly "…, say that" and "remember
# that" within what somebody said. What they carry is then only partial.
_ORDER = re.compile("|".join((*_ENGLISH, *_FORMATS, *_NUMBERED, *_OTHER_LANGUAGES)), re.IGNORECASE)
# What the sentence after it is to be used for, and what the one before it was.
_BEFORE = re.compile(
    r"^\W*(?:begin|start|copy|print|repeat|quote|write|output|say|insert|paste)\b[^,]{0,40}[.!:]\W*$|"
    r"\b(?:following|next) (?:sentence|line|words?|text|paragraph|statement|phrase)\b.{0,40}"
    r"\b(?:must|should|shall|has to|is to|needs to|appear|verbatim)\b|"
    r"\b(?:print|copy|repeat|write|say|quote|include|output|add) (?:this|the following|what "
    r"follows|the next|these)\b",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^\W*(?:end|stop|finish)\b[^,]{0,40}\b(?:text|quote|output|message|summary|statement)\W*$|"
    r"^\W*(?:that|this|the above) (?:sentence|text|line|statement) (?:must|should|has to|is to)\b",
    re.IGNORECASE,
)
# Two alphabets within one word: letters that look like others, to get past a filter.
_MIXED = re.compile(r"[A-Za-z][\u0370-\u03ff\u0400-\u04ff]|[\u0370-\u03ff\u0400-\u04ff][A-Za-z]")


@lru_cache(maxsize=20_000)
def is_order(text: str) -> bool:
    """Whether ``text``, one sentence, orders something to be said rather than saying it."""
    return bool(_ORDER.search(text) or _MIXED.search(text))


def ordered(before: str, after: str) -> bool:
    """Whether what stands between these two sentences of a paragraph is what they order said."""
    told = bool(before) and (is_order(before) or bool(_BEFORE.search(before)))
    return told or bool(_AFTER.search(after))
