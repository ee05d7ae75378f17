"""Articles into the index: in batches, one writer at a time, all stores in step.

`addition` is one run, `batching` cuts the stream of articles, `turns` waits for the lock, `writing`
brings the stores up to date in the order that survives a crash.
"""

from index.adding.addition import Addition, Hooks, Wishes

__all__ = ["Addition", "Hooks", "Wishes"]
