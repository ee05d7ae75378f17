"""The figures of a sentence as a table shows them: with what bounds them and what they count.

"more than 165 times", "three American soldiers", "$4.17", "8.5%", each as it stands there.
Deliberately no judgement which numbers count anything (`qa.evidence.figures`).
"""

from __future__ import annotations

from qa.evidence.bounds import with_bound
from qa.evidence.facts import Facts, Token, facts
from qa.evidence.figures import Figure, figures
from qa.evidence.numerals import CONSUMED

_REACH = 2  # words after a number in which what it counts stands


def tallies(text: str, language: str = "en") -> tuple[str, ...]:
    """The figures of a sentence, in its order, each once."""
    read = facts(text, language)
    found = (_tally(read, figure) for figure in figures(read) if figure.counted)
    return tuple(dict.fromkeys(found))


def _tally(read: Facts, figure: Figure) -> str:
    start, end = figure.token.start, figure.token.end
    written = with_bound(read.text, start, end)
    if figure.quantity.unit in CONSUMED:
        return written
    counted = _counted(read, figure)
    begun = read.text.index(written, max(0, start - len(written)))
    return read.text[begun : counted[-1].end] if counted else written


def _counted(read: Facts, figure: Figure) -> list[Token]:
    """The words right after a number, up to a mark, or a word that counts for nothing."""
    words: list[Token] = []
    end = figure.token.end
    after = [token for token in read.tokens if token.start >= end]
    for token in after[:_REACH]:
        apart = read.text[end : token.start].strip()
        verb = words and token.raw.endswith("ed")
        if token.kind not in {"word", "name"} or apart or verb:
            break
        words.append(token)
        end = token.end
    return words
