"""Which articles were removed by hand, so that reading their sources again leaves them out.

Of such an article nothing is kept but a digest of its id; added explicitly it is in again.
Deliberately not here: removing (`index.adding.writing`), and what `--prune` removes, which its
sources hold no more.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from index.database import Database

TABLES = """
CREATE TABLE IF NOT EXISTS removals (digest TEXT PRIMARY KEY) WITHOUT ROWID;
"""


class Removals:
    """The articles that were removed by hand. What writes needs a transaction."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def note(self, article_ids: Iterable[str]) -> None:
        """These were removed by hand."""
        rows = [(_digest(article_id),) for article_id in article_ids]
        self._db.run_many("INSERT OR IGNORE INTO removals VALUES (?)", rows)

    def clear(self, article_ids: Iterable[str]) -> None:
        """These are in again."""
        rows = [(_digest(article_id),) for article_id in article_ids]
        self._db.run_many("DELETE FROM removals WHERE digest = ?", rows)

    def among(self, article_ids: Iterable[str]) -> set[str]:
        """Those of these that were removed by hand."""
        digests = {_digest(article_id): article_id for article_id in article_ids}
        query = "SELECT digest FROM removals WHERE digest IN ({})"
        return {digests[digest] for (digest,) in self._db.all_of(query, digests)}


def _digest(article_id: str) -> str:
    return sha256(f"removed {article_id}".encode()).hexdigest()[:32]
