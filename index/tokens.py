"""Counting tokens of remote models: tiktoken, or a stated estimate where it has no vocabulary.

tiktoken fetches a vocabulary on first use; where that cannot be had (no network, unknown model)
the estimate errs on the high side, so that nothing is ever cut. The bundled embedding model
counts its own tokens exactly and does not come here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cache

# English prose has about 4.5 characters a token in OpenAI's vocabularies; other scripts have as
# many as 3 tokens a character, so bytes are counted, and 3 to a token is on the safe side of both.
_BYTES_PER_TOKEN = 3


def count_tokens(texts: Sequence[str], model: str) -> list[int]:
    """Tokens of each text as ``model`` cuts it, or an estimate that is rather too high."""
    encode = _encoder(model)
    return [_estimate(text) if encode is None else len(encode(text)) for text in texts]


def has_vocabulary(model: str) -> bool:
    """Whether tokens of ``model`` are counted exactly on this machine."""
    return _encoder(model) is not None


def _estimate(text: str) -> int:
    return math.ceil(len(text.encode("utf-8", "surrogatepass")) / _BYTES_PER_TOKEN)


@cache
def _encoder(model: str) -> Callable[[str], list[int]] | None:
    import tiktoken

    try:
        encoding = tiktoken.encoding_for_model(model)
    except (KeyError, OSError, ValueError):  # unknown model; no network; broken download
        return None
    return lambda text: encoding.encode(text, disallowed_special=())
