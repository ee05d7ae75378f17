"""What a server replies to a request for embeddings, checked.

Deliberately not here: sending the request (`client`), the vectors' lengths
(`index.embedding.remote`).
"""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict


class Embedding(BaseModel):
    """One vector, and the number of its text."""

    model_config = ConfigDict(strict=True)
    index: int
    embedding: list[float]


class _Embeddings(BaseModel):
    """What is used of a server's reply; servers add all sorts of fields."""

    model_config = ConfigDict(strict=True)
    data: list[Embedding]


def embeddings(content: bytes) -> list[Embedding]:
    """The vectors of a reply in the order of their texts. Raises pydantic's ``ValidationError``."""
    return sorted(_Embeddings.model_validate_json(content).data, key=lambda each: each.index)


def fault(rows: Sequence[Embedding], wanted: int) -> str | None:
    """What is wrong with vectors for ``wanted`` texts; None where nothing is."""
    lengths = {len(row.embedding) for row in rows}
    if len(rows) != wanted:
        return f"{len(rows)} embeddings for {wanted} texts"
    if [row.index for row in rows] != list(range(wanted)):
        return "embeddings with wrong numbers"
    if len(lengths) > 1 or 0 in lengths:
        return "embeddings of unequal or no length"
    return None
