"""How well right translations are told from wrong ones, without a model.

    python tests/benchmarks/translation.py [--misses] [--latest] [--check]

Cases of `translation.txt`: English statements with a right translation into German, French or
Spanish as an editor would write it, and a wrong one that differs from it in one thing: a number, a
name, a day, a negation, a direction, or who said or did it. "right_shown": right translations that
pass; "wrong_shown": wrong ones that do. "by rule": in each right one every number, weekday, month
and name that stands in both languages is changed, one at a time.

Each part was written before the rules were mended by the part before it, and read once with the
rules as they then were. First 81: .753 of the right and .333 of the wrong were shown; next 40: .825
and .075 (by the first rules .775 and .325); next 30: .833 and .067 (.767 and .467); last 18,
"latest", by which nothing was mended: .889 and .056 (.722 and .278). What is to be expected of
other texts is nearer to these than to the figures of the earlier parts today.

Deliberately not measured here: what a model makes of a statement.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from floors import below

from qa.translation.crossing import fault
from qa.translation.name_words import TRANSLATED

CASES = Path(__file__).with_name("translation.txt")
_LATEST = "# Latest:"  # begins the line from which on cases are


class Case(NamedTuple):
    """A statement with a right and a wrong translation."""

    language: str
    kind: str  # of the change
    original: str
    right: str
    wrong: str
    latest: bool


def cases() -> Iterator[Case]:
    """Those of the file, in its order."""
    latest = False
    for line in CASES.read_text(encoding="utf-8").splitlines():
        latest = latest or line.startswith(_LATEST)
        if not line.startswith("#"):
            language, kind, original, right, change = line.split("\t")
            old, new = change.split(" => ")
            if old not in right:
                raise ValueError(f"{old!r} is not in {right!r}")
            yield Case(language, kind, original, right, right.replace(old, new, 1), latest)


def figures(chosen: Sequence[Case]) -> dict[str, float]:
    """The shares of right and of wrong translations that pass."""
    right = [_passes(case, case.right) for case in chosen]
    wrong = [_passes(case, case.wrong) for case in chosen]
    return {"right_shown": sum(right) / len(right), "wrong_shown": sum(wrong) / len(wrong)}


def _passes(case: Case, translated: str) -> bool:
    return fault(case.original, translated, "en", case.language) is None


def by_rule(chosen: Sequence[Case]) -> Iterator[Case]:
    """Right translations with one number, day, month or name changed."""
    for case in chosen:
        for match in re.finditer(r"\w+", case.right):
            other = _other(match.group(), case)
            if other:
                wrong = case.right[: match.start()] + other + case.right[match.end() :]
                yield case._replace(kind="by rule", wrong=wrong)


def _other(word: str, case: Case) -> str | None:
    if word.isdigit():
        return word[:-1] + str((int(word[-1]) + 1) % 10)
    for names in _calendar(case.language):
        if word.lower() in names:
            at = names.index(word.lower())
            return names[(at + 1) % len(names)]
    named = re.search(rf"(?<=[a-z] ){word}\b", case.original) and word[0].isupper()
    return "Vorlund" if named and len(word) > 3 and word.lower() not in TRANSLATED else None


@cache
def _calendar(language: str) -> tuple[list[str], list[str]]:
    from babel import Locale

    locale = Locale(language)
    months, days = (each["format"]["wide"] for each in (locale.months, locale.days))
    return [m.lower() for m in months.values()], [d.lower() for d in days.values()]


def _print_misses(chosen: Sequence[Case]) -> None:
    for case in chosen:
        reason = fault(case.original, case.right, "en", case.language)
        if reason:
            print(f"right, refused ({reason}): {case.original}\n    {case.right}")
        if _passes(case, case.wrong):
            print(f"wrong, shown ({case.kind}): {case.original}\n    {case.wrong}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--misses", action="store_true", help="show them")
    parser.add_argument("--latest", action="store_true", help="of those that were written last")
    parser.add_argument("--check", action="store_true", help="exit with 1 below the floors")
    options = parser.parse_args()
    every = list(cases())
    groups = {
        "earlier": [case for case in every if not case.latest],
        "latest": [case for case in every if case.latest],
        **{lang: [case for case in every if case.language == lang] for lang in ("de", "fr", "es")},
    }
    found = {name: figures(chosen) for name, chosen in groups.items()}
    for name, shares in found.items():
        told = "  ".join(f"{measure} {share:.3f}" for measure, share in shares.items())
        print(f"{name:8} {len(groups[name]):3} of each  {told}")
    if options.misses:
        _print_misses(groups["latest" if options.latest else "earlier"])
    changed = list(by_rule(every))
    shown = sum(_passes(case, case.wrong) for case in changed) / len(changed)
    print(f"by rule  {len(changed):3} wrong     wrong_shown {shown:.3f}")
    found["by_rule"] = {"wrong_shown": shown}
    if options.misses:
        for case in changed:
            if _passes(case, case.wrong):
                print(f"wrong, shown ({case.kind}): {case.original}\n    {case.wrong}")
    failures = below(found, "translation") if options.check else []
    for failure in failures:
        print(f"below its floor: {failure}", file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
