"""A follow-up made to stand alone by a language model, and checked before it is used.

What the model adds must come from the conversation: a name or number from elsewhere, another
language, an answer or a lecture instead of a question, and the rules of `followups` are taken.
Deliberately no judgement of whether the question is the right one: it is shown, and the person
who asked sees what was made of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from index.articles import Article
from index.errors import ServiceError
from index.reading.cleaning import clean_line
from index.words import iter_words
from prompts import render
from qa.answering.asking import History
from qa.conversation.leaning import leans
from qa.extractive.questions import read_question
from qa.llm import Model
from qa.messages import Usage
from qa.prompting import harmless

_ASKS = re.compile(
    r"^(?:(?:and|but|so|in|at|on|for|to|by|from|with|of|until|since)\s+)?(?:who|whom|whose|what"
    r"|which|where|when|why|how|is|are|was|were|do|does|did|has|have|had|will|would|can|could"
    r"|should|may|might|tell|list|name|give|describe|explain|summari[sz]e|compare|show)\b",
    re.IGNORECASE,
)
_MARK = ("?", "？", "؟", ";")  # of a question: also in Chinese, Arabic, Greek
_INTERROGATIVES = frozenset("who whom whose what which where when why how many much".split())

_NOT = re.compile(r"\b(?:not|never|no|nobody|none)\b|n[’']t\b", re.IGNORECASE)
_TOKENS = 200  # of a reply: a question of forty words takes 60; the rest is room to reason
_LONGEST = 400  # characters
_MARKS = " \t\"“”'`*_"
# "Sure! Here is the question:", on the line of the question or above it.
_PREAMBLE = re.compile(
    r"^(?:[^:?？]*\b)?(?:question|rewritten|rephrased|standalone|stand-alone)\b[^:?？]*:\s*",
    re.IGNORECASE,
)
# "Sure. How many were hurt?", unlike "Did the U.S. base open?".
_SEVERAL = re.compile(rf"[!?？]['\"”’]?\s+\S|\w\.\s+(?={_ASKS.pattern[1:]})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Condensed:
    """What a model made of a question; ``text`` is None where that cannot be used."""

    text: str | None
    usage: Usage = field(default_factory=Usage)
    note: str = ""  # why it cannot be used


def condense(question: str, history: History, told: str, model: Model) -> Condensed:
    """Ask ``model`` for ``question`` as one that stands alone.

    ``told`` is all that the conversation has said, whose names and numbers may be used.
    """
    conversation = "\n".join(
        f"{'Question' if m.role == 'user' else 'Answer'}: {harmless(m.content)}"
        for m in history.messages
    )
    content = render("condense", conversation=conversation, question=clean_line(question))
    try:
        reply = _ask(content, model, history.articles)
    except ServiceError as error:
        return Condensed(None, note=error.message)
    text, usage = reply
    fault = _fault(text, question, told)
    return Condensed(None if fault else text, usage, fault)


def _ask(content: str, model: Model, quoting: Iterable[Article]) -> tuple[str, Usage]:
    from qa.messages import Message

    messages = (Message("user", content),)
    reply = model.complete(messages, max_tokens=_TOKENS, quoting=list(quoting))
    lines = (_PREAMBLE.sub("", clean_line(line)) for line in reply.text.splitlines())
    written = [line for line in (line.strip(_MARKS) for line in lines) if line]
    return written[0] if len(written) == 1 else "", reply.usage


def _fault(text: str, question: str, told: str) -> str:
    """What is wrong with a rewriting; "" for nothing."""
    if not text or len(text) > _LONGEST or not any(map(str.isalnum, text)):
        return "the model's reply was not one question"
    half_quoted = text.count('"') % 2 or text.count("“") != text.count("”")
    if half_quoted or len(_SEVERAL.findall(text)) > len(_SEVERAL.findall(question)):
        return "the model's reply was not one question"
    if _bare(text) == _bare(question):
        return "the model left the question as it was"
    if len(_NOT.findall(text)) != len(_NOT.findall(question)):
        return "the model added a negation, or left one out"
    if not (text.endswith(_MARK) or _ASKS.match(text)):
        return "the model answered instead of asking"
    read = read_question(text)
    known = {word.key for word in iter_words(f"{told} {question}")}
    places = {word.start: word.key for word in iter_words(text)}
    keys = list(places.values())
    invented = [t.raw for t in read.terms if t.is_name and keys[t.place] not in known]
    if invented:
        return f"the model brought up what was not spoken of: {', '.join(invented)}"
    if leans(text):
        return "the model left in what only the conversation explains"
    asked = read_question(question).terms
    if asked and not _own(question) & _own(text):
        return "the model asked something else"
    return ""


def _bare(text: str) -> list[str]:
    return [word.raw.casefold() for word in iter_words(text)]


def _own(question: str) -> set[str]:
    """What a question asks with and about: its words but for those that every sentence has."""
    places = {term.place for term in read_question(question).terms}
    words = enumerate(iter_words(question))
    return {w.key for at, w in words if at in places or w.raw.lower() in _INTERROGATIVES}
