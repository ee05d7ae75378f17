"""How tantivy cuts a text into terms, by language. Used by `lexical` and `rescoring`.

Deliberately not `index.words`: that one keeps each word's place for comparing sentences, this
one only has to be fast and the same for texts and questions.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

_STEMMERS = {
    "ar": "arabic", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "fi": "finnish", "fr": "french", "hu": "hungarian", "it": "italian",
    "nl": "dutch", "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sv": "swedish", "ta": "tamil", "tr": "turkish",
}  # fmt: skip
_SAME = {"nb": "no", "nn": "no"}

# Written with combining marks, which tantivy's simple tokenizer takes for the end of a word; its
# regular expression does not, at 11,000 chunks a second instead of 18,000.
_MARKED = frozenset({"ar", "ta"})

_ANY = "words_any"  # the field of texts whose language is unknown or has no stemmer
FIELDS = (*(f"words_{code}" for code in _STEMMERS), _ANY)

# Scripts written without spaces, or (Korean) with endings that no stemmer here takes off: kana,
# CJK ideographs, Hangul, Thai, Lao, Myanmar, Khmer.
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    r"\uac00-\ud7af\uf900-\ufaff\U00020000-\U000323af]+"
)
_DOT_LETTER_DOT = re.compile(r"\.[A-Za-z]\.")  # found at C speed: most texts have none
_DOTTED = re.compile(r"\b[A-Za-z]\.(?:[A-Za-z]\.)+")


def field_of(language: str | None) -> str:
    """The field that texts of this language (BCP 47) are indexed in."""
    code = (language or "").replace("_", "-").split("-")[0].lower()
    code = _SAME.get(code, code)
    return f"words_{code}" if code in _STEMMERS else _ANY


def is_unspaced(text: str) -> bool:
    """Whether some of ``text`` is in a script that is indexed by pairs of characters."""
    return not text.isascii() and _UNSPACED.search(text) is not None


def plain(text: str) -> str:
    """``text`` as it is handed to an analyzer: U.S. as US, unspaced scripts as pairs.

    中国人 becomes 中国 国人: pairs of characters are how such scripts are searched without a
    dictionary. A single character stands for itself.
    """
    if _DOT_LETTER_DOT.search(text):
        text = _DOTTED.sub(_undotted, text)
    return text if text.isascii() else _UNSPACED.sub(_pairs, text)


def _undotted(found: re.Match[str]) -> str:
    return found.group().replace(".", "") + " "


def _pairs(found: re.Match[str]) -> str:
    run = found.group()
    pairs = [run[i : i + 2] for i in range(len(run) - 1)] or [run]
    return f" {' '.join(pairs)} "


@cache
def analyzers() -> dict[str, Any]:
    """tantivy's analyzer for each field, under the field's name."""
    built = {f"words_{code}": _analyzer(name, code) for code, name in _STEMMERS.items()}
    return {**built, _ANY: _analyzer(None, _ANY)}


def _analyzer(stemmer: str | None, code: str) -> Any:
    from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

    marked = code in _MARKED or stemmer is None
    builder = TextAnalyzerBuilder(Tokenizer.regex(r"\w+") if marked else Tokenizer.simple())
    builder = builder.filter(Filter.remove_long(80)).filter(Filter.lowercase())
    return (builder.filter(Filter.stemmer(stemmer)) if stemmer else builder).build()
