"""Counting tokens of remote models: tiktoken, or a stated estimate where it has no vocabulary.

tiktoken would fetch a vocabulary when it is first needed. Deliberately not here: a vocabulary is
used where tiktoken has stored it already (``TIKTOKEN_CACHE_DIR``, else its own folder), and
nothing is ever fetched. Without one the estimate errs on the high side, so that nothing is cut.
The bundled embedding model counts its own tokens exactly and does not come here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from threading import Lock

_BYTES_PER_TOKEN = 3
_LOADING = Lock()


def count_tokens(texts: Sequence[str], model: str) -> list[int]:
    """Tokens of each text as ``model`` cuts it, or an estimate that is rather too high."""
    encode = _encoder(model)
    return [estimate(text) if encode is None else len(encode(text)) for text in texts]


def has_vocabulary(model: str) -> bool:
    """Whether tokens of ``model`` are counted exactly on this machine."""
    return _encoder(model) is not None


def estimate(text: str) -> int:
    """Tokens of ``text`` for a model whose vocabulary is not at hand: rather too many."""
    return math.ceil(len(text.encode("utf-8", "surrogatepass")) / _BYTES_PER_TOKEN)


@cache
def _encoder(model: str) -> Callable[[str], list[int]] | None:
    import tiktoken

    try:
        with _nothing_fetched():
            encoding = tiktoken.encoding_for_model(model)
    except (KeyError, OSError, ValueError):  # unknown model; not stored here; damaged
        return None
    return lambda text: encoding.encode(text, disallowed_special=())


@contextmanager
def _nothing_fetched() -> Iterator[None]:
    """While this lasts tiktoken reads what it has stored and asks no server for the rest."""
    from tiktoken import load

    with _LOADING:
        fetch = load.read_file
        load.read_file = _refuse
        try:
            yield
        finally:
            load.read_file = fetch


def _refuse(blobpath: str) -> bytes:
    raise FileNotFoundError(f"not stored on this machine: {blobpath}")
