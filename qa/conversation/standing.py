"""Whether a question is asked with what was said before it or as typed: as the articles cover it.

Deliberately no look at the wording but for what may be either (`leaning`, `topic`), and no search
of its own: what looks a question up is given.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from index.words import iter_words
from qa.answering.asking import Asked, consider
from qa.conversation.followups import OTHERS, Earlier, Rewritten, alone, filled, without_lead_in
from qa.conversation.topic import kept, own_words, says_little, written
from qa.extractive import ANSWERABLE
from qa.extractive.choosing import Scored

# How much better the articles must cover a question as typed than with what was said before. In
# `tests/benchmarks/followups.py` the hits are the same where only a rewriting that finds nothing is
# given up, but of the "chained" cases .662 and not .669 are answered from the right sentence.
_BETTER = 0.15
# The same for a question of few words ("who fired the gun?"), which finds them anywhere: there the
# articles cover it by .15 better alone than with the film, by .44 and more than with another story.
_BETTER_OF_FEW = 0.25
# How far a question that has no sign of leaning must be covered together with the subject.
_TOGETHER = 0.9
# Share of the own words of a question that another outlet's sentence must have to be on it.
_ON_IT = 0.6

Look = Callable[[Rewritten], Asked]


def settled(
    question: str, rewritten: Rewritten, earlier: Earlier, look: Look
) -> tuple[Rewritten, Asked]:
    """How ``question`` is asked, and what was found for it: one search more at the most.

    Nothing that a person did not type may be why there is no answer: what was found for both
    together is then held against what was typed.
    """
    asked = look(rewritten)
    if rewritten.by == OTHERS:
        return rewritten, _on_it(asked, earlier.detail or earlier.last)
    if rewritten.text == question:
        return _with_subject(question, earlier, look) or (rewritten, asked)
    answering = asked if rewritten.typed == "never" else _answering(asked, question)
    found = answering if rewritten.typed == "new" else asked
    enough = found.choice.answerable >= ANSWERABLE
    if rewritten.typed in ("instead", "new"):
        typed = alone(without_lead_in(question))
        as_typed = look(typed)
        better = _BETTER_OF_FEW if says_little(question) else _BETTER
        least = asked.choice.answerable + better if enough else ANSWERABLE
        if as_typed.choice.answerable >= least:
            return typed, as_typed
    if not enough and rewritten.typed != "never":
        by_typed = consider(asked.articles, question, asked.passages, limited=asked.limited)
        answering = _answering(replace(asked, choice=by_typed.choice), question)
    return rewritten, answering


def _with_subject(question: str, earlier: Earlier, look: Look) -> tuple[Rewritten, Asked] | None:
    """A question of few words with the subject before it, where the articles have both together."""
    named = own_words(question) & own_words(earlier.topic)
    if not earlier.topic or named or not says_little(question):
        return None
    rewritten = filled(question, replace(earlier, topic=written(kept(earlier.topic)[:1])))
    asked = look(rewritten)
    return (rewritten, asked) if asked.choice.answerable >= _TOGETHER else None


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


def _on_it(asked: Asked, question: str) -> Asked:
    """Only sentences that have most own words of what was asked last; no passages without them."""
    own = own_words(question)
    kept = [s for s in asked.choice.sentences if len(own & _keys(s)) >= _ON_IT * len(own)]
    if kept:
        return replace(asked, choice=replace(asked.choice, sentences=tuple(kept)))
    return replace(asked, passages=(), choice=replace(asked.choice, answerable=0.0))


def _keys(one: Scored) -> set[str]:
    return {word.key for word in iter_words(one.sentence.text)}


def _around(one: Scored) -> set[str]:
    return {word.key for sentence in one.passage.sentences for word in iter_words(sentence.text)}
