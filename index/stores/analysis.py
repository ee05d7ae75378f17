"""How texts and questions are cut into the lexical index's terms, by language.

All languages share one field, so that a text is measured by how long texts are, and not by a
field that is empty in most of them. English goes into it as it is; a term of any other language
has the language with it ("deǃhausǃ"), so that no language's stems are taken for another's
("policies" is polic in French, as police is in English). Deliberately not `index.words`: that
one keeps each word's place for comparing sentences, this one only has to be fast and the same
for texts and questions. What a term weighs is in `terms`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain, zip_longest
from typing import Any

from index.irregular import FORMS

_STEMMERS = {
    "ar": "arabic", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "fi": "finnish", "fr": "french", "hu": "hungarian", "it": "italian",
    "nl": "dutch", "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sv": "swedish", "ta": "tamil", "tr": "turkish",
}  # fmt: skip
_SAME = {"nb": "no", "nn": "no"}

# Written with combining marks, which tantivy's simple tokenizer takes for the end of a word; its
# regular expression, which is slower, does not.
_MARKED = frozenset({"ar", "ta"})

_ANY = "any"  # texts whose language is unknown or has no stemmer
CODES = (*_STEMMERS, _ANY)

# tantivy has one analyzer for a field. English's is the one: it takes other languages' terms as
# they are, if these are only letters and end in one that no English word ends in. For a field
# whose terms are all made here, it is 12,000 chunks a second instead of 16,000.
_AS_IT_IS = "en"
_MARK = "\u01c3"  # ǃ, a letter of Khoisan languages

_LONGEST = 80  # bytes of a term; nothing longer is a word
_LONGEST_WRITTEN = 400  # of one in hexadecimal digits with its language; so of English ones, too

# Scripts written without spaces, or (Korean) with endings that no stemmer here takes off: kana,
# CJK ideographs, Hangul, Thai, Lao, Myanmar, Khmer.
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    r"\uac00-\ud7af\uf900-\ufaff\U00020000-\U000323af]+"
)
# Bytes of UTF-8 that are in none of these scripts: most texts, whose marks alone are not ASCII, are
# done with in a thirtieth of the time.
_SPACED = bytes(range(0xE0)) + b"\xe2"
_DOT_LETTER_DOT = re.compile(r"\.[A-Za-z]\.")  # found at C speed: most texts have none
_DOTTED = re.compile(r"\b[A-Za-z]\.(?:[A-Za-z]\.)+")


def code_of(language: str | None) -> str:
    """Which of ``CODES`` texts of this language (BCP 47) are analysed by."""
    code = (language or "").replace("_", "-").split("-")[0].lower()
    code = _SAME.get(code, code)
    return code if code in _STEMMERS else _ANY


def indexed(text: str, code: str) -> str:
    """``text`` as tantivy is to be given it, whose analyzer is that of `field_analyzer`."""
    bare = plain(text)
    return bare if code == _AS_IT_IS else _tagged(_analyzers()[code].analyze(bare), code)


def terms_of(text: str, codes: Sequence[str]) -> Iterator[list[str]]:
    """For each of ``codes``, the terms of ``text`` in their order."""
    bare = plain(text)
    return (_terms(bare, code) for code in codes)


def forms_of(text: str, codes: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """For each distinct word of ``text``, in its order, the terms that it is in ``codes``.

    Of an irregular English word those of its other forms, too: "broke" for "break". Where one
    language takes for two words what is one in another, the first stands for it.
    """
    seen = set()
    for spelling in plain(text).split():
        for forms in zip_longest(*(_terms(spelling, code) for code in codes)):
            if forms not in seen:
                seen.add(forms)
                also = (_irregular().get(f, ()) for f in forms if f and _AS_IT_IS in codes)
                yield tuple(dict.fromkeys([*filter(None, forms), *chain(*also)]))


def _terms(text: str, code: str) -> list[str]:
    stems: list[str] = _analyzers()[code].analyze(text)
    return stems if code == _AS_IT_IS else _tagged(stems, code).split()


def _tagged(stems: list[str], code: str) -> str:
    """The terms of another language than English, with spaces between them."""
    if not stems:
        return ""
    letters = stems if "".join(stems).isalnum() else map(_letters, stems)
    prefix = f"{code}{_MARK}"
    return f"{prefix}{f'{_MARK} {prefix}'.join(letters)}{_MARK}"


def _letters(stem: str) -> str:
    """Hexadecimal digits for what is not only letters: the vowel signs of Hindi are none."""
    return stem if stem.isalnum() else stem.encode().hex()


def is_unspaced(text: str) -> bool:
    """Whether some of ``text`` is in a script that is indexed by pairs of characters."""
    return not text.isascii() and _UNSPACED.search(text) is not None


def plain(text: str) -> str:
    """``text`` as it is analysed: U.S. as US, unspaced scripts as pairs.

    中国人 becomes 中国 国人: pairs of characters are how such scripts are searched without a
    dictionary. A single character stands for itself.
    """
    if _DOT_LETTER_DOT.search(text):
        text = _DOTTED.sub(_undotted, text)
    with_unspaced = not text.isascii() and text.encode("utf-8", "replace").translate(None, _SPACED)
    return _UNSPACED.sub(_pairs, text) if with_unspaced else text


def _undotted(found: re.Match[str]) -> str:
    return found.group().replace(".", "") + " "


def _pairs(found: re.Match[str]) -> str:
    run = found.group()
    pairs = [run[i : i + 2] for i in range(len(run) - 1)] or [run]
    return f" {' '.join(pairs)} "


def field_analyzer() -> Any:
    """tantivy's analyzer for the field of all languages' words."""
    return _analyzers()[_AS_IT_IS]


@cache
def _irregular() -> dict[str, list[str]]:
    """The terms of all forms of an irregular English word, by each of them."""
    groups = [_terms(" ".join(forms), _AS_IT_IS) for forms in FORMS]
    return {term: group for group in reversed(groups) for term in group}


@cache
def _analyzers() -> dict[str, Any]:
    return {code: _analyzer(_STEMMERS.get(code), code) for code in CODES}


def _analyzer(stemmer: str | None, code: str) -> Any:
    from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

    marked = code in _MARKED or stemmer is None
    longest = _LONGEST_WRITTEN if code == _AS_IT_IS else _LONGEST
    builder = TextAnalyzerBuilder(Tokenizer.regex(r"\w+") if marked else Tokenizer.simple())
    builder = builder.filter(Filter.remove_long(longest)).filter(Filter.lowercase())
    return (builder.filter(Filter.stemmer(stemmer)) if stemmer else builder).build()
