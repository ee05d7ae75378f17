"""Figures side by side: where outlets differ, what a copy has changed, and counts that grew.

Each figure with its sentence. What differs is found in three ways: in the same words
(`qa.evidence.disagreement`), in other words (`sameness`), and in copies of one report, of which a
briefing reads only one. Deliberately not here: whether it is a dispute (`tallies`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from index.kept.briefings import Shown
from qa.answers import Citation, Dispute
from qa.briefing.confirming import Confirmer
from qa.briefing.lines import Line
from qa.briefing.sameness import Said, compare, opposed, related
from qa.briefing.survey import Survey
from qa.briefing.tallies import Side, comparable, differ, tally
from qa.evidence.disagreement import disagreements
from qa.evidence.numerals import CARDINALS

_FIGURES = 40  # lines of one story whose figures are compared: each with each
_MOST = 6
_MOST_GROWN = 2  # counts that grew
_FIGURE = re.compile(rf"\d|\b(?:{'|'.join(CARDINALS)})\b", re.IGNORECASE)

Sides = tuple[tuple[Citation, str], ...]


def disputes(
    found: Survey, shown: Sequence[Line], told: Iterable[int], confirmer: Confirmer
) -> tuple[Dispute, ...]:
    """What is put differently in the stories that are ``told``, or of the lines ``shown``."""
    every = [each for story in told for each in _in_the_same_words(found.lines[story], confirmer)]
    every += _in_other_words(found.lines, shown, confirmer)
    every += [each for line in shown if (each := _changed(line, confirmer))]
    kept: list[Dispute] = []
    for each in every:
        numbers = _numbers(each)
        again = not _news(found, each.sides) or any(numbers & _numbers(other) for other in kept)
        if len(numbers) > 1 and not again:
            kept.append(each)
    return tuple(kept[:_MOST])


def grown(found: Survey, confirmer: Confirmer) -> Sides:
    """The counts of one thing that grew, the latest first, each with its sentence."""
    counts = [count for chain in found.chains[:_MOST_GROWN] for count in chain]
    sides = ((confirmer.cited(count.line), count.words) for count in counts)
    told = tuple((cited, words) for cited, words in sides if cited)
    return told if _news(found, told) else ()


def _news(found: Survey, sides: Sides) -> bool:
    """Whether any side was not shown by the last briefing, where only news are wanted."""
    shown = found.last.shown if found.last else frozenset()
    return any(Shown(c.article_id, c.sentence, c.article.revision) not in shown for c, _ in sides)


def _numbers(dispute: Dispute) -> set[int]:
    return {cited.number for cited, _ in dispute.sides}


def _cited(sides: Iterable[tuple[Line, str]], confirmer: Confirmer) -> Sides:
    found = ((confirmer.cited(line), tally(line.text, value)) for line, value in sides)
    return tuple((cited, value) for cited, value in found if cited)


def _side(line: Line, value: str) -> Side:
    return Side(value, line.text, line.outlet, line.day)


def _in_the_same_words(story: Sequence[Line], confirmer: Confirmer) -> Iterator[Dispute]:
    there = (line for line in story if not line.parts)  # taken back: no side
    lines = [line for line in there if _FIGURE.search(line.text)][:_FIGURES]
    dates = {line.sentence.article_id: line.published for line in lines if line.published}
    for each in disagreements([line.sentence for line in lines], published=dates):
        given = [(lines[at], value) for at, value in each.values]
        if differ([_side(*side) for side in given]):
            yield Dispute(each.what, _cited(given, confirmer))


def _in_other_words(
    stories: Sequence[Sequence[Line]], shown: Iterable[Line], confirmer: Confirmer
) -> Iterator[Dispute]:
    """Lines of another outlet that count what is shown otherwise."""
    everything = [line for story in stories for line in story]
    for line in shown:
        for other in everything:
            if not related(line.keys, other.keys) or not comparable(line, other):
                continue
            values = opposed(line.said, other.said) if _answers(line, other) else None
            if values and differ([_side(line, values[0]), _side(other, values[1])]):
                sides = _cited([(line, values[0]), (other, values[1])], confirmer)
                yield Dispute(" ".join(sorted(line.keys & other.keys)), sides)


def _answers(line: Line, other: Line) -> bool:
    found = compare(line.said, other.said)
    return found.answers and "figure" in found.ways


def _changed(line: Line, confirmer: Confirmer) -> Dispute | None:
    """Where copies of the report have another figure in the sentence."""
    cited = None if line.parts else confirmer.cited(line)
    sides: list[tuple[Citation, str]] = []
    for other in confirmer.versions(cited) if cited else ():
        values = opposed(line.said, Said(other.quote, frozenset(), line.language, line.day))
        if cited and values:
            sides += [] if sides else [(cited, tally(cited.quote, values[0]))]
            sides.append((other, tally(other.quote, values[1])))
    return Dispute("", tuple(sides)) if sides else None
