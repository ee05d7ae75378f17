"""What a briefing of news takes for known: pairs of a line that was told and a later one.

    python tests/benchmarks/known.py [--all] [--show] [--check]

Of `known.txt` every second pair of a kind is looked at while rules are made, the others only with
``--all``. Repetitions in other words that are told again are a nuisance; new claims that are taken
for known are a fault. ``--check`` compares with floors.json.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from floors import below

from qa.briefing.known import is_known
from qa.briefing.salience import content
from qa.briefing.sameness import Said, compare

PAIRS = Path(__file__).with_name("known.txt")
DAY = date(2024, 6, 4)  # a Tuesday


class Pair(NamedTuple):
    """A line that was told, and one that came later."""

    is_new: bool
    told: Said
    line: Said


def pairs() -> Iterator[tuple[bool, Pair]]:
    """Each with whether it is held out."""
    seen = {"same": 0, "new": 0}
    for row in PAIRS.read_text(encoding="utf-8").splitlines():
        if row and not row.startswith("#"):
            kind, days, told, line = (each.strip() for each in row.split(" | "))
            seen[kind] += 1
            both = said(told, DAY), said(line, DAY + timedelta(days=int(days)))
            yield seen[kind] % 2 == 0, Pair(kind == "new", *both)


def said(text: str, day: date) -> Said:
    """As a briefing has it."""
    return Said(text, frozenset(content(text, "en")), "en", day)


def measured(chosen: list[Pair], show: bool) -> dict[str, float]:
    """Shares of new lines that are taken for known, and of repetitions that are."""
    missed = [p for p in chosen if p.is_new and is_known(p.line, p.told)]
    again = [p for p in chosen if not p.is_new and not is_known(p.line, p.told)]
    loosely = [p for p in chosen if p.is_new and compare(p.line, p.told).repeats]
    count = sum(p.is_new for p in chosen)
    repeated = [p for p in chosen if not p.is_new and compare(p.line, p.told).repeats]
    for name, found in (("missed", missed), ("told again", again)) if show else ():
        for pair in found:
            print(f"{name}: {pair.told.text} / {pair.line.text}")
    return {
        "new": count,
        "new_missed": len(missed) / count,
        "new_missed_by_likeness": len(loosely) / count,
        "same": len(chosen) - count,
        "same_known": 1 - len(again) / (len(chosen) - count),
        "same_known_by_likeness": len(repeated) / (len(chosen) - count),
    }


def main() -> int:
    """Measure, print, and check where asked to."""
    parser = argparse.ArgumentParser(description="What is known already.")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    every = list(pairs())
    figures = {"seen": measured([p for held, p in every if not held], given.show)}
    if given.all or given.check:
        figures["held"] = measured([p for held, p in every if held], given.show and given.all)
    for name, told in figures.items():
        print(name, {key: round(value, 3) for key, value in told.items()})
    failures = below(figures, "known") if given.check else []
    print("\n".join(failures), file=sys.stderr, end="\n" if failures else "")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
