"""Whether a statement joins its sentence's words as the sentence does: who did what to whom.

All words of "eleven died in the vaccine group" may stand in a sentence that says so of another
group. Deliberately no parsing: what is compared is the order of the words, which of them stand
beside which, and in which part of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from qa.evidence.alignment import NEGATIVE, Alignment, Gap
from qa.evidence.facts import Facts, Token

_PART = re.compile(
    r"[;:]\s|\s[-–—]+\s|,\s+(?:and|but|while|whereas|although|though|after|because|when|before|"
    r"compared)\b|，|；"
)
_BEING = frozenset(
    "is are was were be been being gets got isn't aren't wasn't weren't won't".split()
)
_MEASURES = frozenset({"by", "to", "from"})  # before a figure: of a change, its end, its start
# Words that make of the next one something else; so one that is dropped is missed.
_TURNING = frozenset(
    "former ex alleged would-be vice deputy acting fake mock potential suspected half proposed "
    "so-called false failed attempted honorary planned assistant only".split()
)
_PREPOSITIONS = frozenset(
    "in on at by after before during since under between over for with among from until by".split()
)
_AUXILIARIES = frozenset("is are was were has have had will would can could may might".split())
_FRONT = 8  # words: more is a clause
_SILENT = frozenset({"stop", "negation"})


def loose(stated: Facts, found: Facts, alignment: Alignment) -> bool:
    """Whether the sentence's words are not joined as the statement joins them."""
    ours, theirs = _content(stated), _content(found)
    places = {t.key: n for n, t in enumerate(found.tokens)}
    fronted = _fronted(stated) | _fronted(found)
    moved = [
        n
        for n in ours
        if n not in alignment.matched
        and stated.tokens[n].key in places
        and stated.tokens[n].key not in fronted
    ]
    return (
        _reversed(stated, found, ours, theirs)
        or _torn(stated, found, ours, theirs, moved)
        or (bool(moved) and _across(stated, found, moved))
        or any(_beheaded(gap, found) for gap in alignment.gaps)
        or _other_voice(stated, found, alignment.matched)
        or _other_measure(stated, found, alignment.matched)
        or _turned(stated, found, alignment.matched)
    )


def _fronted(facts: Facts) -> frozenset[str]:
    """What stands before the first comma: "In September," may as well stand at the end."""
    comma = facts.text.find(", ")
    front = [t for t in facts.tokens if t.start < comma]
    if not front or len(front) > _FRONT or front[0].raw.lower() not in _PREPOSITIONS:
        return frozenset()
    return frozenset(t.key for t in front)


def _content(facts: Facts) -> list[int]:
    return [n for n, t in enumerate(facts.tokens) if t.kind not in _SILENT]


def _once(facts: Facts, places: Sequence[int]) -> dict[str, int]:
    """Where each key stands that stands there once."""
    keys = [facts.tokens[n].key for n in places]
    return {k: n for k, n in zip(keys, places, strict=True) if keys.count(k) == 1}


def _reversed(stated: Facts, found: Facts, ours: list[int], theirs: list[int]) -> bool:
    """Three words in the opposite order: A did B to C, C did B to A; a passive turns them too."""
    mine = {
        k: n for k, n in _once(stated, ours).items() if stated.tokens[n].kind in {"word", "name"}
    }
    other = _once(found, theirs)
    order = [other[key] for key in sorted(mine, key=mine.__getitem__) if key in other]
    longest: list[int] = []
    for n, place in enumerate(order):
        longest.append(1 + max((longest[m] for m in range(n) if order[m] > place), default=0))
    return max(longest, default=0) > 2 and _by(stated) == _by(found)


def _by(facts: Facts) -> bool:
    return any(t.raw.lower() == "by" for t in facts.tokens)


def _torn(
    stated: Facts, found: Facts, ours: list[int], theirs: list[int], moved: Sequence[int]
) -> bool:
    """A word that stands elsewhere in the sentence, and there beside none of the same words."""
    here, there = _beside(stated, ours), _beside(found, theirs)
    turned = _by(stated) != _by(found)
    for n in moved:
        key = stated.tokens[n].key
        kept = here[key] & there.get(key, set())
        if not kept and not (turned and _either(here[key]) & _either(there.get(key, set()))):
            return True
    return False


def _either(beside: AbstractSet[tuple[int, str]]) -> set[str]:
    return {key for _, key in beside}


def _beside(facts: Facts, places: Sequence[int]) -> dict[str, set[tuple[int, str]]]:
    """Of each content word: the ones before (-1) and after it (1)."""
    beside: dict[str, set[tuple[int, str]]] = {}
    keys = [facts.tokens[n].key for n in places]
    for n, key in enumerate(keys):
        around = beside.setdefault(key, set())
        around.update((-1, each) for each in keys[max(0, n - 1) : n])
        around.update((1, each) for each in keys[n + 1 : n + 2])
    return beside


def _across(stated: Facts, found: Facts, moved: Sequence[int]) -> bool:
    """A part of the statement made of words that several parts of the sentence have."""
    parts = [{t.key for t in part} for part in _parts(found)]
    for part in _parts(stated):
        if not any(stated.tokens[n] in part for n in moved):
            continue
        keys = {t.key for t in part} & set[str]().union(*parts)
        if not any(keys <= each for each in parts):
            return True
    return False


def _parts(facts: Facts) -> Iterator[list[Token]]:
    ends = [m.start() for m in _PART.finditer(facts.text)] + [len(facts.text)]
    start = 0
    for end in ends:
        yield [t for t in facts.tokens if start <= t.start < end and t.kind not in _SILENT]
        start = end


def _beheaded(gap: Gap, found: Facts) -> bool:
    """What is left out begins within one phrase and ends within another: "to the … the Islamic".

    So where it has a word that joins, and its commas do not close again.
    """
    if gap.stated or gap.side != "inner" or not gap.found:
        return False
    first, last = gap.found[0], gap.found[-1]
    if _set_off(found.text, first.start, last.end):
        return False
    between = found.text[first.start : last.end]
    if ";" in between or between.count(",") % 2:
        return True
    before = next((t for t in reversed(found.tokens) if t.end <= first.start), None)
    opens = before is not None and before.kind == "stop" and before.raw.lower() not in _BEING
    content = any(t.kind != "stop" for t in gap.found)
    return bool(opens and content and first.kind != "stop" and _joins(gap.found))


def _set_off(text: str, start: int, end: int) -> bool:
    """Whether a piece stands between commas, or is an adjunct before the verb."""
    before, after = text[:start].rstrip(), text[end:].lstrip()
    if before.endswith((",", "(", "–", "—", "-")) and after.startswith((",", ")", "–", "—", "-")):
        return True
    front = text[start:end].split(maxsplit=1)[0].lower() in _PREPOSITIONS
    following = after.split(maxsplit=1)[0].lower() if after else ""
    return front and following in _AUXILIARIES


def _joins(tokens: Sequence[Token]) -> bool:
    return any(t.kind == "stop" for t in tokens) or any(
        t.raw.endswith("ing") and t.kind == "word" for t in tokens
    )


def _other_voice(stated: Facts, found: Facts, matched: Mapping[int, int]) -> bool:
    """The same word before the same verb, once doing and once done to."""
    for i, j in matched.items():
        if stated.tokens[i].kind != "word" or not found.tokens[j].raw.endswith(
            ("ed", "en", "t", "d")
        ):
            continue
        ours, theirs = _before(stated.tokens, i), _before(found.tokens, j)
        if _next(stated, i) == _next(found, j) == "by":
            continue
        if ours[0] != theirs[0] and ours[1] and ours[1] == theirs[1]:
            return True
    return False


def _next(facts: Facts, at: int) -> str:
    return facts.tokens[at + 1].raw.lower() if at + 1 < len(facts.tokens) else ""


def _before(tokens: Sequence[Token], at: int) -> tuple[bool, str]:
    """Whether a form of "be" stands right before a word, and the content word before that."""
    being, at = False, at - 1
    while at >= 0 and tokens[at].kind in _SILENT:
        being = being or tokens[at].raw.lower().replace("’", "'") in _BEING
        at -= 1
    return being, tokens[at].key if at >= 0 else ""


def _other_measure(stated: Facts, found: Facts, matched: Mapping[int, int]) -> bool:
    for i, j in matched.items():
        if stated.tokens[i].kind == "number" and i and j:
            one, other = stated.tokens[i - 1].raw.lower(), found.tokens[j - 1].raw.lower()
            if one != other and {one, other} <= _MEASURES:
                return True
    return False


def _turned(stated: Facts, found: Facts, matched: Mapping[int, int]) -> bool:
    """ "The third most expensive" without its "third", "former mayor" without its "former"."""
    taken: AbstractSet[int] = set(matched.values())
    said = {t.key for t in stated.tokens}
    for n, token in enumerate(found.tokens[:-1]):
        if n in taken or n + 1 not in taken or token.key in said:
            continue
        rank = token.quantity is not None and token.quantity.ordinal
        superlative = found.tokens[n + 1].raw.lower()
        if token.raw.lower() in _TURNING or token.key in NEGATIVE:
            return True
        if rank and (superlative == "most" or superlative.endswith("est")):
            return True
    return False
