"""What a sentence offers as the answer: names, numbers or dates, and what each of them counts.

Only what the question does not say itself is offered. An offer counts more the rarer it is, and
the more the word that tells its kind is like the question's word for what it wants, by static
vectors: "Neptune" for which planet, the "minutes" of 187 for how many minutes. Deliberately no
list of people, places or planets, and no judgement of the sentence (`candidates`).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from qa.extractive.kinds import Wanted
from qa.extractive.meaning import Meaning
from qa.extractive.questions import Question
from qa.extractive.readings import FORMED, Kind, Reading

Weigh = Callable[[str], float]  # a word in lower case → its weight, higher the rarer it is
Answers = Mapping[str, float]  # the keys of what may be the answer → what each counts

# A reason is a clause, which no name or figure gives away.
_OFFERED: dict[Wanted, Kind | None] = {
    "number": "number", "money": "number", "percentage": "number", "date": "date", "reason": None,
}  # fmt: skip
# An offer of just the kind asked for counts e ** 4 times one of another kind. In a trial on the
# questions that `choosing` was tuned on, before `_COUNTED`, the answer stood in the first sentence
# of .498 with it, of .476 with 2, of .489 with 6, of .453 with 0.
_FITTING = 4.0
_RARITY = 0.5  # power; in the same trial .474 with 0: names that stand everywhere win
# No number fits better: what is counted has other words, too ("ten people", "nineteen children"),
# where a name is hardly ever as like its kind. Costs .009 of that, and short questions gain by it.
_COUNTED = 0.5


class Offering:
    """One question's view of sentences."""

    def __init__(self, question: Question, meaning: Meaning, weigh: Weigh) -> None:
        """``meaning`` has learned the words of the sentences."""
        self._question = question
        self._meaning = meaning
        self._weigh = weigh
        self._kind = _OFFERED.get(question.wanted, "name")
        self.wants_figure = self._kind in ("number", "date")

    def answers(self, reading: Reading, language: str) -> Answers:
        """What a sentence in ``language`` (BCP 47) offers; nothing where it has not the form."""
        if self._question.wanted in FORMED and self._question.wanted not in reading.forms:
            return {}
        asked = self._question.keys(language)
        found: dict[str, float] = {}
        for offer in reading.offers:
            if offer.kind == self._kind and offer.key not in asked:
                fits = min(self._meaning.fit(offer.told), 1.0 if self._kind == "name" else _COUNTED)
                counts = self._weigh(offer.raw) ** _RARITY * math.exp(_FITTING * fits)
                found[offer.key] = max(found.get(offer.key, 0.0), counts)
        return found
