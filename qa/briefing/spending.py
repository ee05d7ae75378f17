"""What a briefing may cost: an estimate before the first call, and the limit kept during the run.

Tokens and dollars are the server's own figures as far as it gives them, else the estimate, which
is on the high side. How much more than that a server counts is learnt from its first reply; until
then it may be `UNSURE` times as much, and no other call goes beside it. Deliberately no calls here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil

from index.errors import UsageError
from qa.llm import Model
from qa.messages import Usage

# What a server may count of a call before it is known how it counts. The estimate is never below
# what nine vocabularies of models count (`index.tokens`); proxies have been seen to bill three
# times as much, for instructions of their own.
UNSURE = 4.0


@dataclass(frozen=True, slots=True)
class Budget:
    """The most that may be used; None: no limit."""

    tokens: int | None = None  # in and out together
    cost: float | None = None  # US dollars

    def __bool__(self) -> bool:
        return self.tokens is not None or self.cost is not None


UNLIMITED = Budget()
NOTHING = Usage()


@dataclass(slots=True)
class Purse:
    """What is spent and what is promised of a budget."""

    model: Model
    budget: Budget = UNLIMITED
    usage: Usage = field(default_factory=Usage)
    spent: Usage = field(default_factory=Usage)  # the same, estimated where the server is silent
    promised: Usage = field(default_factory=Usage)  # of calls on their way, or sure to come
    careful: bool = False  # whether the first call goes alone, to see how the server counts
    learnt: bool = False  # whether a reply has come that shows it
    silent: bool = False  # whether one has come that does not say what it used
    factor: float = 1.0  # by which a server counts more than was estimated

    def __post_init__(self) -> None:
        if self.budget.cost is not None and self.model.price is None:
            raise UsageError(
                f"the price of {self.model.name} is not known, so --max-cost cannot be kept",
                "set its price in the configuration, or limit it with --budget TOKENS",
            )

    def promise(self, most: Usage, after: Usage = NOTHING) -> bool:
        """Set aside what a call may use at most, and what it makes later ones use besides.

        False where the budget does not have it.
        """
        if not self.affords(most, after):
            return False
        self.promised += most + after
        return True

    def affords(self, most: Usage, after: Usage = NOTHING) -> bool:
        """Whether there is so much left, however the server may count."""
        if self.unsure and not self.bears(self.promised + most + after):
            return False
        return self._within(self.spent + _times(self.promised + most + after, self.factor))

    @property
    def unsure(self) -> bool:
        """Whether it is not known yet how the server counts, and matters."""
        return self.careful and not self.learnt

    def bears(self, most: Usage) -> bool:
        """Whether there is enough for one call of which nobody knows how it is counted."""
        return self._within(self.spent + _times(most, UNSURE))

    def remarks(self) -> Iterator[str]:
        """By how much the limit was passed, if it was, or that nobody knows."""
        over = list(self._over())
        if over:
            yield (
                f"the limit was passed by {' and '.join(over)}: the server counts up to"
                f" {self.factor:.1f} times what was estimated"
            )
        if self.careful and self.silent:
            tokens = (self.spent.tokens_in or 0) + (self.spent.tokens_out or 0)
            yield (
                "the server does not say what it counts: the limit was kept by an estimate, of"
                f" {tokens:,} tokens"
            )

    def _over(self) -> Iterator[str]:
        tokens = (self.usage.tokens_in or 0) + (self.usage.tokens_out or 0)
        if self.budget.tokens is not None and tokens > self.budget.tokens:
            yield f"{tokens - self.budget.tokens:,} tokens"
        cost = self.model.cost(self.usage)
        if self.budget.cost is not None and cost is not None and cost > self.budget.cost:
            yield f"${cost - self.budget.cost:.4f}"

    def settle(self, most: Usage, used: Usage | None) -> None:
        """A call has ended for which ``most`` was promised; None: what it used is not known.

        A server may charge for a call that failed, so that counts as all it could have used.
        """
        self.promised = _less(self.promised, most)
        self.usage += used or Usage()
        self.learnt = self.learnt or used is not None
        if used is None or used.tokens_in is None or used.tokens_out is None:
            self.spent += most
            self.silent = self.silent or used is not None
            return
        self.spent += used
        for counted, most_ in (
            (used.tokens_in, most.tokens_in),
            (used.tokens_out, most.tokens_out),
        ):
            self.factor = max(self.factor, counted / (most_ or 1))

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


@dataclass(slots=True)
class Meter:
    """Promises and settles what the calls of one round may use, each try by itself."""

    purse: Purse
    most: Sequence[Usage]  # of each call
    after: Usage = field(default_factory=Usage)  # what a call makes later ones cost besides
    begun: set[int] = field(default_factory=set)
    _open: set[int] = field(default_factory=set)

    def allows(self, at: int) -> bool:
        """Whether there is enough for a call, or for one more try of a call that failed."""
        if self.purse.unsure and self._open:
            return False
        more = self.after if at not in self.begun else Usage()
        if not self.purse.promise(self.most[at], more):
            return False
        self.begun.add(at)
        self._open.add(at)
        return True

    def ended(self, at: int, used: Usage | None) -> None:
        """A try has ended; None: what it used is not known."""
        if at in self._open:
            self._open.discard(at)
            self.purse.settle(self.most[at], used)
        elif used is not None:  # from the cache
            self.purse.note(used)


def _times(usage: Usage, factor: float) -> Usage:
    """Counted so many times, rounded up."""
    return Usage(ceil((usage.tokens_in or 0) * factor), ceil((usage.tokens_out or 0) * factor))


def _less(one: Usage, other: Usage) -> Usage:
    return Usage(
        (one.tokens_in or 0) - (other.tokens_in or 0),
        (one.tokens_out or 0) - (other.tokens_out or 0),
    )
