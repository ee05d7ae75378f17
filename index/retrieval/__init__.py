"""From a question to ranked passages, from a topic to all its articles.

`searching` asks both stores, `fusion` makes one list of theirs, `rescoring` orders it, `passages`
widens chunks to what is read. `selection` finds every article on a topic.
"""

from index.retrieval.fusion import Ranked, Stores, retrieve

__all__ = ["Ranked", "Stores", "retrieve"]
