"""What a briefing may cost: an estimate before the first call, and the limit kept during the run.

Tokens and dollars are the server's own figures as far as it gives them, else the estimate, which
is on the high side. Deliberately no calls here.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from index.errors import UsageError
from qa.llm import Model, Usage


@dataclass(frozen=True, slots=True)
class Budget:
    """The most that may be used; None: no limit."""

    tokens: int | None = None  # in and out together
    cost: float | None = None  # US dollars

    def __bool__(self) -> bool:
        return self.tokens is not None or self.cost is not None


UNLIMITED = Budget()


@dataclass(slots=True)
class Purse:
    """What is spent and what is promised of a budget."""

    model: Model
    budget: Budget = UNLIMITED
    usage: Usage = field(default_factory=Usage)
    spent: Usage = field(default_factory=Usage)  # the same, estimated where the server is silent
    promised: Usage = field(default_factory=Usage)  # of calls on their way, or sure to come

    def __post_init__(self) -> None:
        if self.budget.cost is not None and self.model.price is None:
            raise UsageError(
                f"the price of {self.model.name} is not known, so --max-cost cannot be kept",
                "set its price in the configuration, or limit it with --budget TOKENS",
            )

    def promise(self, most: Usage) -> bool:
        """Set aside what a call may use at most; False where the budget does not have it."""
        if not self.affords(most):
            return False
        self.promised += most
        return True

    def affords(self, most: Usage) -> bool:
        """Whether there is so much left."""
        return self._within(self.spent + self.promised + most)

    def settle(self, most: Usage, used: Usage | None) -> None:
        """A call has ended for which ``most`` was promised; None: it failed, or was not made."""
        self.promised = _less(self.promised, most)
        if used is not None:
            known = used.tokens_in is not None and used.tokens_out is not None
            self.usage += used
            self.spent += used if known else most

    def release(self) -> None:
        """No call is on its way, and nothing promised any more."""
        self.promised = Usage()

    def note(self, used: Usage) -> None:
        """Something for which nothing was promised, such as a reply from the cache."""
        self.usage += used

    def _within(self, usage: Usage) -> bool:
        tokens = (usage.tokens_in or 0) + (usage.tokens_out or 0)
        if self.budget.tokens is not None and tokens > self.budget.tokens:
            return False
        cost = self.model.cost(usage)
        return self.budget.cost is None or cost is None or cost <= self.budget.cost


def _less(one: Usage, other: Usage) -> Usage:
    return Usage(
        (one.tokens_in or 0) - (other.tokens_in or 0),
        (one.tokens_out or 0) - (other.tokens_out or 0),
    )
