"""Which language is meant by "de", "pt-BR", "German" or "Deutsch".

Names are those of Unicode's CLDR (by babel). Deliberately only languages that can be told from
others: a translation into one that cannot be recognised could not be checked.
"""

from __future__ import annotations

from typing import NamedTuple

from index.errors import UsageError
from index.reading.language import distinguished, normal_tag

# CLDR's code for a language that goes by another one where languages are told apart.
_SAME = {"nb": "no", "fil": "tl", "iw": "he", "in": "id"}


class Language(NamedTuple):
    """A language to write in."""

    tag: str  # BCP 47
    name: str  # in English

    @property
    def told_as(self) -> str:
        """The ISO 639 code that `index.reading.language` knows it by."""
        return primary(self.tag)


def primary(tag: str) -> str:
    """The language of a tag, without its script and region, as languages are told apart."""
    code = tag.split("-")[0].lower()
    return _SAME.get(code, code)


def language(stated: str) -> Language:
    """The language that ``stated`` names. Raises ``UsageError`` where there is none such."""
    tag = normal_tag(_code(stated.strip()) or stated)
    if tag is None or primary(tag) not in distinguished():
        raise UsageError(
            f"--language '{stated}' is not known",
            "give a code or a name of a language, such as de, pt-BR, German or Deutsch",
        )
    return Language(tag, _name(tag))


def _code(name: str) -> str | None:
    """The code of a language by its name in English or in itself."""
    from babel import Locale

    wanted = name.casefold()
    for code, english in Locale("en").languages.items():
        if english.casefold() == wanted:
            return str(code).replace("_", "-")
    return next((code for code in sorted(distinguished()) if _own_name(code) == wanted), None)


def _own_name(code: str) -> str | None:
    from babel import Locale, UnknownLocaleError

    try:
        name = Locale.parse(code).get_language_name()
    except (UnknownLocaleError, ValueError):
        return None
    return name.casefold() if name else None


def _name(tag: str) -> str:
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(tag, sep="-").get_display_name("en"))
    except (UnknownLocaleError, ValueError):
        return str(Locale("en").languages.get(tag.split("-")[0], tag))
