"""The language that a model is asked to answer in: the question's (`prompts/answer.md`).

Deliberately no detector where a word or two will do: loading one takes half a second.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from index.articles import Article
from index.reading.language import detect_language
from index.words import STOPWORDS, iter_words

# Function words of English that are none of a neighbour's: "was", "in" and "die" prove nothing.
_ENGLISH = STOPWORDS - frozenset(
    "a all am an any as at be by do down for has he her here i if in is me more my no on or over "
    "so to under up us was we will".split()
)


def reply_language(question: str, articles: Iterable[Article]) -> str | None:
    """The language (BCP 47) of a reply to ``question``, None where nothing tells.

    Where the question is too short to tell, it is that of most ``articles``.
    """
    if is_english(question):
        return "en"
    return detect_language(question) or _commonest(articles)


def is_english(question: str) -> bool:
    """Whether it has a function word that is English and none of a neighbour's."""
    return any(word.raw.lower() in _ENGLISH for word in iter_words(question))


def _commonest(articles: Iterable[Article]) -> str | None:
    known = Counter(article.language for article in articles if article.language)
    return max(known, key=known.__getitem__, default=None)
