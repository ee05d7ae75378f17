"""What a conversation is about: a few names and noun phrases, never a clause.

"How long will the harbour bridge in Calder Bay be closed?" is about "the harbour bridge; in Calder
Bay". Each phrase keeps the "the" or the preposition before it, so that it can take the place of
"it" or "there". Deliberately not here: what a phrase is (`phrases`) and what a pronoun stands for
(`pronouns`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set

from index.words import stem
from qa.conversation.lexicon import GENERAL, TITLES
from qa.conversation.phrases import Phrase, phrase_of, phrases_in
from qa.extractive.questions import Term, read_question

# More of them and the question that is asked drowns: see `tests/benchmarks/followups.py`.
MOST_PHRASES = 4
_HEADING = frozenset("in at on near".split())  # "In Calder Bay: who is the mayor?"
_JOINING = ("of", "against", "since", "until", "during", "between")
# "I heard on the radio this morning that": of whoever asks, not of what is asked.
_HEARSAY = re.compile(
    r"\bI(?:['’]ve)?(?: just)? (?:heard|read|saw|learned|was told|think|believe)\b"
    r"[^.?!;:]*?\bthat\b",
    re.IGNORECASE,
)
# "How many cars did the Halden ferry carry?": of the ferry.
_COUNTED = re.compile(r"\bhow (?:many|much) (?!.*\bthere\b)", re.IGNORECASE)
_OWNED = re.compile(r"['’]s ")
# What is asked of anything: not a subject.
_GENERAL = frozenset(
    stem(word)
    for word in (
        *GENERAL,
        *"""become die dead death do get give go happen hurt injure kill know
    make mean own react respond say see take tell think want win wound""".split(),
    )
)
# Words that are not general ("people", "die") and that make a subject.
_SUBJECT = 2
_DEFINING = re.compile(
    r"\s*(?:who|what)(?:['’]s| is| was| are| were)\b(?! (?:the|it|not)\b)", re.IGNORECASE
)
# "What happened in Halden?", unlike "in the end".
_HAPPENED = re.compile(r"\s*what happened (?:at|in|on|to|with) (?!the\b)", re.IGNORECASE)


def about(text: str) -> tuple[Phrase, ...]:
    """What a question or sentence is about, at most ``MOST_PHRASES``; names before the others."""
    told = _HEARSAY.sub("", text)
    found = {phrase.text.lower(): phrase for phrase in reversed(list(phrases_in(told)))}
    counted = _COUNTED.search(told)
    if counted and any(name.is_name for name in found.values()):
        found = {
            t: p
            for t, p in found.items()
            if p.is_name or not told.startswith(p.text, counted.end())
        }
    return _fewest(tuple(reversed(found.values())))


def written(phrases: Iterable[Phrase]) -> str:
    """Phrases as one line, as a turn keeps them."""
    return "; ".join(map(str, phrases))


def kept(topic: str) -> tuple[Phrase, ...]:
    """The phrases of such a line."""
    return tuple(phrase_of(part) for part in topic.split("; ") if part.strip())


def subject(topic: str) -> tuple[Phrase, ...]:
    """The least of such a line that says what it is about: its first phrase, and a name."""
    phrases = kept(topic)
    first = phrases[:1]
    return first if any(p.is_name for p in first) else (*first, *_names(phrases)[:1])


def _names(phrases: Iterable[Phrase]) -> tuple[Phrase, ...]:
    return tuple(phrase for phrase in phrases if phrase.is_name)


def shown(phrases: Iterable[Phrase]) -> str:
    """Phrases as a heading for a question: "the harbour bridge in Calder Bay, Mira Solberg"."""
    text = ""
    for phrase in phrases:
        if not text:
            text = str(phrase) if phrase.placing in _HEADING else phrase.headed()
        else:
            joined = phrase.placing or phrase.before.startswith(_JOINING)
            text += f" {phrase}" if joined else f", {phrase.headed()}"
    return text


def with_new(
    phrases: Sequence[Phrase], new: Iterable[Phrase], stale: Set[str] = frozenset()
) -> tuple[Phrase, ...]:
    """With what came up since, of which only the newest is kept; what is ``stale`` goes first."""
    told = {phrase.text.lower(): phrase for phrase in phrases}
    told |= {one.text.lower(): one for one in new if one.text.lower() not in told}
    every = list(told.values())
    spare = max(0, len(every) - MOST_PHRASES)
    order = sorted(range(1, len(every)), key=lambda n: (every[n].text.casefold() not in stale, n))
    return tuple(phrase for n, phrase in enumerate(every) if n not in order[:spare])


def named_fully(phrase: Phrase, names: Iterable[Phrase]) -> Phrase:
    """One word by the first of ``names`` that says more: "the Queen" by "Queen Elizabeth II"."""
    word = phrase.text.lower()
    for name in names:
        longer = name.text.lower().split()
        ends, begins = longer[-1] == word, longer[0] == word and word in TITLES
        whole = " of " not in name.text and not _OWNED.search(name.text)
        if len(longer) > 1 and (ends or begins) and whole:
            return name if name.placing in ("in", "at") else Phrase(name.text)
    return phrase


def speaks_for_itself(question: str) -> bool:
    """Whether it has a name or two words that are not only general ones: something to look up."""
    terms = _own_terms(question)
    return any(term.is_name for term in terms) or len(terms) >= _SUBJECT


def own_words(question: str) -> frozenset[str]:
    """The stems of its words that are not asked of just anything: what an answer must speak of."""
    return frozenset(stem(term.raw.lower()) for term in _own_terms(question))


def names(question: str) -> frozenset[str]:
    """The stems of the words in it that are names or numbers."""
    return frozenset(stem(t.raw.lower()) for t in _own_terms(question) if t.is_name)


def says_little(question: str) -> bool:
    """Whether it has no name, or little but half a name, so that it may lean after all."""
    terms = _own_terms(question)
    names = sum(term.is_name for term in terms)
    if defines(question) or asks_what_happened(question):
        return False
    return not names or names == len(terms) < _SUBJECT


def defines(question: str) -> bool:
    """ "What is monkeypox?", "Who is Jane Doe?"; also "Who is next?"."""
    return _DEFINING.match(question) is not None and bool(about(question))


def asks_what_happened(question: str) -> bool:
    """ "What happened in Halden?": of nothing but that."""
    return _HAPPENED.match(question) is not None


def _own_terms(question: str) -> list[Term]:
    return [t for t in read_question(question).terms if stem(t.raw.lower()) not in _GENERAL]


def _fewest(phrases: Sequence[Phrase]) -> tuple[Phrase, ...]:
    ranked = sorted(range(len(phrases)), key=lambda n: (not phrases[n].is_name, n))
    return tuple(phrases[n] for n in sorted(ranked[:MOST_PHRASES]))
