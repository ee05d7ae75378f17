"""A text as numbers: its shingles, to compare it with another, and MinHash, to find that other.

A shingle is a run of ``SHINGLE`` words, as a number. Case, punctuation and white space do not
count, so that a copy set with other quotation marks is the same. Deliberately not here: what is
compared with what, and from when on two texts are copies (`syndication`). Imports numpy, so
whoever needs it imports it when articles are compared.
"""

from __future__ import annotations

import sys
from functools import cache
from hashlib import shake_128
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

if TYPE_CHECKING:
    from datasketch import MinHash

    Hashes = np.ndarray[tuple[int], np.dtype[np.uint64]]
    Letters = np.ndarray[tuple[int], np.dtype[np.uint8]]
    Marked = np.ndarray[tuple[int], np.dtype[np.bool]]

# A copied report has whole paragraphs in common, an update of it only phrases. Of 224 pairs of
# articles of the same days that have more than .3 of one in runs of 4 words in common, 29 pass for
# copies (.6 of one, .35 of the other) with runs of 4 words, 24 with 8, 22 with 12. Of 600 made
# copies .983 pass with 4, .983 with 5, .978 with 8.
SHINGLE = 8  # words

# Of two texts with .3 of their shingles in common, which copies have at least, three or more of so
# many minima are the same in .997 of all cases; of two with .15 in .88.
MINIMA = 32

# Bytes of UTF-8 that are no part of a word are 0: ASCII marks by this table (which makes letters
# small as well), those of Latin-1, U+2000 to U+2FFF, Chinese and full width by their first bytes.
_ASCII = bytes(ord(chr(c).lower()) if chr(c).isalnum() or c > 127 else 0 for c in range(128))
_LETTERS = _ASCII + bytes(range(128, 256))
_MARKS = ((b"\xc2", 2), (b"\xe2", 3), (b"\xe3\x80", 3), (b"\xef\xbc", 3))  # and their length
# Thai to Tibetan, kana, Han: written without spaces, so each character counts as a word.
_HAN = (0xE3, 0xE9)  # first bytes, both included
_THAI = (0xE0, 0xB8)  # first byte, least second byte

# Longer texts are compared by their beginning.
_LONGEST = 1_000_000  # characters

# Odd numbers of no meaning, the same for ever: what was computed from them is in people's indexes.
_ODD = np.frombuffer(shake_128(b"groundwire").digest(8 * (1 + SHINGLE)), "<u8") | np.uint64(1)
_BASE, _TURNS = int(_ODD[0]), _ODD[1:]


def shingles(text: str) -> Hashes:
    """The shingles of a text in order, one for each word but the last ``SHINGLE - 1``.

    None for a text with fewer words. Equal runs of words have equal numbers, in every process.
    """
    words = _words(text)
    if len(words) < SHINGLE:
        return words[:0]
    return _mixed(sliding_window_view(_mixed(words), SHINGLE) @ _TURNS)


def minima(hashes: Hashes) -> list[int]:
    """MinHash of a text's shingles: ``MINIMA`` numbers below 2^37, each of another permutation.

    The share of them that two texts have in common estimates the Jaccard similarity of their
    shingles (Broder, 1997). None for no shingles.
    """
    if not len(hashes):
        return []
    empty = _empty_minhash()
    minhash = empty.copy()
    # One value whose hash is an array instead of many: the same numbers in a quarter of the time.
    minhash.update_batch([hashes.astype(np.uint32)])
    return [place << 32 | int(least) for place, least in enumerate(minhash.hashvalues)]


def share(one: Hashes, other: Hashes) -> float:
    """How much of one text stands in another, 0 to 1: words in runs of ``SHINGLE`` or more."""
    return share_of_sorted(one, np.sort(other))


def share_of_sorted(one: Hashes, among: Hashes) -> float:
    """The same for another text whose shingles are sorted already; each of them once is enough."""
    if not len(one) or not len(among):
        return 0.0
    places = np.minimum(np.searchsorted(among, one), len(among) - 1)
    begins = among[places] == one
    return float(np.convolve(begins, np.ones(SHINGLE, np.uint8)).astype(bool).mean())


def word_count(hashes: Hashes) -> int:
    """How many words the text of these shingles has; 0 where it has no shingles."""
    return len(hashes) + SHINGLE - 1 if len(hashes) else 0


@cache
def _empty_minhash() -> MinHash:
    minhash: MinHash = _library().MinHash(num_perm=MINIMA, hashfunc=_itself, scheme="affine32")
    return minhash


def _library() -> ModuleType:
    """datasketch's module of MinHash, without running its package, which imports scipy as well.

    That is for what is not used here, and takes .35 seconds and 45 MB of whoever adds articles.
    """
    spec = find_spec("datasketch")
    assert spec is not None
    package = module_from_spec(spec)  # knows where its modules are
    if sys.modules.setdefault("datasketch", package) is not package:
        return import_module("datasketch.minhash")
    try:
        return import_module("datasketch.minhash")
    finally:
        del sys.modules["datasketch"]  # for whoever imports it after all


def _itself(hashes: Any) -> Any:
    return hashes


def _words(text: str) -> Hashes:
    """A number for each word: a polynomial of its bytes, all at a time from sums so far."""
    letters = _letters(text[:_LONGEST])
    starts = np.flatnonzero(_begins(letters))
    if not len(starts):
        return np.empty(0, np.uint64)
    powers, inverse = _powers(1 << len(letters).bit_length())
    sums = np.cumsum(letters * powers[: len(letters)])
    before = sums[starts] - letters[starts] * powers[starts]
    after = np.append(before[1:], sums[-1:])
    words: Hashes = (after - before) * inverse[starts]
    return words


def _letters(text: str) -> Letters:
    """The bytes of a text, 0 for those that are no part of a word."""
    letters = np.frombuffer(bytearray(text.encode("utf-8", "replace").translate(_LETTERS)), "u1")
    if not text.isascii():
        for first, length in _MARKS:
            at = np.flatnonzero(letters == first[0])
            at = at[letters[at + len(first) - 1] == first[-1]]
            for place in range(length):
                letters[at + place] = 0
    return letters


def _begins(letters: Letters) -> Marked:
    """At which bytes a word begins."""
    begins: Marked = letters != 0
    goes_on = begins[:-1] & begins[1:]
    if len(letters) and letters.max() >= _THAI[0]:
        goes_on &= (letters[1:] < _HAN[0]) | (letters[1:] > _HAN[1])
        goes_on[:-1] &= (letters[1:-1] != _THAI[0]) | (letters[2:] < _THAI[1])
    begins[1:] &= ~goes_on
    return begins


@cache
def _powers(number: int) -> tuple[Hashes, Hashes]:
    """Powers of the base modulo 2^64 from the 0th, and what undoes multiplying by them."""
    pair = []
    for base in (_BASE, pow(_BASE, -1, 1 << 64)):
        powers = np.full(number, base, np.uint64)
        powers[0] = 1
        pair.append(np.cumprod(powers))
    return pair[0], pair[1]


def _mixed(hashes: Hashes) -> Hashes:
    """The same numbers with every bit depending on every other (MurmurHash3's finalizer)."""
    hashes = (hashes ^ (hashes >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
    hashes = (hashes ^ (hashes >> np.uint64(33))) * np.uint64(0xC4CEB9FE1A85EC53)
    return hashes ^ (hashes >> np.uint64(33))
