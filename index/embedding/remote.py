"""Embeddings from any OpenAI-compatible endpoint, such as ``openai:text-embedding-3-small``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from index.service import Service
from index.tokens import count_tokens

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Servers take from 32 (text-embeddings-inference) to 2,048 (OpenAI) texts in one request.
_BATCH = 32


class RemoteEmbedder:
    """An ``Embedder`` that asks a server. Vectors are brought to unit length here."""

    def __init__(self, model: str, service: Service | None = None) -> None:
        self.name = f"openai:{model}"
        self._model = model
        self._service = service or Service()

    @cached_property
    def dimensions(self) -> int:
        """Length of a vector, learnt from the server by embedding one word."""
        return len(self._service.embed(self._model, ["dimensions"])[0])

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See ``Embedder``. Raises ``ServiceError``."""
        import numpy as np

        if not texts:
            return np.zeros((0, 0), dtype=np.float32)
        parts = [texts[i : i + _BATCH] for i in range(0, len(texts), _BATCH)]
        replies = [self._service.embed(self._model, part) for part in parts]
        if len({reply.shape[1] for reply in replies}) > 1:
            raise self._service.unusable(self._model, "vectors of different dimensions")
        vectors = np.concatenate(replies)
        with np.errstate(over="ignore"):
            lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        if not np.isfinite(lengths).all() or not lengths.all():
            raise self._service.unusable(self._model, "vectors of no length")
        return np.ascontiguousarray(vectors / lengths, dtype=np.float32)

    def count(self, texts: Sequence[str]) -> list[int]:
        """See ``Embedder``; an estimate where the model's vocabulary cannot be had."""
        return count_tokens(texts, self._model)
