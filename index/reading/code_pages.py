"""Which code page of Latin letters bytes are in: the one whose letters make a language.

The eight-bit code pages differ in a few dozen letters, and "à", "è", "ù" of one are "ŕ", "č", "ů"
of the next; so a page is judged by whether its letters beyond ASCII belong together in one
language. Deliberately knows no other alphabets, and no words: names from abroad are few enough.
"""

from __future__ import annotations

import re
from collections import Counter

_LETTERS = {  # beyond ASCII, of each language: those in its own words
    "cp1252": (
        "àâçéèêëîïôœùûüÿ", "äöüß", "áéíñóúüªº", "àèéìíîòóùú", "áâãàçéêíóôõúü", "éëïóöüèáê",
        "åäöæøé", "áéíóúýþæöð", "àçèéíïòóúü", "äõöüšž",
    ),
    "cp1250": ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîşţ", "čćđšž"),
    "cp1254": ("çğıöşüâîûi\u0307",),
    "cp1257": ("ąčęėįšųūž", "āčēģīķļņšūž"),
}  # fmt: skip
# In this order, and a later one only if it is better by the margin: what people save is far more
# often Windows-1252 than all the others together.
_PAGES = (
    ("cp1252", "cp1252"), ("iso8859_15", "cp1252"), ("cp1250", "cp1250"), ("iso8859_2", "cp1250"),
    ("cp1254", "cp1254"), ("cp1257", "cp1257"), ("mac_roman", "cp1252"), ("cp850", "cp1252"),
)  # fmt: skip
# In 21 paragraphs of 16 languages (tests/test_decoding.py) the page they were written in has 1.00;
# a page that spoils letters has at most .86 (Hungarian as Windows-1252), but for two that the
# order decides: Croatian without "š" may be Baltic, Slovak with one "ž" may be ISO 8859-2.
_MARGIN = 0.03
_ENOUGH = 0.8
# Of all bytes: in those paragraphs at most 18% (Icelandic), in other alphabets 75% and more.
_MOST_BEYOND_ASCII = 0.35
_FEW = 3  # bytes that say nothing by their share: "€5"

_APART = frozenset("‘’“”„‚«»‹›–—…•·€£¥¢°§©®™±×½¼¾¡¿´¶²³\u00a0")  # signs that stand between words
_WITHIN = frozenset("’‘–—·\u00a0°")  # those that may stand between two letters
_SEEN = re.compile(r"(?s)(?<=(.))([^\x00-\x7f])(?=(.))")


def latin_page(data: bytes) -> str | None:
    """The code page that makes the best sense of ``data``; None where none makes enough."""
    beyond = len(data) - len(data.decode("ascii", "ignore"))
    if beyond > _FEW and beyond > _MOST_BEYOND_ASCII * len(data):
        return None
    best, reached = None, _ENOUGH - _MARGIN
    for page, languages in _PAGES:
        share = _sense(data, page, _LETTERS[languages])
        if share >= reached + _MARGIN:
            best, reached = page, share
    return best


def _sense(data: bytes, page: str, languages: tuple[str, ...]) -> float:
    """Share of the characters beyond ASCII that stand where one language may have them."""
    try:
        text = data.decode(page)
    except UnicodeDecodeError:
        return 0.0
    seen = Counter(match.groups() for match in _SEEN.finditer(f" {text} "))
    total = sum(seen.values())
    signs = sum(n for place, n in seen.items() if _is_sign(*place))
    letters: Counter[str] = Counter()
    for place, n in seen.items():
        if _is_letter(*place):
            letters[place[1].lower()] += n
    most = max(sum(n for x, n in letters.items() if x in language) for language in languages)
    return (signs + most) / total if total else 1.0


def _is_letter(before: str, character: str, _after: str) -> bool:
    """Whether it is in a place for a letter: no capital follows a small letter within a word."""
    return character in "ªº" or not (before.islower() and character.isupper())


def _is_sign(before: str, character: str, after: str) -> bool:
    if character not in _APART:
        return False
    if character in "²³":
        return before.isalpha() and not after.isalpha()
    if character in "¡¿±×½¼¾§¶":
        return not before.isalpha()
    return character in _WITHIN or not (before.isalpha() and after.isalpha())
