"""Any OpenAI-compatible server: requests, streams, failures.

`client` asks (the only room that imports openai), `failures` maps its errors once, `retrying`
says when to ask again. `chat` reads replies as they come: `events`, `reasoning`, `options` that a
server may not know, `windows` of models. `embeddings` reads vectors.
"""

from index.service.client import TIMEOUT_SECONDS, Service

__all__ = ["TIMEOUT_SECONDS", "Service"]
