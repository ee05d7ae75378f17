"""SQLite, the truth of an index: articles, sentences, chunks.

`catalog` is what is written, `lookup` what is read, `migrations` the way from earlier formats. The
tables are `index.schema`'s, the connection is `index.database`'s.
"""

from index.catalog.catalog import Candidate, Catalog, Entry, Summary

__all__ = ["Candidate", "Catalog", "Entry", "Summary"]
