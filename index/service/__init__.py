"""Any OpenAI-compatible server: requests, streams, failures.

`client` asks, over a `connection` (no other rooms import openai), where its errors become ours:
`failures` says what a server's words mean, `retrying` when to ask again. `chat` reads replies as
they come: `events`, `reasoning`, `options` that a server may not know, `windows` of models.
`embeddings` reads vectors.
"""

from index.service.client import TIMEOUT_SECONDS, Service

__all__ = ["TIMEOUT_SECONDS", "Service"]
