"""Texts to vectors: the bundled static model, or any OpenAI-compatible endpoint.

`embedder` is the protocol and the choice, `static` and `remote` are the two.
"""

from index.embedding.embedder import BUNDLED, Embedder, StaticEmbedder, embedder_named

__all__ = ["BUNDLED", "Embedder", "StaticEmbedder", "embedder_named"]
