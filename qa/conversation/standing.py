"""Whether a question is asked with what was said before it or as typed: as the articles cover it.

Deliberately no look at the wording but for what may be either (`leaning`, `topic`), and no search
of its own: what looks a question up is given.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from index.words import iter_words
from qa.answering.asking import Asked
from qa.conversation.earlier import OTHERS, Earlier, Rewritten
from qa.conversation.filling import filled
from qa.conversation.followups import alone, without_lead_in
from qa.conversation.leaning import may_stand_alone
from qa.conversation.others import by_others
from qa.conversation.topic import names, own_words, says_little, subject, written
from qa.extractive import ANSWERABLE
from qa.extractive.choosing import Scored

# Share of the subject's words that must stand in or beside that sentence.
_BESIDE = 0.5

Look = Callable[[Rewritten], Asked]


def settled(
    question: str, rewritten: Rewritten, earlier: Earlier, look: Look
) -> tuple[Rewritten, Asked]:
    """How ``question`` is asked, and what was found for it: one search more at the most."""
    asked = look(rewritten)
    if rewritten.by == OTHERS:
        return by_others(rewritten, asked, earlier, look)
    if rewritten.text == question:
        return _with_subject(question, earlier, look) or (rewritten, asked)
    if rewritten.typed == "instead":
        typed = alone(without_lead_in(question))
        as_typed = look(typed)
        if _stands(typed.text, asked, as_typed) and not _together(asked, question):
            return typed, as_typed
    return rewritten, asked if rewritten.typed == "never" else _answering(asked, question)


def _stands(question: str, together: Asked, alone: Asked) -> bool:
    """Whether it is answered as typed, or is whole and nothing is gained by what came before it."""
    if together.choice.answerable >= ANSWERABLE:
        return alone.choice.answerable >= ANSWERABLE
    return alone.choice.answerable >= together.choice.answerable or may_stand_alone(question)


def _with_subject(question: str, earlier: Earlier, look: Look) -> tuple[Rewritten, Asked] | None:
    """A question of few words with the subject before it, where the articles have both together."""
    named = own_words(question) & own_words(earlier.topic)
    if not earlier.topic or named or not says_little(question):
        return None
    rewritten = filled(question, replace(earlier, topic=written(subject(earlier.topic))))
    asked = look(rewritten)
    whole = replace(rewritten, topic=filled(question, earlier).topic)
    return (whole, asked) if _together(asked, question) else None


def _together(asked: Asked, question: str) -> bool:
    """Whether the articles speak of ``question`` and of the subject put to it in one place.

    Of 350 pairs of short questions that have nothing to do with each other, asked of the large
    index of `tests/benchmarks/followups.py`, 4 are taken for follow-ups, with a margin in how far
    they are covered instead of a look at the place 23.
    """
    if asked.choice.answerable < ANSWERABLE:
        return False
    put = own_words(asked.question) - own_words(question)
    own, named = own_words(without_lead_in(question)), names(question)
    return any(
        len(put & near) >= _BESIDE * len(put) and (not own or own & near) and named <= near
        for near in map(_beside, asked.choice.sentences)
    )


def _answering(asked: Asked, question: str) -> Asked:
    """As it is; with nothing said where no passage that is cited has an own word of the question.

    With the sentences alone 1 to 4 % of the follow-ups of `tests/benchmarks/followups.py` are
    refused though their stand-alone question is answered.
    """
    own = own_words(without_lead_in(question))
    if not own or any(own & _around(one) for one in asked.choice.sentences):
        return asked
    lacking = tuple(word.raw for word in iter_words(question) if word.key in own)
    choice = replace(asked.choice, answerable=0.0, uncovered=lacking)
    return replace(asked, choice=choice)


def _around(one: Scored) -> set[str]:
    return {word.key for sentence in one.passage.sentences for word in iter_words(sentence.text)}


def _beside(one: Scored) -> set[str]:
    """The words of a sentence, of those before and after it, and of the headline."""
    at = one.sentence.ordinal
    near = [s.text for s in one.passage.sentences if abs(s.ordinal - at) <= 1]
    return {word.key for text in (one.passage.article.title, *near) for word in iter_words(text)}
